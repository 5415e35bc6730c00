"""Agency and year decide which reports are read, before anything is ranked."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.answering.agencies import AgencyBook
from reportqa.answering.question import understand
from reportqa.answering.selection import listing, select_reports
from reportqa.figures.catalogue import Catalogue
from reportqa.model import Question

A, B = "甲市教育局", "甲市财政局"
CATALOGUE = Catalogue.load()


@dataclass
class Row:
    id: str
    agency: str
    year: int | None
    title: str = ""


class Rows:
    def __init__(self, *rows):
        self._rows = [Row(f"{i}", *row) for i, row in enumerate(rows)]

    def rows(self):
        return self._rows


SHELF = Rows((A, 2017), (A, 2018), (B, 2018), (B, 2019))


@pytest.fixture
def select(report_library):
    def select(question, shelf=SHELF, before=None):
        book = AgencyBook(r.agency for r in shelf.rows())
        asked = understand(
            question, book=book, catalogue=CATALOGUE, segmenter=report_library.segmenter, this_year=2026
        )
        return select_reports(asked, shelf, before)

    return select


def places(selection):
    return [(r.agency, r.year) for r in selection.rows]


def test_the_report_of_that_body_and_year(select):
    assert places(select("教育局2017年收到几件申请")) == [(A, 2017)]


def test_no_report_is_taken_for_another(select):
    selection = select("教育局2019年收到几件申请")
    assert selection.rows == ()
    assert selection.missing == ((A, 2019),)
    assert select("公安局2018年收到几件申请").unknown


def test_without_a_year_the_latest_is_taken_and_it_is_said(select):
    selection = select("教育局收到几件申请")
    assert places(selection) == [(A, 2018)]
    assert selection.assumed == ("year",)


def test_without_a_body_the_choices_are_those_that_have_the_year(select):
    assert select("2018年收到几件申请").choices == (A, B)
    only = select("2017年收到几件申请")
    assert places(only) == [(A, 2017)]
    assert "agency" in only.assumed


def test_a_year_that_nobody_has_is_no_choice(select):
    selection = select("2030年收到几件申请")
    assert selection.rows == selection.choices == ()


def test_several_bodies_and_years(select):
    selection = select("教育局和财政局2018年各收到几件申请")
    assert sorted(places(selection)) == sorted([(A, 2018), (B, 2018)])
    assert places(select("教育局2017到2019年收到几件申请")) == [(A, 2017), (A, 2018)]
    assert select("教育局2017到2019年收到几件申请").missing == ((A, 2019),)


def test_body_and_year_are_carried(select):
    before = Question("x", "zh", agencies=(A,), years=(2017,))
    selection = select("收到几件申请", before=before)
    assert places(selection) == [(A, 2017)]
    assert selection.carried == ("agency", "year")


def test_an_empty_library(select):
    assert select("2018年收到几件申请", Rows()).rows == ()


def test_a_report_without_a_year_is_still_there(select):
    assert places(select("收到几件申请", Rows((A, None)))) == [(A, None)]


def test_years_in_a_row_are_written_as_a_range():
    rows = Rows((A, 2016), (A, 2017), (A, 2018), (A, 2020), (B, None)).rows()
    assert listing(rows, "年", "、") == [f"{A}（2016–2018年、2020年）", B]


@given(st.lists(st.integers(2008, 2026), max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_year_of_a_listing_can_be_read_back(years):
    lines = listing([Row("1", A, y) for y in years], "", ", ")
    read = set()
    for piece in lines[0].partition("（")[2].rstrip("）").split(", ") if lines and years else []:
        first, _, last = piece.partition("–")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == set(years)
