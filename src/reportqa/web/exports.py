"""Figures as CSV and XLSX, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

BOM = "\ufeff"
XLSX_MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STARTS = ("=", "+", "-", "@", "\t", "\r")


def disarmed(cell: object) -> object:
    """Return the cell with a quote mark in front of text that a spreadsheet would run as a formula."""
    if isinstance(cell, str) and cell.startswith(_STARTS):
        return "'" + cell
    return cell


def csv_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield CSV text line by line, with the mark by which spreadsheets know UTF-8."""
    yield BOM
    out = io.StringIO()
    writer = csv.writer(out)
    for row in (heads, *rows):
        writer.writerow([disarmed(cell) for cell in row])
        yield out.getvalue()
        out.seek(0)
        out.truncate()


def xlsx(heads: Sequence[str], rows: Iterable[Sequence[object]], title: str) -> bytes:
    """Return a workbook of one sheet: heads fixed and bold, text cells never formulas."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"

    def cell(value: object, *, bold: bool = False) -> Any:
        made = WriteOnlyCell(sheet, value=_printable(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            made.data_type = "s"  # or "=1+1" in a quote would become a formula
        if bold:
            made.font = Font(bold=True)
        return made

    sheet.append([cell(head, bold=True) for head in heads])
    for row in rows:
        sheet.append([cell(value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _printable(text: str) -> str:
    """Return text without the control characters that XML cannot hold."""
    return "".join(c for c in text if c >= " " or c in "\t\n")
