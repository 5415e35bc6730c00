"""Where a number's clause begins and ends: the words that its vector is pooled over."""

from __future__ import annotations

import re

_BREAK = re.compile(r"[，。；！？\n、：,;]")
"""What ends a clause. A comma inside a number (1,206) lies within the number's own span."""


def clause_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the clause of ``text`` that holds the number at ``[start, end)``, as a half-open span."""
    left = 0
    for match in _BREAK.finditer(text, 0, start):
        left = match.end()
    right = _BREAK.search(text, end)
    return left, right.start() if right else len(text)


def covered(offsets: list[tuple[int, int]], start: int, end: int) -> list[int]:
    """Return the numbers of the tokens that lie at least partly in ``[start, end)``.

    ``offsets`` are the tokens' half-open character spans, in order.
    """
    return [n for n, (a, b) in enumerate(offsets) if b > start and a < end]
