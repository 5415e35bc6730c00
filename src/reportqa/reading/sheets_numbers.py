"""Numbers and dates of spreadsheet cells, written as the sheet shows them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_FIXED = re.compile(r"(?P<grouped>#,##)?0(?:\.(?P<decimals>0+))?(?P<percent>%)?$")
_UNIT = re.compile(r'"([^"]*)"\s*$')
_LARGEST = 10**15
_GENERAL_DIGITS = 11
"""Excel's General format shows at most so many digits of a number that is no integer."""


def shown_value(value: object, number_format: str) -> str:
    """Return what a cell shows: ``7.0`` is 7, ``0.175`` stays, percent and fixed formats are applied."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        day = _day(value.date(), number_format)
        return day if value.time() == time() else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)


def _number(value: int | float, number_format: str) -> str:
    plain = _LITERAL.sub("", number_format.split(";")[0]).strip()
    if isinstance(value, float) and not abs(value) < _LARGEST:
        return str(value)
    exact = Decimal(repr(value))
    unit = _UNIT.search(number_format.split(";")[0])
    return _laid_out(exact, plain) + (unit[1] if unit else "")


def _laid_out(exact: Decimal, plain: str) -> str:
    """Apply a format without its literals."""
    if (match := _FIXED.match(plain)) and abs(exact) < _LARGEST:
        scaled = exact * 100 if match["percent"] else exact
        places = len(match["decimals"] or "")
        rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        text = f"{rounded:,f}" if match["grouped"] else f"{rounded:f}"
        return text + ("%" if match["percent"] else "")
    if "%" in plain:
        return f"{_general(exact * 100)}%"
    return _general(exact)


def _general(value: Decimal) -> str:
    """Write a number as the General format does: no zeros at the end, float noise rounded off."""
    if value == value.to_integral_value():
        return f"{value.to_integral_value():f}"
    whole = len(str(abs(int(value))))
    rounded = round(value, max(_GENERAL_DIGITS - whole, 2))
    return f"{rounded:f}".rstrip("0").rstrip(".")


def _day(day: date, number_format: str) -> str:
    if "年" in number_format:
        return (
            f"{day.year}年{day.month}月{day.day}日"
            if "d" in number_format.lower()
            else f"{day.year}年{day.month}月"
        )
    return day.isoformat()
