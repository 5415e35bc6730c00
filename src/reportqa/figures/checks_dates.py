"""Is a report signed after the period it reports on, and not years later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reportqa.model import Check, Report
from reportqa.reading.dates import find_period, iso_date

_LATEST = timedelta(days=366)
_DATE = re.compile(r"[（(]?[0-9〇○零一二三四五六七八九]{4}\s*[年./-][^\n，。；]{2,12}")


def check_signing_date(report: Report) -> Iterator[Check]:
    """Yield one check: the signing date lies after the end of the period, by a year at most."""
    if report.year is None:
        return
    period = find_period(report.period) if report.period else None
    end = period.end if period is not None else date(report.year, 12, 31)
    right = f"统计期限截止 {end.isoformat()}"
    if not report.signed:
        yield Check(
            "signing_date",
            "CANNOT TELL",
            "未注明签署日期",
            right,
            "报告未注明签署日期。",
            "The report bears no signing date.",
        )
        return
    spans = tuple(_places(report.text, report.signed))
    quotes = tuple(dict.fromkeys(report.text[start:stop] for start, stop in spans))
    left = f"签署日期 {report.signed}"
    early, late = report.signed < end.isoformat()[: len(report.signed)], _is_late(report.signed, end)
    if early:
        zh = f"签署日期 {report.signed} 早于统计期限截止日 {end.isoformat()}。"
        en = f"Signed on {report.signed}, before the period ended on {end.isoformat()}."
    elif late:
        zh = f"签署日期 {report.signed} 晚于统计期限截止日 {end.isoformat()} 一年以上。"
        en = f"Signed on {report.signed}, more than a year after the period ended on {end.isoformat()}."
    else:
        zh = f"签署日期 {report.signed} 在统计期限截止日 {end.isoformat()} 之后一年内。"
        en = f"Signed on {report.signed}, within a year after the period ended on {end.isoformat()}."
    yield Check("signing_date", "FAIL" if early or late else "PASS", left, right, zh, en, spans, quotes)


def _is_late(signed: str, end: date) -> bool:
    return signed > (end + _LATEST).isoformat()[: len(signed)]


def _places(text: str, signed: str) -> Iterator[tuple[int, int]]:
    """Yield the places at which the text bears the date ``signed``."""
    for found in _DATE.finditer(text):
        if iso_date(found[0].strip()) == signed:
            yield found.start(), found.start() + len(found[0].rstrip())
