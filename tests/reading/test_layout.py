from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spans import check_spans, grid_cells, random_tables

from reportqa.errors import UnreadableFile
from reportqa.reading.layout import Layout, PlacedCell, TableCell, clean, join_wrapped, place


def test_white_space_is_collapsed_and_wraps_between_chinese_close_up():
    assert clean("  本年度\n  收到 7 件\u3000") == "本年度收到 7 件"
    assert clean("annual\n report") == "annual report"
    assert clean("\u00a0\u00a0") == ""
    assert clean("1\u200b36") == "136"


def test_cell_lines_join_without_a_space_in_chinese_and_with_one_in_latin():
    assert join_wrapped(["法人或其", "他组织"]) == "法人或其他组织"
    assert join_wrapped(["annual", "report"]) == "annual report"
    assert join_wrapped(["0", "0"]) == "0 0"  # two values stay two
    assert join_wrapped(["", "  ", "7"]) == "7"


def test_rowspan_zero_reaches_the_end_of_its_group_and_none_leaves_it():
    rows = [[TableCell("a", rowspan=0), TableCell("b", rowspan=9)], [], [TableCell("c"), TableCell("d")]]
    placed = place(rows, "t", ends=[2, 2, 3])
    assert [(c.row, c.column, c.rowspan) for c in placed] == [(0, 0, 2), (0, 1, 2), (2, 0, 1), (2, 1, 1)]


def test_a_title_spanning_more_columns_than_there_are_makes_no_columns():
    placed = place([[TableCell("title", colspan=20)], [TableCell("a"), TableCell("b")]], "t")
    assert [(c.text, c.colspan) for c in placed] == [("title", 2), ("a", 1), ("b", 1)]


def test_missing_cells_are_filled_blank_and_reported():
    layout = Layout("t.html")
    layout.add("标题")
    layout.add_table(place([[TableCell("a"), TableCell("b")], [TableCell("c")]], "t"), 2)
    extracted = layout.build()
    assert extracted.text == "标题\na\tb\nc\t"
    assert [w.code for w in extracted.warnings] == ["ragged_table"]
    check_spans(extracted)


def test_too_large_a_table_is_refused_with_its_size():
    with pytest.raises(UnreadableFile, match=r"big\.html: a table of 3000 rows and 1000 columns"):
        place([[TableCell("a", colspan=1000)] for _ in range(3000)], "big.html")


def test_an_attachment_line_is_reported_unless_its_table_follows():
    layout = Layout("t")
    layout.add("附件：1.政府信息公开情况统计表")
    layout.add("2.主动公开目录")
    layout.add("2019年3月5日")
    extracted = layout.build()
    assert extracted.attachments == ("政府信息公开情况统计表", "主动公开目录")
    assert [w.code for w in extracted.warnings] == ["attachment_not_read"] * 2

    layout = Layout("t")
    layout.add("附件")
    layout.add("政府信息公开情况统计表")
    layout.add_table([PlacedCell(0, 0, 1, 1, "统计指标")], 1)
    assert layout.build().attachments == ()


def test_an_attachment_only_referred_to_is_reported():
    layout = Layout("t")
    layout.add("具体数据详见附件1。")
    assert layout.build().attachments == ("附件1",)


def test_a_title_marked_as_a_heading_becomes_a_paragraph():
    layout = Layout("t")
    layout.add("2018年年报", "heading", 1)
    layout.add("一、概述", "heading", 2)
    layout.as_paragraph("2018年年报")
    assert [(line.kind, line.level) for line in layout.build().lines] == [("paragraph", None), ("heading", 2)]


@settings(max_examples=60, deadline=None)
@given(random_tables(), st.booleans())
def test_flowing_a_random_grid_and_placing_it_gives_it_back(table, paragraph):
    rows, columns, cells = table
    flow = [[TableCell(c.text, c.rowspan, c.colspan) for c in cells if c.row == r] for r in range(rows)]
    placed = place(flow, "t")
    assert sorted(placed, key=lambda c: (c.row, c.column)) == cells
    layout = Layout("t")
    if paragraph:
        layout.add("前言")
    layout.add_table(placed, rows)
    extracted = layout.build()
    assert grid_cells(extracted) == cells
    assert (extracted.grids[0].rows, extracted.grids[0].columns) == (rows, columns)
    check_spans(extracted)
