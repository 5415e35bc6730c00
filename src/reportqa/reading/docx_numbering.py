"""Recovers the numbers that Word shows before list paragraphs (一、 （一） 1.) and does not store.

A paragraph names a list and a level; ``numbering.xml`` says how that level is counted and written
(``%1、``). Numbers are counted in document order, as Word does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
    (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_COUNTING = frozenset(
    {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "koreanCounting"}
    | {"taiwaneseCounting", "taiwaneseCountingThousand"}
)


@dataclass(slots=True)
class _Level:
    start: int = 1
    format: str = "decimal"
    text: str = ""
    space: bool = True
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts the lists of one document."""

    def __init__(self, root: Any) -> None:
        """Read the definitions below ``root``, the ``w:numbering`` element, or None for none."""
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            abstracts = {a.get(f"{W}abstractNumId"): dict(_levels(a)) for a in root.iter(f"{W}abstractNum")}
            for num in root.iter(f"{W}num"):
                self._read_list(num, abstracts)

    def _read_list(self, num: Any, abstracts: dict[str, dict[int, _Level]]) -> None:
        link = num.find(f"{W}abstractNumId")
        abstract = link.get(f"{W}val") if link is not None else ""
        entry = _List(abstract, dict(abstracts.get(abstract, {})))
        for override in num.iter(f"{W}lvlOverride"):
            level = _int(override.get(f"{W}ilvl"), 0)
            entry.levels.update(_levels(override))
            start = override.find(f"{W}startOverride")
            if start is not None:
                entry.starts[level] = _int(start.get(f"{W}val"), 1)
        self._lists[num.get(f"{W}numId")] = entry

    def level_of_style(self, list_id: str, style: str) -> int:
        """Return the level of a list that is tied to a paragraph style, 0 for none."""
        levels = self._lists[list_id].levels if list_id in self._lists else {}
        return next((n for n, level in levels.items() if level.style == style), 0)

    def next(self, list_id: str, level: int) -> str:
        """Count one paragraph of a list and return what stands before its text."""
        entry = self._lists.get(list_id)
        if entry is None or level not in entry.levels:
            return ""
        counts = self._counts.setdefault(entry.abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            counts.update({n: start - 1 for n, start in entry.starts.items()})
        how = entry.levels[level]
        counts[level] = counts.get(level, how.start - 1) + 1
        for deeper in [n for n in counts if n > level]:
            restart = entry.levels[deeper].restart if deeper in entry.levels else None
            if restart is None or (restart and level < restart):
                del counts[deeper]
        if how.format in ("bullet", "none") or not how.text:
            return ""
        mark = re.sub(r"%([1-9])", lambda m: self._number(entry, counts, int(m[1]) - 1, how.legal), how.text)
        return mark + " " if how.space and mark[-1:].isascii() else mark

    @staticmethod
    def _number(entry: _List, counts: dict[int, int], level: int, legal: bool) -> str:
        how = entry.levels.get(level, _Level())
        return number_text(counts.get(level, how.start), "decimal" if legal else how.format)


def _levels(parent: Any) -> Iterator[tuple[int, _Level]]:
    for element in parent.iter(f"{W}lvl"):
        values = {child.tag.removeprefix(W): child.get(f"{W}val") for child in element}
        yield (
            _int(element.get(f"{W}ilvl"), 0),
            _Level(
                _int(values.get("start"), 1),
                values.get("numFmt") or "decimal",
                values.get("lvlText") or "",
                values.get("suff") != "nothing",
                "isLgl" in values and values["isLgl"] not in ("0", "false"),
                _int(values["lvlRestart"], 0) if "lvlRestart" in values else None,
                values.get("pStyle") or "",
            ),
        )


def _int(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value) else otherwise


def number_text(number: int, how: str) -> str:
    """Return ``number`` as Word writes it in the number format ``how``."""
    if how in _COUNTING:
        return counting(number)
    if how in ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"):
        return "".join(_DIGITS[int(d)] for d in str(number))
    if how in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        plain = counting(number, formal=True)
        return plain.translate(str.maketrans("十百千", "拾佰仟"))
    if how == "ideographTraditional" and 1 <= number <= 10:
        return _STEMS[number - 1]
    if how == "ideographZodiac" and 1 <= number <= 12:
        return _BRANCHES[number - 1]
    if how.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(0x2460 + number - 1)
    if how == "decimalFullWidth":
        return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    if how == "decimalZero":
        return f"{number:02d}"
    if how in ("upperLetter", "lowerLetter") and number >= 1:
        letter = chr(65 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if how == "upperLetter" else letter.lower()
    if how in ("upperRoman", "lowerRoman") and 1 <= number < 4000:
        return roman(number).upper() if how == "upperRoman" else roman(number)
    return str(number)


def roman(number: int) -> str:
    """Return ``number`` (1 to 3999) in small Roman numerals."""
    out = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def counting(number: int, *, formal: bool = False) -> str:
    """Return ``number`` as Chinese counts items: 十, 十一, 二十, 一百零三; beyond 9999 in digits."""
    if not 0 < number < 10_000:
        return str(number)
    digits = _FORMAL if formal else "零" + _DIGITS[1:]
    out = ""
    gap = False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + unit
            gap = False
        else:
            gap = True
    return out[1:] if out.startswith("一十") else out
