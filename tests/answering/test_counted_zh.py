"""What a Chinese question counts: the unit behind 多少, and none where another word begins there."""

from __future__ import annotations

import pytest

from reportqa.answering.counted_zh import asked_places, asked_units

MONEY = ("元", "万元", "亿元")
PEOPLE = ("人", "名", "人次")


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("2018年公开了多少条信息", ("条",)),
        ("有几件申请", ("件",)),
        ("收了多少处理费", MONEY),
        ("罚了多少钱", MONEY),
        ("三公经费预算是多少", MONEY),
        ("代收了多少社保费", MONEY),
        ("撤了几个普通公路收费站", ("个",)),
        ("有多少部门公开了信息", ()),
        ("培训了多少名教师", PEOPLE),
        ("公示了多少个拟聘的老师", PEOPLE),
        ("帮多少农民工要回了工资", PEOPLE),
        ("多少人次参加", ("人次",)),
        ("征地多少亩", ("亩",)),
        ("有几台自助机", ("台",)),
        ("有几台自助办税机", ("台",)),
        ("收缴了多少支枪", ("支",)),
        ("播了多少个小时", ("小时", "个小时")),
        ("有几个人反对", PEOPLE),
        ("多少个人申请", ("个",)),
        ("有几个人来申请，总共几件", ("件",)),
        ("批了多少块地", ("块", "宗", "处")),
        ("空气优良天数", ("天",)),
        ("答复率是多少", ("%",)),
        ("近几年的变化", ()),
    ],
)
def test_the_unit_that_is_asked_for(question, units):
    assert asked_units(question) == units


def test_the_place_of_the_asking_word_takes_its_unit_along():
    text = "收到多少件申请，答复几件"
    assert [(text[p.start : p.end], p.unit) for p in asked_places(text)] == [("多少件", "件"), ("几件", "件")]
