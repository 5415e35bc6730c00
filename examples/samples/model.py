"""Nouns of the samples: a document of headings, paragraphs and tables that knows its own figures.

A paragraph marks each figure where it stands: ``{id value unit}`` prints value and unit,
``{id value unit|printed}`` prints the second part, a third part holds flags. Several ids joined by
``+`` share one statement; ``id@applicant`` is one column of table 3. An id that starts with ``~`` names no indicator but the words counted.
Flags: ``zero`` (there was none), ``all`` (all of those before), ``over``, ``about``, ``under``,
``part`` (其中 or in brackets), ``cumulative``, ``office``, ``area``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

MARK = re.compile(r"\{([^{}]+)\}")
NOTE = "样例报告，仅供演示：本文及其数字均为虚构"
HOW = {"zero": "stated_zero", "all": "all_of"}
APPROX = ("over", "about", "under")


@dataclass(frozen=True)
class Fact:
    """A figure that a sample states, as the script knows it."""

    indicator: str | None
    value: float
    unit: str
    text: str
    how: str
    where: str
    words: str = ""
    applicant: str | None = None
    approx: str = "exact"
    circle: str | None = None
    part: bool = False
    cumulative: bool = False
    quote: str = ""


@dataclass(frozen=True)
class Cell:
    """A table cell; ``fact`` is set for the cells that hold a figure."""

    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    header: bool = False
    fact: Fact | None = None


@dataclass(frozen=True)
class Table:
    """A ruled table, cells in reading order; ``widths`` are shares of the page's width."""

    cells: tuple[Cell, ...]
    rows: int
    widths: tuple[float, ...]

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return len(self.widths)

    def row(self, number: int) -> list[Cell]:
        """Return the cells that start in row ``number``."""
        return [cell for cell in self.cells if cell.row == number]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of prose, marks still inside."""

    source: str
    align: str = "left"

    @property
    def text(self) -> str:
        """The paragraph as printed."""
        return MARK.sub(lambda mark: printed(mark.group(1)), self.source)

    def facts(self) -> Iterator[Fact]:
        """Yield the figures marked in this paragraph, each with its sentence as quote."""
        for sentence in re.findall(r"[^。]+。?", self.source):
            quote = Paragraph(sentence).text
            for mark in MARK.finditer(sentence):
                for fact in mark_facts(mark.group(1)):
                    yield replace(fact, quote=quote)


Block = Heading | Paragraph | Table


@dataclass(frozen=True)
class Sample:
    """One sample report: where it goes, what it says, and how its file is shaped."""

    file: str
    agency: str
    year: int
    form: str
    title: str
    published: str
    blocks: tuple[Block, ...]
    shape: dict[str, object] = field(default_factory=dict)
    meta: tuple[str, ...] = ("agency", "year", "published", "url")

    def facts(self) -> Iterator[Fact]:
        """Yield every figure of prose and tables, in reading order."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield from block.facts()
            elif isinstance(block, Table):
                yield from (cell.fact for cell in block.cells if cell.fact)

    def text(self) -> str:
        """Return the plain text: one line a heading, paragraph or table row (cells parted by tabs)."""
        lines = [self.title, NOTE]
        for block in self.blocks:
            if isinstance(block, Table):
                lines += ["\t".join(c.text for c in block.row(r)) for r in range(block.rows)]
            else:
                lines.append(block.text)
        return "\n".join(lines)


def number(text: str) -> float:
    """Return ``text`` as an int where it is one, else as a float."""
    return float(text) if "." in text else int(text)


def printed(mark: str) -> str:
    """Return what a mark prints."""
    parts = mark.split("|")
    if len(parts) > 1 and parts[1]:
        return parts[1]
    head = parts[0].split()
    return "".join(head[1:])


def mark_facts(mark: str) -> Iterator[Fact]:
    """Yield the facts of one mark: one for each id that it names."""
    parts = mark.split("|")
    ids, value, *unit = parts[0].split()
    flags = parts[2].split() if len(parts) > 2 else []
    for name in ids.split("+"):
        indicator, _, applicant = name.partition("@")
        yield Fact(
            indicator=None if name.startswith("~") else indicator,
            words=name[1:] if name.startswith("~") else "",
            applicant=applicant or None,
            value=number(value),
            unit=unit[0] if unit else "",
            text=printed(mark),
            how=next((HOW[f] for f in flags if f in HOW), "stated"),
            where="prose",
            approx=next((f for f in flags if f in APPROX), "exact"),
            circle=next((f for f in flags if f in ("office", "area")), None),
            part="part" in flags,
            cumulative="cumulative" in flags,
        )


def blocks(text: str, **tables: Table | list[Table]) -> tuple[Block, ...]:
    """Read blocks from lines: ``# `` and ``## `` headings, ``@name`` a table, ``> `` a signature line."""
    found: list[Block] = []
    for line in text.strip().splitlines():
        line = line.strip()
        if not line:
            continue
        if line.startswith("@"):
            named = tables[line[1:]]
            found += named if isinstance(named, list) else [named]
        elif line.startswith("#"):
            marks, _, words = line.partition(" ")
            found.append(Heading(words, len(marks)))
        elif line.startswith("> "):
            found.append(Paragraph(line[2:], "right"))
        else:
            found.append(Paragraph(line))
    return tuple(found)
