from __future__ import annotations

import pytest

from made_tables import (
    ACTIVE_2019,
    ACTIVE_2021,
    DISPUTE_HEADS,
    HEADS,
    made_report,
    request_grid,
    request_labels,
)
from reportqa.model import Table
from reportqa.reading.labels import best_similarity, is_empty, is_number, label, similarity

ROWS = [["0"] * 7 for _ in request_labels()]


def table_of(rows) -> Table:
    return made_report(rows).tables[0]


def paths(table: Table) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    return {cell.text: (cell.row_path, cell.column_path) for cell in table.cells if not cell.header}


@pytest.mark.parametrize(
    ("read", "meant"),
    [
        ("一、本年新收政府信息公开中请数量", "本年新收政府信息公开申请数量"),
        ("（三）不子公开", "不予公开"),
        ("上年結轉政府資訊公開申請數量", "上年结转政府信息公开申请数量"),
        ("2.其他法律行政止公开", "其他法律行政法规禁止公开"),
        ("危及 “三安全 一稳定”", "3.危及“三安全一稳定”"),
        ("已获取信息", "要求行政机关确认或重新出具已获取信息"),
        (
            "（二）部分公开(区分处理的,只计这一情形,不计其他情形)",
            "部分公开（区分处理的，只计这一情形，不计其他情形）",
        ),
    ],
)
def test_labels_are_compared_in_spite_of_slips(read, meant):
    assert similarity(read, meant) >= 0.7


def test_labels_that_differ_by_one_word_stay_apart():
    assert similarity("予以公开", "不予公开") < 0.5
    assert similarity("其他处理", "3.其他") < 0.6
    assert best_similarity("重复申请", ["无正当理由大量反复申请"]) < 0.5


def test_printed_numbers_are_told_from_the_words():
    assert [label(text).mark for text in ("一、本年", "（六）其他处理", "3.其他", "(2) 乙", "其他")] == [
        "一",
        "(六)",
        "3",
        "(2)",
        "",
    ]
    assert label("3.其他").body == "其他"


def test_numbers_dashes_and_words_are_told_apart():
    assert all(
        map(is_number, ("0", " 9,487 ", "７５４５", "7545万元", "22（其中修订 16 件）", "-3", "增2", "0."))
    )
    assert not any(
        map(is_number, ("1.属于国家秘密", "3、其他", "2018年", "第二十条第（一）项", "—", "", "2 8 3"))
    )
    assert all(map(is_empty, ("", " ", "——", "-", "/")))


def test_spans_give_whole_paths():
    report = made_report(request_grid([[f"{row}{column}" for column in range(7)] for row in range(10, 35)]))
    found = paths(report.tables[0])
    assert found["100"] == (("一、本年新收政府信息公开申请数量",), ("申请人情况", "自然人"))
    assert found["142"] == (
        ("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密"),
        ("申请人情况", "法人或其他组织", "科研机构"),
    )
    assert found["156"][0][-1] == "2.其他法律行政法规禁止公开"
    assert found["346"] == (("四、结转下年度继续办理",), ("申请人情况", "总计"))


def test_blocks_of_table_2_have_their_own_heads_and_widths():
    found = paths(table_of(ACTIVE_2021))
    assert found["8"] == (("行政规范性文件",), ("第二十条第（一）项", "现行有效件数"))
    assert found["9,487"] == (("行政许可",), ("第二十条第（五）项", "本年处理决定数量"))
    assert found["7545.28"] == (("行政事业性收费",), ("第二十条第（八）项", "本年收费金额（单位：万元）"))


def test_heads_with_blanks_where_cells_were_merged():
    heads = [
        ["（本列数据的勾稽关系为）", "", "申请人情况", "", "", "", "", "", ""],
        ["", "", "自然人", "法人或其他组织", "", "", "", "", "总计"],
        ["", "", "", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", ""],
    ]
    table = table_of([*heads, ["一、本年新收政府信息公开申请数量", "", *"1234567"]])
    found = paths(table)
    assert found["1"][1] == ("申请人情况", "自然人")
    assert found["4"][1] == ("申请人情况", "法人或其他组织", "社会公益组织")
    assert found["7"] == (("一、本年新收政府信息公开申请数量",), ("申请人情况", "总计"))


def test_a_table_run_over_a_page_takes_the_heads_of_its_first_part():
    rows = request_grid(ROWS)
    report = made_report(rows[:15], [["2.没有现成信息需要另行制作", *"3000003"], ["（七）总计", *"9000009"]])
    second = report.tables[1]
    assert second.form == "requests.2021"
    assert [c.column_path[-1] for c in second.cells if not c.header][:7] == [
        "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计",
    ]  # fmt: skip


def test_fragments_whose_first_row_is_data_have_no_head():
    report = made_report([["规章", "22", "235"]])
    assert [cell.header for cell in report.tables[0].cells] == [True, False, False]
    assert report.tables[0].cells[1].column_path == ()


def test_running_numbers_and_units_are_no_row_words():
    table = table_of(
        [["序号", "统计指标", "单位", "统计数"], ["1", "发布信息", "条", "50"], ["2", "回应关切", "次", "3"]]
    )
    assert paths(table) == {"50": (("发布信息",), ("统计数",)), "3": (("回应关切",), ("统计数",))}


def test_years_may_head_columns():
    table = table_of([["指标", "2022", "2023"], ["发布信息", "40", "50"]])
    assert paths(table)["50"] == (("发布信息",), ("2023",))


def test_rows_of_words_in_a_table_of_numbers_are_no_new_heads():
    table = table_of(
        [
            ["项目", "数量", "备注"],
            ["发布信息", "50", "网站"],
            ["联系人", "张三", "办公室"],
            ["回应", "3", ""],
        ]
    )
    assert paths(table)["3"] == (("回应",), ("数量",))


def test_tables_of_words_have_one_head_row():
    table = table_of([["名称", "内容"], ["公开指南", "已更新"], ["公开目录", "已发布"]])
    assert paths(table) == {"已更新": (("公开指南",), ("内容",)), "已发布": (("公开目录",), ("内容",))}


@pytest.mark.parametrize(
    ("rows", "form"),
    [
        (ACTIVE_2021, "active.2021"),
        (ACTIVE_2019, "active.2019"),
        (request_grid(ROWS), "requests.2021"),
        (request_grid(ROWS[:23], old=True), "requests.2019"),
        ([*DISPUTE_HEADS, ["0"] * 15], "disputes"),
        (
            [
                ["统计指标", "单位", "统计数"],
                ["（一）收到申请数", "件", "5"],
                ["（二）申请办结数", "件", "5"],
            ],
            "statistics",
        ),
        ([["姓名", "职务"], ["张三", "主任"]], None),
        ([["栏目", "条数"], ["通知公告", "120"], ["其他", "3"], ["总计", "123"]], None),
    ],
)
def test_forms_are_recognised_by_their_words(rows, form):
    assert table_of(rows).form == form


def test_forms_are_recognised_in_traditional_characters_and_with_slips():
    traditional = [["信息內容", "本年製發件數", "本年廢止件數", "現行有效件數"], ["規章", "1", "2", "3"]]
    slips = [
        *HEADS,
        ["一、本年新收政府信息公开中请数量", "", "", *"1000001"],
        ["（七）总汁", "", "", *"1000001"],
    ]
    assert table_of(traditional).form == "active.2021"
    assert table_of(slips).form == "requests.2021"


def test_a_table_without_caption_takes_the_heading_above_it():
    report = made_report(
        "四、行政复议情况",
        [["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"], ["1", "0", "0", "0", "1"]],
    )
    assert report.tables[0].caption == "四、行政复议情况"


def test_a_title_inside_a_table_keeps_the_heads_above_it():
    rows = [["指标", "数量"], [("一、公开", 1, 2)], ["发布信息", "50"], [("二、回应", 1, 2)], ["解读", "3"]]
    found = paths(table_of(rows))
    assert found["50"] == (("发布信息",), ("一、公开", "数量"))
    assert found["3"] == (("解读",), ("二、回应", "数量"))


def test_years_may_name_rows():
    table = table_of([["年份", "数量"], ["2021", "40"], ["2022", "50"]])
    assert paths(table)["50"] == (("2022",), ("数量",))
