"""The bilingual catalogue of indicators: what reports count, how people ask for it, how reports say it.

The entries are data (``indicators.toml``); this module matches questions and statements against them.
A wrong match makes a false figure, so a question about anything else matches nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Self

from reportqa.figures.patterns import Folded, Pattern, compile_pattern, fold
from reportqa.model import Applicant, Language

_ALSO = 0.95
"""Score of an indicator that fits a question as well as another one, relative to that one."""
_DIGITS = re.compile(r"\d+(?:[.,，]\d+)*")
_DATES = re.compile(r"\d{2,4}年度?|\d{1,2}月(?:份|\d{1,2}日)?|第\d+|〔\d+〕\d*号?")
_DENIAL = re.compile(
    r"没有|没收|未(?!经|予|按|能|审|被采)|无(?!法|正当|线|障碍|偿|锡|为)|不存在|尚无|为零|零(?!售|距离)|均为0|(?:一律|全部|均|都|全)(?:实行|予以)?免费"
)
_ZERO = re.compile(r"(?<![\d.,])0+(?:\.0+)?(?![\d.])")
_FILLER = re.compile(
    r"[\d.,，、：:；（）()“”\s]|共计|总计|合计|累计|其中|全年|本年度?|共|均|已|年|度|总|各类|我[区县市局委办]|[区县市局]|"
    r"收到|接到|受理|接收|承办|办理|答复|回复|办复|办结|完成|发生|数量|的|了|为|是|有|件|条|次|份|个|元|在|及时|按期|没|未|无|情况|截至|截止|年底|年末|收取|应|其余|目前"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a statutory form prints the indicator: words of its row and of its column.

    Both are patterns; an empty column fits any.
    """

    form: str
    row: str
    column: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """One thing that reports count.

    ``unit`` is the usual unit, ``units`` all that a statement may have. ``ask_zh`` and ``ask_en`` are
    patterns of questions, ``prose`` of statements, ``zero`` of statements that there was none (``prose``
    serves where it is absent). ``parts`` are the ids that add up to it where no row states it, ``also``
    ids that a question for this one fits as well. ``all_of`` is the id that "all replied to" speaks of.
    """

    id: str
    zh: str
    en: str
    unit: str
    units: tuple[str, ...]
    topic: str
    ask_zh: tuple[str, ...] = ()
    ask_en: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()
    zero: tuple[str, ...] | None = None
    parts: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    place: tuple[Place, ...] = ()
    all_of: str | None = None

    def label(self, language: Language) -> str:
        """Return its name in ``language``."""
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Match:
    """An indicator that a question asks for.

    ``score`` is how much of the question names it (in words; two Chinese characters are one);
    ``spans`` are the places in the question that do.
    """

    indicator: str
    score: float
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Hit:
    """A match while it is compared with others: the characters that it covers."""

    id: str
    score: float
    spans: tuple[tuple[int, int], ...]
    covered: frozenset[int] = field(repr=False)


class Catalogue:
    """All indicators, in the order of the reports."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Read the parsed form of ``indicators.toml``."""
        self._data = data
        self._units: dict[str, list[str]] = data["units"]
        self._siblings: dict[str, tuple[str, ...]] = {}
        self._all = {id_: _entry(id_, raw, self._units) for id_, raw in data["indicator"].items()}

    @classmethod
    @lru_cache(maxsize=1)
    def load(cls) -> Self:
        """Return the catalogue that the package ships (read once)."""
        text = Path(__file__).with_name("indicators.toml").read_text(encoding="utf-8")
        return cls(tomllib.loads(text))

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self._all.values())

    def __len__(self) -> int:
        return len(self._all)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._all

    def get(self, id_: str) -> Indicator:
        """Return the indicator of this id.

        Raises:
            KeyError: there is none.

        """
        return self._all[id_]

    def label(self, id_: str, language: Language, applicant: Applicant | None = None) -> str:
        """Return an indicator's name, with the applicant's where one is given (the total has none)."""
        name = self._all[id_].label(language)
        if applicant is None or applicant is Applicant.TOTAL:
            return name
        who = self._data["applicant"][applicant.value]
        return f"{name} ({who['en']})" if language == "en" else f"{name}（{who['zh']}）"

    def siblings(self, id_: str) -> tuple[str, ...]:
        """Return the ids that a question for ``id_`` is easily mistaken for: same parent or topic word."""
        if id_ not in self._siblings:
            self._siblings[id_] = self._find_siblings(id_)
        return self._siblings[id_]

    def _find_siblings(self, id_: str) -> tuple[str, ...]:
        stem = id_.rpartition(".")[0]
        near = [i for i in self._all if i != id_ and i.rpartition(".")[0] == stem]
        for group in self._data["siblings"].values():
            if id_ in group:
                near += [i for i in group if i != id_]
        return tuple(dict.fromkeys(near))

    def answered_by(self, id_: str) -> str | None:
        """Return the id that "all replied to" (均已答复, 均获维持) speaks of after a figure of ``id_``."""
        return self._all[id_].all_of

    def place_of(self, form: str, row: str, column: str = "") -> str | None:
        """Return the id that a statutory form prints at this row and column, None where there is none.

        ``row`` and ``column`` are header paths joined to one string.
        """
        folded_row, folded_column = fold(row, "zh"), fold(column, "zh")
        for id_, place_form, row_pattern, column_pattern in self._places:
            if place_form != form or row_pattern.spans(folded_row) is None:
                continue
            if column_pattern is None or column_pattern.spans(folded_column) is not None:
                return id_
        return None

    def match_question(self, text: str, language: Language) -> list[Match]:
        """Return the indicators that a question asks for, best first; none when it asks for something else.

        A match that covers only part of what a better one covers is dropped: 国家秘密不予公开 is
        not also a question about 不予公开. Nor is a part's question one about the whole.
        """
        folded = fold(text, language)
        if self._guarded(folded):
            return []
        hits: dict[str, _Hit] = {}
        for id_, patterns in self._questions(language).items():
            for pattern in patterns:
                spans = pattern.spans(folded)
                if not spans:
                    continue
                hit = _hit(id_, spans, text, language, pattern.other_words(folded))
                if id_ not in hits or hit.score > hits[id_].score:
                    hits[id_] = hit
        return self._ranked(list(hits.values()))

    def _guarded(self, folded: Folded) -> bool:
        """Whether a question asks for words, a contact or anything else that is no figure of this kind."""
        guard, unless, never = self._guards[folded.language]
        if any(n.spans(folded) is not None for n in never):
            return True
        asks_words = any(g.spans(folded) is not None for g in guard)
        return asks_words and all(u.spans(folded) is None for u in unless)

    def _ranked(self, hits: Sequence[_Hit]) -> list[Match]:
        """Drop covered hits, add those that fit as well, best first (the catalogue's order breaks ties)."""
        best = [
            h
            for h in hits
            if not any(h.covered < other.covered or other.id.startswith(f"{h.id}.") for other in hits)
        ]
        found = {h.id: Match(h.id, h.score, h.spans) for h in best}
        for hit in best:
            for rank, also in enumerate(self._all[hit.id].also):
                if also not in found:
                    found[also] = Match(also, round(hit.score * _ALSO - 0.01 * rank, 3), hit.spans)
        order = {id_: i for i, id_ in enumerate(self._all)}
        return sorted(found.values(), key=lambda m: (-m.score, order[m.indicator]))

    def match_applicants(self, text: str, language: Language) -> tuple[Applicant, ...]:
        """Return the applicants that a text names; 法人或其他组织 gives all that are not natural persons."""
        folded = fold(text, language)
        found = [
            applicant
            for applicant, patterns in self._applicants[language].items()
            if any(p.spans(folded) is not None for p in patterns)
        ]
        if any(p.spans(folded) is not None for p in self._organisations[language]):
            return tuple(a for a in Applicant if a not in (Applicant.NATURAL, Applicant.TOTAL))
        return tuple(found)

    def match_statement(self, counted: str, clause: str, unit: str, heading: str = "") -> list[str]:
        """Return the ids that a figure in prose states, best first; empty when it is none of them.

        ``counted`` holds the words beside the number, ``clause`` the clause with the number, ``heading``
        the section's heading, which serves when the words beside the number name nothing.
        A clause that denies ("没有收到…", "0件") states zero of each thing that it names.
        """
        counted, clause = _INCLUDED.sub("", counted), _INCLUDED.sub("", clause)
        if not _FILLER.sub("", fold(counted, "zh").text):
            counted, clause = f"{heading} {counted}", f"{heading} {clause}"
        whole, beside = fold(clause, "zh"), fold(counted, "zh")
        bare = _DATES.sub("", whole.text)
        nonzero = any(d.strip("0.,，") for d in _DIGITS.findall(bare))
        found: dict[str, int] = {}
        if nonzero or _ZERO.search(bare):
            self._statements_into(found, self._statements, whole, beside, unit)
        if not nonzero and _DENIAL.search(bare):
            # in a denial every noun of the clause is denied, not only the ones beside the verb
            self._statements_into(found, self._zeros, whole, whole, None)
        elif not nonzero and _ZERO.search(bare):
            self._statements_into(found, self._zeros, whole, beside, unit)
        elif unit and not nonzero:
            # a numeral in Chinese digits
            self._statements_into(found, self._statements, whole, beside, unit)
        top = max(found.values(), default=0)
        order = list(self._all)
        floor = 0 if not nonzero else top
        return sorted((i for i, s in found.items() if s >= floor), key=lambda i: (-found[i], order.index(i)))

    def _statements_into(
        self,
        found: dict[str, int],
        patterns: Mapping[str, Sequence[Pattern]],
        whole: Folded,
        beside: Folded,
        unit: str | None,
    ) -> None:
        """Add the ids whose statements hold, with the number of fragments as their strength."""
        for id_, options in patterns.items():
            if unit is not None and unit not in self._all[id_].units:
                continue
            for pattern in options:
                if pattern.spans(whole, beside) is not None:
                    strength = sum(not f.negative for f in pattern.fragments)
                    found[id_] = max(found.get(id_, 0), strength)

    @cached_property
    def _places(self) -> list[tuple[str, str, Pattern, Pattern | None]]:
        """Return the compiled places of all forms."""
        return [
            (i.id, p.form, self._compile(p.row, "zh"), self._compile(p.column, "zh") if p.column else None)
            for i in self
            for p in i.place
        ]

    def _questions(self, language: Language) -> dict[str, list[Pattern]]:
        """Return the patterns of questions of one language by id."""
        return self._english_questions if language == "en" else self._chinese_questions

    @cached_property
    def _chinese_questions(self) -> dict[str, list[Pattern]]:
        """Return the patterns of Chinese questions by id."""
        return {i.id: [self._compile(p, "zh") for p in i.ask_zh] for i in self}

    @cached_property
    def _english_questions(self) -> dict[str, list[Pattern]]:
        """Return the patterns of English questions by id, compiled when the first one is asked."""
        return {i.id: [self._compile(p, "en") for p in i.ask_en] for i in self}

    @cached_property
    def _statements(self) -> dict[str, list[Pattern]]:
        """Return the patterns of statements by id."""
        return {i.id: [self._compile(p, "zh") for p in i.prose] for i in self if i.prose}

    @cached_property
    def _zeros(self) -> dict[str, list[Pattern]]:
        """Return the patterns of denials by id."""
        return {
            i.id: [self._compile(p, "zh") for p in (i.prose if i.zero is None else i.zero)]
            for i in self
            if (i.prose if i.zero is None else i.zero)
        }

    @cached_property
    def _guards(self) -> dict[Language, tuple[list[Pattern], list[Pattern], list[Pattern]]]:
        """Return patterns of questions that ask for words, their exceptions, and of never matching ones."""
        guard = self._data["guard"]

        def read(key: str, language: Language) -> list[Pattern]:
            return [self._compile(p, language) for p in guard[key]]

        return {
            lang: (read(lang, lang), read(f"unless_{lang}", lang), read(f"never_{lang}", lang))
            for lang in _LANGUAGES
        }

    @cached_property
    def _applicants(self) -> dict[Language, dict[Applicant, list[Pattern]]]:
        """Return the patterns of applicants."""
        return {
            language: {
                Applicant(key): [self._compile(p, language) for p in raw[f"ask_{language}"]]
                for key, raw in self._data["applicant"].items()
                if key != "organisations"
            }
            for language in _LANGUAGES
        }

    @cached_property
    def _organisations(self) -> dict[Language, list[Pattern]]:
        """Return the patterns of 法人或其他组织, which no column of the form holds by itself."""
        raw = self._data["applicant"]["organisations"]
        return {lang: [self._compile(p, lang) for p in raw[f"ask_{lang}"]] for lang in _LANGUAGES}

    def _compile(self, source: str, language: Language) -> Pattern:
        """Compile a pattern with the macros of its language."""
        return compile_pattern(source, language, self._data["macros"][language])


_INCLUDED = re.compile(r"[（(](?:不?含|不?包括)[^（()）\d]{1,30}[）)]|【[^】]{1,16}】")
"""What a number includes, and the head of a paragraph, is not what it counts: 公开答复（含部分公开）35件, 【建议提案】."""
_LANGUAGES: tuple[Language, Language] = ("zh", "en")


def _entry(id_: str, raw: Mapping[str, Any], units: Mapping[str, list[str]]) -> Indicator:
    """Build one indicator from its table in the file."""
    unit = str(raw.get("unit", "件"))
    zero = raw.get("zero")
    return Indicator(
        id=id_,
        zh=raw["zh"],
        en=raw["en"],
        unit=unit,
        units=tuple(raw.get("units", units.get(unit, [unit]))),
        topic=raw["topic"],
        ask_zh=tuple(raw.get("ask_zh", ())),
        ask_en=tuple(raw.get("ask_en", ())),
        prose=tuple(raw.get("prose", ())),
        zero=None if zero is None else tuple(zero),
        parts=tuple(raw.get("parts", ())),
        also=tuple(raw.get("also", ())),
        place=tuple(Place(*p) for p in raw.get("place", ())),
        all_of=raw.get("all_of"),
    )


def _hit(
    id_: str,
    spans: Sequence[tuple[int, int]],
    text: str,
    language: Language,
    others: Sequence[tuple[int, int]],
) -> _Hit:
    """Weigh a match by what it covers of the question; ``others`` say the same again and add no weight."""
    covered = frozenset(p for start, end in spans for p in range(start, end) if not text[p].isspace())
    if language == "en":
        score = float(len({w for s, e in spans for w in re.findall(r"\w+", text[s:e].lower())}))
    else:
        score = len(covered) / 2
    apart = {s for s in others if not any(a <= s[0] and s[1] <= b for a, b in spans)}
    return _Hit(id_, score, tuple(sorted({*spans, *apart})), covered)
