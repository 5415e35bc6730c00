"""More than one figure: every input is cited, every computation shown, every gap named."""

from __future__ import annotations

import re

import pytest

from reportqa.model import Intent, Status


def plain(answer):
    return [f for f in answer.figures if f.role == ""]


def test_a_trend_gives_each_year_and_shows_the_difference(sample_library):
    answer = sample_library.ask("教育局2022年和2023年分别收到多少件申请")
    alone = [sample_library.ask(f"教育局{year}年收到多少件申请").figures[0].value for year in (2022, 2023)]
    assert [f.value for f in plain(answer)] == alone
    assert f"{alone[1]} - {alone[0]} = {alone[1] - alone[0]}" in (answer.computation or "")


def test_a_total_is_the_sum_of_what_is_shown(sample_library):
    answer = sample_library.ask("教育局2021到2023年一共收到多少件申请")
    assert answer.question.intent is Intent.TOTAL
    values = [f.value for f in plain(answer)]
    assert len(values) == 3
    shown = re.search(r"([\d +]+) = (\d+)", answer.computation or "")
    assert shown is not None
    assert [int(n) for n in shown[1].split(" + ")] == values
    assert int(shown[2]) == sum(values)
    assert str(sum(values)) in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "教育局和生态环境局2022年谁收到的申请多",
        "compare requests received in 2022 by the Education Bureau and the Ecology and Environment Bureau",
    ],
)
def test_bodies_are_compared_each_with_its_own_figure(sample_library, question):
    answer = sample_library.ask(question)
    assert answer.status is Status.ANSWERED
    assert len({f.agency for f in plain(answer)}) == 2
    for figure in plain(answer):
        assert answer.citations[figure.citation].agency == figure.agency


def test_a_ranking_names_the_first(sample_library):
    answer = sample_library.ask("2022年哪个单位收到的申请最多")
    best = max(plain(answer), key=lambda f: f.value)
    assert best.agency in answer.text.split("最多")[-1]


def test_a_year_without_report_is_named_as_a_gap(sample_library):
    answer = sample_library.ask("教育局2015到2017年收到多少件申请")
    assert answer.status is Status.ANSWERED
    assert 2015 not in {f.year for f in answer.figures}
    assert any("2015" in note for note in answer.notes)


def test_a_range_without_any_report_is_no_answer(report_library):
    answer = report_library.ask("科技局2010到2012年收到几件提案")
    assert answer.status is Status.NO_REPORT
    assert answer.figures == ()


def test_every_figure_is_cited_where_it_stands(sample_library):
    answer = sample_library.ask("教育局历年收到多少件申请")
    assert len(plain(answer)) >= 3
    for figure in plain(answer):
        citation = answer.citations[figure.citation]
        assert figure.text in citation.quote
        assert (citation.agency, citation.year) == (figure.agency, figure.year)
