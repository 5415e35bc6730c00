"""What an English question asks for in the words of Chinese reports, and the units that it expects.

Phrases of the trade come from ``lexicon_en.toml``; a word that it lacks is looked up in CC-CEDICT
(:mod:`reportqa.answering.glosses`); Chinese words in an English question stay as they are.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from reportqa.answering.glosses import glosses
from reportqa.figures.patterns import fold_zh, stem
from reportqa.model import Language

Kind = Literal["lexicon", "gloss", "literal"]

_GLOSS_WEIGHT = 0.6
_LITERAL_WEIGHT = 1.0
_TOKEN = re.compile(r"[㐀-鿿]+|[a-z]+(?:[-'][a-z]+)*|\d+(?:,\d{3})*(?:\.\d+)?")
_POSSESSIVE = re.compile(r"'s?$|s'$")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a question names, with the words that a report may use for it, likeliest first.

    ``source`` is the stretch of the question; ``weight`` (0 to 1) how much it says about what is asked
    for; ``kind`` where the alternatives come from.
    """

    source: str
    alternatives: tuple[str, ...]
    weight: float
    kind: Kind


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
    """Return the parsed lexicon."""
    text = Path(__file__).with_name("lexicon_en.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def _entries() -> dict[tuple[str, ...], _Entry]:
    """Return the phrases by their stems."""
    found: dict[tuple[str, ...], _Entry] = {}
    for part in ("general", "verbs", "nouns"):
        section = _data()[part]
        for phrase, alternatives in section["terms"].items():
            key = _stems(phrase)
            before = found.get(key)
            # a noun and its verb (review, interview) share a stem: the noun's words come first
            extra = tuple(a for a in before.alternatives if a not in alternatives) if before else ()
            found[key] = _Entry((*alternatives, *extra), float(section["weight"]))
    return found


@lru_cache(maxsize=1)
def _stops() -> frozenset[str]:
    """Return the stop words."""
    return frozenset(str(_data()["stop"]["words"]).split())


@lru_cache(maxsize=1)
def _unit_phrases() -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return the English phrases that name a unit, by their stems."""
    return {_stems(phrase): tuple(units) for phrase, units in _data()["units"].items()}


@lru_cache(maxsize=1)
def _unit_patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Return the Chinese patterns that name a unit, in the file's order."""
    return tuple((re.compile(key.strip()), tuple(units)) for key, units in _data()["units_zh"].items())


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
    words = _words(question)
    longest = max(len(key) for key in _entries())
    found: list[Term] = []
    at = 0
    while at < len(words):
        size, term = _term_at(question, words, at, longest)
        if term is not None and not any(term.alternatives == t.alternatives for t in found):
            found.append(term)
        at += size
    return found


def _term_at(question: str, words: list[_Word], at: int, longest: int) -> tuple[int, Term | None]:
    """Return the term that starts at a word with the number of words it takes."""
    for size in range(min(longest, len(words) - at), 0, -1):
        entry = _entries().get(tuple(w.stem for w in words[at : at + size]))
        if entry is not None and not (size == 1 and words[at].text in _stops()):
            source = question[words[at].start : words[at + size - 1].end]
            return size, Term(source, entry.alternatives, entry.weight, "lexicon")
    word = words[at]
    if not word.text.isascii():
        source = question[word.start : word.end]
        return 1, Term(source, (source,), _LITERAL_WEIGHT, "literal")
    if word.text in _stops() or not word.text.isalpha() or len(word.text) < 3:
        return 1, None
    return _glossed(question, words, at)


def _glossed(question: str, words: list[_Word], at: int) -> tuple[int, Term | None]:
    """Look up two words together, then one, in the dictionary."""
    if at + 1 < len(words) and words[at + 1].text.isalpha() and words[at + 1].text not in _stops():
        pair = words[at : at + 2]
        chinese = glosses(f"{pair[0].text} {pair[1].text}")
        if chinese:
            source = question[pair[0].start : pair[1].end]
            return 2, Term(source, chinese, _GLOSS_WEIGHT, "gloss")
    chinese = glosses(words[at].text)
    source = question[words[at].start : words[at].end]
    return 1, Term(source, chinese, _GLOSS_WEIGHT, "gloss") if chinese else None


def unit_hints(question: str, language: Language) -> tuple[str, ...]:
    """Return the units that a question expects its figure in, likeliest first; empty where it names none.

    多少条 gives 条, 多少 alone nothing; "how many times" gives 次.
    """
    if language == "zh":
        text = fold_zh(question).text
        return next((units for pattern, units in _unit_patterns() if pattern.search(text)), ())
    stems = [word.stem for word in _words(question)]
    best: tuple[int, tuple[str, ...]] = (0, ())
    for phrase, units in _unit_phrases().items():
        size = len(phrase)
        if size > best[0] and any(tuple(stems[i : i + size]) == phrase for i in range(len(stems))):
            best = (size, units)
    return best[1]
