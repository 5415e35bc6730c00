"""The number in a table cell: sign, separators, counter, and a bracketed part behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reportqa.figures.numerals import fold_width, parse_digits, plain
from reportqa.figures.units import UNITS

_UNIT = "|".join(re.escape(unit) for unit in UNITS)
_CELL = re.compile(
    rf"\s*(?P<sign>[+\-－＋−增减減])?\s*(?P<digits>\d[\d,]*(?:[ \u3000]\d{{3}})*(?:\.\d+)?)\.?"
    rf"\s*(?P<scale>[万亿])?\s*(?P<unit>{_UNIT})?\s*(?P<rest>[(（][^()（）]*[)）])?\s*"
)
_PART = re.compile(rf"(?P<words>[^\d]{{1,20}}?)\s*(?P<digits>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>{_UNIT})?\s*$")
_LIKE_ZERO = frozenset("OoＯ〇○")
_HEAD_UNIT = re.compile(rf"(?:单位\s*[:：]?\s*|[(（]\s*(?!单位))(?P<unit>{_UNIT})\s*[)）]?")


def is_void(text: str) -> bool:
    """Whether a cell is blank, or holds a letter O as OCR reads a zero: no number, yet perhaps a zero."""
    return text.strip() in _LIKE_ZERO or not text.strip()


@dataclass(frozen=True, slots=True)
class CellNumber:
    """A number read in a cell; ``start``/``end`` are positions in the cell's text, counter included."""

    value: int | float
    unit: str
    start: int
    end: int
    words: str = ""
    """For a bracketed part: the words before its number (``其中修订``)."""


def cell_number(text: str) -> CellNumber | None:
    """Return the number that a cell holds; None for words, dashes, blanks and anything doubtful."""
    folded = fold_width(text)
    found = _CELL.fullmatch(folded)
    if not found:
        return None
    value = parse_digits(re.sub(r"[ \u3000]", "", found["digits"]))
    if value is None:
        return None
    if found["sign"] and found["sign"] in "-－−减減":
        value = -value
    unit = found["unit"] or ""
    if found["scale"]:
        if unit == "元":
            unit = found["scale"] + unit
        else:
            value *= Decimal(10**4 if found["scale"] == "万" else 10**8)
    start = found.start("sign") if found["sign"] else found.start("digits")
    end = max(found.end(name) for name in ("digits", "scale", "unit"))
    return CellNumber(plain(value), unit, start, end)


def cell_part(text: str) -> CellNumber | None:
    """Return the part that a bracket behind the number states (``（其中修订 16 件）``), or None."""
    folded = fold_width(text)
    found = _CELL.fullmatch(folded)
    if not found or not found["rest"]:
        return None
    base = found.start("rest") + 1
    inside = _PART.fullmatch(folded[base : found.end("rest") - 1])
    if not inside:
        return None
    value = parse_digits(inside["digits"])
    if value is None:
        return None
    end = inside.end("unit") if inside["unit"] else inside.end("digits")
    words = inside["words"].strip(" ，,:：")
    return CellNumber(plain(value), inside["unit"] or "", base + inside.start("digits"), base + end, words)


def unit_of_head(text: str) -> str:
    """Return the unit that a column's head names (``本年收费金额（单位：万元）``), or an empty text."""
    found = _HEAD_UNIT.search(text)
    return found["unit"] if found else ""
