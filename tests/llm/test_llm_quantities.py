from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.figures.numerals import to_chinese
from reportqa.llm.quantities import quantities


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("7件", ["7"]),
        ("７件", ["7"]),
        ("1,206条", ["1206"]),
        ("二十三条", ["23"]),
        ("7545万元", ["75450000"]),
        ("7,545 ten thousand yuan", ["75450000"]),
        ("75.45 million yuan", ["75450000"]),
        ("17.46%", ["17.46%"]),
        ("17.46 per cent", ["17.46%"]),
        ("百分之七", ["7%"]),
        ("百分之三点五", ["3.5%"]),
        ("三分之一", ["1/3"]),
        ("七成", ["70%"]),
        ("3个百分点", ["3pp"]),
        ("3 percentage points", ["3pp"]),
        ("-5件", ["-5"]),
        ("2018-2019", ["2018", "2019"]),
        ("二〇一八年", ["2018"]),
        ("seven", ["7"]),
        ("Twenty-three", ["23"]),
        ("three hundred and five", ["305"]),
        ("two thousand and eighteen", ["2018"]),
        ("seventh", ["7"]),
        ("two dozen", ["24"]),
        ("⑦件", ["7"]),
        ("Ⅶ", []),
        ("廿三", ["?廿", "3"]),
        ("一致同意，统一部署", []),
        ("no one", []),
        ("发生诉讼一起", ["1"]),
        ("百十", ["?百十"]),
    ],
)
def test_quantities_are_read_in_every_dress(text, found):
    assert quantities(text) == found


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 10**7))
def test_digits_separators_and_chinese_numerals_are_one_quantity(value):
    assert quantities(f"共{value}件") == quantities(f"共{value:,}件") == [str(value)]
    assert quantities(f"共{to_chinese(value)}件") == [str(value)]
