from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from made_tables import DISPUTE_HEADS, appendix_grid, made_report, request_grid, request_labels
from reportqa.figures.broken import broken_table_figures
from reportqa.figures.checks import attach_checks, check_report
from reportqa.figures.checks_between import check_between
from reportqa.figures.forms import APPLICANTS, forms
from reportqa.figures.identities import forced_zeros, request_identities, sum_identities, total
from reportqa.figures.tables import table_figures
from reportqa.model import Applicant, Approx, Check, Figure, How, Report
from reportqa.reading import read_report

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"
TITLE_3 = "三、收到和处理政府信息公开申请情况"
TITLE_4 = "四、政府信息公开行政复议、行政诉讼情况"
needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="the real reports are not here")


def table_3(new=(7, 0), carried_in=(0, 0), carried_out=(0, 0), closed=None) -> list[list[int]]:
    """Requests by (natural, company); all that were closed were granted."""
    rows = [[0] * 7 for _ in request_labels()]
    granted = closed or tuple(new[i] + carried_in[i] - carried_out[i] for i in range(2))
    for at, pair in ((0, new), (1, carried_in), (2, granted), (23, granted), (24, carried_out)):
        rows[at] = [*pair, 0, 0, 0, 0, sum(pair)]
    return rows


def checked(report: Report, *prose: Figure) -> tuple[Check, ...]:
    cells = table_figures(report)
    broken, _ = broken_table_figures(report, cells)
    return check_report(report, (*cells, *broken, *prose))


def said(report: Report, sentence: str, number: str, indicator: str, **more) -> Figure:
    """A figure of the prose, as the reader of prose would give it."""
    start = report.text.index(sentence)
    at = start + sentence.index(number)
    return Figure(
        report=report.id, agency=report.agency, year=report.year, value=int(number), unit="件", text=number,
        indicator=indicator, how=How.STATED, quote=sentence, start=start, end=start + len(sentence),
        value_start=at, value_end=at + len(number), clause=sentence, **more,
    )  # fmt: skip


def failed(checks) -> list[Check]:
    return [check for check in checks if check.result == "FAIL"]


def of_rule(checks, rule: str) -> list[Check]:
    return [check for check in checks if check.rule == rule]


def test_a_table_without_faults_passes_every_check():
    checks = checked(made_report(TITLE_3, request_grid(table_3()), TITLE_4, [*DISPUTE_HEADS, ["0"] * 15]))
    counted = Counter((check.rule, check.result) for check in checks)
    assert counted == {
        ("requests.balance", "PASS"): 7, ("requests.rows", "PASS"): 7, ("requests.columns", "PASS"): 25,
        ("disputes.reconsideration.sum", "PASS"): 1, ("disputes.direct.sum", "PASS"): 1,
        ("disputes.after.sum", "PASS"): 1, ("signing_date", "CANNOT TELL"): 1,
    }  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(row=st.integers(0, 24), column=st.integers(0, 6), more=st.integers(1, 9), lines=st.booleans())
def test_a_changed_digit_fails_the_checks_of_its_row_and_column(row, column, more, lines):
    rows = table_3(new=(30, 4), carried_in=(2, 1), carried_out=(3, 0))
    rows[row][column] += more
    labels = request_labels()
    text = "\n".join(f"{label} {' '.join(map(str, r))}" for (_, label), r in zip(labels, rows, strict=True))
    report = made_report(TITLE_3, text if lines else request_grid(rows), TITLE_4)
    wrong = failed(checked(report))
    expected = {"requests.columns"}
    expected |= {"requests.balance"} if row in {0, 1, 23, 24} else set()
    expected |= {"requests.rows"} if 2 <= row <= 23 else set()
    assert {check.rule for check in wrong} == expected
    assert all(check.quotes and check.spans for check in wrong)


def test_both_sides_show_the_computation():
    report = made_report(TITLE_3, request_grid(table_3(new=(7, 1), carried_in=(2, 0), closed=(8, 1))))
    check = next(c for c in failed(checked(report)) if c.rule == "requests.balance")
    assert (check.left, check.right) == ("7 + 2 = 9", "8 + 0 = 8")
    assert check.text_zh == "自然人：本年新收与上年结转 7 + 2 = 9，总计与结转下年度 8 + 0 = 8，不符。"
    assert check.text_en.startswith("Natural persons: new and carried in 7 + 2 = 9")
    assert check.quotes[0].startswith("一、本年新收政府信息公开申请数量")


def test_missing_cells_cannot_be_checked():
    grid = request_grid(table_3())
    del grid[3 + 24]
    found = of_rule(checked(made_report(TITLE_3, grid)), "requests.balance")
    assert {c.result for c in found} == {"CANNOT TELL"}
    assert found[-1].right == "7 + ?" and "结转下年度继续办理" in found[-1].text_zh


def test_the_form_of_2019_adds_its_own_rows():
    rows = [*table_3(new=(7, 0))[:20], [2, 0, 0, 0, 0, 0, 2], [7, 0, 0, 0, 0, 0, 7], [0] * 7]
    rows[2] = [5, 0, 0, 0, 0, 0, 5]
    checks = checked(made_report(TITLE_3, request_grid(rows, old=True)))
    assert not failed(checks) and len(of_rule(checks, "requests.columns")) == 23


def test_two_sheets_are_checked_apart():
    one, other = table_3(new=(7, 0)), table_3(new=(90, 0), closed=(80, 0))
    checks = checked(made_report(TITLE_3, "本机关", request_grid(one), "全县", request_grid(other)))
    assert len(of_rule(checks, "requests.balance")) == 14
    assert [c.left for c in failed(checks)] == ["90 + 0 = 90", "90 + 0 = 90"]


def test_sums_of_the_appendix():
    ids = [row.id for row in forms().statistics if row.id]
    values = dict.fromkeys(ids, 0) | {
        "requests.received": 5,
        "requests.received.online": 4,
        "staff.people": 3,
    }
    report = made_report("附表", appendix_grid([str(values[i]) for i in ids]))
    checks = checked(report)
    assert {c.rule for c in failed(checks)} == {"statistics.received", "statistics.staff"}
    assert next(c for c in failed(checks)).left == "0 + 0 + 4 + 0 = 4"


def test_failed_checks_are_attached_to_every_figure_they_touch():
    report = made_report(
        TITLE_4,
        [*DISPUTE_HEADS, ["10", "1", "0", "0", "0", "0", "0", "0", "0", "0", "5", "0", "0", "0", "5"]],
    )
    figures = table_figures(report)
    attached = attach_checks(figures, check_report(report, figures))
    assert [f.indicator for f in attached if f.checks] == [
        f"reconsideration.{o.id}" for o in forms().outcomes
    ]
    assert {c.left for f in attached for c in f.checks} == {"10 + 1 + 0 + 0 = 11"}
    assert attach_checks(attached, check_report(report, figures)) == attached


PROSE = "全年共受理政府信息公开申请 {} 件。"


def prose_case(sentence: str, number: str, rows, agency: str = "甲县人民政府", **more) -> Check:
    report = made_report(sentence, TITLE_3, request_grid(rows), agency=agency)
    indicator = more.pop("indicator", "requests.received")
    (check,) = of_rule(checked(report, said(report, sentence, number, indicator, **more)), "prose_table")
    return check


def test_prose_that_agrees_with_the_table():
    check = prose_case(PROSE.format(95), "95", table_3(new=(95, 0)))
    assert check.result == "PASS" and len(check.quotes) == 2
    carried = prose_case(PROSE.format(100), "100", table_3(new=(95, 0), carried_in=(5, 0)))
    assert carried.result == "PASS" and "95 + 5 = 100" in carried.right


def test_prose_that_differs_from_the_table_fails():
    check = prose_case(PROSE.format(17), "17", table_3(new=(95, 0)), agency="甲县教育局")
    assert check.result == "FAIL" and "17" in check.left and "95" in check.right


def test_prose_of_the_office_against_a_table_of_the_area_cannot_tell():
    sentence = "2023年，县政府办受理政府信息公开申请 17 件。"
    check = prose_case(sentence, "17", table_3(new=(95, 0)), circle="office")
    assert check.result == "CANNOT TELL" and "县政府办" in check.text_zh and "全辖区" in check.text_zh
    area = prose_case("全县受理政府信息公开申请 95 件。", "95", table_3(new=(17, 0)), circle="area")
    assert area.result == "CANNOT TELL" and "全县" in area.text_zh and "本机关" in area.text_zh


def test_the_office_never_has_more_than_the_area():
    sentence = "县政府办受理政府信息公开申请 99 件。"
    assert prose_case(sentence, "99", table_3(new=(95, 0)), circle="office").result == "FAIL"
    sentence = "全县受理政府信息公开申请 3 件。"
    assert prose_case(sentence, "3", table_3(new=(95, 0)), circle="area").result == "FAIL"


@pytest.mark.parametrize(
    "more",
    [
        {"part_of": True},
        {"cumulative": True},
        {"approx": Approx.OVER},
        {"applicant": Applicant.NATURAL},
        {"delta": True},
    ],
)
def test_parts_and_rough_numbers_are_not_compared(more):
    report = made_report(PROSE.format(17), TITLE_3, request_grid(table_3()))
    figure = said(report, PROSE.format(17), "17", "requests.received", **more)
    assert of_rule(checked(report, figure), "prose_table") == []


def test_lawsuits_of_the_prose_are_both_kinds_of_the_table():
    sentence = "发生行政诉讼 4 件。"
    report = made_report(
        sentence,
        TITLE_4,
        [*DISPUTE_HEADS, ["0", "0", "0", "0", "0", "1", "0", "0", "0", "1", "3", "0", "0", "0", "3"]],
    )
    (check,) = of_rule(checked(report, said(report, sentence, "4", "litigation.total")), "prose_table")
    assert check.result == "PASS" and check.right.endswith("1 + 3 = 4 件")


@pytest.mark.parametrize(
    ("signed", "result"),
    [
        ("2024-01-20", "PASS"),
        ("2023-03-25", "FAIL"),
        ("2025-06-01", "FAIL"),
        (None, "CANNOT TELL"),
        ("2024-01", "PASS"),
    ],
)
def test_signing_dates(signed, result):
    report = made_report("甲县人民政府", "2024年1月20日", signed=signed)
    (check,) = of_rule(checked(report), "signing_date")
    assert check.result == result


def test_the_signing_date_is_quoted_and_the_period_counts():
    period = "2023年1月1日至2023年6月30日"
    report = made_report("甲县人民政府", "2023年7月 2日", signed="2023-07-02", period=period)
    (check,) = of_rule(checked(report), "signing_date")
    assert (check.result, check.quotes, check.right) == (
        "PASS",
        ("2023年7月 2日",),
        "统计期限截止 2023-06-30",
    )


def pair(year: int, rows, agency: str = "甲县人民政府", report_id: str = ""):
    report = made_report(
        TITLE_3, request_grid(rows), year=year, agency=agency, report_id=report_id or str(year)
    )
    report = replace(report, source=f"{report.id}.txt")
    return report, table_figures(report)


def test_carry_over_between_years():
    first, second = (
        pair(2022, table_3(new=(9, 1), carried_out=(3, 0))),
        pair(2023, table_3(carried_in=(2, 0))),
    )
    found = check_between([second, first])
    wrong = [(a, b, c) for a, b, c in found if c.result == "FAIL"]
    assert len(found) == 14 and [(a, b) for a, b, _ in wrong] == [("2022", "2023"), ("2023", "2022")] * 2
    last, this = wrong[2][2], wrong[3][2]
    assert last.left == "2022年 四、结转下年度继续办理 3" and last.right == "2023年 二、上年结转 2"
    assert first[0].text[slice(*last.spans[0])] == "3" and second[0].text[slice(*this.spans[0])] == "2"
    assert [q[:2] for q in this.quotes] == ["四、", "二、"]
    assert attach_checks(second[1], [this])[13].checks == (this,)


def test_carry_over_needs_neighbouring_years_of_one_agency():
    assert check_between([pair(2020, table_3()), pair(2022, table_3())]) == ()
    assert check_between([pair(2021, table_3()), pair(2022, table_3(), agency="乙县人民政府")]) == ()
    longer = pair(2022, table_3(), agency="丙市甲县人民政府")
    assert len(check_between([pair(2021, table_3()), longer])) == 14
    two = [longer, pair(2022, table_3(), agency="丁市甲县人民政府")]
    assert check_between([pair(2021, table_3()), *two]) == ()


def test_two_reports_of_one_year():
    same = check_between([pair(2022, table_3(), report_id="a"), pair(2022, table_3(), report_id="b")])
    assert [(a, b, c.rule, c.result) for a, b, c in same] == [
        ("a", "b", "duplicate_report", "PASS"), ("b", "a", "duplicate_report", "PASS"),
    ]  # fmt: skip
    other = check_between(
        [pair(2022, table_3(), report_id="a"), pair(2022, table_3(new=(8, 0)), report_id="b")]
    )
    assert (
        {c.result for _, _, c in other} == {"FAIL"} and "7" in other[0][2].left and "8" in other[0][2].right
    )
    assert len(other[0][2].spans) == 6


def test_forced_zeros_lead_back_to_a_printed_number():
    (identity, *_) = sum_identities("disputes")
    keys = list(identity.keys)
    assert forced_zeros([identity], {keys[0]: 3, keys[-1]: 3}, keys[1:-1]) == set(keys[1:-1])
    assert forced_zeros([identity], {keys[0]: 3, keys[-1]: 4}, keys[1:-1]) == set()
    assert forced_zeros([identity], {}, keys) == set()
    assert forced_zeros([identity], {keys[0]: 3}, keys[1:3]) == set()


def test_decimals_are_added_as_written():
    assert total([0.1, 0.2]) == total([0.3])
    assert len(request_identities([("requests.new", who) for who in APPLICANTS])) == 14 + 25


@needs_real
def test_hongze_2023_the_reconsideration_row_and_the_carry_over():
    pairs = []
    for year in (2023, 2024):
        report = read_report(REAL / f"hongze-district-{year}.pdf")
        pairs.append((report, table_figures(report)))
    wrong = failed(check_report(*pairs[0]))
    assert [(c.rule, c.left, c.right) for c in wrong] == [
        ("disputes.reconsideration.sum", "10 + 1 + 0 + 0 = 11", "0"),
        ("disputes.after.sum", "5 + 0 + 0 + 0 = 5", "0"),
    ]
    assert not failed(check_report(*pairs[1]))
    between = check_between(pairs)
    assert len(between) == 14 and {c.result for _, _, c in between} == {"PASS"}
    assert between[-1][2].left == "2023年 四、结转下年度继续办理 0"
