"""The library as the pages need it, and the shelf on which the current one stands."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, runtime_checkable

from reportqa.model import Answer, Figure, Report
from reportqa.search import FigureQuery


class ReportRow(Protocol):
    """One line of the list of reports."""

    @property
    def id(self) -> str:
        """The report's id."""

    @property
    def agency(self) -> str:
        """Full name of the agency."""

    @property
    def year(self) -> int | None:
        """The year reported on."""

    @property
    def title(self) -> str:
        """The report's title."""

    @property
    def source(self) -> str:
        """Name of the published file."""

    @property
    def sample(self) -> bool:
        """Whether it was written as a sample."""

    @property
    def kind(self) -> str:
        """``disclosure`` or ``other``."""

    @property
    def n_figures(self) -> int:
        """How many figures were read from it."""


class LibraryLike(Protocol):
    """What the web app asks of a library; every call is read-only and may come from any thread."""

    @property
    def index_id(self) -> str:
        """Name of the index generation."""

    @property
    def built(self) -> str:
        """When the index was built, ISO time."""

    def ask(self, question: str, *, after: Answer | None = None, language: str | None = None) -> Answer:
        """Answer a question; ``after`` is the answer before it in the conversation."""

    def reports(self) -> Sequence[ReportRow]:
        """List the reports."""

    def report(self, report_id: str) -> Report:
        """Return one report; KeyError when unknown."""

    def figures(
        self,
        *,
        agency: str | None = None,
        year: int | None = None,
        indicator: str | None = None,
        report: str | None = None,
    ) -> Sequence[Figure]:
        """List figures that fit every filter given."""

    def find_figures(self, query: FigureQuery) -> Sequence[Figure]:
        """List figures by condition and order; the list may read them when they are looked at."""

    def agencies_like(self, name: str) -> Sequence[str]:
        """Return the agencies that a name or a part of one fits."""

    def indicators(self) -> Sequence[tuple[str, str, str, str]]:
        """List the catalogue: id, Chinese name, English name, unit."""

    def source_path(self, report_id: str) -> Path | None:
        """Return the file as published, None where it is not kept."""


@runtime_checkable
class Living(Protocol):
    """A library on disk: it can be warmed before its first question, and a newer build may replace it."""

    def warm(self) -> None:
        """Load what the first question would otherwise wait for."""

    def is_current(self) -> bool:
        """Whether no newer build has taken its place."""


@dataclass(frozen=True, slots=True)
class CorpusState:
    """What the corpus holds, as every page shows it."""

    reports: int
    agencies: tuple[str, ...]
    years: tuple[int, ...]
    updated: str
    samples: int

    @classmethod
    def of(cls, library: LibraryLike) -> CorpusState:
        """Count once a library."""
        rows = library.reports()
        return cls(
            reports=len(rows),
            agencies=tuple(sorted({row.agency for row in rows})),
            years=tuple(sorted({row.year for row in rows if row.year is not None})),
            updated=library.built[:10],
            samples=sum(row.sample for row in rows),
        )


@dataclass(frozen=True, slots=True)
class Shelved:
    """A library with what was counted once when it was put up."""

    library: LibraryLike
    state: CorpusState
    indicators: dict[str, tuple[str, str, str]]
    """Indicator id to Chinese name, English name, unit."""

    @classmethod
    def of(cls, library: LibraryLike) -> Shelved:
        """Count what the pages show on every view."""
        names = {key: (zh, en, unit) for key, zh, en, unit in library.indicators()}
        return cls(library, CorpusState.of(library), names)

    def indicator_name(self, indicator: str | None, language: str) -> str:
        """Return the name of an indicator, its id where the catalogue has none, "" for None."""
        if indicator is None:
            return ""
        names = self.indicators.get(indicator)
        return indicator if names is None else names[0 if language == "zh" else 1]


class Shelf:
    """Holds the current library; pages take it once a request, so a swap never splits an answer."""

    def __init__(self, library: LibraryLike | None = None) -> None:
        self._lock = threading.Lock()
        self._shelved = Shelved.of(library) if library is not None else None
        self.problem: str | None = None

    @property
    def current(self) -> Shelved | None:
        """The library in use, None while none is loaded."""
        with self._lock:
            return self._shelved

    def put(self, library: LibraryLike) -> None:
        """Put a library in place of the one before; requests under way keep the old one."""
        shelved = Shelved.of(library)
        with self._lock:
            self._shelved = shelved
            self.problem = None

    def fail(self, problem: str) -> None:
        """Keep why loading failed, in one line."""
        self.problem = problem
