"""How figures are said: no digit that is not published, none lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.answering.render import amount_of, answer_figure, label_of, number_text
from reportqa.answering.wording import wording
from reportqa.figures.catalogue import Catalogue
from reportqa.model import Applicant, Approx, Figure, How

CATALOGUE = Catalogue.load()


def figure(value, unit, text, how=How.STATED, **more):
    base = {
        "indicator": None,
        "quote": text,
        "start": 0,
        "end": len(text),
        "value_start": 0,
        "value_end": len(text),
    }
    return Figure("r", "某局", 2018, value, unit, text, how=how, **(base | more))


@pytest.mark.parametrize(
    ("made", "zh", "en"),
    [
        (figure(7, "条", "7条"), "7条", "7"),
        (figure(1206, "条", "1,206 条"), "1206条", "1,206"),
        (figure(23, "条", "２３条"), "23条", "23"),
        (figure(17.46, "%", "17.46%"), "17.46%", "17.46%"),
        (figure(300, "个", "近 300 个", approx=Approx.UNDER), "近300个", "nearly 300"),
        (figure(5500, "条", "5500余条", approx=Approx.OVER), "超过5500条", "over 5,500"),
        (figure(1, "人", "1人"), "1人", "1 person"),
        (figure(2, "人", "2人"), "2人", "2 people"),
    ],
)
def test_amounts_whose_digits_are_published_need_no_computation(made, zh, en):
    assert amount_of(made, "zh") == (zh, None)
    assert amount_of(made, "en") == (en, None)


def test_digits_that_are_not_published_show_how_they_were_made():
    made = figure(5_360_000, "", "536 万")
    assert amount_of(made, "zh") == ("536 万", None)
    amount, computation = amount_of(made, "en")
    assert amount == "5,360,000"
    assert computation is not None
    assert "536" in computation
    assert "5360000" in computation


def test_a_chinese_numeral_stays_as_published():
    assert amount_of(figure(23, "条", "二十三条"), "zh") == ("二十三条", None)
    assert "二十三" in (amount_of(figure(23, "条", "二十三条"), "en")[1] or "")


def test_a_part_of_a_published_number_is_not_that_number():
    assert amount_of(figure(12, "件", "1200件"), "en")[1] is not None


def test_labels():
    named = figure(7, "件", "7件", indicator="proposals.cppcc.received")
    assert label_of(named, CATALOGUE, "zh") == CATALOGUE.label("proposals.cppcc.received", "zh")
    assert label_of(named, CATALOGUE, "en") != label_of(named, CATALOGUE, "zh")
    bare = figure(3, "次", "3次", counted="其中，举办培训班")
    assert label_of(bare, CATALOGUE, "zh") == "举办培训班"
    assert "举办培训班" in label_of(bare, CATALOGUE, "en")


def test_an_answer_figure_keeps_every_fact():
    made = figure(
        4,
        "件",
        "4件",
        how=How.TABLE_CELL,
        applicant=Applicant.NATURAL,
        confidence=0.5,
        indicator="requests.new",
    )
    shown = answer_figure(made, CATALOGUE, "zh", 2, role="part").to_dict()
    assert (
        shown["value"],
        shown["unit"],
        shown["how"],
        shown["citation"],
        shown["role"],
        shown["confidence"],
    ) == (4, "件", "table_cell", 2, "part", 0.5)


@given(st.integers(0, 10**12) | st.decimals(0, 10**6, places=2).map(float))
@settings(max_examples=100, deadline=None)
def test_a_number_is_written_without_loss(value):
    written = number_text(value)
    assert float(written) == value
    assert "e" not in written
    english = wording("en").amount(written, "", Approx.EXACT)
    assert float(english.replace(",", "")) == value


def test_large_money_is_said_in_yuan_too_with_its_computation():
    made = figure(58.2, "万元", "58.2万元")
    assert amount_of(made, "zh") == ("58.2万元", None)
    assert amount_of(made, "en") == (
        "58.2 ten thousand yuan (582,000 yuan)",
        "58.2 × 10000 = 582000",
    )
    assert amount_of(figure(3.07, "亿元", "3.07亿元"), "en")[0].endswith("(307,000,000 yuan)")


def test_an_english_label_has_single_quotes_inside():
    made = figure(58.2, "万元", "58.2万元", counted="“三公”经费实际支出")
    assert label_of(made, CATALOGUE, "en") == "“‘三公’经费实际支出”"
    assert label_of(made, CATALOGUE, "zh") == "“三公”经费实际支出"
