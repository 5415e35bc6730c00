"""Do the reports of one agency agree with each other: carry-over between years, reports given twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from reportqa.figures.forms import APPLICANTS, CARRIED_OUT, INFLOW
from reportqa.figures.identities import Key
from reportqa.figures.names import column_name, row_name
from reportqa.figures.sheets import Sheet, sheets
from reportqa.model import Applicant, Check, Figure, How, Report

Pair = tuple[Report, Sequence[Figure]]
_CARRIED_IN = INFLOW[1]


def check_between(reports: Sequence[Pair]) -> tuple[tuple[str, str, Check], ...]:
    """Return the checks between reports of one agency, each given once for either report.

    An entry is (id of the report that the spans belong to, id of the other report, check), so that a
    failed check can be shown beside the figures of both.
    """
    found: list[tuple[str, str, Check]] = []
    for group in _by_agency(reports):
        years: dict[int, list[Pair]] = defaultdict(list)
        for pair in group:
            years[pair[0].year or 0].append(pair)
        for year in sorted(years):
            found += _duplicates(years[year])
            for before in years.get(year - 1, ()):
                for after in years[year]:
                    found += _carry_over(before, after)
    return tuple(found)


def _by_agency(reports: Sequence[Pair]) -> list[list[Pair]]:
    """Group reports by agency; a name counts for the longer one that ends in it if there is just one."""
    dated = [pair for pair in reports if pair[0].year is not None and pair[0].agency]
    names = {"".join(report.agency.split()) for report, _ in dated}
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in dated:
        name = "".join(pair[0].agency.split())
        longer = [other for other in names if other != name and other.endswith(name)]
        groups[longer[0] if len(longer) == 1 else name].append(pair)
    return list(groups.values())


def _carry_over(before: Pair, after: Pair) -> Iterator[tuple[str, str, Check]]:
    """Compare last year's 四、结转下年度 with this year's 二、上年结转, column by column."""
    last, this = _requests(before[1]), _requests(after[1])
    if last is None or this is None:
        return
    for who in APPLICANTS:
        out, taken = last.cells.get((CARRIED_OUT, who)), this.cells.get((_CARRIED_IN, who))
        if out is None and taken is None:
            continue
        yield before[0].id, after[0].id, _carry_check(before[0], after[0], who, out, taken, out)
        yield after[0].id, before[0].id, _carry_check(before[0], after[0], who, out, taken, taken)


def _carry_check(
    before: Report,
    after: Report,
    who: Applicant,
    out: Figure | None,
    taken: Figure | None,
    own: Figure | None,
) -> Check:
    left, right = (str(f.value) if f is not None else "?" for f in (out, taken))
    zh = f"{column_name(who, 'zh')}：{before.year}年结转下年度 {left}，{after.year}年上年结转 {right}，"
    en = f"{column_name(who, 'en')}: {left} carried over from {before.year}, {right} carried in by {after.year}; "
    result: Literal["PASS", "FAIL", "CANNOT TELL"]
    if out is None or taken is None:
        result, zh_end, en_end = "CANNOT TELL", "无法核对，一方缺失。", "one side is missing."
    elif out.value == taken.value:
        result, zh_end, en_end = "PASS", "相符。", "they agree."
    else:
        result, zh_end, en_end = "FAIL", "不符。", "they differ."
    return Check(
        "carry_over",
        result,
        f"{before.year}年 四、结转下年度继续办理 {left}",
        f"{after.year}年 二、上年结转 {right}",
        zh + zh_end,
        en + en_end,
        ((own.value_start, own.value_end),) if own is not None else (),
        tuple(f.quote for f in (out, taken) if f is not None),
    )


def _requests(figures: Sequence[Figure]) -> Sheet | None:
    """Return the report's table 3; None if it has none, or several that count different circles."""
    found = [sheet for sheet in sheets(figures) if sheet.form == "requests"]
    return found[0] if len(found) == 1 else None


def _duplicates(pairs: Sequence[Pair]) -> Iterator[tuple[str, str, Check]]:
    """Say where one agency has several reports on one year, and whether their tables agree."""
    for at, one in enumerate(pairs):
        for other in pairs[at + 1 :]:
            for own, second in ((one, other), (other, one)):
                yield own[0].id, second[0].id, _duplicate_check(own, second)


def _duplicate_check(own: Pair, other: Pair) -> Check:
    cells, others = _statutory(own[1]), _statutory(other[1])
    shared = [key for key in cells if key in others]
    differing = [key for key in shared if cells[key].value != others[key].value]
    zh = f"{own[0].agency}{own[0].year}年有两份报告（{own[0].source}、{other[0].source}），"
    en = f"There are two reports of {own[0].agency} on {own[0].year} ({own[0].source}, {other[0].source}); "
    left, right = own[0].source, other[0].source
    result: Literal["PASS", "FAIL", "CANNOT TELL"]
    if (own[0].sha256 and own[0].sha256 == other[0].sha256) or own[0].text == other[0].text:
        result, zh_end, en_end = "PASS", "内容相同。", "their text is the same."
    elif not shared:
        result, zh_end, en_end = (
            "CANNOT TELL",
            "没有可以比对的统计表数字。",
            "they share no figures of statutory tables.",
        )
    elif differing:
        first = differing[0]
        left, right = f"{left} {cells[first].value}", f"{right} {others[first].value}"
        result, zh_end = (
            "FAIL",
            f"统计表有 {len(differing)} 处不同，如{row_name(first, 'zh')}：{left}，{right}。",
        )
        en_end = f"{len(differing)} cells of their tables differ, such as {row_name(first, 'en')}: {left}, {right}."
    else:
        result, zh_end, en_end = (
            "PASS",
            f"统计表 {len(shared)} 处数字相同。",
            f"{len(shared)} cells of their tables agree.",
        )
    spans = tuple((cells[key].value_start, cells[key].value_end) for key in differing)
    quotes = tuple(dict.fromkeys(q for key in differing[:1] for q in (cells[key].quote, others[key].quote)))
    return Check("duplicate_report", result, left, right, zh + zh_end, en + en_end, spans, quotes)


def _statutory(figures: Sequence[Figure]) -> dict[Key, Figure]:
    return {
        (figure.indicator, figure.applicant): figure
        for figure in figures
        if figure.how is How.TABLE_CELL and figure.indicator is not None
    }
