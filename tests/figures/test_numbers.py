"""Which numbers of a sentence are figures, and what is none: dates, document numbers, telephones, lists."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.figures.numbers import numbers
from reportqa.figures.numerals import to_chinese
from reportqa.figures.units import CHINESE_NUMERAL_UNITS, UNITS
from reportqa.model import Approx

quick = settings(max_examples=120, deadline=None)
FULL = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
COUNTED = [u for u in UNITS if u not in {"年", "天", "%", "％", "‰", "元", "万字"}]
BEFORE = {Approx.EXACT: "", Approx.UNDER: "近", Approx.ABOUT: "约", Approx.OVER: "超过"}


def found(text):
    return [(n.value, n.unit) for n in numbers(text, 0, len(text))]


def grouped(value):
    return f"{value:,}"


def spaced(value):
    return grouped(value).replace(",", " ")


WRITINGS = {
    "plain": str,
    "full width": lambda v: str(v).translate(FULL),
    "thousands": grouped,
    "thousands in full width": lambda v: grouped(v).translate(FULL),
    "thousands by spaces": spaced,
}


@given(
    st.integers(0, 10**9),
    st.sampled_from(COUNTED),
    st.sampled_from(sorted(WRITINGS)),
    st.sampled_from(list(Approx)),
    st.booleans(),
)
@quick
def test_a_figure_is_found_with_its_unit_in_every_writing(value, unit, writing, approx, gap):
    written = BEFORE[approx] + WRITINGS[writing](value) + (" " if gap else "") + unit
    text = f"全年共收到申请{written}。"
    only = numbers(text, 0, len(text))
    assert [(n.value, n.unit, n.approx) for n in only] == [(value, unit, approx)], text
    assert text[only[0].start : only[0].end] == written


@given(st.integers(2, 10**8), st.sampled_from([u for u in CHINESE_NUMERAL_UNITS if "元" not in u]))
@quick
def test_a_chinese_numeral_is_found_with_its_unit(value, unit):
    text = f"本机关共办理{to_chinese(value)}{unit}。"
    assert found(text) == [(value, unit)], text


@given(
    st.integers(1, 9999), st.sampled_from(["万", "亿"]), st.sampled_from(["次", "人次", "件"]), st.booleans()
)
@quick
def test_scales_are_multiplied_out(value, scale, unit, rest):
    text = f"总访问量达到{value}{scale}{'余' if rest else ''}{unit}"
    only = numbers(text, 0, len(text))
    assert [(n.value, n.unit) for n in only] == [(value * {"万": 10**4, "亿": 10**8}[scale], unit)]
    assert only[0].approx is (Approx.OVER if rest else Approx.EXACT)


@given(st.integers(2, 9999), st.sampled_from(["万元", "亿元"]))
@quick
def test_money_keeps_its_scale_in_the_unit(value, unit):
    for written in (str(value), grouped(value), to_chinese(value)):
        assert found(f"支出{written}{unit}。") == [(value, unit)]


def test_money_as_reports_state_it():
    assert found("收费7545.5万元") == [(7545.5, "万元")]
    assert found("采购总金额三万元") == [(3, "万元")]
    assert found("投入1.2亿元") == [(1.2, "亿元")]


@given(
    st.integers(2000, 2030), st.integers(1, 12), st.integers(1, 31), st.booleans(), st.booleans(),
    st.sampled_from(["{y}年{m}月{d}日", "{y} 年 {m} 月", "{y}年度", "{y}年底", "{y}-{m}-{d}", "{y}.{m}.{d}", "{y}/{m}/{d}", "{m}月{d}日", "{m}月份"]),
)  # fmt: skip
@quick
def test_dates_are_no_figures(year, month, day, ending, full, form):
    text = "报告统计期限截至" + form.format(y=year, m=month, d=day) + ("。" if ending else "止，按规定发布。")
    assert (
        found(text.translate(str.maketrans("0123456789", "０１２３４５６７８９")) if full else text) == []
    ), text


@given(st.integers(2000, 2030), st.integers(1, 999), st.sampled_from("〔〕 [] 【】 （）".split()))
@quick
def test_document_numbers_are_no_figures(year, number, brackets):
    assert (
        found(f"根据《通知》（国办公开办函{brackets[0]}{year}{brackets[1]}{number}号）要求，编制本报告。")
        == []
    )


@given(st.integers(2, 9), st.integers(10, 99), st.integers(1_000_000, 99_999_999))
@quick
def test_telephone_numbers_are_no_figures(a, b, number):
    for text in (
        f"联系电话：0{b}{a}-{number}。",
        f"电话:0{b}{a}—{number}",
        f"传真：{number}",
        f"手机13{b}{number % 10**7:07d}。",
    ):
        assert found(text) == [], text


@given(st.integers(100_000, 999_999))
@quick
def test_postcodes_are_no_figures(code):
    for text in (f"地址：新村西路，邮编：{code}。", f"邮政编码 {code}", f"邮编{code}"):
        assert found(text) == [], text


@given(st.integers(1, 30), st.sampled_from(["{n}.", "{n}、", "（{n}）", "({n})", "{n}．"]))
@quick
def test_list_numbers_are_no_figures(number, form):
    assert found(form.format(n=number) + "加强组织领导，强化工作机制。") == []
    assert found("主要做法：" + form.format(n=number) + "加强培训。") == []


@pytest.mark.parametrize(
    "text",
    [
        "《条例》第20条", "第二十条", "第 3 期", "12345热线", "A4纸", "二〇一八年", "2016-2018年", "2016年至2018年",
        "党的十九大", "“五公开”", "一次性告知", "每一件", "两三件", "十几件", "二三十件", "数十件", "几十场", "上百件", "收到5～7件", "从1200至1500条",
        "http://www.zhangdian.gov.cn/2018/12/30", "zdqkjjbgs226@zb.shandong.cn", "9:30",
        "上午9时30分",
        "3分之一", "新村西路226号", "", "。", "件", "共件",
    ],
)  # fmt: skip
def test_turns_of_phrase_addresses_and_ranges_are_no_figures(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到政协委员提案 7条", [(7, "条")]),
        (
            "答复3050件（含上年度结转34件，另有103件顺延到下年度答复）",
            [(3050, "件"), (34, "件"), (103, "件")],
        ),
        ("予以公开及部分公开 208 件（17.46%）", [(208, "件"), (17.46, "%")]),
        ("复议7件，诉讼9件，均获维持", [(7, "件"), (9, "件")]),
        ("其中1条播放量破亿、2条破千万", [(1, "条"), (2, "条")]),
        ("访问量536 万", [(5_360_000, "")]),
        ("申请数量0件", [(0, "件")]),
        ("满意率百分之百", [(100, "%")]),
        ("满意率为百分之九十五点六", [(95.6, "%")]),
        ("网民留言12345件", [(12345, "件")]),
        ("2018年收到7件", [(7, "件")]),
        ("２０１８年收到７件", [(7, "件")]),
        ("由5件增加到7件", [(5, "件"), (7, "件")]),
        ("办件总数十二件", [(12, "件")]),
        ("其中，5件按时办结", [(5, "件")]),
    ],
)
def test_figures_as_reports_state_them(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "approx"),
    [
        ("5500余条", Approx.OVER), ("30多家", Approx.OVER), ("超100件", Approx.OVER), ("100件以上", Approx.OVER), ("至少5次", Approx.OVER),
        ("不少于5次", Approx.OVER), ("近 300 个", Approx.UNDER), ("不足100件", Approx.UNDER), ("约20人次", Approx.ABOUT),
        ("20人次左右", Approx.ABOUT), ("三十余件", Approx.OVER), ("100件", Approx.EXACT),
    ],
)  # fmt: skip
def test_approximation_is_never_lost(text, approx):
    assert [n.approx for n in numbers(text, 0, len(text))] == [approx]


@given(st.text("0123456789０１，,. 、年月日件条次%％万亿十百第近约余（）第-—～至。\n", max_size=40))
@quick
def test_any_text_gives_ordered_figures_inside_the_stretch(text):
    start, end = min(2, len(text)), len(text)
    given_ = numbers(text, start, end)
    assert all(start <= n.start <= n.digits_start < n.end <= end for n in given_)
    assert all(a.end <= b.start for a, b in itertools.pairwise(given_))


@pytest.mark.parametrize("text", ["无一件超期", "没有一例投诉"])
def test_not_one_is_no_number(text):
    assert found(text) == []


def test_groups_of_three_with_decimals_and_a_scale_stay_whole():
    assert found("累计接种1 041.6万剂次") == [(10416000, "剂次")]
    assert found("预算为13 264.57万元") == [(13264.57, "万元")]
