"""Figures found by columns are those found by reading every figure, in the same order."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from reportqa.library import Library
from reportqa.search import FigureQuery
from web.fake_library import found


@pytest.fixture(scope="module")
def figures(sample_library: Library):
    return sample_library.figures()


@pytest.fixture(scope="module")
def names(sample_library: Library) -> dict[str, str]:
    return {i: en for i, _, en, _ in sample_library.indicators()}


CONDITIONS = (
    {},
    {"known": True},
    {"agencies": frozenset({"示例市教育局"}), "year": 2021},
    {"indicator": "requests.new"},
    {"report": "qinghe-2022", "known": True},
    {"words": ("提案",)},
    {"words": ("requests", "申请")},
    {"words": ('"', "ａ")},
    {"agencies": frozenset()},
    {"indicator": "nothing"},
)


@pytest.mark.parametrize("conditions", CONDITIONS)
def test_conditions_and_orders(sample_library: Library, figures, names, conditions):
    for order, down in product(("", "place", "agency", "year", "indicator", "value"), (False, True)):
        query = FigureQuery(names=names, order=order, down=down and order != "place", **conditions)
        listed = sample_library.find_figures(query)
        # the year asked for is the report's; a figure may be of another one
        read = figures if query.year is None else sample_library.figures(year=query.year)
        wanted = found(read, replace(query, year=None))
        assert len(listed) == len(wanted), query
        assert list(listed) == wanted, query


def test_only_a_page_is_decoded(sample_library: Library, monkeypatch: pytest.MonkeyPatch):
    from reportqa.search import textdb

    read = []
    load = textdb._load
    monkeypatch.setattr(textdb, "_load", lambda cls, data: read.append(cls) or load(cls, data))
    listed = sample_library.find_figures(FigureQuery(known=True, order="agency"))
    assert len(listed) > 1000
    assert listed[5:10] == list(listed)[5:10]
    assert listed[-1] == listed[len(listed) - 1]
    read.clear()
    assert len(listed[200:300]) == 100
    assert len(read) == 100
