"""Text answers: the one to three sentences that answer, quoted from the right section."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportqa.answering.asking import Topic, Wanted, topics, topics_of, wanted
from reportqa.answering.numbered import numbered
from reportqa.answering.question import Understood
from reportqa.answering.rows import is_row
from reportqa.answering.terms import QuestionTerm, occurs
from reportqa.figures.patterns import fold
from reportqa.model import Report
from reportqa.search.passages import Passage, split_passages

__all__ = ["Sentence", "Topic", "rank_sentences", "topics", "topics_of"]

ITEM = re.compile(
    r"^(?:[（(]?(?:[一二三四五六七八九十]|\d{1,2})[）)、.．]|[一二三四五六七八九十][是要]|第[一二三四五六]|[①-⑩]|另一|其[一二三四]|[一—]{2}|再次|其次|最后)"
)
LEAD_IN = 18
"""Characters up to which a sentence that opens a paragraph is its heading: 民生实事讲清楚。"""
_FORMAL = re.compile(
    r"^[（(]?此件|^.{0,40}政府信息公开.{0,8}年度?报告$|^.{2,30}(?:局|委|办|厅|政府|院)$|^[（(]?\d{4}年\d{1,2}月\d{1,2}日[）)]?$"
)
"""Lines that are no sentence: the title, the signature, 此件主动公开."""
_OPENING_TOPICS = {"period", "basis", "signing", "channels", "scope"}
_BOILERPLATE = re.compile(
    r"(?:编制|编写|编就|撰写).{0,30}报告|(?:本|年度)报告(?:由|按|根据|所列|中所|包括|的电子版|电子版)|报告由|个部分|查阅|欢迎|如有疑问|有疑问|请(?:与|联系)|^(?:根据|按照|依据|依照)《"
)
_SENTENCE = 18
"""Characters from which a heading that ends in 。 is a sentence."""
_OPENING = 10
"""Sentences at the start among which boilerplate is looked for."""
_HEAVY = 0.55
"""Weight from which a word that a sentence lacks speaks against it."""
_TELLING = 0.45
"""Weight of all words together under which they tell no sentence from another."""
_EXACT = "scope"
"""Topic that no other sentence answers: what the figures count says only a note on the figures."""
_STATES = ("problems", "improvements")
"""Topics that share a section and take turns in it."""
_HEADING_CREDIT, _LEAD_CREDIT, _CLAUSE_CREDIT, _BEFORE_CREDIT, _OBJECT_CREDIT = 0.6, 0.6, 0.6, 0.3, 0.5
RUN_ON = 0.5
"""Cue of a topic that the sentence before lends."""
_VERBS = frozenset("开关办交打收查看买找改做发停换修写领填寄送报")
"""Verbs of one character that take an object of two."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage with its score and what made it; ``lead`` marks one that only leads in what follows."""

    passage: Passage
    score: float
    features: Mapping[str, float]
    missing: tuple[str, ...]
    lead: bool = False
    named: tuple[QuestionTerm, ...] = ()
    """The words of the question that the passage holds."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage, folded, with what stands around it."""

    passage: Passage
    text: str
    heading: str
    run_in: str
    before: str
    state: str | None
    lead: bool
    opening: bool


def rank_sentences(
    report: Report, asked: Understood, dense: Mapping[tuple[int, int], float], found: Sequence[Topic]
) -> list[Sentence]:
    """Return the sentences of a report by how well they answer ``asked``, best first."""
    passages = [
        p for p in split_passages(report) if not _FORMAL.match(p.text.strip()) and len(p.text.strip()) >= 6
    ]
    passages = sorted([*passages, *_said_in_headings(report, passages)], key=lambda p: p.start)
    want = wanted(asked)
    places = _places(report, passages)
    weights = _weights(want.terms, [p.text for p in places])
    dated = any(_holds_dates(p.text, want) for p in places) if want.dates else False
    ranked = [
        _score(p, want, weights, dense.get((p.passage.start, p.passage.end), 0.0), dated, report.year)
        for p in places
    ]
    if "improvements" in (ids := {t.id for t in want.topics}) and "problems" not in ids:
        ranked = _measures(places, ranked, want, weights)
    return sorted(ranked, key=lambda s: (-s.score, s.passage.start))


def _said_in_headings(report: Report, passages: Sequence[Passage]) -> list[Passage]:
    """Return headings that are whole sentences: 中央在湘单位的数据不计入本报告."""
    taken = {p.start for p in passages}
    found = []
    for section in report.sections:
        text = report.text[section.start : section.body_start].strip()
        if section.start not in taken and len(text) >= _SENTENCE and text.endswith("。"):
            found.append(
                Passage(
                    report.id, report.agency, report.year, section.path[:-1], text, section.start,
                    section.start + len(text), section.page,
                )
            )  # fmt: skip
    return found


def _measures(
    places: Sequence[_Place], ranked: Sequence[Sentence], want: Wanted, weights: Sequence[float]
) -> list[Sentence]:
    """Rank the measure against a problem by the words of the problem that has its number.

    A sentence that states problems is no measure, however well its words fit.
    """
    fit, number = 0.0, 0
    for place in places:
        if place.state == "problems" and want.terms:
            for n, item in numbered(place.text).items():
                held = sum(w * occurs(t, item) for w, t in zip(weights, want.terms, strict=True))
                held /= sum(weights) or 1.0
                if held > fit:
                    fit, number = held, n
    listed = [p for p in places if p.state == "improvements"]
    plain = not any(numbered(p.text) for p in listed)
    scored = []
    for place, sentence in zip(places, ranked, strict=True):
        features, gain = dict(sentence.features), 0.0
        if place.state == "problems":
            gain = features["state"] = -0.8
        elif fit >= 0.3 and place in listed:
            same = listed.index(place) + 1 == number if plain else number in numbered(place.text)
            gain = max(0.0, (0.75 if same else 0.4) * fit - features["coverage"])
            features["coverage"] += gain
            gain *= features["told"]
        scored.append(replace(sentence, score=sentence.score + gain, features=features))
    return scored


def _holds_dates(text: str, want: Wanted) -> bool:
    return all(d.search(text) for d in want.dates)


def _places(report: Report, passages: Sequence[Passage]) -> list[_Place]:
    places: list[_Place] = []
    state: str | None = None
    before: Passage | None = None
    run_in = ""
    for number, passage in enumerate(passages):
        text, heading = fold(passage.text, "zh").text, fold(" ".join(passage.section), "zh").text
        fresh = before is None or before.section != passage.section
        same_line = before is not None and "\n" not in report.text[before.end : passage.start]
        if fresh:
            state = _state(passage.section[-1] if passage.section else "", report.year)
        state = _state(text, report.year) or state
        follows = number + 1 < len(passages) and passages[number + 1].section == passage.section
        opens = (
            not same_line and follows and "\n" not in report.text[passage.end : passages[number + 1].start]
        )
        lead = follows and (
            bool(re.search(r"[：:]$", text))
            or (opens and len(text) <= LEAD_IN)
            or (len(text) <= LEAD_IN and bool(re.search(r"[几两二三四五六]个?(?:条|点|方面|个|项)", text)))
        )
        if not same_line:
            run_in = ""
        places.append(
            _Place(
                passage,
                text,
                heading,
                run_in,
                "" if fresh or before is None else fold(before.text, "zh").text,
                state,
                lead,
                number < _OPENING,
            )
        )
        if lead or (ITEM.match(text) and len(text) <= LEAD_IN):
            run_in = text
        before = passage
    return places


def _state(text: str, year: int | None) -> str | None:
    """Return which of problems and improvements a sentence or heading opens; None if neither or both."""
    by_id = {t.id: t for t in topics()}
    opened = [
        name for name in _STATES
        if (strong := by_id[name].strong) is not None and strong.search(text)
        and not ((not_cue := by_id[name].not_cue) is not None and name == "problems" and not_cue.search(text))
    ]  # fmt: skip
    if year and f"{year + 1}年" in text and "improvements" not in opened:
        opened.append("improvements")
    if len(opened) == 2 and re.search(r"^.{0,12}(?:针对|对此|为此|为解决)", text):
        return "improvements"
    return opened[0] if len(opened) == 1 else None


def _weights(terms: Sequence[QuestionTerm], texts: Sequence[str]) -> list[float]:
    """Return the terms' weights, by how rare they are in the report.

    A word that the report never uses still counts: less for a verb, which people choose freely.
    """
    total = math.log(len(texts) + 2)
    weights = []
    for term in terms:
        held = sum(1 for text in texts if occurs(term, text) >= 0.5)
        if held:
            weights.append(term.in_text * (0.3 + 0.7 * math.log((len(texts) + 2) / (held + 0.5)) / total))
        else:
            weights.append(0.8 * term.weight)
    return weights


def _object(term: QuestionTerm) -> str:
    """Return the object of a verb that the segmenter took for one word with it (开窗口), else the word."""
    word = term.source
    return word[1:] if len(word) == 3 and word[0] in _VERBS and term.kind == "word" else word


def _credit(term: QuestionTerm, place: _Place) -> float:
    return max(
        occurs(term, place.text),
        _OBJECT_CREDIT if _object(term) in place.text else 0.0,
        _HEADING_CREDIT * occurs(term, place.heading),
        _LEAD_CREDIT * occurs(term, place.run_in) if place.run_in else 0.0,
        (_CLAUSE_CREDIT if place.before.endswith(("；", ";")) else _BEFORE_CREDIT)
        * occurs(term, place.before)
        if place.before
        else 0.0,
    )


def _score(
    place: _Place, want: Wanted, weights: Sequence[float], dense: float, dated: bool, year: int | None
) -> Sentence:
    credits = [_credit(t, place) for t in want.terms]
    total = sum(weights)
    coverage = sum(w * c for w, c in zip(weights, credits, strict=True)) / total if total else 0.0
    forms = [t for t in want.forms if t.strict] or want.forms
    cued = [_cued(place.text, t) for t in forms]
    form = 0.2 * max(cued) + 0.8 * sum(cued) / len(cued) if cued else 0.0
    topic = _topic(place, want.topics, year, bool(form))
    stance = any(not t.subject for t in want.topics)
    exact = any(t.id == _EXACT for t in want.topics)
    features = {
        "coverage": coverage,
        "topic": topic,
        "form": form,
        "told": min(1.0, total / _TELLING),
        "dense": dense,
        "date": _date_fit(place, want, dated),
        "row": -0.8 if is_row(place.passage) else 0.0,
        "opening": _boilerplate(place, want),
        "none": -0.3 * ((bool(forms) and not form) + (stance and topic < 0.3) * (3 if exact else 1)),
        "lead": -0.25 if place.lead and (want.terms or want.forms) else 0.0,
    }
    score = (
        coverage * min(1.0, total / _TELLING) + 0.8 * topic + 0.35 * form + 0.5 * dense
        + features["none"] + features["date"] + features["row"] + features["opening"] + features["lead"]
    )  # fmt: skip
    missing = tuple(
        t.source for t, c in zip(want.terms, credits, strict=True) if c < 0.3 and t.weight >= _HEAVY
    )
    named = tuple(t for t in want.terms if occurs(t, place.text) == 1)
    return Sentence(place.passage, score, features, missing, place.lead, named)


def _date_fit(place: _Place, want: Wanted, dated: bool) -> float:
    if not want.dates:
        return 0.0
    if _holds_dates(place.text, want):
        return 0.5
    return -0.8 if dated else -0.5


def _boilerplate(place: _Place, want: Wanted) -> float:
    """Return what a sentence loses that only says what the report is and where it lies."""
    if _OPENING_TOPICS & {t.id for t in want.topics}:
        return 0.0
    return -0.4 if place.opening and _BOILERPLATE.search(place.text) else 0.0


def _cued(text: str, topic: Topic) -> float:
    if topic.not_cue and topic.not_cue.search(text):
        return 0.0
    cues = len({m.group() for m in topic.cue.finditer(text)})
    return min(1.0, 0.7 + 0.15 * (cues - 1)) if cues else 0.0


def _topic(place: _Place, found: Sequence[Topic], year: int | None, formed: bool) -> float:
    best = 0.0
    for rank, one in enumerate(found):
        cue = _cued(place.text, one)
        if one.subject and not cue and formed and _cued(place.before, one):
            cue = RUN_ON  # the sentence before names the subject, this one says of it what is asked
        if one.id in _STATES:
            if one.id == "improvements" and year and f"{year + 1}年" in place.text:
                cue = max(cue, 0.85)
            barred = one.not_cue is not None and one.not_cue.search(place.text)
            if place.state == one.id and not barred:
                cue = max(cue, 0.6)
            elif place.state is not None:
                cue *= 0.4
        under = bool(one.heading.search(place.heading))
        if not place.passage.section and one.id not in _OPENING_TOPICS:
            cue = 0.0  # the opening lists the report's parts and answers nothing about them
        best = max(best, (0.6 * cue + 0.4 * under) * (1.0 - 0.1 * min(rank, 2)))
    return best
