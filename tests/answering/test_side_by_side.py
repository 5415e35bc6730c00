"""Questions that name two things get a figure for each, and say which half the report lacks."""

from reportqa.model import Status


def test_two_indicators_asked_together_are_both_answered(sample_library):
    answer = sample_library.ask("教育局2021年行政许可和行政处罚各多少件")
    assert answer.status is Status.ANSWERED
    assert {f.indicator for f in answer.figures} == {"licences.decisions", "penalties.decisions"}
    assert all(f.text in answer.citations[f.citation].quote for f in answer.figures)


def test_the_half_that_the_report_lacks_is_named(report_library):
    answer = report_library.ask("2018年科技局人大代表建议和政协提案各多少件")
    assert [f.value for f in answer.figures] == [7]
    assert any("建议" in note for note in answer.notes)


def test_two_things_asked_as_a_sum_are_added(sample_library):
    answer = sample_library.ask("生态环境局2022年建议和提案共多少件")
    assert answer.figures[0].value == 45
    assert answer.computation == "19 + 26 = 45"
