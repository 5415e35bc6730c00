from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_tables import APPENDIX, made_report, request_grid, request_labels
from reportqa.figures.broken import broken_table_figures
from reportqa.figures.forms import APPLICANTS, forms
from reportqa.figures.tables import table_figures
from reportqa.model import Applicant, Figure, How, Report
from reportqa.reading import read_report

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"
TITLE_2, TITLE_3 = "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
TITLE_4 = "四、政府信息公开行政复议、行政诉讼情况"
KINDS = "行政复议\n行政诉讼\n未经复议直接起诉\n复议后起诉\n结果维持 结果纠正 其他结果 尚未审结 总计"


def cells(figures: Iterable[Figure]) -> dict:
    return {(f.indicator, f.applicant): f.value for f in figures}


def read(report: Report):
    return broken_table_figures(report, table_figures(report))


def consistent(seed: int, old: bool) -> list[list[int]]:
    """Seven columns for every row of table 3, with all sums right."""
    chance = random.Random(seed)
    count = len(request_labels(old)) - 4
    results = [[chance.choice([0, 0, chance.randint(0, 90)]) for _ in range(6)] for _ in range(count)]
    closed = [sum(column) for column in zip(*results, strict=True)]
    carried_out = [chance.randint(0, 5) for _ in range(6)]
    inflow = [a + b for a, b in zip(closed, carried_out, strict=True)]
    carried_in = [chance.randint(0, n) for n in inflow]
    new = [a - b for a, b in zip(inflow, carried_in, strict=True)]
    return [[*row, sum(row)] for row in (new, carried_in, *results, closed, carried_out)]


def as_lines(rows: list[list[int]], old: bool = False) -> str:
    return "\n".join(
        f"{label} {' '.join(map(str, row))}"
        for (_, label), row in zip(request_labels(old), rows, strict=True)
    )


def as_cells(rows: list[list[int]], old: bool = False) -> str:
    lines, before = [], ""
    for (group, label), row in zip(request_labels(old), rows, strict=True):
        lines += [group] if group and group != before else []
        before = group
        lines += [label, *map(str, row)]
    return "\n".join(lines)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), old=st.booleans())
def test_grid_lines_and_cells_give_the_same_figures(seed, old):
    rows = consistent(seed, old)
    grid = cells(table_figures(made_report(TITLE_3, request_grid(rows, old))))
    assert len(grid) == 7 * len(rows)
    for layout in (as_lines, as_cells):
        report = made_report(TITLE_3, layout(rows, old), TITLE_4)
        figures, odd = read(report)
        assert cells(figures) == grid and odd == ()
        assert all(report.text[f.start : f.end] == f.quote for f in figures)
        assert all(report.text[f.value_start : f.value_end] == f.text == str(f.value) for f in figures)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6), lost=st.data())
def test_lost_cells_and_labels_never_give_a_wrong_figure(seed, lost):
    rows = consistent(seed, old=False)
    truth = cells(table_figures(made_report(TITLE_3, request_grid(rows))))
    lines = as_cells(rows).split("\n")
    for _ in range(lost.draw(st.integers(1, 4))):
        del lines[lost.draw(st.integers(0, len(lines) - 1))]
    figures, _ = read(made_report(TITLE_3, "\n".join(lines), TITLE_4))
    assert all(truth[key] == value for key, value in cells(figures).items())


def test_the_quote_of_a_row_is_its_line():
    figures, _ = read(made_report(TITLE_3, as_lines(consistent(3, old=False))))
    new = next(f for f in figures if f.indicator == "requests.new")
    assert new.quote.startswith("一、本年新收政府信息公开申请数量 ") and "\n" not in new.quote
    assert new.how is How.TABLE_CELL and new.row_path == ("本年新收政府信息公开申请数量",)
    assert new.column_path == ("自然人",)


def test_a_column_of_cells_is_quoted_with_its_label():
    figures, _ = read(made_report(TITLE_3, as_cells(consistent(3, old=False))))
    assert figures[0].quote.split("\n")[0] == "一、本年新收政府信息公开申请数量"
    assert len(figures[0].quote.split("\n")) == 8


def test_a_row_without_label_is_read_where_order_and_all_sums_leave_one_place():
    rows = consistent(5, old=False)
    lines = as_lines(rows).split("\n")
    lines[19] = " ".join(map(str, rows[19]))
    figures, odd = read(made_report(TITLE_3, "\n".join(lines), TITLE_4))
    assert cells(figures)["requests.unprocessed.reconfirm", Applicant.TOTAL] == rows[19][-1]
    assert odd == ()


def test_a_row_without_label_is_unread_in_an_incomplete_table():
    rows = consistent(5, old=False)
    lines = as_lines(rows).split("\n")
    lines[19] = " ".join(map(str, rows[19]))
    del lines[4]
    figures, odd = read(made_report(TITLE_3, "\n".join(lines), TITLE_4))
    assert ("requests.unprocessed.reconfirm", Applicant.TOTAL) not in cells(figures)
    assert len(figures) == 23 * 7
    assert [(o.code, o.text_zh.endswith(lines[18])) for o in odd] == [("unread_table_row", True)]


def test_a_cut_label_that_fits_two_rows_is_unread_unless_the_table_is_whole():
    row = "行政机关不再处理其政府信息公 3 0 0 0 0 0 3"
    figures, odd = read(made_report(TITLE_3, "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 3", row, TITLE_4))
    assert {f.indicator for f in figures} == {"requests.new"}
    assert len(odd) == 1


def test_a_row_whose_sum_fails_is_read_only_where_the_others_prove_the_columns():
    wrong = "一、本年新收政府信息公开申请数量 3 0 0 0 0 0 9"
    figures, odd = read(made_report(TITLE_3, wrong, TITLE_4))
    assert figures == () and len(odd) == 1
    lines = as_lines(consistent(8, old=False)).split("\n")
    figures, odd = read(made_report(TITLE_3, wrong, *lines[1:], TITLE_4))
    assert cells(figures)["requests.new", Applicant.TOTAL] == 9 and odd == ()


def test_rows_joined_to_one_line_are_parted():
    joined = "一、本年新收政府信息公开申请数量 21 0 0 0 0 0 21二、上年结转政府信息公开申请数量 2 0 0 0 0 0 2"
    figures, _ = read(made_report(TITLE_3, joined, headings=False))
    assert cells(figures)["requests.new", Applicant.TOTAL] == 21
    assert cells(figures)["requests.carried_in", Applicant.TOTAL] == 2


def test_a_number_joined_to_the_next_item_mark_is_unread():
    joined = "1.本机关不掌握相关政府信息 31 0 0 0 0 0 312.没有现成信息需要另行制作 1 0 0 0 0 0 1"
    figures, odd = read(made_report(TITLE_3, joined, TITLE_4))
    assert figures == () and len(odd) == 1


def test_fragments_with_heads_that_are_not_the_forms():
    rows = consistent(11, old=False)
    parts = []
    for (_, label), row in zip(request_labels(), rows, strict=True):
        parts += [[["类别", *[f"数据{n}" for n in range(1, 7)], "总计"], [label, *map(str, row)]]]
    figures, odd = read(made_report(TITLE_3, *parts, TITLE_4))
    assert cells(figures) == cells(table_figures(made_report(TITLE_3, request_grid(rows))))
    assert odd == () and figures[0].column_path == ("自然人",)


def test_blank_cells_of_a_row_with_bars_are_zero_where_the_sums_hold():
    row = "| 一、本年新收政府信息公开申请数量 | 7 |  |  | 1 |  |  | 8 |"
    figures, _ = read(made_report(TITLE_3, row))
    assert [f.value for f in figures] == [7, 0, 0, 1, 0, 0, 8]
    assert [f.text for f in figures] == ["7", "", "", "1", "", "", "8"]


@pytest.mark.parametrize("joiner", [" ", "\n"])
def test_table_2_rows_under_heads_that_name_the_form(joiner):
    heads = "信息内容 本年制发件数 本年废止件数 现行有效件数"
    text = joiner.join(["规章", "1", "2", "33"]) + "\n" + joiner.join(["行政规范性文件", "6", "0", "40"])
    more = "信息内容\n本年处理决定数量\n" + joiner.join(["行政许可", "517645"])
    figures, odd = read(made_report(TITLE_2, heads, text, more, TITLE_3))
    assert {k[0]: v for k, v in cells(figures).items()} == {
        "rules.issued": 1, "rules.abolished": 2, "rules.in_force": 33,
        "normative.issued": 6, "normative.abolished": 0, "normative.in_force": 40, "licences.decisions": 517645,
    }  # fmt: skip
    assert odd == ()


def test_table_2_of_2019_in_lines():
    text = "信息内容 上一年项目数量 本年增/减 处理决定数量\n行政许可 120 +3 5210\n信息内容 采购项目数量 采购总金额\n政府集中采购 15 1234.5万元"
    figures, _ = read(made_report(TITLE_2, text, TITLE_3))
    values = {f.indicator: (f.value, f.unit) for f in figures}
    assert values["licences.change"] == (3, "项") and values["procurement.amount"] == (1234.5, "万元")


def test_table_2_rows_with_a_number_too_few_are_reported():
    figures, odd = read(
        made_report(TITLE_2, "信息内容 本年制发件数 本年废止件数 现行有效件数", "规章 22 235", TITLE_3)
    )
    assert figures == () and "规章" in odd[0].text_zh and "22 235" in odd[0].text_zh


def test_table_2_rows_without_heads_are_reported_by_nobody_and_read_by_nobody():
    assert read(made_report(TITLE_2, "行政许可 25", TITLE_3)) == ((), ())


def test_table_4_in_one_line_or_fifteen():
    numbers = [40, 0, 10, 5, 55, 2, 0, 4, 6, 12, 6, 0, 9, 7, 22]
    for joiner in (" ", "\n"):
        figures, _ = read(made_report(TITLE_4, KINDS, joiner.join(map(str, numbers))))
        assert [f.value for f in figures] == numbers
        assert figures[9].indicator == "litigation.direct.total"


def test_table_4_with_a_number_too_few_is_unread():
    figures, odd = read(made_report(TITLE_4, KINDS, "40 0 10 5 55 2 0 4 6 12 6 0 9 22"))
    assert figures == () and len(odd) == 1


def appendix_lines(joiner: str) -> str:
    rest = iter(range(1, 59))
    return "\n".join(
        joiner.join([label.strip(), unit, *([] if unit == "——" else [str(next(rest))])])
        for label, unit in APPENDIX
    )


@pytest.mark.parametrize("joiner", [" ", "\n", "   \u3000  "])
def test_the_appendix_in_lines_and_in_cells(joiner):
    report = made_report("附表：政府信息公开情况统计表", appendix_lines(joiner), headings=False)
    figures, odd = read(report)
    assert [(f.indicator, f.value) for f in figures] == [
        (row.id, at) for at, row in enumerate((r for r in forms().statistics if r.id), 1)
    ]
    assert {f.unit for f in figures if f.indicator == "staff.budget"} == {"万元"} and odd == ()


def test_repeated_labels_of_the_appendix_need_neighbours():
    text = "（一）收到申请数 件 5\n（二）被依法纠错数 件 1\n（三）接受培训人员数 人次 9"
    figures, odd = read(made_report("政府信息公开情况统计表", text, headings=False))
    assert {f.indicator for f in figures} == {"requests.received", "training.people"}
    assert len(odd) == 1 and "被依法纠错数" in odd[0].text_zh


def test_prose_under_a_title_is_no_table():
    text = "全年主动公开政府信息 50 条。\n受理政府信息公开申请 3 件，均已办结。"
    assert read(made_report(TITLE_2, text, TITLE_3, text)) == ((), ())


def test_what_tables_gave_is_not_read_again():
    report = made_report(TITLE_3, request_grid(consistent(1, old=False)), TITLE_4)
    assert read(report) == ((), ())


needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not here")


@needs_real
def test_shanghai_every_row_of_table_3_and_all_of_table_4():
    figures, odd = read(read_report(REAL / "shanghai-office-2025.txt"))
    values = cells(figures)
    rows = {name: [values[name, who] for who in APPLICANTS] for name, who in values if who is Applicant.TOTAL}
    assert len(rows) == 25
    assert rows["requests.new"] == [1259, 36, 0, 0, 0, 0, 1295]
    assert rows["requests.partly_granted"] == [2, 0, 0, 0, 0, 0, 2]
    assert rows["requests.unprocessed.reconfirm"] == [0] * 7
    assert rows["requests.other.not_corrected"] == [40, 1, 0, 0, 2, 0, 43]
    assert rows["requests.other.fee_unpaid"] == [0] * 7
    assert rows["requests.closed"] == [1139, 48, 0, 0, 4, 0, 1191]
    assert [f.value for f in figures][-15:] == [40, 0, 10, 5, 55, 2, 0, 4, 6, 12, 6, 0, 9, 7, 22]
    assert values["penalties.decisions", None] == 0 and values["fees.amount", None] == 0
    assert not any(name.startswith(("rules.", "normative.")) for name, _ in values)
    assert ["规章" in o.text_zh for o in odd] == [False, True, False]
    assert "34 189" in odd[2].text_zh and "22 55" in odd[0].text_zh


@needs_real
def test_shuyang_every_row_in_spite_of_invented_heads():
    report = read_report(REAL / "shuyang-county-2025.txt")
    tables = table_figures(report)
    figures, odd = broken_table_figures(report, tables)
    values = cells([*tables, *figures])
    assert len(values) == len(tables) + len(figures) == 10 + 175 + 15 and odd == ()
    assert values["requests.new", Applicant.TOTAL] == 713
    assert values["requests.other.fee_unpaid", Applicant.NATURAL] == 7
    assert values["requests.other.other", Applicant.COMPANY] == 1
    assert values["requests.closed", Applicant.LEGAL_SERVICE] == 5
    assert values["fees.amount", None] == 4068.208
    assert values["litigation.after_reconsideration.total", None] == 10
