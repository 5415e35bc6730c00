"""Measure answers against questions with known answers (one JSON object a line).

Fields: ``file, agency, year, question, question_en, answer, value, quote, type``, and optionally
``status`` (expected), ``values`` (all figures of a series), ``after`` (questions asked before).
"""

from __future__ import annotations

import json
import re
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from reportqa.errors import ReportQAError
from reportqa.figures.units import MONEY
from reportqa.library import Library
from reportqa.model import Answer, AnswerFigure, Language, Status

REFUSALS = {
    "not_stated": Status.NOT_STATED,
    "no_report": Status.NO_REPORT,
    "out_of_scope": Status.OUT_OF_SCOPE,
    "ambiguous": Status.AMBIGUOUS,
}
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
"""Edges of the steps of chance in a reliability curve."""
ANSWERS = {Status.ANSWERED, Status.STATED_NONE}
_SPACE = re.compile(r"[\s|]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One question with what a right answer holds."""

    question: str
    language: Language
    type: str
    answer: str
    value: float | None
    quote: str
    values: tuple[float, ...] = ()
    status: str | None = None
    after: tuple[str, ...] = ()
    agency: str = ""
    year: int | None = None
    file: str = ""
    also: tuple[str, ...] = ()
    """Other statuses that count as right for a question that cannot be answered."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went.

    ``quoted`` is whether the answer's quotes hold the expected quote (None where there is none to
    hold); ``false_answer`` a figure or text given that is wrong; ``false_refusal`` an answer withheld.
    """

    item: Item
    given: Answer
    right: bool
    quoted: bool | None
    false_answer: bool
    false_refusal: bool


@dataclass(slots=True)
class Tally:
    """Counts for one type of question."""

    total: int = 0
    right: int = 0
    quotes: int = 0
    quoted: int = 0
    false_answers: int = 0
    false_refusals: int = 0
    ms: list[float] = field(default_factory=list)

    def row(self) -> dict[str, Any]:
        """Return the counts with median and 95th percentile of the time in milliseconds."""
        ordered = sorted(self.ms)
        return {
            "questions": self.total,
            "right": self.right,
            "right_share": round(self.right / self.total, 4) if self.total else None,
            "right_quote": self.quoted,
            "with_quote": self.quotes,
            "false_answers": self.false_answers,
            "false_refusals": self.false_refusals,
            "median_ms": round(statistics.median(ordered), 1) if ordered else None,
            "p95_ms": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1) if ordered else None,
        }


def read_items(path: Path, language: str = "zh") -> list[Item]:
    """Read the questions of a file in ``zh``, ``en`` or ``both``.

    Raises:
        ReportQAError: the file is missing, or a line is no such question; the message names the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReportQAError(
            f"{path}: expected a JSON Lines file of questions, found none that can be read"
        ) from error
    items: list[Item] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            items += _items_of(path, number, line, language)
    return items


def _items_of(path: Path, number: int, line: str, language: str) -> Iterator[Item]:
    try:
        raw = json.loads(line)
        questions: list[tuple[str, Language]] = []
        if language in {"zh", "both"} and raw.get("question"):
            questions.append((raw["question"], "zh"))
        if language in {"en", "both"} and raw.get("question_en"):
            questions.append((raw["question_en"], "en"))
        for question, spoken in questions:
            after = raw.get("after_en" if spoken == "en" and raw.get("after_en") else "after") or ()
            yield Item(
                question=question,
                language=spoken,
                type=raw["type"],
                answer=raw.get("answer") or "",
                value=raw.get("value"),
                quote=raw.get("quote") or "",
                values=tuple(raw.get("values") or ()),
                status=raw.get("status"),
                after=tuple(after),
                agency=raw.get("agency") or "",
                year=raw.get("year"),
                file=raw.get("file") or "",
                also=tuple(raw.get("also") or ()),
            )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReportQAError(
            f"{path}, line {number}: expected a question with question and type, found {error!r}"
        ) from error


def run(library: Library, items: Iterable[Item]) -> list[Outcome]:
    """Ask every question and judge the answers."""
    outcomes = []
    for item in items:
        before: Answer | None = None
        for earlier in item.after:
            before = library.ask(earlier, after=before)
        outcomes.append(judge(item, library.ask(item.question, after=before)))
    return outcomes


def judge(item: Item, given: Answer) -> Outcome:
    """Compare an answer with what was expected."""
    refusal = REFUSALS.get(item.status or item.type)
    if refusal is not None:
        right = given.status is refusal or str(given.status) in item.also
        return Outcome(item, given, right, None, not right and given.status in ANSWERS, False)
    answered = given.status in ANSWERS
    if item.values:
        right = answered and _same_values(item.values, given)
    elif item.value is not None:
        right = answered and bool(given.figures) and fits(given.figures[0], item.value)
    else:
        right = answered and _holds(given, item)
    quoted = quote_held(item.quote, given) if item.quote and answered else None
    return Outcome(item, given, right, quoted, answered and not right, not answered)


def fits(figure: AnswerFigure, expected: float) -> bool:
    """Whether a figure is the one expected, which for money may be given in yuan (3.07亿元, 307000000)."""
    return _close(figure.value, expected) or _close(figure.value * MONEY.get(figure.unit, 1), expected)


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(1.0, abs(a), abs(b))


def _same_values(expected: Sequence[float], given: Answer) -> bool:
    numbers = [f.value for f in given.figures]
    shown = f"{given.text} {given.computation or ''}"
    return all(any(_close(v, n) for n in numbers) or f"{v:g}" in shown for v in expected)


def squeeze(text: str) -> str:
    """Return ``text`` without white space and table bars, as quotes are compared."""
    return _SPACE.sub("", text)


def _holds(given: Answer, item: Item) -> bool:
    shown = squeeze(given.text + "".join(c.quote for c in given.citations))
    expected = squeeze(item.answer)
    return (bool(expected) and expected in shown) or (bool(item.quote) and quote_held(item.quote, given))


def quote_held(quote: str, given: Answer) -> bool:
    """Whether one of the answer's quotes holds ``quote``, or is a part of it that holds the figure."""
    wanted = squeeze(quote)
    for citation in given.citations:
        cited = squeeze(citation.quote)
        if wanted in cited or (len(cited) >= 6 and cited in wanted):
            return True
    return False


@dataclass(frozen=True, slots=True)
class Reliability:
    """Answers whose chance of being right was put between ``low`` and ``high``: how many, and the share right."""

    low: float
    high: float
    answers: int
    right: float


def reliability(outcomes: Iterable[Outcome], edges: Sequence[float] = EDGES) -> list[Reliability]:
    """Compare the chance that was given with the share that was right, for figures that the fitted model chose."""
    told = [
        (c, o.right) for o in outcomes if (c := chance_of(o.given)) is not None and o.given.status in ANSWERS
    ]
    rows = []
    for low, high in pairwise(edges):
        inside = [right for chance, right in told if low <= chance < high or chance == high == edges[-1]]
        if inside:
            rows.append(Reliability(low, high, len(inside), sum(inside) / len(inside)))
    return rows


def chance_of(answer: Answer) -> float | None:
    """Return the chance of being right that came with a figure given; None where none was given by chance."""
    given = (step for step in answer.why if step.get("step") == "decided" and step.get("given"))
    return next((float(step["chance"]) for step in given), None)


def tally(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """Count the outcomes by type, and all together under ``all``."""
    counts: dict[str, Tally] = {}
    for outcome in outcomes:
        for name in (outcome.item.type, "all"):
            count = counts.setdefault(name, Tally())
            count.total += 1
            count.right += outcome.right
            count.quotes += outcome.quoted is not None
            count.quoted += bool(outcome.quoted)
            count.false_answers += outcome.false_answer
            count.false_refusals += outcome.false_refusal
            count.ms.append(outcome.given.ms)
    counts["all"] = counts.pop("all", Tally())
    return counts
