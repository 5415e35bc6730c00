"""Markdown: headings and pipe tables of a text file, as OCR programs and editors write them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from reportqa.reading.extracted import Grid, GridCell, Line

_HEADING = re.compile(r"[ \t]{0,3}(#{1,6})[ \t]*(?=[^#\s])")
_CLOSING = re.compile(r"[ \t]+#+$")
_LEAD = re.compile(r"\s*(?:>\s*)*(?:[-*+][ \t]+(?=[^\s\d]))?")
_RULE = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|`{3,}\w*|!\[[^\]]*\]\([^)]*\))")
_SEPARATOR = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_BOLD = re.compile(r"\*\*|__")
_HEADINGS = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*\||:?-{3,}:?[ \t]*\|[ \t]*:?-{3,})", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Tell whether a text without a Markdown suffix has Markdown headings or tables."""
    return _TABLE.search(text) is not None or len(list(itertools.islice(_HEADINGS.finditer(text), 2))) == 2


def mark_up(text: str, lines: tuple[Line, ...]) -> tuple[tuple[Line, ...], tuple[Grid, ...]]:
    """Return ``lines`` with headings, table rows and marks told apart, and the tables as grids.

    A heading's line starts after its ``#`` marks. Bold marks, bullets and quotation marks at the start of
    a line are left out by splitting the line round them.
    """
    out: list[Line] = []
    grids: list[Grid] = []
    rows: list[Line] = []
    for line in lines:
        if rows and (not _follows(text, rows[-1], line) or not _may_be_row(text, line)):
            _close(text, rows, out, grids)
            rows = []
        if line.kind == "text" and _may_be_row(text, line):
            rows.append(line)
        else:
            out.extend(_prose(text, line))
    if rows:
        _close(text, rows, out, grids)
    return tuple(out), tuple(grids)


def _follows(text: str, line: Line, after: Line) -> bool:
    """Whether no blank line stands between two lines."""
    return text.count("\n", line.end, after.start) <= 1


def _may_be_row(text: str, line: Line) -> bool:
    return line.kind == "text" and "|" in text[line.start : line.end]


def _is_separator(text: str, line: Line) -> bool:
    return _SEPARATOR.fullmatch(text, line.start, line.end) is not None


def _close(text: str, rows: list[Line], out: list[Line], grids: list[Grid]) -> None:
    """Emit a run of lines with pipes: as tables, or as prose if nothing else speaks for a table."""
    separators = [_is_separator(text, line) for line in rows]
    if not any(separators) and not all(text[r.start : r.end].lstrip().startswith("|") for r in rows):
        for line in rows:
            out.extend(_prose(text, line))
        return
    out.extend(replace(r, kind="mark" if s else "row") for r, s in zip(rows, separators, strict=True))
    table: list[tuple[Line, bool]] = []
    for i, line in enumerate(rows):
        if separators[i]:
            continue
        opens = i + 1 < len(rows) and separators[i + 1]
        if opens and table:
            grids.append(_grid(text, table))
            table = []
        table.append((line, opens))
    if table:
        grids.append(_grid(text, table))


def _grid(text: str, rows: list[tuple[Line, bool]]) -> Grid:
    """Build the grid of some rows. A row with fewer cells than others stays so: a missing cell is not blank."""
    cells = [
        GridCell(i, j, 1, 1, start, end, header=header, page=line.page)
        for i, (line, header) in enumerate(rows)
        for j, (start, end) in enumerate(_cell_spans(text, line))
    ]
    columns = max((c.column for c in cells), default=0) + 1
    first, last = rows[0][0], rows[-1][0]
    return Grid(tuple(cells), len(rows), columns, first.start, last.end, first.page)


def _cell_spans(text: str, line: Line) -> Iterator[tuple[int, int]]:
    """Yield the spans of a row's cells, trimmed of spaces and bold marks."""
    bounds = [m.start() for m in _PIPE.finditer(text, line.start, line.end)]
    edges = [line.start - 1, *bounds, line.end]
    spans = [(a + 1, b) for a, b in itertools.pairwise(edges)]
    if not text[slice(*spans[0])].strip():
        spans = spans[1:]
    if spans and not text[slice(*spans[-1])].strip() and text[line.end - 1] == "|":
        spans = spans[:-1]
    for start, end in spans:
        cell = text[start:end]
        lead = len(cell) - len(cell.lstrip())
        kept = cell.strip()
        if len(kept) > 4 and kept.startswith("**") and kept.endswith("**"):
            lead, kept = lead + 2, kept[2:-2]
        yield start + lead, start + lead + len(kept)


def _prose(text: str, line: Line) -> Iterator[Line]:
    """Yield the parts of a line that are not Markdown's own marks."""
    if line.kind != "text":
        yield line
        return
    if _RULE.fullmatch(text, line.start, line.end):
        yield replace(line, kind="mark")
        return
    start, end = line.start, line.end
    heading = _HEADING.match(text, start, end)
    if heading:
        line = replace(line, kind="heading", level=len(heading[1]))
        closing = _CLOSING.search(text, heading.end(), end)
        start, end = heading.end(), closing.start() if closing else end
    else:
        lead = _LEAD.match(text, start, end)
        start = lead.end() if lead and lead.end() < end else start
    marks = [m.span() for m in _BOLD.finditer(text, start, end)]
    for opened, closed in zip(marks[::2], marks[1::2], strict=False):
        for at in (opened, closed):
            if at[0] > start:
                yield replace(line, start=start, end=at[0])
            start = at[1]
    if start < end:
        yield replace(line, start=start, end=end)
