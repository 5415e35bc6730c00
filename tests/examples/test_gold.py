"""The gold questions quote what the reports say, and ask for the values that the script knows."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "gold"
REPORT = "zhangdian-science-bureau-2018.txt"
TYPES = {
    "figure", "stated_none", "contact", "text", "not_stated", "no_report", "out_of_scope", "ambiguous",
    "follow_up", "trend", "compare", "total",
}  # fmt: skip
NONE = {"not_stated", "no_report", "out_of_scope", "ambiguous"}


def read(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def bare(text: str) -> str:
    return "".join(text.split())


SAMPLES, REPORTED = read("samples.jsonl"), read("report.jsonl")
TRUTH = {
    report["file"]: report
    for report in json.loads((ROOT / "examples" / "truth.json").read_text(encoding="utf-8"))["reports"]
}


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    sys.path.insert(0, str(ROOT / "examples"))
    try:
        from samples import education, environment, qinghe
    finally:
        sys.path.pop(0)
    made = [make() for module in (education, environment, qinghe) for make in module.SAMPLES]
    return {sample.file: bare(sample.text()) for sample in made}


def known(file: str, question: dict[str, Any]) -> set[float]:
    if "words" in question:
        return {f["value"] for f in TRUTH[file]["other"] if f["words"] == question["words"]}
    who = question.get("applicant", "total")
    return {
        f["value"]
        for f in TRUTH[file]["figures"]
        if f["indicator"] == question["indicator"] and f.get("applicant", who) == who
    }


def test_enough_of_every_kind() -> None:
    assert len(REPORTED) >= 40
    assert len(SAMPLES) >= 400
    assert {question["type"] for question in SAMPLES} == TYPES
    unanswerable = sum(bool({q["type"], q.get("status")} & NONE) for q in SAMPLES)
    assert unanswerable >= len(SAMPLES) / 4
    asked = Counter(
        (q[key], tuple(q.get(before, ())))
        for q in SAMPLES + REPORTED
        for key, before in (("question", "after"), ("question_en", "after_en"))
    )
    assert [question for question, times in asked.items() if times > 1] == []


def test_sample_quotes_stand_in_the_samples(texts: dict[str, str]) -> None:
    for question in SAMPLES:
        files, quotes = question.get("files", [question["file"]]), question.get("quotes", [question["quote"]])
        for file, quote in zip(files, quotes, strict=True):
            assert not quote or bare(quote) in texts[file], question


def test_sample_values_are_the_truth() -> None:
    for question in SAMPLES:
        if question["type"] in ("trend", "compare", "total"):
            for file, value in zip(question["files"], question["values"], strict=True):
                assert value in known(file, question), question
            assert question["type"] != "total" or question["value"] == sum(question["values"])
        elif question["value"] is not None:
            assert question["value"] in known(question["file"], question), question


def test_unanswerable_questions_hold_no_answer() -> None:
    for question in SAMPLES + REPORTED:
        if {question["type"], question.get("status")} & NONE:
            assert (question["answer"], question["value"], question["quote"]) == ("", None, ""), question
        if question["type"] == "no_report":
            kept = {(report["agency"], report["year"]) for report in TRUTH.values()}
            assert (question["agency"], question["year"]) not in kept


def test_quotes_of_the_real_report_stand_in_it() -> None:
    path = ROOT / "corpus" / REPORT
    if not path.exists():
        pytest.skip(f"{REPORT} is not in corpus/")
    text = bare(path.read_text(encoding="utf-8"))
    for question in REPORTED:
        assert bare(question["quote"]) in text, question
