"""Which reports a question is about, or why none is: agency and year decide before anything is ranked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportqa.answering.question import Understood
from reportqa.answering.shelf import ReportRow, Shelf
from reportqa.model import Intent, Question


@dataclass(frozen=True, slots=True)
class Selection:
    """The reports to read.

    ``rows`` are those found; ``missing`` the (agency, year) pairs asked for that have none;
    ``choices`` the agencies to choose from where the question leaves several; ``wanted`` names what
    was asked for, for the message; ``carried`` and ``assumed`` say where agency and year came from.
    """

    rows: tuple[ReportRow, ...] = ()
    agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    missing: tuple[tuple[str, int], ...] = ()
    choices: tuple[str, ...] = ()
    wanted: str = ""
    unknown: bool = False
    carried: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()


def select_reports(asked: Understood, shelf: Shelf, before: Question | None) -> Selection:
    """Find the reports for a question; ``before`` is the question of the answer that it follows."""
    rows = shelf.rows()
    mention = asked.mention
    if mention.unknown and not mention.agencies:
        return Selection(wanted="、".join(mention.unknown), unknown=True)
    carried: list[str] = []
    assumed: list[str] = []
    agencies = _agencies(asked, rows, before, carried)
    years = _wanted_years(asked, before, carried)
    if not agencies:
        open_rows = [r for r in rows if not years or r.year in years]
        there = tuple(dict.fromkeys(r.agency for r in (open_rows or rows)))
        if len(there) != 1 and not (years and not open_rows):
            return Selection(choices=there, years=years, carried=tuple(carried))
        agencies = there if len(there) == 1 else tuple(dict.fromkeys(r.agency for r in rows))
        if len({r.agency for r in rows}) > 1 and len(there) == 1:
            assumed.append("agency")
    elif _unclear(asked, agencies):
        published = {r.agency for r in rows if not years or r.year in years}
        fitting = tuple(a for a in agencies if a in published)
        if len(fitting) > 1:
            return Selection(choices=fitting, years=years, carried=tuple(carried))
        agencies = fitting or agencies
    found = _rows_of(asked, rows, agencies, years, carried, assumed)
    return found if found.rows else _planned(asked, rows, found)


def _planned(asked: Understood, rows: Sequence[ReportRow], found: Selection) -> Selection:
    """Read plans for a year without a report from the report on the year before, where it speaks of that year."""
    if asked.intent is not Intent.TEXT or len(found.years) != 1 or len(found.agencies) != 1:
        return found
    before = found.years[0] - 1
    made = [r for r in rows if r.agency == found.agencies[0] and r.year == before]
    if not made:
        return found
    assumed = (*found.assumed, "planned")
    return replace(found, rows=(made[0],), years=(before,), missing=(), assumed=assumed)


def without_plans(found: Selection) -> Selection:
    """Return the selection as it is where the report on the year before makes no plans for the year asked about."""
    years = tuple(year + 1 for year in found.years)
    assumed = tuple(a for a in found.assumed if a != "planned")
    return replace(found, rows=(), years=years, assumed=assumed)


def _unclear(asked: Understood, agencies: Sequence[str]) -> bool:
    """Whether one name in the question fits several bodies."""
    return (
        len(agencies) > 1
        and any(len(group) > 1 for group in asked.mention.groups)
        and not asked.mention.every
    )


def _agencies(
    asked: Understood, rows: Sequence[ReportRow], before: Question | None, carried: list[str]
) -> tuple[str, ...]:
    everyone = tuple(dict.fromkeys(r.agency for r in rows))
    if asked.mention.agencies:
        return asked.mention.agencies
    if asked.mention.every or len(everyone) == 1:
        return everyone
    if before is not None and before.agencies:
        carried.append("agency")
        return before.agencies
    return ()


def _wanted_years(asked: Understood, before: Question | None, carried: list[str]) -> tuple[int, ...]:
    if asked.years.any:
        return asked.years.years
    if before is not None and before.years:
        carried.append("year")
        return before.years
    return ()


def _rows_of(
    asked: Understood,
    rows: Sequence[ReportRow],
    agencies: Sequence[str],
    years: tuple[int, ...],
    carried: list[str],
    assumed: list[str],
) -> Selection:
    wanted = set(agencies)
    mine = [r for r in rows if r.agency in wanted]
    first: dict[tuple[str, int | None], ReportRow] = {}
    for row in mine:
        first.setdefault((row.agency, None), row)
        first.setdefault((row.agency, row.year), row)
    available = sorted({r.year for r in mine if r.year is not None})
    if not years:
        years = asked.years.resolve(available)
    if not years and available:
        several = len(agencies) > 1
        years = (_common_year(mine, agencies) if several else available[-1],)
        if len(available) > 1:
            assumed.append("year")
    found, missing = [], []
    for agency in agencies:
        for year in years or (None,):
            hit = first.get((agency, year))
            if hit:
                found.append(hit)
            elif year is not None:
                missing.append((agency, year))
    return Selection(
        rows=tuple(found),
        agencies=tuple(agencies),
        years=tuple(years),
        missing=tuple(missing),
        wanted=_wanted(agencies),
        carried=tuple(carried),
        assumed=tuple(assumed),
    )


def _common_year(rows: Sequence[ReportRow], agencies: Sequence[str]) -> int:
    """Return the latest year that most of the agencies have a report on."""
    count: dict[int, int] = {}
    for row in rows:
        if row.year is not None:
            count[row.year] = count.get(row.year, 0) + 1
    return max(count, key=lambda y: (min(count[y], len(agencies)), y))


def _wanted(agencies: Sequence[str]) -> str:
    return "、".join(agencies[:3])


def _runs(years: Sequence[int], year_word: str) -> list[str]:
    """Write years, three or more in a row as a range."""
    written: list[str] = []
    at = 0
    while at < len(years):
        stop = at
        while stop + 1 < len(years) and years[stop + 1] == years[stop] + 1:
            stop += 1
        if stop - at >= 2:
            written.append(f"{years[at]}–{years[stop]}{year_word}")
        else:
            written += [f"{y}{year_word}" for y in years[at : stop + 1]]
        at = stop + 1
    return written


def listing(rows: Sequence[ReportRow], year_word: str, joint: str, most: int = 6) -> list[str]:
    """Return lines such as ``张店区科学技术局（2018年）``, at most ``most``."""
    by_agency: dict[str, list[int]] = {}
    for row in rows:
        by_agency.setdefault(row.agency, []).extend([row.year] if row.year is not None else [])
    lines = []
    for agency, years in list(by_agency.items())[:most]:
        listed = joint.join(_runs(sorted(set(years)), year_word))
        lines.append(f"{agency}（{listed}）" if listed else agency)
    return lines
