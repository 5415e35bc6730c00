"""Text answers: sentences of the right section, quoted exactly, or none."""

from __future__ import annotations

import pytest

from reportqa.answering.quoting import MOST
from reportqa.model import Status

ANSWERS = {Status.ANSWERED, Status.STATED_NONE}


def test_the_sentences_come_from_the_section_that_deals_with_it(report_library):
    answered = []
    for question in (
        "2018年科技局信息公开存在哪些问题",
        "what problems did the bureau report in 2018",
        "2018年科技局下一步有什么改进措施",
    ):
        answer = report_library.ask(question)
        if answer.status is not Status.ANSWERED:
            continue
        answered.append(question)
        quotes = [c for c in answer.citations if c.role == "evidence"]
        assert 1 <= len(quotes) <= MOST + 1
        assert any("问题" in " ".join(c.section) for c in quotes)
        assert all(c.quote.strip() in answer.text for c in quotes)
    assert len(answered) >= 2


def test_sentences_are_quoted_in_reading_order(sample_library):
    for question in ("教育局2022年存在哪些问题", "生态环境局2021年有哪些不足", "青禾区2023年下一步怎么改进"):
        answer = sample_library.ask(question)
        starts = [
            answer.text.find(c.quote.strip())
            for c in sorted(answer.citations, key=lambda c: c.start)
            if c.role == "evidence"
        ]
        assert starts == sorted(starts)


@pytest.mark.parametrize(
    "question",
    ["2018年科技局为什么裁员", "科技局2018年如何治理雾霾", "how did the bureau fight the pandemic in 2018"],
)
def test_what_no_sentence_says_is_not_answered(report_library, question):
    answer = report_library.ask(question)
    assert answer.status not in ANSWERS
    assert answer.figures == ()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("科技局的联系电话是多少", "0533-2869907"),
        ("what is the postcode of the bureau", "255000"),
        ("科技局在哪里办公", "新村西路"),
        ("bureau e-mail address", "zdqkjjbgs@zb.shandong.cn"),
    ],
)
def test_ways_of_contact_are_quoted(report_library, question, value):
    answer = report_library.ask(question)
    assert answer.status is Status.ANSWERED
    assert value in answer.text
    assert value in "".join(answer.citations[0].quote.split())


def test_the_telephone_for_complaints_is_not_the_one_for_questions(report_library):
    assert report_library.ask("科技局的投诉电话是多少").status is Status.NOT_STATED
