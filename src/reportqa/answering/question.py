"""Understand a question: language, whose figures, which years, which indicators, what kind of answer.

What was understood is part of every answer, so that a page can show it and let the reader change it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from reportqa.answering.agencies import AgencyBook, Mention
from reportqa.answering.lexicon import respelled, unit_hints
from reportqa.answering.terms import QuestionTerm, question_terms
from reportqa.answering.years import YearMention, find_years
from reportqa.figures.catalogue import Catalogue, Match
from reportqa.model import Applicant, Intent, Language
from reportqa.search.segment import Segmenter

LONGEST = 500
"""Characters of a question that are read; a longer one is refused with a message."""

_HAN = re.compile(r"[一-鿿]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_COUNTING = re.compile(
    r"多少(?!钱的)|几(?:[一-鿿]|$)|数量|总数|数目|总量|金额|占比|比例|比率|百分之几|(?:[数量率额]|天数|人数|件数|总计|合计)[？?。]?$|是否|有没有|有无|过没有|"
    r"[了过收]吗|了没|没有[？?]?$|收没收|被告|\bhow (?:many|much|often)\b|\bnumber of\b|\bcount of\b|\bamount\b|\btotal\b|\bpercentage\b|\bshare\b|\brate\b|"
    r"^(?:was|were|did|has|have|is|are|any)\b|\bany\b"
)
_CONTACT = {
    "telephone": r"电话(?!申请|接听|数)|联系方式|怎么联系|如何联系|号码|座机|\bphone\b|\btelephone\b|\bwho (?:can|do|should) i call\b|\bcontact (?:number|details|information)\b|\bcontact\b",
    "email": r"邮箱(?!申请)|电子邮件|邮件地址|(?<!by )(?<!via )(?<!through )(?<!using )\be-?mail(?! (?:request|application|submission))",
    "address": r"\bwhere (?:can|do|should) (?:i|we|one) (?:write|go|send)|在(?:哪里|哪儿|什么地方)[？?]?$|地址(?!申请)|在哪里办公|办公地点|在哪儿?[？?]?$|位于|(?<!mail )(?<!web )(?<!site )(?<!page )\baddress\b|\bwhere is\b|\blocated\b",
    "postcode": r"邮编|邮政编码|\bpost(?:al)? ?code\b|\bzip\b",
    "fax": r"传真(?!申请|方式|的申请|来)|(?<!by )(?<!via )(?<!through )(?<!in )\bfax\b(?! (?:request|application|submission))",
    "department": r"找(?:哪|谁)|(?:哪个|什么)(?:科室?|处室?|部门|股|单位)(?:负责|联系|解答|答疑)|[向问](?:哪个?|谁).{0,4}(?:咨询|反映)|\bwhich (?:section|division|desk)\b|\bwho (?:can|should|do) i (?:ask|contact)",
    "website": r"网址|网站地址|官网是|哪个网站|\bweb ?(?:site|page)? ?address\b|\burl\b|\bwebsite of\b|\bwhich website\b",
}
_TREND = re.compile(
    r"怎么变|变多|变少|增幅|降幅|增减|变化|趋势|走势|增加了|减少了|增长|下降|是多还是少|多了还是少了|上升|逐年|历年|同比|比上一?年|比去年|与上一?年|和去年|"
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
    r"\b(?:which|what) (?:reports?|years?|agencies|bodies) (?:are|do|does|is|can)\b|\bhow many reports\b|\bwhat can (?:you|i)\b|\bhow (?:do|does|to) (?:i |this )?(?:use|work)|^\W*help\W*$"
)
_STATED_TEXT = re.compile(
    r"什么(?!时候)|哪些|如何|怎么|怎样|为什么|为何|原因|措施|问题|不足|改进|做法|经验|计划|内容|亮点|介绍|概况|总结|渠道|期限|依据|"
    r"\bwhat\b|\bwhich\b|\bhow (?:did|does|is|was|were|are|to|do|has)\b|\bwhy\b|\bdescribe\b|\bexplain\b|(?<!coercive )(?<!compulsory )(?<!enforcement )\bmeasures?\b|\bproblems?\b|\bplans?\b|\bsummar"
)
_WANTS = {
    "part": r"其中|里面|当中|之中|内的?|包括|含|of (?:the|these|those|them|which)\b|\bamong\b",
    "cumulative": r"累计|截至|截止|历年|至今|目前|现有|存量|cumulative|to date|so far|altogether since|in force|\bby the end of\b|\bat the end of\b|\bas of\b|\bever\b|\bto this day\b",
    "delta": r"增加|增长|减少|下降|上升|提高|同比|比上一?年|比去年|多了(?!多少|几)|(?<!多)少了|增幅|多了多少|涨了|增减|increase|decrease|grow|rise|\bdrop(?!ped (?:because|for))|more than (?:last|the year)|\bby how (?:much|many)\b",
    "share": r"满意(?:度|率)|how satisfied|satisfaction|占比|比例|比率|百分之|百分比|率(?![先领])|percentage|percent|\bper cent\b|\bshare\b|proportion|\brate\b|\bsatisfaction\b",
    "table": r"统计表|表格|表里|表中|按表|附表|\btable\b|\bstatutory\b|\bstatistic",
    "own": r"本级|自己收到|本身|\bitself\b|\bon its own\b|(?:own|alone) office",
    "office": r"本级|\bitself\b|本机关|本单位|区政府办|县政府办|市政府办|办公室(?:自己|本身|代表)|代表.{0,4}政府|\bthe office\b|district office|on behalf of",
    "area": r"全[区县市省]|辖区|\bwhole (?:district|county|city)\b|district-wide|county-wide|city-wide|\bthe (?:district|county) accept",
}
_TASK = re.compile(
    r"(?:帮|替|给|为|请)?(?:我|咱)?(?:写|起草|撰写|拟|生成|画|作)(?:一?[份篇张首个段封]|个)|翻译成?|译成|预测|预计|估计一下|推荐|好吃|停车|附近|怎么走|几点(?:上班|下班|开门)|帮我(?:申请|办理|查询?一下进度)|天气|股票|彩票|房价|房租|菜谱|算命|笑话|电影|歌曲|"
    r"我(?:要|想)(?:投诉|举报|申请|办|告)|我能.{0,8}吗|怎么(?:打赢|告)|能告赢|还招人|招聘|工资|薪资|你觉得|你认为|你是谁|"
    r"\b(?:write|draft|compose|translate|predict|forecast|recommend|joke|poem|weather|recipe|restaurant|park(?:ing)?|near|help me (?:apply|write|find)|stock price|house prices?|salary|hiring|vacanc|who are you|do you think|your opinion)\b|\bcan i (?:sue|win)\b|\bi want to (?:complain|apply|report)\b",
    re.IGNORECASE,
)
"""Requests for another kind of help, or about things that no such report deals with."""
_UNSAFE = re.compile(
    r"忽略.{0,10}(?:指令|提示|规则|要求|以上|之前)|(?:系统|初始)提示词|ignore (?:all|any|the|your|previous|prior).{0,30}(?:instruction|rule|prompt)|system prompt|jailbreak|扮演|pretend to be|you are now",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """All that was read from a question; ``answering.answer`` turns it into the public ``Question``.

    ``terms`` are its content words; ``matches`` the catalogue's; ``wants`` holds which of part,
    cumulative, delta, share, table, office and area it asks for; ``contact`` the kinds of contact.
    """

    text: str
    language: Language
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


def asks_for_other_help(text: str) -> bool:
    """Tell whether a text gives instructions, or asks for help that no report gives (write, translate, predict)."""
    return bool(_UNSAFE.search(text) or _TASK.search(text))


def clean(text: str) -> str:
    """Return a question without control characters and outer or repeated white space."""
    kept = "".join(" " if unicodedata.category(ch) in {"Cc", "Cf", "Zl", "Zp"} else ch for ch in text)
    return re.sub(r"\s+", " ", kept).strip()


def language_of(text: str) -> Language:
    """Return ``en`` where Latin words outweigh Chinese characters, as in ``Hongze (洪泽区), 2024``."""
    han, latin = len(_HAN.findall(text)), len(_LATIN.findall(text))
    return "en" if (latin >= 2 and latin * 1.5 > han) or (latin and not han) else "zh"


def _contact_kinds(lowered: str, counting: bool, units: tuple[str, ...]) -> tuple[str, ...]:
    if (
        counting
        and (units or re.search(r"(?:多少|几)(?![点号])[一-鿿]{1,6}|\bhow many\b", lowered))
        and not re.search(r"号码|[一-鿿]?电话是多少", lowered)
    ):
        return ()
    kinds = tuple(kind for kind, pattern in _CONTACT.items() if re.search(pattern, lowered))
    if (
        len(kinds) > 1
        and "telephone" in kinds
        and not re.search(r"电话|联系方式|\bphone\b|telephone|contact", lowered)
    ):
        return tuple(kind for kind in kinds if kind != "telephone")
    return kinds


def understand(
    text: str,
    *,
    book: AgencyBook,
    catalogue: Catalogue,
    segmenter: Segmenter,
    this_year: int,
    language: Language | None = None,
) -> Understood:
    """Read a cleaned question. ``this_year`` is today's, for 去年 and "last year"."""
    spoken = language_of(text)
    text = respelled(text) if spoken == "en" else text
    lowered = text.lower()
    mention, years = book.find(text), find_years(text, this_year)
    blank = (*mention.spans, *years.spans)
    matches = _matches(_blanked(text, mention.spans), spoken, catalogue)
    over = _carried_over(text, years)
    if over:
        years, carried = over
        matches = (
            Match(carried, 3.0, matches[0].spans if matches else ()),
            *(m for m in matches if m.indicator != carried),
        )
    units = unit_hints(text, spoken)
    if re.search(r"[多几]少?万(?:块|元|块钱)?(?![人次条件篇户个份])", text) and re.search(
        "费|钱|采购|金额|罚|预算|经费|投入|资金|收入", text
    ):
        units = ("万元", "元", "亿元")
    counting = bool(_COUNTING.search(lowered))
    contact = _contact_kinds(lowered, counting, units)
    wants = frozenset(name for name, pattern in _WANTS.items() if re.search(pattern, lowered))
    rank = _RANK.search(lowered)
    asked = Understood(
        text=text,
        language=language or spoken,
        mention=mention,
        years=years,
        matches=matches,
        terms=tuple(question_terms(text, spoken, blank, segmenter)),
        units=units,
        applicants=catalogue.match_applicants(text, spoken),
        wants=wants,
        contact=contact,
        intent=Intent.FIGURE,
        counting=counting,
        unsafe=asks_for_other_help(text),
        rank=None
        if not rank
        else "least"
        if re.search(r"少|低|least|fewest|lowest", rank.group())
        else "most",
        total=bool(_TOTAL.search(lowered)),
        whole=_whole_of(text),
    )
    return _with_intent(asked, _intent(asked, lowered))


_WHOLE = re.compile(
    r"(?P<zh>\d+)\s*[件条个项份篇次场期家人名][^，,。]{0,14}?(?:里面?|中|之中|当中|内)(?!国)|\bof (?:the|these|those|its|all) (?P<en>\d+) [a-z ]{3,40}",
    re.IGNORECASE,
)


def _whole_of(text: str) -> tuple[float, int, int] | None:
    match = _WHOLE.search(text)
    return (float(match["zh"] or match["en"]), match.start(), match.end()) if match else None


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
    r"(?:结转|转入|转到|转至|留到|留待|带到|顺延)(?:到|至|进|入)?\s*(?P<zh>(?:19|20)\d{2})|\b(?:carr\w+|held|hold|brought|roll\w*)\b(?: \w+){0,3}? (?:in)?to (?P<en>(?:19|20)\d{2})",
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
    words = _asks_for_words(lowered)
    trend = bool(_TREND.search(lowered)) and not words
    figure = (
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


def _asks_for_words(lowered: str) -> bool:
    """Whether a question that names an indicator still wants sentences: which measures, what problems."""
    lowered = re.sub("怎么变|怎么样变", "", lowered)
    lowered = re.sub(
        r"\bhow (?:did|do|does)\b(?=.*\b(?:chang|develop|evolve|grow|increase|decrease|vary|differ|fall|rise|compare))",
        "",
        lowered,
    )
    return bool(
        re.search(
            r"哪些|为什么|原因|如何|怎么|怎样|措施|问题|不足|内容|做法|渠道|打算|准备|应对|些什么|什么(?:内容|事|方面)|哪几件|哪些方面|毛病|(?:mainly|mostly) about|\btopics?\b|\bwhat .*\babout\b|which(?! (?:bureau|agency|office|department|body|district|government|county|city|year|month|one)s?\b)|why|how (?:did|does|is|to|do|will|would|should|can|could)\b|(?<!coercive )(?<!compulsory )(?<!enforcement )measures|problems|what (?:problems|measures|kind)",
            lowered,
        )
    )
