"""The sections of a report: headings found by their marks or formats, and the tree that they make."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportqa.model import Oddity, Section
from reportqa.reading.headings import RANK, Mark, parse_mark
from reportqa.reading.plain import plain
from reportqa.reading.statutory_labels import is_label
from reportqa.reading.titles import is_title
from reportqa.reading.unwrap import Paragraph, Unwrapped

_WHOLE_LINE = 50
"""Most characters of a heading that has its line to itself."""
_RUN_IN = 30
"""Most characters of a heading that opens a paragraph and ends in a full stop."""
_RUN_IN_COLON = 20

_STOP = re.compile("[。！？；]")
_OPENING = re.compile(
    rf"(?P<stop>[^。！？；：]{{2,{_RUN_IN}}}[。])|(?P<colon>[^。！？；，：]{{2,{_RUN_IN_COLON}}}[：:])(?=.)"
)
_SPACED = re.compile(r"(?P<head>[^。！？；：，\s]{2,20})(?:\u3000+| {2,})(?=\S)")
_UNFINISHED = re.compile(r"[，、；;,]$")
_FIGURE = re.compile(r"\d\s*(?:余|多)?\s*(?:件|条|次|个|项|期|人|份|篇|场|万|元|%|％)")
_LEADERS = re.compile(r"(?:[.…·．]{3,}|\t)\s*\d{1,3}$")
_PAGE_NUMBER = re.compile(r"[\s.…·．\d]+$")
_CONTENTS = re.compile(r"目\s*[录錄次]$")
_REQUESTS = re.compile("收到和?处理.*申请")
_PROSE = re.compile("[。，；]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its words, its mark's style and number, the format's level if it had one, and its span."""

    text: str
    style: str
    number: int | None
    level: int | None
    start: int
    body_start: int

    @property
    def numbered(self) -> bool:
        """Whether the heading begins with a numbering mark."""
        return self.style != "plain"


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a report in reading order, without gaps or overlap, and what is odd about them."""

    sections: tuple[Section, ...]
    warnings: tuple[Oddity, ...] = ()


def find_sections(unwrapped: Unwrapped) -> tuple[Section, ...]:
    """Return the sections of a text; the text before the first heading has the path ``()``."""
    return find_outline(unwrapped).sections


def find_outline(unwrapped: Unwrapped) -> Outline:
    """Return the sections of a text with warnings on missing, repeated or absent headings."""
    text = unwrapped.text
    tree = _Tree()
    placed = [(heading, tree.place(heading)) for heading in _headings(unwrapped, tree)]
    sections = []
    if not placed or text[: placed[0][0].start].strip():
        end = placed[0][0].start if placed else len(text)
        sections.append(Section((), 0, end, _page(unwrapped.pages, 0), 0))
    starts = [h.start for h, _ in placed[1:]] + [len(text)]
    for (heading, path), end in zip(placed, starts, strict=False):
        start = heading.start if sections or heading is not placed[0][0] else 0
        sections.append(
            Section(path, start, end, _page(unwrapped.pages, heading.start), min(heading.body_start, end))
        )
    warnings = tuple(tree.warnings) if placed else (_no_heading(),)
    return Outline(tuple(sections), warnings)


def _no_heading() -> Oddity:
    return Oddity(
        "no_heading",
        "报告没有可识别的标题，按一个整体收录。",
        "No headings were found; the report is kept as one section.",
    )


def _page(pages: Sequence[tuple[int, int]], position: int) -> int | None:
    i = bisect_right(pages, (position, 1 << 30)) - 1
    return pages[i][1] if i >= 0 else None


def _headings(unwrapped: Unwrapped, tree: _Tree) -> Iterator[Heading]:
    """Yield the headings of a text; unnumbered lines count only where no heading is marked."""
    text, paragraphs = unwrapped.text, unwrapped.paragraphs
    skipped = _contents_lines(text, paragraphs)
    found = False
    for i, paragraph in enumerate(paragraphs):
        if i in skipped or paragraph.kind == "row":
            continue
        after = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
        heading = _heading(text, paragraph, after)
        if heading is None:
            mark = parse_mark(text[paragraph.start : paragraph.start + 16])
            if mark and not is_label(text[paragraph.start + mark.end : paragraph.end], mark.style):
                tree.item(mark)
        elif paragraph.kind == "heading" or tree.accepts(heading):
            found = True
            yield heading
    if not found:
        yield from _unnumbered(text, paragraphs)


def _contents_lines(text: str, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Return the indices of a table of contents: the lines after 目录 up to the first that comes again."""
    lines = [text[p.start : min(p.end, p.start + 100)].strip() for p in paragraphs[:120]]
    title = next((i for i, line in enumerate(lines[:40]) if _CONTENTS.match(line)), None)
    if title is None:
        return set()
    entries = [_PAGE_NUMBER.sub("", line) for line in lines[title + 1 :]]
    again = next((j for j, entry in enumerate(entries[1:], 1) if entry == entries[0]), None)
    return set() if again is None else set(range(title, title + 1 + again))


def _heading(text: str, paragraph: Paragraph, after: Paragraph | None) -> Heading | None:
    """Return the heading that ``paragraph`` is or opens with, None if it is text."""
    line = text[paragraph.start : paragraph.end]
    mark = parse_mark(line)
    if paragraph.kind == "heading" and len(line) <= 2 * _WHOLE_LINE and not _STOP.search(line[:-1]):
        if mark is None and (is_title(line) or not line.strip()):
            return None
        return _made(line, len(line), mark, paragraph)
    if mark is None or _LEADERS.search(line[-16:]) or mark.style == "first_is":
        return None
    words = line[mark.end :]
    if mark.style == "annex":
        return (
            _made(line, len(line), mark, paragraph)
            if len(line) <= _WHOLE_LINE and not _STOP.search(line)
            else None
        )
    if is_label(words, mark.style) or not words:
        return None
    following = text[after.start : after.start + 200] if after and after.kind != "row" else ""
    length = _heading_length(words, mark, following)
    return None if length is None else _made(line, mark.end + length, mark, paragraph)


def _heading_length(words: str, mark: Mark, following: str) -> int | None:
    """Return how many characters of ``words``, which follow ``mark``, make the heading; None if none do."""
    item = RANK[mark.style] >= RANK["digit"]
    opening = _OPENING.match(words)
    if (
        len(words) <= _WHOLE_LINE
        and not _STOP.search(words[:-1])
        and not (opening and opening.end() < len(words))
    ):
        if _UNFINISHED.search(words) or (mark.loose and (_PROSE.search(words) or len(words) > 25)):
            return None
        sentence = words.endswith("。")
        if sentence and (len(words) > _RUN_IN or _FIGURE.search(plain(words))):
            return None
        if item and not _has_content(mark, following):
            return None
        spaced = _SPACED.match(words)
        return spaced.end("head") if spaced and _PROSE.search(words) else len(words)
    if mark.loose:
        return None
    opening = opening or _SPACED.match(words)
    if opening and not _FIGURE.search(plain(opening[0])):
        return opening.end("head") if "head" in opening.groupdict() else opening.end()
    return None


def _has_content(mark: Mark, following: str) -> bool:
    """Whether prose or the first heading of another style follows: else a marked line is an item of a list."""
    after = parse_mark(following)
    if after is not None:
        return after.style != mark.style and after.number == 1
    return _PROSE.search(following) is not None


def _made(line: str, length: int, mark: Mark | None, paragraph: Paragraph) -> Heading:
    """Build the heading from the first ``length`` characters of ``line``, its closing stop left out."""
    words = line[:length].strip().rstrip("。：: ") or line.strip()
    body = paragraph.start + length
    return Heading(
        words,
        mark.style if mark else "plain",
        mark.number if mark else None,
        paragraph.level if paragraph.kind == "heading" else None,
        paragraph.start,
        body + 1 if body == paragraph.end else body,
    )


def _unnumbered(text: str, paragraphs: Sequence[Paragraph]) -> Iterator[Heading]:
    """Yield short lines without punctuation that stand between two paragraphs of prose."""
    for before, paragraph, after in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        line = text[paragraph.start : paragraph.end]
        if "row" in (before.kind, paragraph.kind, after.kind) or not 2 <= len(line) <= 25:
            continue
        ended = text[before.end - 1 : before.end] in "。！？" or is_title(text[before.start : before.end])
        prose = _PROSE.search(text, after.start, after.end) and after.end - after.start > len(line)
        if ended and prose and re.fullmatch(r"[一-龥“”、（）]+", line) and not is_title(line):
            yield _made(line, len(line), None, paragraph)


class _Tree:
    """The headings open at a place, from the outermost in, and how styles of marks nest in this report."""

    def __init__(self) -> None:
        self.warnings: list[Oddity] = []
        self._open: list[Heading] = []
        self._inside: dict[str, frozenset[str]] = {}
        self._last: dict[tuple[tuple[str, ...], str], int] = {}

    def accepts(self, heading: Heading) -> bool:
        """Whether a line without a format's own mark is a heading here; table 3 is full of marked labels."""
        outer = next((h for h in self._open if RANK.get(h.style, 9) <= RANK["han"]), None)
        if outer is None or not _REQUESTS.search(plain(outer.text)):
            return True
        if heading.style != outer.style:
            return RANK[heading.style] < RANK[outer.style] or heading.style == "annex"
        return heading.number is not None and outer.number is not None and heading.number > outer.number

    def item(self, mark: Mark) -> None:
        """Note a numbered paragraph that is no heading, so that the next heading is not taken for a jump."""
        if mark.number is None:
            return
        parent = tuple(h.text for h in self._open if RANK.get(h.style, 9) < RANK[mark.style])
        if mark.number == self._last.get((parent, mark.style), 0) + 1:
            self._last[parent, mark.style] = mark.number

    def place(self, heading: Heading) -> tuple[str, ...]:
        """Open ``heading`` at its depth and return its path."""
        del self._open[self._depth(heading) :]
        parent = tuple(h.text for h in self._open)
        self._inside.setdefault(heading.style, frozenset(h.style for h in self._open))
        if (
            heading.number is not None
            and RANK[heading.style] <= RANK["paren_han"]
            and heading.style != "annex"
        ):
            self._check_number(heading, (parent, heading.style))
        self._open.append(heading)
        return (*parent, heading.text)

    def _depth(self, heading: Heading) -> int:
        """Return how many of the open headings stand above ``heading``."""
        same = [
            i
            for i, h in enumerate(self._open)
            if h.style == heading.style and (h.level == heading.level or None in (h.level, heading.level))
        ]
        if same:
            following = [i for i in same if (self._open[i].number or 0) + 1 == heading.number]
            return (following or same)[0]
        depth = len(self._open)
        while depth and not self._above(self._open[depth - 1], heading):
            depth -= 1
        return depth

    def _above(self, outer: Heading, heading: Heading) -> bool:
        """Whether ``heading`` can stand under ``outer``."""
        if outer.level is not None and heading.level is not None and outer.level != heading.level:
            return outer.level < heading.level
        if not outer.numbered:
            return heading.number == 1 and RANK[heading.style] >= RANK["paren_han"]
        if not heading.numbered:
            return None in (outer.level, heading.level)
        if RANK[outer.style] < RANK[heading.style]:
            return True
        known = self._inside.get(heading.style)
        if known is not None:
            return outer.style in known
        return heading.number == 1 and RANK[heading.style] >= RANK["paren_han"]

    def _check_number(self, heading: Heading, series: tuple[tuple[str, ...], str]) -> None:
        last = self._last.get(series, 0)
        number = heading.number or 0
        self._last[series] = number
        span = (heading.start, heading.start + len(heading.text))
        if number == last or 0 < number < last:
            self.warnings.append(
                Oddity(
                    "heading_duplicate",
                    f"标题序号重复或倒退：“{heading.text}”。",
                    f"The number of the heading “{heading.text}” comes twice or out of order.",
                    *span,
                )
            )
        elif number > last + 1:
            self.warnings.append(
                Oddity(
                    "heading_jump",
                    f"标题序号不连续：“{heading.text}”之前缺少第 {last + 1} 项。",
                    f"Before the heading “{heading.text}” number {last + 1} is missing.",
                    *span,
                )
            )
