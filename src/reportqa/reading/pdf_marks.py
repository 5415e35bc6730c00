"""Page numbers and running headers: lines that belong to the page and not to the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from reportqa.reading.pdf_items import PageLine, PageRead

_DASH = r"[-–—―－─~·•]"
_NUMBER = r"(?:\d{1,4}|[０-９]{1,4}|[ivxlcIVXLC]{1,6})"
_MARK = re.compile(
    rf"(?:{_DASH}\s*){{1,2}}{_NUMBER}\s*(?:{_DASH}\s*){{1,2}}"
    rf"|第?\s*{_NUMBER}\s*页(?:\s*[，,/／]?\s*共\s*{_NUMBER}\s*页)?"
    rf"|第\s*[一二三四五六七八九十百]+\s*页"
    rf"|[Pp]age\s*{_NUMBER}(?:\s*of\s*{_NUMBER})?"
    rf"|{_NUMBER}\s*[/／]\s*{_NUMBER}"
)
_BARE = re.compile(_NUMBER)
_BLURRED = re.compile(r"[\W_]{0,3}\d{1,4}[\W_]{0,3}")
"""A page number as OCR may read it: the dashes lost or taken for dots."""
MARGIN = 0.14
"""Headers and footers stand in this share of the page's height, at its top and bottom."""
LEVEL = 4.0
"""A running header stands at the same height on every page (points)."""


def set_marks(pages: Sequence[PageRead]) -> None:
    """Mark the page numbers and running headers of a file's pages."""
    edges = [_edge_lines(page) for page in pages]
    bare = _counting(edges)
    for page, lines in zip(pages, edges, strict=True):
        for line in lines:
            text = line.text.strip()
            mark = _MARK.fullmatch(text) is not None
            if not mark and _outermost(page, line):
                shapes = [_BARE] if bare else []
                shapes += [_BLURRED] if line.scores else []
                mark = any(shape.fullmatch(text) for shape in shapes)
            line.mark = mark
    _set_running(edges)


def _edge_lines(page: PageRead) -> list[PageLine]:
    """Return the lines in the upper and lower margin, down to the first table from either side."""
    reach = MARGIN * page.height
    lines = []
    for item in page.items:
        if isinstance(item, PageLine) and (item.bottom <= reach or item.top >= page.height - reach):
            lines.append(item)
    return lines


def _outermost(page: PageRead, line: PageLine) -> bool:
    """Whether nothing else of the page stands above it, or nothing below."""
    others = [item for item in page.items if item is not line]
    return all(item.top >= line.bottom - 1 for item in others) or all(
        item.bottom <= line.top + 1 for item in others
    )


def _counting(edges: Sequence[Sequence[PageLine]]) -> bool:
    """Whether bare numbers in the margins count the pages up."""
    numbers = [
        (line.page, int(line.text)) for lines in edges for line in lines if line.text.strip().isdecimal()
    ]
    if len(edges) == 1:
        return numbers == [(1, 1)]
    steps = Counter(number - page for page, number in numbers)
    return bool(steps) and steps.most_common(1)[0][1] >= max(2, len(edges) // 2)


def _set_running(edges: Sequence[Sequence[PageLine]]) -> None:
    """Mark lines that stand in the margin with the same words at the same height on most pages."""
    places: dict[str, list[PageLine]] = defaultdict(list)
    for lines in edges:
        for line in lines:
            if not line.mark:
                places[re.sub(r"[\d\s]+", "0", line.text.strip())].append(line)
    for lines in places.values():
        for line in lines:
            same = {other.page for other in lines if abs(other.top - line.top) <= LEVEL}
            if len(same) >= max(3, (len(edges) + 1) // 2):
                line.mark = True


def is_continued(line: PageLine) -> bool:
    """Whether a line says only that the table goes on (续表)."""
    return (
        re.fullmatch(r"[（(【]?\s*(?:续\s*上?\s*表|接\s*上\s*[页表])\s*[)）】]?[:：]?", line.text.strip())
        is not None
    )
