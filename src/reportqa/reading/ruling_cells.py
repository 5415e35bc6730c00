"""The cells of a ruled grid: which elementary boxes are parted by a line and which are one cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

MOST = 0.6
"""Share of a cell's side along which a line must run to be its border."""


class Line(Protocol):
    """A straight line at one coordinate, running along the other."""

    @property
    def at(self) -> float:
        """The fixed coordinate."""

    @property
    def start(self) -> float:
        """Where it begins."""

    @property
    def end(self) -> float:
        """Where it ends."""


class RuledCell(NamedTuple):
    """A cell of a ruled grid, by row and column of its upper left corner."""

    row: int
    column: int
    rowspan: int
    colspan: int


def cut_cells(
    xs: Sequence[float], ys: Sequence[float], across: Sequence[Line], down: Sequence[Line]
) -> tuple[list[float], list[float], list[RuledCell]]:
    """Return the edges that part cells, and the cells, in reading order and without holes."""
    rows, columns = len(ys) - 1, len(xs) - 1
    # wall_left[r][c]: is there a line on the left of box (r, c); likewise wall_top
    wall_left = [[False] * (columns + 1) for _ in range(rows)]
    wall_top = [[False] * columns for _ in range(rows + 1)]
    for c, pieces in _by_place(down, xs).items():
        for r in range(rows):
            wall_left[r][c] = _covered(pieces, ys[r], ys[r + 1])
    for r, pieces in _by_place(across, ys).items():
        for c in range(columns):
            wall_top[r][c] = _covered(pieces, xs[c], xs[c + 1])
    regions = _regions(rows, columns, wall_left, wall_top)
    outside = _outside(rows, columns, wall_left, wall_top, regions)
    if len(outside) == len({label for row in regions for label in row}):
        return list(xs), list(ys), []
    cells = _cells(rows, columns, regions, outside)
    return _compact(xs, ys, cells)


def _by_place(rules: Sequence[Line], places: Sequence[float]) -> dict[int, list[Line]]:
    """Group lines by the edge that they are nearest to."""
    groups: dict[int, list[Line]] = {}
    for rule in rules:
        near = min(range(len(places)), key=lambda i: abs(places[i] - rule.at))
        groups.setdefault(near, []).append(rule)
    return groups


def _covered(pieces: Sequence[Line], start: float, end: float) -> bool:
    """Whether the lines run along most of a stretch; a scan may break them."""
    shared = sum(max(0.0, min(piece.end, end) - max(piece.start, start)) for piece in pieces)
    return shared >= MOST * (end - start)


def _regions(
    rows: int, columns: int, wall_left: list[list[bool]], wall_top: list[list[bool]]
) -> list[list[int]]:
    """Give each box a number, so that boxes without a line between them bear one number."""
    label = [[-1] * columns for _ in range(rows)]
    count = 0
    for r0 in range(rows):
        for c0 in range(columns):
            if label[r0][c0] >= 0:
                continue
            stack = [(r0, c0)]
            label[r0][c0] = count
            while stack:
                r, c = stack.pop()
                for nr, nc, wall in (
                    (r, c - 1, wall_left[r][c]),
                    (r, c + 1, wall_left[r][c + 1]),
                    (r - 1, c, wall_top[r][c]),
                    (r + 1, c, wall_top[r + 1][c]),
                ):
                    if not wall and 0 <= nr < rows and 0 <= nc < columns and label[nr][nc] < 0:
                        label[nr][nc] = count
                        stack.append((nr, nc))
            count += 1
    return label


def _outside(
    rows: int,
    columns: int,
    wall_left: list[list[bool]],
    wall_top: list[list[bool]],
    regions: list[list[int]],
) -> set[int]:
    """Return the regions that leak out through a missing outer border."""
    leaks = set()
    for r in range(rows):
        for c, wall in ((0, wall_left[r][0]), (columns - 1, wall_left[r][columns])):
            if not wall:
                leaks.add(regions[r][c])
    for c in range(columns):
        for r, wall in ((0, wall_top[0][c]), (rows - 1, wall_top[rows][c])):
            if not wall:
                leaks.add(regions[r][c])
    return leaks


def _cells(rows: int, columns: int, regions: list[list[int]], outside: set[int]) -> list[RuledCell]:
    boxes: dict[int, list[tuple[int, int]]] = {}
    for r in range(rows):
        for c in range(columns):
            boxes.setdefault(regions[r][c], []).append((r, c))
    cells: list[RuledCell] = []
    for label, places in boxes.items():
        top, left = min(r for r, _ in places), min(c for _, c in places)
        height, width = max(r for r, _ in places) - top + 1, max(c for _, c in places) - left + 1
        if label not in outside and len(places) == height * width:
            cells.append(RuledCell(top, left, height, width))
        else:  # outside the outline, or not a rectangle: one cell a box, so that no hole is left
            cells.extend(RuledCell(r, c, 1, 1) for r, c in places)
    return sorted(cells)


def _compact(
    xs: Sequence[float], ys: Sequence[float], cells: list[RuledCell]
) -> tuple[list[float], list[float], list[RuledCell]]:
    """Leave out edges at which no cell begins or ends."""
    rows = sorted({cell.row for cell in cells} | {cell.row + cell.rowspan for cell in cells})
    columns = sorted({cell.column for cell in cells} | {cell.column + cell.colspan for cell in cells})
    row_at = {row: i for i, row in enumerate(rows)}
    column_at = {column: i for i, column in enumerate(columns)}
    kept = [
        RuledCell(
            row_at[cell.row],
            column_at[cell.column],
            row_at[cell.row + cell.rowspan] - row_at[cell.row],
            column_at[cell.column + cell.colspan] - column_at[cell.column],
        )
        for cell in cells
    ]
    return [xs[i] for i in columns], [ys[i] for i in rows], kept
