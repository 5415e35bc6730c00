"""Public bodies named in English or in pinyin: Zhangdian science and technology bureau, kejiju."""

from __future__ import annotations

import re
from functools import lru_cache

from reportqa.answering.abbreviations import (
    ENGLISH_SUFFIXES,
    aliases,
    english_body_vocabulary,
    english_body_words,
    is_government,
    place_parts,
    split_name,
)

_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_BODY_NOUNS = {w for words in ENGLISH_SUFFIXES.values() for w in words} | {"committee", "council", "court", "ministry"}
_NOT_PLACES = {
    "the", "what", "which", "how", "many", "much", "did", "was", "were", "does", "do", "is", "are", "in", "and", "of", "for", "china",
    "chinese", "foi", "cppcc", "npc", "wechat", "weibo", "people", "congress", "government", "any", "tell", "me", "can", "show", "list",
    "give", "has", "have", "had", "who", "where", "when", "why", "since", "from", "to", "general", "municipal", "district", "county",
    "city", "provincial", "bureau", "office", "i", "a", "an", "on", "by", "at", "not", "no", "yes", "hi", "hello", "please", "report",
}  # fmt: skip


_NAMING = re.compile(
    r"\b(?:(?:district|county|city|municipal|provincial|people['’]s|township|town)\s+)*(?:government|general office)(?:\s+general office)?\b"
    r"|\b(?:district|county|city|municipality)\b(?=\s*[(,（])",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def pinyin(text: str) -> str:
    """Return the toneless pinyin of ``text`` without spaces (pypinyin, with phrases for polyphones)."""
    from pypinyin import Style, lazy_pinyin

    return "".join(lazy_pinyin(text, style=Style.NORMAL))


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    from pypinyin.constants import PINYIN_DICT
    from pypinyin.contrib.tone_convert import to_normal

    return frozenset(to_normal(p) for v in PINYIN_DICT.values() for p in v.split(",") if p)


def looks_like_pinyin(word: str) -> bool:
    """Tell whether ``word`` can be cut into two or more Mandarin syllables."""
    word = word.lower()
    if len(word) < 4 or not word.isascii():
        return False
    reach = {0}
    for end in range(1, len(word) + 1):
        if any(start in reach and word[start:end] in _syllables() for start in range(max(0, end - 6), end)):
            reach.add(end)
    return len(word) in reach and word not in _syllables()


@lru_cache(maxsize=4096)
def _places(name: str) -> frozenset[str]:
    """Return the pinyin of the place of ``name`` and of its levels, with and without the level word."""
    forms: set[str] = set()
    for part in place_parts(split_name(name)[0]):
        forms |= {pinyin(part), pinyin(part[:-1]) if len(part) > 2 else pinyin(part)}
    return frozenset(forms)


def find(question: str, names: tuple[str, ...]) -> tuple[list[str], list[str], list[tuple[int, int]]]:
    """Return (known full names, unknown names, spans) of bodies named in Latin letters."""
    words = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(question)]
    if not words:
        return [], [], []
    typed = _typed_pinyin(words, names)
    if typed:
        return typed
    places = {w: (s, e) for w, s, e in words if w.lower() not in _NOT_PLACES}
    placed = [n for n in names if any(w.lower() in _places(n) for w in places)]
    spans = [span for w, span in places.items() if any(w.lower() in _places(n) for n in names)]
    phrase = _body_phrase(question)
    if placed:
        return _choose(placed, phrase), [], spans + ([phrase[1]] if phrase else [])
    stranger = _strange_place(places)
    if stranger:
        return [], [question[slice(*stranger)]], [stranger]
    if phrase and phrase[0]:
        fitting = [n for n in names if phrase[0] <= english_body_words(n)]
        return (fitting, [], [phrase[1]]) if fitting else ([], [question[slice(*phrase[1])]], [phrase[1]])
    return [], [], []


def name_spans(question: str, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the spans of English words that only name a body already known by its Chinese name."""
    spans = [m.span() for m in _NAMING.finditer(question)]
    for match in _WORD.finditer(question):
        word = match.group()
        if word[0].isupper() and word.lower() not in _NOT_PLACES:
            if any(word.lower() in _places(n) for n in names) or looks_like_pinyin(word):
                spans.append(match.span())
    phrase = _body_phrase(question)
    return [*spans, phrase[1]] if phrase else spans


def _typed_pinyin(
    words: list[tuple[str, int, int]], names: tuple[str, ...]
) -> tuple[list[str], list[str], list[tuple[int, int]]] | None:
    """Recognise ``kejiju`` or ``zhangdianqukejiju``; only words that read as pinyin are tried."""
    for word, start, end in words:
        if len(word) < 5 or not word.lower().endswith(("ju", "wei", "ban", "fu", "ting", "shi")):
            continue
        hits = [n for n in names if any(pinyin(a) == word.lower() for a in aliases(n) if len(a) >= 3)]
        if hits:
            return hits, [], [(start, end)]
    return None


def _body_phrase(question: str) -> tuple[frozenset[str], tuple[int, int]] | None:
    """Return the field words before bureau, commission …, and the span of the whole phrase."""
    nouns = "|".join(sorted(_BODY_NOUNS))
    vocabulary = english_body_vocabulary()
    for match in re.finditer(rf"((?:[A-Za-z]+[ ,&]+){{1,7}})({nouns})\b", question, re.IGNORECASE):
        fields: list[str] = []
        start = match.start(2)
        for word in reversed(list(_WORD.finditer(match.group(1)))):
            lower = word.group().lower()
            if lower in vocabulary:
                fields.append(lower)
            elif lower not in {"and", "of"}:
                break
            start = match.start(1) + word.start()
        if fields:
            return frozenset(fields), (start, match.end())
    match = re.search(r"\b(?:bureau|commission|department) (?:of|for) ((?:[A-Za-z]+[ ,&]*){1,5})", question, re.IGNORECASE)
    if match:
        kept = [w.lower() for w in _WORD.findall(match.group(1)) if w.lower() in vocabulary]
        if kept:
            return frozenset(kept), match.span()
    return None


def _choose(placed: list[str], phrase: tuple[frozenset[str], tuple[int, int]] | None) -> list[str]:
    """Among bodies of one place take those of the field asked for, else the government itself."""
    if phrase:
        fitting = [n for n in placed if phrase[0] & english_body_words(n)]
        if fitting:
            most = max(len(phrase[0] & english_body_words(n)) for n in fitting)
            return [n for n in fitting if len(phrase[0] & english_body_words(n)) == most]
    governments = [n for n in placed if is_government(n)]
    return governments or placed


def _strange_place(places: dict[str, tuple[int, int]]) -> tuple[int, int] | None:
    """Return the span of a capitalised word that reads as a Chinese place name of no known body."""
    for word, span in places.items():
        if word[0].isupper() and word[1:].islower() and looks_like_pinyin(word):
            return span
    return None
