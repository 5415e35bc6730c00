"""Reading only the figures asked for, in many reports at once, gives the answers of reading everything."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportqa.answering import narrow
from reportqa.library import Library
from reportqa.model import Intent

GOLD = Path(__file__).parents[1] / "gold" / "samples.jsonl"
QUESTIONS = (
    "哪个局2021年收到的申请最多？",
    "Which bureau received the most requests in 2021?",
    "2018年各局一共收到多少件政协提案？",
    "历年来教育局网站公开信息的变化",
    "各机关2023年自然人申请各多少件？",
    "哪年不予公开最多？",
)


def answer_of(library: Library, question: str) -> dict:
    data = library.ask(question).to_dict()
    # what was considered may be less, what was found may not
    return {key: value for key, value in data.items() if key not in ("why", "ms")}


def test_the_answers_are_the_same(sample_library: Library, monkeypatch: pytest.MonkeyPatch):
    items = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    gold = [item[key] for item in items for key in ("question", "question_en")]
    several = [
        q for q in gold
        if sample_library.ask(q).question.intent in {Intent.TREND, Intent.COMPARE, Intent.TOTAL}
    ]  # fmt: skip
    assert len(several) > 40
    for question in (*several, *QUESTIONS):
        monkeypatch.setattr(narrow, "SEVERAL", 1)
        parts = answer_of(sample_library, question)
        monkeypatch.setattr(narrow, "SEVERAL", 10**6)
        assert parts == answer_of(sample_library, question), question


def test_reports_are_not_read_whole(sample_library: Library, monkeypatch: pytest.MonkeyPatch):
    read: list[str] = []
    views = Library.views
    monkeypatch.setattr(Library, "views", lambda self, id_: read.append(id_) or views(self, id_))
    monkeypatch.setattr(narrow, "SEVERAL", 2)
    answer = sample_library.ask("比较各机关2021年收到的申请")
    assert len(answer.figures) > 1
    assert read == []
