"""Names that the reader labels and no exact form fits: the body whose full name holds what is said of it.

望汐开发区 is 望汐经济技术开发区管理委员会 with nothing left out but words that any such name has; Jichuan University of
Technology has the place, the kind and the trade of 霁川理工大学. One that leaves out or adds anything that tells
two bodies apart (a number, a district, a trade) is another body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reportqa.answering.abbreviations import place_parts, split_name
from reportqa.answering.body_phrases import NOT_PLACES, POSSESSIVE, WORD
from reportqa.answering.pinyin import looks_like_pinyin, pinyin

_CHINESE = re.compile(r"[一-鿿]+")
_SHORTEST = 3
_LEFT_OUT = frozenset(
    "省市区县旗州镇乡街道人民经济技术高新产业管理委员会办事处政府集团有限责任公司股份公共第医范学发"
)
"""Characters that a short form may leave out between those it keeps: they tell no two bodies of a place apart."""
_NUMBER = re.compile("第(?P<n>[一二三四五六七八九十])")
_DIGITS = {c: str(n) for n, c in enumerate("一二三四五六七八九十", 1)}
_ORDINALS = dict(
    zip("一二三四五六七八九十", "first second third fourth fifth sixth seventh eighth ninth tenth".split(), strict=True)
)  # fmt: skip
_KINDS = {
    "university": "大学", "college": "学院", "hospital": "医院", "court": "法院", "procuratorate": "检察院", "zone": "开发区|园区|新区|高新区",
    "library": "图书馆", "museum": "博物馆", "prison": "监狱",
}  # fmt: skip
"""Kinds of bodies that are no office of a government, with what stands in their Chinese names."""
_TRADES = {
    "technology": "理工|科技|工业", "normal": "师范", "medical": "医", "agricultural": "农", "development": "开发",
    "economic": "经济", "technological": "技术",
}  # fmt: skip
_PLAIN = frozenset("the of no number and city county district province municipal people's people".split())
"""English words that say nothing of which body is meant, beside its place."""


def linked(said: str, names: Sequence[str]) -> list[str]:
    """Return the bodies that a labelled name may mean; empty where none holds all that it says."""
    chinese = "".join(_CHINESE.findall(said))
    if len(chinese) >= _SHORTEST:
        return [name for name in names if _holds(name, chinese)]
    return [name for name in names if _named_in_english(said, name)]


def _holds(name: str, said: str) -> bool:
    """Whether a full name is what is said and words that are left out; the first two characters stand side by side."""
    if not number_fits(name, said) or _own_place(name)[:2] not in said:
        return False
    at = name.find(said[:2])
    while at >= 0:
        rest = list(said[2:])
        for char in name[at + 2 :]:
            if rest and char == rest[0]:
                rest.pop(0)
            elif rest and char not in _LEFT_OUT:
                break
        if not rest:
            return True
        at = name.find(said[:2], at + 1)
    return False


def number_fits(name: str, said: str) -> bool:
    """Whether a numbered body is called by its number: the second hospital is neither the first nor the one without."""
    number = _NUMBER.search(name)
    return number is None or number["n"] in said


def _own_place(name: str) -> str:
    """Return the innermost place of a name: 苇渡区 of 禾汀市苇渡区人民法院; empty where it has none."""
    parts = place_parts(split_name(name)[0])
    return parts[-1] if parts else ""


def _named_in_english(said: str, name: str) -> bool:
    """Whether every word of an English name is the place, number, kind or trade of a body, and its place is there."""
    words = [POSSESSIVE.sub("", m.group()) for m in WORD.finditer(said)]
    number = _NUMBER.search(name)
    numbered = {number["n"], _DIGITS[number["n"]], _ORDINALS[number["n"]]} if number else set()
    digits = set(re.findall(r"\d+", said))
    if digits - numbered or (number and not numbered & (digits | {w.lower() for w in words})):
        return False
    own, placed, kind = _own_place(name)[:2], False, False
    for word in words:
        lowered = word.lower()
        if lowered in _KINDS or lowered in _TRADES:
            if not re.search((_KINDS | _TRADES)[lowered], name):
                return False
            kind = kind or lowered in _KINDS
        elif word[0].isupper() and lowered not in NOT_PLACES and looks_like_pinyin(word):
            if lowered not in _sounds(name):
                return False
            placed = placed or not own or pinyin(own) == lowered
        elif lowered not in _PLAIN and lowered not in numbered:
            return False
    return placed and kind


@lru_cache(maxsize=4096)
def _sounds(name: str) -> frozenset[str]:
    """Return the pinyin of each stretch of two to four characters."""
    return frozenset(pinyin(name[i : i + n]) for n in (2, 3, 4) for i in range(len(name) - n + 1))
