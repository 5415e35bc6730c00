"""How the words around a number meet those of a question: features for the fitted model (``fitted``)."""

from __future__ import annotations

import re

from reportqa.answering.counted_zh import asked_places
from reportqa.answering.question import Understood
from reportqa.answering.scoring import Scored
from reportqa.answering.terms import QuestionTerm, occurs
from reportqa.answering.views import FigureView
from reportqa.figures.patterns import fold_zh

Focus = tuple[QuestionTerm | None, QuestionTerm | None]
_HOW_MANY = re.compile(r"\b(?:how many|how much|number of|count of|amount of)\b", re.IGNORECASE)
_NEAR = 3
"""Characters between 多少 and the words that say what is counted (采纳了多少条; 多少名教师)."""
_UNSAID = 0.5
"""Credit of a focus that the question has not."""
_IN_CLAUSE = 0.9


def ranking_features(scored: Scored, asked: Understood, focus: Focus) -> dict[str, float]:
    """Return the ranker's features: those of ``scoring`` and four more.

    ``exact`` whether the figure bears the very unit asked for; ``focus_before`` and ``focus_after``
    whether the word on either side of "how many" stands beside the number; ``head`` share of the
    question's words in the headings.
    """
    view = scored.view
    total = sum(t.weight for t in asked.terms) or 1.0
    return {
        **scored.features,
        "exact": float(bool(asked.units) and scored.features["unit"] == 1.0),
        "focus_before": _credit(focus[0], view),
        "focus_after": _credit(focus[1], view),
        "head": sum(t.weight * occurs(t, view.heading) for t in asked.terms) / total,
    }


def focus_of(asked: Understood) -> Focus:
    """Return the terms that say what is counted: before and after 多少; in English the last and the first."""
    placed = sorted((t for t in asked.terms if t.start >= 0), key=lambda t: t.start)
    if asked.language == "zh":
        places = asked_places(fold_zh(asked.text).text)
        if not places:
            return None, None
        start, end = places[0].start, places[0].end
        before = [t for t in placed if t.end <= start and start - t.end <= _NEAR]
        after = [t for t in placed if t.start >= end and t.start - end < _NEAR]
        return (before[-1] if before else None), (after[0] if after else None)
    lead = _HOW_MANY.search(asked.text)
    after = [t for t in placed if lead and t.start >= lead.end()]
    return (after[-1] if len(after) > 1 else None), (after[0] if after else None)


def _credit(term: QuestionTerm | None, view: FigureView) -> float:
    """Return whether a focus stands beside the number or in its clause."""
    if term is None:
        return _UNSAID
    return max(occurs(term, view.beside), _IN_CLAUSE * occurs(term, view.clause))
