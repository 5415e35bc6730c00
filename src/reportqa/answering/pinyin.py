"""Chinese names in toneless pinyin, and whether a Latin word can be one."""

from __future__ import annotations

import re
from functools import lru_cache

from reportqa.answering.places import bare_place, english_places


@lru_cache(maxsize=4096)
def pinyin(text: str) -> str:
    """Return the toneless pinyin of ``text`` without spaces (pypinyin, with phrases for polyphones)."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.NORMAL))


@lru_cache(maxsize=4096)
def readings(text: str) -> frozenset[str]:
    """Return every reading of ``text`` in toneless pinyin: 长宁 is changning, the dictionary's first is zhang."""
    from itertools import product

    from pypinyin import Style
    from pypinyin import pinyin as heteronyms

    options = [
        sorted(set(syllables))[:4] for syllables in heteronyms(text, style=Style.NORMAL, heteronym=True)
    ]
    return frozenset("".join(one) for one in list(product(*options))[:64]) | {pinyin(text)}


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    return frozenset(to_normal(p) for v in PINYIN_DICT.values() for p in v.split(",") if p)


@lru_cache(maxsize=4096)
def syllables_of(char: str) -> tuple[str, ...]:
    """Return the toneless readings of one character; itself where it has none."""
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    return tuple({to_normal(p) for p in PINYIN_DICT.get(ord(char), char).split(",")})


def looks_like_pinyin(word: str) -> bool:
    """Tell whether ``word`` can be cut into two or more Mandarin syllables."""
    parted = re.sub("['’]", "", word) != word  # Xi'an, one syllable without its mark
    word = re.sub("['’]", "", word.lower())
    if len(word) < 4 or not word.isascii():
        return False
    reach = {0}
    for end in range(1, len(word) + 1):
        if any(start in reach and word[start:end] in _syllables() for start in range(max(0, end - 6), end)):
            reach.add(end)
    return len(word) in reach and (parted or word not in _syllables())


def spelled(place: str) -> set[str]:
    """Return the pinyin of one place, with and without its level word, and what English calls it where that differs."""
    return {pinyin(place), *readings(bare_place(place)), *english_places(place)}
