"""Questions offered on the empty chat page: those of the settings, else ones that the reports here answer."""

from __future__ import annotations

from reportqa.model import Language
from reportqa.web.library import Shelved
from reportqa.web.settings import EXAMPLES_EN, EXAMPLES_ZH, WebSettings
from reportqa.web.wording import same_subject

LIKED = (
    "requests.received",
    "requests.new",
    "proposals.cppcc.replied",
    "proposals.cppcc.received",
    "active.items",
    "published.website",
    "litigation.total",
)
"""What the public asks about most, in the order of offering."""
MOST = 4
LONG_ENOUGH = 3
"""Reports that make a trend."""


def examples_for(shelved: Shelved, settings: WebSettings, language: Language) -> tuple[str, ...]:
    """Return the examples that the operator set, else questions on what the newest reports state."""
    given = settings.examples(language)
    if given not in (EXAMPLES_ZH, EXAMPLES_EN):
        return given
    return made(shelved, language) or given


def made(shelved: Shelved, language: Language) -> tuple[str, ...]:
    """Return up to four questions: a figure of each of the agencies with the newest reports, and a trend."""
    rows = sorted(
        (row for row in shelved.library.reports() if row.year is not None and row.n_figures),
        key=lambda row: (-(row.year or 0), row.agency),
    )
    newest = {row.agency: row for row in reversed(rows)}
    found: list[str] = []
    subjects: list[str] = []
    for row in sorted(newest.values(), key=lambda row: (-(row.year or 0), row.agency)):
        there = {f.indicator for f in shelved.library.figures(report=row.id) if f.value}
        subject = next((i for i in LIKED if i in there and i not in subjects), None)
        subject = subject or next((i for i in LIKED if i in there), None)
        if subject is not None:
            subjects.append(subject)
            found.append(_asked(shelved, language, row.agency, (row.year or 0,), subject))
        if len(found) == MOST - 1:
            break
    for agency in newest:
        years = sorted({row.year or 0 for row in rows if row.agency == agency})
        if len(years) >= LONG_ENOUGH and subjects:
            found.append(_asked(shelved, language, agency, (years[-LONG_ENOUGH], years[-1]), subjects[0]))
            break
    return tuple(dict.fromkeys(found))


def _asked(shelved: Shelved, language: Language, agency: str, years: tuple[int, ...], indicator: str) -> str:
    name = shelved.indicator_name(indicator, language)
    if len(years) == 1 or language == "en":
        return same_subject(language, (agency,), years, name)
    return f"{agency}{years[0]}年至{years[1]}年{name}的变化"
