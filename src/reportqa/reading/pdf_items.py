"""What a page holds once it is read: lines of text and tables, the same for PDF text and for scans."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportqa.model import Oddity


@dataclass(slots=True)
class PageLine:
    """A printed line. Positions are in points from the upper left corner of the page."""

    text: str
    page: int
    top: float
    bottom: float
    left: float
    right: float
    size: float
    mark: bool = False
    scores: tuple[tuple[int, int, float], ...] = ()
    """Read by OCR: (start, end, confidence) of the stretches of ``text``."""


@dataclass(slots=True)
class TableCell:
    """A cell of a page's table, before it has a place in the file's text."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    page: int
    confidence: float | None = None


@dataclass(slots=True)
class PageTable:
    """A table of one page or, once joined, of several.

    ``xs`` are the column edges, ``top``/``bottom`` where it stands on its first page. ``marks`` are page
    marks and repeated headers that stand between its rows: (row that follows, line).
    """

    xs: list[float]
    rows: int
    cells: list[TableCell]
    page: int
    top: float
    bottom: float
    last_page: int = 0
    marks: list[tuple[int, PageLine]] = field(default_factory=list)

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return len(self.xs) - 1


@dataclass(slots=True)
class PageRead:
    """One page: its items from top to bottom and what was odd about it."""

    number: int
    width: float
    height: float
    items: list[PageLine | PageTable] = field(default_factory=list)
    warnings: list[Oddity] = field(default_factory=list)
