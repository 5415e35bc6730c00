"""The cells of Excel files, written as people see them.

Merged ranges are one cell. Hidden sheets, rows and columns are left out with a warning; a formula
whose result was never stored is blank with a warning.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

import openpyxl
import xlrd
import xlrd.compdoc
from openpyxl.utils import range_boundaries

from reportqa.errors import UnreadableFile
from reportqa.model import Oddity
from reportqa.reading.layout import PlacedCell
from reportqa.reading.packages import check_package
from reportqa.reading.sheets_numbers import shown_value

_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]+[0-9]+:[A-Z]+[0-9]+)["']""")
MAX_CELLS = 1_000_000
Range = tuple[int, int, int, int]
"""First row, row after the last, first column, column after the last; from 0."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name and the cells that hold something or are merged, rows and columns from 0."""

    title: str
    cells: Sequence[PlacedCell]


def read_xlsx(data: bytes, name: str) -> tuple[list[Sheet], list[Oddity]]:
    """Read the visible sheets of an .xlsx file."""
    check_package(data, name, "[Content_Types].xml", "an Excel file (.xlsx)")
    try:
        has_formulas = _scan(data, name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out (validation, images) is no loss
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
            formulas = openpyxl.load_workbook(io.BytesIO(data)) if has_formulas else None
        sheets: list[Sheet] = []
        oddities: list[Oddity] = []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                oddities.append(_hidden_sheet(sheet.title))
                continue
            sheets.append(_xlsx_sheet(sheet, name, oddities))
            if formulas is not None:
                oddities += _unsolved(sheet, formulas[sheet.title])
    except (
        *(BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError, AttributeError),
        OverflowError,
    ) as error:
        raise _damaged(name, "an Excel file (.xlsx)", error) from error
    return sheets, oddities


def _scan(data: bytes, name: str) -> bool:
    """Return whether any sheet holds a formula; refuse merged ranges too large to lay out.

    openpyxl makes an object for every place in a merged range, so this is looked at before it opens
    the file.
    """
    formulas = False
    with ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/") and part.endswith(".xml"):
                text = package.read(part)
                formulas = formulas or bool(re.search(rb"<(?:\w+:)?f[\s/>]", text))
                area = sum(_area(m[1].decode()) for m in _MERGED.finditer(text))
                _check_count(area, name)
    return formulas


def _area(reference: str) -> int:
    left, top, right, bottom = map(int, range_boundaries(reference))
    return (right - left + 1) * (bottom - top + 1)


def _xlsx_sheet(sheet: Any, name: str, oddities: list[Oddity]) -> Sheet:
    stored = sheet._cells  # a dict of the cells stored; iterating rows would make all the others
    _check_count(len(stored), name)
    values = (
        (row - 1, column - 1, shown_value(cell.value, cell.number_format or ""))
        for (row, column), cell in stored.items()
        if cell.value is not None
    )
    ranges = sheet.merged_cells.ranges
    merged = [(r.min_row - 1, r.max_row, r.min_col - 1, r.max_col) for r in ranges]
    hidden_rows = {n - 1 for n, row in sheet.row_dimensions.items() if row.hidden}
    columns = (c for c in sheet.column_dimensions.values() if c.hidden)
    hidden_columns = {n - 1 for c in columns for n in range(c.min or 1, min(c.max or 1, 16384) + 1)}
    return _assemble(sheet.title, values, merged, (hidden_rows, hidden_columns), oddities)


def _unsolved(sheet: Any, formulas: Any) -> list[Oddity]:
    """Return a warning when formulas have no stored result (the file was made by a program)."""
    count = sum(
        cell.data_type == "f" and (at not in sheet._cells or sheet._cells[at].value is None)
        for at, cell in formulas._cells.items()
    )
    if not count:
        return []
    return [
        Oddity(
            "formula_without_value",
            f"工作表“{sheet.title}”有 {count} 个公式没有保存结果，按空白读入；请用 Excel 打开并重新保存",
            f"{count} formulas of sheet {sheet.title} have no stored result and read as blank; "
            "open and save the file in Excel",
        )
    ]


def read_xls(data: bytes, name: str) -> tuple[list[Sheet], list[Oddity]]:
    """Read the visible sheets of a legacy .xls file."""
    sheets: list[Sheet] = []
    oddities: list[Oddity] = []
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        for sheet in book.sheets():
            if sheet.visibility:
                oddities.append(_hidden_sheet(sheet.name))
            else:
                _check_count(sum(sheet.row_len(r) for r in range(sheet.nrows)), name)
                sheets.append(_xls_sheet(book, sheet, oddities))
    except (
        *(xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, AssertionError, UnicodeDecodeError),
        *(KeyError, ValueError, TypeError, IndexError, AttributeError, NotImplementedError),
    ) as error:
        raise _damaged(name, "an Excel file (.xls)", error) from error
    return sheets, oddities


def _xls_sheet(book: Any, sheet: Any, oddities: list[Oddity]) -> Sheet:
    values = (
        (row, column, _xls_value(book, sheet.cell(row, column)))
        for row in range(sheet.nrows)
        for column in range(sheet.row_len(row))
        if sheet.cell_type(row, column) not in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK)
    )
    hidden_rows = {n for n, row in sheet.rowinfo_map.items() if row.hidden}
    hidden_columns = {n for n, column in sheet.colinfo_map.items() if column.hidden}
    return _assemble(sheet.name, values, sheet.merged_cells, (hidden_rows, hidden_columns), oddities)


def _xls_value(book: Any, cell: Any) -> str:
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR"))
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return shown_value(bool(cell.value), "")
    shape = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown_value(xlrd.xldate.xldate_as_datetime(cell.value, book.datemode), shape)
    return shown_value(cell.value, shape)


def _assemble(
    title: str,
    values: Iterable[tuple[int, int, str]],
    merged: Iterable[Range],
    hidden: tuple[set[int], set[int]],
    oddities: list[Oddity],
) -> Sheet:
    """Lay merged ranges over the values and close up hidden rows and columns."""
    rows, columns = (sorted(numbers) for numbers in hidden)
    texts = {(row, column): text for row, column, text in values if text}
    lost = sum(row in hidden[0] or column in hidden[1] for row, column in texts)
    cells: list[PlacedCell] = []
    for top, bottom, left, right in merged:
        text = texts.pop((top, left), "")
        top, bottom = top - bisect_left(rows, top), bottom - bisect_left(rows, bottom)
        left, right = left - bisect_left(columns, left), right - bisect_left(columns, right)
        if bottom > top and right > left:
            cells.append(PlacedCell(top, left, bottom - top, right - left, text))
    spans = sorted(cells, key=lambda c: c.row)
    free = {
        (row - bisect_left(rows, row), column - bisect_left(columns, column)): text
        for (row, column), text in texts.items()
        if row not in hidden[0] and column not in hidden[1]
    }
    covered = {place for span in spans for place in _inside(span, free)}
    cells += [PlacedCell(*place, 1, 1, text) for place, text in free.items() if place not in covered]
    if lost:
        oddities.append(
            Oddity(
                "hidden_cells",
                f"工作表“{title}”隐藏的行列中有 {lost} 个单元格未读入",
                f"{lost} cells in hidden rows or columns of sheet {title} were not read",
            )
        )
    return Sheet(title, cells)


def _inside(span: PlacedCell, free: dict[tuple[int, int], str]) -> list[tuple[int, int]]:
    """Return the filled places that a merged range covers, looking along the shorter side."""
    if span.rowspan * span.colspan < len(free):
        rows = range(span.row, span.row + span.rowspan)
        places = ((r, c) for r in rows for c in range(span.column, span.column + span.colspan))
        return [place for place in places if place in free]
    return [
        (r, c)
        for r, c in free
        if span.row <= r < span.row + span.rowspan and span.column <= c < span.column + span.colspan
    ]


def _check_count(count: int, name: str) -> None:
    if count > MAX_CELLS:
        raise UnreadableFile(name, f"a sheet of {count} cells, at most {MAX_CELLS} are read; split the file")


def _hidden_sheet(title: str) -> Oddity:
    return Oddity("hidden_sheet", f"隐藏的工作表“{title}”未读入", f"The hidden sheet {title} was not read")


def _damaged(name: str, kind: str, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        name, f"expected {kind}, found a damaged one ({error}); open it in Excel and save it again"
    )
