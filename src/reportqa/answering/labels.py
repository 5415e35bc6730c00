"""Questions made of a catalogue name: all that they say besides asking words, body and year is the name.

The pages offer such questions for every indicator. A name that stands among other words decides nothing here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportqa.figures.catalogue import Catalogue, Match
from reportqa.model import Language

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_FRAME = frozenset(
    "what which how many much figure figures number numbers did do does was were is are there has have had the a an of "
    "for at by in on from to and or its it s report reports reported give gives state states stated compare government".split()
)
"""Words that ask, join or stand for a body."""
_CHANGED = re.compile(r"\bchanged?\b(?=\W*(?:from|between|since|over)\b)")
"""The verb of a trend, not the noun of "change in licence items"."""
_FRAME_ZH = re.compile(
    r"(?:19|20)\d{2}年?度?|是多少|有?多少[件条份个项次人元]?|的变化|比较|(?<!\S)[的至到和与]|[^\w]"
)
_SURE = 3.0
Place = tuple[int, int]


def named_whole(text: str, language: Language, catalogue: Catalogue) -> Match | None:
    """Return the match of the indicator whose name is all that ``text`` says, None if there is none.

    The body's name is blanked in ``text``; asking and joining words count in neither.
    """
    words = _words(text, language)
    found = _names(catalogue, language).get(tuple(word for word, _ in words))
    return Match(found, _SURE, ((words[0][1][0], words[-1][1][1]),)) if found else None


def _words(text: str, language: Language) -> list[tuple[str, Place]]:
    """Return what a text says besides its frame: English words, Chinese characters."""
    if language == "zh":
        said = _FRAME_ZH.sub(lambda m: " " * len(m.group()), text)
        return [(char, (at, at + 1)) for at, char in enumerate(said) if char != " "]
    said = _CHANGED.sub(lambda m: " " * len(m.group()), text.lower())
    return [(m.group(), m.span()) for m in _WORD.finditer(said) if m.group() not in _FRAME]


@lru_cache(maxsize=8)
def _names(catalogue: Catalogue, language: Language) -> dict[tuple[str, ...], str]:
    """Map what each name says to its indicator; names that say the same are left out."""
    found: dict[tuple[str, ...], list[str]] = {}
    for indicator in catalogue:
        said = tuple(word for word, _ in _words(indicator.label(language), language))
        found.setdefault(said, []).append(indicator.id)
    return {said: ids[0] for said, ids in found.items() if len(ids) == 1}
