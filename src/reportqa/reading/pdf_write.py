"""Lays the items of all pages out as one ``Extracted``: prose lines, table rows, marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median

from reportqa.model import Oddity
from reportqa.reading.extracted import Extracted, Grid, GridCell, Line
from reportqa.reading.pdf_items import PageLine, PageRead, PageTable, TableCell

INDENT = 1.2
"""A line set in by more than this many glyph widths begins a paragraph."""
PARAGRAPH = "　　"
"""Stands before such a line, as in a published text file; whoever unwraps the lines leaves it out."""


class _Writer:
    """Collects the text and keeps count of positions."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.position = 0
        self.lines: list[Line] = []
        self.grids: list[Grid] = []
        self.confidences: list[tuple[int, int, float]] = []

    def put(self, text: str) -> int:
        start = self.position
        self.parts.append(text)
        self.position += len(text)
        return start

    def line(self, item: PageLine, *, indent: bool = False) -> None:
        begin = self.position
        if indent:
            self.put(PARAGRAPH)
        start = self.put(item.text)
        self.lines.append(Line(begin, self.position, "mark" if item.mark else "text", item.page))
        self.confidences.extend((start + a, start + b, score) for a, b, score in item.scores)
        self.put("\n")

    def table(self, table: PageTable) -> None:
        begin = self.position
        cells: list[GridCell] = []
        rows: dict[int, list[TableCell]] = {}
        for cell in sorted(table.cells, key=lambda cell: (cell.row, cell.column)):
            rows.setdefault(cell.row, []).append(cell)
        marks = sorted(table.marks, key=lambda mark: mark[0])
        page = table.page
        end = begin
        for row in range(table.rows):
            while marks and marks[0][0] <= row:
                self.line(marks.pop(0)[1])
            start = self.position
            for i, cell in enumerate(rows.get(row, ())):
                if i:
                    self.put("\t")
                at = self.put(" ".join(cell.text.split()))
                cells.append(
                    GridCell(
                        cell.row, cell.column, cell.rowspan, cell.colspan, at, self.position,
                        page=cell.page, confidence=cell.confidence,
                    )
                )  # fmt: skip
                if cell.confidence is not None and cell.text:
                    self.confidences.append((at, self.position, cell.confidence))
            page = max([page, *(cell.page for cell in rows.get(row, ()))])
            self.lines.append(Line(start, self.position, "row", page))
            end = self.position
            self.put("\n")
        for _, line in marks:
            self.line(line)
        self.grids.append(Grid(tuple(cells), table.rows, table.columns, begin, end, table.page))


def write(
    items: Iterable[PageLine | PageTable], lefts: dict[int, float], warnings: Iterable[Oddity] = ()
) -> Extracted:
    """Write the items down; ``lefts`` is where the body text of each page begins."""
    writer = _Writer()
    for item in items:
        if isinstance(item, PageTable):
            writer.table(item)
        else:
            left = lefts.get(item.page, item.left)
            writer.line(item, indent=not item.mark and item.left - left >= INDENT * item.size)
    text = "".join(writer.parts)
    return Extracted(
        text=text,
        lines=tuple(writer.lines),
        grids=tuple(writer.grids),
        warnings=tuple(warnings),
        confidences=tuple(writer.confidences),
    )


def body_lefts(pages: Sequence[PageRead]) -> dict[int, float]:
    """Return where the body text of each page begins, to tell indented first lines.

    A page with few lines may hold indented ones alone: there the other pages decide.
    """
    lefts, few = {}, []
    for page in pages:
        long = [item.left for item in page.items if isinstance(item, PageLine) and len(item.text) >= 8]
        if len(long) >= 4:
            lefts[page.number] = min(long)
        else:
            few.append(page.number)
    if lefts:
        usual = median(lefts.values())
        lefts.update(dict.fromkeys(few, usual))
    return lefts
