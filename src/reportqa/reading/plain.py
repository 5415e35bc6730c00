"""A second view of a text for matching: same length, simplified characters, half-width digits.

Every function here keeps positions: character ``i`` of the view stands for character ``i`` of the
published text (or says which it stands for), so that what is found is quoted as published.
"""

from __future__ import annotations

import functools
import re

_FULL_WIDTH = {
    code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_FULL_WIDTH |= {ord(a): ord(b) for a, b in zip("＠．－／＿〇○", "@.-/_零零", strict=True)}
_TRADITIONAL = re.compile("[資訊開報機關務復議訴訟電郵網處廳縣區計導總統單個對發號員來]")
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_GAPS = re.compile(r"[ \t\u3000\xa0\u2000-\u200f\ufeff]+")


def plain(text: str) -> str:
    """Return ``text`` with full-width letters and digits narrowed and characters simplified, one for one."""
    if _TRADITIONAL.search(text):
        text = text.translate({ord(c): _simplified(c) for c in set(text) if "\u4e00" <= c <= "\u9fff"})
    return text.translate(_FULL_WIDTH)


def compact(text: str) -> tuple[str, list[int]]:
    """Return the plain view without spaces, and for each of its characters the position in ``text``.

    The list has one more entry, the position after the last character. Newlines stay.
    """
    view = plain(text)
    kept: list[str] = []
    positions: list[int] = []
    last = 0
    for gap in _GAPS.finditer(view):
        kept.append(view[last : gap.start()])
        positions.extend(range(last, gap.start()))
        last = gap.end()
    kept.append(view[last:])
    positions.extend(range(last, len(view)))
    positions.append(positions[-1] + 1 if positions else 0)
    return "".join(kept), positions


def without_spaces(text: str) -> str:
    """Return the published characters of ``text`` without spaces and line ends."""
    return "".join(text.split())


def ordinal(numeral: str) -> int | None:
    """Return the value of ``三``, ``十二``, ``二十`` or ``3``; None for anything else."""
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _NUMERALS.get(numeral)
    high = _NUMERALS.get(tens) if tens else 1
    low = _NUMERALS.get(ones) if ones else 0
    return None if high is None or low is None else high * 10 + low


def year_number(written: str) -> int | None:
    """Return the year that ``2018`` or ``二零一八`` (〇 reads 零) means, None outside 1990 to 2099."""
    digits = "".join(str(_NUMERALS.get(c, c)) for c in written)
    if not (digits.isascii() and digits.isdigit() and len(digits) == 4):
        return None
    return int(digits) if 1990 <= int(digits) <= 2099 else None


@functools.cache
def _converter() -> object:
    from opencc import OpenCC

    return OpenCC("t2s")


@functools.lru_cache(maxsize=8192)
def _simplified(character: str) -> str:
    """Return the simplified form of one character, itself where there is none of one character."""
    simple = str(_converter().convert(character))  # type: ignore[attr-defined]
    return simple if len(simple) == 1 else character
