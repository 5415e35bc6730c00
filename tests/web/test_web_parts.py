"""Parts of pages: images of published pages, charts over tables, explanations, doubtful readings."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from reportqa.library import Library
from reportqa.model import Applicant, Citation, Status
from reportqa.web.addresses import Addresses
from reportqa.web.card_figures import grouped
from reportqa.web.cards import answer_card
from reportqa.web.explained import explained
from reportqa.web.figures_chart import charted
from reportqa.web.library import Shelved
from reportqa.web.page_images import PageImages, has_pages
from reportqa.web.reader import Layout, doubtful
from reportqa.web.wording import same_subject
from web.fake_library import DISCLOSED, PROPOSALS, SCIENCE, TRAFFIC, FakeLibrary

FAKE = FakeLibrary()
SHELVED = Shelved.of(FAKE)
HERE = Addresses()


# --- pages of the published file ---


@pytest.fixture(scope="module")
def images() -> PageImages:
    return PageImages()


def test_every_quote_of_a_pdf_is_found_on_its_page(sample_library: Library, images: PageImages):
    report = sample_library.report("qinghe-2022")
    path = sample_library.source_path(report.id)
    for figure in sample_library.figures(report=report.id)[::7]:
        page = report.page_at(figure.start)
        mark = (figure.value_start, figure.value_end)
        view = images.view(path, page, report, (figure.start, figure.end), mark)
        assert view.figure, figure.quote
        for left, top, width, height in (*view.quote, *view.figure):
            assert 0 <= left < left + width <= view.width
            assert 0 <= top < top + height <= view.height


def test_the_second_of_two_equal_rows_is_marked_below_the_first(sample_library: Library, images: PageImages):
    report = sample_library.report("qinghe-2022")
    path = sample_library.source_path(report.id)
    first = report.text.index("第二十条第")
    second = report.text.index("第二十条第", first + 1)
    assert report.page_at(first) == report.page_at(second) == 1
    tops = [images.view(path, 1, report, (at, at + 5), None).quote[0][1] for at in (first, second)]
    assert tops[0] < tops[1]


def test_a_scan_has_pages_but_no_marked_place(sample_library: Library, images: PageImages):
    report = sample_library.report("qinghe-2023")
    path = sample_library.source_path(report.id)
    view = images.view(path, 1, report, (0, 20), None)
    assert (view.count, view.quote) == (3, ())
    assert images.image(path, 1).startswith(b"\x89PNG")


def test_images_are_kept_until_they_are_too_large_together(sample_library: Library):
    path = sample_library.source_path("qinghe-2022")
    small = PageImages(most_bytes=1)
    first = small.image(path, 1)
    assert small.image(path, 1) is first
    small.image(path, 2)
    assert small.image(path, 1) is not first
    assert small.image(path, 4) is None
    assert small.image(path, 0) is None


def test_other_files_have_no_pages(sample_library: Library, images: PageImages, tmp_path):
    assert not has_pages(sample_library.source_path("education-2016"))
    assert not has_pages(None)
    broken = tmp_path / "a.pdf"
    broken.write_bytes(b"%PDF-1.7 broken")
    assert has_pages(broken)
    assert images.image(broken, 1) is None
    assert images.view(broken, 1, FAKE.report("kj-2018"), None, None) is None


# --- charts over the table ---


def test_one_agency_is_drawn_over_years_and_one_year_over_agencies():
    over_years = charted(FAKE.figures(agency=SCIENCE, indicator=DISCLOSED), SHELVED, "zh")
    assert [p.title for p in over_years.pictures] == [f"主动公开信息数（单位：条） · {SCIENCE}"]
    over_agencies = charted(FAKE.figures(year=2018, indicator=DISCLOSED), SHELVED, "en")
    assert [p.title for p in over_agencies.pictures] == ["items disclosed on own initiative (items) · 2018"]
    assert len(charted(FAKE.figures(indicator=DISCLOSED), SHELVED, "zh").pictures) == 2


def test_what_would_mislead_is_not_drawn():
    assert charted(FAKE.figures(), SHELVED, "zh") is None
    assert charted([], SHELVED, "zh") is None
    mixed = FAKE.figures(year=2018, indicator=PROPOSALS)
    assert charted(mixed, SHELVED, "zh") is None, "条 and 件 have no common scale"
    figures = FAKE.figures(agency=SCIENCE, indicator=DISCLOSED)
    parts = [replace(f, applicant=Applicant.NATURAL) for f in figures]
    assert charted(parts, SHELVED, "zh") is None
    other = replace(figures[0], value=999)
    assert charted([*figures, other], SHELVED, "zh").left_out == 1


# --- cards ---


def test_another_circle_is_shown_smaller_with_its_own_place():
    base = FAKE.ask("科技局2018年主动公开多少条？")
    read = replace(FAKE.figures(agency=SCIENCE, year=2018, indicator=PROPOSALS)[0], circle="area")
    library = FakeLibrary()
    library.all_figures.append(read)
    cited = replace(
        base.citations[0], start=read.start, end=read.end, section=("四、办理",), quote=read.quote
    )
    also = replace(base.figures[0], value=7, text="7条", unit="条", citation=1, role="also")
    answer = replace(base, figures=(*base.figures, also), citations=(*base.citations, cited))
    card = HTMLParser(answer_card(answer, Shelved.of(library), HERE))
    assert card.css_first(".rq-figure .rq-number").text() == "50"
    block = card.css_first(".rq-also")
    assert block.css_first(".rq-number").text() == "7"
    assert "含下属或全辖区" in block.text()
    assert block.css_first("a").attributes["href"] == HERE.cited(cited)


def test_quotes_that_only_date_a_report_are_not_shown_as_quotes():
    base = FAKE.ask("科技局2018年主动公开多少条？")
    dating: Citation = replace(base.citations[0], role="report", quote="2018年度报告")
    card = HTMLParser(answer_card(replace(base, citations=(*base.citations, dating)), SHELVED, HERE))
    assert len(card.css("blockquote")) == 1
    alone = replace(base, figures=(), citations=(dating,))
    card = HTMLParser(answer_card(alone, SHELVED, HERE))
    assert not card.css("blockquote")
    assert card.css_first(".rq-shelf a").attributes["href"].startswith("/reports/kj-2018")


def test_a_missing_report_lists_what_there_is():
    answer = FAKE.ask("科技局2025年提案多少？")
    assert answer.status is Status.NO_REPORT
    card = HTMLParser(answer_card(answer, SHELVED, HERE))
    assert [li.css_first("span").text() for li in card.css(".rq-shelf li")] == [TRAFFIC, SCIENCE]
    own = replace(answer, question=replace(answer.question, agencies=(SCIENCE,)))
    card = HTMLParser(answer_card(own, SHELVED, HERE))
    assert [a.text() for a in card.css(".rq-shelf li a")] == ["2016", "2017", "2018"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_how_an_answer_was_found_holds_no_raw_keys(sample_library: Library, language: str):
    shelved = Shelved.of(sample_library)
    for question in (
        "教育局2023年收到多少件申请？",
        "教育局2023年存在什么问题？",
        "2030年教育局收到多少申请",
    ):
        why = explained(sample_library.ask(question, language=language), shelved)
        words = " ".join([*why.sentences, *(c.words + c.missing for c in (*why.figures, *why.passages))])
        assert why.sentences
        for raw in ("requests.", "{", "[", "coverage", "None", "step"):
            assert raw not in words
        if why.figures:
            assert why.figures[0].taken or not any(c.taken for c in why.figures)


def test_a_series_has_no_large_figure_and_a_change_has():
    series = FAKE.ask("科技局历年主动公开信息数趋势")
    assert grouped(series, SHELVED, HERE).large is None
    change = replace(series.figures[-1], value=-2, text="-2", role="change", indicator=None)
    made = grouped(replace(series, figures=(change, *series.figures)), SHELVED, HERE)
    assert (made.large.number, made.large.address, len(made.rows)) == ("−2", "", 3)


# --- doubtful readings ---


def test_doubtful_readings_are_cut_out_and_marked(sample_library: Library):
    report = sample_library.report("qinghe-2023")
    places = doubtful(report, sample_library.figures(report=report.id))
    assert places
    assert all(left[1] <= right[0] for left, right in pairwise(places))
    blocks = list(Layout(report, doubts=places).blocks())
    pieces = [p for b in blocks for p in (*b.pieces, *(p for r in b.rows for c in r for p in c.pieces))]
    marked = [p for p in pieces if p.doubt is not None]
    assert len(marked) == len(places)
    assert all(p.doubt < 85 for p in marked)


@pytest.mark.parametrize(
    ("language", "agencies", "years", "question"),
    [
        ("zh", ("甲局",), (2018,), "甲局2018年提案数是多少？"),
        ("zh", ("甲局",), (2018, 2019), "甲局2018年至2019年提案数的变化"),
        ("zh", ("甲局",), (2016, 2019), "甲局2016年、2019年提案数的变化"),
        ("zh", ("甲局", "乙局"), (2018,), "比较甲局、乙局2018年提案数"),
        ("en", ("甲局",), (), "What figure did 甲局 report for 提案数?"),
        ("en", ("甲局",), (2018,), "What figure did 甲局 report for 提案数 in 2018?"),
        ("en", ("甲局",), (2018, 2019), "How did 甲局's figure for 提案数 change from 2018 to 2019?"),
        ("en", ("甲局", "乙局"), (2018,), "Compare the figures of 甲局, 乙局 for 提案数 in 2018"),
    ],
)
def test_a_chip_asks_a_whole_question(language, agencies, years, question):
    assert same_subject(language, agencies, years, "提案数") == question
