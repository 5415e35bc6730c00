"""Numbers in every writing that reports use come back as the value that was written."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.figures.numerals import fold_width, parse_chinese, parse_digits, plain, to_chinese

VALUES = st.one_of(
    st.integers(0, 10**9),
    st.integers(0, 20_000),
    # round numbers with gaps, where 零 and the large scales meet
    st.builds(
        lambda a, b, c: a * 10**8 + b * 10**4 + c,
        st.integers(0, 9),
        st.integers(0, 9999),
        st.integers(0, 9999),
    ),
)
FULL = str.maketrans("0123456789.,", "０１２３４５６７８９．，")
quick = settings(max_examples=150, deadline=None)


@given(VALUES)
@quick
def test_digits_come_back_in_both_widths_with_and_without_separators(value):
    for written in (str(value), f"{value:,}"):
        assert parse_digits(written) == value
        assert parse_digits(written.translate(FULL)) == value


@given(st.decimals(0, 10**9, places=2))
@quick
def test_decimals_come_back_exactly(value):
    assert parse_digits(f"{value:,}") == value
    assert parse_digits(f"{value:,}".translate(FULL)) == value


@given(VALUES)
@quick
def test_chinese_numerals_come_back(value):
    assert parse_chinese(to_chinese(value)) == value


@given(VALUES)
@quick
def test_other_characters_for_the_same_digits_come_back(value):
    written = to_chinese(value)
    for other in ("〇", "○"):
        assert parse_chinese(written.replace("零", other)) == value
    financial = written.translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))
    assert parse_chinese(financial) == value
    assert parse_chinese(written.translate(str.maketrans("万亿", "萬億"))) == value


@given(st.integers(100, 9999))
@quick
def test_digit_by_digit_numerals_come_back(value):
    for zero in "〇零○":
        written = "".join((zero + "一二三四五六七八九")[int(d)] for d in str(value))
        assert parse_chinese(written) == value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十", 10), ("十二", 12), ("二十三", 23), ("一百零五", 105), ("一百五", 150), ("两千三", 2300), ("三万五", 35_000),
        ("三万零五", 30_005), ("二百五十", 250), ("十万", 100_000), ("十亿零五", 1_000_000_005), ("二〇一八", 2018), ("两百", 200),
        ("一千零一十", 1010), ("一百○五", 105),
    ],
)  # fmt: skip
def test_numerals_as_people_write_them(written, value):
    assert parse_chinese(written) == value


@pytest.mark.parametrize(
    "written",
    [
        "",
        "百十",
        "一二十",
        "二三",
        "百",
        "千",
        "万",
        "十百",
        "五零",
        "零五",
        "一百零零五",
        "三十万零",
        "二十三件",
        "12",
        "一万二万",
        " 三",
        "三 ",
    ],
)
def test_what_is_no_numeral_has_no_value(written):
    assert parse_chinese(written) is None


@pytest.mark.parametrize(
    "written", ["", "1,20", "1,2345", "1.", ".5", "-5", "1,206,", "1 206", "七", "1.2.3", "1e5", ","]
)
def test_what_are_no_digits_have_no_value(written):
    assert parse_digits(written) is None


@given(st.text(max_size=12) | st.text("零〇一二两三十百千万亿○壹拾", max_size=10))
@quick
def test_any_text_has_a_value_or_none(text):
    value = parse_chinese(text)
    assert value is None or (isinstance(value, int) and value >= 0)
    digits = parse_digits(text)
    assert digits is None or digits >= 0


@given(st.text(max_size=40))
@quick
def test_folding_keeps_every_position(text):
    assert len(fold_width(text)) == len(text)


def test_whole_values_are_whole_numbers():
    assert plain(Decimal("7.00")) == 7
    assert isinstance(plain(Decimal("7.00")), int)
    assert plain(Decimal("17.46")) == 17.46
