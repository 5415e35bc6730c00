"""Every row of the training data is whole, and none of it comes from the questions that judge."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "training"))

import check  # noqa: E402

FILES = sorted(check.DATA.glob("*.jsonl"))
REAL = ROOT.parent / "shared" / "real"
_PLAIN = re.compile(r"[\W_]+")
_LEAST = 14
"""Characters of a question, white space and marks left out, from which equality is no chance (几件, 多少件申请)."""


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_every_row_is_whole(file):
    wrong = [f"{n}: {p}" for n, row in check.rows(file) for p in check.problems(file.name, row)]
    assert wrong == []


def test_there_are_three_times_the_rows_that_training_began_with():
    passages = [
        row
        for f in FILES
        if f.stem.startswith(("passages", "texts", "tables", "dialogues"))
        for _, row in check.rows(f)
    ]
    assert len(passages) >= 900


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)


def plain(text: str) -> str:
    return _PLAIN.sub("", text).lower()


def test_no_question_or_quote_that_judges_is_trained_on():
    trained = {plain(text) for f in FILES for _, row in check.rows(f) for text in strings(row)}
    judged = [*(ROOT / "tests" / "gold").glob("*.jsonl"), *REAL.glob("*.jsonl")]
    assert judged
    same = [
        text
        for file in judged
        for line in file.read_text("utf-8").splitlines()
        for key, text in json.loads(line).items()
        if key in {"question", "question_en", "quote"}
        and text
        and len(plain(text)) >= _LEAST
        and plain(text) in trained
    ]
    assert same == []


def test_a_wrong_row_is_told():
    row = {
        "kind": "work",
        "text": "完成3件。",
        "figures": [{"mark": "5件", "zh": ["几件"], "en": ["how many"]}],
    }
    assert list(check.problems("passages-x.jsonl", row)) == ["mark '5件' (nth None) is not in the text"]
    asked = {"lang": "zh", "q": "多少件", "body": ["某局"], "intent": "figure", "follows": False}
    assert list(check.problems("questions-x.jsonl", asked)) == ["body '某局' is not in the question"]
