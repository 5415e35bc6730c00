"""Writes the blocks of an HTML tree as paragraphs, headings and tables.

Inline tags leave no trace (``<span>1</span><span>36</span>`` is 136); ``<br>`` ends a line in a
paragraph and is a wrap in a cell. Tables that only arrange the page are taken apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reportqa.reading.extracted import LineKind
from reportqa.reading.html_tree import Element
from reportqa.reading.layout import Layout, PlacedCell, TableCell, clean, join_wrapped, place, superscript

_BLOCK_NAMES = """address article aside blockquote body caption center dd details dir div dl dt fieldset
    figcaption figure footer form header hgroup hr legend li main menu nav ol p pre section summary table
    tbody td tfoot th thead tr ul"""
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(_BLOCK_NAMES.split()) | HEADINGS.keys()

_LONG_CELL = 200
_PARAGRAPH = 40
_ARTICLE = 800
_FEW = 4
"""Tables that arrange prose have hardly more filled cells."""


class BlockWriter:
    """Walks a tree and adds its lines and tables to a ``Layout``."""

    def __init__(self, layout: Layout, skip: Callable[[Element], bool]) -> None:
        """Write to ``layout``; elements for which ``skip`` is true are left out."""
        self.layout = layout
        self.skip = skip
        self._words: list[str] = []
        self._level: int | None = None
        self._verbatim = 0
        self._counters: dict[int, int] = {}

    def write(self, root: Element) -> None:
        """Write all of ``root``."""
        stack: list[Element | str | tuple[Element]] = [root]  # a tuple marks the element's end
        while stack:
            item = stack.pop()
            if isinstance(item, str):
                self._add(item)
            elif isinstance(item, tuple):
                self._close(item[0])
            elif item is root or not self.skip(item):
                self._open(item, stack)
        self._flush()

    def _open(self, element: Element, stack: list[Element | str | tuple[Element]]) -> None:
        tag = element.tag
        if tag == "br":
            self._flush()
            return
        if tag == "table":
            self._flush()
            if not is_layout(element):
                self._table(element)
                return
        if tag in BLOCKS or "display:block" in element.attributes.get("style", "").replace(" ", ""):
            self._flush()
            self._level = HEADINGS.get(tag, self._level)
            self._verbatim += tag == "pre"
            if tag == "li":
                self._words.append(self._item_mark(element))
            stack.append((element,))
        if tag == "sup":
            self._words.append(superscript(element.text()))
        else:
            stack.extend(reversed(element.children))

    def _close(self, element: Element) -> None:
        self._flush()
        if element.tag in HEADINGS:
            self._level = None
        self._verbatim -= element.tag == "pre"

    def _add(self, text: str) -> None:
        if not self._verbatim:
            self._words.append(text)
            return
        first, *others = text.split("\n")
        self._words.append(first)
        for line in others:
            self._flush()
            self._words.append(line)

    def _item_mark(self, item: Element) -> str:
        """Return the number that a browser shows before an item of a numbered list."""
        parent = item.parent
        if parent is None or parent.tag != "ol" or "none" in parent.attributes.get("style", ""):
            return ""
        start = _number(parent.attributes.get("start"), 1)
        number = _number(item.attributes.get("value"), self._counters.get(id(parent), start))
        self._counters[id(parent)] = number + 1
        return f"{number}. " if parent.attributes.get("type", "1") == "1" and clean(item.text()) else ""

    def _flush(self) -> None:
        if self._words:
            kind: LineKind = "heading" if self._level else "text" if self._verbatim else "paragraph"
            self.layout.add("".join(self._words), kind, self._level)
            self._words = []

    def _table(self, table: Element) -> None:
        rows: list[list[TableCell]] = []
        ends: list[int] = []
        for group in table_rows(table):
            rows += [[_cell(cell) for cell in cells] for cells in group]
            ends += [len(rows)] * len(group)
        placed, count = _drop_empty_rows(place(rows, self.layout.name, ends), len(rows))
        caption = next((clean(c.text()) for c in _children(table, "caption")), "")
        self.layout.add(caption)
        if any(clean(cell.text) for cell in placed):
            self.layout.add_table(placed, count, caption=caption)


def _number(value: str | None, otherwise: int) -> int:
    text = (value or "").strip()
    return int(text) if text.isdecimal() and len(text) < 9 else otherwise


def _children(element: Element, *tags: str) -> Iterator[Element]:
    return (c for c in element.children if isinstance(c, Element) and c.tag in tags)


def table_rows(table: Element) -> list[list[list[Element]]]:
    """Return the row groups of a table, each a list of rows, each a list of cells; footers last."""
    groups = sorted(_children(table, "thead", "tbody", "tfoot"), key=lambda g: g.tag == "tfoot")
    return [[list(_children(row, "td", "th")) for row in _children(group, "tr")] for group in groups]


def _cell(cell: Element) -> TableCell:
    header = cell.tag == "th" or any(a.tag == "thead" for a in _up_to_table(cell))
    rowspan = _number(cell.attributes.get("rowspan"), 1)
    colspan = _number(cell.attributes.get("colspan"), 1)
    return TableCell(join_wrapped(_cell_lines(cell)), rowspan, colspan, header)


def _up_to_table(cell: Element) -> Iterator[Element]:
    for element in cell.ancestors():
        if element.tag == "table":
            return
        yield element


def _cell_lines(cell: Element) -> list[str]:
    """Return the text of a cell, parted where a block or a ``<br>`` starts a new line."""
    lines: list[list[str]] = [[]]
    stack: list[Element | str] = [cell]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            if node == "\0":
                lines.append([])
            else:
                lines[-1].append(node)
        elif node.tag == "br":
            lines.append([])
        elif node.tag == "sup":
            lines[-1].append(superscript(node.text()))
        elif node.tag in BLOCKS:
            lines.append([])
            stack.append("\0")
            stack.extend(reversed(node.children))
        else:
            stack.extend(reversed(node.children))
    return ["".join(line) for line in lines]


def _drop_empty_rows(placed: list[PlacedCell], rows: int) -> tuple[list[PlacedCell], int]:
    """Leave out rows that no cell reaches (``<tr></tr>``); return the cells and the rows left."""
    reached = bytearray(rows)
    for cell in placed:
        reached[cell.row : cell.row + cell.rowspan] = b"\x01" * cell.rowspan
    if all(reached):
        return placed, rows
    before = [0]
    for flag in reached:
        before.append(before[-1] + flag)
    moved = [PlacedCell(before[c.row], c.column, c.rowspan, c.colspan, c.text, c.header) for c in placed]
    return moved, before[-1]


def is_layout(table: Element) -> bool:
    """Return whether a table only arranges the page: it holds tables, headings or paragraphs."""
    if table.attributes.get("role") == "presentation":
        return True
    cells = [cell for group in table_rows(table) for row in group for cell in row]
    if len(cells) <= 1:
        return True
    nested = any(e.tag == "table" for e in table.elements() if e is not table)
    filled = [(cell, size) for cell in cells if (size := len(cell.text().strip()))]
    total = sum(size for _, size in filled)
    if not nested and len(filled) > _FEW:
        most, size = max(filled, key=lambda pair: pair[1])
        # menus and sidebars around an article: one cell is most of the page and holds its paragraphs
        return size > _ARTICLE and size > total / 2 and _holds_prose(list(most.elements()))
    for cell, size in filled:
        below = [e for e in cell.elements() if e is not cell]
        if any(e.tag == "table" for e in below) and (size >= total / 2 or size > _LONG_CELL):
            return True
        if len(filled) <= _FEW and size > _LONG_CELL / 2 and _holds_prose(below):
            return True
    return False


def _holds_prose(elements: list[Element]) -> bool:
    """Return whether a heading or two paragraphs of some length stand among ``elements``."""
    if any(e.tag in HEADINGS for e in elements):
        return True
    return sum(e.tag in ("p", "div") and len(clean(e.text())) >= _PARAGRAPH for e in elements) >= 2
