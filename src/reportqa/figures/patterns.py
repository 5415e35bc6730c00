"""The small pattern language of the indicator catalogue.

A pattern is a string of fragments parted by spaces; all must hold, in any order:

========== ==========================================================================
``a``      ``a`` occurs
``^a``     ``a`` opens the text
``a|b``    ``a`` or ``b`` occurs
``a..b``   ``a`` stands before ``b`` in the same clause (``a|b..c|d`` is (a or b) before (c or d))
``!x``     ``x`` must not occur (``!a|b``: neither)
``@x``     ``x`` occurs among the counted words (statements only; ``!@x``: must not occur there)
``~x``     ``x`` occurs, but names nothing (question words): it adds no span
``$name``  the macro of that name, itself a pattern
``a_b``    English: the words ``a b``, next to each other
========== ==========================================================================

Chinese fragments are substrings of the folded text; English ones are whole words, compared by stem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import snowballstemmer

from reportqa.model import Language

_STOPS = frozenset("，。；！？,;!?\n")
_OWN_STEMS = {
    # Snowball makes one stem of publication and public, and several of one word's spellings and forms
    "publication": "publication",
    "publications": "publication",
    "personal": "personal",
    "personally": "personal",
    "applicant": "applicant",
    "applicants": "applicant",
    "organization": "organis",
    "organizations": "organis",
    "license": "licenc",
    "licenses": "licenc",
    "licensing": "licenc",
    "licensed": "licenc",
    "sued": "sue",
    "sues": "sue",
    "suing": "sue",
    "withdrawn": "withdraw",
    "withdrew": "withdraw",
    "got": "get",
    "gave": "give",
    "given": "give",
    "held": "hold",
    "dealt": "deal",
    "said": "say",
    "made": "make",
    "paid": "pay",
    "taken": "take",
    "took": "take",
    "brought": "bring",
    "lost": "lose",
    "won": "win",
    "sent": "send",
    "came": "come",
    "met": "meet",
    "told": "tell",
    "found": "find",
    "kept": "keep",
    "left": "leav",
    "refusal": "refus",
    "programmes": "program",
    "programme": "program",
    "coercion": "coerciv",
}
_TOKEN = re.compile(r"[㐀-鿿]+|[a-z]+|\d+(?:[.,]\d+)*|[,;.!?]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made comparable; ``origin[i]`` is where character ``i`` came from in the given text."""

    text: str
    origin: tuple[int, ...]
    language: Language

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of ``text`` back to the given text."""
        return self.origin[start], self.origin[end - 1] + 1


@lru_cache(maxsize=1)
def _converter() -> Any:
    """Return OpenCC's converter of traditional characters, loaded on first use."""
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def _simplified(char: str) -> str:
    """Return the simplified form of one character."""
    form = str(_converter().convert(char))
    return form if len(form) == 1 else char


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    """Return the Snowball stemmer of English."""
    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the English stem of a lower-case word."""
    return _OWN_STEMS.get(word) or str(_stemmer().stemWord(word))


def _chars(text: str) -> list[tuple[str, int]]:
    """Return compatibility-folded lower-case characters with their places in ``text``."""
    return [
        (out, place) for place, char in enumerate(text) for out in unicodedata.normalize("NFKC", char).lower()
    ]


def fold_zh(text: str) -> Folded:
    """Fold widths, case and traditional characters; drop all white space beside Chinese characters."""
    chars = _chars(text)
    kept: list[tuple[str, int]] = []
    for index, (char, place) in enumerate(chars):
        if char.isspace():
            before = kept[-1][0] if kept else " "
            after = next(
                (chars[i][0] for i in range(index + 1, len(chars)) if not chars[i][0].isspace()), " "
            )
            if before.isspace() or not (before.isascii() and after.isascii()):
                continue
            char = " "
        elif char > "\u2e7f":
            char = _simplified(char)
        kept.append((char, place))
    return Folded("".join(c for c, _ in kept), tuple(p for _, p in kept), "zh")


def fold_en(text: str) -> Folded:
    """Fold to stems parted by single blanks, with a blank at either end; punctuation stays."""
    chars = [(c, p) for c, p in _chars(text) if c not in "'’‘ʼ"]
    flat = "".join(c for c, _ in chars)
    out, origin = [" "], [0]
    for token in _TOKEN.finditer(flat):
        word = token.group()
        form = stem(word) if word.isascii() and word.isalpha() else word
        first, last = chars[token.start()][1], chars[token.end() - 1][1]
        out.append(form + " ")
        # a stem may be shorter or longer than its word: its last letter stands for the word's end
        origin.extend([first] * (len(form) - 1) + [last if len(form) > 1 else first, last])
    return Folded("".join(out), tuple(origin), "en")


def fold(text: str, language: Language) -> Folded:
    """Fold ``text`` for matching patterns of ``language``."""
    return fold_en(text) if language == "en" else fold_zh(text)


@dataclass(frozen=True, slots=True)
class Fragment:
    """One condition: groups of alternatives, each group before the next in one clause."""

    groups: tuple[tuple[str, ...], ...]
    negative: bool = False
    counted: bool = False
    silent: bool = False

    def find(self, folded: Folded) -> list[tuple[int, int]] | None:
        """Return the spans of the first occurrence, None where there is none."""
        text = folded.text
        if len(self.groups) == 1:
            found = _first(text, self.groups[0], 0)
            return None if found is None else [found]
        return self._chain(text, 0, 0)

    def _chain(self, text: str, level: int, start: int) -> list[tuple[int, int]] | None:
        """Find the groups from ``level`` on, in order, without a clause mark between them."""
        begin = start
        while (found := _first(text, self.groups[level], begin)) is not None:
            if level and any(mark in _STOPS or mark == "." for mark in text[start : found[0]]):
                return None
            if level + 1 == len(self.groups):
                return [found]
            # the blank after an English word also opens the next one
            rest = self._chain(text, level + 1, found[1] - (1 if text[found[1] - 1] == " " else 0))
            if rest is not None:
                return [found, *rest]
            begin = found[0] + 1
        return None


def _first(text: str, words: tuple[str, ...], start: int) -> tuple[int, int] | None:
    """Return the span of the earliest of ``words`` from ``start`` on (the longest at one place)."""
    best: tuple[int, int] | None = None
    for word in words:
        if word[0] == "^":
            word = word[1:]
            place = 0 if not start and text.startswith(word) else -1
        else:
            place = text.find(word, start)
        if place >= 0 and (best is None or (place, -len(word)) < (best[0], best[0] - best[1])):
            best = (place, place + len(word))
    return best


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern."""

    source: str
    fragments: tuple[Fragment, ...]

    def spans(self, whole: Folded, counted: Folded | None = None) -> list[tuple[int, int]] | None:
        """Return the spans (of the text given to ``fold``) that hold the pattern, None without a match.

        Spans of ``~`` fragments are left out, and those of ``@`` ones: they lie in the counted words.
        """
        found: list[tuple[int, int]] = []
        for fragment in self.fragments:
            inside = fragment.counted and counted is not None
            hit = fragment.find(counted if inside and counted is not None else whole)
            if (hit is None) != fragment.negative:
                return None
            if hit and not inside and not fragment.silent:
                found += [_trim(whole, start, end) for start, end in hit]
        return sorted(found)

    def other_words(self, whole: Folded) -> list[tuple[int, int]]:
        """Return every place of a word of the pattern: 被告 and 法院 say one thing in 被告上法院."""
        found: list[tuple[int, int]] = []
        for fragment in self.fragments:
            if fragment.negative or fragment.silent or fragment.counted or len(fragment.groups) > 1:
                continue
            for word in fragment.groups[0]:
                at = whole.text.find(word.lstrip("^"))
                if at >= 0:
                    found.append(_trim(whole, at, at + len(word.lstrip("^"))))
        return found


def _trim(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Map a folded span to the given text without the blanks around an English word."""
    if folded.language == "en":
        start, end = start + 1, end - 1
    return folded.span(start, end)


def compile_pattern(source: str, language: Language, macros: Mapping[str, str] | None = None) -> Pattern:
    """Compile one pattern.

    Raises:
        ValueError: the pattern is empty, has an empty fragment or names an unknown macro.

    """
    fragments: list[Fragment] = []
    for word in source.split():
        if word.startswith("$"):
            if macros is None or word[1:] not in macros:
                raise ValueError(
                    f"pattern {source!r}: no macro {word!r}; define it under [macros.{language}]"
                )
            fragments += compile_pattern(macros[word[1:]], language, macros).fragments
            continue
        negative = word.startswith("!")
        body = word[1:] if negative else word
        counted, silent = body.startswith("@"), body.startswith("~")
        body = body[1:] if counted or silent else body
        groups = tuple(tuple(_word(a, language) for a in g.split("|")) for g in body.split(".."))
        if not all(alternative.strip() for group in groups for alternative in group):
            raise ValueError(f"pattern {source!r}: fragment {word!r} has an empty alternative; drop it")
        fragments.append(Fragment(groups, negative, counted, silent))
    if not fragments:
        raise ValueError("empty pattern: give at least one fragment")
    return Pattern(source, tuple(fragments))


def _word(text: str, language: Language) -> str:
    """Return one alternative in folded form."""
    if language == "en":
        return fold_en(text.replace("_", " ")).text
    return text.lower()
