"""Reads tables kept as files of their own: .csv, .xlsx and .xls, each sheet one table.

Many portals publish the statistics appendix of 2014 to 2018 so. Files are told by their content, not
by their suffix: an ``.xls`` may be a web page, an ``.xlsx`` or text.
"""

from __future__ import annotations

import csv
import io
from collections import Counter

from reportqa.errors import UnreadableFile
from reportqa.reading.decoding import decode
from reportqa.reading.extracted import Extracted
from reportqa.reading.html import looks_like_html, read_html
from reportqa.reading.layout import Layout, PlacedCell
from reportqa.reading.packages import OLE_MAGIC, ZIP_MAGIC, is_encrypted
from reportqa.reading.sheets_excel import Sheet, read_xls, read_xlsx

MAX_BYTES = 32 * 1024 * 1024
MAX_ROWS = 100_000
_MARGIN = 64
"""Merged ranges that reach farther past the last filled cell (whole rows) are cut."""
_DELIMITERS = ",\t;|，"


def read_sheet(data: bytes, name: str) -> Extracted:
    """Read a .csv, .tsv, .xlsx or .xls file; ``name`` is the file's, for messages and captions.

    The name of each sheet is a heading line above its table. Raises ``UnreadableFile`` for a
    damaged, locked, oversized or empty file.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableFile(
            name, f"a table file of {len(data) >> 20} MiB, at most {MAX_BYTES >> 20} MiB are read"
        )
    if is_encrypted(data):
        raise UnreadableFile(name, "locked with a password; remove the password and add the file again")
    if looks_like_html(data):
        return read_html(data, name)
    layout = Layout(name)
    encoding = ""
    if data.startswith(ZIP_MAGIC):
        sheets, layout.warnings = read_xlsx(data, name)
    elif data.startswith(OLE_MAGIC):
        sheets, layout.warnings = read_xls(data, name)
    else:
        decoded = decode(data, name)
        layout.warnings += decoded.warnings
        encoding = decoded.encoding
        sheets = [_read_csv(decoded.text, name)]
    for sheet in sheets:
        _add(layout, sheet)
    if not len(layout):
        raise UnreadableFile(name, "no sheet of the file holds a value; a table was expected")
    title = next((s.title for s in sheets if s.title), "")
    return layout.build(title=title, encoding=encoding)


def _add(layout: Layout, sheet: Sheet) -> None:
    """Add a sheet: its name as a heading, its cells from the first filled row and column."""
    filled = [c for c in sheet.cells if c.text.strip()]
    if not filled:
        return
    last_row, last_column = max(c.row for c in filled), max(c.column for c in filled)
    top, left = min(c.row for c in filled), min(c.column for c in filled)
    bottom = max(min(c.row + c.rowspan, last_row + _MARGIN) for c in filled)
    right = max(min(c.column + c.colspan, last_column + _MARGIN) for c in filled)
    layout.check_size(bottom - top, right - left)
    if sheet.title:
        layout.add(sheet.title, "heading", 1)
    cells = []
    for cell in sheet.cells:
        low, high = max(cell.row, top), min(cell.row + cell.rowspan, bottom)
        near, far = max(cell.column, left), min(cell.column + cell.colspan, right)
        if low < high and near < far:
            cells.append(PlacedCell(low - top, near - left, high - low, far - near, cell.text))
    # A sheet has a cell at every place: those not stored are printed blank, none is missing.
    if right - left == 1:
        # one column is prose that was pasted into a sheet, and no table
        for cell in cells:
            layout.add(cell.text)
        return
    layout.add_table(cells, bottom - top, right - left, sheet.title, complete=True)


def _read_csv(text: str, name: str) -> Sheet:
    """Read delimited text; rows that end early are printed blank at the right."""
    cells = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))):
            if number >= MAX_ROWS:
                raise UnreadableFile(name, f"more than {MAX_ROWS} rows; split the file")
            cells += [PlacedCell(number, at, 1, 1, value) for at, value in enumerate(row) if value]
    except csv.Error as error:
        raise UnreadableFile(
            name, f"expected comma-separated values, found a broken row ({error})"
        ) from error
    return Sheet("", cells)


def _delimiter(text: str) -> str:
    """Return the mark that parts most lines into the same number of fields, a comma for none."""
    lines = [line for line in text[:100_000].splitlines()[:200] if line.strip()]
    best, best_score = ",", 0.0
    for mark in _DELIMITERS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=mark))
        counts.pop(1, None)
        width, often = max(counts.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        score = often + 0.01 * width if width > 1 else 0.0
        if score > best_score:
            best, best_score = mark, score
    return best
