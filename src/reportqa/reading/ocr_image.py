"""Scanned pages as grey images: loading, rendering, turning upright, straightening, removing specks."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reportqa.errors import UnreadableFile
from reportqa.reading.ocr_engine import Engine, Image, Reading

Boxes = NDArray[np.float32]

DPI = 200
LONG_SIDE = 2400
"""Larger images are scaled down to this (pixels)."""
LEAST_SIDE = 600
"""Smaller images are scaled up: text of a few pixels cannot be read."""
MAX_PIXELS = 80_000_000
"""A larger picture is refused before it is decoded into memory a second time."""
FIND_SIDE = 1100
"""Lines are found on a copy reduced to this (pixels): as many are found as at full size, in half the time."""
PROBES = 4
"""How many lines are read to tell whether a page stands on its head."""
MOST_SKEW = 6.0
"""Pages are straightened by up to this many degrees."""


def render(page: Any) -> Image:
    """Render a PDF page to a grey image of at most ``LONG_SIDE`` pixels."""
    width, height = page.get_size()
    scale = min(DPI / 72, LONG_SIDE / max(width, height, 1.0))
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    return np.ascontiguousarray(pixels[..., 0] if pixels.ndim == 3 else pixels)


def load_pages(data: bytes, name: str) -> list[Image]:
    """Decode an image file, all pages of a TIFF."""
    buffer = np.frombuffer(data, np.uint8)
    try:
        fine, pages = cv2.imdecodemulti(buffer, cv2.IMREAD_GRAYSCALE)
        if not fine or not pages:
            single = cv2.imdecode(buffer, cv2.IMREAD_GRAYSCALE)
            pages = [] if single is None else [single]
    except cv2.error:
        pages = []
    if not pages:
        raise UnreadableFile(
            name, "expected a PNG, JPEG or TIFF image, found something else. Check the file."
        )
    if any(page.size > MAX_PIXELS for page in pages):
        raise UnreadableFile(
            name, f"expected an image of at most {MAX_PIXELS // 1_000_000} million pixels. Scale it down."
        )
    return [_fit(np.asarray(page, np.uint8)) for page in pages]


def _fit(image: Image) -> Image:
    long, short = max(image.shape), min(image.shape)
    scale = LONG_SIDE / long if long > LONG_SIDE else 2.0 if short < LEAST_SIDE else 1.0
    if scale == 1.0:
        return image
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=how), np.uint8)


def ink_of(image: Image) -> Image:
    """Return the ink as a mask of 255, whatever the light on the page and the colour of a cell."""
    smooth = cv2.GaussianBlur(image, (3, 3), 0)
    block = 2 * (max(image.shape) // 70) + 1
    return np.asarray(
        cv2.adaptiveThreshold(
            smooth, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, max(block, 15), 22
        ),
        np.uint8,
    )


def upright(image: Image, engine: Engine) -> tuple[Image, Boxes]:
    """Find the lines of text and turn the page until they run to the right, straight and not on their heads.

    Returns the page and the corners of its lines, shape (n, 4, 2), in its pixels.
    """
    small = _reduced(image, FIND_SIDE)
    boxes = engine.find(small) * (max(image.shape) / max(small.shape))
    wide, high = _extent(boxes).T
    if (wide * high)[high > 1.5 * wide].sum() > (wide * high)[wide > 1.5 * high].sum():
        image, boxes = _quarter(image, boxes)
    image, boxes = straighten(image, boxes)
    crops = _probes(image, boxes)
    if _legible(engine.read([_half_turn(crop) for crop in crops])) > _legible(engine.read(crops)):
        image, boxes = _quarter(*_quarter(image, boxes))
    return image, boxes


def _extent(boxes: Boxes) -> Boxes:
    """Return width and height of each box, shape (n, 2)."""
    return np.asarray(boxes.max(axis=1) - boxes.min(axis=1), np.float32)


def _probes(image: Image, boxes: Boxes) -> list[Image]:
    """Cut out the beginnings of the longest lines."""
    crops = []
    for i in np.argsort(_extent(boxes)[:, 0])[-PROBES:]:
        x0, y0 = np.maximum(boxes[i].min(axis=0), 0).astype(int)
        x1, y1 = boxes[i].max(axis=0).astype(int) + 1
        crop = image[y0:y1, x0 : min(x1, x0 + 6 * max(y1 - y0, 1))]
        if min(crop.shape) > 3:
            crops.append(np.ascontiguousarray(crop))
    return crops


def _legible(readings: list[Reading]) -> float:
    """Return the mean confidence over all characters read."""
    scores = [score for reading in readings for score in reading.scores]
    return sum(scores) / len(scores) if scores else 0.0


def _quarter(image: Image, boxes: Boxes) -> tuple[Image, Boxes]:
    """Turn a page and its boxes by 90 degrees counter-clockwise."""
    turned = np.stack([boxes[..., 1], image.shape[1] - boxes[..., 0]], axis=-1)
    return np.ascontiguousarray(np.rot90(image)), turned


def _half_turn(image: Image) -> Image:
    return np.ascontiguousarray(np.rot90(image, 2))


def straighten(image: Image, boxes: Boxes) -> tuple[Image, Boxes]:
    """Turn a page by the small angle at which its rows of ink are sharpest."""
    angle = skew_of(ink_of(_reduced(image, FIND_SIDE)))
    if abs(angle) < 0.04:
        return image, boxes
    height, width = image.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    turned = cv2.warpAffine(
        image, turn, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return np.asarray(turned, np.uint8), (boxes @ turn[:, :2].T + turn[:, 2]).astype(np.float32)


def skew_of(ink: Image) -> float:
    """Return the angle in degrees (counter-clockwise) that straightens a mask of ink."""
    ys, xs = np.nonzero(ink)
    if len(xs) < 200:
        return 0.0
    if len(xs) > 60_000:
        pick = np.linspace(0, len(xs) - 1, 60_000).astype(int)
        ys, xs = ys[pick], xs[pick]

    def sharpness(angle: float) -> float:
        radians = np.deg2rad(angle)
        rows = ys * np.cos(radians) - xs * np.sin(radians)
        counts = np.bincount((rows - rows.min()).astype(int))
        return float((np.diff(counts.astype(np.float64)) ** 2).sum())

    best = max(np.arange(-MOST_SKEW, MOST_SKEW + 0.01, 0.5), key=sharpness)
    for step in (0.1, 0.02):
        best = max(best + np.arange(-5, 6) * step, key=sharpness)
    return float(best)


def remove_specks(image: Image, ink: Image, *, least: int, reach: int) -> tuple[Image, Image]:
    """Paint over marks smaller than ``least`` pixels that stand further than ``reach`` from any letter.

    A decimal point stands near its digits and stays.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    small = stats[:, cv2.CC_STAT_AREA] < least
    small[0] = False
    if count < 2 or not small.any():
        return image, ink
    letters = np.where((labels > 0) & ~small[labels], 0, 255).astype(np.uint8)
    far = cv2.distanceTransform(letters, cv2.DIST_L2, 3) > reach
    specks = small[labels] & (far | (stats[:, cv2.CC_STAT_AREA] < 3)[labels])
    if not specks.any():
        return image, ink
    cover = cv2.dilate(specks.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    cleaned, kept = image.copy(), ink.copy()
    cover &= letters > 0
    cleaned[cover] = cv2.medianBlur(image, 9)[cover]
    kept[specks] = 0
    return cleaned, kept


def _reduced(image: Image, long_side: int) -> Image:
    scale = long_side / max(image.shape)
    if scale >= 1:
        return image
    return np.asarray(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
