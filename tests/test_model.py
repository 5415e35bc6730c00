"""The nouns, and the one JSON form that pages, command line and API read."""

from __future__ import annotations

import dataclasses
import json

import pytest

from reportqa.model import Answer, Citation, Question, Report, Section, Status, Suggestion

ANSWER = {
    "status",
    "text",
    "language",
    "question",
    "figures",
    "citations",
    "computation",
    "notes",
    "suggestions",
    "index",
    "ms",
}
QUESTION = {
    "agencies",
    "years",
    "indicators",
    "intent",
    "carried",
    "assumed",
    "unknown_agencies",
    "applicant",
    "subject",
}
FIGURE = {
    "value",
    "unit",
    "text",
    "indicator",
    "label",
    "agency",
    "year",
    "how",
    "approx",
    "citation",
    "role",
    "confidence",
    "checks",
}
CITATION = {
    "report",
    "title",
    "agency",
    "year",
    "section",
    "quote",
    "start",
    "end",
    "mark",
    "page",
    "source",
    "url",
    "sample",
    "role",
}
ASKED = [
    "how many proposals did the bureau reply to in 2018",
    "2018年科技局收到几件信息公开申请",
    "2017年科技局答复了多少件提案",
    "今天天气怎么样",
    "",
    "联系电话",
    "有哪些报告",
    "存在什么问题",
]


@pytest.mark.parametrize("question", ASKED)
def test_an_answer_has_exactly_the_documented_keys(report_library, question):
    data = report_library.ask(question).to_dict()
    assert set(data) == ANSWER
    assert set(data["question"]) == QUESTION
    assert all(set(f) == FIGURE for f in data["figures"])
    assert all(set(c) == CITATION for c in data["citations"])
    assert all(set(s) == {"text", "question", "choice"} for s in data["suggestions"])


@pytest.mark.parametrize("question", ASKED)
def test_the_json_form_survives_a_round_trip(report_library, question):
    data = report_library.ask(question).to_dict()
    assert json.loads(json.dumps(data, ensure_ascii=False)) == data


def test_values_are_what_json_readers_expect(report_library):
    data = report_library.ask(ASKED[0]).to_dict()
    assert data["status"] == "answered"
    assert data["language"] == "en"
    assert (data["figures"][0]["value"], data["figures"][0]["how"], data["figures"][0]["citation"]) == (
        7,
        "all_of",
        0,
    )
    citation = data["citations"][0]
    assert citation["section"] == ["五、办理人大代表建议和政协委员提案情况"]
    assert citation["quote"][slice(*citation["mark"])] == "7条"
    assert citation["source"] == "zhangdian-science-bureau-2018.txt"
    assert citation["url"].startswith("/reports/zhangdian-science-bureau-2018?quote=")
    assert data["index"]
    assert data["ms"] >= 0


def test_why_is_there_only_when_asked_for(report_library):
    answer = report_library.ask(ASKED[0])
    assert "why" not in answer.to_dict()
    assert answer.to_dict(explain=True)["why"]


def test_nouns_never_change():
    question = Question("x", "zh")
    for noun in (question, Answer(Status.OUT_OF_SCOPE, "", question), Suggestion("a", "b")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            noun.text = "y"
    assert Citation("r", "", "", None, (), "", 0, 0, None, "", "").to_dict()["mark"] is None


def test_places_of_a_report():
    sections = (Section(("一",), 2, 10), Section(("一", "1"), 10, 20))
    report = Report(
        "r", "", None, "", "", "", "x" * 20, sections, offsets=((0, 5), (10, 20)), pages=((0, 1), (12, 2))
    )
    assert report.section_at(1) is None
    assert report.section_at(2) == report.section_at(9) == sections[0]
    assert report.section_at(10) == report.section_at(99) == sections[1]
    assert [report.page_at(at) for at in (0, 11, 12)] == [1, 1, 2]
    assert [report.file_offset(at) for at in (0, 9, 10, 12)] == [5, 14, 20, 22]
    assert Report("r", "", None, "", "", "", "", ()).page_at(0) is None
