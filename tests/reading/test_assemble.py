from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import reportqa.reading
from reportqa.errors import ReportQAError, UnreadableFile
from reportqa.reading import SUFFIXES, read_report, report_id
from reportqa.reading.formats import BY_SUFFIX

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / ".." / "shared" / "real"
TEXT = (
    "东河区教育局\n2018年政府信息公开工作年度报告\n\n一、概述\n2018年度，我局主动公开政府信息 50条。\n"
    "| 信息内容 | 本年制发件数 |\n|---|---|\n| 规章 | 7 |\n| 规范性文件 |  |\n二、其他\n没有其他事项。\n东河区教育局\n2019年3月5日\n"
)
HTML = f"<html><head><title>报告</title></head><body>{''.join(f'<p>{x}</p>' for x in TEXT.split())}</body></html>"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_a_report_from_a_text_file(tmp_path):
    path = write(tmp_path / "city" / "2018 教育局.txt", TEXT)
    report = read_report(path, root=tmp_path)
    assert (report.id, report.source) == ("city-2018-教育局", "city/2018 教育局.txt")
    assert report.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (report.agency, report.year, report.signed, report.kind) == (
        "东河区教育局",
        2018,
        "2019-03-05",
        "disclosure",
    )
    assert [s.path for s in report.sections] == [(), ("一、概述",), ("二、其他",)]
    assert report.warnings == ()
    assert not report.sample


def test_table_cells_lie_in_the_text_and_have_their_headers(tmp_path):
    report = read_report(write(tmp_path / "r.txt", TEXT))
    (table,) = report.tables
    assert [report.text[c.start : c.end] for c in table.cells] == [c.text for c in table.cells]
    seven = next(c for c in table.cells if c.text == "7")
    assert (seven.row_path, seven.column_path) == (("规章",), ("本年制发件数",))
    assert table.cells[-1].blank
    assert report.section_at(seven.start).path == ("一、概述",)


def test_positions_map_back_to_the_file(tmp_path):
    report = read_report(write(tmp_path / "r.txt", TEXT))
    for quote in ("主动公开政府信息 50条", "没有其他事项", "| 规章 | 7 |"):
        origin = report.file_offset(report.text.index(quote))
        assert TEXT[origin : origin + len(quote)] == quote


def test_ids_are_slugs_of_the_path(tmp_path):
    assert report_id(Path("/a/b/c d_2018（1）.txt"), Path("/a")) == "b-c-d_2018-1"
    assert report_id(tmp_path / "x.meta.pdf") == "x-meta"
    assert read_report(write(tmp_path / "r.txt", TEXT), report_id="given").id == "given"


def test_metadata_wins_and_a_difference_is_a_warning(tmp_path):
    path = write(tmp_path / "r.txt", TEXT)
    write(
        tmp_path / "r.meta.toml",
        'agency = "西河区教育局"\nyear = 2018\nurl = "https://example.gov.cn/r"\nsample = true',
    )
    report = read_report(path)
    assert (report.agency, report.url, report.sample) == ("西河区教育局", "https://example.gov.cn/r", True)
    assert [w.code for w in report.warnings] == ["meta_differs"]


def test_metadata_fills_in_what_the_report_does_not_say(tmp_path):
    path = write(tmp_path / "r.txt", "一、概述\n主动公开信息 50 条，没有收到申请。\n")
    assert {w.code for w in read_report(path).warnings} == {"no_agency", "no_year"}
    write(tmp_path / "r.meta.toml", 'agency = "东河区教育局"\nyear = 2018')
    assert read_report(path).warnings == ()


def test_a_bad_metadata_file_names_itself(tmp_path):
    path = write(tmp_path / "r.txt", TEXT)
    write(tmp_path / "r.meta.toml", "yaer = 2018")
    with pytest.raises(UnreadableFile, match=r"r\.meta\.toml: unknown key 'yaer'"):
        read_report(path)


def test_samples_say_so(tmp_path):
    assert read_report(write(tmp_path / "r.txt", "样例报告，仅供演示\n" + TEXT)).sample


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".doc", ""])
def test_html_under_any_name_is_read_as_html(tmp_path, suffix):
    report = read_report(write(tmp_path / f"r{suffix}", HTML))
    assert report.agency == "东河区教育局"
    assert "<p>" not in report.text


@pytest.mark.parametrize("suffix", [".html", ".htm", ".txt", ".unknown"])
def test_plain_text_under_any_name_is_read(tmp_path, suffix):
    assert "主动公开政府信息 50条" in read_report(write(tmp_path / f"r{suffix}", TEXT)).text


def test_every_suffix_has_a_reader():
    assert set(SUFFIXES) == set(BY_SUFFIX)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("r.txt", b"", "empty"),
        ("r.txt", "\u3000\n\n", "no text"),
        ("r.txt", "— 1 —\n\n", "no text"),
        ("r.txt", b"\x7fELF\x02\x01\x01" + bytes(100), "found a program"),
        ("r.pdf", b"\x1f\x8b\x08\x00", "found a gzip archive"),
        ("r.docx", b"PK\x03\x04broken", "damaged zip"),
        ("r.docx", b"not a word file \xff\xfe\x80\x81\x82", "UTF-8"),
        ("r.html", b"", "empty"),
    ],
)
def test_files_that_are_no_reports_are_refused_in_one_line(tmp_path, name, content, reason):
    path = write(tmp_path / name, content)
    with pytest.raises(UnreadableFile, match=reason) as error:
        read_report(path)
    assert str(error.value).startswith(f"{path}: ")
    assert "\n" not in str(error.value)


def test_zip_archives_folders_and_missing_files(tmp_path):
    with zipfile.ZipFile(tmp_path / "r.docx", "w") as archive:
        archive.writestr("report.txt", TEXT)
    for path, reason in (
        (tmp_path / "r.docx", "unpack it"),
        (tmp_path, "a folder"),
        (tmp_path / "x.txt", "opened"),
    ):
        with pytest.raises(UnreadableFile, match=reason):
            read_report(path)


def test_files_beyond_the_limits_are_refused_unread(tmp_path, monkeypatch):
    path = write(tmp_path / "r.txt", TEXT)
    monkeypatch.setattr(reportqa.reading, "MAX_TEXT_BYTES", 100)
    with pytest.raises(UnreadableFile, match="the text has"):
        read_report(path)
    monkeypatch.setattr(reportqa.reading, "MAX_BYTES", 50)
    with pytest.raises(UnreadableFile, match="the file has"):
        read_report(path)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from([".txt", ".md", ".html", ".csv", ".docx", ".xlsx", ".xls", ".pdf"]),
    st.sampled_from(
        [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\xff\xfe", TEXT.encode(), TEXT.encode("gb18030")]
    ),
    st.binary(max_size=200),
)
def test_damaged_files_give_a_report_or_our_own_error(tmp_path, suffix, head, tail):
    path = write(tmp_path / f"r{suffix}", head + tail)
    try:
        assert read_report(path).text
    except ReportQAError as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("data", [b"\xff\xfe\xff\xfe", "\ufeff\u200b \n".encode(), "。\n……".encode()])
def test_a_file_without_a_word_is_said_to_hold_no_text(tmp_path, data):
    with pytest.raises(UnreadableFile, match="holds no text"):
        read_report(write(tmp_path / "r.txt", data))


def test_reading_twice_gives_the_same_report(tmp_path):
    path = write(tmp_path / "r.md", TEXT)
    assert read_report(path) == read_report(path)


def test_the_report_shipped_with_the_project():
    report = read_report(ROOT / "corpus" / "zhangdian-science-bureau-2018.txt", root=ROOT / "corpus")
    assert (report.id, report.agency, report.year) == (
        "zhangdian-science-bureau-2018",
        "张店区科学技术局",
        2018,
    )
    assert report.url == "http://www.zhangdian.gov.cn"
    assert [w.code for w in report.warnings] == ["signed_before_period_end"]
    quote = "2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。"
    at = report.text.index(quote)
    assert report.section_at(at).path == ("五、办理人大代表建议和政协委员提案情况",)


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not part of the repository")
@pytest.mark.parametrize(
    ("name", "agency", "year"),
    [
        ("hongze-district-2023.pdf", "洪泽区人民政府", 2023),
        ("hongze-district-2024.pdf", "淮安市洪泽区人民政府", 2024),
        ("shuyang-county-2025.txt", "沐阳县人民政府", 2025),
        ("shanghai-office-2025.txt", "上海市人民政府办公厅", 2025),
        ("zhangdian-science-bureau-2018.txt", "张店区科学技术局", 2018),
    ],
)
def test_real_reports(name, agency, year):
    report = read_report(REAL / name)
    assert (report.agency, report.year, report.kind) == (agency, year, "disclosure")
    for table in report.tables:
        for cell in table.cells:
            assert report.text[cell.start : cell.end] == cell.text


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not part of the repository")
def test_every_quote_of_the_questions_is_in_its_report():
    import json

    reports = {}
    missing = []
    for line in (REAL / "qa.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        if not item["quote"] or item["type"] in ("no_report", "not_stated"):
            continue
        name = item["file"]
        if name not in reports:
            reports[name] = read_report(REAL / name).text
        if "".join(item["quote"].split()) not in "".join(reports[name].split()):
            missing.append((name, item["quote"]))
    assert missing == []
