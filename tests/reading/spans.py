"""Random tables for the readers' property tests, and what must hold of every extracted text."""

from __future__ import annotations

from hypothesis import strategies as st

from reportqa.reading.extracted import Extracted
from reportqa.reading.layout import PlacedCell

WORDS = st.sampled_from(["", "0", "7", "1206", "予以公开", "本年", "其他处理（件）", "a b", "3.5万元"])


@st.composite
def random_tables(draw, max_rows=5, max_columns=5):
    """Return (rows, columns, cells): a grid without holes whose cells span at random, some blank."""
    rows = draw(st.integers(2, max_rows))
    columns = draw(st.integers(2, max_columns))
    taken: set[tuple[int, int]] = set()
    cells: list[PlacedCell] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            height = draw(st.integers(1, min(3, rows - row)))
            width = draw(st.integers(1, min(3, columns - column)))
            while any((row, c) in taken for c in range(column, column + width)):
                width -= 1
            places = {(r, c) for r in range(row, row + height) for c in range(column, column + width)}
            taken |= places
            cells.append(PlacedCell(row, column, height, width, draw(WORDS)))
    cells[0] = PlacedCell(0, 0, cells[0].rowspan, cells[0].colspan, "项目")
    cells.append(PlacedCell(rows, 0, 1, 1, "末行"))  # the last row has a cell in every column
    cells += [PlacedCell(rows, c, 1, 1, str(c)) for c in range(1, columns)]
    return rows + 1, columns, cells


def grid_cells(extracted: Extracted, number: int = 0) -> list[PlacedCell]:
    """Return the cells of a grid with their text, header marks left out."""
    return [
        PlacedCell(c.row, c.column, c.rowspan, c.colspan, extracted.text[c.start : c.end])
        for c in extracted.grids[number].cells
    ]


def check_spans(extracted: Extracted) -> None:
    """Check that lines, rows and cells stand where the extracted text says they do."""
    text = extracted.text
    assert [text[line.start : line.end] for line in extracted.lines] == text.split("\n")
    starts = {line.start: line for line in extracted.lines if line.kind == "row"}
    for grid in extracted.grids:
        covered = [
            (r, c)
            for cell in grid.cells
            for r in range(cell.row, cell.row + cell.rowspan)
            for c in range(cell.column, cell.column + cell.colspan)
        ]
        assert sorted(covered) == [(r, c) for r in range(grid.rows) for c in range(grid.columns)]
        by_row = [[c for c in grid.cells if c.row == r] for r in range(grid.rows)]
        lines = [
            line for line in extracted.lines if line.kind == "row" and grid.start <= line.start <= grid.end
        ]
        assert [text[line.start : line.end] for line in lines] == [
            "\t".join(text[c.start : c.end] for c in row) for row in by_row
        ]
        for row in by_row:
            assert not row or row[0].start in starts
        assert (grid.start, grid.end) == (lines[0].start, lines[-1].end)
    for cell in (c for g in extracted.grids for c in g.cells):
        assert "\t" not in text[cell.start : cell.end] and "\n" not in text[cell.start : cell.end]
