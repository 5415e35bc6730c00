from __future__ import annotations

import io
import stat
import sys
import time
from pathlib import Path

import docx
import pytest

from reportqa.errors import UnreadableFile
from reportqa.reading.legacy import find_libreoffice, read_legacy_word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

# What the real program is asked: where the profile lies, what to convert to, where the result goes.
CONVERTS = """
import pathlib, shutil, sys
arguments = sys.argv[1:]
profile = next(a for a in arguments if a.startswith("-env:UserInstallation=file:///"))
assert "--headless" in arguments and arguments[arguments.index("--convert-to") + 1] == "docx"
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
out.mkdir(exist_ok=True)
source = pathlib.Path(arguments[-1])
assert source.read_bytes().startswith(bytes.fromhex("d0cf11e0"))
shutil.copy({sample!r}, out / (source.stem + ".docx"))
pathlib.Path({log!r}).write_text(profile + "\\n" + source.name)
"""
FAILS = "print('Error: source file could not be loaded')"
HANGS = "import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(60)"


@pytest.fixture
def soffice(tmp_path, monkeypatch):
    """Put a program of the given text on the search path under LibreOffice's name."""

    def install(text: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        program = folder / "soffice"
        program.write_text(f"#!{sys.executable}\n{text}")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))

    return install


def a_doc(tmp_path: Path, name: str = "年报.doc", data: bytes = OLE) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("name", "data", "given"),
    [
        ("年报.doc", OLE, "input.doc"),
        ("年报.WPS", OLE, "input.wps"),
        ("-年报.wps", OLE + "WordDocument".encode("utf-16-le"), "input.doc"),  # WPS Office writes Word files
    ],
)
def test_a_legacy_file_is_converted_with_a_private_profile(tmp_path, soffice, name, data, given):
    document = docx.Document()
    document.add_heading("一、概述", 1)
    document.add_paragraph("收到申请12件。")
    document.save(str(tmp_path / "sample.docx"))
    log = tmp_path / "log"
    soffice(CONVERTS.format(sample=str(tmp_path / "sample.docx"), log=str(log)))
    extracted = read_legacy_word(a_doc(tmp_path, name, data))
    assert extracted.text == "一、概述\n收到申请12件。"
    profile, source = log.read_text().split("\n")
    assert str(Path.home()) not in profile.removeprefix(str(tmp_path))
    assert source == given


def test_without_libreoffice_the_message_names_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_libreoffice() is None
    with pytest.raises(
        UnreadableFile, match=r"年报\.wps: reading \.wps files needs LibreOffice, which is not installed"
    ):
        read_legacy_word(a_doc(tmp_path, "年报.wps"))


def test_a_failed_conversion_is_reported_with_its_message(tmp_path, soffice):
    soffice(FAILS)
    with pytest.raises(UnreadableFile, match=r"could not convert it .*source file could not be loaded"):
        read_legacy_word(a_doc(tmp_path))


def test_a_conversion_that_hangs_is_ended_with_all_its_processes(tmp_path, soffice):
    mark = tmp_path / "mark"
    child = f"import time, pathlib\ntime.sleep(3)\npathlib.Path({str(mark)!r}).write_text('alive')"
    soffice(HANGS.format(child=child))
    begun = time.monotonic()
    with pytest.raises(UnreadableFile, match=r"took longer than 1 s"):
        read_legacy_word(a_doc(tmp_path), timeout_s=1)
    assert time.monotonic() - begun < 20
    time.sleep(3)
    assert not mark.exists()


def test_a_docx_or_a_page_under_the_name_of_a_doc_needs_no_libreoffice(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    document = docx.Document()
    document.add_paragraph("收到申请12件。")
    stream = io.BytesIO()
    document.save(stream)
    assert read_legacy_word(a_doc(tmp_path, "a.doc", stream.getvalue())).text == "收到申请12件。"
    page = "<html><meta charset=gb2312><p>收到申请7件。".encode("gbk")
    assert read_legacy_word(a_doc(tmp_path, "b.doc", page)).text == "收到申请7件。"


def test_missing_empty_and_locked_files_are_refused(tmp_path):
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        read_legacy_word(tmp_path / "none.doc")
    with pytest.raises(UnreadableFile, match="empty"):
        read_legacy_word(a_doc(tmp_path, "e.doc", b""))
    with pytest.raises(UnreadableFile, match="locked with a password"):
        read_legacy_word(a_doc(tmp_path, "l.doc", OLE + "EncryptedPackage".encode("utf-16-le")))
