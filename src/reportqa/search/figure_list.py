"""Figures by condition and order, counted and paged without decoding those that are not looked at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, Literal, overload

import numpy as np
from numpy.typing import NDArray

from reportqa.model import Figure
from reportqa.search.textdb import ReportRow, TextReader

Order = Literal["", "place", "agency", "year", "indicator", "value"]
Column = NDArray[Any]
_CHUNK = 500
_NONE = -1
_UNKNOWN = -2


@dataclass(frozen=True, slots=True)
class FigureQuery:
    """Which figures, in which order; what is not set asks for nothing.

    ``agencies`` are full names. ``known`` leaves out figures that no indicator fits. Each of ``words`` (lower
    case) must stand in the quote, in what is counted or in the indicator's name as ``names`` gives it.
    The order is the library's (""), or by agency, year, indicator's name or value, equal ones in the
    library's order; ``place`` orders by agency, year and report. ``down`` puts the highest first.
    """

    agencies: frozenset[str] | None = None
    year: int | None = None
    indicator: str | None = None
    report: str | None = None
    known: bool = False
    words: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    order: Order = ""
    down: bool = False

    def fits(self, report: ReportRow) -> bool:
        """Whether a report's figures may be among them."""
        return (
            (self.agencies is None or report.agency in self.agencies)
            and self.year in (None, report.year)
            and self.report in (None, report.id)
        )

    def said_by(self, figure: Figure) -> bool:
        """Whether a figure holds all the words."""
        text = f"{figure.quote} {figure.counted} {self.name(figure.indicator)}".lower()
        return all(word in text for word in self.words)

    def name(self, indicator: str | None) -> str:
        """Return an indicator's name, its id where ``names`` has none, "" for None."""
        return "" if indicator is None else self.names.get(indicator, indicator)


class FigureList(Sequence[Figure]):
    """Figures by number; each is read when it is asked for."""

    def __init__(self, reader: TextReader, numbers: Column) -> None:
        """Keep the numbers."""
        self._reader = reader
        self._numbers = numbers

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, at: int) -> Figure: ...

    @overload
    def __getitem__(self, at: slice) -> list[Figure]: ...

    def __getitem__(self, at: int | slice) -> Figure | list[Figure]:
        if isinstance(at, slice):
            return self._reader.figures_numbered(self._numbers[at].tolist())
        return self._reader.figures_numbered([int(self._numbers[at])])[0]

    def __iter__(self) -> Iterator[Figure]:
        return chain.from_iterable(self[at : at + _CHUNK] for at in range(0, len(self), _CHUNK))


class FigureTable:
    """What conditions and orders ask of every figure, as columns; each is read when first asked for."""

    def __init__(self, reader: TextReader) -> None:
        """Keep where the figures stand."""
        self._reader = reader

    def load(self) -> None:
        """Read the columns that the first page needs."""
        _ = self._columns

    def find(self, query: FigureQuery) -> FigureList:
        """Return the figures that fit, in the order asked for."""
        numbers, reports, indicators = self._columns
        kept = np.array([query.fits(row) for row in self._reader.rows], dtype=bool)[reports]
        if query.known:
            kept &= indicators != _NONE
        if query.indicator is not None:
            kept &= indicators == self._codes.get(query.indicator, _UNKNOWN)
        chosen = np.flatnonzero(kept)
        if query.words:
            chosen = self._saying(chosen, query)
        if query.order:
            keys = self._keys(query)[chosen]
            chosen = chosen[np.argsort(-keys if query.down else keys, kind="stable")]
        return FigureList(self._reader, numbers[chosen])

    def _saying(self, chosen: Column, query: FigureQuery) -> Column:
        """Leave the figures that hold the words.

        The indicator's name settles a word; of the others, those are read whose stored form holds it.
        """
        numbers, _, indicators = self._columns
        settled, possible = np.ones(len(chosen), dtype=bool), np.ones(len(chosen), dtype=bool)
        for word in query.words:
            named = [code for name, code in self._codes.items() if word in query.name(name).lower()]
            by_name = np.isin(indicators[chosen], named)
            hits = self._holding(word)
            possible &= by_name | (hits is None or np.isin(numbers[chosen], hits))
            settled &= by_name
        doubtful = np.flatnonzero(possible & ~settled)
        for place, figure in zip(doubtful, FigureList(self._reader, numbers[chosen[doubtful]]), strict=True):
            possible[place] = query.said_by(figure)
        left: Column = chosen[possible]
        return left

    def _keys(self, query: FigureQuery) -> Column:
        """Return a number for each figure by which they are put in order."""
        _, reports, indicators = self._columns
        rows = self._reader.rows
        if query.order == "indicator":
            return _ranked([*map(query.name, self._codes), ""], indicators)
        if query.order == "agency":
            return _ranked([row.agency for row in rows], reports)
        if query.order == "place":
            # one number for agency, year and report, each below the next one's step
            agencies, ids = ([row.agency for row in rows], [row.id for row in rows])
            return (_ranked(agencies, reports) * 10_000 + self._years) * len(rows) + _ranked(ids, reports)
        keys: Column = self._values if query.order == "value" else self._years
        return keys

    @cached_property
    def _columns(self) -> tuple[Column, Column, Column]:
        """Number, report and indicator's code of every figure, in the library's order."""
        codes = self._codes
        with self._reader.connection() as db:
            rows = db.execute("SELECT n, report, indicator FROM figures ORDER BY n").fetchall()
        return (
            np.array([n for n, _, _ in rows], dtype=np.int64),
            np.array([report for _, report, _ in rows], dtype=np.int64),
            np.array([_NONE if i is None else codes[i] for _, _, i in rows], dtype=np.int64),
        )

    @cached_property
    def _codes(self) -> dict[str, int]:
        sql = "SELECT DISTINCT indicator FROM figures WHERE indicator IS NOT NULL ORDER BY indicator"
        with self._reader.connection() as db:
            return {name: code for code, (name,) in enumerate(db.execute(sql))}

    @cached_property
    def _values(self) -> Column:
        return np.array(self._field("value"), dtype=np.float64)

    @cached_property
    def _years(self) -> Column:
        return np.array([year or 0 for year in self._field("year")], dtype=np.int64)

    def _field(self, name: str) -> list[Any]:
        """Return a number of every figure from its stored form, which always holds it."""
        key = f'"{name}":'.encode()
        sql = "SELECT substr(body, instr(body, ?) + ?, 40) FROM figures ORDER BY n"
        with self._reader.connection() as db:
            rows = db.execute(sql, (key, len(key)))
            return [json.loads(bytes(start).partition(b",")[0]) for (start,) in rows]

    def _holding(self, word: str) -> list[int] | None:
        """Return the numbers of all figures that hold a lower-case word anywhere in their stored form.

        None where the store cannot tell, since it folds the case of ASCII letters only.
        """
        if any(not char.isascii() and char.lower() != char.upper() for char in word):
            return None
        written = json.dumps(word, ensure_ascii=False)[1:-1]
        cased = word.lower() != word.upper()
        holds = "instr(lower(CAST(body AS TEXT)), ?)" if cased else "instr(body, CAST(? AS BLOB))"
        with self._reader.connection() as db:
            return [n for (n,) in db.execute(f"SELECT n FROM figures WHERE {holds}", (written,))]


def _ranked(things: Sequence[Any], which: Column) -> Column:
    """Return the rank of the thing at each of the places ``which``; equal things have one rank."""
    places = {thing: place for place, thing in enumerate(sorted(set(things)))}
    ranks: Column = np.array([places[thing] for thing in things], dtype=np.int64)
    ranked: Column = ranks[which]
    return ranked
