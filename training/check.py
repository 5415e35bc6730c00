"""Checks every row of the training data, and says in one line what is wrong with each that fails.

    python training/check.py [FILE ...]          all of training/data/ without a file

A row's form is in README.md. Exit status 1 where a row is wrong.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"
LANGUAGES = ("zh", "en")
INTENTS = "figure yesno text contact trend compare total rank reports help outside".split()
FORMS = ("2014", "2019", "2021")

_HAN = re.compile(r"[\u3400-\u9fff]")
_DIGIT = re.compile(r"[0-9０-９〇零一二三四五六七八九十百千万两无未没不均全]")

Row = dict[str, Any]


def nth_span(text: str, part: str, nth: int | None) -> tuple[int, int] | None:
    """Where the n-th occurrence (from 1) of ``part`` stands in ``text``; None where there are fewer."""
    at = -1
    for _ in range(nth or 1):
        at = text.find(part, at + 1)
        if at < 0:
            return None
    return at, at + len(part)


def problems(name: str, row: Row) -> Iterator[str]:
    """Yield what is wrong with a row of the file ``name`` (its beginning says which form it has)."""
    if name.startswith("questions"):
        yield from _question(row)
    elif name.startswith("cells"):
        if row.get("form") not in FORMS:
            yield f"form is {row.get('form')!r}, not one of {FORMS}"
        if not row.get("path"):
            yield "no path"
        yield from _asked(row, 1)
    elif name.startswith("tables"):
        if not row.get("title"):
            yield "no title"
        if len(row.get("cells", [])) < 2:
            yield "fewer than two cells"
        for cell in row.get("cells", []):
            if not cell.get("path"):
                yield "a cell without a path"
            yield from _asked(cell, 1)
        seen = Counter((cell.get("path"), cell.get("column")) for cell in row.get("cells", []))
        yield from (f"the cell {key} twice" for key, times in seen.items() if times > 1)
    elif name.startswith("texts"):
        yield from _passage(row, "answers", "span")
    else:
        yield from _passage(row, "figures", "mark")
        for dialogue in row.get("dialogues", []):
            if dialogue.get("lang") not in LANGUAGES or not dialogue.get("q") or "after" not in dialogue:
                yield f"a dialogue needs lang, after, q and mark: {dialogue}"
            mark = dialogue.get("mark")
            if mark is not None and mark not in row.get("text", ""):
                yield f"dialogue mark {mark!r} is not in the text"


def _passage(row: Row, key: str, part: str) -> Iterator[str]:
    text = row.get("text", "")
    if not text:
        yield "no text"
    spans = Counter[tuple[int, int]]()
    for item in row.get(key, []):
        mark = item.get(part, "")
        span = nth_span(text, mark, item.get("nth")) if mark else None
        if span is None:
            yield f"{part} {mark!r} (nth {item.get('nth')}) is not in the text"
            continue
        spans[span] += 1
        if part == "mark" and not _DIGIT.search(mark):
            yield f"mark {mark!r} states no number"
        if part == "mark" and text.count(mark) > 1 and not item.get("nth"):
            yield f"mark {mark!r} stands {text.count(mark)} times; say which by nth"
        yield from _asked(item, 1)
    yield from (f"two questions' blocks for one {part} {text[a:b]!r}" for (a, b), n in spans.items() if n > 1)
    for language, questions in row.get("unanswerable", {}).items():
        if language not in LANGUAGES:
            yield f"unanswerable in {language!r}"
        yield from (
            f"empty question in unanswerable {language}" for question in questions if not question.strip()
        )


def _asked(item: Row, least: int) -> Iterator[str]:
    for language in LANGUAGES:
        questions = item.get(language, [])
        if len(questions) < least:
            yield f"{len(questions)} questions in {language}: {item}"[:160]
        for question in questions:
            han = len(_HAN.findall(question))
            if (language == "zh" and not han) or (language == "en" and han > len(question) / 2):
                yield f"not in {language}: {question!r}"


def _question(row: Row) -> Iterator[str]:
    if row.get("lang") not in LANGUAGES:
        yield f"lang is {row.get('lang')!r}"
    if row.get("intent") not in INTENTS:
        yield f"intent is {row.get('intent')!r}, not one of {' '.join(INTENTS)}"
    if not isinstance(row.get("follows"), bool):
        yield "follows is not true or false"
    for label in ("body", "part", "year"):
        for span in row.get(label, []):
            if span not in row.get("q", ""):
                yield f"{label} {span!r} is not in the question"


def rows(path: Path) -> Iterator[tuple[int, Row]]:
    """Yield the rows of a file with their line numbers; raises ValueError with the line where one is no JSON object."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            yield number, json.loads(line)
        except json.JSONDecodeError as error:
            raise ValueError(f"{path.name}:{number}: no JSON ({error})") from error


def main(names: list[str]) -> int:
    """Print the problems of the files and a count; return 1 where there are any."""
    wrong = 0
    for path in [Path(name) for name in names] or sorted(DATA.glob("*.jsonl")):
        count = items = 0
        for number, row in rows(path):
            count += 1
            items += sum(len(row.get(key, [])) for key in ("figures", "answers", "cells", "dialogues")) or 1
            for problem in problems(path.name, row):
                wrong += 1
                print(f"{path.name}:{number}: {problem}")
        print(f"{path.name}: {count} rows, {items} items")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
