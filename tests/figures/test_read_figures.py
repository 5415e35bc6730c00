"""From whole reports to figures: in order, exact, the same every time."""

from __future__ import annotations

import pytest

from reportqa.figures import read_figures
from reportqa.model import How, Report


def test_the_figures_of_the_real_report(report_library):
    report = report_library.report(report_library.rows()[0].id)
    read, figures = read_figures(report)
    assert read.text == report.text
    stated = {(f.indicator, f.value, f.how) for f in figures}
    assert ("proposals.cppcc.received", 7, How.STATED) in stated
    assert ("proposals.cppcc.replied", 7, How.ALL_OF) in stated
    assert ("published.total", 50, How.STATED) in stated
    assert any(value == 0 and how is How.STATED_ZERO for _, value, how in stated)
    assert not any(f.value in {2018, 255000, 2869907, 226} for f in figures), (
        "years, postcode, telephone, address"
    )


@pytest.fixture(params=["report_library", "sample_library"])
def library(request):
    return request.getfixturevalue(request.param)


def test_every_figure_stands_where_it_says(library):
    for row in library.rows():
        report = library.report(row.id)
        for figure in library.report_figures(row.id):
            assert report.text[figure.start : figure.end] == figure.quote
            assert figure.text in report.text[figure.value_start : figure.value_end]
            assert figure.start <= figure.value_start <= figure.value_end <= figure.end
            assert (figure.report, figure.agency) == (report.id, report.agency)
            assert figure.value >= 0 or "-" in figure.text or "－" in figure.text


def test_figures_come_in_reading_order_and_never_twice(library):
    for row in library.rows():
        figures = list(library.report_figures(row.id))
        assert figures == sorted(figures, key=lambda f: (f.value_start, f.value_end))
        assert len(
            {(f.value_start, f.value_end, f.indicator, f.applicant, f.counted) for f in figures}
        ) == len(figures)


def test_reading_again_gives_the_same(report_library):
    report = report_library.report(report_library.rows()[0].id)
    assert read_figures(report) == read_figures(report)


@pytest.mark.parametrize("text", ["", "\n", "某局2018年报告", "三、收到和处理政府信息公开申请情况\n"])
def test_a_report_without_figures_has_none(text):
    report = Report("r", "某局", None, "", "r.txt", "0", text, ())
    assert read_figures(report)[1] == ()
