"""Units: the longest is read, and a question's unit fits its kind only."""

from __future__ import annotations

import pytest

from reportqa.figures.units import UNITS, families, fit


def test_a_unit_inside_a_longer_one_is_never_read_first():
    for at, unit in enumerate(UNITS):
        assert not any(longer.startswith(unit) and longer != unit for longer in UNITS[at + 1 :]), unit


@pytest.mark.parametrize(
    ("asked", "unit"),
    [("件", "条"), ("件", "份"), ("次", "场"), ("人", "名"), ("元", "万元"), ("次", "人次")],
)
def test_counters_of_one_kind_stand_for_each_other_but_less_well(asked, unit):
    assert 0 < fit((asked,), unit) < fit((asked,), asked) == 1


@pytest.mark.parametrize(
    ("asked", "unit"),
    [("件", "元"), ("件", "人"), ("件", "次"), ("元", "件"), ("人", "%"), ("%", "件"), ("天", "件")],
)
def test_units_of_another_kind_never_fit(asked, unit):
    assert fit((asked,), unit) == 0


def test_a_bare_number_is_possible_and_an_open_question_takes_any_unit():
    assert 0 < fit(("件",), "") < 0.6
    assert fit((), "件") == fit((), "元") > 0
    assert families("") == set()


def test_both_percent_signs_are_one():
    assert fit(("%",), "％") == 1
