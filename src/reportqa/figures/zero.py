"""Statements that there was none: 没有收到, 未发生, 不存在, 无, 为零.

Only shapes that count something are taken: a report that says 公开不够 or 未及时更新 states no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportqa.figures.clauses import Span

_VERB = (
    "收到|接到|接收|受理|发生|产生|收取|征收|收费|出现|涉及|制发|制定|制作|出台|印发|开展|举办|召开|发布|办理|承办|"
    "作出|做出|支出|列支|减免|安排|配备|设立|设置|新增|提起|提出|被|因|有(?!效|力|关|利|序|机|些|的放矢)"
)
_AIMED = r"(?:向|对|以|就|给|因)[^，；。]{1,10}?"
"""To whom or over what: 未向申请人收取."""
_SHAPES = (
    re.compile(
        rf"(?P<no>(?:没有|没(?!有)|不(?=收取|收费|征收)|从未|尚未|均未|并未|也未|都未|暂未|(?<!前所)(?<!从)未)\s*(?:曾|再|新)?(?:{_AIMED})?(?:{_VERB}))(?P<what>[^，；。]*)"
    ),
    re.compile(r"(?P<no>(?:均|都|也)?(?:不存在|(?<!前所)(?<!从)未有))(?P<what>[^，；。]*)"),
    re.compile(
        r"(?P<no>(?:均|都|也|暂|并|尚)?(?:(?<!绝)(?<!从)(?<!有)无|没有)"
        r"(?!法|关|正当|障碍|偿|误|形|疑|条件|论|效|纸|缝|死角|锡|为|线|人(?!(?:上门|当面|前来|来|到|申请|提出|提交|递交|因|被|投诉|举报|起诉))|力|需|须|愧|现成|此|需要|得到|做到|及时|完全|真正|充分))"
        r"(?P<what>[^，；。]*)"
    ),
    re.compile(
        r"(?P<what>[^，；。]*?)(?P<no>(?:没有|未有|无)一(?:件|例|起|人|次|项|家|户|宗|篇|笔)(?!致|定|样|直))(?P<rest>[^，；。]*)"
    ),
    re.compile(r"(?P<what>[^，；。]{2,}?)(?P<no>(?:一律|全部|均|都|全)(?:实行|予以)?免费(?!开放|发放|赠))"),
    re.compile(
        r"(?P<what>[^，；。]{2,}?)(?P<no>(?:均|都|全部)?(?:为零|为〇|是零|为0(?![\d.])|均无|未发生|没有发生|未产生))"
    ),
)
_GENERAL = re.compile(r"不够|不足|不高|不强|有待|意识|差距|重视|规律|规范性(?!文件)|系统性|针对性|缺乏")
_CONTENT = re.compile(r"[一-鿿]{2,}")


@dataclass(frozen=True, slots=True)
class ZeroStatement:
    """One zero statement: its negation words, what it denies, and the words before it."""

    start: int
    end: int
    text: str
    what: str
    before: str


def zero_statements(text: str, clause: Span) -> Iterator[ZeroStatement]:
    """Yield the zero statement of a clause, if it makes one; spans point into ``text``."""
    stretch = clause.of(text)
    if _GENERAL.search(stretch):
        return
    for shape in _SHAPES:
        match = shape.search(stretch)
        if not match:
            continue
        rest = match.groupdict().get("rest") or ""
        what, before = f"{match['what']} {rest}".strip(), stretch[: match.start("no")].strip()
        if not _CONTENT.search(what) and not _CONTENT.search(before):
            continue
        start = clause.start + match.start("no")
        end = clause.start + match.end() if rest else clause.start + max(match.end("no"), match.end("what"))
        while end > start and text[end - 1] in " 。！，；\n":
            end -= 1
        yield ZeroStatement(start, end, match["no"].strip(), what, before)
        return
