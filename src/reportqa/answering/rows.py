"""Rows of tables among the lines of a report: they answer for a figure, never in words."""

from __future__ import annotations

import re

from reportqa.search.passages import Passage

_COLUMNS = re.compile(r"[ \u3000]{3,}|\t")
"""What parts the columns of a table that is set with spaces."""


def is_row(passage: Passage) -> bool:
    """Whether a passage is a row of a table that holds no sentence: such a one answers in no words."""
    set_in_columns = _COLUMNS.search(passage.text.strip()) is not None
    return "。" not in passage.text and (passage.kind == "row" or set_in_columns)


def looks_like_row(text: str) -> bool:
    """Whether a line is set in columns, with a number in one of them."""
    cells = [c for c in _COLUMNS.split(text.strip()) if c]
    return len(cells) > 1 and any(re.fullmatch(r"[\d.,%％+-]+", c.strip()) for c in cells[1:])
