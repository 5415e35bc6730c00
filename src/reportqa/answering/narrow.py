"""Choosing in many reports at once: only the figures of the indicators asked for are read.

Where those do not settle it, or could be settled otherwise by other figures of the report, the report is
read whole, so that the choice is the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reportqa.answering.choose import WELL_NAMED, Choice, choose, named_apart
from reportqa.answering.conditions import CONDITION
from reportqa.answering.draft import Draft
from reportqa.answering.fitted import named_share
from reportqa.answering.single import choose_in
from reportqa.answering.views import FigureView
from reportqa.model import Report

SEVERAL = 4
"""Reports from which on reading parts pays."""


def choose_in_each(draft: Draft, reports: Sequence[Report]) -> list[Choice]:
    """Return the choice for each report, as ``choose_in`` makes it; ``ranked`` may hold fewer candidates."""
    asked = draft.asked
    known: Mapping[str, Sequence[FigureView]] = {}
    if len(reports) >= SEVERAL and asked.matches and len(named_apart(asked, draft.catalogue)) < 2:
        known = draft.shelf.views_about(asked.indicators, reports)
    return [_settled(draft, r, known.get(r.id, ())) or choose_in(draft, r) for r in reports]


def _settled(draft: Draft, report: Report, views: Sequence[FigureView]) -> Choice | None:
    """Return the choice among the figures asked for, None if the rest of the report could change it."""
    if not views:
        return None
    asked = draft.asked
    choice = choose(views, asked, draft.catalogue, report.year)
    own = choice.chosen and choice.chosen[0].same_indicator and named_share(asked) >= WELL_NAMED
    if not own or choice.list or choice.sum or choice.rivals:
        return None
    # a word that is missing around a figure rules it out if it stands beside any other one
    heavy = {t.source for t in asked.terms if t.weight >= CONDITION}
    return None if any(s.same_indicator and heavy & set(s.missing) for s in choice.ranked) else choice
