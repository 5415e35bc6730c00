"""Finds the article on a saved portal page: what to read and what is furniture around it.

Furniture is told by tags, names and wording. Then the tree is descended as long as nothing that
reads like a report is left beside the way; a block under a heading of its own that has nothing of a
report (a sidebar of news) is left aside. Measured on the pages of ``tests/reading/portals.py``, this
finds every line and no other, where trafilatura, readability and resiliparse bring sidebars and
footers along or lose lines; so no such library is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportqa.reading.html_blocks import BLOCKS, HEADINGS, is_layout
from reportqa.reading.html_furniture import REPORT_WORDS, SENTENCE, find_furniture
from reportqa.reading.html_tree import Element
from reportqa.reading.layout import YEARLY_TITLE, clean

_CONTENT_NAME = re.compile(
    r"(?:^|\s)(?:trs_u?editor|view\s+trs_ueditor|ucapcontent|zoom\w*|vsb_content\w*|article\w*|arti[-_]\w*"
    r"|content\w*|con|cont|con_?text|pages_content|xxgk[-_]?\w*|news[-_]?\w*|detail\w*|text\w*|main[-_]?(?:text|con)\w*"
    r"|wz_?(?:con|nr)\w*|nr|neirong|view|zw\w*|zhengwen|editor\w*|rich_?text|info[-_]?content|gk_?con\w*|bt[-_]content)(?:$|\s)"
)
_SECTION_MARK = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、.．章节]|[（(][一二三四五六七八九十]{1,3}[）)])"
)
_COUNTED = re.compile(r"(?:^|[\s\u3000\u00a0])([一二三四五六七八九十]{1,2})、")
_SIGNATURE = re.compile(
    r"(?:局|府|室|委|会|厅|处|院|中心|街道|公司|队|站|所|镇|乡)\s*[0-9〇零一二]{4}年[^年]{1,3}月[^月]{1,3}日$"
)
_AGENCY = re.compile(r"局|委|办|府|厅|中心|街道|镇|乡|处|院|队|馆|站|校|公司|部|市|区|县|省")
_WEIGHTY = 1000
_ROUNDS = 5
_CONTAINER_NAMES = "body div section article main center form table tbody tr td ul li span font"
_CONTAINERS = frozenset(_CONTAINER_NAMES.split())


class Article:
    """The part of a page that is the report, and which elements in it are furniture."""

    def __init__(self, body: Element) -> None:
        """Find the furniture below ``body`` and the article's root."""
        self.body = body
        self._furniture = find_furniture(body)
        self._net = self._net_sizes()
        self.root = self._descend(body)
        for _ in range(_ROUNDS):
            if not self._drop_strangers(self.root):
                break
            self._net = self._net_sizes()
            self.root = self._descend(self.root)
        self.root = self._named(self.root)

    def skip(self, element: Element) -> bool:
        """Return whether the element is furniture."""
        return id(element) in self._furniture

    def kept(self, element: Element) -> Iterator[Element]:
        """Yield ``element`` and what is below it, furniture left out, in document order."""
        stack = [element]
        while stack:
            current = stack.pop()
            if id(current) not in self._furniture:
                yield current
                stack.extend(c for c in reversed(current.children) if isinstance(c, Element))

    def opening(self, length: int) -> str:
        """Return the first ``length`` characters of the article, or a few more."""
        out: list[str] = []
        stack: list[Element | str] = [self.root]
        while stack and length > 0:
            node = stack.pop()
            if isinstance(node, str):
                out.append(node)
                length -= len(node.strip())
            elif not self.skip(node):
                stack.extend(reversed(node.children))
        return "".join(out)

    def _net_sizes(self) -> dict[int, int]:
        """Return the unlinked characters below each element, furniture left out."""
        net: dict[int, int] = {}
        for element in reversed(list(self.body.elements())):
            key = id(element)
            if key in self._furniture:
                net[key] = 0
                continue
            below = sum(
                len("".join(c.split())) if isinstance(c, str) else net[id(c)] for c in element.children
            )
            net[key] = 0 if element.tag == "a" and element.attributes.get("href") else below
        return net

    def _descend(self, element: Element) -> Element:
        """Go down to the child that holds the article while nothing of weight is left beside it."""
        while True:
            below = [c for c in element.children if isinstance(c, Element) and self._net[id(c)]]
            if not below:
                return element
            best = max(below, key=lambda c: self._net[id(c)])
            data_table = best.tag == "table" and not is_layout(best)
            if data_table or best.tag not in _CONTAINERS:
                return element
            if best.tag in ("li", "span", "font", "ul") and self._net[id(best)] < 200:
                return element
            if any(c is not best and self._worth(c) for c in element.children):
                return element
            element = best

    def _worth(self, node: Element | str) -> bool:
        """Return whether a node beside the way reads like a part of a report."""
        if isinstance(node, str):
            return _reads_as_text(clean(node))
        if not self._net[id(node)] or node.tag in ("h1",):
            return False
        if self._net[id(node)] > _WEIGHTY or node.count > _WEIGHTY or self._has_data(node):
            return True
        for element in self.kept(node):
            block = element.tag in BLOCKS or element is node
            if block and _reads_as_text(clean(element.text())):
                return True
        return False

    def _drop_strangers(self, root: Element) -> bool:
        """Call furniture what stands beside the report under a heading of its own and is not of it."""
        below = [c for c in root.children if isinstance(c, Element) and c.tag in _CONTAINERS]
        best = max(below, key=lambda c: self._net[id(c)], default=root)
        if best is root or len(set(_COUNTED.findall(best.text()))) < 3:
            return False
        found = [
            c
            for c in below
            if c is not best and self._worth(c) and not self._of_report(c) and self._has_own_heading(c)
        ]
        self._furniture.update(map(id, found))
        return bool(found)

    def _has_own_heading(self, element: Element) -> bool:
        for inner in self.kept(element):
            if inner.tag in HEADINGS:
                return True
            if inner.tag in BLOCKS and inner.children and isinstance(inner.children[0], str):
                return inner.size <= 12 and not inner.text().rstrip().endswith(("。", "：", "；"))
        return False

    def _named(self, root: Element) -> Element:
        """Return the node inside ``root`` that its name calls the article, else root."""
        whole = self._net[id(root)]
        fits = [
            e
            for e in self.kept(root)
            if e is not root and _CONTENT_NAME.search(e.marks) and self._net[id(e)] >= whole / 3
        ]
        if fits:
            most = max(self._net[id(e)] for e in fits)
            best = [e for e in fits if self._net[id(e)] >= 0.98 * most][-1]
            if not self._report_outside(root, best):
                return best
        return root

    def _report_outside(self, root: Element, inner: Element) -> bool:
        """Return whether text of a report stands below ``root`` and outside ``inner``."""
        above = {id(a) for a in inner.ancestors()}
        stack: list[Element] = [root]
        while stack:
            element = stack.pop()
            for child in element.children:
                if child is inner:
                    continue
                if isinstance(child, Element) and id(child) in above:
                    stack.append(child)
                elif self._worth(child) and self._of_report(child):
                    return True
        return False

    def _has_data(self, node: Element) -> bool:
        return any(e.tag == "table" and not is_layout(e) for e in self.kept(node))

    def _of_report(self, node: Element | str) -> bool:
        text = node if isinstance(node, str) else node.text()
        if isinstance(node, Element) and self._has_data(node):
            return True
        words = clean(text)
        if _SECTION_MARK.match(words) or (len(words) < 60 and _SIGNATURE.search(words)):
            return True
        return len(set(REPORT_WORDS.findall(words))) >= 2


def _reads_as_text(words: str) -> bool:
    """Return whether a line is a sentence, a section's heading, half a title, an attachment or a signature."""
    if _SECTION_MARK.match(words) or words.startswith(("附件", "附表")):
        return True
    if len(words) < 60 and YEARLY_TITLE.search(words) and not names_agency(words):
        return True  # the agency stands in a line of its own above
    return bool(SENTENCE.search(words) or (len(words) < 60 and _SIGNATURE.search(words)))


def names_agency(title: str) -> bool:
    """Return whether a title names the agency that reports."""
    return bool(_AGENCY.search(title.replace("政府信息公开", "")))
