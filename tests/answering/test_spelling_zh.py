"""Slips of the hand in Chinese questions: words of the trade with other characters of the same sound."""

from __future__ import annotations

import pytest

from reportqa.answering.spelling_zh import respelled_zh
from reportqa.search.segment import Segmenter

SEGMENTER = Segmenter()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("收到多少件公开申清", "收到多少件公开申请"), ("南岗区政俯2018年", "南岗区政府2018年"), ("拆牵签了多少户", "拆迁签了多少户"),
        ("被诉颂了几次", "被诉讼了几次"), ("网占公开多少条", "网站公开多少条"), ("微愽粉丝多少", "微博粉丝多少"),
    ],
)  # fmt: skip
def test_a_slip_is_mended(typed, meant):
    assert respelled_zh(typed, SEGMENTER, ()) == meant


@pytest.mark.parametrize(
    "question",
    [
        "张店区王芳提了几件",
        "襄阳市卫健委2021年公开多少条",
        "今年和去年比",
        "用苗话侗话宣传了多少场",
        "政务新媒体有几个",
        "",
    ],
)
def test_other_words_stay(question):
    assert respelled_zh(question, SEGMENTER, ()) == question


def test_a_name_is_never_changed():
    assert respelled_zh("深晴镇收到几件", SEGMENTER, ("申清镇",)) == "深晴镇收到几件"
    assert respelled_zh("申清镇收到几件", SEGMENTER, ("申清镇人民政府",)) == "申清镇收到几件"
