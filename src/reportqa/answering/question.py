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
from reportqa.answering.labels import named_whole
from reportqa.answering.lexicon import respelled, unit_hints, without_frames
from reportqa.answering.narrowing import narrowed, narrowed_zh
from reportqa.answering.refusals import asks_for_other_help
from reportqa.answering.spelling_zh import respelled_zh
from reportqa.answering.terms import QuestionTerm, question_terms
from reportqa.answering.wants_words import asks_for_words, wants_words_first
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
_COUNTING = re.compile(
    r"多少(?!钱的)|几(?:[一-鿿]|$)|数量|总数|数目|总量|金额|占比|比例|比率|百分之几|(?:[数量率额]|天数|人数|件数|总计|合计)[？?。]?$|是否|有没有|有无|过没有|"
    r"[了过收]吗|了没|没有[？?]?$|收没收|被告|\bhow (?:many|much|often)\b|\bnumber of\b|\bcount of\b|\bamount\b|\btotal\b|\bpercentage\b|\bshare\b|\brate\b|"
    r"^(?:was|were|did|has|have|is|are|any)\b|\bany\b|\bhow (?:big|large|high|tall|wide|heavy)\b|\bwhat (?:sum|score|price)\b|"
    r"\bwhat (?:was|is|were|are|did|does)\b(?!.{0,80}\b(?:about|plans?|problems?|measures?|contents?|included?)\b).{0,80}?"
    r"\b(?:budget|appropriation|revenue|income|expenditure|spending|expenses|investment|subsidy|attendance|view count|value|size|score|turnover|output|average|spend|cost)\b"
)
_TREND = re.compile(
    r"怎么变|变多|变少|增幅|降幅|增减|变化|趋势|走势|增加了|减少了|增长|下降|(?:比|较)(?:上|前|去)一?年.{0,6}[多少]|是多还是少|多了还是少了|上升|逐年|历年|同比|比上一?年|比去年|与上一?年|和去年|"
    r"\btrends?\b|\bchang(?:e|ed|es)\b|\bincreas|\bdecreas|\bgr[eo]w|\bfall(?:en)?\b|\brise|\brose\b|\bmore or (?:less|fewer)\b|\bover the years\b|\bcompared (?:to|with) (?:last|the previous)\b"
)
_RANK = re.compile(
    r"最多|最少|最高|最低|排名|第一名?|排第|前[三五十\d]名?|\bmost\b|\bleast\b|\bfewest\b|\bhighest\b|\blowest\b|\brank"
)
_TOTAL = re.compile(
    r"(?:一共|总共|合计|加起来|累计|总计|总和|三年共|两年共|共收到|共公开)|\bin total\b|\baltogether\b|\bcombined\b|\bsum\b|\ball together\b"
)
_COMPARE = re.compile(
    r"比较|对比|相比|谁.{0,8}[多少高低]|哪个.{0,10}[更多少高低]|差多少|\bcompare|\bversus\b|\bvs\.?\b|\bmore .* than\b|\bfewer .* than\b"
)
_META = re.compile(
    r"有(?:哪些|什么|几份|多少份?)(?:单位|部门|机构|年份|年度|年)?的?(?:年度)?(?:年报|报告)|(?:收录|覆盖|包含|提供)了?(?:哪些|什么|几)|哪些年份?的?(?:报告|年报|数据)|哪几年的|"
    r"(?:你|这里|系统|程序)(?:能|可以|会)(?:做|回答|干|查)(?:什么|哪些)|怎么用|如何使用|使用说明|"
    r"\b(?:which|what) (?:reports?|years?|agencies|bodies) (?:are|do|does|is|can)\b(?! (?:covered|included|counted|meant|in the (?:figures|numbers|data)))|\bhow many reports\b|\bwhat can (?:you|i)\b|\bhow (?:do|does|to) (?:i |this )?(?:use|work)|^\W*help\W*$"
)
_STATED_TEXT = re.compile(
    r"什么(?!时候)|啥(?!时候)|咋|哪些|如何|怎么|怎样|为什么|为何|原因|措施|问题|不足|改进|做法|经验|计划|内容|亮点|介绍|概况|总结|渠道|期限|依据|"
    r"\bwhat\b|\bwhich\b|\bhow (?:did|does|is|was|were|are|to|do|has)\b|\bwhy\b|\bdescribe\b|\bexplain\b|(?<!coercive )(?<!compulsory )(?<!enforcement )\bmeasures?\b|\bproblems?\b|\bshortcomings?\b|\bweak(?:ness(?:es)?| points?)\b|\bfailings?\b|\bplans?\b|\bsummar"
)
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
    counting: bool
    unsafe: bool = False
    rank: str | None = None
    """``most`` or ``least`` where a ranking is asked for."""
    total: bool = False
    whole: tuple[float, int, int] | None = None
    """The whole that a part is asked of (制发的22件规章里修订的有几件), with its span in the question."""
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
    text = respelled(text) if spoken == "en" else respelled_zh(text, segmenter, book.names)
    lowered = text.lower()
    mention, years = book.find(text), find_years(text, this_year)
    blank = (*mention.spans, *years.spans)
    terms = tuple(question_terms(text, spoken, blank, segmenter))
    applicants = catalogue.match_applicants(text, spoken)
    matches, named = _all_matches(_blanked(text, mention.spans), spoken, catalogue)
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
    counting = named or bool(_COUNTING.search(lowered))
    contact = contact_kinds(lowered, counting, units)
    wants = _wants(without_exceptions(lowered), mention)
    asked = Understood(
        text=text,
        language=language or spoken,
        reading=(reader or bundled_reader()).question(text, blank),
        mention=mention,
        years=years,
        matches=matches,
        terms=terms,
        units=units,
        applicants=applicants,
        wants=wants,
        contact=contact,
        intent=Intent.FIGURE,
        counting=counting,
        unsafe=asks_for_other_help(
            text,
            contact if mention.agencies or mention.unknown else (),
            counting and bool(mention.agencies or mention.unknown),
        ),
        rank=_rank_of(lowered),
        total=bool(_TOTAL.search(lowered)),
        whole=_whole_of(text),
    )
    return _with_intent(asked, _intent(asked, lowered))


def _wants(lowered: str, mention: Mention) -> frozenset[str]:
    """Return which kinds of figure are asked for; a statistics bureau's name asks for no table."""
    found = {name for name, pattern in _WANTS.items() if re.search(pattern, lowered)}
    if "table" in found and not re.search(_WANTS["table"], _blanked(lowered, mention.spans)):
        found.discard("table")
    return frozenset(found)


def _rank_of(lowered: str) -> str | None:
    rank = _RANK.search(lowered)
    if not rank:
        return None
    return "least" if re.search(r"少|低|least|fewest|lowest", rank.group()) else "most"


_WHOLE = re.compile(
    r"(?P<zh>\d+)\s*[件条个项份篇次场期家人名][^，,。]{0,14}?(?:里面?|中|之中|当中|内)(?!国)|\bof (?:the|these|those|its|all) (?P<en>\d+) [a-z ]{3,40}",
    re.IGNORECASE,
)


def _whole_of(text: str) -> tuple[float, int, int] | None:
    match = _WHOLE.search(text)
    return (float(match["zh"] or match["en"]), match.start(), match.end()) if match else None


def _all_matches(text: str, spoken: Language, catalogue: Catalogue) -> tuple[tuple[Match, ...], bool]:
    """Match the catalogue, and tell whether the text is an indicator's name and nothing else."""
    plain = without_exceptions(text)
    plain = without_frames(plain) if spoken == "en" else plain
    matches = _matches(plain, spoken, catalogue)
    named = named_whole(text, spoken, catalogue)
    if named is None:
        return matches, False
    return (named, *(m for m in matches if m.indicator != named.indicator)), True


def _matches(text: str, language: Language, catalogue: Catalogue) -> tuple[Match, ...]:
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
    lowered = text.lower()
    if not found and not _COUNTING.search(lowered) and not _STATED_TEXT.search(lowered):
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


def _with_intent(asked: Understood, intent: Intent) -> Understood:
    return replace(asked, intent=intent)


def _blanked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    chars = list(text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    return "".join(chars)


def _intent(asked: Understood, lowered: str) -> Intent:
    if _META.search(lowered) and not asked.matches:
        return Intent.META
    if asked.contact:
        return Intent.CONTACT
    several = len(asked.mention.groups) > 1 or (asked.mention.every and not asked.mention.groups)
    words_first = not several and wants_words_first(lowered)
    words = words_first or asks_for_words(lowered)
    trend = bool(_TREND.search(lowered)) and not words
    figure = not words_first and (
        asked.counting
        or trend
        or not (words or _STATED_TEXT.search(lowered))
        or (bool(asked.matches) and not words)
    )
    total = asked.total and not asked.rank
    if figure and (len(asked.mention.groups) > 1 or asked.mention.every):
        return Intent.TOTAL if total else Intent.COMPARE
    if figure and asked.years.several:
        return Intent.TOTAL if total else Intent.TREND
    if trend and "delta" in asked.wants:
        return Intent.TREND
    return Intent.FIGURE if figure else Intent.TEXT
