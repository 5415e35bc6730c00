"""Which format a file is in: its first bytes decide, its suffix only where they leave it open."""

from __future__ import annotations

import io
import zipfile
from typing import Final, Literal

from reportqa.errors import UnreadableFile
from reportqa.reading.html import looks_like_html
from reportqa.reading.packages import OLE_MAGIC, ZIP_MAGIC

Format = Literal["text", "html", "docx", "legacy", "sheet", "pdf", "image"]

BY_SUFFIX: Final[dict[str, Format]] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".docx": "docx",
    ".doc": "legacy",
    ".wps": "legacy",
    ".rtf": "legacy",
    ".csv": "sheet",
    ".xlsx": "sheet",
    ".xls": "sheet",
    ".pdf": "pdf",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".tif": "image",
    ".tiff": "image",
    ".bmp": "image",
    ".webp": "image",
}

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"RIFF")
_NAMED_BINARIES = (
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database"),
)
_WORD_STREAM, _BOOK_STREAMS = (
    "WordDocument".encode("utf-16-le"),
    ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le")),
)


def format_of(data: bytes, suffix: str, name: str) -> Format:
    """Return the format of a file from its bytes, or from ``suffix`` where the bytes fit several.

    Raises:
        UnreadableFile: if the bytes are of a format that holds no report.

    """
    head = data[:2048]
    by_suffix = BY_SUFFIX.get(suffix.lower())
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(ZIP_MAGIC):
        return _zipped(data, name)
    if head.startswith(OLE_MAGIC):
        return _compound(data, by_suffix)
    if head.lstrip().startswith(b"{\\rtf"):
        return "legacy"
    if head.startswith(_IMAGES) and (b"\x00" in head or by_suffix == "image"):
        return "image"
    for magic, what in _NAMED_BINARIES:
        if head.startswith(magic):
            raise UnreadableFile(name, f"found {what}; a text, Word, PDF, HTML or Excel report was expected")
    if by_suffix == "sheet" and suffix.lower() == ".csv":
        return "sheet"
    if looks_like_html(data):
        return "sheet" if suffix.lower() == ".xls" else "html"
    return by_suffix if by_suffix in ("html", "legacy", "sheet") else "text"


def _zipped(data: bytes, name: str) -> Format:
    """Tell a Word file from a spreadsheet by what the zip holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFile(
            name, f"found a damaged zip file ({error}); add the original file again"
        ) from error
    if any(n.startswith("word/") for n in names):
        return "docx"
    if any(n.startswith("xl/") for n in names):
        return "sheet"
    raise UnreadableFile(name, "found a zip archive; unpack it and add the reports one by one")


def _compound(data: bytes, by_suffix: Format | None) -> Format:
    """Tell an old Word file from an old spreadsheet by the names of its streams."""
    if _WORD_STREAM in data:
        return "legacy"
    if any(stream in data for stream in _BOOK_STREAMS):
        return "sheet"
    return "sheet" if by_suffix == "sheet" else "legacy"
