"""A change on the year before that a report states itself, beside the number that changed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportqa.answering.question import Understood
from reportqa.answering.scoring import Scored

_CHANGE_ALONE = re.compile(r"\s*(?:同比|环比|比|较|增|减|多|少|上升|下降|提高)")
"""A clause that tells a change and names nothing else: it is one of the number before."""


def change_stated(ranked: Sequence[Scored], asked: Understood, *, share: bool) -> Scored | None:
    """Return the change that the report states beside the figure of an indicator: 公开4612条，比上年增加407条.

    ``share`` asks for a percentage.
    """
    if "delta" not in asked.wants or asked.years.several or not asked.matches:
        return None
    changes = [
        s for s in ranked
        if s.view.figure.delta
        and _CHANGE_ALONE.match(s.view.clause)
        and (s.view.figure.unit == "%") == share
        and _follows_named(s, ranked)
    ]  # fmt: skip
    return min(changes, key=lambda s: s.view.figure.value_start, default=None)


def _follows_named(change: Scored, ranked: Sequence[Scored]) -> bool:
    """Whether the number before a change, in its sentence, is of the indicator asked for."""
    figure = change.view.figure
    before = [
        s for s in ranked
        if s.view.figure.start == figure.start and s.view.figure.value_end <= figure.value_start
        and not s.view.figure.delta
    ]  # fmt: skip
    last = max((s.view.figure.value_start for s in before), default=-1)
    return any(s.same_indicator for s in before if s.view.figure.value_start == last)
