"""What was understood of a question, as chips whose parts can be changed to ask again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile

from reportqa.model import Answer, Language, Question
from reportqa.web.library import Shelved
from reportqa.web.wording import same_subject, texts

MOST_OPTIONS = 12
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Option:
    """One other value of a chip, and the whole question that asks for it."""

    label: str
    question: str


@dataclass(frozen=True, slots=True)
class Chip:
    """One part of what was understood. ``note`` says where it came from, when not from the question."""

    name: str
    value: str
    note: str = ""
    options: tuple[Option, ...] = ()


def self_contained(answer: Answer, shelved: Shelved) -> str:
    """Return a question that asks the same without the conversation before it."""
    question = answer.question
    if not (question.carried and question.indicators and question.agencies):
        return question.text
    year = question.years[0] if len(question.years) == 1 else None
    subject = shelved.indicator_name(question.indicators[0], question.language)
    return same_subject(question.language, question.agencies[0], year, subject)


def chips(answer: Answer, shelved: Shelved) -> tuple[Chip, ...]:
    """Return the chips above an answer: agency, year and subject, as far as they were understood."""
    question = answer.question
    say = texts(question.language)
    found: list[Chip] = []
    if question.agencies:
        value = "、".join(question.agencies) if question.language == "zh" else ", ".join(question.agencies)
        found.append(
            Chip(say("card.agency"), value, _note(question, "agency"), _other_agencies(question, shelved))
        )
    if question.years:
        value = _years(question.years)
        found.append(Chip(say("card.year"), value, _note(question, "year"), _other_years(question, shelved)))
    if question.indicators:
        value = shelved.indicator_name(question.indicators[0], question.language)
        found.append(
            Chip(say("card.subject"), value, _note(question, "indicator"), _other_subjects(question, shelved))
        )
    return tuple(found)


def _note(question: Question, part: str) -> str:
    say = texts(question.language)
    if part in question.assumed:
        return say("card.assumed")
    return say("card.carried") if part in question.carried else ""


def _years(years: tuple[int, ...]) -> str:
    if len(years) > 2 and list(years) == list(range(years[0], years[0] + len(years))):
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def _ask(question: Question, shelved: Shelved, agency: str, year: int | None) -> str:
    """Return the question asked of another agency or year."""
    if question.indicators:
        subject = shelved.indicator_name(question.indicators[0], question.language)
        return same_subject(question.language, agency, year, subject)
    return _reworded(question.text, question.language, agency, question.agencies[:1], year)


def _reworded(text: str, language: Language, agency: str, named: tuple[str, ...], year: int | None) -> str:
    """Put an agency and year into a free question: in their place when it names them, else in front."""
    front: list[str] = []
    if named and named[0] in text:
        text = text.replace(named[0], agency)
    else:
        front.append(agency)
    if year is not None:
        if _YEAR.search(text):
            text = _YEAR.sub(str(year), text)
        else:
            front.append(f"{year}年" if language == "zh" else str(year))
    joined = "".join(front) if language == "zh" else ", ".join(front)
    return text if not front else joined + ("：" if language == "zh" else ": ") + text


def _other_agencies(question: Question, shelved: Shelved) -> tuple[Option, ...]:
    if len(question.agencies) != 1:
        return ()
    year = question.years[0] if len(question.years) == 1 else None
    names = {r.agency for r in shelved.library.reports() if year is None or r.year == year}
    others = sorted(names - set(question.agencies))[:MOST_OPTIONS]
    return tuple(Option(name, _ask(question, shelved, name, year)) for name in others)


def _other_years(question: Question, shelved: Shelved) -> tuple[Option, ...]:
    if len(question.agencies) != 1:
        return ()
    agency = question.agencies[0]
    years = {r.year for r in shelved.library.reports() if r.agency == agency and r.year is not None}
    others = sorted(years - set(question.years), reverse=True)[:MOST_OPTIONS]
    return tuple(Option(str(year), _ask(question, shelved, agency, year)) for year in others)


def _other_subjects(question: Question, shelved: Shelved) -> tuple[Option, ...]:
    if len(question.agencies) != 1 or len(question.years) != 1:
        return ()
    agency, year = question.agencies[0], question.years[0]
    figures = shelved.library.figures(agency=agency, year=year)
    asked = question.indicators[0]
    ids = dict.fromkeys(f.indicator for f in figures if f.indicator and f.indicator != asked)
    nearest = sorted(ids, key=lambda other: -_shared(asked, other))
    options = []
    for indicator in nearest[:MOST_OPTIONS]:
        name = shelved.indicator_name(indicator, question.language)
        options.append(Option(name, same_subject(question.language, agency, year, name)))
    return tuple(options)


def _shared(one: str, other: str) -> int:
    """Return how many leading parts two indicator ids share: ``requests.granted`` and ``requests.refused`` one."""
    parts = zip(one.split("."), other.split("."), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], parts))
