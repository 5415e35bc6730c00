"""Does a report agree with itself: sums of its tables, prose against table, signing date.

A check that fails is shown beside every figure it touches; nothing is repaired. ``CANNOT TELL`` stands
where a side is missing or where both sides may count different things.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportqa.figures.checks_dates import check_signing_date
from reportqa.figures.checks_prose import check_prose
from reportqa.figures.identities import Identity, Key, identities_of, total
from reportqa.figures.names import column_name, row_name
from reportqa.figures.sheets import Sheet, sheets
from reportqa.model import Check, Figure, Language, Report


def check_report(report: Report, figures: Sequence[Figure]) -> tuple[Check, ...]:
    """Return every check of one report that has something to say, in a fixed order."""
    found: list[Check] = []
    tables = sheets(figures)
    for sheet in tables:
        found += check_sheet(sheet)
    found += check_prose(report, figures, tables)
    found += check_signing_date(report)
    return tuple(found)


def attach_checks(figures: Sequence[Figure], checks: Iterable[Check]) -> tuple[Figure, ...]:
    """Return ``figures``, each with the failed checks that touch the place of its value."""
    failed = [check for check in checks if check.result == "FAIL"]
    attached = []
    for figure in figures:
        place = (figure.value_start, figure.value_end)
        touching = tuple(c for c in failed if place in c.spans and c not in figure.checks)
        attached.append(replace(figure, checks=figure.checks + touching) if touching else figure)
    return tuple(attached)


def check_sheet(sheet: Sheet) -> Iterator[Check]:
    """Check the sums that one table states; a sum of which nothing is printed is left out."""
    for identity in identities_of(sheet.form, sheet.cells):
        if any(key in sheet.cells for key in identity.keys):
            yield _check(sheet, identity)


def _check(sheet: Sheet, identity: Identity) -> Check:
    values = {key: figure.value for key, figure in sheet.cells.items()}
    holds = identity.holds(values)
    present = [sheet.cells[key] for key in identity.keys if key in sheet.cells]
    left, right = side(sheet, identity.left), side(sheet, identity.right)
    zh, en = _names(identity, "zh"), _names(identity, "en")
    if holds is None:
        missing = [key for key in identity.keys if key not in sheet.cells]
        named = "、".join(dict.fromkeys(row_name(key, "zh") for key in missing[:4]))
        named += "等" if len(missing) > 4 else ""
        text_zh = f"{zh[0]}：{zh[1]}与{zh[2]}无法核对，缺少{named}。"
        text_en = f"{en[0]}: {en[1]} and {en[2]} cannot be compared, {len(missing)} of {len(identity.keys)} cells are missing."
    else:
        text_zh = f"{zh[0]}：{zh[1]} {left}，{zh[2]} {right}，{'相符' if holds else '不符'}。"
        text_en = f"{en[0]}: {en[1]} {left}, {en[2]} {right}; they {'agree' if holds else 'differ'}."
    return Check(
        identity.rule,
        "CANNOT TELL" if holds is None else "PASS" if holds else "FAIL",
        left,
        right,
        text_zh,
        text_en,
        tuple((f.value_start, f.value_end) for f in present),
        tuple(dict.fromkeys(f.quote for f in present)),
    )


def side(sheet: Sheet, keys: Sequence[Key]) -> str:
    """Write one side of a sum with its computation (``7 + 0 = 7``); ``?`` for a missing cell."""
    figures = [sheet.cells.get(key) for key in keys]
    shown = [str(figure.value) if figure is not None else "?" for figure in figures]
    if len(shown) == 1:
        return shown[0]
    given = [figure.value for figure in figures if figure is not None]
    return " + ".join(shown) + (f" = {total(given)}" if len(given) == len(shown) else "")


_SIDES = {
    "requests.balance": (
        "本年新收与上年结转",
        "总计与结转下年度",
        "new and carried in",
        "closed and carried over",
    ),
    "requests.rows": ("办理结果各项之和", "（七）总计", "sum of the results", "closed"),
    "requests.columns": ("各类申请人之和", "总计", "sum of the applicants", "total"),
}


def _names(identity: Identity, language: Language) -> tuple[str, str, str]:
    """Return what an identity is about and what its two sides are called."""
    key = identity.right[0]
    sides = _SIDES.get(identity.rule, ("各项之和", "总计", "sum of the parts", "total"))
    by_column = identity.rule in {"requests.balance", "requests.rows"}
    name = column_name(key[1], language) if by_column else row_name(key, language)
    if language == "zh":
        return name, sides[0], sides[1]
    return name[:1].upper() + name[1:], sides[2], sides[3]
