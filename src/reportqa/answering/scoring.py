"""How well a figure answers a question: a weighted sum of named features, explained term by term.

A figure for one thing never answers a question about another: features that contradict the question
(another indicator of the same family, a unit of another kind, a part where the whole is asked for)
rule a figure out or weigh it down; they are never averaged away by similarity.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from reportqa.answering.abbreviations import is_government
from reportqa.answering.question import Understood
from reportqa.answering.terms import QuestionTerm, occurs, shares_morpheme
from reportqa.answering.views import RINGS, FigureView
from reportqa.figures import units
from reportqa.figures.catalogue import Catalogue
from reportqa.model import Applicant, Figure, How

WEIGHTS: Mapping[str, float] = {
    "coverage": 1.0,  # share of the question's words found around the number, by ring
    "precision": 0.45,  # share of the words beside the number that were asked for
    "unit": 0.45,
    "indicator": 0.8,  # the catalogue reads question and figure as the same indicator
    "other_indicator": -0.9,  # the catalogue reads the figure as something else
    "qualifier": -0.5,  # part, cumulative or change figure that was not asked for (or the reverse)
    "circle": 0.5,
    "table": 0.15,
    "whole": 0.8,  # part of the very number that the question names
    "dense": 0.3,
    "negation": -0.5,  # not done is asked for and done is counted, or the reverse (合格, 不合格)
    "zero_vague": -0.25,  # a zero statement without catalogue entry answers only by its own words
}
_INHERITED = 0.95
"""Credit of a word in the clause before a number whose own words name no thing."""
_SUBJECT = 0.8
"""Credit of a word earlier in the sentence, for such a number."""
_SUBJECT_BEFORE = 0.5
"""Credit of a word in the sentence before, for such a number."""
_MORPHEME = 0.35
"""Credit of a word of which one character stands beside the number (稿子, 稿件)."""
FOUND = 0.3
"""Credit from which a word counts as found; the sentence before alone does not reach it."""
HEAVY = 0.5
"""Weight from which a question's word must be found somewhere around the number."""


@dataclass(frozen=True, slots=True, eq=False)
class Scored:
    """A figure with its score, its features and the question's words that were not found around it."""

    view: FigureView
    score: float
    features: Mapping[str, float]
    missing: tuple[str, ...] = field(default=())
    coverage: float = 0.0
    same_indicator: bool = False
    fit: float = 0.0
    """The fitted score (``fitted``)."""
    near: float = 0.0
    """Similarity with the question by the trained reader."""


def _ring_credit(term: QuestionTerm, view: FigureView) -> float:
    found = max((credit * occurs(term, view.ring(ring)) for ring, credit in RINGS), default=0.0)
    if view.bare:
        found = max(
            found,
            _INHERITED * occurs(term, view.previous),
            _SUBJECT * occurs(term, view.before),
            _SUBJECT_BEFORE * occurs(term, view.context),
        )
    return max(found, _MORPHEME * shares_morpheme(term, view.beside)) if found < _MORPHEME else found


def score_figure(view: FigureView, asked: Understood, catalogue: Catalogue, dense: float = 0.0) -> Scored:
    """Score one figure; ``dense`` is the similarity of its passage, 0 where it was not computed."""
    figure = view.figure
    same = figure.indicator is not None and figure.indicator in asked.indicators
    rank = asked.indicators.index(figure.indicator) if same and figure.indicator else 0
    within = asked.matches[rank].spans if same else ()
    if asked.whole is not None and view.whole == asked.whole[0]:
        # the words of the whole are met by the number that both name
        within = (*within, asked.whole[1:])
    credits = [(t, 1.0 if t.within(within) else _ring_credit(t, view)) for t in asked.terms]
    total = sum(t.weight for t, _ in credits)
    coverage = sum(t.weight * c for t, c in credits) / total if total else (1.0 if same else 0.0)
    features = {
        "coverage": coverage,
        "precision": _precision(view, asked, same),
        "unit": _unit(figure, asked),
        "indicator": (1.0 - 0.3 * rank) if same else 0.0,
        "other_indicator": _other(figure.indicator, asked, catalogue),
        "qualifier": _qualifier(view, asked),
        "circle": _circle(figure, asked),
        "table": _table(view, asked),
        "dense": dense,
        "whole": 1.0 if asked.whole is not None and view.whole == asked.whole[0] else 0.0,
        "negation": _negation(view, asked),
        "zero_vague": 1.0 if figure.how is How.STATED_ZERO and figure.indicator is None else 0.0,
    }
    score = sum(WEIGHTS[name] * value for name, value in features.items())
    missing = tuple(t.source for t, c in credits if c < FOUND and t.weight >= HEAVY)
    return Scored(view, score, features, missing, coverage, same)


def _unit(figure: Figure, asked: Understood) -> float:
    """Return how well the unit fits; zero statements and cells of tables often bear none."""
    if not figure.unit and figure.how is How.STATED_ZERO:
        return 0.5
    if not figure.unit and figure.how is How.TABLE_CELL and asked.units and asked.units != ("%",):
        return 0.6
    return units.fit(asked.units, figure.unit)


def _precision(view: FigureView, asked: Understood, same: bool) -> float:
    """Return the share of the words beside the number that the question asked for."""
    total = sum(w for _, w in view.words)
    if not total:
        return 0.3
    wanted = [a for t in asked.terms for a in t.alternatives]
    hit = sum(w for word, w in view.words if any(word in a or a in word for a in wanted if len(a) >= 2))
    share = hit / total
    return max(share, 0.6) if same else share


def _other(indicator: str | None, asked: Understood, catalogue: Catalogue) -> float:
    """Return 1 where the catalogue reads the figure as another indicator than the one asked for."""
    if indicator is None or indicator in asked.indicators:
        return 0.0
    if not asked.indicators:
        return 0.0
    best = asked.indicators[0]
    kin = indicator in catalogue.siblings(best) or indicator.split(".")[0] == best.split(".")[0]
    return 1.0 if kin else 0.6


def _qualifier(view: FigureView, asked: Understood) -> float:
    figure, cost = view.figure, 0.0
    if figure.delta and "delta" not in asked.wants:
        cost += 1.6
    if figure.delta is False and "delta" in asked.wants and asked.units == () and not asked.matches:
        cost += 0.3
    if figure.cumulative and "cumulative" not in asked.wants:
        cost += 0.4
    if figure.part_of and "part" not in asked.wants:
        cost += 0.25 if view.words else 0.6
    if figure.unit == "%" and "share" not in asked.wants and asked.units != ("%",):
        cost += 1.2
    if figure.unit != "%" and "share" in asked.wants and figure.how is not How.STATED_ZERO:
        cost += 0.8
    return cost


_NOT = re.compile(
    r"(?<!有)没有?(?=[一-鿿]{1,4}(?:的|过|[几多]|$|[，？?]))(?!有)|未(?!成年|来)|不(?!同|少|断|动产|含|包括|算|计|是|到|足|过|仅|久)|无(?!锡|障碍|线|人机|偿|论)|非(?!税|公|遗|洲|法|机动|常)"
)
_NOT_EN = re.compile(
    r"\bnot\b|n't\b|\bnever\b|\bfail(?:ed|s|ing)?\b|\brefus|\brejected\b|\bun(?:answered|paid|finished|qualified|registered|resolved|replied|processed)\b|\bsubstandard\b|\bnon-?compliant\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(r"有没有|([一-鿿])没\1|是不是|能不能|对不起")


def _negation(view: FigureView, asked: Understood) -> float:
    """Return 1 where the question speaks of what was not done and the number counts what was, or the reverse."""
    if view.figure.how is not How.STATED or not view.beside:
        return 0.0
    negated = _NOT_EN.search(asked.text) if asked.language == "en" else _negated(asked.text)
    beside = view.beside
    if not negated:
        for word in (a for t in asked.terms for a in t.alternatives if _NOT.search(a)):
            beside = beside.replace(word, " ")  # 黑户 asks for 无户口人员
    return float(bool(negated) != bool(_NOT.search(beside)))


@lru_cache(maxsize=512)
def _negated(text: str) -> bool:
    return bool(_NOT.search(_YES_NO.sub(" ", text)))


def _circle(figure: Figure, asked: Understood) -> float:
    """Return whether the figure counts the circle asked for; a government is asked for its whole area."""
    circle = figure.circle
    if circle is None:
        return 0.0
    if circle in asked.wants:
        return 1.0
    other = {"office": "area", "area": "office"}[circle]
    if other in asked.wants:
        return -1.0
    return (0.8 if circle == "area" else -0.8) if is_government(figure.agency) else 0.0


def _table(view: FigureView, asked: Understood) -> float:
    in_table = view.figure.how is How.TABLE_CELL
    if "table" in asked.wants:
        return 2.0 if in_table else -1.0
    return 0.0


def applicant_fits(view: FigureView, asked: Understood) -> bool:
    """Whether the figure's applicant column is the one asked for (the total where none is)."""
    applicant = view.figure.applicant
    if applicant is None:
        return True
    return applicant in asked.applicants if asked.applicants else applicant is Applicant.TOTAL
