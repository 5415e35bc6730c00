from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from searching import (
    EDUCATION_2018,
    REPORTS,
    SCIENCE_2017,
    SCIENCE_2018,
    FakeEncoder,
    entry,
    make_figure,
    make_report,
    with_table,
)

from reportqa.errors import IndexProblem, ModelMismatch, NoIndex
from reportqa.search import (
    build_generation,
    cached_entries,
    current_generation,
    open_generation,
    split_passages,
)
from reportqa.search.encoder import NoEncoder, encoder_identity

WORDS = ["张店区科学技术局", "张店区教育局", "政协提案"]
FIGURES = {
    SCIENCE_2018.id: (make_figure(SCIENCE_2018, "120条", 120, "published.total"),),
    EDUCATION_2018.id: (
        make_figure(EDUCATION_2018, "301条", 301, "published.total"),
        make_figure(EDUCATION_2018, "12件", 12, "requests.received"),
    ),
}


def entries(*reports):
    return [entry(report, FIGURES.get(report.id, ())) for report in reports]


def build(folder: Path, *reports, encoder=None, **options):
    options.setdefault("words", WORDS)
    return build_generation(folder, entries(*reports), encoder=encoder or FakeEncoder(), **options)


@pytest.fixture
def generation(tmp_path):
    build(tmp_path / "index", *REPORTS)
    with open_generation(tmp_path / "index", encoder=FakeEncoder()) as opened:
        yield opened


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_reports_figures_and_passages_come_back_as_they_were(generation):
    assert [row.id for row in generation.reports()] == [report.id for report in REPORTS]
    assert [generation.report(report.id) for report in REPORTS] == list(REPORTS)
    row = generation.reports()[2]
    assert (row.agency, row.year, row.n_figures, row.n_passages) == ("张店区教育局", 2018, 2, 3)
    assert generation.passages(SCIENCE_2018.id) == split_passages(SCIENCE_2018)
    assert generation.figures() == [f for r in REPORTS for f in FIGURES.get(r.id, ())]
    assert generation.figures(agency="张店区教育局", indicator="published.total") == [
        FIGURES[EDUCATION_2018.id][0]
    ]
    assert [f.value for f in generation.figures(indicator="published.total")] == [120, 301]
    assert [f.value for f in generation.figures(year=2018, indicator="published.total")] == [120, 301]
    assert generation.figures(year=2017) == generation.figures(report_id="none") == []
    with pytest.raises(KeyError):
        generation.report("none")
    manifest = generation.manifest
    assert (manifest.reports, manifest.figures, manifest.encoder, manifest.dimension) == (3, 3, "fake", 64)
    assert manifest.passages == manifest.vectors == sum(len(split_passages(r)) for r in REPORTS)
    assert len(generation.id) == 8
    assert generation.verify() == []


def test_search_fuses_both_rankings_and_says_why(generation):
    hits = generation.search("收到政协提案多少条", report_ids=[SCIENCE_2018.id])
    best = hits[0]
    assert best.passage.text == "2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。"
    assert best.why["dense_rank"] == best.why["lexical_rank"] == 1
    assert best.score == pytest.approx(2 / 61)
    assert {hit.passage.report for hit in hits} == {SCIENCE_2018.id}
    words_only = generation.search("收到政协提案多少条", report_ids=[SCIENCE_2018.id], dense=False)
    assert all("dense_rank" not in hit.why for hit in words_only)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_search_looks_only_where_it_may(generation):
    for wanted in ([SCIENCE_2017.id, EDUCATION_2018.id], [r.id for r in REPORTS], None):
        found = {hit.passage.report for hit in generation.search("公开政府信息", report_ids=wanted)}
        assert found == set(wanted or [r.id for r in REPORTS])
    assert generation.search("公开政府信息", report_ids=[]) == []
    assert generation.search("公开政府信息", report_ids=["none"]) == []
    assert len(generation.search("公开政府信息", limit=2)) == 2
    with pytest.raises(ValueError, match="limit above 0, found 0"):
        generation.search("公开", limit=0)


def test_english_questions_use_vectors_and_the_terms_they_were_given(generation):
    plain = generation.search("how many proposals in 2018", language="en")
    assert plain and all("lexical_rank" not in hit.why for hit in plain)
    helped = generation.search(
        "how many proposals", language="en", terms=["政协提案"], report_ids=[SCIENCE_2017.id]
    )
    ranks = {hit.why.get("lexical_rank"): hit.passage.text for hit in helped}
    assert ranks[1] == "2017年度，区科技局收到政协委员提案 5条，均及时给予了答复。"


@pytest.mark.parametrize("query", ["", "。", '"" OR NEAR(', "a\0b", "* ^ -", "提案 AND NOT 7", "\ud800"])
def test_no_query_breaks_the_search(generation, query):
    generation.search(query)


def test_a_table_row_is_found_and_quoted_exactly(tmp_path):
    report = with_table(SCIENCE_2018, [["统计指标", "数量"], ["举办培训班", "3"], ["接受培训人员", "210"]])
    build(tmp_path, report)
    with open_generation(tmp_path, encoder=FakeEncoder()) as generation:
        passage = generation.search("接受培训人员数", dense=False)[0].passage
        assert (passage.kind, passage.text) == ("row", "接受培训人员\t210")
        assert generation.report(report.id).text[passage.start : passage.end] == passage.text


def test_unchanged_reports_are_copied_and_the_index_equals_one_built_at_once(tmp_path):
    encoder = FakeEncoder()
    build(tmp_path / "grown", SCIENCE_2017, EDUCATION_2018, encoder=encoder)
    before = encoder.passages_encoded
    build(tmp_path / "grown", SCIENCE_2018, SCIENCE_2017, EDUCATION_2018, encoder=encoder)
    assert encoder.passages_encoded - before == len(split_passages(SCIENCE_2018))
    build(tmp_path / "once", SCIENCE_2018, SCIENCE_2017, EDUCATION_2018)
    assert_same_index(tmp_path / "grown", tmp_path / "once")


def test_new_words_cut_copied_reports_anew(tmp_path):
    build(tmp_path / "grown", SCIENCE_2018, words=["张店区科学技术局"])
    build(tmp_path / "grown", SCIENCE_2018, EDUCATION_2018, words=["政协委员提案", "张店区教育局"])
    build(tmp_path / "once", SCIENCE_2018, EDUCATION_2018, words=["政协委员提案", "张店区教育局"])
    assert_same_index(tmp_path / "grown", tmp_path / "once")


def assert_same_index(first: Path, second: Path) -> None:
    with (
        open_generation(first, encoder=FakeEncoder()) as a,
        open_generation(second, encoder=FakeEncoder()) as b,
    ):
        assert a.id == b.id
        for name in ("vectors.npy", "mean.npy", "vectors.faiss"):
            assert (a.folder / name).read_bytes() == (b.folder / name).read_bytes()
        for row in b.reports():
            assert a.report(row.id) == b.report(row.id)
            assert a.figures(report_id=row.id) == b.figures(report_id=row.id)
        for query in ("收到政协委员提案多少条", "区教育局新闻发布会", "没有收取费用"):
            assert a.search(query) == b.search(query)


def test_cached_entries_spare_the_caller_reading_and_are_lazy(tmp_path):
    assert cached_entries(tmp_path) == {}
    encoder = FakeEncoder()
    build(tmp_path, *REPORTS, encoder=encoder)
    cached = cached_entries(tmp_path)
    assert set(cached) == {report.sha256 for report in REPORTS}
    known = cached[EDUCATION_2018.sha256]
    assert known.row.agency == "张店区教育局"
    before = encoder.passages_encoded
    build_generation(tmp_path, [known], encoder=encoder, words=WORDS)
    assert encoder.passages_encoded == before
    assert "report" not in vars(known)
    assert known.report == EDUCATION_2018
    assert known.figures == FIGURES[EDUCATION_2018.id]


def test_building_the_same_again_writes_nothing(tmp_path):
    encoder = FakeEncoder()
    first = build(tmp_path, *REPORTS, encoder=encoder)
    folder, count = current_generation(tmp_path), encoder.passages_encoded
    (tmp_path / "build.lock").unlink()
    before = names(tmp_path)
    assert build(tmp_path, *REPORTS, encoder=encoder) == first
    assert names(tmp_path) == before
    assert current_generation(tmp_path) == folder
    again = build(tmp_path, *REPORTS, encoder=encoder, rebuild=True)
    assert again.id == first.id
    assert current_generation(tmp_path) != folder
    assert encoder.passages_encoded == 2 * count


def test_a_reader_keeps_its_generation_and_one_before_the_current_is_kept(tmp_path):
    build(tmp_path, SCIENCE_2017)
    with open_generation(tmp_path, encoder=FakeEncoder()) as reader:
        assert reader.is_current()
        first = reader.folder.name
        build(tmp_path, *REPORTS)
        assert not reader.is_current()
        assert reader.search("政协提案")[0].passage.year == 2017
        second = current_generation(tmp_path)
        assert {n for n in names(tmp_path) if n.startswith("gen-")} == {first, second}
        build(tmp_path, EDUCATION_2018)
        assert {n for n in names(tmp_path) if n.startswith("gen-")} == {second, current_generation(tmp_path)}
    assert not [n for n in names(tmp_path) if n.startswith(".building")]


def test_readers_never_fail_while_builds_follow_each_other(tmp_path):
    build(tmp_path, SCIENCE_2018)
    stop, problems = threading.Event(), []

    def read():
        while not stop.is_set():
            try:
                with open_generation(tmp_path, encoder=FakeEncoder()) as generation:
                    assert generation.search("政协提案", report_ids=[SCIENCE_2018.id])
                    assert generation.report(SCIENCE_2018.id) == SCIENCE_2018
            except Exception as error:  # noqa: BLE001 - whatever it is, the test shows it
                problems.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(6):
        build(tmp_path, SCIENCE_2018, *REPORTS[1 : 1 + number % 3])
        time.sleep(0.02)
    stop.set()
    for reader in readers:
        reader.join()
    assert problems == []


def test_threads_may_share_a_generation(generation):
    expected = generation.search("收到申请多少件")
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: generation.search("收到申请多少件"), range(40))) == [expected] * 40


@pytest.mark.parametrize("failure", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_build_that_fails_leaves_the_old_index_and_no_debris(tmp_path, failure):
    build(tmp_path, SCIENCE_2017)
    before = names(tmp_path)
    encoder = FakeEncoder()
    encoder.failure = failure
    with pytest.raises((IndexProblem, KeyboardInterrupt)) as caught:
        build(tmp_path, *REPORTS, encoder=encoder)
    if isinstance(failure, OSError):
        assert str(caught.value).startswith(
            f"The index could not be written to {tmp_path}: No space left on device."
        )
        assert "\n" not in str(caught.value)
    assert names(tmp_path) == before
    with open_generation(tmp_path, encoder=FakeEncoder()) as generation:
        assert [row.id for row in generation.reports()] == [SCIENCE_2017.id]
        assert generation.verify() == []


def test_a_folder_that_cannot_be_is_one_line(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(IndexProblem, match="could not be written") as caught:
        build(tmp_path / "file" / "index", SCIENCE_2017)
    assert "\n" not in str(caught.value)


KILLED = """
import os, sys, time
sys.path[:0] = {paths!r}
from searching import FakeEncoder, REPORTS, entry
from reportqa.search import build_generation
class Slow(FakeEncoder):
    def encode_passages(self, texts):
        print("embedding", flush=True)
        time.sleep(60)
build_generation({index!r}, [entry(r) for r in REPORTS], encoder=Slow())
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_a_killed_build_leaves_the_old_index_and_the_next_build_cleans_up(tmp_path):
    build(tmp_path, SCIENCE_2017)
    paths = [str(Path(__file__).parent), *sys.path]
    code = KILLED.format(paths=paths, index=str(tmp_path))
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout.readline() == "embedding\n"
        with pytest.raises(
            IndexProblem, match=rf"Another build of .* is running \(process {process.pid} on "
        ):
            build(tmp_path, EDUCATION_2018)
        process.send_signal(signal.SIGKILL)
    assert [n for n in names(tmp_path) if n.startswith(".building")]
    with open_generation(tmp_path, encoder=FakeEncoder()) as generation:
        assert [row.id for row in generation.reports()] == [SCIENCE_2017.id]
    build(tmp_path, EDUCATION_2018)
    assert not [n for n in names(tmp_path) if n.startswith(".building")]
    with open_generation(tmp_path, encoder=FakeEncoder()) as generation:
        assert [row.id for row in generation.reports()] == [EDUCATION_2018.id]


def test_no_index_says_which_command_builds_one(tmp_path):
    assert current_generation(tmp_path / "none") is None
    with pytest.raises(NoIndex, match="reportqa index"):
        open_generation(tmp_path / "none")
    (tmp_path / "CURRENT").write_text("../../etc")
    with pytest.raises(NoIndex):
        open_generation(tmp_path)


def test_another_encoder_is_refused_with_both_values_and_the_command(tmp_path):
    build(tmp_path, *REPORTS)
    with pytest.raises(ModelMismatch) as caught:
        open_generation(tmp_path)
    name, dimension = encoder_identity()
    assert str(caught.value) == (
        f"The index was built with fake (64 numbers); the encoder set now is {name} ({dimension} numbers). "
        "Run: reportqa index --rebuild"
    )
    with pytest.raises(ModelMismatch, match=r"fake \(64 numbers\).*fake \(32 numbers\)"):
        open_generation(tmp_path, encoder=FakeEncoder(dimension=32))
    with open_generation(tmp_path, expect_encoder=None) as generation:
        assert generation.search("政协提案", dense=False)


def test_another_encoder_embeds_everything_anew(tmp_path):
    build(tmp_path, *REPORTS)
    other = FakeEncoder("other", 32)
    manifest = build(tmp_path, *REPORTS, encoder=other)
    assert (manifest.encoder, manifest.dimension) == ("other", 32)
    assert other.passages_encoded == manifest.passages


def test_another_format_is_refused_and_built_anew(tmp_path, generation):
    file = generation.folder / "manifest.json"
    data = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**data, "format": 99}), "utf-8")
    with pytest.raises(
        IndexProblem, match=r"has format 99; this version reads format 3\. Run: reportqa index --reb"
    ):
        open_generation(tmp_path / "index", encoder=FakeEncoder())
    assert cached_entries(tmp_path / "index") == {}
    build(tmp_path / "index", *REPORTS)
    open_generation(tmp_path / "index", encoder=FakeEncoder()).close()


@pytest.mark.parametrize("name", ["text.sqlite", "vectors.faiss", "manifest.json"])
def test_cut_off_files_are_noticed_when_opening(tmp_path, generation, name):
    file = generation.folder / name
    file.write_bytes(file.read_bytes()[:100])
    with pytest.raises(IndexProblem, match="reportqa index --rebuild"):
        open_generation(tmp_path / "index", encoder=FakeEncoder())


def test_changed_bytes_are_noticed_by_verify_and_when_read(tmp_path, generation):
    for name in ("text.sqlite", "vectors.faiss"):
        file = generation.folder / name
        file.write_bytes(b"\0" * file.stat().st_size)
    assert len(generation.verify()) == 2
    with pytest.raises(IndexProblem, match="rebuild"):
        open_generation(tmp_path / "index", encoder=FakeEncoder())


def test_an_index_of_words_alone_says_so(tmp_path):
    manifest = build(tmp_path, *REPORTS, embed=False)
    assert (manifest.encoder, manifest.vectors) == (None, 0)
    with open_generation(tmp_path) as generation:
        assert generation.no_dense == "the index was built without vectors"
        hit = generation.search("政协提案")[0]
        assert set(hit.why) == {"lexical_rank", "lexical_score"}
    encoder = FakeEncoder()
    with_vectors = build(tmp_path, *REPORTS, encoder=encoder)
    assert with_vectors.vectors == encoder.passages_encoded == manifest.passages


def test_without_the_encoder_words_are_searched_and_it_is_said(tmp_path, caplog):
    build(tmp_path, *REPORTS)

    class Missing(FakeEncoder):
        def encode_queries(self, texts):
            raise NoEncoder("no weights here")

    with open_generation(tmp_path, encoder=Missing()) as generation:
        assert set(generation.search("政协提案")[0].why) == {"lexical_rank", "lexical_score"}
        assert generation.no_dense == "no weights here"
    assert "Only words are searched: no weights here" in caplog.text


def test_two_reports_of_one_id_are_refused(tmp_path):
    twin = replace(SCIENCE_2018, text=SCIENCE_2018.text + "又。", sha256="0" * 64)
    with pytest.raises(ValueError, match=f"two of id {SCIENCE_2018.id}"):
        build(tmp_path, SCIENCE_2018, twin)


def test_folders_and_files_may_have_any_name(tmp_path):
    folder = tmp_path / "索引 100% #1?" / "x"
    report = replace(SCIENCE_2018, source="坏\udcff名.txt")
    build(folder, report)
    with open_generation(folder, encoder=FakeEncoder()) as generation:
        assert generation.report(report.id).source == report.source
        assert generation.search("政协提案")


def test_progress_is_told(tmp_path):
    seen = []
    build(tmp_path, *REPORTS, progress=lambda *step: seen.append(step))
    assert [step for step in seen if step[0] == "passages"] == [("passages", n, 3) for n in (1, 2, 3)]
    assert [step for step in seen if step[0] == "vectors"][-1][1:] == (10, 10)
    assert seen[-1] == ("write", 1, 1)


def test_an_empty_corpus_makes_an_index_that_finds_nothing(tmp_path):
    build(tmp_path)
    with open_generation(tmp_path, encoder=FakeEncoder()) as generation:
        assert generation.reports() == generation.figures() == generation.search("提案") == []


def test_many_reports_filtered_in_any_pattern_rank_like_brute_force(tmp_path):
    reports = [
        make_report(f"第{n}局", 2000 + n % 20, {"一、概述": f"公开信息{n}条。收到申请{n * 3}件。"})
        for n in range(60)
    ]
    encoder = FakeEncoder()
    build(tmp_path, *reports, encoder=encoder)
    with open_generation(tmp_path, encoder=encoder) as generation:
        passages = [p for r in reports for p in split_passages(r)]
        raw = np.load(generation.folder / "vectors.npy").astype(np.float32)
        mean = np.load(generation.folder / "mean.npy")
        wanted = {r.id for r in reports[::3]}
        vectors = raw / np.linalg.norm(raw, axis=1, keepdims=True) - mean
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        query = encoder.encode_queries(["收到申请多少件"])[0] - mean
        scores = vectors @ (query / np.linalg.norm(query))
        expected = sorted((-s, n) for n, s in enumerate(scores) if passages[n].report in wanted)
        hits = generation.search("收到申请多少件", report_ids=wanted, limit=60)
        found = sorted((hit.why["dense_rank"], hit.passage) for hit in hits if "dense_rank" in hit.why)
        assert [p for _, p in found] == [passages[n] for _, n in expected[: len(found)]]
        assert len(found) == 60
