"""What answering needs of a library: its reports, their figures and a search over passages."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from reportqa.answering.views import FigureView
from reportqa.model import Figure, Report
from reportqa.reader import Reader


class ReportRow(Protocol):
    """A report's catalogue card."""

    @property
    def id(self) -> str:
        """The report's id."""
        ...

    @property
    def agency(self) -> str:
        """The agency's full name; empty where it is not known."""
        ...

    @property
    def year(self) -> int | None:
        """The year reported on."""
        ...

    @property
    def title(self) -> str:
        """The report's title."""
        ...


class Shelf(Protocol):
    """An open library, as answering sees it."""

    @property
    def index_id(self) -> str:
        """The generation of the index that answers."""
        ...

    def rows(self) -> Sequence[ReportRow]:
        """Return all reports, sorted by agency and year."""
        ...

    def report(self, report_id: str) -> Report:
        """Return one report whole."""
        ...

    def report_figures(self, report_id: str) -> Sequence[Figure]:
        """Return the figures of one report."""
        ...

    def views(self, report_id: str) -> Sequence[FigureView]:
        """Return the figures of one report as the matcher sees them."""
        ...

    @property
    def reader(self) -> Reader:
        """The trained reader that figures are compared by."""
        ...

    def figure_vectors(self, report_id: str) -> NDArray[np.float32]:
        """Return the reader's vectors of a report's figures, shape (figures, 384), in their order."""
        ...

    def sentence_vectors(self, report_id: str) -> NDArray[np.float32]:
        """Return the reader's vectors of a report's passages, shape (passages, 384), in reading order."""
        ...

    def views_about(
        self, indicators: Collection[str], reports: Sequence[Report]
    ) -> Mapping[str, Sequence[FigureView]]:
        """Return the figures of a few indicators, and of their sentences, by report, as the matcher sees them."""
        ...

    def search(
        self, query: str, report_ids: Collection[str], limit: int, *, dense: bool, language: str
    ) -> Sequence[Any]:
        """Return ranked passages (``search.generation.Hit``) of these reports."""
        ...
