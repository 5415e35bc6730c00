"""Table figures put back into whole statutory tables, by indicator and column."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportqa.figures.forms import forms
from reportqa.figures.identities import Key
from reportqa.model import Figure, How


@dataclass(slots=True)
class Sheet:
    """One filled form: ``form`` is ``requests``, ``disputes`` or ``statistics``."""

    form: str
    cells: dict[Key, Figure] = field(default_factory=dict)


def sheets(figures: Iterable[Figure]) -> list[Sheet]:
    """Return the filled forms in order; a form that comes twice (office, whole district) gives two."""
    found: list[Sheet] = []
    current: dict[str, Sheet] = {}
    ordered = sorted((f for f in figures if f.how is How.TABLE_CELL), key=lambda f: f.value_start)
    for figure in ordered:
        form = _form(figure)
        if form is None or figure.indicator is None:
            continue
        key: Key = (figure.indicator, figure.applicant)
        sheet = current.get(form)
        if sheet is None or key in sheet.cells:
            sheet = current[form] = Sheet(form)
            found.append(sheet)
        sheet.cells[key] = figure
    return found


def _form(figure: Figure) -> str | None:
    if figure.indicator is None or figure.part_of:
        return None
    if figure.applicant is not None:
        return "requests"
    outcomes = {outcome.labels[0] for outcome in forms().outcomes}
    if figure.indicator.startswith(("reconsideration.", "litigation.")):
        return "disputes" if figure.column_path and figure.column_path[-1] in outcomes else "statistics"
    return "statistics" if figure.indicator in {row.id for row in forms().statistics} else None
