"""Passages, the unit of search: a sentence, or a row of a table, under its heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reportqa.model import Report, Section

PassageKind = Literal["sentence", "row"]

_OPENING = "《“‘（(「『【〔"
_CLOSING = "》”’）)」』】〕"
_PAIRS = dict(zip(_CLOSING, _OPENING, strict=True))
_STOPS = "。！？!?"
_LONG_CLAUSE = 20
"""A semicolon ends a passage only between clauses of at least this many characters."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report to be found; ``text`` is exactly ``Report.text[start:end]``."""

    report: str
    agency: str
    year: int | None
    section: tuple[str, ...]
    text: str
    start: int
    end: int
    page: int | None = None
    kind: PassageKind = "sentence"

    @property
    def head(self) -> str:
        """Agency, year and headings in one line: what the passage is about."""
        year = "" if self.year is None else f"{self.year}年"
        return " ".join(part for part in (self.agency, year, *self.section) if part)

    @property
    def searched(self) -> str:
        """The text that is embedded: the head, then the passage with its white space folded."""
        return f"{self.head}：{_SPACES.sub(' ', self.text).strip()}"


def split_passages(report: Report) -> list[Passage]:
    """Split a report into passages, in reading order.

    Every sentence of a section's text and every row of a table is one; a heading is one only where
    nothing stands under it. Stretches without a letter or figure are left out.
    """
    passages = []
    for start, end, section, kind in _spans(report):
        text = report.text[start:end]
        if not any(c.isalpha() for c in text) and not (kind == "row" and any(c.isdigit() for c in text)):
            continue
        page = report.page_at(start)
        if page is None and section is not None:
            page = section.page
        passages.append(
            Passage(
                report=report.id,
                agency=report.agency,
                year=report.year,
                section=section.path if section else (),
                text=text,
                start=start,
                end=end,
                page=page,
                kind=kind,
            )
        )
    return passages


def _spans(report: Report) -> Iterator[tuple[int, int, Section | None, PassageKind]]:
    """Yield the spans of all passages with their section, in order of position."""
    first = report.sections[0].start if report.sections else len(report.text)
    tables = sorted((t.start, t.end) for t in report.tables)
    yield from _body_spans(report.text, 0, first, tables, None)
    for number, section in enumerate(report.sections):
        body = _body_start(report.text, section)
        found = list(_body_spans(report.text, body, section.end, tables, section))
        following = report.sections[number + 1] if number + 1 < len(report.sections) else None
        if not found and not _is_below(following, section):
            found = list(_body_spans(report.text, section.start, section.end, tables, section))
        yield from found


def _body_start(text: str, section: Section) -> int:
    if section.start < section.body_start <= section.end:
        return section.body_start
    newline = text.find("\n", section.start, section.end)
    return section.end if newline < 0 else newline + 1


def _is_below(section: Section | None, parent: Section) -> bool:
    return (
        section is not None
        and len(section.path) > len(parent.path)
        and section.path[: len(parent.path)] == parent.path
    )


def _body_spans(
    text: str, start: int, end: int, tables: list[tuple[int, int]], section: Section | None
) -> Iterator[tuple[int, int, Section | None, PassageKind]]:
    position = start
    for table_start, table_end in tables:
        table_start, table_end = max(table_start, position), min(table_end, end)
        if table_start >= table_end:
            continue
        for span in _lines(text, position, table_start):
            yield from ((a, b, section, "sentence") for a, b in split_sentences(text, *span))
        yield from ((a, b, section, "row") for a, b in _lines(text, table_start, table_end))
        position = table_end
    for span in _lines(text, position, end):
        yield from ((a, b, section, "sentence") for a, b in split_sentences(text, *span))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    position = start
    while position < end:
        newline = text.find("\n", position, end)
        stop = end if newline < 0 else newline
        span = _stripped(text, position, stop)
        if span[0] < span[1]:
            yield span
        position = stop + 1


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split ``text[start:end]``, one line, into spans of sentences.

    A sentence ends after 。！？ (with the quotation marks that close there), and after ； between two
    long clauses; never inside 《》“”（）, where an unpaired mark does not count.
    """
    inside = _inside_brackets(text, start, end)
    spans = []
    begin = start
    position = start
    while position < end:
        char = text[position]
        position += 1
        if inside[position - 1 - start]:
            continue
        ends = char in _STOPS
        if char in "；;":
            ends = position - begin > _LONG_CLAUSE and _clause_length(text, position, end) >= _LONG_CLAUSE
        if not ends:
            continue
        while position < end and (text[position] in _STOPS or text[position] in _CLOSING):
            position += 1
        spans.append(_stripped(text, begin, position))
        begin = position
    spans.append(_stripped(text, begin, end))
    return [(a, b) for a, b in spans if a < b]


def _clause_length(text: str, start: int, end: int) -> int:
    stops = (text.find(stop, start, end) for stop in "。；;！？")
    return min((stop for stop in stops if stop >= 0), default=end) - start


def _inside_brackets(text: str, start: int, end: int) -> bytearray:
    """Mark the characters that stand between a pair of brackets or quotation marks."""
    inside = bytearray(end - start)
    open_marks: list[tuple[str, int]] = []
    for position in range(start, end):
        char = text[position]
        if char in _OPENING:
            open_marks.append((char, position))
        elif char in _PAIRS:
            wanted = _PAIRS[char]
            for depth in range(len(open_marks) - 1, -1, -1):
                if open_marks[depth][0] == wanted:
                    begin = open_marks[depth][1]
                    inside[begin - start : position - start] = b"\x01" * (position - begin)
                    del open_marks[depth:]
                    break
    return inside
