"""Sentences, clauses and items of prose, as spans.

A sentence ends at 。！？ or a line's end; a clause at ，；： and a list word; an item at 、 between two
figures. Ownership of words by numbers is decided on these spans (findings 1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"[。！？!?]+[”’」』）)]*|\n+")
_CLAUSE_END = re.compile(r"[；;]|(?<!\d),|,(?!\d{3})|(?<!\d)，|，(?!\d{3}(?!\d))|[：:](?!//|\d)")
_LONGEST = 1000
"""Characters of a sentence; what runs on longer (a dump of numbers, an encoded file) is cut, so that work grows with length."""
_PAUSE = re.compile(r"[；;，,、\s]")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the stretch of ``text``."""
        return text[self.start : self.end]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[Span]:
    """Yield the sentences of ``text[start:end]``, their closing mark included, spaces trimmed."""
    stop = len(text) if end is None else end
    begin = start
    ends = [match.end() for match in _SENTENCE_END.finditer(text, start, stop)]
    for at in (*ends, stop):
        while at - begin > _LONGEST:
            cut = _pause(text, begin, begin + _LONGEST)
            yield Span(begin, cut)
            begin = cut
        span = _trimmed(text, begin, at)
        if span.end > span.start:
            yield span
        begin = at


def _pause(text: str, begin: int, limit: int) -> int:
    """Return where to cut a sentence that is too long: behind its last pause before ``limit``, or there."""
    pauses = [match.end() for match in _PAUSE.finditer(text, begin + _LONGEST // 2, limit)]
    return pauses[-1] if pauses else limit


def clauses(text: str, sentence: Span) -> list[Span]:
    """Return the clauses of a sentence; brackets stay inside the clause that they stand in."""
    found: list[Span] = []
    begin, depth = sentence.start, 0
    cuts = {m.start(): m.end() for m in _CLAUSE_END.finditer(text, sentence.start, sentence.end)}
    for at in range(sentence.start, sentence.end):
        ch = text[at]
        if ch in "（(《“":
            depth += 1
        elif ch in "）)》”":
            depth = max(0, depth - 1)
        elif at in cuts and depth == 0:
            if at > begin:
                found.append(Span(begin, at))
            begin = cuts[at]
    if sentence.end > begin:
        found.append(Span(begin, sentence.end))
    return found
