"""PDFs made for the tests: tables drawn line by line, so that each trap can be set by itself."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
"""A font that every viewer has to supply: nothing needs to be installed to make or read the file."""
WIDTH, HEIGHT = A4


class PdfSample:
    """A PDF under construction; positions are from the upper left corner, in points."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.pages = 0

    def text(self, x: float, y: float, words: str, size: float = 12) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y, words)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        self.canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)

    def rules(
        self, rows: Iterable[tuple[float, float, float]], columns: Iterable[tuple[float, float, float]]
    ) -> None:
        """Draw horizontals (y, x0, x1) and verticals (x, y0, y1)."""
        for y, x0, x1 in rows:
            self.line(x0, y, x1, y)
        for x, y0, y1 in columns:
            self.line(x, y0, x, y1)

    def grid(
        self, xs: Sequence[float], ys: Sequence[float], cells: Sequence[Sequence[str]], size: float = 9
    ) -> None:
        """Draw a full grid with its words."""
        self.rules([(y, xs[0], xs[-1]) for y in ys], [(x, ys[0], ys[-1]) for x in xs])
        for y, row in zip(ys, cells, strict=False):
            for x, words in zip(xs, row, strict=False):
                self.text(x + 3, y + 13, words, size)

    def prose(self, y: float, lines: Iterable[str], x: float = 80) -> None:
        for i, words in enumerate(lines):
            self.text(x, y + 20 * i, words)

    def next_page(self) -> None:
        self.canvas.showPage()
        self.pages += 1

    def bytes(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()
