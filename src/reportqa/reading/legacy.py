"""Reads legacy word processor files (.doc, .wps, .rtf) by converting them with LibreOffice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from reportqa.errors import UnreadableFile
from reportqa.reading.docx import read_docx
from reportqa.reading.extracted import Extracted
from reportqa.reading.html import looks_like_html, read_html
from reportqa.reading.packages import ZIP_MAGIC, is_encrypted

TIMEOUT_S = 120
MAX_BYTES = 64 * 1024 * 1024


def read_legacy_word(path: Path, timeout_s: float = TIMEOUT_S) -> Extracted:
    """Read a .doc, .wps or .rtf file; one that is a .docx or a web page under that name is read as such.

    Raises ``UnreadableFile`` when LibreOffice is needed and not installed, fails or takes too long.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise UnreadableFile(str(path), f"the file cannot be opened ({error.strerror})") from error
    if size > MAX_BYTES:
        raise UnreadableFile(
            str(path), f"a Word file of {size >> 20} MiB, at most {MAX_BYTES >> 20} MiB are read"
        )
    if not data.strip():
        raise UnreadableFile(str(path), "the file is empty; a Word file was expected")
    if data.startswith(ZIP_MAGIC):
        return read_docx(data, str(path))
    if looks_like_html(data):
        return read_html(data, str(path))
    if is_encrypted(data):
        raise UnreadableFile(str(path), "locked with a password; remove the password and add the file again")
    return read_docx(_convert(data, path, timeout_s), str(path))


def find_libreoffice() -> str | None:
    """Return the LibreOffice program on the search path, None when it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _convert(data: bytes, path: Path, timeout_s: float) -> bytes:
    """Return the file as .docx, converted in a private folder with a private profile."""
    program = find_libreoffice()
    if program is None:
        raise UnreadableFile(
            str(path),
            f"reading {path.suffix or 'legacy Word'} files needs LibreOffice, which is not installed; "
            "install it (its program is soffice) or save the file as .docx",
        )
    with tempfile.TemporaryDirectory(prefix="reportqa-") as folder:
        source = Path(folder, f"input{_true_suffix(data, path)}")
        source.write_bytes(data)
        Path(folder, "out").mkdir()
        command = [
            program,
            f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--convert-to", "docx"),
            *("--outdir", str(Path(folder, "out")), str(source)),
        ]
        message = _run(command, path, timeout_s)
        converted = Path(folder, "out", "input.docx")
        if not converted.is_file():  # LibreOffice may fail and still return 0
            raise UnreadableFile(
                str(path),
                f"LibreOffice could not convert it ({message[:200] or 'no message'}); open and save it as .docx",
            )
        return converted.read_bytes()


def _true_suffix(data: bytes, path: Path) -> str:
    """Return the suffix that fits the bytes: WPS Office saves Word's own format under .wps."""
    if data.lstrip().startswith(b"{\\rtf"):
        return ".rtf"
    if "WordDocument".encode("utf-16-le") in data or path.suffix.lower() != ".wps":
        return ".doc"
    return ".wps"


def _run(command: list[str], path: Path, timeout_s: float) -> str:
    """Run the conversion in its own process group, which is ended as a whole when it takes too long."""
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise UnreadableFile(str(path), f"LibreOffice could not be started ({error})") from error
    with process:
        try:
            output, _ = process.communicate(timeout=timeout_s)
        except subprocess.TimeoutExpired as error:
            _end_group(process)
            raise UnreadableFile(
                str(path),
                f"LibreOffice took longer than {timeout_s:g} s to convert it; open and save it as .docx",
            ) from error
    return " ".join(output.decode("utf-8", "replace").split())


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:  # Windows has no process groups of this kind
        process.kill()
    process.wait()
