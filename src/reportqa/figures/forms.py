"""The statutory tables as printed: their rows, columns, sums, and the indicator of each cell."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from reportqa.model import Applicant


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row (or column) of a form. ``id`` is the indicator, empty for a heading without a number.

    ``mark`` is the printed number, ``labels`` the wordings, the official one first, ``group`` the heading
    it stands under, ``form`` the one version of the form that has it (empty for all), ``en`` its English
    name where checks say it.
    """

    id: str
    mark: str
    labels: tuple[str, ...]
    group: str = ""
    unit: str = "件"
    form: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of table 2: a cell's indicator is the row's id, a point, the column's id."""

    form: str
    rows: tuple[FormRow, ...]
    columns: tuple[FormRow, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum that a form states: the ``parts`` add up to ``total``; ``label`` and ``en`` name the total."""

    rule: str
    form: str
    label: str
    en: str
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Forms:
    """All forms, as ``forms.toml`` holds them."""

    titles: dict[str, tuple[str, ...]]
    active: tuple[Block, ...]
    applicants: tuple[FormRow, ...]
    requests: tuple[FormRow, ...]
    dispute_kinds: tuple[FormRow, ...]
    outcomes: tuple[FormRow, ...]
    statistics: tuple[FormRow, ...]
    sums: tuple[Sum, ...]


@cache
def forms() -> Forms:
    """Return the forms; the file is read once."""
    raw = tomllib.loads((files("reportqa.figures") / "forms.toml").read_text(encoding="utf-8"))
    return Forms(
        titles={name: tuple(titles) for name, titles in raw["titles"].items()},
        active=tuple(Block(b["form"], _rows(b["rows"]), _rows(b["columns"])) for b in raw["active"]),
        applicants=_rows(raw["applicants"]),
        requests=_rows(raw["requests"]),
        dispute_kinds=_rows(raw["dispute_kinds"]),
        outcomes=_rows(raw["outcomes"]),
        statistics=_rows(raw["statistics"]),
        sums=tuple(
            Sum(s["rule"], s["form"], s["label"], s["en"], s["total"], tuple(s["parts"])) for s in raw["sums"]
        ),
    )


def _rows(entries: list[dict[str, Any]]) -> tuple[FormRow, ...]:
    return tuple(
        FormRow(
            e.get("id", ""),
            e.get("mark", ""),
            (e["label"], *e.get("also", ())),
            e.get("group", ""),
            e.get("unit", "件"),
            e.get("form", ""),
            e.get("en", ""),
        )
        for e in entries
    )


APPLICANTS = (
    Applicant.NATURAL,
    Applicant.COMPANY,
    Applicant.RESEARCH,
    Applicant.PUBLIC_BENEFIT,
    Applicant.LEGAL_SERVICE,
    Applicant.OTHER,
    Applicant.TOTAL,
)
"""The columns of table 3 in printed order."""
CLOSED = "requests.closed"
INFLOW = ("requests.new", "requests.carried_in")
CARRIED_OUT = "requests.carried_out"


def results(old_form: bool) -> tuple[str, ...]:
    """Return the rows of table 3 that add up to （七）总计, of the form of 2019 or of 2021."""
    form = "requests.2019" if old_form else "requests.2021"
    outside = {CLOSED, *INFLOW, CARRIED_OUT}
    return tuple(row.id for row in forms().requests if row.id not in outside and row.form in {"", form})
