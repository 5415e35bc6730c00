"""What in a question speaks against a figure: another circle, channel, grade or side, a change, a share, a part."""

from __future__ import annotations

import re

from reportqa.answering.abbreviations import is_government
from reportqa.answering.opposites import other_side
from reportqa.answering.question import Understood
from reportqa.answering.scoring import Scored
from reportqa.figures import units
from reportqa.model import How, Intent

CHANNELS = (
    "微博",
    "微信",
    "抖音",
    "头条",
    "快手",
    "视频号",
    "小红书",
    "公报",
    "热线",
    "电视",
    "报纸",
    "客户端",
    "公告栏",
)
"""Channels of publication; a figure of one never answers for another."""
_GRADE = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]\d?(?=级|类)")


def contradicts(scored: Scored, asked: Understood) -> bool:
    """Whether part, change or share are asked for and the figure is none, or the reverse."""
    figure = scored.view.figure
    if other_circle(scored, asked) or other_channel(scored, asked) or other_side(scored.view, asked):
        return True
    if asked.whole is not None and figure.value == asked.whole[0] and not figure.delta:
        return True  # of the 150 projects how many: the 150 are no answer
    if (figure.indicator or "").endswith(".change") and scored.same_indicator:
        return False  # the form prints the change itself
    if figure.delta != ("delta" in asked.wants and asked.intent is Intent.TREND):
        return figure.delta or not asked.years.several
    if figure.delta:
        return bool(asked.units) and units.fit(asked.units, figure.unit) < 0.6
    share = asks_share(asked)
    if share and figure.unit != "%" and figure.value:
        return True
    return figure.unit == "%" and not share and scored.features["precision"] < 0.6


def other_circle(scored: Scored, asked: Understood) -> bool:
    """Whether a government's own count is asked for (市本级) and the figure is of its whole area."""
    figure = scored.view.figure
    if "own" not in asked.wants or not is_government(figure.agency):
        return False
    return figure.circle == "area" or figure.how is How.TABLE_CELL


def other_channel(scored: Scored, asked: Understood) -> bool:
    """Whether the question names one channel and the words beside the number another (微博, 微信)."""
    named = {c for c in CHANNELS if any(t.alternatives and c in t.alternatives[0] for t in asked.terms)}
    if not named:
        return False
    view = scored.view
    beside = {c for c in CHANNELS if c in view.beside}
    if beside:
        return not named & beside
    # 微信推送213期，粉丝6.3万: the channel named last before the number is the one that it counts for
    said = f"{view.context} {view.before}"
    last = max(CHANNELS, key=said.rfind)
    return last in said and last not in named and view.figure.how is not How.TABLE_CELL


def other_grade(scored: Scored, asked: Understood) -> bool:
    """Whether the question names a grade (D级) and the words beside the number another one (C级)."""
    named = set(_GRADE.findall(asked.text))
    beside = set(_GRADE.findall(scored.view.figure.counted))
    return bool(named and beside) and not named & beside


def asks_share(asked: Understood) -> bool:
    """Whether a share or rate is asked for."""
    return "share" in asked.wants or asked.units == ("%",)
