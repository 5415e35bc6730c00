"""Questions that ask for a part of what an indicator counts: English-language items, requests about land.

The indicator's figure counts the whole, so it must not answer them; figures are then told by their words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportqa.answering.terms import QuestionTerm
from reportqa.figures.catalogue import Match

_KINDS = frozenset(
    {
        "published.total",
        "published.website",
        "published.weibo",
        "published.wechat",
        "published.new_media",
        "hotline.calls",
        "licences.decisions",
        "penalties.decisions",
    }
)
"""Indicators that count everything of a kind: a word before the thing counted narrows them (foreign-language calls)."""
_SENT = frozenset({"requests.received", "requests.new"})
"""Indicators that count what anybody sent: whom it came from narrows them."""
_COUNTED = re.compile(
    r"\b(?:how many|number of)\b(?P<noun>.{0,60}?)\b(?:items?|pieces|records|entries|calls|posts|licences?|licenses?|permits?|penalt(?:y|ies)|did|were|was|has|have)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|concerning|regarding|(?<=information )on|(?<=items )on|(?<=data )on)\b(?P<noun>[^,.?;]{0,40})",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\b(?P<noun>[^,.?;]{0,40})", re.IGNORECASE)
_PART_ZH = (
    re.compile(r"(?:里面?|里头|当中|其中|中)[，,]?有?(?:多少|几)[件条个份]?是?(?:属于|来自|由|因为?|涉及|关于|针对|问)?(?P<noun>[一-鿿]{2,12})"),
    re.compile(r"(?P<noun>[一-鿿]{2,8}?)(?:提出?|递交|提交)的"),
    re.compile(r"(?:关于|涉及|有关|针对|问)(?P<noun>[一-鿿]{2,12}?)的?(?:申请|信息|有(?:多少|几))"),
)  # fmt: skip
"""How Chinese narrows what was sent or made public: 申请里有多少是记者提的, 涉及学区的申请."""
_PART_EN = re.compile(
    r"\bhow many of\b[^.?;]*?\b(?:were|was|are|did|had|have|got|came|concerned|involved|went|ended|passed|failed|met|turned|dealt)\b(?P<part>[^.?;]+)",
    re.IGNORECASE,
)
_PART_OF_ZH = re.compile(
    r"(?:(?<=[，,])|(?<=[里中]))(?P<part>[一-鿿]{2,6})的(?:有|是|占)?(?:多少|几)[件条个份次起家户人名]"
)
"""What is asked of the things just named: 收到的举报，查实的有几件."""
_SOME = 0.5
"""The same in Chinese, where these places leave no doubt."""
_HEAVY = 0.7
"""Weight from which a word narrows; disclosure and information say nothing."""


def narrowed_zh(text: str, terms: Sequence[QuestionTerm], match: Match, whose: bool) -> bool:
    """Tell the same of a Chinese question; applicants that the catalogue knows are counted apart."""
    if whose or match.indicator not in _SENT | _KINDS:
        return False
    for pattern in _PART_ZH:
        for place in pattern.finditer(text):
            start, end = place.span("noun")
            if any(
                start <= t.start < end and t.in_text >= _SOME and not t.within(match.spans) for t in terms
            ):
                return True
    return False


def narrowed(text: str, terms: Sequence[QuestionTerm], match: Match, whose: bool) -> bool:
    """Tell whether ``text`` asks for a part of what the indicator of ``match`` counts.

    ``whose`` says that the catalogue knows the applicants asked for (from companies): those are counted apart.
    """
    places = list(_ABOUT.finditer(text))
    if match.indicator in _SENT and not whose:
        places += _FROM.finditer(text)
    if match.indicator in _KINDS:
        places += _COUNTED.finditer(text)
    for start, end in (place.span("noun") for place in places):
        if any(start <= t.start < end and t.weight >= _HEAVY and not _names(t, match) for t in terms):
            return True
    return False


def _names(term: QuestionTerm, match: Match) -> bool:
    """Whether a word stands in what names the indicator, or holds it with a number (12345 hotline; no dog licence)."""
    return term.within(match.spans) or any(
        term.start <= a and b == term.end and not re.search("[A-Za-z]", term.source[: a - term.start])
        for a, b in match.spans
    )


def part_asked(text: str) -> tuple[int, int] | None:
    """Return the span of the words that say which part is asked for: of those reported, 查实的有几件; how many of … were about money."""
    found = _PART_EN.search(text) or _PART_OF_ZH.search(text)
    return found.span("part") if found else None
