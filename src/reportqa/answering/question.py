"""Understand a question: language, whose figures, which years, which indicators, what kind of answer.

What was understood is part of every answer, so that a page can show it and let the reader change it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from reportqa.answering.agencies import AgencyBook, Mention
from reportqa.answering.contact_words import contact_kinds
from reportqa.answering.exceptions import without_exceptions
from reportqa.answering.intents import intent_of, is_outside, is_total, rank_of, wants_number
from reportqa.answering.labels import named_whole
from reportqa.answering.lexicon import unit_hints, without_frames
from reportqa.answering.narrowing import narrowed, narrowed_zh
from reportqa.answering.terms import QuestionTerm, question_terms
from reportqa.answering.years import YearMention, find_years
from reportqa.figures.catalogue import Catalogue, Match
from reportqa.model import Applicant, Intent, Language
from reportqa.reader import QuestionReading, Reader, bundled_reader
from reportqa.search.segment import Segmenter

LONGEST = 500
"""Characters of a question that are read; a longer one is refused with a message."""

_HAN = re.compile(r"[一-鿿]")
_HAN_RUN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_WANTS = {
    "part": r"其中|里面|当中|之中|内的?|包括|含|of (?:the|these|those|them|which)\b|\bamong\b",
    "cumulative": r"累计|截至|截止|历年|至今|目前|现有|存量|cumulative|to date|so far|altogether since|in force|\bby the end of\b|\bat the end of\b|\bas of\b|\bever\b|\bto this day\b",
    "delta": r"增加|增长|减少|下降|上升|提高|同比|比上一?年|比去年|(?:比|较)(?:前一?年|上年|去年).{0,6}[多少增减]|多了(?!多少|几)|(?<!多)少了|增幅|多了多少|涨了|增减|increase|decrease|grow|rise|\bdrop(?!ped (?:because|for))|more than (?:last|the year)|\bby how (?:much|many)\b",
    "share": r"满意(?:度|率)|how satisfied|satisfaction|占比|比例|比率|百分之|百分比|率(?![先领])|percentage|percent|\bper cent\b|\bshare\b|proportion|\brate\b|\bsatisfaction\b",
    "table": r"统计表|表格|表里|表中|按表|附表|(?<!not the )(?<!not the appended )(?<!not the attached )\btable\b|\bstatutory\b|\bstatistic",
    "own": r"本级(?!各|部门)|自己|本身|\bitself\b|\bon its own\b(?! initiative)|(?:own|alone) office",
    "office": r"本级|\bitself\b|本机关|本单位|区政府办|县政府办|市政府办|办公室(?:自己|本身|代表)|代表.{0,4}政府|\bheadquarters\b|\bthe office\b|district office|\balone\b|on behalf of",
    "area": r"全[区县市省]|辖区|\bwhole (?:\w+ )?(?:district|county|city|province|system)\b|\bacross\b|\ball over\b|\ball its (?:offices|departments|bureaus|units)\b|province-wide|district-wide|county-wide|city-wide|\bthe (?:district|county) accept",
}


@dataclass(frozen=True, slots=True)
class Understood:
    """All that was read from a question; ``answering.answer`` turns it into the public ``Question``.

    ``terms`` are its content words; ``matches`` the catalogue's; ``wants`` holds which of part,
    cumulative, delta, share, table, office and area it asks for; ``contact`` the kinds of contact.
    """

    text: str
    language: Language
    reading: QuestionReading
    mention: Mention
    years: YearMention
    matches: tuple[Match, ...]
    terms: tuple[QuestionTerm, ...]
    units: tuple[str, ...]
    applicants: tuple[Applicant, ...]
    wants: frozenset[str]
    contact: tuple[str, ...]
    intent: Intent
    outside: bool = False
    """Whether it asks for what no report holds, or gives instructions."""
    rank: str | None = None
    """``most`` or ``least`` where a ranking is asked for."""
    total: bool = False
    whole: tuple[float, int, int] | None = None
    """The whole that a part is asked of (制发的22件规章里修订的有几件), with its span in the question."""
    named: bool = False
    """Whether it is the name of a catalogue's entry and nothing else."""
    subject: str = ""
    """The earlier question whose subject this one takes, if it names none."""

    @property
    def indicators(self) -> tuple[str, ...]:
        """The ids of the catalogue's matches, best first."""
        return tuple(m.indicator for m in self.matches)

    @property
    def matched_spans(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the question that name the best indicator."""
        return self.matches[0].spans if self.matches else ()


def clean(text: str) -> str:
    """Return a question without control characters and outer or repeated white space."""
    kept = "".join(" " if unicodedata.category(ch) in {"Cc", "Cf", "Zl", "Zp"} else ch for ch in text)
    return re.sub(r"\s+", " ", kept).strip()


def language_of(text: str) -> Language:
    """Return ``en`` where Latin words outweigh Chinese characters, as in ``Hongze (洪泽区), 2024``, or stand around names."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    names = len(_HAN_RUN.findall(text))
    around_names = latin >= 4 and latin > 2 * names
    return "en" if around_names or (latin >= 2 and latin * 1.5 > han) or (latin and not han) else "zh"


def understand(
    text: str,
    *,
    book: AgencyBook,
    catalogue: Catalogue,
    segmenter: Segmenter,
    this_year: int,
    language: Language | None = None,
    reader: Reader | None = None,
) -> Understood:
    """Read a cleaned question. ``this_year`` is today's, for 去年 and "last year"."""
    spoken = language_of(text)
    lowered = text.lower()
    reader = reader or bundled_reader()
    glance = reader.glance(text)
    mention, years = book.find(text, glance.spans["body"]), find_years(text, this_year)
    blank = (*mention.spans, *years.spans)
    terms = tuple(question_terms(text, spoken, blank, segmenter))
    applicants = catalogue.match_applicants(text, spoken)
    matches, named = _all_matches(_blanked(text, mention.spans), spoken, catalogue, wants_number(glance))
    part = narrowed if spoken == "en" else narrowed_zh
    matches = tuple(m for m in matches if not part(text, terms, m, whose=bool(applicants)))
    over = None if named else _carried_over(text, years)
    if over:
        years, carried = over
        matches = (
            Match(carried, 3.0, matches[0].spans if matches else ()),
            *(m for m in matches if m.indicator != carried),
        )
    units = unit_hints(_blanked(text, blank) if spoken == "en" else text, spoken)
    if re.search(r"[多几]少?万(?:块|元|块钱)?(?![人次条件篇户个份])", text) and re.search(
        "费|钱|采购|金额|罚|预算|经费|投入|资金|收入", text
    ):
        units = ("万元", "元", "亿元")
    reading = reader.question(text, blank, glance)
    contact = contact_kinds(reading, bool(units))
    wants = _wants(without_exceptions(lowered), mention)
    return Understood(
        text=text,
        language=language or spoken,
        reading=reading,
        mention=mention,
        years=years,
        matches=matches,
        terms=terms,
        units=units,
        applicants=applicants,
        wants=wants,
        contact=contact,
        intent=intent_of(glance, mention, years, contact=bool(contact), named=bool(matches)),
        outside=is_outside(text, glance, mention),
        rank=rank_of(lowered, glance),
        total=is_total(glance),
        whole=_whole_of(text),
        named=named,
    )


def _wants(lowered: str, mention: Mention) -> frozenset[str]:
    """Return which kinds of figure are asked for; a statistics bureau's name asks for no table."""
    found = {name for name, pattern in _WANTS.items() if re.search(pattern, lowered)}
    if "table" in found and not re.search(_WANTS["table"], _blanked(lowered, mention.spans)):
        found.discard("table")
    return frozenset(found)


_WHOLE = re.compile(
    r"(?P<zh>\d+)\s*[件条个项份篇次场期家人名][^，,。]{0,14}?(?:里面?|中|之中|当中|内)(?!国)|\bof (?:the|these|those|its|all) (?P<en>\d+) [a-z ]{3,40}",
    re.IGNORECASE,
)


def _whole_of(text: str) -> tuple[float, int, int] | None:
    match = _WHOLE.search(text)
    return (float(match["zh"] or match["en"]), match.start(), match.end()) if match else None


def _all_matches(
    text: str, spoken: Language, catalogue: Catalogue, number: bool
) -> tuple[tuple[Match, ...], bool]:
    """Match the catalogue, and tell whether the text is an indicator's name and nothing else."""
    plain = without_exceptions(text)
    plain = without_frames(plain) if spoken == "en" else plain
    matches = _matches(plain, spoken, catalogue, number)
    named = named_whole(text, spoken, catalogue)
    if named is None:
        return matches, False
    return (named, *(m for m in matches if m.indicator != named.indicator)), True


def _matches(text: str, language: Language, catalogue: Catalogue, number: bool) -> tuple[Match, ...]:
    """Match the catalogue; a bare subject (青禾区2023行政处罚) is read as asking how many."""
    each = _each(text, language, catalogue)
    if each:
        return each
    found = catalogue.match_question(text, language)
    if not found and _COMPARING.search(text.lower()):
        plain = _COMPARING.sub(
            lambda m: " 多少".ljust(len(m.group())) if language == "zh" else " " * len(m.group()), text
        )
        found = catalogue.match_question(plain + ("" if language == "zh" else " how many"), language)
        found = [replace(m, spans=tuple(s for s in m.spans if s[1] <= len(text))) for m in found]
    if not found and number:
        found = catalogue.match_question(text + (" 多少" if language == "zh" else " how many"), language)
        found = [replace(m, spans=tuple(s for s in m.spans if s[1] <= len(text))) for m in found]
    return tuple(found)


_COMPARING = re.compile(
    r"是?多还是少|多不多|哪(?:一|个)?(?:年|家|局|单位)?(?:更|比较|最)?[多少高低]|谁.{0,3}(?:更|最)?[多少](?!少)|变[多少]了?|(?:比|较|和|与|跟)?(?:上一?年|去年)(?:度)?(?:相比)?(?:是)?(?:增加|减少|增长|下降|多|少|增减)了?(?:多少)?|"
    r"的?(?:变化|趋势|走势|增幅|降幅|增减|对比|比较|排名)(?:情况)?|加起来|怎么变的?|(?:增加|减少|增长|下降|增减)了?多少"
)
"""Words of comparison; what they compare is asked for as a number."""


_EACH = re.compile(r"(?P<a>[一-鿿]{2,10}?)(?P<join>和|与|及|以及|、)(?P<b>[一-鿿]{2,10}?)(?=各|分别)")


def _each(text: str, language: Language, catalogue: Catalogue) -> tuple[Match, ...]:
    """Match 人大代表建议和政协提案各多少 once without either half; empty unless both halves are indicators."""
    halves = _EACH.search(text) if language == "zh" else None
    if not halves:
        return ()
    without_b = _blanked(text, ((halves.start("join"), halves.end("b")),))
    without_a = _blanked(text, ((halves.start("a"), halves.end("join")),))
    first, second = (catalogue.match_question(half, language)[:1] for half in (without_b, without_a))
    if not first or not second or first[0].indicator == second[0].indicator:
        return ()
    return (first[0], second[0])


_OVER = re.compile(
    r"(?:结转|拖|转入|转到|转至|留到|留待|带到|顺延)(?:到|至|进|入)?\s*(?P<zh>(?:19|20)\d{2})|\b(?:carr\w+|held|hold|brought|roll\w*)\b(?: \w+){0,3}? (?:in)?to (?P<en>(?:19|20)\d{2})",
    re.IGNORECASE,
)
_FROM_BEFORE = re.compile(
    r"(?:上一?年|去年|前一年).{0,6}(?:结转|转)|from the (?:year before|previous year|prior year)",
    re.IGNORECASE,
)


def _carried_over(text: str, years: YearMention) -> tuple[YearMention, str] | None:
    """Read 2018年结转到2019年的 as what the report on 2018 carries out, 上一年转到2024年的 as carried in."""
    match = _OVER.search(text)
    if not match:
        return None
    target = int(match["zh"] or match["en"])
    if _FROM_BEFORE.search(text):
        return replace(years, years=(target,)), "requests.carried_in"
    return replace(years, years=(target - 1,), every=False), "requests.carried_out"


def taken_over(asked: Understood) -> Understood | None:
    """Return a question for what 2018 handed on as one for what 2019 took over; None for any other question."""
    if len(asked.years.years) != 1 or asked.indicators[:1] != ("requests.carried_out",):
        return None
    years = replace(asked.years, years=(asked.years.years[0] + 1,))
    matches = (replace(asked.matches[0], indicator="requests.carried_in"), *asked.matches[1:])
    return replace(asked, years=years, matches=matches)


def _blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    chars = list(text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)
