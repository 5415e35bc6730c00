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
    subject = shelved.indicator_name(question.indicators[0], question.language)
    return same_subject(question.language, question.agencies, question.years, subject)


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


def _ask(question: Question, shelved: Shelved, agency: str, years: tuple[int, ...]) -> str:
    """Return the question asked of another agency or of other years."""
    if question.indicators:
        subject = shelved.indicator_name(question.indicators[0], question.language)
        return same_subject(question.language, (agency,), years, subject)
    year = years[0] if len(years) == 1 else None
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
    years = set(question.years)
    names = {r.agency for r in shelved.library.reports() if not years or r.year in years}
    others = sorted(names - set(question.agencies))[:MOST_OPTIONS]
    return tuple(Option(name, _ask(question, shelved, name, question.years)) for name in others)


def _other_years(question: Question, shelved: Shelved) -> tuple[Option, ...]:
    """Offer the other years of one agency, or those of which every agency compared has a report."""
    asked = set(question.agencies)
    if not asked or (len(asked) > 1 and not question.indicators):
        return ()
    there: dict[int, set[str]] = {}
    for row in shelved.library.reports():
        if row.agency in asked and row.year is not None:
            there.setdefault(row.year, set()).add(row.agency)
    own = {year for year, agencies in there.items() if agencies == asked}
    # one year of a series is another question, too
    others = sorted(own - (set(question.years) if len(question.years) == 1 else set()), reverse=True)
    options = []
    for year in others[:MOST_OPTIONS]:
        if len(asked) == 1:
            options.append(Option(str(year), _ask(question, shelved, question.agencies[0], (year,))))
        else:
            subject = shelved.indicator_name(question.indicators[0], question.language)
            text = same_subject(question.language, question.agencies, (year,), subject)
            options.append(Option(str(year), text))
    return tuple(options)


def _other_subjects(question: Question, shelved: Shelved) -> tuple[Option, ...]:
    """Offer what else the last report in question states, nearest in the catalogue first."""
    if not question.agencies or not question.years:
        return ()
    figures = shelved.library.figures(agency=question.agencies[0], year=question.years[-1])
    asked = question.indicators[0]
    ids = dict.fromkeys(f.indicator for f in figures if f.indicator and f.indicator != asked)
    nearest = sorted(ids, key=lambda other: -_shared(asked, other))
    options = []
    for indicator in nearest[:MOST_OPTIONS]:
        name = shelved.indicator_name(indicator, question.language)
        text = same_subject(question.language, question.agencies, question.years, name)
        options.append(Option(name, text))
    return tuple(options)


def _shared(one: str, other: str) -> int:
    """Return how many leading parts two indicator ids share: ``requests.granted`` and ``requests.refused`` one."""
    parts = zip(one.split("."), other.split("."), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], parts))
