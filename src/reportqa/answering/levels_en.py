"""Levels of places in English: the education bureau of the city, the government of the district."""

from __future__ import annotations

import re

from reportqa.answering.abbreviations import is_government, place_parts, split_name

_LEVEL_WORDS = (
    ("provincial", "省区"),
    ("municipal|city", "市州盟"),
    ("county", "县旗市"),
    ("district", "区"),
)
"""English words of a level with the endings of such places."""
_GOVERNMENT_AFTER = re.compile(
    r"(?:['’]s)? (?P<level>district|county|city|municipal|provincial) (?:people['’]s )?government\b(?! (?:information|office|department|bureau|agenc|body|bodies|website|open|data|procurement|affairs|document|service)s?)",
    re.IGNORECASE,
)
"""A government named by its place and level."""


def of_level(question: str, place: tuple[int, int], start: int, names: list[str]) -> list[str]:
    """Return the names of the level said between a place and a field: Ningbo municipal education bureau is no district's."""
    between = question[place[1] : start].lower()
    level = next((zh for word, zh in _LEVEL_WORDS if re.search(rf"\b{word}\b", between)), "")
    return [n for n in names if not level or own_place(n)[-1:] in level]


def own_place(name: str) -> str:
    """Return the innermost place of a name, "" where it has none."""
    return (place_parts(split_name(name)[0]) or ("",))[-1]


def government_above(question: str, place: tuple[int, int], names: list[str]) -> tuple[int, int] | None:
    """Return the span of a place's government where only bodies below it are known (a subdistrict of the district)."""
    said = _GOVERNMENT_AFTER.match(question, place[1])
    if not said:
        return None
    level = next((zh for word, zh in _LEVEL_WORDS if re.fullmatch(word, said["level"].lower())), "")
    own = any(is_government(n) and own_place(n)[-1:] in level for n in names)
    return None if own or not level else (place[0], said.end())
