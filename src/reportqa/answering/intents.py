"""What kind of answer a question wants: the reader's intents, beside how many bodies and years it names.

The reader tells words from numbers, contact and what no report answers; whether a number is compared,
followed over years or added up is told by what the question names, which is exact.
"""

from __future__ import annotations

import re

from reportqa.answering.agencies import Mention
from reportqa.answering.years import YearMention
from reportqa.model import Intent
from reportqa.reader import Glance

LIKELY, SURE, _SOME, _LITTLE, _ADDED = 0.5, 0.9, 0.1, 0.3, 0.8
_NUMBERS = ("figure", "yesno", "trend", "compare", "total", "rank")
"""Intents that a figure answers, or several."""
_ABOUT_US = ("reports", "help")
"""Intents that ask for this service and what it holds."""
_UNSAFE = re.compile(
    r"忽略.{0,10}(?:指令|提示|规则|要求|以上|之前)|(?:系统|初始)提示词|ignore (?:all|any|the|your|previous|prior).{0,30}(?:instruction|rule|prompt)|system prompt",
    re.IGNORECASE,
)
"""Instructions to the program."""
_EACH = re.compile(r"分别|各|\b(?:each|respectively)\b")
_LEAST = re.compile(r"少|低|least|fewest|lowest|smallest")


def wants_number(glance: Glance) -> bool:
    """Whether a figure answers, rather than words."""
    return bool(sum(glance.intents[name] for name in _NUMBERS) >= glance.intents["text"])


def may_be_words(glance: Glance) -> bool:
    """Whether a sentence may answer where no figure does: 有没有开展培训."""
    return bool(glance.intents["text"] >= _SOME or glance.intents["yesno"] >= LIKELY)


def is_about_us(glance: Glance, mention: Mention, years: YearMention, *, named: bool) -> bool:
    """Whether a question asks which reports there are, or what can be asked.

    One that names a body, and a year or a figure of the catalogue, asks about a report.
    """
    told = sum(glance.intents[name] for name in _ABOUT_US) > LIKELY
    return told and not (mention.agencies and (named or years.any))


def is_outside(text: str, glance: Glance, mention: Mention) -> bool:
    """Whether a text gives instructions, or asks for what no report holds.

    Where it names a body of which there is a report, the reader has to be sure.
    """
    strange = glance.intents["outside"] > SURE if mention.agencies else glance.strange
    return strange or bool(_UNSAFE.search(text))


def is_of_reports(glance: Glance) -> bool:
    """Whether a question that names no body, no figure of the catalogue and no way of contact asks for what reports hold."""
    return sum(glance.intents[name] for name in ("outside", *_ABOUT_US)) < _LITTLE


def rank_of(lowered: str, glance: Glance) -> str | None:
    """Return ``most`` or ``least`` where a ranking is asked for."""
    if glance.intents["rank"] <= LIKELY:
        return None
    return "least" if _LEAST.search(lowered) else "most"


def is_total(glance: Glance) -> bool:
    """Whether figures of several reports are to be added up, and not told each (分别)."""
    return glance.intents["total"] > _ADDED and not _EACH.search(glance.text)


def intent_of(glance: Glance, mention: Mention, years: YearMention, *, contact: bool, named: bool) -> Intent:
    """Return the intent.

    ``contact`` says that a way of contact is asked for, ``named`` that the catalogue's name of a figure is.
    """
    if is_about_us(glance, mention, years, named=named):
        return Intent.META
    if contact:
        return Intent.CONTACT
    if not wants_number(glance) and not (named and years.several):
        return Intent.TEXT
    several = len(mention.groups) > 1 or mention.every
    total = is_total(glance)
    if several:
        return Intent.TOTAL if total else Intent.COMPARE
    if years.several:
        return Intent.TOTAL if total else Intent.TREND
    if glance.intents["rank"] > LIKELY:
        return Intent.TEXT  # 排第几, which channel most: one report says it in a sentence
    return Intent.TREND if glance.intents["trend"] > LIKELY else Intent.FIGURE
