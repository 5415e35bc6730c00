"""Text answers: the one to three sentences that answer, quoted from the right section."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from reportqa.answering.question import Understood
from reportqa.answering.terms import occurs
from reportqa.figures.patterns import fold
from reportqa.model import Report
from reportqa.search.passages import Passage, split_passages

MOST = 3
"""Sentences in an answer at most."""
ENOUGH = 0.5
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]+[）)、.．])")
_FORMAL = re.compile(
    r"^[（(]?此件|^.{0,40}政府信息公开.{0,8}年度?报告$|^.{2,30}(?:局|委|办|厅|政府|院)$|^[（(]?\d{4}年\d{1,2}月\d{1,2}日[）)]?$"
)
"""Lines that are no sentence: the title, the signature, 此件主动公开."""
_OPENING_TOPICS = {"period", "basis", "signing", "channels"}
_LIST_OPENING = re.compile(r"[一1１](?:是|、|．|\.)")


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text question is about, as patterns (see ``topics.toml``)."""

    id: str
    ask: re.Pattern[str]
    heading: re.Pattern[str]
    cue: re.Pattern[str]
    not_cue: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage with its score and what made it."""

    passage: Passage
    score: float
    features: Mapping[str, float]
    missing: tuple[str, ...]


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Return the topics that the package ships."""
    text = resources.files("reportqa.answering").joinpath("topics.toml").read_text(encoding="utf-8")
    return tuple(
        Topic(
            id=name,
            ask=re.compile(raw["ask"]),
            heading=re.compile(raw["heading"]),
            cue=re.compile(raw["cue"]),
            not_cue=re.compile(raw["not_cue"]) if "not_cue" in raw else None,
        )
        for name, raw in tomllib.loads(text).items()
    )


def topics_of(asked: Understood) -> tuple[Topic, ...]:
    """Return the topics that a question names."""
    lowered = asked.text.lower()
    return tuple(t for t in topics() if t.ask.search(lowered))


def rank_sentences(
    report: Report, asked: Understood, dense: Mapping[tuple[int, int], float], found: Sequence[Topic]
) -> list[Sentence]:
    """Return the sentences of a report by how well they answer ``asked``, best first."""
    passages = [
        p for p in split_passages(report) if not _FORMAL.match(p.text.strip()) and len(p.text.strip()) >= 6
    ]
    ranked = [_score(p, asked, dense.get((p.start, p.end), 0.0), found) for p in passages]
    return sorted(ranked, key=lambda s: (-s.score, s.passage.start))


def _score(passage: Passage, asked: Understood, dense: float, found: Sequence[Topic]) -> Sentence:
    text = fold(passage.text, "zh").text
    heading = fold(" ".join(passage.section), "zh").text
    credits = [(t, max(occurs(t, text), 0.6 * occurs(t, heading))) for t in asked.terms]
    total = sum(t.in_text for t, _ in credits)
    coverage = sum(t.in_text * c for t, c in credits) / total if total else 0.0
    topic = 0.0
    for rank, one in enumerate(found):
        cues = 0 if one.not_cue and one.not_cue.search(text) else len(set(one.cue.findall(text)))
        under = bool(one.heading.search(heading))
        cue = min(1.0, 0.7 + 0.15 * (cues - 1)) if cues else 0.0
        if not passage.section and one.id not in _OPENING_TOPICS:
            cue = 0.0  # the opening lists the report's parts and answers nothing about them
        topic = max(topic, (0.6 * cue + 0.4 * under) * (1.0 - 0.1 * rank))
    row = 0.3 if passage.kind == "row" else 0.0
    features = {"coverage": coverage, "topic": topic, "dense": dense, "row": row}
    missing = tuple(t.source for t, c in credits if c < 0.3 and t.weight >= 0.5)
    return Sentence(passage, coverage + 0.8 * topic + 0.5 * dense - row, features, missing)


def select(
    report: Report, ranked: Sequence[Sentence], asked: Understood, found: Sequence[Topic]
) -> tuple[Sentence, ...]:
    """Return the sentences to quote, in reading order; empty if none is near enough.

    A list that the best sentence opens (一是…) is kept whole, up to ``MOST`` sentences.
    """
    if not ranked:
        return ()
    best = ranked[0]
    by_topic = best.features["topic"] >= 0.42
    by_words = best.features["coverage"] >= (0.5 if asked.language == "zh" else 0.45) and not best.missing
    if not by_topic and not by_words:
        return ()
    if by_topic and not by_words and best.features["coverage"] < 0.15 and len(asked.terms) > 2:
        return ()
    chosen = [best]
    passages = [s for s in ranked if s.passage.section == best.passage.section]
    following = sorted(
        (s for s in passages if s.passage.start > best.passage.start), key=lambda s: s.passage.start
    )
    for sentence in following:
        if len(chosen) >= MOST:
            break
        if _ITEM.match(sentence.passage.text.strip()) or (
            _LIST_OPENING.search(best.passage.text) and _ITEM.match(sentence.passage.text)
        ):
            chosen.append(sentence)
        else:
            break
    for sentence in ranked[1:6]:
        if len(chosen) < 2 and sentence.score > 0.92 * best.score and sentence not in chosen and by_topic:
            chosen.append(sentence)
    return tuple(sorted(chosen, key=lambda s: s.passage.start))
