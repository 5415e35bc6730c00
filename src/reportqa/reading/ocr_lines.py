"""Ruling lines of a scanned page, found in its ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reportqa.reading.ocr_engine import Image
from reportqa.reading.ruling import Rule, RuledTable

LENGTH = 0.3
"""Shortest run of ink that is a line (inches)."""
THICK = 0.07
"""Thickest line (inches): more is a bar or a picture."""


EDGE = 4.0
"""How far a piece of a border may lie from its edge in the grid (points)."""


@dataclass(frozen=True, slots=True)
class ScanRules:
    """Lines of one direction, in points, with their pixels: ``labels`` holds ``ids[i]`` for ``rules[i]``."""

    rules: list[Rule]
    ids: list[int]
    labels: NDArray[np.int32]

    def mask(self, kept: Sequence[bool]) -> NDArray[np.bool_]:
        """Return where the chosen lines are."""
        chosen = np.zeros(int(self.labels.max()) + 1, bool)
        chosen[[i for i, keep in zip(self.ids, kept, strict=True) if keep]] = True
        return np.asarray(chosen[self.labels], np.bool_)


def scan_rules(ink: Image, dpi: float) -> tuple[ScanRules, ScanRules]:
    """Return the horizontals and the verticals."""
    across, down = _rules(ink, dpi), _rules(np.ascontiguousarray(ink.T), dpi)
    return across, ScanRules(down.rules, down.ids, down.labels.T)


def border_mask(across: ScanRules, down: ScanRules, grids: Sequence[RuledTable]) -> Image:
    """Return a mask of the lines that are borders of cells: others may be strokes of letters."""
    rows = [(y, grid.xs[0], grid.xs[-1]) for grid in grids for y in grid.ys]
    columns = [(x, grid.ys[0], grid.ys[-1]) for grid in grids for x in grid.xs]
    mask = across.mask(_on_edges(across.rules, rows)) | down.mask(_on_edges(down.rules, columns))
    return np.asarray(cv2.dilate(mask.astype(np.uint8) * 255, np.ones((3, 3), np.uint8)), np.uint8)


def _on_edges(rules: Sequence[Rule], edges: Sequence[tuple[float, float, float]]) -> list[bool]:
    return [
        any(abs(rule.at - at) <= EDGE and rule.start < end and rule.end > start for at, start, end in edges)
        for rule in rules
    ]


def _rules(ink: Image, dpi: float) -> ScanRules:
    """Find the horizontal runs of a mask; scans break lines and let them drift by a pixel."""
    length, bridge = max(int(LENGTH * dpi), 20), max(int(0.02 * dpi), 3)
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    joined = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, np.ones((1, bridge), np.uint8))
    runs = cv2.morphologyEx(joined, cv2.MORPH_OPEN, np.ones((1, length), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(runs, connectivity=8)
    scale = 72.0 / dpi
    rules, ids = [], []
    for i in range(1, count):
        x, y, width, height, area = (int(v) for v in stats[i])
        if area / width - 2 <= THICK * dpi and height <= width:
            rules.append(Rule((y + height / 2) * scale, x * scale, (x + width) * scale))
            ids.append(i)
    return ScanRules(rules, ids, np.asarray(labels, np.int32))
