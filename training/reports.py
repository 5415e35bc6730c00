"""Held-out passages laid out as reports, so that choosing is fitted through the whole program.

Each report holds the passages of several fields; the questions are those of its passages, and what each
passage does not answer.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rows import Passage, passages

PLACES = "山水江河湖海林泉石玉金银云霞月星松竹梅兰菊荷枫桐桂柳"
DISCLOSURE, OTHERS = 2, 6
"""Passages of one report: few on disclosure, since two of them may state the same thing of different bodies."""


@dataclass(frozen=True)
class Asked:
    """A question of one laid-out report; ``span`` is the number's place in its passage, None where nothing answers."""

    file: str
    language: str
    question: str
    text: str
    span: tuple[int, int] | None
    kind: str = "figures"


def lay_out(folder: Path, found: Sequence[Passage] | None = None) -> list[Asked]:
    """Write reports into ``folder``; return their questions."""
    held = [p for p in found or passages() if p.held_out and p.kind in {"figures", "sentences"}]
    random.Random(3).shuffle(held)
    asked: list[Asked] = []
    for number, part in enumerate(_dealt(held)):
        name = f"{number:03}.txt"
        lines = [f"明{PLACES[number % len(PLACES)]}县教育局2020年政府信息公开工作年度报告", ""]
        for passage in part:
            lines += [passage.heading, "", passage.text, ""]
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
        for passage in part:
            asked += _questions(name, passage)
    return asked


def _dealt(held: Sequence[Passage]) -> Iterator[list[Passage]]:
    """Deal passages out to reports, those on disclosure of one report from different files."""
    disclosure, others = [p for p in held if p.disclosure], [p for p in held if not p.disclosure]
    while disclosure or others:
        part = [others.pop() for _ in range(min(OTHERS, len(others)))]
        for passage in list(disclosure):
            taken = [p for p in part if p.disclosure]
            if len(taken) < DISCLOSURE and passage.source not in {p.source for p in taken}:
                part.append(passage)
                disclosure.remove(passage)
        yield part


def _questions(name: str, passage: Passage) -> Iterator[Asked]:
    for target in passage.targets:
        for language, questions in target.questions.items():
            for question in questions:
                yield Asked(name, language, question, passage.text, target.span, passage.kind)
    for language, questions in passage.unanswerable.items():
        for question in questions:
            yield Asked(name, language, question, passage.text, None, passage.kind)
