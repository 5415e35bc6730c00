"""What was promised: each status with its sentence, and no bad input that breaks or gets a guess."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.model import How, Intent, Status

QUOTE = "2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。"
REFUSALS = {Status.NOT_STATED, Status.NO_REPORT, Status.AMBIGUOUS, Status.OUT_OF_SCOPE}


def test_none_received_is_an_answer_with_its_sentence(report_library):
    answer = report_library.ask("2018年科技局收到几件信息公开申请")
    assert answer.status is Status.STATED_NONE
    assert (answer.figures[0].value, answer.figures[0].how) == (0, How.STATED_ZERO)
    assert "没有收到申请政府信息公开的受理件" in answer.citations[0].quote
    assert "没有收到" in answer.text


def test_what_the_report_does_not_say_is_not_stated(report_library):
    answer = report_library.ask("2018年科技局有多少名工作人员")
    assert answer.status is Status.NOT_STATED
    assert answer.figures == ()
    assert {c.role for c in answer.citations} <= {"nearest", "report"}


def test_a_year_without_report_names_the_years_there_are(report_library):
    answer = report_library.ask("2017年科技局答复了多少件提案")
    assert answer.status is Status.NO_REPORT
    assert "2018" in answer.text
    assert any("2018" in s.question for s in answer.suggestions)


def test_what_no_report_deals_with_is_out_of_scope_with_examples(report_library):
    answer = report_library.ask("今天天气怎么样")
    assert answer.status is Status.OUT_OF_SCOPE
    assert answer.citations == answer.figures == ()
    assert len(answer.suggestions) >= 3


@pytest.mark.parametrize(
    "question",
    [
        "how many proposals did the bureau reply to in 2018",
        "2018年科技局答复了多少件政协提案？",
        "２０１８年科技局答复了多少件政协提案？",
    ],
)
def test_the_figure_with_its_quote_and_place(report_library, question):
    answer = report_library.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].value == 7
    assert "7" in answer.text
    citation = answer.citations[0]
    assert citation.quote == QUOTE
    assert (citation.agency, citation.year) == ("张店区科学技术局", 2018)
    assert "政协委员提案" in citation.section[-1]
    assert citation.quote[citation.mark_start : citation.mark_end] == "7条"


def test_a_follow_up_about_a_year_without_report_carries_what_was_asked(report_library):
    first = report_library.ask("how many proposals did the bureau reply to in 2018")
    answer = report_library.ask("那2017年呢？", after=first)
    assert answer.status is Status.NO_REPORT
    assert "indicator" in answer.question.carried
    assert answer.question.years == (2017,)
    assert answer.question.indicators[0] == first.question.indicators[0]
    assert answer.language == "zh"


@pytest.mark.parametrize(
    "question",
    [
        "1850年科技局收到几件提案",
        "9999年收到几件提案",
        "98年收到几件提案",
        "教育局2018年收到几件提案",
        "济南2018年收到几件提案",
        "淄博市科技局2018年收到几件提案",
    ],
)
def test_another_year_or_body_never_gets_this_ones_figure(report_library, question):
    answer = report_library.ask(question)
    assert answer.status is Status.NO_REPORT
    assert answer.figures == ()


def test_several_bodies_are_offered_as_choices_that_can_be_asked(sample_library):
    answer = sample_library.ask("2022年收到多少件申请")
    assert answer.status is Status.AMBIGUOUS
    assert answer.figures == ()
    choices = [s for s in answer.suggestions if s.choice]
    assert len(choices) >= 2
    for choice in choices:
        assert sample_library.ask(choice.question).status is not Status.AMBIGUOUS


# --- bad input ---


@pytest.mark.parametrize(
    "question",
    [
        "",
        " ",
        "\n\t ",
        "？？？",
        "!!! ...",
        "——",
        "（）",
        "\x00\x07\x1b",
        "\u200b\u200e",
        "😀",
        "😀🎉",
        "\ud800",
    ],
)
def test_a_question_that_says_nothing_is_asked_for_again(report_library, question):
    answer = report_library.ask(question)
    assert answer.status is Status.OUT_OF_SCOPE
    assert answer.figures == answer.citations == ()
    assert answer.suggestions
    assert not any(ord(ch) < 32 for ch in answer.question.text)


@pytest.mark.parametrize(
    "question",
    ["提案" * 5000, "a" * 10_000, "\x00" * 10_000, "（" * 10_000, "2018年" * 2500, "how many " * 1200],
)
def test_ten_thousand_characters_are_refused_at_once(report_library, question):
    answer = report_library.ask(question)
    assert answer.status is Status.OUT_OF_SCOPE
    assert answer.figures == ()
    assert len(answer.question.text) <= 500
    assert answer.ms < 1000


@pytest.mark.parametrize("question", ["字", "a", "1", "年", "局", "？", "有", "2018"])
def test_one_character_is_no_reason_to_guess(report_library, question):
    assert report_library.ask(question).status in REFUSALS


@pytest.mark.parametrize(
    "question",
    [
        "\x002018年\x07科技局收到几件政协提案\x1b", "😀2018年科技局收到几件政协提案🎉", "\u202e2018年科技局收到几件政协提案", "<b>2018年科技局收到几件政协提案</b>",
        "2018年科技局收到几件政协提案'; DROP TABLE figures; --", "  2018年科技局收到几件政协提案\n\n", "2018年科技局收到几件政協提案",
    ],
)  # fmt: skip
def test_noise_around_a_question_does_not_matter(report_library, question):
    answer = report_library.ask(question)
    assert (answer.status, answer.figures[0].value) == (Status.ANSWERED, 7)


@given(
    st.text(max_size=40)
    | st.text("2018年科技局收到几件政协提案多少？ how many proposals the bureau 和去年比", max_size=30)
)
@settings(max_examples=60, deadline=None)
def test_any_question_gets_an_answer_that_holds_to_the_rule(report_library, question):
    answer = report_library.ask(question)
    json.dumps(answer.to_dict(explain=True)).encode()
    if answer.status in REFUSALS:
        assert answer.figures == ()
    elif answer.question.intent is not Intent.META:
        assert answer.citations
    for citation in answer.citations:
        assert report_library.report(citation.report).text[citation.start : citation.end] == citation.quote


@given(
    st.lists(
        st.sampled_from(
            [
                "2018年科技局收到几件提案",
                "那2017年呢？",
                "教育局呢",
                "and in 2018?",
                "",
                "一共呢",
                "其中政协的呢",
                "help",
                "😀",
            ]
        ),
        min_size=2,
        max_size=5,
    )
)
@settings(max_examples=25, deadline=None)
def test_any_conversation_can_go_on(report_library, questions):
    answer = None
    for question in questions:
        answer = report_library.ask(question, after=answer)
    assert answer is not None
    assert answer.status in set(Status)


def test_the_reply_is_in_the_language_asked_for(report_library):
    zh = report_library.ask("how many proposals did the bureau reply to in 2018", language="zh")
    en = report_library.ask("2018年科技局答复了多少件政协提案？", language="en")
    assert (zh.language, en.language) == ("zh", "en")
    assert "答复" in zh.text
    assert "replied" in en.text
    assert zh.figures[0].value == en.figures[0].value == 7


def test_the_same_question_gets_the_same_answer(report_library):
    one, two = (report_library.ask("2018年科技局公开了多少条信息").to_dict() for _ in range(2))
    assert one | {"ms": 0} == two | {"ms": 0}
