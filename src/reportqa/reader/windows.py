"""A report cut into windows, the passages that one pass of the network reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportqa.figures.clauses import sentences
from reportqa.model import Figure, Report
from reportqa.reader.cells import is_cell

SHORT = 160
"""Characters up to which lines of one section are read together: items of a list, a table run to lines."""
LONG = 480
"""Characters of the longest window, about 400 tokens; a longer paragraph is cut between sentences."""
_HEADING = 60


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a report under its heading; ``start`` and ``end`` span it in the report's text."""

    heading: str
    start: int
    end: int


def windows(report: Report) -> list[Window]:
    """Return the windows of a report's text, in reading order, without overlap; tables are windows, too."""
    bounds = [
        (s.start, s.body_start if s.start < s.body_start <= s.end else s.start, s.end, s.path)
        for s in report.sections
    ]
    first = bounds[0][0] if bounds else len(report.text)
    found = [Window("", a, b) for a, b in _stretches(report.text, 0, first)]
    for start, body, end, path in bounds:
        heading = " ".join(path[-2:])[:_HEADING]
        found += [Window(heading, a, b) for a, b in _stretches(report.text, body or start, end)]
    return found


def _stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield spans of whole lines, short ones joined, long ones cut between sentences."""
    opened: tuple[int, int] | None = None
    position = start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        if text[position:stop].strip():
            if opened is not None and (opened[1] - opened[0] >= SHORT or stop - opened[0] > LONG):
                yield from _cut(text, *opened)
                opened = None
            opened = (position if opened is None else opened[0], stop)
        position = stop + 1
    if opened is not None:
        yield from _cut(text, *opened)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start <= LONG:
        yield start, end
        return
    begin = start
    for sentence in sentences(text[start:end]):
        stop = start + sentence.end
        if stop - begin > LONG and start + sentence.start > begin:
            yield begin, start + sentence.start
            begin = start + sentence.start
        while stop - begin > 2 * LONG:
            yield begin, begin + LONG
            begin += LONG
    if begin < end:
        yield begin, end


def placed(figures: Sequence[Figure], among: Sequence[Window]) -> dict[int, list[int]]:
    """Return which figures of prose stand in which window, by number of both; cells are left out."""
    found: dict[int, list[int]] = {}
    order = sorted((n for n, f in enumerate(figures) if not is_cell(f)), key=lambda n: figures[n].value_start)
    at = 0
    for n in order:
        start = figures[n].value_start
        while at + 1 < len(among) and among[at].end <= start:
            at += 1
        if at < len(among) and among[at].start <= start < among[at].end:
            found.setdefault(at, []).append(n)
    return found
