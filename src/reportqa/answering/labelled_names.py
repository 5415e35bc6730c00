"""Names that the reader labels and no exact form fits: the body whose full name holds what is said of it.

望汐开发区 holds the characters of 望汐经济技术开发区管理委员会 in order; Jichuan University of Technology has the
place and the kind of 霁川理工大学. One that holds a character, place or kind of its own is another body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from reportqa.answering.body_phrases import NOT_PLACES, POSSESSIVE, WORD
from reportqa.answering.pinyin import looks_like_pinyin, pinyin

_CHINESE = re.compile(r"[一-鿿]+")
_SHORTEST = 3
_KINDS = {
    "university": "大学", "college": "学院", "school": "学校|中学|小学|学院", "hospital": "医院", "court": "法院",
    "procuratorate": "检察院", "zone": "区", "company": "公司", "corporation": "公司", "library": "图书馆", "museum": "博物馆",
    "prison": "监狱", "park": "园",
}  # fmt: skip
"""Kinds of bodies that are no office of a government, with what stands in their Chinese names."""


def linked(said: str, names: Sequence[str]) -> list[str]:
    """Return the bodies that a labelled name may mean; empty where none holds all that it says."""
    chinese = "".join(_CHINESE.findall(said))
    if len(chinese) >= _SHORTEST:
        return [name for name in names if _holds(name, chinese)]
    return _named_in_english(said, names)


def _holds(name: str, said: str) -> bool:
    """Whether a full name holds the characters in order, the first two of them side by side."""
    at = name.find(said[:2])
    while at >= 0:
        rest = iter(name[at + 2 :])
        if all(char in rest for char in said[2:]):
            return True
        at = name.find(said[:2], at + 1)
    return False


def _named_in_english(said: str, names: Sequence[str]) -> list[str]:
    words = [POSSESSIVE.sub("", m.group()) for m in WORD.finditer(said)]
    places = [
        w.lower() for w in words if w[0].isupper() and w.lower() not in NOT_PLACES and looks_like_pinyin(w)
    ]
    kinds = [_KINDS[w.lower()] for w in words if w.lower() in _KINDS]
    if not places or not kinds:
        return []
    return [
        name for name in names
        if all(place in _sounds(name) for place in places) and all(re.search(kind, name) for kind in kinds)
    ]  # fmt: skip


@lru_cache(maxsize=4096)
def _sounds(name: str) -> frozenset[str]:
    """Return the pinyin of each stretch of two to four characters."""
    return frozenset(pinyin(name[i : i + n]) for n in (2, 3, 4) for i in range(len(name) - n + 1))
