"""Tables of a scanned page: the ink of each ruled cell is cut out and read, twice over."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np

from reportqa.reading.ocr_engine import SQUEEZE, Engine, Image, Reading
from reportqa.reading.pdf_items import PageTable, TableCell
from reportqa.reading.pdf_lines import parted
from reportqa.reading.ruling import RuledTable

DISAGREED = 0.3
"""Highest confidence of a cell that two readings read differently."""

Box = tuple[int, int, int, int]
"""x0, y0, x1, y1 in pixels."""


@dataclass(slots=True)
class Scan:
    """A straightened page: the image, its ink without ruling lines, the mask of the lines, and its scale."""

    image: Image
    ink: Image
    rules: Image
    dpi: float

    def crop(self, box: Box, pad_x: int, pad_y: int) -> Image:
        """Cut out a box with some paper around it, ruling lines painted over."""
        x0, y0, x1, y1 = box
        rows = slice(max(y0 - pad_y, 0), min(y1 + pad_y, self.image.shape[0]))
        columns = slice(max(x0 - pad_x, 0), min(x1 + pad_x, self.image.shape[1]))
        cut = self.image[rows, columns].copy()
        cut[self.rules[rows, columns] > 0] = int(np.percentile(cut, 80))
        return cut


@dataclass(slots=True)
class _CellInk:
    """Where the lines of text of one cell are; ``stacked`` holds the signs of a vertical label."""

    cell: TableCell
    width: int
    ink: Image
    origin: tuple[int, int]
    lines: list[Box] = field(default_factory=list)
    stacked: bool = False
    readings: list[Reading] = field(default_factory=list)


def read_tables(scan: Scan, grids: Sequence[RuledTable], engine: Engine, page: int) -> list[PageTable]:
    """Return the tables of a page with every cell read."""
    tables, inks = [], []
    for grid in grids:
        cells, sizes = _cut(scan, grid, page)
        em = _em(sizes, scan.dpi)
        for ink in cells:
            _set_lines(ink, em)
        if not any(ink.lines for ink in cells):
            continue
        inks.extend(cells)
        tables.append(
            PageTable(
                xs=list(grid.xs), rows=len(grid.ys) - 1, cells=[ink.cell for ink in cells], page=page,
                top=grid.ys[0], bottom=grid.ys[-1], last_page=page,
            )
        )  # fmt: skip
    _read_twice(scan, [ink for ink in inks if ink.lines], engine)
    return tables


def _cut(scan: Scan, grid: RuledTable, page: int) -> tuple[list[_CellInk], list[int]]:
    """Find the runs of ink rows in each cell; return the cells and the heights of lone runs."""
    scale = scan.dpi / 72
    inks, sizes = [], []
    for cell in grid.cells:
        x0, x1 = (max(round(grid.xs[c] * scale), 0) for c in (cell.column, cell.column + cell.colspan))
        y0, y1 = (max(round(grid.ys[r] * scale), 0) for r in (cell.row, cell.row + cell.rowspan))
        part = without_dust(scan.ink[y0:y1, x0:x1], scan.dpi)
        found = _CellInk(TableCell(*cell, text="", page=page), x1 - x0, part, (x0, y0))
        found.lines = [(x0, y0 + a, x1, y0 + b) for a, b in _runs((part > 0).any(axis=1))]
        if len(found.lines) == 1:
            sizes.append(found.lines[0][3] - found.lines[0][1])
        inks.append(found)
    return inks, sizes


def without_dust(ink: Image, dpi: float) -> Image:
    """Return a cell's ink without marks too small for a sign that stand off from larger ones."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    if count < 2:
        return ink
    large = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT]) >= 0.034 * dpi
    large[0] = False
    near = cv2.dilate(large[labels].astype(np.uint8), np.ones((2 * round(0.05 * dpi) + 1,) * 2, np.uint8))
    kept = np.zeros(count, bool)
    kept[np.unique(labels[near > 0])] = True
    kept[0] = False
    return np.where(kept[labels], 255, 0).astype(np.uint8)


def _em(sizes: Sequence[int], dpi: float) -> float:
    """Return the height of a character in a table, from the cells that hold one line."""
    fit = [size for size in sizes if 5 <= size / dpi * 72 <= 18]
    return float(np.percentile(fit, 70)) if fit else dpi * 9 / 72


def _runs(filled: Any) -> list[tuple[int, int]]:
    """Return the stretches in which a row of booleans is true."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], filled.astype(np.int8), [0]))))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _set_lines(found: _CellInk, em: float) -> None:
    """Pack runs of ink rows into lines of text, and narrow each to its ink."""
    if not found.lines:
        return
    columns = np.flatnonzero(found.ink.any(axis=0))
    x0, y0 = found.origin
    left, right = x0 + int(columns[0]), x0 + int(columns[-1]) + 1
    found.stacked = right - left <= 1.4 * em and found.lines[-1][3] - found.lines[0][1] >= 2.5 * em
    if found.stacked:
        found.lines = [(left, top, right, bottom) for top, bottom in _signs(found.lines, em)]
        return
    packed: list[list[int]] = []
    for _, top, _, bottom in found.lines:
        if packed and bottom - packed[-1][0] <= 1.3 * em:
            packed[-1][1] = bottom
        else:
            packed.append([top, bottom])
    found.lines = []
    for top, bottom in packed:
        ink = found.ink[top - y0 : bottom - y0]
        columns = np.flatnonzero(ink.any(axis=0))
        if np.count_nonzero(ink) >= max(4, 0.02 * em * em):
            found.lines.append((x0 + int(columns[0]), top, x0 + int(columns[-1]) + 1, bottom))


def _signs(runs: Sequence[Box], em: float) -> list[tuple[int, int]]:
    """Part a vertical label into its signs; neighbours that touch are cut at equal heights."""
    signs: list[tuple[int, int]] = []
    start = runs[0][1]
    for (_, _, _, bottom), following in zip(runs, [*runs[1:], None], strict=True):
        if following is not None and following[3] - start <= 1.15 * em and following[1] - bottom <= 0.35 * em:
            continue  # strokes of one sign: 三
        count = max(1, round((bottom - start) / em))
        step = (bottom - start) / count
        signs.extend((round(start + i * step), round(start + (i + 1) * step)) for i in range(count))
        start = following[1] if following is not None else bottom
    return signs


def _read(scan: Scan, inks: Sequence[_CellInk], engine: Engine, margin: float, squeeze: float) -> None:
    """Read the lines of all cells in one go; the signs of a vertical label are laid side by side first."""
    crops, owners = [], []
    for ink in inks:
        ink.readings = []
        if ink.stacked:
            crops.append(_side_by_side(scan, ink.lines))
            owners.append(ink)
            continue
        for box in ink.lines:
            crops.append(_line_crop(scan, box, margin))
            owners.append(ink)
    for ink, reading in zip(owners, engine.read(crops, squeeze), strict=True):
        ink.readings.append(reading)


def _line_crop(scan: Scan, box: Box, margin: float) -> Image:
    """Cut out one line; a lone dash or 一 gets the height of a line around it."""
    x0, y0, x1, y1 = box
    least = scan.dpi * 8 / 72
    short = max(0, round((least - (y1 - y0)) / 2))
    pad = max(2, round(margin * max(y1 - y0, least)))
    return scan.crop((x0, y0 - short, x1, y1 + short), 2 * pad, pad)


def _side_by_side(scan: Scan, boxes: Sequence[Box]) -> Image:
    """Lay the signs of a vertical label out as a line."""
    size = max(max(y1 - y0, x1 - x0) for x0, y0, x1, y1 in boxes) + 4
    strip = np.full((size, size * len(boxes)), 255, np.uint8)
    for i, (x0, y0, x1, y1) in enumerate(boxes):
        cut = scan.crop((x0, y0, x1, y1), 1, 1)[:size, :size]
        top, left = (size - cut.shape[0]) // 2, i * size + (size - cut.shape[1]) // 2
        strip[top : top + cut.shape[0], left : left + cut.shape[1]] = cut
    return strip


def _joined(ink: _CellInk) -> tuple[str, float]:
    """Join the readings of a cell's lines; the cell is as sure as its least sure character."""
    text, room, size, sure = "", 0.0, 1.0, 1.0
    for i, reading in enumerate(ink.readings):
        piece = " ".join(reading.text.split())
        if not piece:
            continue
        if text and parted(text[-1], piece[0], room, size):
            text += " "
        text += piece
        sure = min(sure, reading.least)
        if not ink.stacked:
            x0, y0, x1, y1 = ink.lines[i]
            room, size = ink.width - (x1 - x0), y1 - y0
    return text, sure if text else 0.0


def _read_twice(scan: Scan, inks: Sequence[_CellInk], engine: Engine) -> None:
    """Read every cell two times, cut and scaled differently: agreement is what makes a reading sure."""
    _read(scan, inks, engine, 0.15, SQUEEZE)
    first = [_joined(ink) for ink in inks]
    _read(scan, inks, engine, 0.3, SQUEEZE)
    for ink, (text, sure) in zip(inks, first, strict=True):
        again, sure_again = _joined(ink)
        if _plain(again) == _plain(text) and text:
            ink.cell.text, ink.cell.confidence = text, max(sure, sure_again)
            continue
        ink.cell.text = again if sure_again > sure else text
        ink.cell.confidence = min(DISAGREED, sure, sure_again)


def _plain(text: str) -> str:
    """Return what two readings must agree on: not spaces, nor full and half width of the same sign."""
    return unicodedata.normalize("NFKC", text).replace(" ", "")
