"""What a page break does inside a table: header rows printed again, rows and labels cut in two."""

from __future__ import annotations

import re

from reportqa.reading.pdf_items import PageTable, TableCell

_NUMBER = re.compile(r"[-−+]?\s*[\d０-９][\d０-９,，.．\s]*[%％]?")
_ITEM = re.compile(
    r"\s*(?:[（(]?\s*[一二三四五六七八九十\d]{1,3}\s*[)）、.．]|第[一二三四五六七八九十百\d]+[条项款])"
)


def repeated_rows(upper: PageTable, lower: PageTable) -> int:
    """Return how many leading rows of the lower part repeat those of the upper part, its header.

    A row of numbers alone is no header; the rows must close, that is no cell may reach beyond them.
    """
    found = 0
    for count in range(1, min(upper.rows, lower.rows) + 1):
        if _row(upper, count - 1) != _row(lower, count - 1):
            break
        closed = all(
            cell.row + cell.rowspan <= count or cell.row >= count
            for table in (upper, lower)
            for cell in table.cells
        )
        words = any(cell.text and not is_number(cell.text) for cell in lower.cells if cell.row < count)
        if closed and words:
            found = count
    return found


def is_number(text: str) -> bool:
    """Whether a cell holds a number and nothing else."""
    return _NUMBER.fullmatch(text.strip()) is not None


def mend_cut(table: PageTable, row: int) -> None:
    """Join what the page break before ``row`` has cut: a whole row, or the labels that span rows."""
    above = [cell for cell in table.cells if cell.row + cell.rowspan == row]
    below = [cell for cell in table.cells if cell.row == row]
    data = _first_data_column(table)
    if _is_cut_row(table, above, below, data):
        _join_rows(table, row, above, below)
        return
    for lower in below:
        upper = next(
            (cell for cell in above if (cell.column, cell.colspan) == (lower.column, lower.colspan)), None
        )
        if upper is not None and lower.column < data and _is_cut_label(table, upper, lower, data):
            _merge(table, upper, lower)


def _row(table: PageTable, row: int) -> list[tuple[int, int, int, str]]:
    return [
        (cell.column, cell.colspan, cell.rowspan, re.sub(r"\s", "", cell.text))
        for cell in table.cells
        if cell.row == row
    ]


def _first_data_column(table: PageTable) -> int:
    """Return the first column in which numbers stand; left of it are labels."""
    columns = [cell.column for cell in table.cells if is_number(cell.text)]
    return min(columns, default=table.columns)


def _is_cut_row(table: PageTable, above: list[TableCell], below: list[TableCell], data: int) -> bool:
    """Whether the last row of one page and the first of the next are one row.

    They are if both have the same cells, only one of them holds numbers, and the lower label does not
    begin an item of its own; a strip without any text is the rest of a row as well.
    """
    upper = {(cell.column, cell.colspan): cell for cell in above}
    if set(upper) != {(cell.column, cell.colspan) for cell in below}:
        return False
    if not any(cell.text for cell in above) or not any(cell.text for cell in below):
        return True
    numbers = [any(is_number(cell.text) for cell in part if cell.column >= data) for part in (above, below)]
    blank = [all(not cell.text for cell in part if cell.column >= data) for part in (above, below)]
    if data >= table.columns or not ((numbers[0] and blank[1]) or (blank[0] and numbers[1])):
        return False
    labels = [cell for cell in below if cell.column < data and cell.text]
    if any(_ITEM.match(cell.text) for cell in labels):
        return False
    return all(upper[cell.column, cell.colspan].text for cell in labels)


def _is_cut_label(table: PageTable, upper: TableCell, lower: TableCell, data: int) -> bool:
    """Whether two label cells, one on each page, are one label that spans rows."""
    if upper.column + upper.colspan >= data and upper.rowspan == lower.rowspan == 1:
        return False  # the innermost label belongs to one row
    if not upper.text or not lower.text:
        return True
    if _ITEM.match(lower.text):
        return False
    return upper.rowspan > 1 or lower.rowspan > 1


def _join_rows(table: PageTable, row: int, above: list[TableCell], below: list[TableCell]) -> None:
    for lower in below:
        upper = next(c for c in above if (c.column, c.colspan) == (lower.column, lower.colspan))
        _merge(table, upper, lower)
        upper.rowspan -= 1
    for cell in table.cells:
        if cell.row > row:
            cell.row -= 1
    table.rows -= 1


def _merge(table: PageTable, upper: TableCell, lower: TableCell) -> None:
    latin = upper.text[-1:].isascii() and lower.text[:1].isascii() and upper.text and lower.text
    if upper.text == "":
        upper.page = lower.page
    upper.text = upper.text + (" " if latin else "") + lower.text
    scores = [score for score in (upper.confidence, lower.confidence) if score is not None]
    upper.confidence = min(scores) if scores else None
    upper.rowspan += lower.rowspan
    table.cells = [cell for cell in table.cells if cell is not lower]
