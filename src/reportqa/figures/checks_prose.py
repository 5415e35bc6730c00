"""Figures of the prose against the same figures in the tables, with what each of them counts.

A text may speak of the office alone while the table counts the whole district, or the other way round;
then a difference proves nothing, unless the smaller circle has the larger number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reportqa.figures.forms import INFLOW
from reportqa.figures.identities import Key, total
from reportqa.figures.sheets import Sheet
from reportqa.figures.units import MONEY
from reportqa.model import Applicant, Approx, Check, Figure, How, Report

_AREA = re.compile(r"全[省市区县旗州盟镇乡]|全系统|各部门|各级|各单位|辖区|我[省市区县镇乡](?!政府|府)")
_OFFICE = re.compile(
    r"[省市区县州镇乡]?政府办(?:公[厅室])?|[省市区县州]府办|本(?:机关|单位|局|委|办公室|办|厅|院)|我(?:局|委|办|厅|院)|办公[厅室]"
)
_HANDLED = re.compile("办理|处理")
_FINISHED = re.compile("办结|答复|办毕|办复|完结")
_UNITS = frozenset({"", "件", "条", "份", "宗", "起", "例", "项", "个", "件次", "人次"})
_COMPARED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "requests.received": (("requests.new",), ("requests.new", "requests.carried_in"), ("requests.received",)),
    "requests.new": (("requests.new",),),
    "requests.carried_in": (("requests.carried_in",),),
    "requests.closed": (("requests.closed",),),
    "requests.carried_out": (("requests.carried_out",),),
    "requests.answered": (("requests.answered",), ("requests.closed",)),
    "fees.processing": (("fees.processing",),),
    "reconsideration.total": (("reconsideration.total",),),
    "litigation.total": (
        ("litigation.direct.total", "litigation.after_reconsideration.total"),
        ("litigation.total",),
    ),
    "disputes.total": (
        ("reconsideration.total", "litigation.direct.total", "litigation.after_reconsideration.total"),
        ("reconsideration.total", "litigation.total"),
    ),
}
"""For a prose indicator the cells, or sums of cells, that say the same, best first."""
_NAMES = {
    "requests.received": ("收到（受理）申请", "requests received"),
    "requests.new": ("新收申请", "new requests"),
    "requests.carried_in": ("上年结转申请", "requests carried in"),
    "requests.closed": ("办结申请", "requests closed"),
    "requests.carried_out": ("结转下年度申请", "requests carried over"),
    "requests.answered": ("答复申请", "requests answered"),
    "fees.processing": ("信息处理费", "processing fees"),
    "reconsideration.total": ("行政复议", "administrative reconsiderations"),
    "litigation.total": ("行政诉讼", "administrative lawsuits"),
    "disputes.total": ("行政复议和诉讼", "reconsiderations and lawsuits"),
}


@dataclass(frozen=True, slots=True)
class _Side:
    """What a table says: its cells, their sum, and the computation."""

    figures: tuple[Figure, ...]
    value: Decimal
    shown: str


def check_prose(report: Report, figures: Sequence[Figure], tables: Sequence[Sheet]) -> Iterator[Check]:
    """Compare each figure of the prose that a statutory table states too, once for each value."""
    seen: set[tuple[str | None, int | float, str | None]] = set()
    for figure in figures:
        mark = (figure.indicator, figure.value, figure.circle)
        if mark in seen or not _is_comparable(report, figure):
            continue
        sides = [side for sheet in tables for side in _sides(sheet, figure)]
        if sides:
            seen.add(mark)
            yield _compare(report, figure, sides)


def _is_comparable(report: Report, figure: Figure) -> bool:
    stated = figure.how in {How.STATED, How.STATED_ZERO} and figure.approx is Approx.EXACT
    whole = not (figure.part_of or figure.cumulative or figure.delta) and figure.applicant in {
        None,
        Applicant.TOTAL,
    }
    return (
        stated
        and whole
        and figure.indicator in _COMPARED
        and figure.year == report.year
        and figure.unit != "%"
    )


def _sides(sheet: Sheet, figure: Figure) -> Iterator[_Side]:
    applicant = Applicant.TOTAL if sheet.form == "requests" else None
    sums = _COMPARED[figure.indicator or ""]
    if (
        figure.indicator == "requests.closed"
        and _HANDLED.search(figure.clause)
        and not _FINISHED.search(figure.clause)
    ):
        sums = (*sums, INFLOW)  # what was handled holds what came in, finished or not
    for ids in sums:
        keys: list[Key] = [(name, applicant) for name in ids]
        cells = [sheet.cells[key] for key in keys if key in sheet.cells]
        if len(cells) == len(keys):
            values = [cell.value for cell in cells]
            shown = " + ".join(map(str, values)) + (f" = {total(values)}" if len(values) > 1 else "")
            unit = cells[0].unit
            yield _Side(tuple(cells), _scaled(total(values), unit), f"{shown} {unit}".strip())


def _scaled(value: Decimal, unit: str) -> Decimal:
    return value * MONEY.get(unit, 1)


def _compare(report: Report, figure: Figure, sides: Sequence[_Side]) -> Check:
    value = _scaled(Decimal(str(figure.value)), figure.unit)
    side = next((s for s in sides if s.value == value), sides[0])
    circle, word = _circle(figure)
    zh, en = _NAMES[figure.indicator or ""]
    said = f"{figure.value} {figure.unit}".strip()
    counts = f"（{word}）" if word else ""
    where = f"{report.agency}统计表"
    quotes = tuple(dict.fromkeys((figure.quote, *(cell.quote for cell in side.figures))))
    spans = ((figure.value_start, figure.value_end), *((c.value_start, c.value_end) for c in side.figures))
    result: Literal["PASS", "FAIL", "CANNOT TELL"]
    if side.value == value:
        result, zh_end, en_end = "PASS", "相符", "they agree"
    elif _may_differ(circle, value, side.value):
        result = "CANNOT TELL"
        other = "可能为全辖区" if circle == "office" else "可能仅为本机关"
        zh_end = f"口径可能不同：正文统计{word or ('本机关' if circle == 'office' else '全辖区')}，统计表未写明，{other}"
        en_end = (
            f"the text counts {'the office' if circle == 'office' else 'the whole area'}{f' ({word})' if word else ''}, the table may count "
            f"{'the whole area' if circle == 'office' else 'the office alone'}"
        )
    else:
        result, zh_end, en_end = "FAIL", "不符", "they differ"
    return Check(
        "prose_table",
        result,
        f"正文{counts} {said}",
        f"{where} {side.shown}",
        f"{zh}：正文{counts} {said}，统计表 {side.shown}，{zh_end}。",
        f"{en}: {said} in the text, {side.shown} in the table; {en_end}.",
        spans,
        quotes,
    )


def _circle(figure: Figure) -> tuple[str | None, str]:
    """Return which circle the prose counts, and the word of the text that says so."""
    for text in (figure.clause, figure.quote):
        area, office = _AREA.search(text), _OFFICE.search(text)
        if area and not office and figure.circle != "office":
            return "area", area[0]
        if office and not area and figure.circle != "area":
            return "office", office[0]
        if figure.circle is not None and area and office:
            return figure.circle, area[0] if figure.circle == "area" else office[0]
    return figure.circle, ""


def _may_differ(circle: str | None, prose: Decimal, table: Decimal) -> bool:
    """Whether circles explain a difference: the office never has more than the whole area."""
    return (circle == "office" and prose < table) or (circle == "area" and prose > table)
