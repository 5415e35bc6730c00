"""Figures as rows for spreadsheets and programs: CSV, XLSX and JSON, each figure with its quote and place."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportqa.errors import ReportQAError
from reportqa.library import Library
from reportqa.model import Applicant, Figure
from reportqa.printable import UNPRINTABLE
from reportqa.web.exports import csv_lines

COLUMNS = (
    "agency",
    "year",
    "indicator",
    "indicator_zh",
    "indicator_en",
    "counted",
    "value",
    "unit",
    "approx",
    "how",
    "quote",
    "section",
    "page",
    "source",
    "checks",
)
"""The columns of every export, in order; ``docs/data-format.md`` says what each holds."""

QUOTE_COLUMNS = ("agency", "year", "section", "page", "source", "quote")
_WIDTHS = {"agency": 22, "indicator": 24, "indicator_zh": 26, "indicator_en": 30, "counted": 24}
_WIDTHS |= {"quote": 70, "section": 36, "source": 28, "checks": 40}
_LONGEST_CELL = 32_767
"""Characters that one cell of a workbook may hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of an export; the fields are the columns, ``None`` stands for what is not known."""

    agency: str
    year: int | None
    indicator: str | None
    indicator_zh: str
    indicator_en: str
    counted: str
    value: int | float
    unit: str
    approx: str
    how: str
    quote: str
    section: str
    page: int | None
    source: str
    checks: str

    def cells(self) -> list[Any]:
        """Return the values in the order of ``COLUMNS``."""
        return [getattr(self, name) for name in COLUMNS]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {name: getattr(self, name) for name in COLUMNS}


def select(
    library: Library,
    *,
    agency: str | None = None,
    year: int | None = None,
    indicator: str | None = None,
    words: str = "",
    every: bool = False,
) -> list[Row]:
    """Return the figures that fit, sorted by agency, year and place.

    ``indicator`` is an id of the catalogue or a name in either language; ``words`` must all stand in
    the quote, the words counted or the indicator's name. Numbers that no indicator fits are left out
    unless ``every`` is set or ``words`` are given.

    Raises:
        ReportQAError: there is no such agency or indicator; the message names near ones.

    """
    names = {key: (zh, en) for key, zh, en, _ in library.indicators()}
    key = None if indicator is None else _indicator(indicator, names)
    if agency is not None and not library.figures(agency=agency):
        known = sorted({row.agency for row in library.reports()})
        raise ReportQAError(f"No agency named {agency!r} in the index; there are {_listed(known)}")
    sources = {row.id: row.source for row in library.reports()}
    wanted = words.lower().split()
    rows = []
    for figure in library.figures(agency=agency, year=year, indicator=key):
        if figure.indicator is None and not (every or wanted):
            continue
        row = _row(figure, names, sources)
        searched = f"{row.quote} {row.counted} {row.indicator_zh} {row.indicator_en}".lower()
        if all(word in searched for word in wanted):
            rows.append((row.agency, row.year or 0, sources[figure.report], figure.value_start, row))
    return [row for *_, row in sorted(rows, key=lambda entry: entry[:4])]


def _indicator(asked: str, names: Mapping[str, tuple[str, str]]) -> str:
    """Return the id of an indicator given by id or name."""
    wanted = asked.strip().lower()
    for key, labels in names.items():
        if wanted in {key.lower(), *(label.lower() for label in labels)}:
            return key
    near = [key for key, labels in names.items() if any(wanted in text.lower() for text in (key, *labels))]
    if not near:
        import difflib

        near = difflib.get_close_matches(wanted, list(names), n=5, cutoff=0.4)
    hint = f"near it: {_listed(near)}" if near else "docs/data-format.md says where to find their names"
    raise ReportQAError(f"No indicator named {asked!r} in the catalogue; {hint}")


def _listed(names: Sequence[str], most: int = 8) -> str:
    """Return names as a list that stays short."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return (", ".join(names[:most]) or "none") + more


def _row(figure: Figure, names: Mapping[str, tuple[str, str]], sources: Mapping[str, str]) -> Row:
    """Return a figure as a row, its failed checks in one cell."""
    zh, en = names.get(figure.indicator or "", ("", ""))
    column = figure.column_path[-1] if figure.column_path else ""
    if figure.applicant not in (None, Applicant.TOTAL) and column:
        zh, en = f"{zh} · {column}" if zh else "", f"{en} · {column}" if en else ""
    counted = figure.counted or " › ".join((*figure.row_path, *figure.column_path))
    return Row(
        agency=figure.agency,
        year=figure.year,
        indicator=figure.indicator,
        indicator_zh=zh,
        indicator_en=en,
        counted=counted,
        value=figure.value,
        unit=figure.unit,
        approx=str(figure.approx),
        how=str(figure.how),
        quote=figure.quote,
        section=" › ".join(figure.section),
        page=figure.page,
        source=sources[figure.report],
        checks=" ".join(f"{check.text_zh} {check.text_en}" for check in figure.checks),
    )


def to_csv(rows: Iterable[Row]) -> bytes:
    """Return CSV in UTF-8 with a byte order mark; text that a spreadsheet would run is disarmed."""
    lines = csv_lines(COLUMNS, ([_cell(value) for value in row.cells()] for row in rows))
    return "".join(lines).encode("utf-8", "replace")


def to_json(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Return the rows as JSON objects."""
    return [row.to_dict() for row in rows]


def to_json_bytes(rows: Iterable[Row]) -> bytes:
    """Return the rows as a JSON file, in UTF-8."""
    text = json.dumps(to_json(rows), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "backslashreplace")


def to_xlsx(rows: Sequence[Row]) -> bytes:
    """Return a workbook: sheet ``figures`` with every column, sheet ``quotes`` with each quote once."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _sheet(book, "figures", COLUMNS, (row.cells() for row in rows))
    quotes = dict.fromkeys(tuple(getattr(row, name) for name in QUOTE_COLUMNS) for row in rows)
    _sheet(book, "quotes", QUOTE_COLUMNS, quotes)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(book: Any, title: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add a sheet with a bold first row that stays in sight and filters over every column."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, name in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 10)

    def cell(value: Any, *, head: bool = False) -> Any:
        clean = _cell(value)
        made = WriteOnlyCell(sheet, value=clean[:_LONGEST_CELL] if isinstance(clean, str) else clean)
        if isinstance(clean, str):
            made.data_type = "s"  # or "=1+1" in a quote would become a formula
            made.alignment = Alignment(vertical="top", wrap_text=True)
        if head:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(name, head=True) for name in columns])
    count = 1
    for row in rows:
        sheet.append([cell(value) for value in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count}"


def _cell(value: Any) -> Any:
    """Return a cell without the characters that neither XML nor a terminal should get."""
    return UNPRINTABLE.sub("", value) if isinstance(value, str) else value
