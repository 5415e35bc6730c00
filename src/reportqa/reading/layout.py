"""Lays paragraphs and tables out as one text with spans: shared by html, docx and sheets.

``Layout`` collects them in reading order and builds the ``Extracted``; ``place`` turns rows whose
cells only say how far they span (as HTML writes them) into cells with positions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportqa.errors import UnreadableFile
from reportqa.model import Oddity
from reportqa.reading.attachments import is_known, named_attachments, not_read
from reportqa.reading.extracted import Extracted, Grid, GridCell, Line, LineKind

MAX_SLOTS = 2_000_000
"""The largest grid (rows times columns) that is laid out; real ones stay under some thousands."""
MAX_SPAN = 1000
"""The widest colspan that HTML allows."""

# Characters beside which a wrap means nothing: ideographs, full-width forms and Chinese punctuation.
_WIDE = r"\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·①-⑳"
YEARLY_TITLE = re.compile(r"(?:年度报告|年度工作报告|工作年度?报告|年报)(?:[（(][^（()）]*[）)])?$")
_TITLE_LINES = 4
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"[\t\n\v\f\r\x00-\x08\x0e-\x1f\x85\u2028\u2029 ]+")
_WIDE_CHAR = re.compile(f"[{_WIDE}]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EDGES = " \u00a0\u3000"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as a format writes it: its text and how far it spans."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class PlacedCell:
    """A cell with its place in the grid."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    header: bool = False


def clean(text: str) -> str:
    """Return ``text`` as a page shows it: white space collapsed, source wraps in Chinese removed."""
    if text.isprintable() and "  " not in text:  # nothing but letters and single spaces
        return text.strip(" ")
    text = _INVISIBLE.sub("", text)
    out: list[str] = []
    last = 0
    for match in _SPACES.finditer(text):
        out.append(text[last : match.start()])
        last = match.end()
        if "\n" in match[0] and _between_wide(text, match.start(), match.end()):
            continue
        out.append(" ")
    out.append(text[last:])
    return "".join(out).replace("\u00a0", " ").strip(_EDGES)


def superscript(text: str) -> str:
    """Return raised digits as raised characters, so that a note's mark never joins a number."""
    return text.translate(_RAISED)


def join_wrapped(parts: Iterable[str]) -> str:
    """Join the lines of one cell: Chinese closes up, Latin words and numbers keep one space."""
    joined = ""
    for part in map(clean, parts):
        if not part:
            continue
        apart = bool(joined) and not (_WIDE_CHAR.match(joined[-1]) or _WIDE_CHAR.match(part[0]))
        joined += f" {part}" if apart else part
    return joined


def _between_wide(text: str, start: int, end: int) -> bool:
    """Return whether ``text[start:end]`` has a wide character on both sides."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(_WIDE_CHAR.match(before) and _WIDE_CHAR.match(after))


def place(
    rows: Sequence[Sequence[TableCell]], name: str, ends: Sequence[int] | None = None
) -> list[PlacedCell]:
    """Give each cell its row and column as HTML lays tables out.

    ``ends[r]`` is the row after the row group of row ``r``: a rowspan never leaves its group, and
    rowspan 0 reaches its end. A span that would run into a cell from above is cut short. Columns at
    the right that exist only because a span is too wide are dropped. ``name`` is the file's.
    """
    free_from: list[int] = []  # for each column, the first row that no cell from above covers
    placed: list[PlacedCell] = []
    for r, row in enumerate(rows):
        end = ends[r] if ends is not None else len(rows)
        column = 0
        for cell in row:
            while column < len(free_from) and free_from[column] > r:
                column += 1
            height = end - r if cell.rowspan == 0 else max(1, min(cell.rowspan, end - r))
            wanted = max(1, min(cell.colspan, MAX_SPAN))
            width = 0
            while width < wanted and (column + width >= len(free_from) or free_from[column + width] <= r):
                width += 1
            free_from.extend([0] * (column + width - len(free_from)))
            free_from[column : column + width] = [r + height] * width
            placed.append(PlacedCell(r, column, height, width, cell.text, cell.header))
            column += width
        if len(free_from) * len(rows) > MAX_SLOTS:
            raise _too_large(name, len(rows), len(free_from))
    return _trim_right(placed, len(rows))


def _too_large(name: str, rows: int, columns: int) -> UnreadableFile:
    return UnreadableFile(
        name,
        f"a table of {rows} rows and {columns} columns is too large (at most {MAX_SLOTS} cells); "
        "split the file or remove the table",
    )


def _trim_right(placed: list[PlacedCell], rows: int) -> list[PlacedCell]:
    """Drop columns at the right in which no cell starts and which some row does not reach."""
    starts = max((c.column for c in placed), default=-1) + 1
    width = max((c.column + c.colspan for c in placed), default=0)
    if width == starts:
        return placed
    covered = [0] * width
    for cell in placed:
        for column in range(starts, cell.column + cell.colspan):
            covered[column] += cell.rowspan
    while width > starts and covered[width - 1] < rows:
        width -= 1
    return [replace(c, colspan=min(c.colspan, width - c.column)) for c in placed]


class Layout:
    """Collects a file's paragraphs, headings and tables in reading order."""

    def __init__(self, name: str) -> None:
        """Start an empty text for the file called ``name``."""
        self.name = name
        self._parts: list[str] = []
        self._length = 0
        self._lines: list[Line] = []
        self._grids: list[Grid] = []
        self.warnings: list[Oddity] = []

    def __len__(self) -> int:
        return len(self._lines)

    def add(self, text: str, kind: LineKind = "paragraph", level: int | None = None) -> None:
        """Add one line; nothing is added for blank text."""
        text = clean(text)
        if text:
            self._append(text, kind, level)

    def _append(self, text: str, kind: LineKind, level: int | None = None) -> int:
        if self._parts:
            self._length += 1
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        self._lines.append(Line(start, self._length, kind, level=level))
        return start

    def check_size(self, rows: int, columns: int) -> None:
        """Raise ``UnreadableFile`` for a table too large to lay out."""
        if rows * columns > MAX_SLOTS:
            raise _too_large(self.name, rows, columns)

    def add_table(
        self,
        placed: Sequence[PlacedCell],
        rows: int,
        columns: int | None = None,
        caption: str = "",
        *,
        complete: bool = False,
    ) -> None:
        """Add a table; places that no cell covers become blank cells, with a warning.

        ``complete`` says that the format leaves blank cells out (spreadsheets): then no warning.
        """
        wide = max((c.column + c.colspan for c in placed), default=0) if columns is None else columns
        self.check_size(rows, wide)
        if not rows or not wide:
            return
        full, holes = _fill(placed, rows, wide)
        by_row: list[list[PlacedCell]] = [[] for _ in range(rows)]
        for cell in full:
            by_row[cell.row].append(cell)
        cells: list[GridCell] = []
        first = None
        for row in by_row:
            row.sort(key=lambda c: c.column)
            texts = [clean(c.text) for c in row]
            position = self._append("\t".join(texts), "row")
            first = position if first is None else first
            for cell, text in zip(row, texts, strict=True):
                span = (position, position + len(text))
                cells.append(
                    GridCell(cell.row, cell.column, cell.rowspan, cell.colspan, *span, header=cell.header)
                )
                position += len(text) + 1
        start = first or 0
        self._grids.append(Grid(tuple(cells), rows, wide, start, self._length, caption=caption))
        if holes and not complete:
            self.warnings.append(_ragged(holes, start, self._length))

    def text(self) -> str:
        """Return the text so far."""
        return "\n".join(self._parts)

    def as_paragraph(self, title: str) -> None:
        """Make the first lines that are parts of ``title`` plain: a title is no heading of a section."""
        squeezed = "".join(title.split())
        for number, line in enumerate(self._lines[:_TITLE_LINES]):
            if line.kind == "heading" and "".join(self._parts[number].split()) in squeezed:
                self._lines[number] = replace(line, kind="paragraph", level=None)

    def headed_title(self) -> str:
        """Return the title when the first lines, marked as headings, are one; else nothing."""
        title = ""
        for text, line in zip(self._parts, self._lines[:_TITLE_LINES], strict=False):
            if line.kind != "heading":
                break
            title += text
            if YEARLY_TITLE.search(text):
                return title
        return ""

    def warn_of_pictures(self, count: int) -> None:
        """Warn that the text of ``count`` pictures (tables published as pictures) was not read."""
        if count:
            self.warnings.append(
                Oddity(
                    "image_not_read",
                    f"正文中有 {count} 张图片，其中的文字未读入",
                    f"Pictures whose words were not read: {count}",
                )
            )

    def build(self, attachments: Sequence[str] = (), **facts: Any) -> Extracted:
        """Return the text with its lines, tables and warnings; ``attachments`` are those linked."""
        text = self.text()
        named = named_attachments(text, self._lines, self._grids)
        names = list(dict.fromkeys([*attachments, *(n for n in named if not is_known(n, attachments))]))
        for name in names:
            self.warnings.append(not_read(name, text))
        return Extracted(
            text,
            tuple(self._lines),
            tuple(self._grids),
            attachments=tuple(names),
            warnings=tuple(self.warnings),
            **facts,
        )


def _fill(placed: Sequence[PlacedCell], rows: int, columns: int) -> tuple[list[PlacedCell], int]:
    """Return the cells with a blank one for each place not covered, and how many were added."""
    covered = bytearray(rows * columns)
    for cell in placed:
        for r in range(cell.row, cell.row + cell.rowspan):
            at = r * columns + cell.column
            covered[at : at + cell.colspan] = b"\x01" * cell.colspan
    full = list(placed)
    hole = covered.find(0)
    while hole >= 0:
        full.append(PlacedCell(*divmod(hole, columns), 1, 1, ""))
        hole = covered.find(0, hole + 1)
    return full, len(full) - len(placed)


def _ragged(holes: int, start: int, end: int) -> Oddity:
    return Oddity(
        "ragged_table",
        f"表格有 {holes} 处缺少单元格，已按空白处理",
        f"{holes} cells are missing from a table and are shown blank",
        start,
        end,
    )
