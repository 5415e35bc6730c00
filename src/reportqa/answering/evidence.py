"""Ranked passages for a question: vectors and words fused, within the reports already chosen."""

from __future__ import annotations

from reportqa.answering.draft import Draft
from reportqa.model import Report

PASSAGES = 40
"""Passages asked of the index for one question."""


def dense_scores(draft: Draft, report: Report) -> dict[tuple[int, int], float]:
    """Map the spans of a report's passages to their similarity with the question, 0 to 1.

    Similarities are scaled between the lowest and the highest of those returned, so that only their
    order and distance count. Empty where the index has no vectors.
    """
    hits = draft.shelf.search(
        draft.question.text, {report.id}, PASSAGES, dense=True, language=draft.asked.language
    )
    scored = {
        (h.passage.start, h.passage.end): float(h.why["dense_score"])
        for h in hits
        if h.why.get("dense_score") is not None
    }
    if len(scored) < 2:
        return {}
    low, high = min(scored.values()), max(scored.values())
    if high - low < 1e-6:
        return {}
    draft.why.append({"step": "passages", "report": report.id, "first": [dict(h.why) for h in hits[:3]]})
    return {span: (value - low) / (high - low) for span, value in scored.items()}
