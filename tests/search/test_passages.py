from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from searching import SCIENCE_2018, make_report, with_table

from reportqa.model import Report, Section
from reportqa.search.passages import split_passages, split_sentences


def texts(report: Report) -> list[str]:
    return [p.text for p in split_passages(report)]


def sentences(line: str) -> list[str]:
    return [line[a:b] for a, b in split_sentences(line, 0, len(line))]


def test_sentences_under_their_heading_without_the_heading_itself():
    passages = split_passages(SCIENCE_2018)
    assert [p.text for p in passages] == [
        "张店区科学技术局2018年政府信息公开工作年度报告",
        "2018年，区科技局认真贯彻《中华人民共和国政府信息公开条例》。",
        "主动公开政府信息120条。",
        "2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。",
    ]
    last = passages[-1]
    assert last.section == ("五、办理人大代表建议和政协委员提案情况",)
    assert last.head == "张店区科学技术局 2018年 五、办理人大代表建议和政协委员提案情况"
    assert last.searched.endswith("：2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。")


def test_stops_inside_brackets_and_quotations_do_not_split():
    assert sentences("印发《关于公开工作的通知。试行》（见附件。下同）后执行。共3件。") == [
        "印发《关于公开工作的通知。试行》（见附件。下同）后执行。",
        "共3件。",
    ]
    assert sentences("他说：“都办了。”随后公开。") == ["他说：“都办了。”随后公开。"]
    assert sentences("未配对的（括号。不算。") == ["未配对的（括号。", "不算。"]


def test_a_semicolon_splits_only_between_long_clauses():
    assert sentences("收到12件；答复12件。") == ["收到12件；答复12件。"]
    long = "全年通过政府网站主动公开各类政府信息共计二千四百二十八条；通过政务微博微信主动公开各类信息共计五千五百余条。"
    assert sentences(long) == [long[: long.index("；") + 1], long[long.index("；") + 1 :]]


def test_each_row_of_a_table_is_a_passage():
    report = with_table(SCIENCE_2018, [["统计指标", "单位", "数"], ["收到申请数", "件", "12"], ["", "", ""]])
    rows = [p for p in split_passages(report) if p.kind == "row"]
    assert [p.text for p in rows] == ["统计指标\t单位\t数", "收到申请数\t件\t12"]
    assert rows[1].searched.endswith("：收到申请数 件 12")
    assert rows[1].section == ("五、办理人大代表建议和政协委员提案情况",)


def test_a_heading_is_a_passage_only_where_nothing_stands_under_it():
    text = "一、总体情况\n（一）主动公开\n公开12条。\n二、存在问题\n"
    a, b, c = text.index("（一）"), text.index("公开12"), text.index("二、")
    sections = (
        Section(("一、总体情况",), 0, a, body_start=a),
        Section(("一、总体情况", "（一）主动公开"), a, c, body_start=b),
        Section(("二、存在问题",), c, len(text), body_start=len(text)),
    )
    report = replace(SCIENCE_2018, text=text, sections=sections)
    assert texts(report) == ["公开12条。", "二、存在问题"]


def test_a_report_without_sections_is_split_too_and_pages_are_known():
    report = replace(SCIENCE_2018, text="第一句。\n1\n第二句。", sections=(), pages=((0, 1), (6, 2)))
    assert [(p.text, p.page) for p in split_passages(report)] == [("第一句。", 1), ("第二句。", 2)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text("公开12件。！；;（）“”《》 \t\n甲", max_size=60), min_size=1, max_size=4),
    st.lists(st.lists(st.text("公开3 ", max_size=4), min_size=2, max_size=2), min_size=1, max_size=3),
)
def test_passages_are_exact_ordered_and_lose_no_letter(bodies, rows):
    report = with_table(make_report("甲局", 2020, {f"第{i}节": body for i, body in enumerate(bodies)}), rows)
    passages = split_passages(report)
    position = 0
    for p in passages:
        assert p.text == report.text[p.start : p.end] == p.text.strip()
        assert p.start >= position
        position = p.end
    covered = {i for p in passages for i in range(p.start, p.end)}
    covered |= {i for s in report.sections for i in range(s.start, s.body_start)}
    assert not [c for i, c in enumerate(report.text) if c.isalpha() and i not in covered]
