"""Which years a question asks about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.answering.years import find_years
from reportqa.figures.numerals import fold_width

TODAY = 2026
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


@given(
    st.integers(2000, 2039),
    st.sampled_from(["{}年收到几件", "收到几件（{}）", "科技局{}年度收到几件", "how many in {}", "{}"]),
    st.booleans(),
)
@settings(max_examples=100, deadline=None)
def test_a_year_is_read_in_both_widths(year, form, full):
    text = form.format(year)
    assert find_years(text.translate(FULL) if full else text, TODAY).years == (year,)


@given(st.integers(2000, 2039))
@settings(max_examples=60, deadline=None)
def test_a_year_in_chinese_digits(year):
    for zero in "〇零○":
        written = "".join((zero + "一二三四五六七八九")[int(d)] for d in str(year))
        assert find_years(f"{written}年收到几件", TODAY).years == (year,)


@given(
    st.integers(2008, 2020),
    st.integers(0, 8),
    st.sampled_from(
        [
            "{}到{}年",
            "{}-{}",
            "{}年至{}年",
            "{}年—{}年",
            "from {} to {}",
            "between {} and {}?",
            "{} through {}",
        ]
    ),
)
@settings(max_examples=100, deadline=None)
def test_a_range_holds_every_year_whatever_its_order(first, more, form):
    expected = tuple(range(first, first + more + 1))
    assert find_years(form.format(first, first + more), TODAY).years == expected
    assert find_years(form.format(first + more, first), TODAY).years == expected


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("18年收到几件", (2018,)), ("18年和19年", (2018, 2019)), ("98年收到几件", (1998,)), ("去年收到几件", (2025,)), ("前年", (2024,)), ("今年", (2026,)),
        ("last year", (2025,)), ("2016、2017和2018年", (2016, 2017, 2018)), ("in 2016 and 2018", (2016, 2018)), ("2018年比2017年多多少", (2017, 2018)),
        ("1850年收到几件", (1850,)), ("9999年收到几件", (9999,)), ("2018年上半年", (2018,)), ("2023年比上一年多多少", (2023,)),
    ],
)  # fmt: skip
def test_years_as_people_say_them(question, years):
    assert find_years(question, TODAY).years == years


@pytest.mark.parametrize(
    "question",
    ["收到几件", "2018条信息", "公开了2000件", "电话12018", "上年结转多少件", "第20条", "", "1.2018", "多少"],
)
def test_other_numbers_are_no_years(question):
    mention = find_years(question, TODAY)
    assert mention.years == ()
    assert not mention.any


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("近三年", (2017, 2018, 2019)), ("最近两年", (2018, 2019)), ("近10年收到几件", (2016, 2017, 2018, 2019)), ("the last three years", (2017, 2018, 2019)),
        ("历年", (2016, 2017, 2018, 2019)), ("every year", (2016, 2017, 2018, 2019)), ("since 2018", (2018, 2019)), ("2018年以来", (2018, 2019)),
        ("自2017年起", (2017, 2018, 2019)), ("2014到2015年", (2014, 2015)), ("收到几件", ()),
    ],
)  # fmt: skip
def test_open_ranges_are_filled_from_the_years_there_are(question, expected):
    mention = find_years(question, TODAY)
    assert mention.resolve([2019, 2016, 2018, 2017]) == expected
    assert mention.several == (len(expected) > 1)


def test_without_reports_there_are_no_years():
    assert find_years("近三年", TODAY).resolve([]) == ()


@given(st.text("0123456789年近三到至-两〇去前今 fromtosinceyears，", max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text):
    mention = find_years(text, TODAY)
    assert list(mention.years) == sorted(set(mention.years))
    assert all(0 <= start < end <= len(fold_width(text)) for start, end in mention.spans)
    mention.resolve([2016, 2018])


def test_the_report_that_is_named_is_read_whatever_year_it_speaks_of():
    asked = "According to the 2016 report, what would the bureau improve in 2017?"
    assert find_years(asked, TODAY).years == (2016,)
    assert find_years("How did it deal in 2020 with the problems of its 2019 report?", TODAY).years == (
        2019,
        2020,
    )
