"""The straight lines that a PDF page paints, and how much of it is image or outline drawing."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_float, c_int, c_uint
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from reportqa.reading.pdf_glyphs import Place, page_place
from reportqa.reading.ruling import Rule

THIN = 2.5
"""A painted box no thicker than this is a line (points)."""
LEVEL = 1.0
"""How far a line may rise over its length and still be straight (points)."""
LEAST = 4.0
"""Shorter strokes are dots or parts of letters (points)."""
MAX_OBJECTS = 20_000
MAX_SEGMENTS = 100_000
MAX_DEPTH = 4


class _Matrix(NamedTuple):
    a: float
    b: float
    c: float
    d: float
    e: float
    f: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, other: _Matrix) -> _Matrix:
        """Return the map that does this one first and ``other`` after it."""
        return _Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )


@dataclass(slots=True)
class Drawing:
    """Lines of a page in points from its upper left corner; what else is painted, as shares and counts."""

    horizontals: list[Rule] = field(default_factory=list)
    verticals: list[Rule] = field(default_factory=list)
    image_share: float = 0.0
    """Area of the largest image, as a share of the page."""
    outlines: int = 0
    """Painted paths with curves: letters turned into outlines, stamps, drawings."""


def page_drawing(page: Any) -> Drawing:
    """Read the paths and images of a page, those inside form objects as well."""
    place, width, height = page_place(page)
    drawing = Drawing()
    budget = MAX_SEGMENTS
    for item, kind, matrix in _objects(page):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            budget -= _add_path(item, matrix, place, drawing)
            if budget < 0:
                break
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [place(*matrix.at(x, y)) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
            x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
            y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
            _add_box(x0, y0, x1, y1, drawing)
            seen = max(0.0, min(x1, width) - max(x0, 0.0)) * max(0.0, min(y1, height) - max(y0, 0.0))
            drawing.image_share = max(drawing.image_share, seen / (width * height or 1.0))
    return drawing


def _objects(page: Any) -> Iterator[tuple[Any, int, _Matrix]]:
    """Yield (object, kind, matrix into the page's space), going down into form objects."""
    count = pdfium.FPDFPage_CountObjects(page)
    stack = [
        (pdfium.FPDFPage_GetObject(page, i), _Matrix(1, 0, 0, 1, 0, 0), 0)
        for i in range(min(count, MAX_OBJECTS) - 1, -1, -1)
    ]
    seen = 0
    while stack and seen < MAX_OBJECTS:
        item, outer, depth = stack.pop()
        seen += 1
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            continue
        own = pdfium.FS_MATRIX()
        pdfium.FPDFPageObj_GetMatrix(item, byref(own))
        matrix = _Matrix(own.a, own.b, own.c, own.d, own.e, own.f).then(outer)
        if kind != pdfium.FPDF_PAGEOBJ_FORM:
            yield item, kind, matrix
        elif depth < MAX_DEPTH:
            inner = min(pdfium.FPDFFormObj_CountObjects(item), MAX_OBJECTS)
            stack.extend(
                (pdfium.FPDFFormObj_GetObject(item, i), matrix, depth + 1) for i in range(inner - 1, -1, -1)
            )


def _add_path(item: Any, matrix: _Matrix, place: Place, drawing: Drawing) -> int:
    """Add a path's lines; return how many segments it has."""
    count = int(pdfium.FPDFPath_CountSegments(item))
    if count < 2:
        return 1
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(item, byref(fill), byref(stroke))
    stroked = bool(stroke.value) and _seen(item, pdfium.FPDFPageObj_GetStrokeColor)
    filled = bool(fill.value) and _seen(item, pdfium.FPDFPageObj_GetFillColor)
    if not stroked and not filled:
        return 1
    curved = False
    for points, has_curve in _subpaths(item, min(count, MAX_SEGMENTS)):
        curved = curved or has_curve
        if has_curve:
            continue
        corners = [place(*matrix.at(x, y)) for x, y in points]
        if stroked:
            for (ax, ay), (bx, by) in pairwise(corners):
                _add_box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), drawing, LEVEL)
        if filled and len(corners) in (4, 5):
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            _add_box(min(xs), min(ys), max(xs), max(ys), drawing)
    drawing.outlines += curved
    return count


def _subpaths(item: Any, count: int) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    points: list[tuple[float, float]] = []
    curved = False
    x, y = c_float(), c_float()
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, i)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        if kind == pdfium.FPDF_SEGMENT_MOVETO and points:
            yield points, curved
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if points:
        yield points, curved


def _seen(item: Any, colour_of: Any) -> bool:
    """Whether the colour shows on white paper: white rectangles stand behind prose."""
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    if not colour_of(item, byref(red), byref(green), byref(blue), byref(alpha)):
        return True
    return alpha.value > 12 and min(red.value, green.value, blue.value) < 245


def _add_box(x0: float, y0: float, x1: float, y1: float, drawing: Drawing, thickness: float = THIN) -> None:
    """Add a thin box as a line along its longer side."""
    if y1 - y0 <= thickness and x1 - x0 >= max(LEAST, 2 * (y1 - y0)):
        drawing.horizontals.append(Rule((y0 + y1) / 2, x0, x1))
    elif x1 - x0 <= thickness and y1 - y0 >= max(LEAST, 2 * (x1 - x0)):
        drawing.verticals.append(Rule((x0 + x1) / 2, y0, y1))
