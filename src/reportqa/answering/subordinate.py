"""Bodies that have no report of their own and of which their government's report speaks.

赛罕区民政局 may have published none, and the report of 赛罕区人民政府 says what its 民政局 paid out. Such a
figure answers only where the report names that body beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from reportqa.answering.abbreviations import (
    SHORT,
    english_body_words,
    is_government,
    place_parts,
    split_name,
)
from reportqa.answering.agencies import Mention
from reportqa.answering.agencies_en import fits
from reportqa.answering.body_phrases import body_phrases
from reportqa.answering.dictionary import place_at_end
from reportqa.answering.levels_en import own_place
from reportqa.answering.pinyin import spelled
from reportqa.answering.places import bare_place
from reportqa.answering.question import Understood
from reportqa.answering.terms import QuestionTerm
from reportqa.figures.patterns import fold
from reportqa.model import Answer, Citation, Report

_OFFICE = re.compile(r"(?:办公厅|办公室|政府办)$")
_REACH = 300
"""Characters before a figure in which the body may be named, within its paragraph."""
_NAMED = re.compile(
    r"(?:^|[）)、。，；—\s])[省市区县旗镇]?([一-鿿]{2,14}?(?:局|委员会|委|办公室))(?=[。：，、“]|在|全年|共|公)",
    re.MULTILINE,
)
"""A body that a report names as one of its own: （四）县民政局。"""
_BODY = re.compile(r"[一-鿿]{2,10}(?:局|委员会|街道|镇|乡|管委会)")


@dataclass(frozen=True, slots=True)
class Inside:
    """A question read as one to the government above: what was asked for, as its report may name it.

    ``term`` is the body as a word of the question: lists give each body its number (人民路街道402条).
    """

    asked: Understood
    term: QuestionTerm
    body: str
    forms: tuple[str, ...]
    government: str

    def readings(self) -> tuple[Understood, Understood]:
        """Return the question with the body as a word to be found beside the number, and without."""
        return replace(self.asked, terms=(*self.asked.terms, self.term)), self.asked


def read_inside(asked: Understood, agencies: Iterable[str]) -> Inside | None:
    """Return the question as one to the government of the place, None if no such report is there.

    A body named in English has no Chinese forms before the report is at hand (``found_in``).
    """
    wanted = next(iter(set(asked.mention.unknown)), "")
    if len(set(asked.mention.unknown)) != 1 or asked.mention.agencies:
        return None
    for name in dict.fromkeys(agencies):
        if not is_government(name) or _OFFICE.search(name):
            continue
        mention = Mention(agencies=(name,), spans=asked.mention.spans, groups=((name,),))
        read = replace(asked, mention=mention)
        if wanted.isascii():
            if any(re.search(rf"\b{form}\b", asked.text.lower()) for form in spelled(own_place(name))):
                return Inside(read, QuestionTerm(wanted, (), 1.0), wanted, (), name)
            continue
        body = _within(wanted, name, asked.text)
        if body:
            return _inside(read, body, name)
    return None


def found_in(inside: Inside, report: Report) -> Inside | None:
    """Return the question with the forms of the body, which the report must name where English named it."""
    if inside.forms:
        return inside
    for phrase in body_phrases(inside.body):
        for body in dict.fromkeys(m[1] for m in _NAMED.finditer(report.text)):
            words = frozenset(w for form in _forms(body) for w in english_body_words(form))
            if fits(phrase, words, government=False):
                return _inside(inside.asked, body, inside.government)
    return None


def _inside(asked: Understood, body: str, government: str) -> Inside:
    forms = _forms(body)
    return Inside(
        asked, QuestionTerm(body, tuple(fold(f, "zh").text for f in forms), 1.0), body, forms, government
    )


def _within(wanted: str, government: str, question: str) -> str:
    """Return the body's name without its place (阳朔县旅游局, 县民政局, 住建局 beside 阳朔县); "" if it is of another place."""
    level = place_parts(split_name(government)[0])[-1:] or (government,)
    places = [p for p in (level[0], bare_place(level[0])) if len(p) > 1]
    lead = next((p for p in places if wanted.startswith(p)), "")
    if not lead and any(p in question for p in places):
        if place_at_end(wanted[:2]) or place_at_end(wanted[:3]):
            return ""
        lead = level[0][-1] if wanted.startswith(level[0][-1]) else ""
    elif not lead:
        return ""
    body = wanted[len(lead) :]
    return "" if len(body) < 2 or is_government(government[: -len("人民政府")] + body) else body


def names_body(inside: Inside, answer: Answer, report: Report) -> bool:
    """Whether each quote of an answer stands where the report speaks of the body, and of no other since."""
    quotes = [c for c in answer.citations if c.role == "evidence"]
    return bool(quotes) and all(_named(inside, c, report.text) for c in quotes)


def _named(inside: Inside, quote: Citation, text: str) -> bool:
    end = quote.end if quote.mark_start is None else quote.start + quote.mark_start
    start = max(text.rfind("\n", 0, quote.start) + 1, quote.start - _REACH)
    before = text[start:end]
    at = max((before.rfind(form) + len(form) for form in inside.forms if form in before), default=-1)
    return at >= 0 and not _BODY.search(before[at:])


def _forms(body: str) -> tuple[str, ...]:
    """Return a body's name, short and long: 人社局, 人力资源和社会保障局."""
    found = {body}
    for full, short in SHORT:
        found |= {f.replace(short, full) for f in found if short in f and full not in f and len(short) > 1}
        found |= {f.replace(full, short) for f in found if full in f}
    return tuple(sorted((f for f in found if len(f) > 1), key=lambda f: (f != body, len(f))))
