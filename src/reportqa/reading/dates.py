"""Dates as reports print them: signing dates, dates of publication and the period reported on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reportqa.reading.plain import compact, ordinal, year_number

_YEAR = r"(?P<{0}y>(?:19|20)\d\d|[二一][零一二三四五六七八九]{{3}})"
_DAY = r"(?P<{0}m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月(?:(?P<{0}d>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号])"
_ONE = re.compile(_YEAR.format("") + "年" + _DAY.format("") + "?")
_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})")
_WHOLE = re.compile(r"[（(]?(?P<date>[^：:（）()，。]{6,14})[）)]?")
_PERIOD = re.compile(
    _YEAR.format("a")
    + "年"
    + _DAY.format("a")
    + r"(?:零时)?起?(?:开始)?[，,]?(?:至|到|[-－—–~～]{1,2})(?:"
    + _YEAR.format("b")
    + "年)?(?:本年)?"
    + _DAY.format("b")
    + "止?"
)
_HINT = re.compile(r"年.*月|\d{4}\s*[-./]")
_PUBLISHED = re.compile(r"(?:发布|公开|发文|上网|公布)(?:日期|时间)[：:]?")


@dataclass(frozen=True, slots=True)
class Period:
    """The period reported on: its words as published, the year it starts in, and its last day."""

    text: str
    year: int
    end: date


def iso_date(line: str) -> str | None:
    """Return the date that ``line`` consists of, as ``YYYY-MM-DD`` (``YYYY-MM`` where no day is printed).

    Returns None if the line is not a date, ``""`` if it is one that no calendar has.
    """
    if len(line) > 60 or not _HINT.search(line):
        return None
    view, _ = compact(line)
    whole = _WHOLE.fullmatch(view)
    found = whole and (_ONE.fullmatch(whole["date"]) or _ISO.fullmatch(whole["date"]))
    return _iso(found) if found else None


def trailing_date(line: str) -> tuple[str, str] | None:
    """Split ``某局 2019年3月5日`` into what stands before the date and the date in ISO form."""
    if len(line) > 80 or not _HINT.search(line):
        return None
    view, positions = compact(line.strip())
    found = re.search(_ONE.pattern + r"[）)]?$", view)
    if found is None or found.start() == 0:
        return None
    return line.strip()[: positions[found.start()]].strip(), _iso(found)


def published_date(line: str) -> str | None:
    """Return the ISO date after a label such as ``发布日期：``, None if there is none."""
    view, _ = compact(line[:400])
    label = _PUBLISHED.search(view)
    found = label and (_ISO.match(view, label.end()) or _ONE.match(view, label.end()))
    return (_iso(found) or None) if found else None


def find_period(text: str) -> Period | None:
    """Return the period reported on, the first of whole dates that the text gives from … to …."""
    view, positions = compact(text)
    for found in _PERIOD.finditer(view):
        start = year_number(found["ay"])
        last = year_number(found["by"]) if found["by"] else start
        day = _day(last, found["bm"], found["bd"])
        if start is not None and day is not None:
            return Period(text[positions[found.start()] : positions[found.end() - 1] + 1], start, day)
    return None


def _day(year: int | None, month: str, day: str) -> date | None:
    numbers = (ordinal(month), ordinal(day))
    if year is None or None in numbers:
        return None
    try:
        return date(year, numbers[0] or 0, numbers[1] or 0)
    except ValueError:
        return None


def _iso(found: re.Match[str]) -> str:
    """Return the ISO form of a match, ``""`` if there is no such day."""
    year = year_number(found["y"])
    if found["d"]:
        day = _day(year, found["m"], found["d"])
        return day.isoformat() if day else ""
    month = ordinal(found["m"]) or 0
    return f"{year}-{month:02}" if year and 1 <= month <= 12 else ""
