"""What a text question wants: its topics, the form of the answer, dates, and the words that are left.

``问题``, ``为什么`` or ``最多的是什么`` say what kind of sentence answers; the words that are left say which.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from reportqa.answering.question import Understood
from reportqa.answering.terms import QuestionTerm
from reportqa.figures.numerals import parse_chinese

_TRIVIAL = 0.16
"""Weight up to which a word (政府信息公开, 工作) says nothing about a sentence of such a report."""
_PLANS = re.compile(r"改进|下一步|明年|来年|准备|打算|今后|整改|\bimprov|\bnext\b|\bplan")
_IDLE = re.compile(
    r"想(?:找|要|问|查|看|知道|了解|打听|请)|请问|麻烦|劳驾|(?:那|这)(?:会儿?|阵子?|时候?|段时间|几个?月|些)|期间|对外(?=说|讲|解释)|(?:提出|提交|递交|进行|办理|搞)的?(?=[？?]?$)|信息公开|政务公开|公开工作|政府信息|公开(?=信息|工作)|群众|居民|家长|市民|老百姓|百姓|大家|公众|申请人|数字|哪[几些](?:样|件|类|种|项|个|条|点)?(?:方面|事情|事项|事|情况|单位|部门|地方|法子|办法|途径|方式|渠道)?|(?:自己|自我)?(?:承认|坦言|检讨|认为|觉得|提到|列出|列了|点出)|自己说|报告说|年报说|年报里?写|自己|眼下|地方|那次|那回|那起|那件|这块|上面|主要|"
    r"样事|收到|些什么|啥时候|怎么回事|是不是|还有|多久|一点|一些|下一年|下年|当年|当时|[那这][一两三四几]?[次件起期回]|数据|报告|年报|"
    r"\b(?:admit\w*|acknowledg\w*|name[sd]?|list(?:s|ed)?|itself|its own|own|say|says|said|mention\w*|report\w*|describe\w*|annual|yearly|concrete|specific|particular|key|major|according|work(?:ing)?|which|kinds? of|sort of|main(?:ly)?|three|two|disclosure|openness|open[- ]government|information disclosure|see|give[sn]?|do|does|did|done|doing|make|made|what|things?|ask(?:ed)?|topics?|dates?|cover(?:ed|s)?|responsible|leaders?|matters?|people|residents?|citizens?|applicants?|public|next|figures?|numbers?|date)\b",
    re.IGNORECASE,
)
"""Words that only carry a question."""
_BOTH = re.compile(
    r"(?:哪些|什么|啥|存在)[^，。？]{0,6}(?:问题|不足|短板|毛病|差距|困难)|(?:问题|不足)(?:和|与|及|以及|、)|\b(?:what|which) (?:\w+ ){0,3}(?:problems?|shortcomings?|weak\w*|difficult\w*|gaps?|issues?)\b|\bproblems? and\b"
)
"""Problems asked for beside the measures."""
_STANCES = {"past_problems", "improvements", "problems"}
"""Topics beside which a subject (培训, 解读) is only a word."""
_EXACT = {"apply", "contents"}
_LOOSE = {"requests", "channels"}
"""Topics that ask for one thing about applications, and those that speak of them at large."""
_SUBJECT = 0.5
"""Share of its weight that a word has which names the subject of a topic."""
_LONGEST_NAME = 30
"""Characters up to which what names a topic holds no other word."""
_OF_STANCE = re.compile(
    r"问题|毛病|不足|措施|办法|\b(?:problems?|measures?|issues?|shortcomings?|fix\w*|deal|dealt|solve[sd]?|tackle[sd]?|address\w*|improv\w+|raised|named|previous|last year)\b",
    re.IGNORECASE,
)
"""Words of questions for problems and measures that tell none from another."""
_LOST = {
    "更新": ("更新",),
    "不公开": ("不予公开", "不公开", "不予提供"),
    "不给公开": ("不予公开", "不公开", "不予提供"),
}
"""Words that the terms of a question lack: one that the dictionary takes for an adverb, and 公开 denied."""
_CHINESE_PLACE = re.compile(r"[一-鿿]+(?:省|市|县|区|州|旗|镇|乡|街道)")
_MONTHS = "january february march april may june july august september october november december".split()
_EN_MONTH = "|".join(m.capitalize() for m in _MONTHS)
_DATE_ZH = re.compile(
    r"(?<![\d个])(?P<month>\d{1,2}|十[一二]?|[一二三四五六七八九])月(?:份|底|初)?(?:(?P<day>\d{1,2})[日号])?"
)
_DATE_EN = re.compile(
    rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? )?(?P<month>{_EN_MONTH})\b(?: (?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\d))?"
)
_ORDINAL = re.compile(r"第[一二三四五六七八九十\d]{1,3}[个期次批届场轮类]")
_NUMERALS = dict(enumerate("一二三四五六七八九", 1)) | {10: "十", 11: "十一", 12: "十二"}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text question is about, as patterns (see ``topics.toml``).

    A ``form`` is no subject: it says what kind of sentence answers (a cause, a person, an outcome); a
    ``strict`` one must be there. Words that name a ``subject`` still count as words; a ``sure`` topic
    needs no others. ``strong`` cues open a stretch of sentences that all deal with the topic.
    """

    id: str
    ask: re.Pattern[str]
    heading: re.Pattern[str]
    cue: re.Pattern[str]
    not_cue: re.Pattern[str] | None
    strong: re.Pattern[str] | None
    form: bool
    strict: bool
    subject: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a sentence must hold to answer."""

    topics: tuple[Topic, ...]
    forms: tuple[Topic, ...]
    terms: tuple[QuestionTerm, ...]
    dates: tuple[re.Pattern[str], ...]


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Return the topics that the package ships."""
    text = resources.files("reportqa.answering").joinpath("topics.toml").read_text(encoding="utf-8")

    def optional(raw: dict[str, str], key: str) -> re.Pattern[str] | None:
        return re.compile(raw[key]) if key in raw else None

    return tuple(
        Topic(
            id=name,
            ask=re.compile(raw["ask"]),
            heading=re.compile(raw.get("heading", r"^\b$")),
            cue=re.compile(raw["cue"]),
            not_cue=optional(raw, "not_cue"),
            strong=optional(raw, "strong"),
            form=bool(raw.get("form")),
            strict=bool(raw.get("strict")),
            subject=bool(raw.get("subject")),
            sure=bool(raw.get("sure")),
        )
        for name, raw in tomllib.loads(text).items()
    )


def topics_of(asked: Understood) -> tuple[Topic, ...]:
    """Return the topics that a question names, forms of answer left out."""
    return tuple(t for t in _found(asked) if not t.form)


def _found(asked: Understood) -> tuple[Topic, ...]:
    lowered = _without_bodies(asked).lower()
    found = tuple(t for t in topics() if t.ask.search(lowered))
    if {t.id for t in found} & _EXACT:
        # how to apply, or what applications are about, is no question about applications at large
        found = tuple(t for t in found if t.id not in _LOOSE)
    if any(t.id == "apply" for t in found) and not _PLANS.search(lowered):
        # 怎么申请，有哪些办法: ways to apply are no plans
        found = tuple(t for t in found if t.id != "improvements")
    return found


def _without_bodies(asked: Understood) -> str:
    """Return the question with the names of bodies blanked: 交通运输厅 speaks of no case lost (输)."""
    chars = list(asked.text)
    if asked.text.isascii():
        # Ministry of Emergency Management speaks of no management
        for start, end in asked.mention.spans:
            chars[start:end] = " " * (end - start)
    for name in sorted(_names(asked), key=len, reverse=True):
        for match in re.finditer(re.escape(name), asked.text):
            chars[match.start() : match.end()] = " " * len(name)
    return "".join(chars)


def _names(asked: Understood) -> set[str]:
    """Return the Chinese names that the question itself gives its bodies, in full or shortened."""
    said = {asked.text[start:end] for start, end in asked.mention.spans} | set(asked.mention.agencies)
    return {s for s in said if len(s) > 1 and any(_shortens(s, name) for name in asked.mention.agencies)}


def _shortens(short: str, name: str) -> bool:
    rest = iter(name)
    return all(char in rest for char in short)


def wanted(asked: Understood) -> Wanted:
    """Read what a text question wants; its terms are those that no topic, form or date accounts for."""
    found = _found(asked)
    lowered = asked.text.lower()
    dates, spans = _dates(asked.text)
    spans += [m.span() for m in _IDLE.finditer(asked.text)]
    if {t.id for t in found} & _STANCES:
        spans += [m.span() for m in _OF_STANCE.finditer(asked.text)]
    spans += _named(lowered, (t for t in found if not t.subject))
    subjects = _named(lowered, (t for t in found if t.subject))
    kept = tuple(
        replace(t, weight=t.weight * _SUBJECT, full_weight=t.in_text * _SUBJECT) if t.within(subjects) else t
        for t in asked.terms
        if t.in_text > _TRIVIAL
        and (t.kind == "quoted" or not t.within(spans))
        and not any(t.source in name for name in asked.mention.agencies)
        and not (asked.language == "en" and _CHINESE_PLACE.fullmatch(t.source))
    )
    more = tuple(
        QuestionTerm(m.group(), (m.group(),), 0.7, m.start(), m.end(), "quoted")
        for m in _ORDINAL.finditer(asked.text)
    ) + tuple(
        QuestionTerm(word, means, 0.5, at, at + len(word))
        for word, means in _LOST.items()
        if asked.language == "zh" and (at := asked.text.find(word)) >= 0
    )
    ids = {t.id for t in found}
    if "past_problems" in ids:
        found = tuple(t for t in found if t.form or t.id == "past_problems")
    elif ids >= {"problems", "improvements"} and not _BOTH.search(lowered):
        # 怎么改进更新慢的问题 asks for the measure; the problem is only its subject
        found = tuple(t for t in found if t.id != "problems")
    if {t.id for t in found} & _STANCES:
        found = tuple(t for t in found if t.form or t.id in _STANCES)
    return Wanted(
        tuple(t for t in found if not t.form), tuple(t for t in found if t.form), (*kept, *more), dates
    )


def _named(lowered: str, found: Iterable[Topic]) -> list[tuple[int, int]]:
    """Return the stretches that name topics, English ones to the end of the word."""
    spans = []
    for topic in found:
        for match in topic.ask.finditer(lowered):
            start, end = match.span()
            while end < len(lowered) and lowered[end - 1].isascii() and "a" <= lowered[end] <= "z":
                end += 1
            if end - start <= _LONGEST_NAME:
                spans.append((start, end))
    return spans


def _dates(text: str) -> tuple[tuple[re.Pattern[str], ...], list[tuple[int, int]]]:
    """Return patterns that find the months and days that a question names, and where it names them."""
    patterns, spans = [], []
    for match in _DATE_ZH.finditer(text):
        written = match["month"]
        month = int(written) if written.isdigit() else parse_chinese(written)
        if month and 1 <= month <= 12:
            patterns.append(_date(month, match["day"]))
            spans.append(match.span())
    for match in _DATE_EN.finditer(text):
        patterns.append(_date(_MONTHS.index(match["month"].lower()) + 1, match["before"] or match["after"]))
        spans.append(match.span())
    return tuple(patterns), spans


def _date(month: int, day: str | None) -> re.Pattern[str]:
    said = rf"(?:(?<!\d){month}|(?<!十){_NUMERALS[month]})月"
    return re.compile(said + (rf"(?:{int(day)}日|\d{{1,2}}日?[—至－-]+{int(day)}日)" if day else ""))
