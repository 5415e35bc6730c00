"""Pages of a published PDF as images, and where on a page a quote stands; rendered once and kept for a while."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium

from reportqa.model import Report

# pdfium may be used by one thread at a time, and the reader of reports uses it, too
from reportqa.reading.pdf import PDFIUM as pdfium_lock

WIDTH = 1100
"""Pixels across; a page of A4 is read without zooming."""
MOST_PIXELS = 4_000_000
MOST_KEPT_BYTES = 24_000_000
MOST_MARKED = 4000
"""Characters of a quote that are looked for on its page."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: its size in points, and the boxes (left, top, width, height) of what is marked on it."""

    number: int
    count: int
    width: float
    height: float
    quote: tuple[Box, ...] = ()
    figure: tuple[Box, ...] = ()


class PageImages:
    """Renders pages; images are kept until together they exceed a size."""

    def __init__(self, most_bytes: int = MOST_KEPT_BYTES) -> None:
        self._kept: OrderedDict[tuple[Path, int, int], bytes] = OrderedDict()
        self._bytes = 0
        self._most = most_bytes
        self._lock = threading.Lock()

    def image(self, path: Path, number: int) -> bytes | None:
        """Return page ``number`` (from 1) as PNG, None where the file has no such page or cannot be drawn."""
        key = (path, path.stat().st_mtime_ns, number)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = _render(path, number)
        if made is not None:
            with self._lock:
                self._bytes += len(made) - len(self._kept.get(key, b""))
                self._kept[key] = made
                while self._bytes > self._most and len(self._kept) > 1:
                    self._bytes -= len(self._kept.popitem(last=False)[1])
        return made

    def view(
        self,
        path: Path,
        number: int,
        report: Report,
        quote: tuple[int, int] | None,
        mark: tuple[int, int] | None,
    ) -> PageView | None:
        """Return the page with the boxes of quote and figure; none of them where its text does not hold them."""
        with pdfium_lock:
            try:
                document = pdfium.PdfDocument(path)
            except pdfium.PdfiumError:
                return None
            try:
                if not 1 <= number <= len(document):
                    return None
                page = document[number - 1]
                width, height = page.get_size()
                boxes = _boxes(page, height, report, number, quote, mark) if quote else ((), ())
                return PageView(number, len(document), width, height, *boxes)
            except pdfium.PdfiumError:
                return None
            finally:
                document.close()


def has_pages(path: Path | None) -> bool:
    """Return whether the published file is one whose pages can be shown."""
    if path is None or not path.is_file():
        return False
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)


def _render(path: Path, number: int) -> bytes | None:
    with pdfium_lock:
        try:
            document = pdfium.PdfDocument(path)
        except pdfium.PdfiumError:
            return None
        try:
            if not 1 <= number <= len(document):
                return None
            page = document[number - 1]
            width, height = page.get_size()
            if width <= 0 or height <= 0:
                return None
            scale = min(WIDTH / width, (MOST_PIXELS / (width * height)) ** 0.5)
            picture = page.render(scale=scale).to_pil()
        except pdfium.PdfiumError:
            return None
        finally:
            document.close()
    out = io.BytesIO()
    # printed pages have few colours: a palette makes a third of the bytes
    picture.convert("RGB").quantize(48).save(out, "PNG", optimize=True)
    return out.getvalue()


def _boxes(
    page: Any,
    height: float,
    report: Report,
    number: int,
    quote: tuple[int, int],
    mark: tuple[int, int] | None,
) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Return the boxes of the quote and of the figure in it, line by line."""
    text = page.get_textpage()
    count = text.count_chars()
    whole = text.get_text_range(0, count) if count else ""
    wanted, positions = _squeezed(report.text, quote)
    # the boxes are asked for by position: where letters and positions differ, or the page is turned, nothing is marked
    if not wanted or len(whole) != count or page.get_rotation():
        return (), ()
    letters = [(c, i) for i, c in enumerate(whole) if not c.isspace()]
    start = _occurrence(report, number, quote, wanted, "".join(c for c, _ in letters))
    if start < 0:
        return (), ()
    on_page = {at: letters[start + i][1] for i, at in enumerate(positions)}
    places = {at: text.get_charbox(i, loose=True) for at, i in on_page.items()}
    inside = range(*mark) if mark else range(0)
    return (
        _lines(list(places.values()), height),
        _lines([box for at, box in places.items() if at in inside], height),
    )


def _squeezed(text: str, span: tuple[int, int]) -> tuple[str, list[int]]:
    """Return the text of a span without spaces, and where each of its characters stands."""
    start, end = span[0], min(span[1], span[0] + MOST_MARKED)
    positions = [i for i in range(start, end) if not text[i].isspace()]
    return "".join(text[i] for i in positions), positions


def _occurrence(report: Report, number: int, quote: tuple[int, int], wanted: str, page: str) -> int:
    """Return where the quote stands in the page's text; of several places the one of the same rank."""
    begins = next((start for start, page_number in report.pages if page_number == number), 0)
    before = "".join(report.text[begins : quote[0]].split())
    rank = before.count(wanted)
    found = page.find(wanted)
    for _ in range(rank):
        later = page.find(wanted, found + 1)
        if later < 0:
            break
        found = later
    return found


def _lines(boxes: list[Box], height: float) -> tuple[Box, ...]:
    """Join the boxes (left, bottom, right, top) of characters on one line; y then runs downwards."""
    lines: list[list[float]] = []
    for left, bottom, right, top in boxes:
        middle = (bottom + top) / 2
        last = lines[-1] if lines else None
        if last and last[1] <= middle <= last[3] and -2 <= left - last[2] <= 2 * (top - bottom):
            last[1], last[2], last[3] = min(last[1], bottom), max(last[2], right), max(last[3], top)
        else:
            lines.append([left, bottom, right, top])
    return tuple(
        (round(left, 1), round(height - top, 1), round(right - left, 1), round(top - bottom, 1))
        for left, bottom, right, top in lines
    )
