"""Lines of text of a scanned page outside of its tables."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reportqa.reading.ocr_cells import Scan
from reportqa.reading.ocr_engine import SQUEEZE, Engine, Reading
from reportqa.reading.pdf_items import PageLine
from reportqa.reading.ruling import RuledTable

_NUMBER = re.compile(r"\d[\d,.，．]*|[^\d]+")
FAINT = 0.5
"""A line read with less than this is a stamp or a stain, not text."""


def read_lines(
    scan: Scan, boxes: NDArray[np.float32], tables: Sequence[RuledTable], engine: Engine, page: int
) -> list[PageLine]:
    """Read the boxes that lie outside of the tables; boxes at one height are one line."""
    scale = 72 / scan.dpi
    crops, places = [], []
    for corners in boxes:
        x0, y0 = np.maximum(corners.min(axis=0), 0)
        x1, y1 = corners.max(axis=0)
        middle = ((x0 + x1) / 2 * scale, (y0 + y1) / 2 * scale)
        if any(t.xs[0] <= middle[0] <= t.xs[-1] and t.ys[0] <= middle[1] <= t.ys[-1] for t in tables):
            continue
        cut = scan.crop((int(x0), int(y0), int(x1) + 1, int(y1) + 1), 1, 1)
        if min(cut.shape) >= 4:
            crops.append(cut)
            places.append((float(x0) * scale, float(y0) * scale, float(x1) * scale, float(y1) * scale))
    read = [
        (place, reading)
        for place, reading in zip(places, engine.read(crops, SQUEEZE), strict=True)
        if reading.text.strip() and reading.score >= FAINT
    ]
    return [_line(group, page) for group in _by_height(read)]


_Read = tuple[tuple[float, float, float, float], Reading]


def _by_height(read: Sequence[_Read]) -> list[list[_Read]]:
    groups: list[list[_Read]] = []
    for item in sorted(read, key=lambda item: item[0][1] + item[0][3]):
        (_, y0, _, y1), _ = item
        if groups:
            (_, a, _, b), _ = groups[-1][-1]
            if min(b, y1) - max(a, y0) > 0.5 * min(b - a, y1 - y0):
                groups[-1].append(item)
                continue
        groups.append([item])
    return [sorted(group, key=lambda item: item[0][0]) for group in groups]


def _line(group: Sequence[_Read], page: int) -> PageLine:
    text = ""
    scores: list[float] = []
    right = 0.0
    for (x0, y0, x1, y1), reading in group:
        if text and x0 - right > 1.5 * (y1 - y0):
            text += " "
            scores.append(1.0)
        text += reading.text
        scores.extend(reading.scores)
        right = x1
    left = group[0][0][0]
    top, bottom = min(p[1] for p, _ in group), max(p[3] for p, _ in group)
    return PageLine(
        text, page, top, bottom, left, right, 0.8 * (bottom - top), scores=_stretches(text, scores)
    )


def _stretches(text: str, scores: Sequence[float]) -> tuple[tuple[int, int, float], ...]:
    """Part a line into numbers, as sure as their least sure digit, and words, as sure as their mean."""
    found = []
    for run in _NUMBER.finditer(text):
        part = scores[run.start() : run.end()] or [0.0]
        sure = min(part) if run[0][0].isdigit() else sum(part) / len(part)
        found.append((run.start(), run.end(), round(sure, 3)))
    return tuple(found)
