"""A report laid out for reading: headings, paragraphs and tables, with a quote marked across them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from reportqa.model import Cell, Figure, Report, Section, Table
from reportqa.web.card_figures import low_confidence


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text.

    ``first`` is the piece that carries the anchor of the quote; ``doubt`` is its confidence in per cent
    where it was recognised in a scan and may be wrong.
    """

    text: str
    marked: bool = False
    figure: bool = False
    first: bool = False
    doubt: int | None = None


@dataclass(frozen=True, slots=True)
class CellView:
    """A table cell."""

    pieces: tuple[Piece, ...]
    header: bool
    rowspan: int
    colspan: int


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, table or page mark, in reading order."""

    kind: str
    pieces: tuple[Piece, ...] = ()
    level: int = 0
    anchor: str = ""
    rows: tuple[tuple[CellView, ...], ...] = ()
    caption: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline."""

    title: str
    depth: int
    anchor: str


@dataclass(slots=True)
class Layout:
    """Cuts a report's text at headings, tables, pages, the quote, the figure in it and doubtful readings.

    ``doubts`` are (start, end, confidence in per cent), in order and apart.
    """

    report: Report
    quote: tuple[int, int] | None = None
    mark: tuple[int, int] | None = None
    doubts: Sequence[tuple[int, int, int]] = ()
    _anchored: bool = field(default=False, init=False)

    def blocks(self) -> Iterator[Block]:
        """Yield the report block by block."""
        report, self._anchored = self.report, False
        first = report.sections[0].start if report.sections else len(report.text)
        yield from self._body(0, first)
        for i, section in enumerate(report.sections):
            body = heading_end(report, section)
            if body > section.start:
                level = min(len(section.path) + 1, 6)
                yield from self._pages(section.start, body)
                pieces = self._pieces(section.start, body)
                yield Block("heading", pieces, level=level, anchor=f"s-{i}")
            yield from self._body(body, section.end)

    def outline(self) -> list[Entry]:
        """Return the headings."""
        return [
            Entry(section.path[-1], len(section.path), f"s-{i}")
            for i, section in enumerate(self.report.sections)
            if section.path and heading_end(self.report, section) > section.start
        ]

    def _body(self, start: int, end: int) -> Iterator[Block]:
        position = start
        while position < end:
            table = next((t for t in self.report.tables if t.start <= position < t.end), None)
            if table is not None:
                yield from self._pages(position, position + 1)
                yield self._table(table)
                position = max(table.end, position + 1)
                continue
            stop = self.report.text.find("\n", position, end)
            stop = end if stop < 0 else stop
            stop = min([stop, *(t.start for t in self.report.tables if position < t.start < stop)])
            if self.report.text[position:stop].strip():
                yield from self._pages(position, stop)
                yield Block("paragraph", self._pieces(position, stop))
            position = stop if self._table_at(stop) else stop + 1

    def _table_at(self, position: int) -> bool:
        return any(t.start == position for t in self.report.tables)

    def _pages(self, start: int, end: int) -> Iterator[Block]:
        for position, page in self.report.pages:
            if start <= position < end:
                yield Block("page", page=page, anchor=f"page-{page}")

    def _table(self, table: Table) -> Block:
        rows: list[list[Cell]] = [[] for _ in range(table.rows)]
        for cell in table.cells:
            if 0 <= cell.row < table.rows:
                rows[cell.row].append(cell)
        views = tuple(
            tuple(
                CellView(self._cell(cell), cell.header and not cell.blank, cell.rowspan, cell.colspan)
                for cell in sorted(row, key=lambda c: c.column)
            )
            for row in rows
            if row
        )
        return Block("table", rows=views, caption=table.caption)

    def _cell(self, cell: Cell) -> tuple[Piece, ...]:
        if self.report.text[cell.start : cell.end] == cell.text:
            return self._pieces(cell.start, cell.end)
        # the text of the cell was mended: show it whole, marked if the quote touches it
        touched = self.quote is not None and cell.start < self.quote[1] and self.quote[0] < cell.end
        doubt = next((d for start, end, d in self.doubts if start < cell.end and cell.start < end), None)
        return (self._anchor(Piece(cell.text, marked=touched, doubt=doubt)),)

    def _pieces(self, start: int, end: int) -> tuple[Piece, ...]:
        cuts = {start, end}
        for span in (self.quote, self.mark):
            if span is not None:
                cuts |= {p for p in span if start < p < end}
        near = [d for d in self.doubts if d[0] < end and start < d[1]]
        cuts |= {p for d in near for p in d[:2] if start < p < end}
        ordered = sorted(cuts)
        pieces = []
        for left, right in pairwise(ordered):
            inside = self.quote is not None and self.quote[0] <= left and right <= self.quote[1]
            figure = inside and self.mark is not None and self.mark[0] <= left and right <= self.mark[1]
            text = self.report.text[left:right].strip("\n")
            doubt = next((d[2] for d in near if d[0] <= left and right <= d[1]), None)
            if text:
                pieces.append(self._anchor(Piece(text, marked=inside, figure=figure, doubt=doubt)))
        return tuple(pieces)

    def _anchor(self, piece: Piece) -> Piece:
        if not piece.marked or self._anchored or not piece.text.strip():
            return piece
        self._anchored = True
        return replace(piece, first=True)


def doubtful(report: Report, figures: Iterable[Figure]) -> list[tuple[int, int, int]]:
    """Return the places that were recognised with low confidence, in order; of two that meet the longer."""
    cells = [
        (cell.start, cell.end, low_confidence(cell.confidence))
        for table in report.tables
        for cell in table.cells
        if cell.text.strip()
    ]
    spans = cells + [(f.value_start, f.value_end, low_confidence(f.confidence)) for f in figures]
    kept: list[tuple[int, int, int]] = []
    for start, end, low in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if low is not None and start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end, low))
    return kept


def heading_end(report: Report, section: Section) -> int:
    """Return where a section's heading ends; its start where it has none."""
    if not section.path:
        return section.start
    if section.body_start > section.start:
        return min(section.body_start, section.end)
    stop = report.text.find("\n", section.start, section.end)
    return section.end if stop < 0 else stop


def span(text: str, report: Report) -> tuple[int, int] | None:
    """Read ``start-end`` of an address; None where the report has no such place."""
    left, dash, right = text.partition("-")
    if not (dash and left.isascii() and right.isascii() and left.isdigit() and right.isdigit()):
        return None
    if len(left) > 9 or len(right) > 9:
        return None
    start, end = int(left), int(right)
    return (start, end) if start < end <= len(report.text) else None
