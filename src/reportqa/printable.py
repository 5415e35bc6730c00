"""Which characters of a report may reach a terminal or a cell of a spreadsheet."""

from __future__ import annotations

import re

UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""Control characters, marks that turn the direction of writing, and halves of characters."""


def printable(text: object) -> str:
    """Return text in which ``�`` stands for each character that a terminal would obey."""
    return UNPRINTABLE.sub("\ufffd", str(text))
