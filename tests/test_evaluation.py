"""Measuring: what counts as right, what as a false answer, and files that cannot be read."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from reportqa.errors import ReportQAError
from reportqa.evaluation import Item, judge, read_items, run, tally
from reportqa.model import Answer, AnswerFigure, Approx, Citation, How, Question, Status

QUOTE = "收到提案 7条，均已答复。"


def item(type_="figure", **more):
    return Item(
        **(
            {"question": "q", "language": "zh", "type": type_, "answer": "7条", "value": 7, "quote": QUOTE}
            | more
        )
    )


def answer(status=Status.ANSWERED, values=(7,), text="7条", quote=QUOTE):
    figures = tuple(
        AnswerFigure(v, "条", f"{v}条", None, "", "", 2018, How.STATED, Approx.EXACT, 0) for v in values
    )
    citations = (Citation("r", "", "", 2018, (), quote, 0, len(quote), None, "", ""),) if quote else ()
    return Answer(status, text, Question("q", "zh"), figures=figures, citations=citations)


def test_the_right_figure_with_its_quote():
    outcome = judge(item(), answer())
    assert (outcome.right, outcome.quoted, outcome.false_answer, outcome.false_refusal) == (
        True,
        True,
        False,
        False,
    )


def test_another_figure_is_a_false_answer():
    outcome = judge(item(), answer(values=(8, 7)))
    assert (outcome.right, outcome.false_answer) == (False, True)


def test_a_refusal_of_what_is_stated_is_a_false_refusal():
    outcome = judge(item(), answer(Status.NOT_STATED, ()))
    assert (outcome.right, outcome.false_answer, outcome.false_refusal, outcome.quoted) == (
        False,
        False,
        True,
        None,
    )


def test_an_answer_to_what_is_not_stated_is_a_false_answer():
    outcome = judge(item("not_stated", value=None), answer())
    assert (outcome.right, outcome.false_answer) == (False, True)
    refused = judge(item("not_stated", value=None), answer(Status.NO_REPORT, ()))
    assert (refused.right, refused.false_answer) == (False, False)
    also = judge(item("not_stated", value=None, also=("no_report",)), answer(Status.NO_REPORT, ()))
    assert also.right


def test_the_quote_is_compared_without_white_space_and_may_be_a_part():
    assert judge(item(quote="收到提案7条"), answer()).quoted
    assert judge(item(quote="全年收到提案 7条，均已答复。"), answer()).quoted
    assert judge(item(quote="收到申请7件"), answer()).quoted is False


def test_every_value_of_a_series_is_wanted():
    series = item("trend", value=None, values=(5, 7))
    assert judge(series, answer(values=(5, 7))).right
    assert not judge(series, answer(values=(7,), text="七")).right


def test_a_text_is_right_if_its_words_or_quote_are_shown():
    text = item("text", value=None, answer="均已答复", quote="")
    assert judge(text, answer(values=())).right
    assert not judge(replace(text, answer="未答复"), answer(values=())).right
    assert not judge(replace(text, answer=""), answer(values=())).right


def test_counts_by_type():
    counts = tally(
        [
            judge(item(), answer()),
            judge(item(), answer(values=(1,))),
            judge(item("not_stated", value=None), answer(Status.NOT_STATED, ())),
        ]
    )
    assert list(counts)[-1] == "all"
    row = counts["figure"].row()
    assert (row["questions"], row["right"], row["right_share"], row["false_answers"]) == (2, 1, 0.5, 1)
    assert counts["all"].total == 3
    assert tally([])["all"].row()["right_share"] is None


def test_questions_are_read_in_the_language_asked_for(tmp_path):
    path = tmp_path / "q.jsonl"
    line = {
        "question": "几件",
        "question_en": "how many",
        "type": "figure",
        "value": 7,
        "after": ["甲"],
        "after_en": ["A"],
    }
    path.write_text(
        json.dumps(line) + "\n\n" + json.dumps({"question": "乙", "type": "text"}) + "\n", "utf-8"
    )
    assert [i.question for i in read_items(path)] == ["几件", "乙"]
    (english,) = read_items(path, "en")
    assert (english.question, english.after) == ("how many", ("A",))
    assert len(read_items(path, "both")) == 3


@pytest.mark.parametrize("line", ["{", "[]", "7", '{"question": "x"}', "null", '"x"'])
def test_a_line_that_is_no_question_is_named(tmp_path, line):
    path = tmp_path / "q.jsonl"
    path.write_text('{"question": "a", "type": "text"}\n' + line + "\n", "utf-8")
    with pytest.raises(ReportQAError, match=r"q\.jsonl, line 2"):
        read_items(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "b.jsonl").write_bytes(b"\xff\xfe\x81")
    for name in ("nothing.jsonl", "b.jsonl"):
        with pytest.raises(ReportQAError, match=name):
            read_items(tmp_path / name)


def test_running_asks_in_order_with_what_came_before(report_library):
    asked = Item(
        "那2018年呢",
        "zh",
        "figure",
        "7条",
        7,
        "收到政协委员提案 7条",
        after=("2017年科技局答复了多少件政协提案",),
    )
    (outcome,) = run(report_library, [asked])
    assert outcome.right
    assert outcome.quoted
