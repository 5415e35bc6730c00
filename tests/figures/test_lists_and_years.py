"""Numbers that share words or are compared: 分别, two counts of one thing, last year's figure, brackets."""

from __future__ import annotations

import pytest

from reportqa.figures.catalogue import Catalogue
from reportqa.figures.prose import prose_figures
from reportqa.model import Report

CATALOGUE = Catalogue.load()


def told(text):
    report = Report("r", "某区某局", 2018, "某区某局2018年报告", "r.txt", "0", text, sections=())
    return {f.text: f for f in prose_figures(report, CATALOGUE)}


def test_respectively_gives_each_number_its_name():
    found = told("全区初中、高中在校学生分别为1.2万人和0.8万人。")
    assert found["1.2万人"].counted == "全区初中在校学生"
    assert found["0.8万人"].counted == "高中在校学生"


def test_respectively_may_take_its_names_from_the_clause_before():
    found = told(
        "公布养老保险基金、失业保险基金、工伤保险基金收支，三项保险参保人数分别为1245.7万人、528.3万人、703.9万人。"
    )
    assert found["528.3万人"].counted == "失业保险基金 三项保险参保人数"


@pytest.mark.parametrize(
    "text",
    ["三个单位分别收到12件、3件。", "分别为12件、3件。", "甲、乙、丙、丁的申请分别答复12件，退回3件。"],
)
def test_respectively_without_as_many_names_changes_nothing(text):
    assert all("分别" in f.counted or "、" not in f.counted for f in told(text).values())


def test_what_only_the_last_name_bears_is_not_lent_to_the_others():
    found = told("政府网站、新华网客户端发布信息分别为120条、30条。")
    assert found["120条"].counted == "政府网站发布信息"


def test_two_counts_of_one_thing_share_its_name():
    found = told("截至年末在保城市低保3846户、5912人，农村低保2207户、3418人。")
    assert found["3418人"].counted == found["2207户"].counted == "农村低保"


def test_a_bracket_without_words_counts_what_stands_before_it():
    found = told("油烟扰民（9118件）、违法停车（8427件）位居前三。")
    assert (found["9118件"].counted, found["8427件"].counted) == ("油烟扰民", "违法停车")


@pytest.mark.parametrize(
    ("text", "earlier", "change"),
    [
        ("2018年共收到政府信息公开申请78件，比2017年的61件多17件。", "61件", "17件"),
        ("收到政府信息公开申请158件，是2017年（97件）的1.6倍。", "97件", None),
    ],
)
def test_the_earlier_figure_of_a_comparison_is_one_of_its_year(text, earlier, change):
    found = told(text)
    assert (found[earlier].indicator, found[earlier].year, found[earlier].delta) == (
        "requests.received",
        2017,
        False,
    )
    if change:
        assert (found[change].year, found[change].delta) == (2018, True)


def test_what_it_came_to_is_of_this_year():
    found = told("平均办理时长由2017年的14.2个工作日缩短为11.8个工作日。")
    assert (found["14.2个工作日"].year, found["11.8个工作日"].year) == (2017, 2018)


def test_what_a_number_includes_is_not_what_it_counts():
    assert told("对申请公开答复（含部分公开）35件。")["35件"].indicator != "requests.partly_granted"


@pytest.mark.parametrize("mark", ["，", "。"])
def test_what_was_replied_to_are_the_requests_named_before(mark):
    assert (
        told(f"收到政府信息公开申请31件{mark}截至年底已答复29件。")["29件"].indicator == "requests.answered"
    )


def test_what_was_closed_after_another_thing_are_no_requests():
    assert told("收到政府信息公开申请31件。来信来访40件，办结29件。")["29件"].indicator is None


def test_another_hotline_is_not_12345():
    assert told("12333热线来电287.4万个。")["287.4万个"].indicator is None
    assert told("12345热线来电287.4万个。")["287.4万个"].indicator == "hotline.calls"
