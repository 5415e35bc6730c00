"""Reads Word files (.docx): paragraphs, headings with their numbers, tables, text boxes, notes."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from lxml import etree

from reportqa.errors import UnreadableFile
from reportqa.reading.docx_numbering import Numbering, W
from reportqa.reading.docx_tables import is_layout, rows_of
from reportqa.reading.docx_text import Words, blocks, count_pictures, words_of
from reportqa.reading.extracted import Extracted, LineKind
from reportqa.reading.layout import Layout, PlacedCell, clean, join_wrapped
from reportqa.reading.packages import check_package

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])$", re.I)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d*$|toc heading|table of figures", re.I)
_TITLE = re.compile(r"(?:title|标题)$", re.I)
_NO_TITLE = re.compile(r"^(?:microsoft word|word 文档|文档|新建|untitled|powerpoint|\W*$)|\.docx?$", re.I)
_NOTE_PARTS = {
    kind: f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}s"
    for kind in ("footnote", "endnote")
}


def read_docx(data: bytes, name: str) -> Extracted:
    """Read a .docx file; ``name`` is the file's, for messages.

    Raises ``UnreadableFile`` for a damaged, locked or oversized package and for one without text.
    """
    check_package(data, name, "[Content_Types].xml", "a Word file (.docx)")
    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(document, name)
        reader.write(document.element.body)
        reader.write_notes()
        reader.layout.warn_of_pictures(count_pictures(document.element.body))
    except (OpcError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError, IndexError) as error:
        raise UnreadableFile(
            name, f"expected a Word file (.docx), found a damaged one ({error}); save it again from Word"
        ) from error
    if not len(reader.layout):
        raise UnreadableFile(name, "the Word file holds no text; if its pages are pictures, save it as PDF")
    title = reader.title or reader.layout.headed_title() or _core_title(document)
    reader.layout.as_paragraph(title)
    return reader.layout.build(title=title)


def _numbering_root(document: Any) -> Any:
    """Return the ``w:numbering`` element, None for a document without lists."""
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
    part = next((r.target_part for r in document.part.rels.values() if r.reltype == relation), None)
    return part.element if part is not None else None


def _core_title(document: Any) -> str:
    title = clean(document.core_properties.title or "")
    return "" if _NO_TITLE.search(title) else title


class _Styles:
    """What paragraph styles say, through the styles they are based on."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._styles = {s.get(f"{W}styleId"): s for s in root.iter(f"{W}style")}
        defaults = (s for s in self._styles.values() if s.get(f"{W}type") == "paragraph")
        self._default = next(
            (s.get(f"{W}styleId") for s in defaults if s.get(f"{W}default") in ("1", "true")), ""
        )

    def name(self, style: str) -> str:
        found = self._styles.get(style)
        label = found.find(f"{W}name") if found is not None else None
        return str(label.get(f"{W}val") or "") if label is not None else ""

    def of(self, paragraph: Any) -> str:
        found = paragraph.find(f"{W}pPr/{W}pStyle")
        return (found.get(f"{W}val") if found is not None else None) or self._default

    def chain(self, paragraph: Any) -> Iterator[tuple[str, Any]]:
        """Yield (style id, paragraph properties): the paragraph's own, then its styles' from near to far."""
        own = paragraph.find(f"{W}pPr")
        yield "", own if own is not None else paragraph
        style, seen = self.of(paragraph), set[str]()
        while style and style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            properties = element.find(f"{W}pPr")
            yield style, properties if properties is not None else element
            based = element.find(f"{W}basedOn")
            style = based.get(f"{W}val") if based is not None else ""


class _Reader:
    """Writes one document's blocks to a ``Layout``."""

    def __init__(self, document: Any, name: str) -> None:
        self.layout = Layout(name)
        self.title = ""
        self._styles = _Styles(document)
        self._part = document.part
        self._notes: list[tuple[str, str]] = []
        self._numbering = Numbering(_numbering_root(document))

    def write(self, parent: Any) -> None:
        """Write all paragraphs and tables below ``parent``, those of layout tables in their order."""
        stack = [blocks(parent)]
        while stack:
            block = next(stack[-1], None)
            if block is None:
                stack.pop()
            elif block.tag == f"{W}p":
                stack += [blocks(box) for box in reversed(self._paragraph(block))]
            else:
                rows = rows_of(block)
                cells = [cell for row in rows for cell in row]
                if is_layout(cells):
                    stack += [blocks(cell.element) for cell in reversed(cells)]
                else:
                    self._table(rows)

    def write_notes(self) -> None:
        """Write the foot- and endnotes that the text refers to, in the order of their marks."""
        for kind, relation in _NOTE_PARTS.items():
            wanted = list(dict.fromkeys(number for k, number in self._notes if k == kind))
            part = next((r.target_part for r in self._part.rels.values() if r.reltype == relation), None)
            if not wanted or part is None:
                continue
            root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            by_number = {note.get(f"{W}id"): note for note in root.iter(f"{W}{kind}")}
            for number in wanted:
                if number in by_number:
                    self.write(by_number[number])

    def _paragraph(self, paragraph: Any) -> list[Any]:
        """Write a paragraph; return its text boxes."""
        words = self._words(paragraph)
        kind, level = self._kind(paragraph)
        style = self._styles.name(self._styles.of(paragraph))
        if not self.title and _TITLE.match(style):
            self.title = join_wrapped(words.lines)
        for line in words.lines:
            self.layout.add(line, kind, level)
        return words.boxes

    def _words(self, paragraph: Any) -> Words:
        words = words_of(paragraph)
        self._notes += words.notes
        mark = self._mark(paragraph)  # an empty paragraph counts too
        if any(clean(line) for line in words.lines):
            words.lines[0] = mark + words.lines[0].lstrip()
        return words

    def _kind(self, paragraph: Any) -> tuple[LineKind, int | None]:
        for style, properties in self._styles.chain(paragraph):
            name = self._styles.name(style)
            if _CONTENTS.match(name):
                return "mark", None
            if match := _HEADING.match(name):
                return "heading", int(match[1])
            outline = properties.find(f"{W}outlineLvl")
            if outline is not None:
                level = int(outline.get(f"{W}val") or 9)
                return ("heading", level + 1) if level < 9 else ("paragraph", None)
        return "paragraph", None

    def _mark(self, paragraph: Any) -> str:
        """Return the number that Word shows before the paragraph."""
        list_id, level = None, None
        for style, properties in self._styles.chain(paragraph):
            numbering = properties.find(f"{W}numPr")
            if numbering is None:
                continue
            at, of = numbering.find(f"{W}ilvl"), numbering.find(f"{W}numId")
            if level is None and at is not None:
                level = int(at.get(f"{W}val") or 0)
            if list_id is None and of is not None:
                list_id = of.get(f"{W}val") or "0"
                if level is None and style:
                    level = self._numbering.level_of_style(list_id, style)
        return self._numbering.next(list_id, level or 0) if list_id and list_id != "0" else ""

    def _table(self, rows: list[list[Any]]) -> None:
        placed = []
        for number, row in enumerate(rows):
            for cell in row:
                text = join_wrapped(self._cell_lines(cell.element))
                placed.append(PlacedCell(number, cell.column, cell.rowspan, cell.colspan, text, cell.header))
        self.layout.add_table(placed, len(rows))

    def _cell_lines(self, cell: Any) -> Iterator[str]:
        stack = [blocks(cell)]
        while stack:
            block = next(stack[-1], None)
            if block is None:
                stack.pop()
            elif block.tag == f"{W}tbl":
                stack += [blocks(c.element) for row in reversed(rows_of(block)) for c in reversed(row)]
            else:
                words = self._words(block)
                yield from words.lines
                stack += [blocks(box) for box in reversed(words.boxes)]
