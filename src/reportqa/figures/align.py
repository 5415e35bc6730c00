"""Lay rows that were read beside the rows of a form, in order.

The best order-keeping match, found by dynamic programming as in Needleman and Wunsch (1970): labels are
compared by bigrams, the printed number and the group heading weigh in, order decides between look-alikes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportqa.figures.forms import FormRow
from reportqa.reading.labels import label, similarity

FIT = 0.55
"""The least similarity at which a label is taken for a form's."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that govern a row: ``own`` label last in reading order, ``groups`` above it.

    ``fixed`` is the index of the form's row where it is known beforehand.
    """

    own: str
    groups: tuple[str, ...] = ()
    fixed: int | None = None


def fit(row: Labels, form_row: FormRow) -> float:
    """Return how well a row's words fit a row of a form: 0 to about 1.2, 0 where they do not."""
    words = max(similarity(row.own, text) for text in form_row.labels)
    if words < FIT:
        return 0.0
    score = words
    mark = label(row.own).mark
    if mark and form_row.mark:
        score += 0.1 if mark == form_row.mark else -0.1
    if form_row.group and row.groups:
        near = max(similarity(group, form_row.group) for group in row.groups)
        score += 0.1 if near >= FIT else -0.05
    return score


def align(
    rows: Sequence[Labels], form_rows: Sequence[FormRow], *, floor: float = 0.0
) -> list[tuple[int, float] | None]:
    """Return for each row the index of its row in the form and the fit, None where it has none.

    Each row of the form is used once, and order is kept. ``floor`` above 0 lets rows whose words fit
    nowhere fill places between others, at that fit.
    """
    n, m = len(rows), len(form_rows)
    fits = [[_fit_or_fixed(row, j, form_rows[j], floor) for j in range(m)] for row in rows]
    best = [[0.0] * (m + 1) for _ in range(n + 1)]
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if fits[i][j] > 0:
                best[i][j] = max(best[i][j], fits[i][j] + best[i + 1][j + 1])
    found: list[tuple[int, float] | None] = [None] * n
    i = j = 0
    while i < n and j < m:
        if fits[i][j] > 0 and best[i][j] == fits[i][j] + best[i + 1][j + 1]:
            found[i] = (j, fits[i][j])
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _fit_or_fixed(row: Labels, index: int, form_row: FormRow, floor: float) -> float:
    if row.fixed is not None:
        return 3.0 if row.fixed == index else 0.0
    score = fit(row, form_row)
    return score if score > floor else floor
