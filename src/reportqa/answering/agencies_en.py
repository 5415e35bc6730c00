"""Public bodies named in English or in pinyin: Zhangdian science and technology bureau, kejiju."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from reportqa.answering.abbreviations import (
    acronyms,
    aliases,
    before_field,
    english_body_vocabulary,
    english_body_words,
    is_government,
    place_parts,
    split_name,
)
from reportqa.answering.body_phrases import (
    FILLERS,
    NOT_PLACES,
    POSSESSIVE,
    WEAK_FIELDS,
    WORD,
    BodyPhrase,
    body_phrases,
)
from reportqa.answering.dictionary import is_place_name
from reportqa.answering.levels_en import government_above, of_level, own_place
from reportqa.answering.pinyin import looks_like_pinyin, pinyin, spelled, syllables_of
from reportqa.answering.places import without_accents, zone_places

Group = tuple[list[str], tuple[int, int]]
"""The bodies that one mention may mean, and its span."""
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


def _plain(word: str) -> str:
    """Return a word in pinyin without capitals and apostrophes: Xi'an."""
    return re.sub("['’]", "", word.lower())


@lru_cache(maxsize=4096)
def _places(name: str) -> frozenset[str]:
    """Return the pinyin of the place of ``name`` and of its levels, with and without the level word."""
    parts = place_parts(split_name(name)[0])
    # 苏州工业园区: a zone is called by its city
    parts = (*parts, *zone_places(split_name(name)[0])) if parts else _bare_places(name)
    return frozenset(form for part in parts for form in spelled(part))


def _bare_places(name: str) -> tuple[str, ...]:
    """Return the places in a name that says no level: 西安 in 中国人民银行西安分行, 西安海关."""
    bare = name.removeprefix("中华人民共和国").removeprefix("中国")
    cut = (bare[i : i + size] for size in (4, 3, 2) for i in range(len(bare) - size + 1))
    return tuple(
        dict.fromkeys([*(p for p in (before_field(bare),) if p), *(p for p in cut if is_place_name(p))])
    )


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
            found.setdefault((english_body_words(name), is_government(name)), []).append(number)
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
            for (own, government), numbers in self.by_fields.items() if fits(phrase, own, government)
            for number in numbers
        ]  # fmt: skip
        return [name for name in (self.names[n] for n in sorted(numbers)) if _noun_fits(phrase.noun, name)]


@lru_cache(maxsize=8)
def _index(names: tuple[str, ...]) -> _Index:
    return _Index(names)


def find(
    question: str, names: tuple[str, ...], labelled: Sequence[tuple[int, int]] = ()
) -> tuple[list[str], list[str], list[tuple[int, int]]]:
    """Return (known full names, unknown names, spans) of bodies named in Latin letters."""
    groups, unknown, spans = find_groups(question, names, labelled)
    return [name for group, _ in groups for name in group], unknown, spans


def find_groups(
    question: str, names: tuple[str, ...], labelled: Sequence[tuple[int, int]] = ()
) -> tuple[list[Group], list[str], list[tuple[int, int]]]:
    """Return (bodies by mention, unknown names, all spans); several names in a group fit one mention.

    A place right before a field of government belongs to it: the bureau of another place is unknown. A word that
    reads as a Chinese place is one only inside a span that is ``labelled`` as a name (Change, Pending and Made read so).
    """
    index = _index(names)
    question = without_accents(question)
    words = [(POSSESSIVE.sub("", m.group()), m.start(), m.end()) for m in WORD.finditer(question)]
    state = _by_acronym(words, index)
    if state:
        return state
    typed = _typed_pinyin(words, index)
    if typed:
        return [(typed[0], typed[2][0])], [], typed[2]
    places = {w: (s, e) for w, s, e in words if w.lower() not in NOT_PLACES}
    known = {w: span for w, span in places.items() if index.at(w)}
    stranger = None if known else _strange_place(places, labelled)
    if stranger:
        return [], [POSSESSIVE.sub("", question[slice(*stranger)])], [stranger]
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
        if phrase.generic and (not fitting or (before is None and not nearer and len(fitting) > 1)):
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
    for match in WORD.finditer(question):
        word = POSSESSIVE.sub("", match.group())
        if not word[0].isupper() or word.lower() in NOT_PLACES:
            continue
        if index.at(word) or looks_like_pinyin(word):
            after = _LEVELS_AFTER.match(question, match.end())
            spans.append((match.start(), after.end() if after else match.end()))
    return [*spans, *((p.start, p.end) for p in body_phrases(question))]


def _by_acronym(
    words: list[tuple[str, int, int]], index: _Index
) -> tuple[list[Group], list[str], list[tuple[int, int]]] | None:
    """Recognise a body of the state by its acronym (NDRC); its branch where a place is named (PBC Xuzhou)."""
    for word, start, end in words:
        full = acronyms().get(word)
        if full is None:
            continue
        named = [n for n in index.names if full in n]
        there = {n for other, _, _ in words for n in index.at(other)}
        places = any(
            index.at(other) or looks_like_pinyin(other) for other, _, _ in words if other[0].isupper()
        )
        here = [n for n in named if n in there] or ([] if places else [n for n in named if n.endswith(full)])
        if here and places:
            return None  # the branch is found by its place and field
        span = (start, end)
        return ([(here, span)], [], [span]) if here else ([], [word], [span])
    return None


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


def fits(phrase: BodyPhrase, own: frozenset[str], government: bool) -> bool:
    """Whether every word of the phrase names one of the body's ``own`` fields."""
    if phrase.generic and government and phrase.noun not in {"office", "government"}:
        return False
    slots = [slot for run in phrase.runs for slot in run]
    # affairs, development and the like may be left out or added; what is left must be the body's own
    telling = [slot for slot in slots if not slot <= WEAK_FIELDS] or slots
    return all(slot & own for slot in telling)


def _noun_fits(noun: str, name: str) -> bool:
    """Whether a body may be called a ministry (or, being one, a bureau)."""
    ministry = name.endswith("部") and not split_name(name)[0]
    return ministry if noun == "ministry" else not (ministry and noun == "bureau")


def _adjacent(question: str, place: tuple[int, int], phrase: BodyPhrase) -> bool:
    """Whether only words such as municipal stand between a place and a body's field."""
    between = re.sub(r"['’]s?\b", "", question[place[1] : phrase.start]).lower().split()
    return place[1] <= phrase.start and all(w in FILLERS for w in between)


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


def _strange_place(
    places: dict[str, tuple[int, int]], labelled: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """Return the span of a capitalised word that reads as a Chinese place name of no known body."""
    for word, (start, end) in places.items():
        named = any(a < end and start < b for a, b in labelled)
        if word.lower() in english_body_vocabulary():
            continue  # Education reads as pinyin, too
        if named and word[0].isupper() and word[1:].islower() and looks_like_pinyin(word):
            return start, end
    return None
