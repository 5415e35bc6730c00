"""Line wraps removed: paragraphs as the office wrote them, each character still traced to the file.

Characters are only left out (wraps, blank lines, indentation, page marks, invisible characters), never
changed or added, with one exception: where a wrap stands between two Latin words and is the only space
between them, its line end is kept as a space.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportqa.reading.extracted import Extracted, Line, LineKind
from reportqa.reading.wrapping import Layout, Physical, columns, layout_of, runs_on

_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]+")
_LATIN_END = re.compile(r"(?:^|[^\w@./:-])[A-Za-z]+[.,;]?$")
_LATIN_START = re.compile(r"[A-Za-z]")
_MEMORY = 200
"""Characters of a paragraph kept at hand to decide on the next line."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of the unwrapped text between line ends, with the kind of the lines it was made of."""

    start: int
    end: int
    kind: LineKind
    page: int | None = None
    level: int | None = None


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """A text without line wraps; ``offsets`` and ``pages`` are as in ``model.Report``."""

    text: str
    paragraphs: tuple[Paragraph, ...]
    offsets: tuple[tuple[int, int], ...]
    pages: tuple[tuple[int, int], ...]
    pieces: tuple[tuple[int, int, int], ...] = field(default=(), repr=False)
    """(start in the file, end in the file, start in the text) of each stretch kept."""

    def position(self, origin: int) -> int:
        """Return where the file's position ``origin`` lies in the text; if left out, where the next part lies."""
        i = bisect_right(self.pieces, (origin, len(self.text) + origin + 1, 0)) - 1
        if i < 0:
            return 0
        start, end, position = self.pieces[i]
        if origin <= end:
            return position + origin - start
        return self.pieces[i + 1][2] if i + 1 < len(self.pieces) else len(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the text of what the file has between ``start`` and ``end``."""
        first = self.position(start)
        return first, max(first, self.position(end))


def unwrap(extracted: Extracted) -> Unwrapped:
    """Join the wrapped lines of ``extracted`` into paragraphs."""
    lines = [x for x in extracted.lines if x.kind != "mark" and x.start < x.end]
    physical = list(_physical(extracted.text, extracted.lines))
    layout = layout_of([p for line, p in zip(lines, physical, strict=True) if line.kind == "text"])
    writer = _Writer(extracted.text)
    for line, joins in zip(lines, _joins(lines, physical, layout), strict=True):
        writer.add(line, joins)
    return writer.finish()


def _physical(source: str, lines: tuple[Line, ...]) -> Iterator[Physical]:
    """Yield each line that is not a mark, with what stands before it."""
    last, marked = 0, False
    for line in lines:
        if line.kind == "mark" or line.start >= line.end:
            marked = True
            continue
        gap = source[last : line.start]
        text = source[line.start : line.end]
        words = text.strip()
        indent = columns(text[: len(text) - len(text.lstrip())].replace("\u3000", "  ")) if words else 0
        newlines = gap.count("\n")
        marked = marked or "\x0c" in gap
        yield Physical(
            words,
            columns(words) + indent,
            indent,
            newlines > 1 and not marked,
            marked,
            last > 0 and not newlines,
        )
        last, marked = line.end, False


def _joins(lines: list[Line], physical: list[Physical], layout: Layout) -> Iterator[bool]:
    """Yield for each line whether it continues the one before."""
    paragraph = ""
    for i, (line, words) in enumerate(zip(lines, physical, strict=True)):
        before = lines[i - 1] if i else None
        joins = before is not None and (
            (words.touches and line.kind == before.kind)
            or (line.kind == before.kind == "text" and runs_on(paragraph, physical[i - 1], words, layout))
        )
        # The head of a paragraph says whether it is a heading, its end whether it is finished.
        paragraph = paragraph[:_MEMORY] + words.text[-_MEMORY:] if joins else words.text
        yield joins


class _Writer:
    """Collects the stretches kept, with their origins."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._pieces: list[tuple[int, int, int]] = []
        self._offsets: list[tuple[int, int]] = []
        self._pages: list[tuple[int, int]] = []
        self._paragraphs: list[Paragraph] = []
        self._open: tuple[int, Line] | None = None
        self._last_end = 0

    def add(self, line: Line, joins: bool) -> None:
        """Write ``line``, as part of the open paragraph or of a new one."""
        start, end = self._trimmed(line)
        if joins:
            self._join(start)
        else:
            self._break(start)
            self._open = (self._length, line)
        if line.page is not None and (not self._pages or self._pages[-1][1] != line.page):
            self._pages.append((self._length, line.page))
        cut = start
        for gap in _INVISIBLE.finditer(self._source, start, end):
            if line.kind != "row" or gap[0] != "\t":
                self._keep(cut, gap.start())
                cut = gap.end()
        self._keep(cut, end)
        self._last_end = end

    def finish(self) -> Unwrapped:
        """Close the last paragraph and return the text."""
        self._close()
        return Unwrapped(
            "".join(self._parts),
            tuple(self._paragraphs),
            tuple(self._offsets) or ((0, 0),),
            tuple(self._pages),
            tuple(self._pieces),
        )

    def _trimmed(self, line: Line) -> tuple[int, int]:
        if line.kind == "row":
            return line.start, line.end
        text = self._source[line.start : line.end]
        return line.start + len(text) - len(text.lstrip()), line.start + len(text.rstrip())

    def _keep(self, start: int, end: int, text: str | None = None) -> None:
        if start >= end:
            return
        if not self._offsets or self._offsets[-1][1] - self._offsets[-1][0] != start - self._length:
            self._offsets.append((self._length, start))
        self._pieces.append((start, end, self._length))
        self._parts.append(self._source[start:end] if text is None else text)
        self._length += end - start

    def _break(self, start: int) -> None:
        """End the open paragraph with the file's own line end."""
        if self._open is None:
            return
        self._close()
        newline = self._source.find("\n", self._last_end, start)
        if newline >= 0:
            self._keep(newline, newline + 1)

    def _close(self) -> None:
        if self._open is not None:
            start, line = self._open
            self._paragraphs.append(Paragraph(start, self._length, line.kind, line.page, line.level))

    def _join(self, start: int) -> None:
        """Join two lines; between two Latin words one space stays."""
        gap = self._source[self._last_end : start]
        newline = gap.find("\n")
        if newline >= 0:
            tail = self._source[max(0, self._last_end - 40) : self._last_end]
            if not (_LATIN_END.search(tail) and _LATIN_START.match(self._source, start)):
                return
        space = next((i for i, c in enumerate(gap) if c in " \t\u3000\xa0"), None)
        if space is not None:
            self._keep(self._last_end + space, self._last_end + space + 1)
        elif newline >= 0:
            self._keep(self._last_end + newline, self._last_end + newline + 1, " ")
