"""PDF files: pages to text and tables; pages without usable text go through OCR."""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable
from typing import Any

import pypdfium2

from reportqa.errors import MissingPart, UnreadableFile
from reportqa.model import Oddity
from reportqa.reading.extracted import Extracted
from reportqa.reading.pdf_glyphs import Glyph, page_glyphs, page_place
from reportqa.reading.pdf_items import PageLine, PageRead, PageTable
from reportqa.reading.pdf_joins import flatten
from reportqa.reading.pdf_lines import glyph_lines, line_text
from reportqa.reading.pdf_marks import set_marks
from reportqa.reading.pdf_paths import Drawing, page_drawing
from reportqa.reading.pdf_rubbish import Layer, judge_layer
from reportqa.reading.pdf_tables import page_tables
from reportqa.reading.pdf_write import body_lefts, write
from reportqa.reading.ruling import ruled_tables

MAX_PAGES = 3000
"""Pages beyond this are left out, with a warning."""
MAX_OCR_PAGES = 300
"""A scanned page takes about a second; more than this many are left out, with a warning."""
REOPEN = 100
"""PDFium keeps what it has parsed: a file is opened anew after so many pages, so that memory stays bounded."""

PDFIUM = threading.Lock()
"""PDFium is one program-wide state: two threads must not be inside it at once."""

Progress = Callable[[int, int], None]


def read_pdf(data: bytes, name: str, *, ocr: bool = True, progress: Progress | None = None) -> Extracted:
    """Read a PDF file.

    Args:
        data: the file's bytes.
        name: what to call the file in messages.
        ocr: whether pages without usable text may go through OCR, if that is installed.
        progress: called after each page with (pages done, pages in all).

    Raises:
        UnreadableFile: no PDF, encrypted, damaged, without pages, or without a page that can be read.

    """
    reader = _PageReader(data, name, ocr=ocr)
    try:
        if reader.count == 0:
            raise UnreadableFile(name, "expected a PDF with pages, found one with none. Export it again.")
        wanted = min(reader.count, MAX_PAGES)
        pages = []
        for number in range(1, wanted + 1):
            pages.append(reader.read(number))
            if progress is not None:
                progress(number, wanted)
    finally:
        reader.close()
    return _assemble(pages, name, reader.count, reader.needs_ocr, truncated=b"%%EOF" not in data[-8192:])


def has_ocr() -> bool:
    """Whether the parts that read scans are installed."""
    return all(importlib.util.find_spec(part) for part in ("rapidocr", "onnxruntime", "cv2"))


def _open(data: bytes, name: str) -> Any:
    if b"%PDF" not in data[:1024]:
        raise UnreadableFile(name, "expected a PDF file, found no %PDF mark at its start. Check the file.")
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            reason = (
                "expected an open PDF, found one locked by a password. Remove the password and try again."
            )
        else:
            reason = "expected a whole PDF, found a damaged or truncated one. Download or export it again."
        raise UnreadableFile(name, reason) from error


class _PageReader:
    """Reads the pages of one file, one after the other, and lets go of each."""

    def __init__(self, data: bytes, name: str, *, ocr: bool) -> None:
        self.data, self.name = data, name
        with PDFIUM:
            self.document = _open(data, name)
            self.count = len(self.document)
        self.ocr = ocr and has_ocr()
        self.needs_ocr: list[int] = []
        self.scans = 0

    def close(self) -> None:
        with PDFIUM:
            self.document.close()

    def read(self, number: int) -> PageRead:
        if number % REOPEN == 0:
            self.close()
            with PDFIUM:
                self.document = _open(self.data, self.name)
        try:
            with PDFIUM:
                page = self.document[number - 1]
                try:
                    _, width, height = page_place(page)
                    glyphs, drawing = page_glyphs(page), page_drawing(page)
                    layer = judge_layer(glyphs, drawing)
                    scan = self._wants_ocr(layer) and self._render(page)
                finally:
                    page.close()
        except pypdfium2.PdfiumError:
            return PageRead(number, 595.0, 842.0, warnings=[_damaged(number)])
        read = PageRead(number, width, height)
        if scan is not False:
            from reportqa.reading.ocr import read_scan

            self.scans += 1
            return read_scan(scan, number, width, height)
        if layer in (Layer.GOOD, Layer.UNDER_SCAN):
            read.items = _items(glyphs, drawing, number)
        if layer in (Layer.IMAGE, Layer.RUBBISH):
            self.needs_ocr.append(number)
            read.warnings.append(_unread(number, layer, installed=self.ocr))
        elif layer is Layer.UNDER_SCAN:
            read.warnings.append(_under_scan(number))
        return read

    def _wants_ocr(self, layer: Layer) -> bool:
        return self.ocr and layer not in (Layer.GOOD, Layer.EMPTY) and self.scans < MAX_OCR_PAGES

    def _render(self, page: Any) -> Any:
        from reportqa.reading.ocr import render

        return render(page)


def _items(glyphs: list[Glyph], drawing: Drawing, number: int) -> list[PageLine | PageTable]:
    grids = ruled_tables(drawing.horizontals, drawing.verticals)
    tables, outside = page_tables(glyphs, grids, number)
    lines = [
        PageLine(
            line_text(line), number,
            min(g.top for g in line), max(g.bottom for g in line), line[0].left, line[-1].right,
            max(g.size for g in line),
        )
        for line in glyph_lines(outside)
    ]  # fmt: skip
    items: list[PageLine | PageTable] = [*lines, *tables]
    return sorted(items, key=lambda item: item.top)


def _assemble(
    pages: list[PageRead], name: str, count: int, needs_ocr: list[int], *, truncated: bool
) -> Extracted:
    """Join the pages of a file, or say why there is nothing to join."""
    set_marks(pages)
    warnings = [warning for page in pages for warning in page.warnings]
    if not any(page.items for page in pages):
        if needs_ocr and not has_ocr():
            missing = MissingPart("The reader of scans (OCR)", "ocr")
            raise UnreadableFile(name, f"expected text, found only images of pages. {missing}")
        found = "images without legible text" if needs_ocr else "only empty or damaged pages"
        raise UnreadableFile(name, f"expected a report, found {found}. Check the file.")
    if count > len(pages):
        warnings.append(_too_long(len(pages), count))
    if truncated:
        warnings.append(_cut_off())
    return write(flatten(pages), body_lefts(pages), warnings)


def _unread(number: int, layer: Layer, *, installed: bool) -> Oddity:
    why_zh = "没有文字层" if layer is Layer.IMAGE else "文字层是乱码"
    why_en = "has no text layer" if layer is Layer.IMAGE else "has a text layer of rubbish"
    if installed:
        return Oddity(
            "page_needs_ocr",
            f"第{number}页{why_zh}，扫描页超过 {MAX_OCR_PAGES} 页，未读取。请拆分文件。",
            f"Page {number} {why_en} and comes after {MAX_OCR_PAGES} scanned pages: not read. Split the file.",
        )
    return Oddity(
        "page_needs_ocr",
        f"第{number}页{why_zh}，未读取。安装识别组件：pip install 'reportqa[ocr]'",
        f"Page {number} {why_en} and was not read. Install OCR with: pip install 'reportqa[ocr]'",
    )


def _under_scan(number: int) -> Oddity:
    return Oddity(
        "ocr_text_layer",
        f"第{number}页是带识别文字层的扫描件，数字未经核对。",
        f"Page {number} is a scan over a text layer made by OCR; its figures are unverified.",
    )


def _damaged(number: int) -> Oddity:
    return Oddity(
        "page_unreadable",
        f"第{number}页已损坏，未读取。请重新下载文件。",
        f"Page {number} is damaged and was not read. Download the file again.",
    )


def _too_long(read: int, count: int) -> Oddity:
    return Oddity(
        "pages_left_out",
        f"文件共 {count} 页，只读取了前 {read} 页。请拆分文件。",
        f"The file has {count} pages; only the first {read} were read. Split the file.",
    )


def _cut_off() -> Oddity:
    return Oddity(
        "file_truncated",
        "PDF 文件没有结束标记，可能不完整。请重新下载。",
        "The PDF has no end mark and may be incomplete. Download it again.",
    )
