"""One body under several names: 洪泽区人民政府 and 淮安市洪泽区人民政府 publish each other's next report.

A name that another one only lengthens by the places around it is taken for the same body, unless two
longer names (鼓楼区 in two cities) could be meant.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportqa.answering.abbreviations import place_parts, split_name
from reportqa.answering.shelf import ReportRow, Shelf
from reportqa.answering.views import FigureView
from reportqa.model import Figure, Report
from reportqa.reader import Reader


def canonical_names(names: Iterable[str]) -> dict[str, str]:
    """Map each name to the longest one of the same body."""
    unique = sorted(set(names), key=len, reverse=True)
    longer: dict[str, list[str]] = {name: [] for name in unique}
    for name in unique:
        for at in range(1, len(name)):
            if name[at:] in longer and _only_places(name[:at]):
                longer[name[at:]].append(name)
    found: dict[str, str] = {}
    for name in unique:
        roots = {found[n] for n in longer[name]}
        found[name] = roots.pop() if len(roots) == 1 and split_name(name)[0] else name
    return found


def _only_places(lead: str) -> bool:
    return bool(lead) and "".join(place_parts(lead)) == lead


@dataclass(frozen=True, slots=True)
class Card:
    """A report's row under the canonical name of its body."""

    id: str
    agency: str
    year: int | None
    title: str


class CanonicalShelf:
    """A shelf whose rows bear canonical names; all else is the shelf below."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        rows = shelf.rows()
        self._names = canonical_names(r.agency for r in rows if r.agency)
        cards = [Card(r.id, self._names.get(r.agency, r.agency), r.year, r.title) for r in rows]
        self._rows = sorted(cards, key=lambda c: (c.agency, c.year or 0, c.id))

    @property
    def index_id(self) -> str:
        """The generation of the index that answers."""
        return self._shelf.index_id

    def rows(self) -> Sequence[ReportRow]:
        """Return all reports under canonical names, sorted by agency and year."""
        return self._rows

    def variants(self, agency: str) -> tuple[str, ...]:
        """Return the names that one body goes by."""
        return tuple(n for n, c in self._names.items() if c == agency) or (agency,)

    def report(self, report_id: str) -> Report:
        """Return one report whole."""
        return self._shelf.report(report_id)

    def report_figures(self, report_id: str) -> Sequence[Figure]:
        """Return the figures of one report."""
        return self._shelf.report_figures(report_id)

    def views(self, report_id: str) -> Sequence[FigureView]:
        """Return the figures of one report as the matcher sees them."""
        return self._shelf.views(report_id)

    @property
    def reader(self) -> Reader:
        """The trained reader that figures are compared by."""
        return self._shelf.reader

    def figure_vectors(self, report_id: str) -> NDArray[np.float32]:
        """Return the reader's vectors of a report's figures, shape (figures, 384), in their order."""
        return self._shelf.figure_vectors(report_id)

    def sentence_vectors(self, report_id: str) -> NDArray[np.float32]:
        """Return the reader's vectors of a report's passages, shape (passages, 384), in their order."""
        return self._shelf.sentence_vectors(report_id)

    def views_about(
        self, indicators: Collection[str], reports: Sequence[Report]
    ) -> Mapping[str, Sequence[FigureView]]:
        """Return the figures of a few indicators, and of their sentences, by report, as the matcher sees them."""
        return self._shelf.views_about(indicators, reports)

    def search(
        self, query: str, report_ids: Collection[str], limit: int, *, dense: bool, language: str
    ) -> Sequence[Any]:
        """Return ranked passages of these reports."""
        return self._shelf.search(query, report_ids, limit, dense=dense, language=language)
