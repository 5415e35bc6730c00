"""A page's tables: glyphs laid into the cells of its ruled grids."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from reportqa.reading.pdf_glyphs import Glyph
from reportqa.reading.pdf_items import PageTable, TableCell
from reportqa.reading.pdf_lines import cell_text
from reportqa.reading.ruling import RuledTable


def page_tables(
    glyphs: Iterable[Glyph], grids: Sequence[RuledTable], page: int
) -> tuple[list[PageTable], list[Glyph]]:
    """Fill the grids; return the tables that hold text, and the glyphs outside of them."""
    owners = sorted(grids, key=_area)  # a table inside a cell of another one comes before it
    inside: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in owners]
    outside = []
    for glyph in glyphs:
        for grid, held in zip(owners, inside, strict=True):
            box = box_at(grid, *glyph.centre)
            if box is not None:
                held.setdefault(box, []).append(glyph)
                break
        else:
            outside.append(glyph)
    tables = []
    for grid, held in zip(owners, inside, strict=True):
        if sum(map(len, held.values())) == 0:
            continue
        tables.append(_fill(grid, held, page))
    return sorted(tables, key=lambda table: table.top), outside


def box_at(grid: RuledTable, x: float, y: float) -> tuple[int, int] | None:
    """Return the elementary box (row, column) that holds a point."""
    if not (grid.xs[0] <= x <= grid.xs[-1] and grid.ys[0] <= y <= grid.ys[-1]):
        return None
    row = min(bisect_right(grid.ys, y) - 1, len(grid.ys) - 2)
    column = min(bisect_right(grid.xs, x) - 1, len(grid.xs) - 2)
    return row, column


def _area(grid: RuledTable) -> float:
    return (grid.xs[-1] - grid.xs[0]) * (grid.ys[-1] - grid.ys[0])


def _fill(grid: RuledTable, held: dict[tuple[int, int], list[Glyph]], page: int) -> PageTable:
    cells = []
    for cell in grid.cells:
        boxes = (
            (r, c)
            for r in range(cell.row, cell.row + cell.rowspan)
            for c in range(cell.column, cell.column + cell.colspan)
        )
        glyphs = [glyph for box in boxes for glyph in held.get(box, ())]
        width = grid.xs[cell.column + cell.colspan] - grid.xs[cell.column]
        cells.append(TableCell(*cell, text=cell_text(glyphs, width), page=page))
    return PageTable(
        xs=list(grid.xs), rows=len(grid.ys) - 1, cells=cells, page=page,
        top=grid.ys[0], bottom=grid.ys[-1], last_page=page,
    )  # fmt: skip
