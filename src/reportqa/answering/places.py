"""Chinese place names and words, from the dictionary that jieba ships (tag ``ns`` marks a place)."""

from __future__ import annotations

import re
from functools import lru_cache

from reportqa.search.segment import dictionary_lines

_WITH_LEVEL = re.compile(r"[一-鿿]{2,5}?(?:省|市|区|县|自治州|自治县|盟|旗|镇|乡)$")
_NO_PLACE = re.compile(r"^(?:全|本|各|我|该|城|社|园|地|辖|郊|山|景|灾|片|校|小|老|新|市|省|区|县|乡|镇)(?:省|市|区|县|镇|乡)$")


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(word for word, tag in dictionary_lines() if tag == "ns" and 2 <= len(word) <= 4)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return frozenset(word for word, _ in dictionary_lines())


def is_dictionary_word(text: str) -> bool:
    """Tell whether ``text`` is a word of jieba's dictionary."""
    return text in _words()


def place_at_end(text: str) -> str:
    """Return the place name that ``text`` ends with, "" where it ends with none.

    A name is known to the dictionary (淄博), or two to five characters with a level word (博山区).
    """
    for length in (4, 3, 2):
        if len(text) >= length and text[-length:] in _places():
            return text[-length:]
    match = _WITH_LEVEL.search(text)
    if match and not _NO_PLACE.match(match.group()):
        return match.group()
    return ""
