"""What a follow-up leaves out comes from the answer before; a full question takes nothing over."""

from __future__ import annotations

import pytest

from reportqa.model import Intent, Status


def talk(library, *questions):
    answer = None
    for question in questions:
        answer = library.ask(question, after=answer)
    return answer


def test_year_after_year(sample_library):
    first = sample_library.ask("2022年教育局收到多少件申请")
    second = sample_library.ask("那2023年呢？", after=first)
    assert second.question.indicators[0] == first.question.indicators[0]
    assert (second.question.agencies, second.question.years) == (first.question.agencies, (2023,))
    assert {"indicator", "agency"} <= set(second.question.carried)
    assert second.figures[0].value == sample_library.ask("2023年教育局收到多少件申请").figures[0].value


def test_body_after_body(sample_library):
    first = sample_library.ask("2022年教育局收到多少件申请")
    second = sample_library.ask("生态环境局呢", after=first)
    assert second.question.years == (2022,)
    assert second.question.agencies != first.question.agencies
    assert second.figures[0].value == sample_library.ask("2022年生态环境局收到多少件申请").figures[0].value


def test_a_full_question_carries_nothing(sample_library):
    first = sample_library.ask("2022年教育局收到多少件申请")
    second = sample_library.ask("2021年生态环境局的行政处罚是多少件", after=first)
    alone = sample_library.ask("2021年生态环境局的行政处罚是多少件")
    assert second.question.carried == ()
    assert second.text == alone.text


def test_another_subject_keeps_body_and_year(sample_library):
    answer = talk(sample_library, "2022年教育局收到多少件申请", "收到几件行政复议")
    assert answer.question.years == (2022,)
    assert set(answer.question.carried) >= {"agency", "year"}
    assert "indicator" not in answer.question.carried


def test_the_subject_is_carried_through_refusals(report_library):
    answer = talk(report_library, "2018年科技局答复了多少件政协提案", "那2017年呢", "2018年呢")
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].value == 7


def test_a_follow_up_may_change_the_language(report_library):
    answer = talk(report_library, "2018年科技局答复了多少件政协提案", "and in 2017?")
    assert answer.language == "en"
    assert answer.status is Status.NO_REPORT


@pytest.mark.parametrize("question", ["那2017年呢？", "and in 2017?", "教育局呢"])
def test_without_a_conversation_nothing_is_carried(sample_library, question):
    answer = sample_library.ask(question)
    assert answer.question.carried == ()
    assert answer.figures == ()


def test_after_an_out_of_scope_question_nothing_is_carried(report_library):
    answer = talk(report_library, "今天天气怎么样", "那2018年呢")
    assert answer.figures == ()


def test_a_range_makes_a_trend(sample_library):
    answer = talk(sample_library, "2022年教育局收到多少件申请", "2021到2023年呢")
    assert answer.question.intent is Intent.TREND
    assert {f.year for f in answer.figures if f.role == ""} >= {2021, 2022, 2023}
