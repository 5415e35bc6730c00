"""Open, build, ask, list: the two verbs of the package and what can go wrong."""

from __future__ import annotations

import json
import os
import shutil
import threading
from pathlib import Path

import pytest

from reportqa.errors import IndexProblem, ModelMismatch, NoIndex, ReportQAError
from reportqa.library import Library, trade_words
from reportqa.model import Status

ROOT = Path(__file__).resolve().parents[1]
AGENCY = "张店区科学技术局"
ID = "zhangdian-science-bureau-2018"


@pytest.fixture
def index(tmp_path):
    Library.build(ROOT / "corpus", tmp_path / "index", encoder="none").close()
    return tmp_path / "index"


def test_build_then_open_gives_the_same_answers(report_library, index):
    library = Library.open(index, encoder="none")
    question = "2018年科技局答复了多少件政协提案？"
    assert library.ask(question).text == report_library.ask(question).text
    assert library.index_id
    assert library.is_current()
    assert "none" in library.no_dense
    library.close()


def test_without_an_index_the_command_that_makes_one_is_named(tmp_path):
    with pytest.raises(NoIndex, match="reportqa index"):
        Library.open(tmp_path / "nothing")


def test_another_encoder_is_refused_with_both_and_the_command(index):
    manifest = next(index.glob("gen-*/manifest.json"))
    data = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(data | {"encoder": "another-model", "dimension": 512}), "utf-8")
    with pytest.raises(ModelMismatch) as caught:
        Library.open(index)
    message = str(caught.value)
    assert "another-model" in message
    assert caught.value.found in message
    assert "reportqa index --rebuild" in message


def test_another_version_is_refused_with_both_and_the_command(index):
    manifest = next(index.glob("gen-*/manifest.json"))
    data = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(data | {"format": 999}), "utf-8")
    with pytest.raises(IndexProblem, match=rf"999.*{data['format']}.*reportqa index --rebuild"):
        Library.open(index, encoder="none")


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be made read-only so")
def test_an_index_folder_that_cannot_be_written_is_one_line_and_the_old_index_stays(index, monkeypatch):
    def refuse(*args, **kwargs):
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tempfile.mkdtemp", refuse)
    with pytest.raises(IndexProblem) as caught:
        Library.build(ROOT / "corpus", index, encoder="none", rebuild=True)
    assert "Read-only" in str(caught.value)
    assert str(index) in str(caught.value)
    monkeypatch.undo()
    library = Library.open(index, encoder="none")
    assert [r.agency for r in library.rows()] == [AGENCY]
    library.close()


def test_an_index_that_is_a_file(tmp_path):
    (tmp_path / "index").write_text("x")
    with pytest.raises(ReportQAError):
        Library.build(ROOT / "corpus", tmp_path / "index", encoder="none")


def test_a_missing_corpus_leaves_no_index(tmp_path):
    with pytest.raises(ReportQAError, match="--corpus"):
        Library.build(tmp_path / "nothing", tmp_path / "index", encoder="none")
    assert not (tmp_path / "index").exists()


def test_a_library_without_reports_still_answers(tmp_path):
    (tmp_path / "corpus").mkdir()
    library = Library.build(tmp_path / "corpus", tmp_path / "index", encoder="none")
    for question in (
        "2018年科技局收到几件提案",
        "2018年收到几件提案",
        "有哪些报告",
        "how many requests",
        "今天天气怎么样",
        "",
    ):
        answer = library.ask(question)
        assert answer.figures == ()
        assert answer.text
    assert library.ask("2018年收到几件提案").status is Status.NO_REPORT
    assert library.figures() == library.reports() == []
    library.close()


def test_an_unchanged_corpus_is_not_read_again(index):
    again = Library.build(ROOT / "corpus", index, encoder="none")
    assert again.reading.fresh == 0
    assert len(again.reading.entries) == 1
    again.close()
    anew = Library.build(ROOT / "corpus", index, encoder="none", rebuild=True)
    assert anew.reading.fresh == 1
    anew.close()


@pytest.mark.parametrize("name", [AGENCY, "科技局", "张店区科技局", "科学技术"])
def test_figures_by_any_form_of_a_name(report_library, name):
    found = report_library.figures(agency=name, indicator="proposals.cppcc.received")
    assert [(f.value, f.unit) for f in found] == [(7, "条")]


def test_figures_are_filtered_by_everything_given(report_library):
    every = report_library.figures()
    assert len(every) > 3
    assert report_library.figures(year=2018, report=ID, agency="科技局") == every
    for nothing in ({"year": 1999}, {"agency": "公安局"}, {"report": "x"}, {"indicator": "x"}):
        assert report_library.figures(**nothing) == []


def test_reports_and_their_files(report_library):
    (row,) = report_library.reports()
    assert (row.id, row.agency, row.year) == (ID, AGENCY, 2018)
    assert report_library.source_path(ID) == (ROOT / "corpus" / f"{ID}.txt").resolve()
    with pytest.raises(KeyError):
        report_library.report("nothing")


def test_a_file_that_is_gone_is_not_offered(tmp_path, index):
    (tmp_path / "elsewhere").mkdir()
    library = Library.open(index, encoder="none", corpus=tmp_path / "elsewhere")
    assert library.source_path(ID) is None
    library.close()
    library = Library.open(index, encoder="none")
    assert library.source_path(ID) is None
    library.close()


def test_add_looks_into_a_folder_and_changes_nothing(report_library, tmp_path):
    shutil.copy(ROOT / "corpus" / f"{ID}.txt", tmp_path)
    assert len(report_library.add(tmp_path).entries) == 1
    assert len(report_library.reports()) == 1
    with pytest.raises(ReportQAError, match="reportqa add"):
        report_library.add(tmp_path / f"{ID}.txt")


def test_threads_may_ask_at_once(report_library):
    answers, questions = (
        [],
        ["2018年科技局收到几件政协提案", "how many proposals did the bureau reply to in 2018"] * 6,
    )
    threads = [
        threading.Thread(target=lambda q=q: answers.append(report_library.ask(q).figures[0].value))
        for q in questions
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [7] * len(questions)


def test_the_catalogue_has_labels_in_both_languages(report_library):
    listed = report_library.indicators()
    assert len({i for i, *_ in listed}) == len(listed) > 50
    assert all(zh and en for _, zh, en, _ in listed)


def test_words_of_the_dictionary_hold_names_and_their_short_forms():
    words = trade_words([AGENCY, ""])
    assert {AGENCY, "科技局", "依申请公开"} <= set(words)
    assert words == sorted(set(words))
    assert "" not in words
