"""Glyphs to lines of text: baselines, gaps that are spaces, lines inside a cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from reportqa.reading.pdf_glyphs import Glyph

GAP = 0.2
"""A gap beside a digit or Latin letter that is a space, in parts of the glyph size."""
WIDE_GAP = 1.8
"""A gap between Chinese characters that parts columns; smaller ones are justification."""

_WIDE_SIGNS = frozenset("，。、；：？！（）《》〈〉【】“”‘’—…〔〕「」『』")


def glyph_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Group glyphs by baseline, from top to bottom, each line from left to right."""
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        # the last line may have been opened by a small raised glyph: look at two
        for line in reversed(lines[-2:]):
            reach = 0.45 * min(glyph.size, max(g.size for g in line[-3:]))
            if abs(glyph.base - line[-1].base) <= reach:
                line.append(glyph)
                break
        else:
            lines.append([glyph])
    for line in lines:
        line.sort(key=lambda g: g.left)
    return lines


def line_text(line: Sequence[Glyph]) -> str:
    """Return a line's characters, with a space where the page shows one beside a digit or letter."""
    parts = [line[0].text]
    for before, glyph in pairwise(line):
        gap = glyph.left - before.right
        size = min(before.size, glyph.size)
        latin = _latin(before.text) or _latin(glyph.text)
        # beside full-width punctuation a gap is the sign's own white or justification
        shown = gap >= GAP * size and before.text not in _WIDE_SIGNS and glyph.text not in _WIDE_SIGNS
        if (latin and (shown or glyph.spaced)) or gap >= WIDE_GAP * size:
            parts.append(" ")
        parts.append(glyph.text)
    return "".join(parts)


def cell_text(glyphs: Sequence[Glyph], width: float) -> str:
    """Return the text of a cell ``width`` points wide, wraps removed.

    A vertical label is a column of one-character lines and comes out as one word; glyphs that lie on
    their side keep the order of the file.
    """
    if not glyphs:
        return ""
    if sum(g.turned for g in glyphs) * 2 > len(glyphs):
        return "".join(g.text for g in glyphs)
    text = ""
    room = 0.0
    for line in glyph_lines(glyphs):
        piece = line_text(line)
        size = max(g.size for g in line)
        if text and parted(text[-1], piece[0], room, size):
            text += " "
        text += piece
        room = width - (line[-1].right - line[0].left)
    return text


def parted(last: str, first: str, room: float, size: float) -> bool:
    """Tell whether two lines of a cell are two words: Latin words are; a number wrapped for want of room is not.

    ``room`` is what the upper line left free of the cell's width.
    """
    if not (_latin(last) and _latin(first)):
        return False
    both_number = (last.isdigit() or last in ".,") and (first.isdigit() or first in ".,")
    return not both_number or room > 1.8 * size


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
