"""What an English question asks for in the words of Chinese reports, and the units that it expects.

Phrases of the trade come from ``lexicon_en.toml``; a word that it lacks is left to the reader; Chinese
words in an English question stay as they are.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from reportqa.answering.counted_zh import asked_units
from reportqa.answering.exceptions import without_exceptions
from reportqa.figures.patterns import stem
from reportqa.model import Language

Kind = Literal["lexicon", "literal"]

_LITERAL_WEIGHT = 1.0
_PART_OF = re.compile(r"\bhow many of\b", re.IGNORECASE)
_PART_WEIGHT = 0.7
"""Weight of the last words of a question for a part (how many of the reports were made public): they say which."""
_MONEY_HEAD = re.compile(
    r"\bwhat\s+(?:was|is|were)\s+(?:the\s+|its\s+|their\s+)?(?:[\w'’-]+\s+){0,6}?(?:income|revenue|expenditure|spending|investment|cost|turnover|sum|amount of money|funding|proceeds|subsid(?:y|ies)|savings)\b",
    re.IGNORECASE,
)
"""A sum of money that is asked for without "how much": what was the total investment."""
_COUNTED_STOPS = frozenset({"people", "person", "persons", "time", "times", "year", "years", "people's"})
"""Stop words that may be what is counted."""
_LEADING = frozenset({"of", "the", "these", "those", "its", "their", "such", "other", "different"})
"""Words between "how many" and what is counted."""
_PARTICIPLE = re.compile(r"[a-z]{2,}ed|held|sent|given|taken|put|run|won|lost|came")
"""Verbs behind what is counted: how many posts passed …, how many meetings held …"""
_TOKEN = re.compile(r"[㐀-鿿]+|[a-z]+(?:[-'][a-z]+)*|\d+(?:,\d{3})*(?:\.\d+)?")
_POSSESSIVE = re.compile(r"'s?$|s'$")
_FRAME = re.compile(
    r"\bin the (?:general|main|body|first|text)(?: part| text| section)? of (?:the|its|their)(?: (?:19|20)\d{2})?(?: (?:annual|yearly|disclosure))* report\b"
    r"|\b(?:going by|according to|per|based on|(?:as )?(?:reported|given|stated|quoted|listed|shown|put|published|announced|named|said) (?:by|in|at))\b"
    r"(?=[\s,'’]|$)(?:\s+(?:the|its|their|a))*(?:[\s'’s]+(?:(?:19|20)\d{2}|annual|yearly|disclosure|openness|official|body))*(?:\s+(?:reports?|figures|text))?"
    r"|\bin (?:the|its|their)(?:\s+(?:(?:19|20)\d{2}|annual|yearly|disclosure|openness))+\s+reports?\b|\b(?:annual|yearly|disclosure) reports? (?:on|for)\b"
    r"|\b(?:on|in) (?:the|its|their) list\b|\bin the body text\b|\bin all\b|\bby the looks of\b|\bin the course of\b|\bon file\b|\bin the whole of\b",
    re.IGNORECASE,
)
"""What only says where an answer stands: according to its yearly report, as published by …, in all."""


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a question names, with the words that a report may use for it, likeliest first.

    ``source`` is the stretch of the question, from ``start`` to ``end``; ``weight`` (0 to 1) how much it
    says about what is asked for; ``kind`` where the alternatives come from.
    """

    source: str
    alternatives: tuple[str, ...]
    weight: float
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A phrase of the lexicon, found by its stems."""

    alternatives: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a question: its stem and where it stands."""

    text: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    """Return the lexicon."""
    return tomllib.loads(Path(__file__).with_name("lexicon_en.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _entries() -> dict[tuple[str, ...], _Entry]:
    """Return the phrases by their stems."""
    found: dict[tuple[str, ...], _Entry] = {}
    for part in ("general", "verbs", "nouns"):
        section = _data()[part]
        mine: dict[tuple[str, ...], _Entry] = {}
        # accountability has the stem of account: of one section's phrases the shortest is meant
        for phrase, alternatives in sorted(section["terms"].items(), key=lambda item: -len(item[0])):
            before = found.get(_stems(phrase))
            # a noun and its verb (review, interview) share a stem: the noun's words come first
            extra = tuple(a for a in before.alternatives if a not in alternatives) if before else ()
            mine[_stems(phrase)] = _Entry((*alternatives, *extra), float(section["weight"]))
        found |= mine
    return found


@lru_cache(maxsize=1)
def _as_written() -> dict[tuple[str, ...], _Entry]:
    """Return the phrases by their very words, for those whose stem means another thing."""
    return {
        tuple(word.text for word in _words(phrase)): _Entry(
            tuple(alternatives), float(_data()[part]["weight"])
        )
        for part in ("general", "verbs", "nouns")
        for phrase, alternatives in _data()[part]["terms"].items()
    }


def _entry(words: list[_Word]) -> _Entry | None:
    """Return the phrase that these words are: by their stems, or as written where that is another phrase."""
    found = _entries().get(tuple(w.stem for w in words))
    written = _as_written().get(tuple(w.text for w in words))
    if written and (
        not found or written.alternatives[0] != found.alternatives[0] or written.weight < found.weight
    ):
        return written
    return found


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    """Return the stop words."""
    return frozenset(str(_data()["stop"]["words"]).split())


@lru_cache(maxsize=8)
def _unit_table(name: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return a table of the lexicon's units by stems; a list of phrases names no units."""
    table = _data()["units"][name]
    if isinstance(table, list):
        return {_stems(phrase): () for phrase in table}
    return {_stems(phrase): tuple(units) for phrase, units in table.items()}


def _stems(phrase: str) -> tuple[str, ...]:
    """Return the stems of a phrase."""
    return tuple(word.stem for word in _words(phrase))


def _words(text: str) -> list[_Word]:
    """Return the words of a text; hyphened words are parted, possessive endings dropped."""
    found: list[_Word] = []
    lowered = text.lower().replace("’", "'")
    if len(lowered) != len(text):  # a letter whose lower case is longer; positions would not fit
        lowered = text
    for match in _TOKEN.finditer(lowered):
        place = match.start()
        for piece in match.group().split("-"):
            word = _POSSESSIVE.sub("", piece)
            if word:
                form = stem(word) if word.isascii() and word.isalpha() else word
                found.append(_Word(word, form, place, place + len(piece)))
            place += len(piece) + 1
    return found


def english_terms(question: str) -> list[Term]:
    """Return what an English question names, in its order: longest phrases first, stop words dropped.

    Years and other numbers are left out; the caller reads them by itself.
    """
    question = without_frames(without_exceptions(question))
    words = _words(question)
    longest = max(len(key) for key in _entries())
    found: list[Term] = []
    at = 0
    while at < len(words):
        size, term = _term_at(question, words, at, longest)
        if term is not None and not any(term.alternatives == t.alternatives for t in found):
            found.append(term)
        at += size
    if found and _PART_OF.search(question) and found[-1].weight < _PART_WEIGHT:
        found[-1] = replace(found[-1], weight=_PART_WEIGHT)
    return found


def without_frames(question: str) -> str:
    """Return an English question with words blanked that only say where the answer stands; places stay the same."""
    return _FRAME.sub(lambda m: " " * len(m.group()), question)


def _term_at(question: str, words: list[_Word], at: int, longest: int) -> tuple[int, Term | None]:
    """Return the term that starts at a word with the number of words it takes."""
    for size in range(min(longest, len(words) - at), 0, -1):
        entry = _entry(words[at : at + size])
        if entry is not None and not (size == 1 and words[at].text in _stops()):
            start, end = words[at].start, words[at + size - 1].end
            return size, Term(question[start:end], entry.alternatives, entry.weight, "lexicon", start, end)
    word = words[at]
    if not word.text.isascii():
        source = question[word.start : word.end]
        return 1, Term(source, (source,), _LITERAL_WEIGHT, "literal", word.start, word.end)
    return 1, None


def unit_hints(question: str, language: Language) -> tuple[str, ...]:
    """Return the units that a question expects its figure in, likeliest first; empty where it names none.

    多少条 gives 条, 多少 alone nothing; "how many times" gives 次.
    """
    if language == "zh":
        return asked_units(question)
    words = _words(question)
    stems = [word.stem for word in words]
    many = _phrase_in(stems, ("how", "mani")) and not _phrase_in(stems, ("percent",))
    if not many and any(_phrase_in(stems, phrase) for phrase in _unit_table("share")):
        return ("%",)
    counted = _counted(words, stems)
    if counted is not None:
        return _unit_of(counted, _unit_table("counted"))
    if _MONEY_HEAD.search(question):
        return ("元", "万元", "亿元")
    phrases = [p for p in _unit_table("phrases") if _phrase_in(stems, p)]
    if phrases:
        return _unit_table("phrases")[max(phrases, key=len)]
    if _phrase_in(stems, ("how", "much")) and set(stems) & {p[0] for p in _unit_table("money")}:
        return ("元", "万元")
    return ()


def _phrase_in(stems: Sequence[str], phrase: tuple[str, ...]) -> bool:
    """Whether the stems of a phrase stand side by side in ``stems``."""
    return any(tuple(stems[i : i + len(phrase)]) == phrase for i in range(len(stems) - len(phrase) + 1))


def _counted(words: Sequence[_Word], stems: Sequence[str]) -> list[str] | None:
    """Return the stems of what is counted: those behind "how many" or "number of", up to the next stop word."""
    for lead in (("how", "mani"), ("number", "of"), ("count", "of")):
        at = next((i for i in range(len(stems) - 1) if tuple(stems[i : i + 2]) == lead), None)
        if at is None:
            continue
        noun: list[str] = []
        for word in words[at + 2 :]:
            if not noun and (word.text in _LEADING or word.text == "s"):
                continue
            if word.text in _stops() - _COUNTED_STOPS or (noun and _PARTICIPLE.fullmatch(word.text)):
                break
            noun.append(word.stem)
        if noun:
            return noun
    return None


def _unit_of(counted: list[str], table: dict[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    """Return the units of a counted phrase by its end: of "press conference transcripts" the transcripts.

    A participle may follow the noun (how many requests received …), so the end is looked for from the right.
    """
    for end in range(len(counted), 0, -1):
        for start in range(end):
            units = table.get(tuple(counted[start:end]))
            if units:
                return units
    return ()
