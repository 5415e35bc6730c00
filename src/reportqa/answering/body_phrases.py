"""Bodies named by their field in English: the education bureau, bureau of ecology, the transport and housing bureaus."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from reportqa.answering.abbreviations import ENGLISH_SUFFIXES, english_body_vocabulary
from reportqa.answering.pinyin import looks_like_pinyin

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_PIECE = re.compile(r"[A-Za-z][A-Za-z'’-]*|\S")
POSSESSIVE = re.compile(r"['’]s?$")
_BODY_NOUNS = sorted(
    {w for words in ENGLISH_SUFFIXES.values() for w in words}
    | {"committee", "ministry", "regulator", "watchdog", "directorate", "inspectorate"}
)
_BODY = re.compile(rf"\b(?:{'|'.join(_BODY_NOUNS)}|bureaux|agencies|authorities)s?\b", re.IGNORECASE)
_BODY_OF = re.compile(
    r"\b(bureau|commission|department|director|head|ministry|administration|authority) (?:of|for) (?:the )?",
    re.IGNORECASE,
)
_MANAGED = re.compile(r"\s+(?:management|appearance|administration)\b", re.IGNORECASE)
_POLICE = re.compile(
    r"\b(?P<place>[A-Z][a-z]+(?:['’][a-z]{2,})?)(?:['’]s?)?(?: (?:city|county|district|prefecture|municipal|provincial|town))?(?P<traffic> traffic)? (?P<body>police|PSB|chengguan)\b"
    r"(?! (?:officer|station|assistant|chief|car|force|academ|bureau|department))"
)
"""The police of a place is its public security bureau."""
_JOINING = frozenset({"and", "or", "vs", "versus", "&", "of"})
_JOINED = re.compile(r"(?:\b(?:and|or|vs\.?|versus)|[,&])\s*$", re.IGNORECASE)
FILLERS = frozenset(
    "municipal district county city provincial local people's peoples administration service services work state national".split()
)
"""Words of bodies' names that name no field."""
_GENERIC_FIELDS = frozenset(
    "government general office public information management supervision planning development social fund".split()
)
"""Fields that, without another, also describe bodies in general: government departments, public bodies."""
WEAK_FIELDS = frozenset(
    "affairs service services development administrative protection work administration supervision regulation chinese".split()
)
"""Words of fields that say nothing by themselves: veterans affairs, water affairs."""
NOT_PLACES = {
    "the", "what", "which", "how", "many", "much", "did", "was", "were", "does", "do", "is", "are", "in", "and", "of", "for", "china",
    "chinese", "foi", "cppcc", "npc", "wechat", "weibo", "people", "congress", "government", "any", "tell", "me", "can", "show", "list",
    "give", "has", "have", "had", "who", "where", "when", "why", "since", "from", "to", "general", "municipal", "district", "county",
    "city", "provincial", "douyin", "toutiao", "kuaishou", "xiaohongshu", "weixin", "baidu", "tiktok", "bureau", "office", "i", "a", "an", "on", "by", "at", "not", "no", "yes", "hi", "hello", "please", "report",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class BodyPhrase:
    """A body named by field, from ``start`` to ``end``; ``runs`` holds its fields, parted by and, or, vs.

    Each slot of a run is the set of fields that one word may name; ``noun`` is bureau, commission …
    """

    runs: tuple[tuple[frozenset[str], ...], ...]
    start: int
    end: int
    noun: str

    @property
    def generic(self) -> bool:
        """Whether its words also describe bodies in general."""
        return self.noun not in {"bureau", "commission"} and all(
            slot <= _GENERIC_FIELDS for run in self.runs for slot in run
        )


def body_phrases(question: str) -> list[BodyPhrase]:
    """Return the bodies that a question names by field (the education bureau, bureau of ecology).

    One word may serve two: the education and environment bureaus.
    """
    found: list[BodyPhrase] = []
    for noun in _BODY.finditer(question):
        slots, start = _walk_back(question, noun.start())
        found += _phrases(slots, start, noun.end(), noun.group().lower())
    for lead in _BODY_OF.finditer(question):
        fields: list[frozenset[str]] = []
        end, at = lead.end(), lead.end()
        for word in WORD.finditer(question, lead.end()):
            between = question[at : word.start()].strip(" ,&")
            field = _field(POSSESSIVE.sub("", word.group().lower()), short=False)
            if between or not (field or word.group().lower() in _JOINING | FILLERS):
                break
            at = word.end()
            if field:
                fields.append(field)
                end = at
        if fields and all(p.end <= lead.start() or p.start >= end for p in found):
            found += _phrases([fields], lead.start(), end, lead.group(1).lower())
    for named in _POLICE.finditer(question):
        if looks_like_pinyin(named["place"]):
            trade = "chengguan" if named["body"].lower() == "chengguan" else "police"
            fields = [frozenset({trade}), *([frozenset({"traffic"})] if named["traffic"] else [])]
            found += _phrases([fields], *named.span("body"), "bureau")
    return sorted(found, key=lambda p: p.start)


def _walk_back(question: str, end: int) -> tuple[list[list[frozenset[str]]], int]:
    """Return the fields before a body's noun, in runs parted by and, or, vs; and where they begin."""
    runs: list[list[frozenset[str]]] = [[]]
    start, nearest = end, True
    customs = question[end:].lower().startswith("administration of")
    for token in reversed(list(_PIECE.finditer(question[:end]))):
        text = token.group().lower()
        if customs and text == "general":
            continue  # General Administration of Customs is no general office
        joins = text in _JOINING or (text == "," and len(runs) > 1)
        if joins and not nearest:
            runs.append([])
            continue
        if text == "the" and _JOINED.search(question[: token.start()]):
            continue
        fields = [f for f in (_field(part, short=nearest) for part in text.split("-")) if f]
        if text == "city" and _MANAGED.match(question, token.end()):
            fields = [frozenset({"city"})]  # urban management, and no level
        if fields:
            runs[-1] += fields
            start = token.start()
        elif text not in FILLERS or runs[-1] or len(runs) > 1:
            break
        nearest = False
    return [run for run in runs if run], start


def _phrases(runs: list[list[frozenset[str]]], start: int, end: int, noun: str) -> list[BodyPhrase]:
    if not runs:
        return []
    return [BodyPhrase(tuple(tuple(run) for run in runs), start, end, noun)]


@lru_cache(maxsize=512)
def _field(word: str, short: bool) -> frozenset[str]:
    """Return the fields that a word names: itself, one that it misspells, or those that it shortens (edu)."""
    vocabulary = english_body_vocabulary()
    if word in FILLERS:
        return frozenset()
    if word in vocabulary:
        return frozenset({word})
    if word in NOT_PLACES:
        return frozenset()
    if short and 3 <= len(word) <= 5:
        longer = frozenset(v for v in vocabulary if v.startswith(word))
        if longer:
            return longer
    if len(word) >= 6:
        return frozenset(get_close_matches(word, vocabulary, n=1, cutoff=0.88))
    return frozenset()
