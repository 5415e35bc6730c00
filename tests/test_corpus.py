"""A folder of files, good and bad: each bad one is refused with its reason, the others are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportqa.corpus import files_of, key_of, read_corpus
from reportqa.errors import ReportQAError
from reportqa.library import Library
from reportqa.model import Status

ROOT = Path(__file__).resolve().parents[1]
NAME = "zhangdian-science-bureau-2018"
REPORT = ROOT / "corpus" / f"{NAME}.txt"


@pytest.fixture
def corpus(tmp_path):
    """A corpus that holds the real report, with its metadata."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for path in (ROOT / "corpus").glob(f"{NAME}.*"):
        shutil.copy(path, folder)
    return folder


def refused(reading):
    return {r.path: r.reason for r in reading.refused}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""), ("blank.txt", b" \n\r\n\t "), ("binary.txt", bytes(range(256)) * 20), ("odd.txt", b"\x81\xff\xfe\x80" * 50),
        ("noise.pdf", b"%PDF-1.4\nnot really"), ("noise.docx", b"PK\x03\x04 broken"), ("empty.html", b""), ("empty.pdf", b""),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_and_the_others_are_read(corpus, name, content):
    (corpus / name).write_bytes(content)
    reading = read_corpus(corpus)
    assert list(refused(reading)) == [name]
    reason = refused(reading)[name]
    assert reason
    assert len(reason.splitlines()) == 1
    assert len(reading.entries) == 1


def test_a_file_that_may_not_be_opened_is_refused(corpus, monkeypatch):
    locked = corpus / "locked.txt"
    locked.write_text("某局2018年政府信息公开工作年度报告", "utf-8")
    opened = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == locked.name:
            raise PermissionError(13, "Permission denied")
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    reading = read_corpus(corpus)
    assert "denied" in refused(reading)["locked.txt"]
    assert len(reading.entries) == 1


def test_a_report_without_headings_is_read_and_answers(tmp_path):
    folder = tmp_path / "plain"
    folder.mkdir()
    text = (
        "某区文化局2019年政府信息公开工作年度报告\n本年度共收到政协委员提案9件，全部办结。\n"
        "本报告根据《中华人民共和国政府信息公开条例》和上级有关要求编制，由文化局办公室负责解释。"
    )
    (folder / "culture.txt").write_text(text, "utf-8")
    library = Library.build(folder, tmp_path / "index", encoder="none")
    answer = library.ask("2019年文化局收到几件政协提案")
    library.close()
    assert (answer.status, answer.figures[0].value) == (Status.ANSWERED, 9)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings_give_the_same_report(corpus, tmp_path, encoding):
    other = tmp_path / "other"
    other.mkdir()
    (other / REPORT.name).write_bytes(REPORT.read_text("utf-8").encode(encoding))
    read, same = (read_corpus(folder).entries[0].report for folder in (other, corpus))
    assert "".join(read.text.split()) == "".join(same.text.split())


def test_two_files_of_one_report_are_both_kept_and_it_is_said(corpus):
    shutil.copy(corpus / REPORT.name, corpus / "copy.txt")
    reading = read_corpus(corpus)
    assert len({e.report.id for e in reading.entries}) == 2
    (source, oddity) = next((s, o) for s, o in reading.odd if o.code == "duplicate_report")
    first = next(e.report.source for e in reading.entries if e.report.source != source)
    assert first in oddity.text_zh
    assert first in oddity.text_en


def test_files_of_one_name_in_two_folders_get_ids_of_their_own(corpus):
    for name in ("a", "b"):
        (corpus / name).mkdir()
        (corpus / name / "2018.txt").write_text(
            f"{name}局2018年政府信息公开工作年度报告\n收到申请7件。", "utf-8"
        )
    entries = read_corpus(corpus).entries
    assert len({e.report.id for e in entries}) == len(entries) == 3


def test_a_folder_without_reports_gives_none(tmp_path):
    reading = read_corpus(tmp_path)
    assert reading.entries == reading.refused == []


@pytest.mark.parametrize("make", [lambda p: None, lambda p: p.write_text("x")], ids=["missing", "a file"])
def test_what_is_no_folder_is_said_with_the_option_that_gives_one(tmp_path, make):
    make(tmp_path / "x")
    with pytest.raises(ReportQAError, match=r"x.*--corpus"):
        read_corpus(tmp_path / "x")


def test_hidden_files_metadata_and_notes_are_no_reports(corpus):
    for name in (".hidden.txt", "~$lock.docx", "README.txt", "readme.md", "notes.xyz"):
        (corpus / name).write_text("x", "utf-8")
    (corpus / ".git").mkdir()
    (corpus / ".git" / "a.txt").write_text("x", "utf-8")
    (corpus / "folder.txt").mkdir()
    assert [p.name for p in files_of(corpus)] == [REPORT.name]


def test_the_key_changes_with_content_and_metadata_only(corpus):
    path = corpus / REPORT.name
    before = key_of(path)
    path.touch()
    assert key_of(path) == before
    meta = corpus / f"{NAME}.meta.toml"
    meta.write_text(meta.read_text("utf-8") + "\n", "utf-8")
    with_meta = key_of(path)
    path.write_bytes(path.read_bytes() + b"\n")
    assert len({before, with_meta, key_of(path)}) == 3


def test_progress_is_told(corpus):
    told = []
    read_corpus(corpus, progress=lambda *step: told.append(step))
    assert told == [("reading", 0, 1), ("reading", 1, 1)]
