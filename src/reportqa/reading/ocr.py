"""Scans: a page image to lines and tables, every figure with the confidence of its reading."""

from __future__ import annotations

import numpy as np

from reportqa.errors import UnreadableFile
from reportqa.model import Oddity
from reportqa.reading.extracted import Extracted
from reportqa.reading.ocr_cells import Scan, read_tables
from reportqa.reading.ocr_engine import Image, engine
from reportqa.reading.ocr_image import ink_of, load_pages, remove_specks, render, upright
from reportqa.reading.ocr_lines import border_mask, scan_rules
from reportqa.reading.ocr_prose import read_lines
from reportqa.reading.pdf_cut import is_number
from reportqa.reading.pdf_items import PageRead
from reportqa.reading.pdf_joins import flatten
from reportqa.reading.pdf_marks import set_marks
from reportqa.reading.pdf_write import body_lefts, write
from reportqa.reading.ruling import ruled_tables

__all__ = ["LOW_CONFIDENCE", "read_image", "read_scan", "render"]

LOW_CONFIDENCE = 0.85
"""Figures read with less than this are to be checked against the page by a person."""
MAX_IMAGE_PAGES = 300


def read_image(data: bytes, name: str) -> Extracted:
    """Read an image file (PNG, JPEG, TIFF) of a scanned report.

    Raises:
        UnreadableFile: no image, or nothing legible on it.
        MissingPart: the ``ocr`` extra is not installed.

    """
    engine()
    images = load_pages(data, name)[:MAX_IMAGE_PAGES]
    pages = []
    for number, image in enumerate(images, 1):
        width, height = _paper(image)
        pages.append(read_scan(image, number, width, height))
    if not any(page.items for page in pages):
        raise UnreadableFile(
            name, "expected a scanned page, found no legible text. Scan it again at 200 dpi."
        )
    set_marks(pages)
    warnings = [warning for page in pages for warning in page.warnings]
    return write(flatten(pages), body_lefts(pages), warnings)


def read_scan(image: Image, number: int, width: float, height: float) -> PageRead:
    """Read one page image of a page ``width`` by ``height`` points, whichever way up it lies."""
    reader = engine()
    page, boxes = upright(image, reader)
    if (page.shape[1] > page.shape[0]) != (width > height):
        width, height = height, width
    dpi = page.shape[0] / height * 72
    ink = ink_of(page)
    page, ink = remove_specks(page, ink, least=max(6, round((0.022 * dpi) ** 2)), reach=round(0.05 * dpi))
    across, down = scan_rules(ink, dpi)
    grids = ruled_tables(across.rules, down.rules, snap=3.0, touch=5.0, gap=9.0)
    rules = border_mask(across, down, grids)
    scan = Scan(page, np.where(rules > 0, 0, ink).astype(np.uint8), rules, dpi)
    tables = read_tables(scan, grids, reader, number)
    lines = read_lines(scan, boxes, grids, reader, number)
    read = PageRead(number, width, height, sorted([*lines, *tables], key=lambda item: item.top))
    low = [
        cell.text
        for table in tables
        for cell in table.cells
        if cell.confidence is not None and cell.confidence < LOW_CONFIDENCE and _figure(cell.text)
    ]
    if low:
        read.warnings.append(_unsure(number, low))
    return read


def _figure(text: str) -> bool:
    return is_number(text) or not any("\u3400" <= char <= "\u9fff" for char in text)


def _paper(image: Image) -> tuple[float, float]:
    """Return the size of the page in points: scans of reports are of A4, upright or lying."""
    high, wide = image.shape
    scale = 842.0 / max(high, wide)
    return wide * scale, high * scale


def _unsure(number: int, low: list[str]) -> Oddity:
    shown = "、".join(text or "?" for text in low[:5]) + ("…" if len(low) > 5 else "")
    return Oddity(
        "low_confidence",
        f"第{number}页是扫描件，有 {len(low)} 个数字识别把握不大（{shown}），请对照原件。",
        f"Page {number} is a scan; {len(low)} figures were read with low confidence ({shown}): check the page.",
    )
