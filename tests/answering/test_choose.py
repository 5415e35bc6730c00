"""Which figure of a report answers a question, and when none does."""

from __future__ import annotations

import pytest

from reportqa.answering.agencies import AgencyBook
from reportqa.answering.choose import Sight, choose
from reportqa.answering.question import understand
from reportqa.answering.views import views
from reportqa.figures import read_figures
from reportqa.figures.catalogue import Catalogue
from reportqa.model import Report, Section
from reportqa.reader import bundled_reader

CATALOGUE = Catalogue.load()
BOOK = AgencyBook(["某区某局"])
TEXT = """2018年度，收到政协委员提案7条、人大代表建议5条，均已答复。
全年主动公开政府信息1206条，其中通过网站公开900条，通过微信公众号公开306条。
全年收到政府信息公开申请60件，比上年增加12件，其中网络申请40件。
予以公开48件，占80%。举办培训3次，参训人员210人次。
未发生行政复议。向档案馆移交文件近300份。
"""


@pytest.fixture(scope="module")
def pick(report_library):
    report, figures = read_figures(
        Report("r", "某区某局", 2018, "", "r.txt", "0", TEXT, (Section((), 0, len(TEXT)),))
    )
    seen = views(report, figures, report_library.segmenter)
    reader = bundled_reader()
    vectors, _ = reader.report_vectors(report, figures)

    def pick(question, year=2018, near=None):
        asked = understand(
            question, book=BOOK, catalogue=CATALOGUE, segmenter=report_library.segmenter, this_year=2026
        )
        similar = near or dict(enumerate((vectors @ asked.reading.vector).tolist()))
        return choose(seen, asked, CATALOGUE, year, Sight(similar, reader.card.null))

    return pick


def values(choice):
    return [s.view.figure.value for s in choice.chosen]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2018年收到几条政协提案", 7), ("收到几条人大代表建议", 5), ("答复了几条政协提案", 7), ("主动公开政府信息多少条", 1206), ("网站公开了多少条", 900),
        ("微信公众号公开了多少条", 306), ("收到多少件政府信息公开申请", 60), ("网络申请有多少件", 40), ("举办培训几次", 3), ("培训了多少人次", 210),
        ("行政复议几件", 0), ("移交了多少份文件", 300), ("how many CPPCC proposals were received", 7), ("how many training sessions were held", 3),
    ],
)  # fmt: skip
def test_the_figure_that_is_asked_for(pick, question, value):
    choice = pick(question)
    assert values(choice) == [value]
    assert choice.rivals == ()


@pytest.mark.parametrize(
    "question",
    [
        "行政处罚多少件",
        "微博公开了多少条",
        "收了多少钱",
        "网站访问量多少次",
        "信函申请有多少件",
        "how many lawsuits were there",
        "how many staff are there",
        "多少",
    ],
)
def test_what_the_report_does_not_say_is_never_chosen(pick, question):
    choice = pick(question)
    assert choice.chosen == ()


def test_a_change_is_never_the_figure(pick):
    assert 12 not in values(pick("收到多少件政府信息公开申请"))


def test_a_share_is_never_a_count(pick):
    assert values(pick("予以公开多少件")) in ([48], [])


def test_another_year_has_no_figure(pick):
    assert pick("收到几条政协提案", year=2017).chosen == ()


def test_a_number_of_another_thing_is_not_chosen_for_being_nearest(pick):
    some = {s.view.number: 0.2 for s in pick("行政处罚多少件").ranked}
    assert pick("行政处罚多少件", near=some | {min(some): 0.5}).chosen == ()


def test_what_the_catalogue_names_is_not_taken_where_the_reader_is_sure_of_another(pick):
    far = {s.view.number: 0.1 for s in pick("收到几条政协提案").ranked}
    training = next(s for s in pick("举办培训几次").chosen)
    assert values(pick("收到几条政协提案", near=far | {training.view.number: 0.95})) != [7]


def test_candidates_come_best_first(pick):
    scores = [s.fit for s in pick("有多少名工作人员").ranked]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 5


def test_a_report_without_figures(report_library):
    asked = understand(
        "收到几件提案", book=BOOK, catalogue=CATALOGUE, segmenter=report_library.segmenter, this_year=2026
    )
    assert choose([], asked, CATALOGUE, 2018).chosen == ()
