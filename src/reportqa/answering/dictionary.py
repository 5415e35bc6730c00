"""What jieba's dictionary knows of a word: whether it is one, a place (tag ``ns``), a verb, or no content word."""

from __future__ import annotations

import re
from functools import lru_cache

from reportqa.search.segment import dictionary_words

_WITH_LEVEL = re.compile(r"[一-鿿]{2,5}?(?:省|市|区|县|自治州|自治县|盟|旗|镇|乡)$")
_NO_PLACE = re.compile(
    r"^(?:全|本|各|我|该|城|社|园|地|辖|郊|山|景|灾|片|校|小|老|新|市|省|区|县|乡|镇)(?:省|市|区|县|镇|乡)$"
)


_NO_CITIES = frozenset("自治县 直辖市 地级市 县级市 计划单列市 副省级市 大城市 中小城市".split())
_ONE = re.compile(r"^[^全本该我各贵区市到在对给和与外跨邻两每]县$")
"""A county of one character: 曹县."""


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    named = dictionary_words("ns", "{2,5}")
    # the dictionary has 合肥市 as a place, 合肥 as a plain noun
    cities = {w[:-1] for w in named if len(w) > 2 and w[-1] in "省市县" and w not in _NO_CITIES}
    return frozenset({w for w in named if len(w) <= 4} | cities)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return dictionary_words()


def is_dictionary_word(text: str) -> bool:
    """Tell whether ``text`` is a word of jieba's dictionary."""
    return text in _words()


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    return dictionary_words("v[digq]?")


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return dictionary_words("d|c|p|r|m|q|u|y|f|e|o|t|zg|k|df", "{1,3}")


def is_place(word: str) -> bool:
    """Tell whether ``word`` is the name of a place, or a part of a town (大学城)."""
    return word in _places() or word.endswith(("城", "区", "县", "市", "镇"))


def is_place_name(word: str) -> bool:
    """Tell whether ``word`` is a place that the dictionary knows by name."""
    return word in _places()


def is_verb(word: str) -> bool:
    """Tell whether ``word`` is only a verb (培训 and 投诉 are nouns as well)."""
    return word in _verbs()


def is_function_word(word: str) -> bool:
    """Tell whether ``word`` is an adverb, pronoun, numeral, time word or the like."""
    return word in _function_words()


def place_at_end(text: str) -> str:
    """Return the place name that ``text`` ends with, "" where it ends with none.

    A name is known to the dictionary (淄博), or two to five characters with a level word (博山区).
    """
    for length in (4, 3, 2):
        if len(text) >= length and text[-length:] in _places():
            return text[-length:]
    if _ONE.match(text):
        return text
    match = _WITH_LEVEL.search(text)
    if match and not _NO_PLACE.match(match.group()):
        return match.group()
    return ""
