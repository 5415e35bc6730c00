"""Tables that run over a page break become one table again."""

from __future__ import annotations

from collections.abc import Sequence

from reportqa.reading.pdf_cut import mend_cut, repeated_rows
from reportqa.reading.pdf_items import PageLine, PageRead, PageTable, TableCell
from reportqa.reading.pdf_marks import is_continued

EDGE = 5.0
"""Column edges this near to one another are one (points)."""
SHIFT = 80.0
"""How far facing pages may be set off against each other (points)."""


def flatten(pages: Sequence[PageRead]) -> list[PageLine | PageTable]:
    """Return the items of all pages in order, tables joined over page breaks."""
    out: list[PageLine | PageTable] = []
    for page in pages:
        head, rest = _leading_marks(page.items)
        before = _open_table(out)
        if before is not None and rest and isinstance(rest[0], PageTable):
            at, table = before
            joined = _join(table, rest[0])
            if joined:
                marks = [item for item in out[at + 1 :] if isinstance(item, PageLine)]
                _add_rows(table, rest[0], [*marks, *head])
                del out[at + 1 :]
                out.extend(rest[1:])
                continue
        out.extend(page.items)
    return out


def _leading_marks(
    items: list[PageLine | PageTable],
) -> tuple[list[PageLine], list[PageLine | PageTable]]:
    head: list[PageLine] = []
    for i, item in enumerate(items):
        if not isinstance(item, PageLine) or not (item.mark or is_continued(item)):
            return head, items[i:]
        head.append(item)
    return head, []


def _open_table(out: list[PageLine | PageTable]) -> tuple[int, PageTable] | None:
    """Return the table after which only marks have come so far."""
    for at in range(len(out) - 1, -1, -1):
        item = out[at]
        if isinstance(item, PageTable):
            return at, item
        if not item.mark:
            return None
    return None


def _join(upper: PageTable, lower: PageTable) -> bool:
    """Whether the lower table goes on with the upper one; its edges are then moved onto the upper's."""
    if lower.page != upper.last_page + 1:
        return False
    shift = upper.xs[0] - lower.xs[0]
    if abs(shift) > SHIFT or abs((upper.xs[-1] - upper.xs[0]) - (lower.xs[-1] - lower.xs[0])) > EDGE:
        return False
    moved = [x + shift for x in lower.xs]
    shared = sum(_near(upper.xs, x) for x in moved[1:-1])
    inner = min(upper.columns, lower.columns) - 1
    if inner > 1 and shared * 2 < inner:
        return False
    lower.xs = moved
    return True


def _nearest(xs: Sequence[float], x: float) -> int:
    return min(range(len(xs)), key=lambda i: abs(xs[i] - x))


def _near(xs: Sequence[float], x: float) -> bool:
    return abs(xs[_nearest(xs, x)] - x) <= EDGE


def _add_rows(upper: PageTable, lower: PageTable, between: list[PageLine]) -> None:
    """Append the lower part's rows, on the edges of both."""
    edges = list(upper.xs)
    edges.extend(x for x in lower.xs if not _near(edges, x))
    edges.sort()
    _lay_on(upper, edges)
    _lay_on(lower, edges)
    for line in between:
        line.mark = True
    upper.marks.extend((upper.rows, line) for line in between)
    repeated = repeated_rows(upper, lower)
    if repeated:
        upper.marks.extend((upper.rows, line) for line in _header_lines(lower, repeated))
        lower.cells = [cell for cell in lower.cells if cell.row >= repeated]
    first = upper.rows
    for cell in lower.cells:
        cell.row += first - repeated
    upper.rows = first + lower.rows - repeated
    upper.cells.extend(lower.cells)
    upper.last_page = lower.page
    mend_cut(upper, first)


def _lay_on(table: PageTable, edges: Sequence[float]) -> None:
    place = [_nearest(edges, x) for x in table.xs]
    for cell in table.cells:
        left, right = place[cell.column], place[cell.column + cell.colspan]
        cell.column, cell.colspan = left, right - left
    table.xs = list(edges)


def _header_lines(table: PageTable, rows: int) -> list[PageLine]:
    """Return the rows of a repeated header as lines that are left out of the text."""
    lines = []
    for row in range(rows):
        cells: list[TableCell] = [cell for cell in table.cells if cell.row == row]
        text = "\t".join(cell.text for cell in cells)
        lines.append(
            PageLine(text, table.page, table.top, table.top, table.xs[0], table.xs[-1], 0.0, mark=True)
        )
    return lines
