"""Looks into zipped office files (.docx, .xlsx) before a library opens them.

They come from strangers: too large once unpacked, packed beyond reason, or with XML that declares
entities, they are refused with the file's name.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from reportqa.errors import UnreadableFile

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGIC = b"PK\x03\x04"
MAX_UNPACKED = 256 * 1024 * 1024
MAX_XML = 64 * 1024 * 1024
MAX_RATIO = 200
"""Unpacked to packed size; XML of office software stays under 60."""
MAX_ENTRIES = 5000


def check_package(data: bytes, name: str, part: str, kind: str) -> None:
    """Raise ``UnreadableFile`` unless ``data`` is a sound zip that holds ``part``.

    ``kind`` says what was expected (``a Word file (.docx)``).
    """
    if data.startswith(OLE_MAGIC):
        raise UnreadableFile(name, _ole_reason(data, kind))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _check_sizes(entries, name)
            if part not in package.namelist():
                raise UnreadableFile(name, f"expected {kind}, found a zip file without {part}")
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels")):
                    _refuse_entities(package, entry, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise UnreadableFile(name, f"expected {kind}, found a damaged or other file ({error})") from error


def is_encrypted(data: bytes) -> bool:
    """Return whether an OLE file is an office file locked with a password."""
    return data.startswith(OLE_MAGIC) and "EncryptedPackage".encode("utf-16-le") in data


def _ole_reason(data: bytes, kind: str) -> str:
    if is_encrypted(data):
        return f"expected {kind}, found one locked with a password; remove the password and add it again"
    return (
        f"expected {kind}, found an older binary office file (.doc, .xls) under another name; "
        "give it its own suffix or save it in the new format"
    )


def _check_sizes(entries: list[zipfile.ZipInfo], name: str) -> None:
    total = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_ENTRIES:
        raise UnreadableFile(name, f"the package holds {len(entries)} parts, at most {MAX_ENTRIES} are read")
    if total > MAX_UNPACKED or (total > 1 << 22 and total > MAX_RATIO * max(packed, 1)):
        raise UnreadableFile(
            name,
            f"the package unpacks from {packed >> 10} KiB to {total >> 20} MiB, "
            f"at most {MAX_UNPACKED >> 20} MiB and {MAX_RATIO} times are read; it may be a zip bomb",
        )
    for entry in entries:
        if entry.filename.lower().endswith(".xml") and entry.file_size > MAX_XML:
            raise UnreadableFile(
                name, f"{entry.filename} is {entry.file_size >> 20} MiB, at most {MAX_XML >> 20} MiB are read"
            )


def _refuse_entities(package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> None:
    """Read up to the first element: a document type, where entities are declared, stands before it."""
    try:
        with package.open(entry) as part:
            next(iter(iterparse(part, events=("start",), forbid_dtd=True)), None)
    except DefusedXmlException as error:
        raise UnreadableFile(
            name, f"{entry.filename} declares a document type or entities, which office files never do"
        ) from error
    except ParseError as error:
        raise UnreadableFile(name, f"{entry.filename} is not well-formed XML ({error})") from error
