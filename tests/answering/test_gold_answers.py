"""Floors a little under what is measured, over every gold question in both languages, without vectors.

A fall under a floor prints the whole tally and the first questions that went wrong.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from reportqa.evaluation import read_items, run, tally

GOLD = Path(__file__).resolve().parents[1] / "gold"
REAL = Path(__file__).resolve().parents[3] / "shared" / "real" / "qa.jsonl"
FIGURES = {"figure", "stated_none"}
REFUSALS = {"not_stated", "no_report", "out_of_scope", "ambiguous"}


def told(outcomes):
    rows = [f"{name}: {count.row()}" for name, count in tally(outcomes).items()]
    wrong = [
        f"{o.item.question} -> {o.given.status} {o.given.text[:60]} (expected {o.item.answer})"
        for o in outcomes
        if not o.right
    ]
    return "\n".join(["", *rows, *wrong[:20]])


def share(outcomes, types=None):
    chosen = [o.right for o in outcomes if types is None or o.item.type in types]
    return sum(chosen) / len(chosen)


def false_answers(outcomes):
    return sum(o.false_answer for o in outcomes)


@pytest.fixture(scope="module", params=["zh", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="module")
def real(real_library, language):
    if not REAL.is_file():
        pytest.skip("the questions on the real reports are not at hand")
    return run(real_library, read_items(REAL, language))


@pytest.fixture(scope="module")
def samples(sample_library, language):
    return run(sample_library, read_items(GOLD / "samples.jsonl", language))


@pytest.fixture(scope="module")
def report(report_library, language):
    return run(report_library, read_items(GOLD / "report.jsonl", language))


def test_the_shipped_report(report):
    assert share(report, FIGURES | {"contact", "follow_up"}) == 1.0, told(report)
    assert share(report, REFUSALS) >= 0.94, told(report)
    assert share(report) >= 0.86, told(report)
    assert false_answers([o for o in report if o.item.type != "text"]) <= 1, told(report)


def test_the_samples(samples, language):
    assert share(samples, FIGURES) >= {"zh": 0.945, "en": 0.935}[language], told(samples)
    assert share(samples, REFUSALS) >= 0.95, told(samples)
    assert share(samples) >= {"zh": 0.95, "en": 0.935}[language], told(samples)
    assert false_answers(samples) <= 7, told(samples)


def test_the_real_reports(real, language):
    assert share(real, FIGURES) >= {"zh": 0.96, "en": 0.95}[language], told(real)
    assert false_answers(real) == 0 or language == "en", told(real)
    assert false_answers(real) <= 1, told(real)


def test_every_question_on_the_first_real_report(real):
    first = [o for o in real if "zhangdian" in o.item.file]
    assert len(first) == 12
    assert share(first) == 1.0, told(first)
