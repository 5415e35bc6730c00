from __future__ import annotations

import pytest

from made_tables import (
    ACTIVE_2019,
    ACTIVE_2021,
    APPENDIX,
    DISPUTE_HEADS,
    HEADS,
    appendix_grid,
    made_report,
    request_grid,
    request_labels,
)
from reportqa.figures import tables
from reportqa.figures.cells import cell_number, cell_part, unit_of_head
from reportqa.figures.forms import APPLICANTS, forms, results
from reportqa.figures.tables import table_figures
from reportqa.model import Applicant, Cell, How, Report, Table
from reportqa.reading.labels import fold

TITLE_2, TITLE_3 = "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"
TITLE_4 = "四、政府信息公开行政复议、行政诉讼情况"


def by_id(figures, applicant=None) -> dict[str | None, int | float]:
    return {f.indicator: f.value for f in figures if f.applicant == applicant}


def counted_rows(count: int = 25) -> list[list[int]]:
    """Rows whose numbers all differ, so that a cell out of place shows."""
    return [[100 * row + column for column in range(7)] for row in range(1, count + 1)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("22", 22, ""), ("9,487", 9487, ""), ("７５４５．２８", 7545.28, ""), ("7545万元", 7545, "万元"),
        ("536万", 5360000, ""), ("45.9 万人", 459000, "人"), ("-2", -2, ""), ("增3", 3, ""), ("减3", -3, ""),
        ("12 345", 12345, ""), ("0.", 0, ""), ("50条", 50, "条"), ("17.46%", 17.46, "%"),
    ],
)  # fmt: skip
def test_numbers_in_cells(text, value, unit):
    number = cell_number(text)
    assert number is not None and (number.value, number.unit) == (value, unit)
    assert text[number.start : number.end].strip()


@pytest.mark.parametrize(
    "text", ["", "—", "-", "/", "无", "2 8", "O", "见附件", "1.属于国家秘密", "2018-03-25"]
)
def test_cells_without_a_number(text):
    assert cell_number(text) is None


def test_a_bracket_behind_a_number_is_a_part_of_its_own():
    part = cell_part("22（其中修订 16 件）")
    assert part is not None and (part.value, part.unit, part.words) == (16, "件", "其中修订")
    assert cell_part("22") is None


def test_units_in_heads():
    assert [unit_of_head(t) for t in ("本年收费金额（单位：万元）", "数量（件）", "本年制发件数")] == [
        "万元",
        "件",
        "",
    ]


def test_table_2_of_2021():
    figures = table_figures(made_report(TITLE_2, ACTIVE_2021))
    assert by_id(figures) == {
        "rules.issued": 0, "rules.abolished": 0, "rules.in_force": 0,
        "normative.issued": 3, "normative.abolished": 1, "normative.in_force": 8,
        "licences.decisions": 9487, "penalties.decisions": 2776, "coercion.decisions": 84, "fees.amount": 7545.28,
    }  # fmt: skip
    fee = figures[-1]
    assert (fee.unit, fee.text, fee.how, fee.quote) == (
        "万元",
        "7545.28",
        How.TABLE_CELL,
        "行政事业性收费\t7545.28",
    )
    assert fee.section == (TITLE_2,)


def test_table_2_of_2019():
    figures = table_figures(made_report(TITLE_2, ACTIVE_2019))
    values = by_id(figures)
    assert len(values) == 22
    assert values["other_services.change"] == -2 and values["licences.change"] == 3
    assert values["penalties.decisions"] == 7 and values["fees.items_last_year"] == 6
    money = next(f for f in figures if f.indicator == "procurement.amount")
    assert (money.value, money.unit, money.text) == (1234.5, "万元", "1234.5万元")


@pytest.mark.parametrize("old", [False, True])
def test_table_3_every_cell_by_row_and_column(old):
    labels = request_labels(old)
    rows = counted_rows(len(labels))
    report = made_report(TITLE_3, request_grid(rows, old))
    figures = table_figures(report)
    ids = ["requests.new", "requests.carried_in", *results(old), "requests.closed", "requests.carried_out"]
    expected = {
        (name, who): value
        for name, row in zip(ids, rows, strict=True)
        for who, value in zip(APPLICANTS, row, strict=True)
    }
    assert {(f.indicator, f.applicant): f.value for f in figures} == expected
    assert all(report.text[f.value_start : f.value_end] == str(f.value) for f in figures)
    assert all(report.text[f.start : f.end] == f.quote and "\n" not in f.quote for f in figures)


def test_columns_count_by_their_words_not_by_position():
    swapped = [list(row) for row in HEADS]
    swapped[2] = ["其他", "商业企业", "科研机构", "社会公益组织", "法律服务机构"]
    figures = table_figures(
        made_report(TITLE_3, [*swapped, [("一、本年新收政府信息公开申请数量", 1, 3), *"1234567"]])
    )
    assert {f.applicant: f.value for f in figures}[Applicant.OTHER] == 2
    assert {f.applicant: f.value for f in figures}[Applicant.COMPANY] == 3


def test_a_missing_row_moves_no_other_row():
    grid = request_grid(counted_rows())
    del grid[len(HEADS) + 6]
    values = by_id(table_figures(made_report(TITLE_3, grid)), Applicant.TOTAL)
    assert "requests.refused.three_safeties" not in values
    assert values["requests.refused.law_forbids"] == 606 and values["requests.refused.third_party"] == 806


def test_table_4_fifteen_numbers():
    figures = table_figures(made_report(TITLE_4, [*DISPUTE_HEADS, [str(n) for n in range(1, 16)]]))
    values = by_id(figures)
    assert [values[f"reconsideration.{o.id}"] for o in forms().outcomes] == [1, 2, 3, 4, 5]
    assert [values[f"litigation.direct.{o.id}"] for o in forms().outcomes] == [6, 7, 8, 9, 10]
    assert [values[f"litigation.after_reconsideration.{o.id}"] for o in forms().outcomes] == [
        11,
        12,
        13,
        14,
        15,
    ]
    assert figures[-1].quote == "\t".join(str(n) for n in range(1, 16))
    assert figures[-1].column_path == ("行政诉讼", "复议后起诉", "总计")


def test_table_4_in_three_tables_under_headings():
    parts = []
    for heading in ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"):
        parts += [f"# {heading}", [["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], list("12306")]]
    values = by_id(table_figures(made_report(TITLE_4, *parts)))
    assert len(values) == 15 and values["litigation.after_reconsideration.total"] == 6


def test_the_appendix_by_order_where_labels_repeat():
    values = [str(n) for n in range(1, 59)]
    figures = table_figures(made_report("附表", appendix_grid(values)))
    ids = [row.id for row in forms().statistics if row.id]
    assert [f.indicator for f in figures] == ids and [f.value for f in figures] == list(range(1, 59))
    units = {f.indicator: f.unit for f in figures}
    assert (units["training.people"], units["staff.budget"], units["published.total"]) == (
        "人次",
        "万元",
        "条",
    )


def test_an_appendix_cut_in_two_is_read_as_one():
    rows = appendix_grid([str(n) for n in range(1, 59)])
    cut = next(at for at, row in enumerate(rows) if row[0].startswith("五、行政诉讼")) + 2
    figures = table_figures(made_report("附表", rows[:cut], rows[cut:]))
    assert [f.value for f in figures] == list(range(1, 59))
    assert by_id(figures)["litigation.corrected"] == by_id(figures)["litigation.upheld"] + 1


def test_dashes_and_missing_cells_are_no_zeros():
    rows = [[0] * 7 for _ in request_labels()]
    grid = request_grid(rows)
    grid[len(HEADS)][1:] = ["5", "—", "/", "-", "0", "0", "5"]
    values = table_figures(made_report(TITLE_3, grid))
    assert [f.applicant for f in values if f.indicator == "requests.new"] == [
        Applicant.NATURAL, Applicant.LEGAL_SERVICE, Applicant.OTHER, Applicant.TOTAL,
    ]  # fmt: skip


def blank_table(natural: str = "5"):
    """Five requests, all granted; every zero is left blank."""
    rows = [["", "", "", "", "", "", ""] for _ in request_labels()]
    for at in (0, 2, 23):
        rows[at] = [natural if at == 0 else "5", "", "", "", "", "", "5"]
    return request_grid(rows)


def test_blank_cells_are_zero_where_the_sums_hold_with_them():
    figures = table_figures(made_report(TITLE_3, blank_table()))
    blanks = [f for f in figures if not f.text]
    assert len(figures) == 25 * 7 and len(blanks) == 25 * 7 - 6
    assert {(f.value, f.how, f.value_end - f.value_start) for f in blanks} == {(0, How.TABLE_CELL, 0)}


def test_blank_cells_are_missing_where_a_sum_fails_with_them():
    figures = table_figures(made_report(TITLE_3, blank_table(natural="4")))
    new = {f.applicant for f in figures if f.indicator == "requests.new"}
    assert new == {Applicant.NATURAL, Applicant.TOTAL}


def test_a_table_of_blanks_alone_states_nothing():
    rows = [[""] * 7 for _ in request_labels()]
    assert table_figures(made_report(TITLE_3, request_grid(rows))) == ()


def test_blank_cells_of_table_2_are_missing():
    rows = [*ACTIVE_2021[:2], ["规章", "", "", "3"]]
    assert by_id(table_figures(made_report(TITLE_2, rows))) == {"rules.in_force": 3}


def test_a_letter_that_ocr_reads_for_zero_counts_like_a_blank():
    rows = [[0] * 7 for _ in request_labels()]
    rows[5] = [0, 0, "O", 0, 0, 0, 0]
    figures = table_figures(made_report(TITLE_3, request_grid(rows)))
    odd = next(f for f in figures if f.text == "O")
    assert (odd.indicator, odd.applicant, odd.value) == (
        "requests.refused.law_forbids",
        Applicant.RESEARCH,
        0,
    )


def test_parts_in_brackets_are_figures_of_their_own():
    rows = [*ACTIVE_2021[:2], ["规章", "22（其中修订 16 件）", "0", "235"]]
    figures = table_figures(made_report(TITLE_2, rows))
    part = next(f for f in figures if f.part_of)
    assert (part.value, part.unit, part.indicator, part.text) == (16, "件", None, "16 件")
    assert "规章" in part.counted and "其中修订" in part.counted
    assert by_id(f for f in figures if not f.part_of)["rules.issued"] == 22


def test_other_tables_give_figures_with_their_words():
    rows = [
        ["栏目", "发布数量（条）", "电话"],
        ["通知公告", "1,206", "87222589"],
        ["政策解读", "—", "87222590"],
    ]
    figures = table_figures(made_report("附：网站发布情况", rows))
    assert [(f.indicator, f.value, f.unit, f.counted) for f in figures] == [
        (None, 1206, "条", "通知公告 发布数量（条）")
    ]


def test_two_tables_3_in_one_report_are_both_read():
    grid = request_grid(counted_rows())
    figures = table_figures(made_report(TITLE_3, "区政府办公室", grid, "全区", grid))
    assert len(figures) == 2 * 25 * 7
    assert len({(f.indicator, f.applicant) for f in figures}) == 25 * 7


def test_fragments_without_heads_are_left_unread():
    report = made_report(
        TITLE_2,
        [["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]],
        "表二",
        [["规章", "22", "235"]],
    )
    assert table_figures(report) == ()


def test_ocr_slips_in_labels():
    heads = [
        ["（本列数据）", "自然人", "商业企业", "科研机枸", "社会公益组织", "法律服务机构", "其他", "总计"]
    ]
    rows = [
        ["本年新收政府信息公开中请数量", *"5000005"],
        ["（三）不子公开", *[""] * 7],
        ["1.属于国家秘蜜", *"1000001"],
    ]
    values = by_id(table_figures(made_report(TITLE_3, [*heads, *rows])), Applicant.TOTAL)
    assert values == {"requests.new": 5, "requests.refused.state_secret": 1}


def test_every_indicator_of_the_forms_is_written_once():
    known = [row.id for row in forms().statistics if row.id]
    assert len(known) == len(set(known)) == len([unit for _, unit in APPENDIX if unit != "——"])
    assert len({row.id for row in forms().requests}) == 26
    assert all(total.parts and total.total for total in forms().sums)


def test_the_appendix_with_headings_over_its_whole_width():
    rows = [
        [(row[0], 1, 3)] if row[1] == "——" else row for row in appendix_grid([str(n) for n in range(1, 59)])
    ]
    figures = table_figures(made_report("附表", rows))
    assert [f.value for f in figures] == list(range(1, 59))
    assert {f.indicator: f.unit for f in figures}["staff.people"] == "人"


def test_the_work_for_a_table_grows_with_its_cells(monkeypatch):
    calls = 0

    def counted(text):
        nonlocal calls
        calls += 1
        return fold(text)

    monkeypatch.setattr(tables, "fold", counted)
    rows = 400
    text = "\n".join(f"第{n}类\t条\t{n}" for n in range(rows))
    cells, at = [], 0
    for row in range(rows):
        for column, part in enumerate((f"第{row}类", "条", str(row))):
            path = () if column == 0 else (f"第{row}类",)
            head = ("项目", "单位", "数量")[column]
            cells.append(Cell(row, column, 1, 1, part, at, at + len(part), column == 0, path, (head,)))
            at += len(part) + 1
    head = Cell(-1, 1, 1, 1, "单位", 0, 0, True)
    table = Table((head, *cells), rows + 1, 3, 0, len(text))
    report = Report("t", "某局", 2020, "", "t.csv", "", text, (), (table,))
    found = tables.table_figures(report)
    assert [(f.value, f.unit) for f in found[:3]] == [(0.0, "条"), (1.0, "条"), (2.0, "条")]
    assert len(found) == rows
    assert calls <= 3 * len(table.cells)
