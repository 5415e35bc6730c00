"""Samples as PDF with a text layer: prose and ruled tables that run over pages.

The font is WenQuanYi Micro Hei (Debian package ``fonts-wqy-microhei``, Apache-2.0 or GPL-3 with the
font exception); only the glyphs that are used are embedded.
"""

from __future__ import annotations

import io
from pathlib import Path

from .model import NOTE, Cell, Heading, Sample, Table
from .write_text import wrap

FONT_FILE = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
FONT = "Sample"
PAGE_WIDTH, PAGE_HEIGHT = 595.28, 841.89
MARGIN, TOP, BOTTOM = 62.0, 780.0, 72.0
BODY, SMALL = 13.0, 8.5
PADDING = 3.0


def has_font() -> bool:
    """Return whether the font that the PDF samples are set in is installed."""
    return FONT_FILE.exists()


class Setter:
    """Sets lines and tables from the top of a page to its bottom, then goes on on the next."""

    def __init__(self, title: str, open_ends: bool) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont
        from reportlab.pdfgen import canvas

        pdfmetrics.registerFont(TTFont(FONT, str(FONT_FILE), subfontIndex=0))
        self.buffer = io.BytesIO()
        self.canvas = canvas.Canvas(self.buffer, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1)
        self.canvas.setTitle(title)
        self.canvas.setAuthor("reportqa")
        self.canvas.setSubject(NOTE)
        self.open_ends = open_ends
        self.page = 1
        self.y = TOP

    def finish(self) -> bytes:
        """End the last page and return the file."""
        self.end_page()
        self.canvas.save()
        return self.buffer.getvalue()

    def end_page(self) -> None:
        """Print the page mark and the sample mark, and start a new page."""
        self.canvas.setFont(FONT, 10)
        self.canvas.drawCentredString(PAGE_WIDTH / 2, 48, f"— {self.page} —")
        self.canvas.setFont(FONT, 8)
        self.canvas.drawCentredString(PAGE_WIDTH / 2, 34, NOTE)
        self.canvas.showPage()
        self.page += 1
        self.y = TOP

    def lines(self, texts: list[str], size: float, align: str = "left") -> None:
        """Set lines of prose."""
        for text in texts:
            if self.y - size * 1.7 < BOTTOM:
                self.end_page()
            self.y -= size * 1.7
            self.canvas.setFont(FONT, size)
            if align == "center":
                self.canvas.drawCentredString(PAGE_WIDTH / 2, self.y, text)
            elif align == "right":
                self.canvas.drawRightString(PAGE_WIDTH - MARGIN, self.y, text)
            else:
                self.canvas.drawString(MARGIN, self.y, text)

    def table(self, table: Table) -> None:
        """Set a table; rows that do not fit go to the next page, spans are cut there."""
        full = PAGE_WIDTH - 2 * MARGIN
        xs = [MARGIN]
        for share in table.widths:
            xs.append(xs[-1] + share * full)
        heights = _row_heights(table, xs)
        self.y -= 8
        parts = self._parts(heights)
        for at, (first, last) in enumerate(parts):
            if at:
                self.end_page()
            if last > first:
                self._part(table, xs, heights, parts, at)
        self.y -= 6

    def _parts(self, heights: list[float]) -> list[tuple[int, int]]:
        """Return the rows that fit on this page, on the next, and so on."""
        parts, first, y = [], 0, self.y
        while first < len(heights):
            last = first
            while last < len(heights) and y - heights[last] >= BOTTOM:
                y -= heights[last]
                last += 1
            parts.append((first, last))
            first, y = last, TOP
        return parts

    def _part(
        self, table: Table, xs: list[float], heights: list[float], parts: list[tuple[int, int]], at: int
    ) -> None:
        first, last = parts[at]
        ys = [self.y]
        for height in heights[first:last]:
            ys.append(ys[-1] - height)
        self.canvas.setLineWidth(0.6)
        for cell in table.cells:
            start, end = max(cell.row, first), min(cell.row + cell.rowspan, last)
            if start >= end:
                continue
            box = (xs[cell.column], ys[start - first], xs[cell.column + cell.colspan], ys[end - first])
            cut = cell.row + cell.rowspan > last or (self.open_ends and last < table.rows and end == last)
            self._border(box, bottom=not cut, top=cell.row >= first)
            if _roomiest(cell, heights, parts) == at:
                self._text(cell, box)
        if last < table.rows and not self.open_ends:
            self.canvas.line(xs[0], ys[-1], xs[-1], ys[-1])
        if first:
            self.canvas.line(xs[0], ys[0], xs[-1], ys[0])
        self.y = ys[-1]

    def _border(self, box: tuple[float, float, float, float], *, bottom: bool, top: bool) -> None:
        left, upper, right, lower = box
        self.canvas.line(left, upper, left, lower)
        self.canvas.line(right, upper, right, lower)
        if top:
            self.canvas.line(left, upper, right, upper)
        if bottom:
            self.canvas.line(left, lower, right, lower)

    def _text(self, cell: Cell, box: tuple[float, float, float, float]) -> None:
        left, upper, right, lower = box
        lines = wrap(cell.text, _fits(right - left))
        y = (upper + lower) / 2 + (len(lines) - 1) * SMALL * 0.65 - SMALL * 0.35
        self.canvas.setFont(FONT, SMALL)
        for text in lines:
            if cell.fact or cell.column or cell.colspan > 3:
                self.canvas.drawCentredString((left + right) / 2, y, text)
            else:
                self.canvas.drawString(left + PADDING, y, text)
            y -= SMALL * 1.3


def _fits(points: float) -> float:
    """Return how many full-width characters fit into a cell of this width."""
    return max(1.0, (points - 2 * PADDING + 1) / SMALL)


def _roomiest(cell: Cell, heights: list[float], parts: list[tuple[int, int]]) -> int:
    """Return the part of the table in which a cell cut by a page's end has most room for its text."""
    room = [sum(heights[max(cell.row, a) : min(cell.row + cell.rowspan, b)]) for a, b in parts]
    return room.index(max(room))


def _row_heights(table: Table, xs: list[float]) -> list[float]:
    heights = [SMALL * 1.3 + 2 * PADDING] * table.rows
    for cell in table.cells:
        if cell.rowspan == 1:
            count = len(wrap(cell.text, _fits(xs[cell.column + cell.colspan] - xs[cell.column])))
            heights[cell.row] = max(heights[cell.row], count * SMALL * 1.3 + 2 * PADDING)
    return heights


def pdf(sample: Sample) -> bytes:
    """Return the .pdf file with a text layer."""
    setter = Setter(sample.title, bool(sample.shape.get("open_ends")))
    columns = (PAGE_WIDTH - 2 * MARGIN) / BODY
    setter.lines(wrap(sample.title, columns * BODY / 18), 18, "center")
    setter.lines([NOTE], 10, "center")
    for block in sample.blocks:
        if isinstance(block, Table):
            setter.table(block)
        elif isinstance(block, Heading):
            setter.lines(wrap("　　" + block.text, columns - 1), BODY + 1)
        elif block.align == "right":
            setter.lines([block.text], BODY, "right")
        else:
            setter.lines(wrap("　　" + block.text, columns - 1), BODY)
    return setter.finish()
