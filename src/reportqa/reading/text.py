"""Reading text files: their lines as written, page marks and Markdown recognised."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from pathlib import PurePath

from reportqa.errors import UnreadableFile
from reportqa.reading.decoding import decode
from reportqa.reading.extracted import Extracted, Grid, Line, LineKind
from reportqa.reading.markdown import looks_like_markdown, mark_up

MAX_LINES = 1_500_000
"""More lines than this are no report; reading takes about a kilobyte of memory a line."""

MARKDOWN_SUFFIXES = (".md", ".markdown")

_LINE = re.compile(r"[^\n\x0c]+")
_DASH = r"[-—–―－‐‑─−~～·•]"
_PAGE_MARK = re.compile(
    rf"""(?: {_DASH}{{1,3}} \s* (?P<dashed>\d{{1,4}}) \s* {_DASH}{{1,3}}
    | 第\s*(?P<paged>\d{{1,4}})\s*[页頁] (?: \s*[，,/／|]?\s* 共\s*\d{{1,4}}\s*[页頁] )?
    | 共\s*\d{{1,4}}\s*[页頁]\s*[，,/／|]?\s*第\s*(?P<last>\d{{1,4}})\s*[页頁]
    | [Pp]age\s+(?P<english>\d{{1,4}})(?:\s+of\s+\d{{1,4}})?
    | (?P<slashed>\d{{1,4}})\s*[/／]\s*\d{{1,4}}\s*[页頁]? )""",
    re.VERBOSE,
)
_SENTENCE = re.compile("[，。；：]")
_REPEATS = 3
"""A line that stands beside page marks fewer times is no running header or footer."""
_ELSEWHERE = 2
"""Times that a running header stands within pages: as the title, and in a list of contents."""


def read_text(data: bytes, name: str) -> Extracted:
    """Return the lines of a text or Markdown file as written; ``name`` tells Markdown and stands in errors.

    Raises:
        UnreadableFile: if ``data`` is empty, binary, or in no readable encoding.

    """
    decoded = decode(data, name)
    if decoded.text.count("\n") > MAX_LINES:
        raise UnreadableFile(
            name, f"the text has more than {MAX_LINES:,} lines; a yearly report was expected"
        )
    lines = text_lines(decoded.text)
    grids: tuple[Grid, ...] = ()
    if PurePath(name).suffix.lower() in MARKDOWN_SUFFIXES or looks_like_markdown(decoded.text):
        lines, grids = mark_up(decoded.text, lines)
    return Extracted(decoded.text, lines, grids, encoding=decoded.encoding, warnings=decoded.warnings)


def page_mark(line: str) -> int | None:
    """Return the page number if the whole line is a page mark (``— 1 —``, ``第 2 页 共 9 页``), else None."""
    if len(line) > 30:
        return None
    found = _PAGE_MARK.fullmatch(line.strip())
    return int(found[found.lastgroup]) if found and found.lastgroup else None


def text_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of ``text`` that are not blank, page marks told apart, pages numbered where marked."""
    lines: list[Line] = []
    numbers: list[int | None] = []
    page, last = 1, 0
    for match in _LINE.finditer(text):
        page += text.count("\x0c", last, match.start())
        last = match.end()
        content = match[0].rstrip()
        if content:
            numbers.append(page_mark(content))
            kind: LineKind = "text" if numbers[-1] is None else "mark"
            lines.append(Line(match.start(), match.start() + len(content), kind, page))
    pages = [line.page for line in lines] if page > 1 else _pages_by_marks(numbers)
    heads = _running_heads(text, lines)
    return tuple(
        Line(line.start, line.end, "mark" if i in heads else line.kind, number)
        for i, (line, number) in enumerate(zip(lines, pages, strict=True))
    )


def _pages_by_marks(numbers: list[int | None]) -> list[int | None]:
    """Return each line's page by the page marks: at the foot of a page, or at its head if one comes first."""
    marked = [(i, n) for i, n in enumerate(numbers) if n is not None]
    rising = all(a[1] < b[1] for a, b in itertools.pairwise(marked))
    pages: list[int | None] = [None] * len(numbers)
    if len(marked) < 2 or not rising or marked[0][1] < 1:
        return pages
    at_head = marked[0][0] == 0
    previous, current = 0, marked[0][1]
    for i, number in marked:
        pages[previous : i + (not at_head)] = [current] * (i + (not at_head) - previous)
        previous, current = i + (not at_head), number if at_head else number + 1
    pages[previous:] = [current] * (len(pages) - previous)
    return pages


def _running_heads(text: str, lines: list[Line]) -> set[int]:
    """Return the indices of lines that stand on the same side of most page marks or page breaks, and hardly elsewhere."""
    heads: set[int] = set()
    everywhere = Counter(text[line.start : line.end].strip() for line in lines)
    before, after = [], []
    for i, (line, next_line) in enumerate(itertools.pairwise(lines)):
        broken = text.find("\x0c", line.end, next_line.start) >= 0
        if broken or next_line.kind == "mark":
            before.append(i)
        if broken or line.kind == "mark":
            after.append(i + 1)
    for beside in (before, after):
        words = {i: text[lines[i].start : lines[i].end].strip() for i in beside if lines[i].kind == "text"}
        counts = Counter(w for w in words.values() if not _SENTENCE.search(w))
        repeated = {w for w, n in counts.items() if n >= max(_REPEATS, 0.6 * len(beside))}
        heads |= {
            i for i, w in words.items()
            if w in repeated and everywhere[w] - counts[w] <= _ELSEWHERE and w.count("《") == w.count("》")
        }  # fmt: skip
    return heads
