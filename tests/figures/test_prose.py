"""What sentences of reports state, as figures: the value, what it counts, how far it goes."""

from __future__ import annotations

import pytest

from reportqa.figures.catalogue import Catalogue
from reportqa.figures.prose import prose_figures
from reportqa.model import Approx, How, Report, Section, Table

CATALOGUE = Catalogue.load()


def report_of(text, **more):
    return Report(
        "r", "某区某局", 2018, "某区某局2018年报告", "r.txt", "0", text, **({"sections": ()} | more)
    )


def figures(text, **more):
    report = report_of(text, **more)
    found = prose_figures(report, CATALOGUE)
    for figure in found:
        assert text[figure.start : figure.end] == figure.quote
        assert figure.text in text[figure.value_start : figure.value_end]
        assert figure.start <= figure.value_start < figure.value_end <= figure.end
    return found


def by_indicator(text):
    return {f.indicator: f for f in figures(text)}


def test_received_and_all_replied():
    found = by_indicator("2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。")
    received, replied = found["proposals.cppcc.received"], found["proposals.cppcc.replied"]
    assert (received.value, received.unit, received.how, received.text) == (7, "条", How.STATED, "7条")
    assert (replied.value, replied.how) == (7, How.ALL_OF)


def test_a_figure_given_is_never_replaced_by_all_replied():
    found = [
        f
        for f in figures("收到政协提案12件，答复10件，其中按期答复的10件均已办结。")
        if f.indicator == "proposals.cppcc.replied"
    ]
    assert [(f.value, f.how) for f in found if f.how is How.ALL_OF] == []


def test_without_all_replied_nothing_is_said_of_replies():
    assert "proposals.cppcc.replied" not in by_indicator("收到政协委员提案7条，正在办理中。")


def test_none_received_is_a_stated_zero():
    found = by_indicator("2018年，没有收到申请政府信息公开的受理件。")
    (zero,) = [f for f in found.values() if f.how is How.STATED_ZERO and f.indicator]
    assert zero.value == 0
    assert "没有收到" in zero.text


def test_a_printed_zero_is_a_stated_zero():
    assert {(f.value, f.how) for f in figures("全年收到政府信息公开申请0件。")} == {(0, How.STATED_ZERO)}


def test_two_things_denied_together_are_both_zero():
    found = figures("未发生行政复议、行政诉讼。")
    assert {f.how for f in found} == {How.STATED_ZERO}
    assert len({f.indicator for f in found} - {None}) == 2


def test_normative_documents_can_be_denied():
    assert [f.value for f in figures("本年度未制发规范性文件。") if f.how is How.STATED_ZERO] == [0]


@pytest.mark.parametrize(
    ("text", "value", "part"),
    [
        ("公开信息50条，其中网站30条。", 50, False),
        ("公开信息50条，其中网站30条。", 30, True),
        ("答复3050件（含上年度结转34件）。", 34, True),
    ],
)
def test_parts_are_marked(text, value, part):
    (figure,) = [f for f in figures(text) if f.value == value]
    assert figure.part_of is part


def test_changes_are_marked_and_count_for_no_indicator():
    change = next(f for f in figures("收到政府信息公开申请60件，比上年增加12件。") if f.value == 12)
    assert change.delta
    assert change.indicator is None


def test_totals_over_years_are_marked():
    assert figures("截至目前，累计公开政府信息3000条。")[0].cumulative
    assert not figures("2018年全年累计公开政府信息3000条。")[0].cumulative


def test_a_figure_of_another_year_bears_that_year():
    found = {f.value: f.year for f in figures("2017年收到申请5件，今年收到申请7件。")}
    assert found[5] == 2017


@pytest.mark.parametrize(
    ("text", "circle"),
    [("全区共受理申请74件。", "area"), ("本机关受理申请74件。", "office"), ("共受理申请74件。", None)],
)
def test_whose_figure_it_is(text, circle):
    assert figures(text)[0].circle == circle


def test_approximations_are_kept():
    assert figures("发布信息5500余条。")[0].approx is Approx.OVER


def test_a_bracketed_share_belongs_to_the_figure_before():
    count, share = figures("予以公开208件（17.46%）。")
    assert (count.unit, share.unit) == ("件", "%")
    assert "予以公开" in share.counted


def test_thousands_in_full_width_are_one_figure():
    assert [f.value for f in figures("主动公开政府信息１，２０６条。")] == [1206]


def test_headings_and_tables_are_no_prose():
    text = "三、收到12件申请的情况\n全年收到申请7件。\n申请\t9件\n"
    section = Section((text[:12].strip(),), 0, len(text), body_start=text.index("\n") + 1)
    table = Table((), 1, 2, text.index("申请\t"), len(text))
    assert [f.value for f in figures(text, sections=(section,), tables=(table,))] == [7]
    assert figures(text, sections=(section,), tables=(table,))[0].section == section.path


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "。。。",
        "，，；",
        "本年报依据条例第二十条编制，电话：0533-2869907。",
        "）（）））（",
        "😀😀",
    ],
)
def test_text_without_figures_gives_none(text):
    assert figures(text) == ()


def test_what_something_has_come_to_keeps_its_subject_and_what_it_was_is_of_the_year_before():
    former, now = figures("微信公众号关注人数由年初的1.1万人增加到2.9万人。")
    assert (former.value, former.year) == (11000, 2017)
    assert (now.value, now.year, now.delta) == (29000, 2018, False)
    assert "关注人数" in now.counted


def test_an_increase_is_no_level():
    (figure,) = figures("公开信息比上年增加407条。")
    assert figure.delta


@pytest.mark.parametrize("sentence", ["全年培训不少于4期。", "计划开设专栏5个。"])
def test_an_aim_is_of_the_year_to_come(sentence):
    sections = (Section(("五、下一步打算",), 0, 8, 8 + len(sentence)),)
    (figure,) = figures("五、下一步打算\n"[:8] + sentence, sections=sections)
    assert figure.year == 2019


def test_a_count_since_a_year_is_cumulative():
    (figure,) = figures("自2008年《条例》施行以来，累计主动公开政府信息5218条。")
    assert figure.cumulative
