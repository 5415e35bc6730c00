"""Public bodies named in English or in pinyin: Zhangdian science and technology bureau, kejiju."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property, lru_cache

from reportqa.answering.abbreviations import (
    ENGLISH_SUFFIXES,
    aliases,
    english_body_vocabulary,
    english_body_words,
    is_government,
    place_parts,
    split_name,
)
from reportqa.answering.dictionary import is_place_name
from reportqa.answering.glosses import glosses
from reportqa.answering.levels_en import government_above, of_level, own_place
from reportqa.answering.pinyin import looks_like_pinyin, pinyin, spelled, syllables_of

Group = tuple[list[str], tuple[int, int]]
"""The bodies that one mention may mean, and its span."""
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_PIECE = re.compile(r"[A-Za-z][A-Za-z'’-]*|\S")
_POSSESSIVE = re.compile(r"['’]s?$")
_BODY_NOUNS = sorted(
    {w for words in ENGLISH_SUFFIXES.values() for w in words}
    | {"committee", "ministry", "regulator", "watchdog", "directorate", "inspectorate"}
)
_BODY = re.compile(rf"\b(?:{'|'.join(_BODY_NOUNS)}|bureaux|agencies|authorities)s?\b", re.IGNORECASE)
_BODY_OF = re.compile(
    r"\b(bureau|commission|department|director|head|ministry|administration|authority) (?:of|for) (?:the )?",
    re.IGNORECASE,
)
_POLICE = re.compile(
    r"\b(?P<place>[A-Z][a-z]+)(?:['’]s?)?(?: (?:city|county|district|prefecture|municipal|provincial|town))? (?P<body>police)\b"
    r"(?! (?:officer|station|assistant|chief|car|force|academ|bureau|department))"
)
"""The police of a place is its public security bureau."""
_JOINING = frozenset({"and", "or", "vs", "versus", "&", "of"})
_JOINED = re.compile(r"(?:\b(?:and|or|vs\.?|versus)|[,&])\s*$", re.IGNORECASE)
_FILLERS = frozenset(
    "municipal district county city provincial local people's peoples administration service services work state national".split()
)
"""Words of bodies' names that name no field."""
_GENERIC_FIELDS = frozenset(
    "government general office public information management supervision planning development social fund".split()
)
"""Fields that, without another, also describe bodies in general: government departments, public bodies."""
_NOT_PLACES = {
    "the", "what", "which", "how", "many", "much", "did", "was", "were", "does", "do", "is", "are", "in", "and", "of", "for", "china",
    "chinese", "foi", "cppcc", "npc", "wechat", "weibo", "people", "congress", "government", "any", "tell", "me", "can", "show", "list",
    "give", "has", "have", "had", "who", "where", "when", "why", "since", "from", "to", "general", "municipal", "district", "county",
    "city", "provincial", "douyin", "toutiao", "kuaishou", "xiaohongshu", "weixin", "baidu", "tiktok", "bureau", "office", "i", "a", "an", "on", "by", "at", "not", "no", "yes", "hi", "hello", "please", "report",
}  # fmt: skip


_LEVELS_AFTER = re.compile(
    r"(?:['’]s)?(?:[\s,]+(?:town(?:ship)?|street|sub-?district|district|county|city|prefecture|province|municipality|municipal|people['’]s|government|office|local|the|(?:central )?(?:sub-?)?branch))+\b",
    re.IGNORECASE,
)
"""Words after a place that only say what kind of place or body it is."""
_PART_AFTER = re.compile(r"\s+(?:town(?:ship)?|street|sub-?district|district|county)\b", re.IGNORECASE)
_NAMING = re.compile(
    r"\b(?:(?:district|county|city|municipal|provincial|people['’]s|township|town)\s+)*(?:government|general office)(?:\s+general office)?\b"
    r"|\b(?:district|county|city|municipality)\b(?=\s*[(,（])",
    re.IGNORECASE,
)


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


def _plain(word: str) -> str:
    """Return a word in pinyin without capitals and apostrophes: Xi'an."""
    return re.sub("['’]", "", word.lower())


@lru_cache(maxsize=4096)
def _places(name: str) -> frozenset[str]:
    """Return the pinyin of the place of ``name`` and of its levels, with and without the level word."""
    parts = place_parts(split_name(name)[0]) or _bare_places(name)
    return frozenset(form for part in parts for form in spelled(part))


def _bare_places(name: str) -> tuple[str, ...]:
    """Return the places in a name that says no level: 西安 in 中国人民银行西安分行, 西安海关."""
    found = (name[i : i + 2] for i in range(len(name) - 1))
    return tuple(p for p in found if p != "中国" and is_place_name(p))


class _Index:
    """What a set of names is looked up by, made when a question first needs it."""

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names

    @cached_property
    def by_place(self) -> dict[str, list[str]]:
        """The names by the pinyin of their place and of its levels."""
        found: dict[str, list[str]] = {}
        for name in self.names:
            for form in {_plain(form) for form in _places(name)}:
                found.setdefault(form, []).append(name)
        return found

    @cached_property
    def by_ends(self) -> dict[tuple[str, str], dict[str, list[int]]]:
        """The names' forms of three characters and more by their first and last character."""
        found: dict[tuple[str, str], dict[str, list[int]]] = {}
        for number, name in enumerate(self.names):
            for form in aliases(name):
                if len(form) >= 3:
                    found.setdefault((form[0], form[-1]), {}).setdefault(form, []).append(number)
        return found

    @cached_property
    def by_fields(self) -> dict[tuple[frozenset[str], bool], list[int]]:
        """The numbers of the names by their fields and whether they are governments: few kinds, many names."""
        found: dict[tuple[frozenset[str], bool], list[int]] = {}
        for number, name in enumerate(self.names):
            found.setdefault((_fields(name), is_government(name)), []).append(number)
        return found

    def at(self, word: str) -> list[str]:
        """Return the names of a place in pinyin."""
        return self.by_place.get(_plain(word), [])

    def typed(self, word: str) -> list[str]:
        """Return the names of which a form reads as ``word`` in pinyin.

        Pinyin of a whole form is slow, so its ends are compared first.
        """
        numbers: set[int] = set()
        for (first, last), forms in self.by_ends.items():
            if word.startswith(syllables_of(first)) and word.endswith(syllables_of(last)):
                numbers.update(n for form, named in forms.items() if pinyin(form) == word for n in named)
        return [self.names[number] for number in sorted(numbers)]

    def fitting(self, phrase: BodyPhrase) -> list[str]:
        """Return the names that a phrase fits, in their order."""
        numbers = [
            number
            for (own, government), numbers in self.by_fields.items() if _fits(phrase, own, government)
            for number in numbers
        ]  # fmt: skip
        return [name for name in (self.names[n] for n in sorted(numbers)) if _noun_fits(phrase.noun, name)]


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> _Index:
    return _Index(names)


def find(question: str, names: tuple[str, ...]) -> tuple[list[str], list[str], list[tuple[int, int]]]:
    """Return (known full names, unknown names, spans) of bodies named in Latin letters."""
    groups, unknown, spans = find_groups(question, names)
    return [name for group, _ in groups for name in group], unknown, spans


def find_groups(
    question: str, names: tuple[str, ...]
) -> tuple[list[Group], list[str], list[tuple[int, int]]]:
    """Return (bodies by mention, unknown names, all spans); several names in a group fit one mention.

    A place right before a field of government belongs to it: the bureau of another place is unknown.
    """
    index = _index(names)
    words = [(_POSSESSIVE.sub("", m.group()), m.start(), m.end()) for m in _WORD.finditer(question)]
    typed = _typed_pinyin(words, index)
    if typed:
        return [(typed[0], typed[2][0])], [], typed[2]
    places = {w: (s, e) for w, s, e in words if w.lower() not in _NOT_PLACES}
    known = {w: span for w, span in places.items() if index.at(w)}
    stranger = None if known else _strange_place(places)
    if stranger:
        return [], [_POSSESSIVE.sub("", question[slice(*stranger)])], [stranger]
    other = _other_part(question, places, known, index)
    if other:
        return [], [question[slice(*other)]], [other, *known.values()]
    groups: list[Group] = []
    unknown: list[str] = []
    spans = list(known.values())
    for _, end in known.values():
        after = _LEVELS_AFTER.match(question, end)
        if after:
            spans.append(after.span())
    used: set[str] = set()
    for phrase in _parted(body_phrases(question), index):
        before = next((w for w, span in known.items() if _adjacent(question, span, phrase)), None)
        fitting = index.fitting(phrase)
        if before is not None:
            there = set(index.at(before))
            fitting = of_level(question, known[before], phrase.start, [n for n in fitting if n in there])
        placed = {n for w in known for n in index.at(w)}
        nearer = [n for n in fitting if n in placed]
        if not fitting and phrase.generic:
            continue
        used |= {before} if before else {w for w in known if not set(index.at(w)).isdisjoint(nearer)}
        spans.append((phrase.start, phrase.end))
        if fitting:
            groups.append((nearer or fitting, (phrase.start, phrase.end)))
        else:
            unknown.append(question[known[before][0] if before else phrase.start : phrase.end])
    for word, span in known.items():
        if word not in used and not unknown:
            of_word = index.at(word)
            above = government_above(question, span, of_word)
            if above:
                unknown.append(question[slice(*above)])
                continue
            groups.append(([n for n in of_word if is_government(n)] or of_word, span))
    return sorted(groups, key=lambda g: g[1]), unknown, sorted(set(spans))


def name_spans(question: str, names: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the spans of English words that only name a body already known by its Chinese name."""
    index = _index(names)
    spans = [m.span() for m in _NAMING.finditer(question)]
    for match in _WORD.finditer(question):
        word = _POSSESSIVE.sub("", match.group())
        if not word[0].isupper() or word.lower() in _NOT_PLACES:
            continue
        if index.at(word) or looks_like_pinyin(word):
            after = _LEVELS_AFTER.match(question, match.end())
            spans.append((match.start(), after.end() if after else match.end()))
    return [*spans, *((p.start, p.end) for p in body_phrases(question))]


def _typed_pinyin(
    words: list[tuple[str, int, int]], index: _Index
) -> tuple[list[str], list[str], list[tuple[int, int]]] | None:
    """Recognise ``kejiju`` or ``zhangdianqukejiju``; only words that read as pinyin are tried."""
    for word, start, end in words:
        if len(word) < 5 or not word.lower().endswith(("ju", "wei", "ban", "fu", "ting", "shi")):
            continue
        hits = index.typed(word.lower())
        if hits:
            return hits, [], [(start, end)]
    return None


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
        for word in _WORD.finditer(question, lead.end()):
            between = question[at : word.start()].strip(" ,&")
            field = _field(_POSSESSIVE.sub("", word.group().lower()), short=False)
            if between or not (field or word.group().lower() in _JOINING):
                break
            at = word.end()
            if field:
                fields.append(field)
                end = at
        if fields and all(p.end <= lead.start() or p.start >= end for p in found):
            found += _phrases([fields], lead.start(), end, lead.group(1).lower())
    for named in _POLICE.finditer(question):
        if looks_like_pinyin(named["place"]):
            found += _phrases([[frozenset({"police"})]], *named.span("body"), "bureau")
    return sorted(found, key=lambda p: p.start)


def _parted(phrases: list[BodyPhrase], index: _Index) -> list[BodyPhrase]:
    """Part a phrase that names several bodies, where no one body has all its fields."""
    found: list[BodyPhrase] = []
    for phrase in phrases:
        if len(phrase.runs) == 1 or index.fitting(phrase):
            found.append(phrase)
        else:
            found += [
                BodyPhrase((run,), phrase.start, phrase.end, phrase.noun) for run in reversed(phrase.runs)
            ]
    return found


def _walk_back(question: str, end: int) -> tuple[list[list[frozenset[str]]], int]:
    """Return the fields before a body's noun, in runs parted by and, or, vs; and where they begin."""
    runs: list[list[frozenset[str]]] = [[]]
    start, nearest = end, True
    for token in reversed(list(_PIECE.finditer(question[:end]))):
        text = token.group().lower()
        joins = text in _JOINING or (text == "," and len(runs) > 1)
        if joins and not nearest:
            runs.append([])
            continue
        if text == "the" and _JOINED.search(question[: token.start()]):
            continue
        fields = [f for f in (_field(part, short=nearest) for part in text.split("-")) if f]
        if fields:
            runs[-1] += fields
            start = token.start()
        elif text not in _FILLERS or runs[-1] or len(runs) > 1:
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
    if word in vocabulary:
        return frozenset({word})
    if word in _NOT_PLACES or word in _FILLERS:
        return frozenset()
    if short and 3 <= len(word) <= 5:
        longer = frozenset(v for v in vocabulary if v.startswith(word))
        if longer:
            return longer
    if len(word) >= 6:
        return frozenset(get_close_matches(word, vocabulary, n=1, cutoff=0.88))
    return frozenset()


def _fields(name: str) -> frozenset[str]:
    """Return the English fields of a body; the 民政 within 人民政府 is no civil affairs."""
    words = english_body_words(name)
    return words - {"civil", "affairs"} if "民政" not in name.replace("人民政府", "") else words


def _fits(phrase: BodyPhrase, own: frozenset[str], government: bool) -> bool:
    """Whether every word of the phrase names one of the body's ``own`` fields."""
    if phrase.generic and government and phrase.noun not in {"office", "government"}:
        return False
    return all(slot & own for run in phrase.runs for slot in run)


def _noun_fits(noun: str, name: str) -> bool:
    """Whether a body may be called a ministry (or, being one, a bureau)."""
    ministry = name.endswith("部") and not split_name(name)[0]
    return ministry if noun == "ministry" else not (ministry and noun == "bureau")


def _adjacent(question: str, place: tuple[int, int], phrase: BodyPhrase) -> bool:
    """Whether only words such as municipal stand between a place and a body's field."""
    between = re.sub(r"['’]s?\b", "", question[place[1] : phrase.start]).lower().split()
    return place[1] <= phrase.start and all(w in _FILLERS for w in between)


def _other_part(
    question: str, places: dict[str, tuple[int, int]], known: dict[str, tuple[int, int]], index: _Index
) -> tuple[int, int] | None:
    """Return the span of a town of no known body where only the place around it is known (Haiyu Town in Changshu)."""
    named = {name for word in known for name in index.at(word)}
    own = {form for name in named for form in spelled(own_place(name))}
    if not known or any(word.lower() in own for word in known):
        return None
    for word, (start, end) in places.items():
        after = _PART_AFTER.match(question, end)
        if after and word not in known and word[0].isupper() and looks_like_pinyin(word):
            return start, after.end()
    return None


def _strange_place(places: dict[str, tuple[int, int]]) -> tuple[int, int] | None:
    """Return the span of a capitalised word that reads as a Chinese place name of no known body."""
    for word, span in places.items():
        # sentences may open with an English word that reads as pinyin (Change, Pending, Made)
        if word[0].isupper() and word[1:].islower() and looks_like_pinyin(word) and not glosses(word):
            return span
    return None
