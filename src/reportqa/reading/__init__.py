"""Reading: a published file of any format becomes a ``Report``."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Final

from reportqa.errors import UnreadableFile
from reportqa.model import Report
from reportqa.reading.extracted import Extracted

_WORD = re.compile(r"\w")
READER_VERSION: Final = 4
"""Raised whenever reading the same file gives another report; part of the key of the cache."""

MAX_TEXT_BYTES: Final = 50 * 1024 * 1024
MAX_BYTES: Final = 200 * 1024 * 1024

SUFFIXES: Final = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".shtml"),
    *(".docx", ".doc", ".wps", ".rtf", ".csv", ".xlsx", ".xls"),
    *(".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"),
)
"""Suffixes of the files that ``read_report`` reads, lower case."""

_FAILURES = (
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    OSError,
    EOFError,
    RecursionError,
    MemoryError,
    AssertionError,
    RuntimeError,
)
"""What libraries raise on damaged files: each means that the file cannot be read."""

__all__ = ["MAX_TEXT_BYTES", "READER_VERSION", "SUFFIXES", "read_report", "report_id"]


def read_report(path: Path, *, report_id: str | None = None, root: Path | None = None) -> Report:
    """Read the report in ``path``; its content decides on the format, its suffix where that leaves it open.

    A file ``name.meta.toml`` beside it sets agency, year, url and more, and wins over what is read.

    Args:
        path: the file.
        report_id: the report's id; by default made from the path relative to ``root``.
        root: the folder that ids and sources are relative to; by default the file's own.

    Raises:
        UnreadableFile: if the file holds no readable report.
        MissingPart: if the format needs an optional part that is not installed.

    """
    from reportqa.reading.assemble import assemble
    from reportqa.reading.metadata import read_metadata

    data = _bytes(path)
    meta = read_metadata(path)
    extracted = _extracted(data, path)
    if not any(
        line.kind != "mark" and _WORD.search(extracted.text, line.start, line.end) for line in extracted.lines
    ):
        raise UnreadableFile(str(path), "the file holds no text; a report with text was expected")
    relative = _relative(path, root)
    return assemble(
        extracted, relative.as_posix(), hashlib.sha256(data).hexdigest(), report_id or _slug(relative), meta
    )


def report_id(path: Path, root: Path | None = None) -> str:
    """Return the id of the report in ``path``: its path relative to ``root``, without suffix, as a slug."""
    return _slug(_relative(path, root))


def _slug(relative: Path) -> str:
    slug = re.sub(r"[^\w-]+", "-", relative.with_suffix("").as_posix()).strip("-")
    return slug or "report"


def _relative(path: Path, root: Path | None) -> Path:
    if root is None:
        return Path(path.name)
    try:
        return path.resolve().relative_to(root.resolve())
    except ValueError:
        return Path(path.name)


def _bytes(path: Path) -> bytes:
    """Return the bytes of a file that is there and not too large."""
    try:
        if path.is_dir():
            raise UnreadableFile(str(path), "a folder; a file was expected")
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise UnreadableFile(str(path), f"the file cannot be opened ({error.strerror or error})") from error
    if size > MAX_BYTES:
        raise UnreadableFile(
            str(path), f"the file has {size >> 20} MB; at most {MAX_BYTES >> 20} MB are read"
        )
    if not data:
        raise UnreadableFile(str(path), "the file is empty; a report with text was expected")
    return data


def _extracted(data: bytes, path: Path) -> Extracted:
    """Read the file with the reader of its format; whatever a library stumbles over becomes ``UnreadableFile``."""
    from reportqa.reading.formats import format_of

    form = format_of(data, path.suffix, str(path))
    if form in ("text", "html") and len(data) > MAX_TEXT_BYTES:
        size, limit = len(data) >> 20, MAX_TEXT_BYTES >> 20
        raise UnreadableFile(str(path), f"the text has {size} MB; at most {limit} MB are read")
    try:
        return _read(form, data, path)
    except _FAILURES as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise UnreadableFile(str(path), f"damaged or not {form} as it seems ({reason})") from error


def _read(form: str, data: bytes, path: Path) -> Extracted:
    """Pass the file to its reader, imported only when needed: some load large libraries."""
    name = str(path)
    if form == "html":
        from reportqa.reading.html import read_html

        return read_html(data, name)
    if form == "docx":
        from reportqa.reading.docx import read_docx

        return read_docx(data, name)
    if form == "legacy":
        from reportqa.reading.legacy import read_legacy_word

        return read_legacy_word(path)
    if form == "sheet":
        from reportqa.reading.sheets import read_sheet

        return read_sheet(data, name)
    if form == "pdf":
        from reportqa.reading.pdf import read_pdf

        return read_pdf(data, name)
    if form == "image":
        from reportqa.reading.ocr import read_image

        return read_image(data, name)
    from reportqa.reading.text import read_text

    return read_text(data, name)
