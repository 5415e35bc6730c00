"""Questions offered on the empty chat page: those of the settings, else ones that the reports here answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from reportqa.answering.wording import wording
from reportqa.model import Answer, Applicant, Language, Suggestion
from reportqa.web.library import Shelved
from reportqa.web.settings import EXAMPLES_EN, EXAMPLES_ZH, WebSettings
from reportqa.web.wording import same_subject

LIKED = (
    ("requests.received", "requests.new"),
    ("proposals.cppcc.replied",),
    ("proposals.cppcc.received",),
    ("published.total", "active.items"),
    ("published.website",),
    ("suggestions.npc.received",),
    ("litigation.total",),
    ("reconsideration.total",),
)
"""What the public asks about most, in the order of offering; each line holds the names of one thing."""
MOST = 4
LONG_ENOUGH = 3
"""Reports that make a trend."""
MOST_READ = 8
"""Reports that are looked into."""


def with_own_examples(answer: Answer, shelved: Shelved, settings: WebSettings) -> Answer:
    """Return an answer with examples of this library where it offers the general ones."""
    if tuple(s.question for s in answer.suggestions) != wording(answer.language).EXAMPLES:
        return answer
    own = examples_for(shelved, settings, answer.language)
    return replace(answer, suggestions=tuple(Suggestion(text, text) for text in own))


@dataclass(frozen=True, slots=True)
class Newest:
    """What an agency's newest report states, most asked about first, and the years of all its reports."""

    agency: str
    years: tuple[int, ...]
    some: tuple[str, ...]
    none: tuple[str, ...]
    """Indicators of which it states 0."""


def examples_for(shelved: Shelved, settings: WebSettings, language: Language) -> tuple[str, ...]:
    """Return the examples that the operator set, else questions on what the newest reports state."""
    given = settings.examples(language)
    if given not in (EXAMPLES_ZH, EXAMPLES_EN):
        return given
    return made(shelved, language) or given


def made(shelved: Shelved, language: Language) -> tuple[str, ...]:
    """Return up to four questions: a figure of each of the agencies with the newest reports, and a trend.

    Where there are fewer agencies, further figures of theirs follow, those of 0 last.
    """
    newest = list(islice(_newest(shelved), MOST_READ))
    found: list[tuple[Newest, str]] = []
    for report in newest[: MOST - 1]:
        _add(found, report, report.some)
    steady = next((n for n in newest if len(n.years) >= LONG_ENOUGH), None) if found else None
    wanted = MOST - (steady is not None)
    for _ in range(wanted):
        for report in newest:
            _add(found, report, report.some)
    for _ in range(wanted):
        for report in newest:
            _add(found, report, report.none)
    asked = [_asked(shelved, language, n.agency, n.years[-1:], subject) for n, subject in found[:wanted]]
    if steady is not None:
        ends = (steady.years[-LONG_ENOUGH], steady.years[-1])
        asked.append(_asked(shelved, language, steady.agency, ends, found[0][1]))
    return tuple(asked)


def _add(found: list[tuple[Newest, str]], report: Newest, subjects: tuple[str, ...]) -> None:
    """Add a question on a report: a subject that nobody is asked about yet, else one that it is not."""
    used = {subject for _, subject in found}
    mine = [subject for subject in subjects if (report, subject) not in found]
    subject = next((s for s in mine if s not in used), next(iter(mine), None))
    if subject is not None:
        found.append((report, subject))


def _newest(shelved: Shelved) -> Iterator[Newest]:
    """Yield what the newest report of each agency states, the latest years first."""
    years: dict[str, set[int]] = {}
    last: dict[str, str] = {}
    for row in sorted(shelved.library.reports(), key=lambda row: row.year or 0):
        if row.year is not None and row.n_figures:
            years.setdefault(row.agency, set()).add(row.year)
            last[row.agency] = row.id
    for agency in sorted(years, key=lambda agency: (-max(years[agency]), agency)):
        values: dict[str, float] = {}
        for figure in shelved.library.figures(report=last[agency]):
            whole = figure.applicant in (None, Applicant.TOTAL) and not (figure.delta or figure.cumulative)
            if figure.indicator and whole:
                values[figure.indicator] = max(figure.value, values.get(figure.indicator, 0))
        liked = [next((name for name in names if name in values), "") for names in LIKED]
        same = {name for names in LIKED for name in names}
        ordered = [
            name for name in (*liked, *(n for n in shelved.indicators if n not in same)) if name in values
        ]
        yield Newest(
            agency,
            tuple(sorted(years[agency])),
            tuple(name for name in ordered if values[name]),
            tuple(name for name in ordered if not values[name]),
        )


def _asked(shelved: Shelved, language: Language, agency: str, years: tuple[int, ...], indicator: str) -> str:
    name = shelved.indicator_name(indicator, language)
    if len(years) == 1 or language == "en":
        return same_subject(language, (agency,), years, name)
    return f"{agency}{years[0]}年至{years[1]}年{name}的变化"
