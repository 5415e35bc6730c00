from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.reading.extracted import Extracted
from reportqa.reading.text import read_text
from reportqa.reading.unwrap import unwrap

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"

TEXT = """# 东河区教育局2019年政府信息公开工作年度报告

## 一、总体情况

全年主动公开**政府信息** 50 条。
- 一是加强领导。

### 表二

| 信息内容 | 本年制发件数 |
|---|:---:|
| 规章 | 0 |
| 行政规范性文件 |  |

---

甲 | 乙
--- | ---
1 | 2

比例为 3|4，不是表格。
"""


def cells(extracted: Extracted, number: int) -> list[list[str]]:
    grid = extracted.grids[number]
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append(extracted.text[cell.start : cell.end])
    return rows


def test_headings_tables_and_marks():
    extracted = read_text(TEXT.encode(), "r.md")
    headings = [(extracted.text[x.start : x.end], x.level) for x in extracted.lines if x.kind == "heading"]
    assert headings == [("东河区教育局2019年政府信息公开工作年度报告", 1), ("一、总体情况", 2), ("表二", 3)]
    assert cells(extracted, 0) == [["信息内容", "本年制发件数"], ["规章", "0"], ["行政规范性文件", ""]]
    assert cells(extracted, 1) == [["甲", "乙"], ["1", "2"]]
    assert len(extracted.grids) == 2
    assert [c.header for c in extracted.grids[0].cells] == [True, True, False, False, False, False]


def test_the_text_loses_the_marks_and_keeps_the_rows():
    text = unwrap(read_text(TEXT.encode(), "r.md")).text
    assert "全年主动公开政府信息 50 条。\n一是加强领导。" in text
    assert "| 规章 | 0 |\n| 行政规范性文件 |  |" in text
    assert "#" not in text
    assert "---" not in text
    assert "比例为 3|4，不是表格。" in text


def test_a_text_file_with_tables_is_read_as_markdown():
    assert len(read_text(TEXT.encode(), "r.txt").grids) == 2
    assert not read_text("一、概述\n- 3 -\n# 5 号文件\n".encode(), "r.txt").grids


def test_a_second_header_begins_a_second_table_and_a_missing_cell_stays_missing():
    text = "| 甲 | 乙 | 丙 |\n|---|---|---|\n| 1 | 2 |\n| 丁 | 3 |\n|---|---|\n| 戊 | 4 |\n"
    extracted = read_text(text.encode(), "r.md")
    assert cells(extracted, 0) == [["甲", "乙", "丙"], ["1", "2"]]
    assert cells(extracted, 1) == [["丁", "3"], ["戊", "4"]]


def test_escaped_pipes_stay_in_their_cell():
    extracted = read_text(b"| a\\|b | **2** |\n|---|---|\n", "r.md")
    assert cells(extracted, 0) == [["a\\|b", "2"]]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(st.text("数件12.，（一）ab ", max_size=5).map(str.strip), min_size=3, max_size=3),
        min_size=1,
        max_size=5,
    )
)
def test_a_table_written_is_the_table_read(rows):
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    extracted = read_text("\n".join(["表", "", lines[0], "|---|---|---|", *lines[1:]]).encode(), "r.md")
    assert cells(extracted, 0) == rows


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not part of the repository")
def test_the_tables_of_the_real_reports():
    extracted = read_text((REAL / "shuyang-county-2025.txt").read_bytes(), "r.txt")
    assert cells(extracted, 0)[2] == ["行政规范性文件", "6", "1", "32"]
    assert ["七）总计" in c[0] for c in cells(extracted, 15)] == [False, False, False, True, False]
    broken = read_text((REAL / "shanghai-office-2025.txt").read_bytes(), "r.txt")
    assert cells(broken, 0) == [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]]
    assert cells(broken, 1) == [["规章", "22", "235"]]
