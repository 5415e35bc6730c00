"""Statements that there was none, and sentences that only sound like one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.figures import read_figures
from reportqa.figures.clauses import clauses, sentences
from reportqa.figures.zero import zero_statements
from reportqa.model import Report, Section


def zeros(text):
    return [z for s in sentences(text) for c in clauses(text, s) for z in zero_statements(text, c)]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("没有收到申请政府信息公开的受理件", "受理件"),
        ("全年未收到政府信息公开申请", "申请"),
        ("未发生行政复议", "行政复议"),
        ("未因政府信息公开被申请行政复议", "行政复议"),
        ("未收取任何费用", "费用"),
        ("不收取费用", "费用"),
        ("不存在收费情况", "收费"),
        ("无行政诉讼案件", "行政诉讼"),
        ("没有行政诉讼案件", "行政诉讼"),
        ("行政复议数为零", "行政复议"),
        ("行政复议、行政诉讼均未发生", "行政诉讼"),
        ("规范性文件数为0", "规范性文件"),
        ("没收到人大代表建议", "建议"),
        ("未作出过行政处罚决定", "行政处罚"),
        ("未向申请人收取信息处理费", "处理费"),
        ("没有人上门递交申请", "上门递交"),
        ("申请办理无一件超期", "超期"),
        ("对上述申请一律免费", "申请"),
    ],
)
def test_what_is_denied_is_read(text, denied):
    (zero,) = zeros(text)
    assert denied in zero.what or denied in zero.before
    assert zero.text in text


@pytest.mark.parametrize(
    "text",
    [
        "信息公开不够及时", "未及时更新", "没有及时公开", "没有障碍", "没有完全落实", "无法提供", "无关信息", "无偿提供", "无障碍浏览", "公开力度不足",
        "没有真正形成合力", "仍有差距", "满意度为0.5", "无", "没有", "收到7件", "公开无死角", "未公开", "人员意识不强", "", "前所未有的重视", "免费开放图书馆",
    ],
)  # fmt: skip
def test_shortcomings_and_turns_of_phrase_deny_nothing(text):
    assert zeros(text) == []


@given(st.text("没有未无收到发生申请行政复议均为零0不存在，。；（）件\n ", max_size=40))
@settings(max_examples=150, deadline=None)
def test_a_statement_is_an_exact_stretch_of_its_clause(text):
    for sentence in sentences(text):
        for clause in clauses(text, sentence):
            for zero in zero_statements(text, clause):
                assert clause.start <= zero.start < zero.end <= clause.end
                assert text[zero.start : zero.end].strip() == text[zero.start : zero.end]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全年未发生一件逾期答复。", [0]),
        ("未收到过一件申请。", [0]),
        ("没有接到1起投诉。", [0]),
        ("未受理1件，不予公开1件。", [1, 1]),
        ("收到申请11件，发生诉讼1件。", [11, 1]),
    ],
)
def test_not_a_single_one_is_none(text, values):
    report = Report("t", "某局", 2020, "", "t", "", text, (Section(("一",), 0, len(text)),))
    assert [f.value for f in read_figures(report)[1]] == values
