"""The marks that number headings and items in Chinese official writing: 第一部分 一、 （一） 1. (1) ① 一是."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reportqa.reading.plain import ordinal, plain

RANK: Final = {
    "part": 0,
    "chapter": 1,
    "article_section": 2,
    "han": 3,
    "annex": 3,
    "paren_han": 4,
    "digit": 5,
    "paren_digit": 6,
    "circled": 7,
    "first_is": 8,
}
"""Usual depth of each style of mark; the order in which a report uses them may overrule it."""

_HAN = "[一二三四五六七八九十]{1,3}"
_MARKS = re.compile(
    rf"""(?P<part>第\s*(?P<part_n>{_HAN}|\d{{1,2}})\s*(?:部分|篇|编)\s*[、.．：:]?)
    | (?P<chapter>第\s*(?P<chapter_n>{_HAN}|\d{{1,2}})\s*章\s*[、.．：:]?)
    | (?P<article_section>第\s*(?P<article_section_n>{_HAN}|\d{{1,2}})\s*节\s*[、.．：:]?)
    | (?P<paren_han>[（(]\s*(?P<paren_han_n>{_HAN})\s*[）)]\s*[、.．]?|(?P<paren_han_m>{_HAN})[）)])
    | (?P<first_is>(?P<first_is_n>{_HAN})是)
    | (?P<han>(?P<han_n>{_HAN})\s*[、.．](?!\d))
    | (?P<loose>(?P<loose_n>{_HAN})(?:\s*[，,：:]|[ \u3000]+)(?=\S))
    | (?P<paren_digit>[（(]\s*(?P<paren_digit_n>\d{{1,2}})\s*[）)]\s*[、.．]?|(?P<paren_digit_m>\d{{1,2}})[）)])
    | (?P<digit>(?P<digit_n>\d{{1,2}})\s*[、.．](?!\s*\d))
    | (?P<circled>[①-⑳])
    | (?P<annex>附\s*[件表录](?:\s*(?P<annex_n>{_HAN}|\d{{1,2}}))?(?=$|[：:、.．\s]))""",
    re.VERBOSE,
)
_FIRST = frozenset("第（(一二三四五六七八九十附0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_REFERENCE = re.compile(r"\s*(?:项(?!目)|款(?!项)|目(?![录标前的])|条(?![例件目]))")


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbering mark at the start of a line: its style, number, and where the words after it begin.

    ``loose`` marks (``二，`` or ``二 ``) are slips for ``二、``: they count only before a short heading.
    """

    style: str
    number: int | None
    end: int
    loose: bool = False


def parse_mark(line: str) -> Mark | None:
    """Return the numbering mark with which ``line`` starts, None if it has none.

    ``（五）项`` and its like refer to a law's article and are no marks.
    """
    if line[:1] not in _FIRST:
        return None
    head = plain(line[:16])
    found = _MARKS.match(head)
    if found is None:
        return None
    style = next(name for name in (*RANK, "loose") if found.group(name) is not None)
    if style in ("paren_han", "paren_digit") and _REFERENCE.match(head, found.end()):
        return None
    end = found.end()
    while end < len(line) and line[end].isspace():
        end += 1
    if style == "circled":
        return Mark(style, ord(found[0]) - 0x245F, end)
    written = found.group(f"{style}_n")
    if written is None and style in ("paren_han", "paren_digit"):
        written = found.group(f"{style}_m")
    number = ordinal(written) if written else None
    return Mark("han", number, end, loose=True) if style == "loose" else Mark(style, number, end)
