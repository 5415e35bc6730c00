"""Figures of an answer as people read them: digits as published, units in words, doubts beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportqa.answering.single import LOW_CONFIDENCE
from reportqa.answering.wording import wording
from reportqa.model import Answer, AnswerFigure, Approx, Check, Citation, Figure, How, Language
from reportqa.web.addresses import Addresses
from reportqa.web.library import Shelved
from reportqa.web.wording import Text, texts, unit_en

_PLAIN_NUMBER = re.compile(r"[\d,.，．０-９]+%?")
COMPUTED = {"sum", "change"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as people read it. ``circle`` says what it covers where another figure covers something else."""

    number: str
    unit: str
    label: str
    agency: str
    year: str
    approx: str
    address: str
    failed: tuple[str, ...]
    confidence: int | None
    circle: str = ""
    section: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Grouped:
    """The figures of an answer by what they are for."""

    large: Shown | None
    """Stands alone or is computed from the others."""
    rows: tuple[Shown, ...]
    """The values of a series or list, in a table."""
    parts: tuple[Shown, ...]
    """What a sum was added up from."""
    also: tuple[Shown, ...]
    """Other figures of the same thing, counted differently."""
    failed: tuple[str, ...]
    """Every check that one of them fails, once."""


def grouped(answer: Answer, shelved: Shelved, addresses: Addresses) -> Grouped:
    """Return the figures by their role; a series has no large figure unless one was computed from it."""
    made = [(figure.role, shown(figure, answer, shelved, addresses)) for figure in answer.figures]
    computed = next((one for role, one in made if role in COMPUTED), None)
    plain = [one for role, one in made if role not in {*COMPUTED, "part", "also"}]
    alone = plain[0] if len(plain) == 1 and computed is None else None
    return Grouped(
        large=computed or alone,
        rows=() if alone else tuple(plain),
        parts=tuple(one for role, one in made if role == "part"),
        also=tuple(one for role, one in made if role == "also"),
        failed=tuple(dict.fromkeys(words for _, one in made for words in one.failed)),
    )


def shown(figure: AnswerFigure, answer: Answer, shelved: Shelved, addresses: Addresses) -> Shown:
    """Return the figure in the answer's language."""
    language = answer.language
    say = texts(language)
    number, unit = number_and_unit(figure, language, say)
    if figure.role == "change":
        number = number.replace("-", "−") if figure.value < 0 else f"+{number}"
    cited = citation_of(figure, answer)
    several = any(other.role == "also" for other in answer.figures)
    circle = circle_of(cited, figure, shelved) if several and cited else ""
    return Shown(
        number=number,
        unit=unit,
        label=figure.label,
        agency=figure.agency,
        year=str(figure.year) if figure.year else say("unknown"),
        approx="" if figure.approx is Approx.EXACT or language == "zh" else say(f"approx.{figure.approx}"),
        address=addresses.cited(cited) if cited and figure.role not in COMPUTED else "",
        failed=failed_words(figure.checks, language),
        confidence=low_confidence(figure.confidence),
        circle=say(f"circle.{circle}") if circle else "",
        section=cited.section[-1] if cited and cited.section else "",
        role=figure.role,
    )


def citation_of(figure: AnswerFigure, answer: Answer) -> Citation | None:
    """Return where a figure stands."""
    return answer.citations[figure.citation] if figure.citation < len(answer.citations) else None


def circle_of(cited: Citation, figure: AnswerFigure, shelved: Shelved) -> str:
    """Return what a figure covers (``office``, ``area``) as read from the report, "" where it does not say."""
    for read in shelved.library.figures(report=cited.report):
        if read.start == cited.start and read.value == figure.value and read.circle in {"office", "area"}:
            return str(read.circle)
    return ""


def failed_words(checks: tuple[Check, ...], language: Language) -> tuple[str, ...]:
    """Return in words which checks a figure fails, each once; the words hold both sides."""
    return tuple(
        dict.fromkeys(
            check.text_zh if language == "zh" else check.text_en for check in checks if check.result == "FAIL"
        )
    )


def low_confidence(confidence: float | None) -> int | None:
    """Return a low confidence of recognition in per cent; None where it is high or nothing was recognised."""
    return None if confidence is None or confidence >= LOW_CONFIDENCE else int(confidence * 100)


def notes_to_show(answer: Answer, figures: Grouped) -> list[str]:
    """Return the notes that the card does not already say beside a figure."""
    said = wording(answer.language)
    beside = {said.low_confidence()} if any(low_confidence(f.confidence) for f in answer.figures) else set()
    for figure in answer.figures:
        beside |= {said.failed_check(words) for words in failed_words(figure.checks, answer.language)}
    frames = [said.also("", "\0", one.section).split("\0") for one in figures.also if one.circle]
    return [
        note
        for note in answer.notes
        if note not in beside and not any(note.startswith(f[0]) and note.endswith(f[1]) for f in frames)
    ]


def number_and_unit(figure: AnswerFigure | Figure, language: Language, say: Text) -> tuple[str, str]:
    """Split a figure into its large part and its small part.

    The digits are those of the report (``7条``, ``5500余条``); only a spelt-out number is rewritten.
    """
    text = figure.text.strip()
    if figure.how is How.STATED_ZERO and not re.search(r"\d|[０-９]|零", text):
        return say("card.none"), ""
    number = text.removesuffix(figure.unit).strip() if figure.unit else text
    if language == "zh":
        return (number or _grouped(figure.value), figure.unit)
    if not _PLAIN_NUMBER.fullmatch(number):
        number = _grouped(figure.value)
    return number, unit_en(figure.unit, figure.value)


def _grouped(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) or not float(value).is_integer() else f"{int(value):,}"
