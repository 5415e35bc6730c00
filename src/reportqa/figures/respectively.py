"""Numbers told apart by 分别: 养老、失业、工伤保险参保人数分别为1245万人、528万人、703万人 gives each its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportqa.figures.clauses import Span
from reportqa.figures.numbers import Number

_RESPECTIVELY = re.compile(r"(?:依次|分别)[^，。；、\d]{0,6}$")
_BETWEEN = re.compile(r"[\s、，,和及与/／]*(?:和|以及)?\s*")
_LISTED = re.compile("[、/／和及与]|以及")
_CLAUSE = re.compile("[，,；;。：:]")
_SHORTEST = 2
_SHARED = re.compile(
    r"(?:保险)?(?:参保|在校|在册|受理|办结|办理|收到|新增|公开|发布|推送|完成|建成|人数|数量|件数|户数|次数|金额|面积|收入|支出|总数|总量|信息|申请|粉丝|阅读量|访问量).*$"
)
"""Words behind the last name that hold for all: the 客户端 of 新华网客户端发布信息 is the last one's own."""


def respectively(text: str, sentence: Span, numbers: Sequence[Number]) -> dict[int, str]:
    """Return what the numbers of a sentence count where 分别 shares out a list of names, by each number's start.

    The names stand in the clause of 分别, or, where that only sums them up (三项分别), in the one before.
    """
    found: dict[int, str] = {}
    at = 0
    while at < len(numbers):
        lead = text[sentence.start : numbers[at].start]
        said = _RESPECTIVELY.search(lead)
        run = _run(text, numbers, at)
        if said and len(run) >= _SHORTEST:
            names = _names(lead[: said.start()], len(run))
            found |= {n.start: name for n, name in zip(run, names, strict=False)}
        at += max(1, len(run))
    return found


def _run(text: str, numbers: Sequence[Number], at: int) -> list[Number]:
    """Return the numbers from ``at`` on that nothing but commas part."""
    run = [numbers[at]]
    for number in numbers[at + 1 :]:
        if not _BETWEEN.fullmatch(text[run[-1].end : number.start]):
            break
        run.append(number)
    return run


def _names(lead: str, count: int) -> list[str]:
    """Return ``count`` names from the end of ``lead``, what is told of all behind the last one added to each; or none."""
    clauses = _CLAUSE.split(lead)
    own = [p for p in _LISTED.split(clauses[-1]) if p.strip()]
    if len(own) >= count:
        own = own[-count:]
        told = _SHARED.search(own[-1], 2)
        shared = told.group() if told else ""
        return [*(f"{name}{shared}" for name in own[:-1]), own[-1]]
    before = [p for p in _LISTED.split(clauses[-2]) if p.strip()] if len(clauses) > 1 else []
    if len(own) == 1 and len(before) == count:
        return [f"{name} {own[0]}" for name in before]
    return []
