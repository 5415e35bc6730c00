"""The words of Word paragraphs: what a reader of the printed page sees, in order.

Kept: inserted text, content controls, links, text boxes, footnotes. Left out: deleted and moved-away
text, hidden text, field codes, the fall-back copy of drawings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportqa.reading.docx_numbering import W
from reportqa.reading.layout import superscript

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_EXTENT = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}extent"
_LARGE_EMU = 1_000_000
"""2.8 cm; seals and icons are smaller than tables published as pictures."""
_LEFT_OUT = frozenset(
    f"{W}{tag}"
    for tag in (
        [
            "del",
            "moveFrom",
            "pPr",
            "rPr",
            "instrText",
            "delText",
            "delInstrText",
            "sdtPr",
            "sdtEndPr",
            "rt",
            "fldData",
            "tblPr",
            "tblGrid",
            "sectPr",
        ]
    )
)
_OFF = frozenset({"0", "false", "off", "none"})


@dataclass(slots=True)
class Words:
    """The lines of one paragraph, the text boxes anchored in it and the notes it refers to."""

    lines: list[str] = field(default_factory=lambda: [""])
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    """("footnote" or "endnote", id)."""


def words_of(paragraph: Any) -> Words:
    """Return what a ``w:p`` element shows."""
    words = Words()
    for element in shown(paragraph):
        tag = element.tag
        if tag in (f"{W}t", _MATH_TEXT):
            text = element.text or ""
            words.lines[-1] += superscript(text) if _raised(element) else text
        elif tag in (f"{W}tab", f"{W}ptab"):
            words.lines[-1] += " "
        elif tag == f"{W}noBreakHyphen":
            words.lines[-1] += "-"
        elif tag == f"{W}cr" or (tag == f"{W}br" and element.get(f"{W}type") in (None, "textWrapping")):
            words.lines.append("")
        elif tag == f"{W}txbxContent":
            words.boxes.append(element)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = tag.removeprefix(W).removesuffix("Reference")
            words.notes.append((kind, element.get(f"{W}id") or ""))
    return words


def shown(element: Any) -> Iterator[Any]:
    """Yield what is shown below ``element`` in order; text boxes whole, not what is in them."""
    stack = list(reversed(element))
    while stack:
        current = stack.pop()
        if not isinstance(current.tag, str) or current.tag in _LEFT_OUT:
            continue
        if current.tag == f"{W}r" and _hidden(current):
            continue
        yield current
        if current.tag != f"{W}txbxContent":
            stack.extend(reversed(alternatives(current)))


def alternatives(element: Any) -> list[Any]:
    """Return the children of ``element``; of alternative contents only the first."""
    if element.tag != f"{MC}AlternateContent":
        return list(element)
    choice = element.find(f"{MC}Choice")
    chosen = choice if choice is not None else element.find(f"{MC}Fallback")
    return [] if chosen is None else list(chosen)


def switched_on(properties: Any, name: str) -> bool:
    """Return whether an on/off property (``w:vanish``) is on in a properties element."""
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found is not None and found.get(f"{W}val") not in _OFF


def _hidden(run: Any) -> bool:
    properties = run.find(f"{W}rPr")
    return switched_on(properties, "vanish")


def _raised(text: Any) -> bool:
    found = text.getparent().find(f"{W}rPr/{W}vertAlign")
    return found is not None and found.get(f"{W}val") == "superscript"


def blocks(parent: Any) -> Iterator[Any]:
    """Yield the paragraphs and tables of a body, cell, text box or note, wrappers taken off."""
    stack = list(reversed(parent))
    while stack:
        element = stack.pop()
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
            stack.extend(reversed(alternatives(element)))


def count_pictures(body: Any) -> int:
    """Return how many pictures large enough to hold a table stand below ``body``."""
    count = 0
    for drawing in body.iter(f"{W}drawing"):
        extent = next(drawing.iter(_EXTENT), None)
        width = extent.get("cx", "") if extent is not None else ""
        large = not width.isdecimal() or int(width) >= _LARGE_EMU
        count += large and next(drawing.iter(_PICTURE), None) is not None
    return count
