"""The rows and merged cells of Word tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportqa.reading.docx_numbering import W
from reportqa.reading.docx_text import alternatives, blocks, words_of
from reportqa.reading.layout import MAX_SPAN, clean

_LONG_CELL = 200
_PARAGRAPH = 40


@dataclass(slots=True)
class WordCell:
    """A ``w:tc`` with its place; cells that continue one above are counted in its ``rowspan``."""

    element: Any
    column: int
    colspan: int
    rowspan: int = 1
    header: bool = False


def rows_of(table: Any) -> list[list[WordCell]]:
    """Return the rows of a ``w:tbl``, each with the cells that start in it."""
    rows: list[list[WordCell]] = []
    above: dict[int, WordCell] = {}  # by column, the cell that ends in the row before
    for row in _below(table, f"{W}tr"):
        properties = row.find(f"{W}trPr")
        if properties is not None and properties.find(f"{W}del") is not None:
            continue
        header = properties is not None and properties.find(f"{W}tblHeader") is not None
        column = _value(properties, "gridBefore", 0)
        cells: list[WordCell] = []
        current: dict[int, WordCell] = {}
        for element in _below(row, f"{W}tc"):
            cell_properties = element.find(f"{W}tcPr")
            width = max(1, min(_value(cell_properties, "gridSpan", 1), MAX_SPAN))
            over = above.get(column)
            if _continues(cell_properties, "hMerge") and cells:
                cells[-1].colspan += width
            elif _continues(cell_properties, "vMerge") and over is not None and over.colspan == width:
                over.rowspan += 1
                current[column] = over
            else:
                cells.append(WordCell(element, column, width, header=header))
                current[column] = cells[-1]
            column += width
        rows.append(cells)
        above = current
    return rows


def is_layout(cells: list[WordCell]) -> bool:
    """Return whether a table only arranges the page: one cell, tables in cells, or running text."""
    if len(cells) <= 1:
        return True
    filled = [(cell, size) for cell in cells if (size := _size(cell.element))]
    total = sum(size for _, size in filled)
    for cell, size in filled:
        inner = list(blocks(cell.element))
        if any(b.tag == f"{W}tbl" for b in inner) and (size >= total / 2 or size > _LONG_CELL):
            return True
        long = sum(b.tag == f"{W}p" and len(clean(" ".join(words_of(b).lines))) >= _PARAGRAPH for b in inner)
        if len(filled) <= 4 and size > _LONG_CELL / 2 and long >= 2:
            return True
    return False


def _size(element: Any) -> int:
    return sum(len((text.text or "").strip()) for text in element.iter(f"{W}t"))


def _below(parent: Any, tag: str) -> Iterator[Any]:
    """Yield the rows of a table or cells of a row, wrappers such as content controls taken off."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag == tag:
            yield element
        elif isinstance(element.tag, str) and element.tag not in (f"{W}del", f"{W}moveFrom", f"{W}tbl"):
            stack.extend(reversed(alternatives(element)))


def _value(properties: Any, name: str, otherwise: int) -> int:
    found = properties.find(f"{W}{name}") if properties is not None else None
    text = (found.get(f"{W}val") or "") if found is not None else ""
    return min(int(text), MAX_SPAN) if text.isdecimal() else otherwise


def _continues(properties: Any, name: str) -> bool:
    """Return whether a merge is continued: the element without a value, or with ``continue``."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val") in (None, "continue")
