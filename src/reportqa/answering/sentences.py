"""Which sentence of a report answers in words: the reader's similarity and exact facts in one fitted model.

``rank_sentences`` orders a report's sentences by a linear score (a conditional logit), ``chance`` tells by a
logistic model how likely the first is to answer. Weights are in ``sentences.toml``; ``training/fit.py``
fits them on passages that the reader was not trained on.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from reportqa.answering.question import Understood
from reportqa.answering.rows import is_row
from reportqa.answering.terms import QuestionTerm, occurs
from reportqa.figures.patterns import fold
from reportqa.model import Report
from reportqa.search.passages import Passage, split_passages

ENOUGH, INSTEAD = 0.45, 0.75
"""Chance of answering from which a sentence is quoted: where words are asked for, and where it stands in for a figure."""
LEAD_IN = 18
"""Characters up to which a sentence that opens a paragraph is its heading: 民生实事讲清楚。"""
_FORMAL = re.compile(r"^[（(]?此件|政府信息公开.{0,8}年度?报告$")
"""Lines that are no sentence: 此件主动公开, the title."""
_SHORTEST = 4
_OBJECT = 0.5
_UNUSED = 0.8
"""Share of its weight that a word keeps which the report never uses."""


@cache
def _weights(part: str) -> Mapping[str, float]:
    text = resources.files("reportqa.answering").joinpath("sentences.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)[part].items()}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A passage with what speaks for it.

    ``near`` is the reader's similarity, ``fit`` the fitted score; ``lead`` marks one that only leads in what follows.
    """

    passage: Passage
    near: float
    fit: float
    features: Mapping[str, float]
    lead: bool = False


def rank_sentences(report: Report, asked: Understood, vectors: NDArray[np.float32]) -> list[Sentence]:
    """Return the sentences of a report by how well they answer ``asked``, best first; no rows of tables.

    ``vectors`` are the reader's of the report's passages, shape (passages, 384), in reading order.
    """
    known = _weights("ranking")
    ranked = []
    for passage, found in sentence_features(report, asked, vectors):
        fit = sum(weight * found[name] for name, weight in known.items())
        ranked.append(Sentence(passage, found["near"], fit, found, bool(found["lead"])))
    return sorted(ranked, key=lambda s: (-s.fit, s.passage.start))


def sentence_features(
    report: Report, asked: Understood, vectors: NDArray[np.float32]
) -> list[tuple[Passage, dict[str, float]]]:
    """Return the passages that may answer in words, in reading order, with what is known of each.

    ``coverage``, ``above`` and ``heading`` are the shares of the question's words in the sentence, in the one
    before it and in its headings.
    """
    passages = split_passages(report)
    near = (vectors @ asked.reading.vector).tolist()
    texts = [fold(p.text, "zh").text for p in passages]
    weights = _term_weights(asked.terms, texts)
    total = sum(weights) or 1.0

    def held(text: str) -> float:
        return sum(w * occurs(t, text) for w, t in zip(weights, asked.terms, strict=True)) / total

    headings: dict[tuple[str, ...], float] = {}
    found = []
    for n, passage in enumerate(passages):
        stripped = passage.text.strip()
        if is_row(passage) or len(stripped) < _SHORTEST or _FORMAL.search(stripped):
            continue
        same = n > 0 and passages[n - 1].section == passage.section
        if passage.section not in headings:
            headings[passage.section] = held(fold(" ".join(passage.section), "zh").text)
        features = {
            "near": near[n],
            "near_above": near[n - 1] if same else 0.0,
            "coverage": held(texts[n]),
            "above": held(texts[n - 1]) if same else 0.0,
            "heading": headings[passage.section],
            "lead": float(_leads(report, passages, n)),
            "short": float(len(stripped) <= LEAD_IN),
            "opening": float(n < 3),
            "next_year": float(bool(report.year) and f"{(report.year or 0) + 1}年" in passage.text),
        }
        found.append((passage, features))
    return found


def _leads(report: Report, passages: Sequence[Passage], n: int) -> bool:
    """Whether a sentence only leads in those that follow (打算从以下几方面改进：)."""
    after = n + 1 < len(passages) and passages[n + 1].section == passages[n].section
    text = passages[n].text.rstrip()
    if not after:
        return False
    first = n == 0 or "\n" in report.text[passages[n - 1].end : passages[n].start]
    runs_on = "\n" not in report.text[passages[n].end : passages[n + 1].start]
    return text.endswith(("：", ":")) or (first and runs_on and len(text) <= LEAD_IN)


def _term_weights(terms: Sequence[QuestionTerm], texts: Sequence[str]) -> list[float]:
    """Return the weights of a question's words, by how rare they are in the report."""
    size = math.log(len(texts) + 2)
    weights = []
    for term in terms:
        held = sum(1 for text in texts if occurs(term, text) >= _OBJECT)
        rare = 0.3 + 0.7 * math.log((len(texts) + 2) / (held + 0.5)) / size
        weights.append(term.in_text * rare if held else _UNUSED * term.weight)
    return weights


def evidence(ranked: Sequence[Sentence], asked: Understood, null: float) -> dict[str, float]:
    """Return what the chance of the first of some ranked sentences is told from.

    ``share`` its part in the softmax over all; ``margin`` its lead on the next; ``near`` its similarity,
    ``above_null`` that over the reader's null; ``text`` how sure the reader is that words are asked for.
    """
    best = ranked[0]
    powers = [math.exp(s.fit - best.fit) for s in ranked]
    return {
        "share": 1.0 / sum(powers),
        "margin": min(6.0, best.fit - ranked[1].fit) if len(ranked) > 1 else 6.0,
        "near": best.near,
        "above_null": best.near - null,
        "coverage": best.features["coverage"],
        "heading": best.features["heading"],
        "said": min(3.0, sum(t.in_text for t in asked.terms)) / 3.0,
        "text": asked.reading.intents.get("text", 0.0),
        "english": float(asked.language == "en"),
    }


def chance(found: Mapping[str, float]) -> float:
    """Return the chance that a sentence with this evidence answers."""
    known = _weights("chance")
    total = known["bias"] + sum(weight * found[name] for name, weight in known.items() if name != "bias")
    return 1.0 / (1.0 + math.exp(-total))
