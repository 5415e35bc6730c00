"""Titles of reports: which line is one, and the agency and year that it names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportqa.reading.agency_name import is_agency
from reportqa.reading.plain import compact, year_number

_YEAR = r"(?:(?:19|20)\d\d\s*年?[—–~～至到-]+\s*)?(?P<{}>(?:19|20)\d\d|[二零一][零一二三四五六七八九]{{3}})\s*(?:学年|年)?(?:度)?"
_DISCLOSURE = r"(?:政府|政务|党务)?(?:信息|政务|资讯|资料)公开"
_NAMES = r"(?:工作)?(?:年度)?(?:的)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:报告|年报|总结)(?:书)?"
_TAIL = r"(?P<tail>[（(][^）)]{1,20}[）)])?"
_TITLES = (
    re.compile(
        rf"(?:关于)?(?P<before>[^，。；：\d]*?)(?:关于)?{_YEAR.format('year')}(?P<after>[^，。；：\d]*?)(?:关于)?"
        rf"{_DISCLOSURE}{_NAMES}{_TAIL}"
    ),
    re.compile(
        rf"(?:关于)?(?P<before>[^，。；：\d]*?)(?P<after>){_DISCLOSURE}{_YEAR.format('year')}{_NAMES}{_TAIL}"
    ),
    re.compile(rf"(?:关于)?(?P<before>[^，。；：\d]*?)(?P<after>)(?P<year>){_DISCLOSURE}{_NAMES}{_TAIL}"),
)
_OTHER = re.compile(
    rf"(?:关于)?(?P<before>[^，。；：\d]*?)(?:关于)?{_YEAR.format('year')}(?P<after>[^，。；：\d]*?)"
    r"(?:政府|部门|年度|工作|预算|决算|国民|经济|统计|法治|财政|信用)[^，。；\d]{0,30}"
    r"(?:报告|总结|决算|预算|公报|要点|计划|通报|说明|年报|公开)"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title on one line, with the agency and year that it names (``""`` and None if it names none)."""

    text: str
    agency: str
    year: int | None
    disclosure: bool


def parse_title(line: str) -> Title | None:
    """Return what ``line`` names if the whole of it is the title of a yearly report, else None."""
    line = line.strip().strip("《》#*").strip()
    if not 4 <= len(line) <= 90:
        return None
    view, positions = compact(line)
    found = next((m for pattern in _TITLES if (m := pattern.fullmatch(view))), None)
    match = found or _OTHER.fullmatch(view)
    if match is None:
        return None
    agency = ""
    for part in ("before", "after"):
        name = "".join(line[positions[match.start(part)] : positions[match.end(part)]].split())
        if is_agency(name):
            agency = name
            break
    year = year_number(match["year"]) or _tail_year(match)
    return Title(line, agency, year, found is not None)


def _tail_year(match: re.Match[str]) -> int | None:
    """Return the year in brackets after a title, as in ``政府信息公开年度报告（2018年度）``."""
    found = re.search(r"(?:19|20)\d\d|[二一][零一二三四五六七八九]{3}", match.groupdict().get("tail") or "")
    return year_number(found[0]) if found else None


def is_title(line: str) -> bool:
    """Tell whether ``line`` is the title of a yearly report on information disclosure."""
    title = parse_title(line)
    return title is not None and title.disclosure
