"""Parses an HTML file into a light tree without what a reader never sees.

The parser is lexbor (through selectolax): it mends broken markup as browsers do. Its tree is copied
once into ``Element`` objects, which later steps walk many times. Nesting and size are bounded, since
pages come from strangers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from reportqa.errors import UnreadableFile

MAX_BYTES = 32 * 1024 * 1024
MAX_NODES = 600_000
MAX_DEPTH = 1000
"""Formatting tags left open multiply: a thousand may already become half a million nodes."""

_NEVER_SEEN = frozenset(
    [
        "script",
        "style",
        "template",
        "noscript",
        "head",
        "title",
        "meta",
        "link",
        "base",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "video",
        "audio",
        "canvas",
        "map",
        "button",
        "select",
        "textarea",
        "input",
        "datalist",
        "dialog",
        "rt",
        "rp",
    ]
)
_NO_ATTRIBUTES: dict[str, str] = {}  # shared: most elements of large tables have none
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.I)
_TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9:-]*)")
_CLOSED_BY_OTHERS = frozenset(
    b"area base br col embed hr img input link meta param source track wbr html head body p li td th tr"
    b" tbody thead tfoot colgroup dt dd option optgroup rp rt o:p".split()
)


@dataclass(slots=True, eq=False)
class Element:
    """One element; ``children`` are elements and strings in order."""

    tag: str
    attributes: dict[str, str]
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)
    size: int = 0
    """Characters below that are no white space; ``linked`` of them stand in ``links`` links."""
    linked: int = 0
    links: int = 0
    count: int = 0
    """Elements below."""

    @property
    def marks(self) -> str:
        """The id and classes, lower case, parted by spaces."""
        return f"{self.attributes.get('id', '')} {self.attributes.get('class', '')}".strip().lower()

    def elements(self) -> Iterator[Element]:
        """Yield the element and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(c for c in reversed(element.children) if isinstance(c, Element))

    def text(self, limit: int | None = None) -> str:
        """Return the text below as in the source, all or at least the first ``limit`` characters."""
        if len(self.children) == 1 and isinstance(self.children[0], str):
            return self.children[0]
        out: list[str] = []
        length = 0
        stack: list[Element | str] = [self]
        while stack and (limit is None or length < limit):
            node = stack.pop()
            if isinstance(node, str):
                out.append(node)
                length += len(node)
            else:
                stack.extend(reversed(node.children))
        return "".join(out)

    def ancestors(self) -> Iterator[Element]:
        """Yield the parent, its parent and so on."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: what is shown, and what its head says."""

    body: Element
    title: str
    meta: dict[str, str]
    """Names and properties of ``<meta>``, lower case, with their content."""
    canonical: str


def parse(text: str, name: str) -> Page:
    """Parse ``text``; raise ``UnreadableFile`` for one that is too large or nested too deeply."""
    data = text.encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        size = len(data) >> 20
        raise UnreadableFile(name, f"an HTML page of {size} MiB, at most {MAX_BYTES >> 20} MiB are read")
    if (depth := _depth(data)) > MAX_DEPTH:
        raise UnreadableFile(
            name, f"HTML tags are nested {depth} deep, at most {MAX_DEPTH} are read; save the page again"
        )
    parser = LexborHTMLParser(data)
    if parser.root is None or parser.body is None:
        raise UnreadableFile(name, "expected an HTML page, found one without content")
    meta: dict[str, str] = {}
    for node in parser.css("meta[content]"):
        key = node.attributes.get("name") or node.attributes.get("property") or ""
        meta.setdefault(key.strip().lower(), (node.attributes.get("content") or "").strip())
    title = parser.css_first("title")
    link = parser.css_first("link[rel=canonical]")
    canonical = (link.attributes.get("href") or "") if link is not None else ""
    return Page(_copy(parser.body, name), title.text() if title is not None else "", meta, canonical)


def _depth(data: bytes) -> int:
    """Return how deep tags may nest at most: open tags that no other tag closes by itself."""
    depth = deepest = 0
    for match in _TAG.finditer(data):
        if match[2].lower() in _CLOSED_BY_OTHERS:
            continue
        depth += -1 if match[1] else 1
        if depth > deepest:
            deepest = depth
        elif depth < 0:
            depth = 0
    return deepest


def _copy(body: LexborNode, name: str) -> Element:
    """Copy what is shown below ``body``."""
    root = Element("body", _attributes(body))
    stack = [(body, root)]
    count = 0
    while stack:
        node, element = stack.pop()
        child = node.child
        while child is not None:
            count += 1
            tag = child.tag
            if tag == "-text":
                element.children.append(child.text_content or "")
            elif tag and tag[0] != "-" and tag not in _NEVER_SEEN:
                attributes = _attributes(child)
                if not ("hidden" in attributes or _HIDDEN.search(attributes.get("style", ""))):
                    copied = Element(tag, attributes, element)
                    element.children.append(copied)
                    stack.append((child, copied))
            child = child.next
        if count > MAX_NODES:
            raise UnreadableFile(
                name, f"an HTML page of more than {MAX_NODES} elements; save only the article"
            )
    _weigh(root)
    return root


def _weigh(root: Element) -> None:
    """Count the characters, links and elements below each element."""
    for element in reversed(list(root.elements())):
        for child in element.children:
            if isinstance(child, str):
                element.size += len("".join(child.split()))
            else:
                element.size += child.size
                element.linked += child.linked
                element.links += child.links
                element.count += child.count + 1
        if element.tag == "a" and element.attributes.get("href"):
            element.linked, element.links = element.size, 1


def _attributes(node: LexborNode) -> dict[str, str]:
    found = node.attributes
    return {key: value or "" for key, value in found.items()} if found else _NO_ATTRIBUTES
