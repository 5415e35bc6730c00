"""The glyphs of a PDF page: characters with their boxes, doubled ones dropped."""

from __future__ import annotations

import math
from collections.abc import Callable
from ctypes import byref, c_double
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from reportqa.reading.pdf_radicals import unify

MAX_GLYPHS = 60_000
"""A page of a report has one or two thousand; more than this is no page to read."""

_UNSEEN = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
"""Text laid under a scan by somebody's OCR."""

Place = Callable[[float, float], tuple[float, float]]


class Glyph(NamedTuple):
    """One printed character, in points from the upper left corner.

    ``x0 top x1 bottom`` is the tight box, ``left``/``right`` the advance box that gaps are measured
    from, ``base`` the baseline. ``spaced`` tells that the file has a space before it, ``turned`` that it
    stands at an angle of about a right one, ``unmapped`` that the font does not say which character it is,
    ``hidden`` that it is not painted.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    left: float
    right: float
    base: float
    size: float
    spaced: bool
    turned: bool
    unmapped: bool
    hidden: bool

    @property
    def centre(self) -> tuple[float, float]:
        """Centre of the tight box: the loose box of a vertical glyph lies in other cells."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def page_place(page: Any) -> tuple[Place, float, float]:
    """Return the map from the page's own space to points from its upper left corner, and its size."""
    x0, y0, x1, y1 = page.get_cropbox()
    turns = page.get_rotation() // 90 % 4
    width, height = x1 - x0, y1 - y0
    places: tuple[Place, ...] = (
        lambda x, y: (x - x0, y1 - y),
        lambda x, y: (y - y0, x - x0),
        lambda x, y: (x1 - x, y - y0),
        lambda x, y: (y1 - y, x1 - x),
    )
    return places[turns], *((height, width) if turns % 2 else (width, height))


def page_glyphs(page: Any) -> list[Glyph]:
    """Return the glyphs of a page in the file's order; slanted ones (watermarks) are left out."""
    place, _, _ = page_place(page)
    text_page = page.get_textpage()
    try:
        glyphs = _Reader(text_page.raw, place, page.get_rotation()).glyphs()
    finally:
        text_page.close()
    return drop_doubled(glyphs)


class _Reader:
    """Reads one text page through the C interface, with its buffers made once."""

    def __init__(self, text_page: Any, place: Place, rotation: int) -> None:
        self.page, self.place, self.rotation = text_page, place, math.radians(rotation)
        self.left, self.right, self.low, self.high, self.x, self.y = (c_double() for _ in range(6))
        self.loose = pdfium.FS_RECTF()
        self.matrix = pdfium.FS_MATRIX()

    def glyphs(self) -> list[Glyph]:
        found: list[Glyph] = []
        spaced = False
        lead = 0
        for i in range(min(pdfium.FPDFText_CountChars(self.page), MAX_GLYPHS)):
            code = pdfium.FPDFText_GetUnicode(self.page, i)
            if 0xD800 <= code < 0xDC00:
                lead = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((lead - 0xD800) << 10) + code - 0xDC00 if lead else 0xFFFD
            lead = 0
            if code == 2:  # pdfium's sign for a hyphen that ends a line: 0517-⏎87222589
                code = 0x2D
            if code in (9, 10, 13, 32, 0xA0, 0x3000):
                spaced = spaced or not pdfium.FPDFText_IsGenerated(self.page, i)
                continue
            glyph = self._glyph(i, code, spaced)
            if glyph is not None:
                found.append(glyph)
                spaced = False
        return found

    def _glyph(self, i: int, code: int, spaced: bool) -> Glyph | None:
        page = self.page
        if not pdfium.FPDFText_GetCharBox(
            page, i, byref(self.left), byref(self.right), byref(self.low), byref(self.high)
        ):
            return None
        pdfium.FPDFText_GetCharOrigin(page, i, byref(self.x), byref(self.y))
        pdfium.FPDFText_GetLooseCharBox(page, i, byref(self.loose))
        pdfium.FPDFText_GetMatrix(page, i, byref(self.matrix))
        matrix = self.matrix
        size = abs(pdfium.FPDFText_GetFontSize(page, i)) * math.hypot(matrix.c, matrix.d)
        angle = abs(math.degrees(math.atan2(matrix.b, matrix.a) - self.rotation)) % 180
        slant = min(angle % 90, 90 - angle % 90)
        if slant > 8 or size <= 0.5:
            return None
        x0, top, x1, bottom = self._box(self.left.value, self.low.value, self.right.value, self.high.value)
        loose = self.loose
        left, _, right, _ = self._box(loose.left, loose.bottom, loose.right, loose.top)
        _, base = self.place(self.x.value, self.y.value)
        unmapped = code in (0, 0xFFFD) or pdfium.FPDFText_HasUnicodeMapError(page, i) == 1
        turned = 45 < angle < 135
        hidden = pdfium.FPDFTextObj_GetTextRenderMode(pdfium.FPDFText_GetTextObject(page, i)) in _UNSEEN
        return Glyph(
            unify(chr(code)) if code else "\ufffd", x0, top, x1, bottom, left, right, base, size,
            spaced, turned, unmapped, hidden,
        )  # fmt: skip

    def _box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        ax, ay = self.place(x0, y0)
        bx, by = self.place(x1, y1)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def drop_doubled(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop a character that is printed again at almost the same place, as fake bold does."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        x, y = glyph.centre
        near = min(2.0, 0.25 * glyph.size)
        column, row = int(x // 4), int(y // 4)
        twins = (
            twin
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for twin in seen.get((glyph.text, column + dx, row + dy), ())
        )
        if any(abs(t.centre[0] - x) <= near and abs(t.centre[1] - y) <= near for t in twins):
            continue
        seen.setdefault((glyph.text, column, row), []).append(glyph)
        kept.append(glyph)
    return kept
