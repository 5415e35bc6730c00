"""What a format reader hands on: the file's text as lines, and its tables as grids.

Every format (txt, md, html, docx, pdf, ocr, sheets) returns one ``Extracted``; ``unwrap`` then joins
wrapped lines, ``outline`` finds the sections, ``masthead`` the agency and year.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reportqa.model import Oddity

LineKind = Literal["text", "paragraph", "heading", "row", "mark"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of ``Extracted.text`` (span without its newline).

    ``text`` is a physical line that may run on in the next one; ``paragraph`` is whole;
    ``heading`` was marked as a heading by the format (``level`` 1 is outermost); ``row`` is a table
    row; ``mark`` is a page mark or running header, to be left out.
    """

    start: int
    end: int
    kind: LineKind = "text"
    page: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with its span in ``Extracted.text``.

    For formats whose text we lay out ourselves (html, docx, pdf, sheets) a table row is one line:
    the cells that start in it, in order, parted by tabs, wraps inside a cell removed, a blank cell
    empty; cells covered by a span from above or from the left are left out.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    start: int
    end: int
    header: bool = False
    page: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of an extracted file: a grid without holes, cells in reading order."""

    cells: tuple[GridCell, ...]
    rows: int
    columns: int
    start: int
    end: int
    page: int | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of one file, before sections and figures are looked for."""

    text: str
    lines: tuple[Line, ...]
    grids: tuple[Grid, ...] = ()
    title: str = ""
    published: str | None = None
    url: str | None = None
    encoding: str = ""
    attachments: tuple[str, ...] = ()
    warnings: tuple[Oddity, ...] = ()
    confidences: tuple[tuple[int, int, float], ...] = field(default=())
    """(start, end, confidence) of stretches read by OCR."""
