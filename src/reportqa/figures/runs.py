"""Runs of numbers in the statutory parts of a report, with the words before them.

Whatever an extractor made of a table (a row a line, a cell a line, fragments with bars), its numbers still
come in order and its labels stand near. A run is what may be one row.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reportqa.figures.cells import CellNumber, cell_number, is_void
from reportqa.figures.forms import forms
from reportqa.figures.units import MANY_WORDS, UNITS
from reportqa.model import Report
from reportqa.reading.labels import best_similarity, fold, is_empty, similarity
from reportqa.reading.labels import label as label_of

_LINE = re.compile(r"[^\n]+")
_NUMBER = r"[+\-－]?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?(?:[万亿]?元)?"
_TRAILING = re.compile(
    rf"(?P<label>.*?[^\d\s.,，．+\-－０-９])?(?P<numbers>\s*{_NUMBER}(?:\s+{_NUMBER})*)\s*"
)
_ONE = re.compile(_NUMBER)
_GLUED = re.compile(
    rf"(?<!\S){_NUMBER}(?=[一二三四五六七八九十]{{1,2}}[、.．]|[（(][一二三四五六七八九十]{{1,2}}[)）]|(?![{''.join(sorted({u[0] for u in UNITS if u not in MANY_WORDS}))}月日号时点多余万亿第至起以、])[一-鿿])"
)
"""A number to which the next row's label was joined."""
_SEVERAL = re.compile(rf"(?<!\S){_NUMBER}(?:\s+{_NUMBER}){{2,}}(?!\S)")
_BEFORE_MARK = re.compile(
    r"\s+(?=[（(][一二三四五六七八九十]{1,2}[)）]|[0-9０-９]{1,2}\s*[.．、]\s*[^\s0-9０-９])"
)
_COUNTED_ONCE = re.compile("计\\s*1\\s*[条次]")
_NOTE = re.compile(r"\s*[（(][^（()）]*[0-9０-９][^（()）]*[）)]\s*")
_LONGEST_LABEL = 70
_SAME_TITLE = 0.86
_JOINED = 0.8
_UNIT_WORDS = frozenset(UNITS)


@dataclass(frozen=True, slots=True)
class Piece:
    """A label or part of one, with its span in the report's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Slot:
    """One number of a run; ``number`` is None for a printed blank."""

    number: CellNumber | None
    start: int
    end: int
    text: str

    @property
    def value(self) -> int | float | None:
        """The number's value, None for a blank."""
        return self.number.value if self.number else None


@dataclass(slots=True)
class Run:
    """Numbers that may be one row. ``own`` labels stand on its line, ``before`` since the run before it.

    ``start``/``end`` span the line or lines that hold the numbers and, in a column of cells, the label.
    """

    kind: str
    own: tuple[Piece, ...]
    before: tuple[Piece, ...]
    slots: list[Slot]
    start: int
    end: int
    unit: str = ""

    def candidates(self) -> list[tuple[str, int]]:
        """Return the texts that may be its label, each with where it starts; wrapped labels joined."""
        found = [("".join(p.text for p in self.own[at:]), self.own[at].start) for at in range(len(self.own))]
        tail = "".join(p.text for p in self.own)
        for back in range(1, min(5, len(self.before)) + 1):
            pieces = self.before[-back:]
            found.append(("".join(p.text for p in pieces) + tail, pieces[0].start))
        return found

    def labels_like(self, words: Sequence[str]) -> list[tuple[str, int]]:
        """Return the candidates that may be one of ``words``: those joined of several lines only if nearly so.

        Between a label whose numbers were lost and the numbers of another row stand words of their own, and
        an item mark begins another label.
        """
        whole = len(self.own) or 1
        first = next(
            (n for n, p in enumerate(reversed((*self.before, *self.own))) if label_of(p.text).mark), 9
        )
        reach = max(whole, first + 1)
        return [
            (text, start)
            for at, (text, start) in enumerate(self.candidates()[:reach])
            if at < whole or best_similarity(text, words) >= _JOINED
        ]


@dataclass(slots=True)
class Region:
    """The part of a report that holds one statutory table; ``words`` are its labels, folded and joined."""

    name: str
    start: int
    end: int
    runs: list[Run] = field(default_factory=list)
    words: str = ""


def breaks_of(report: Report) -> tuple[int, ...]:
    """Return the places in the report's text where something of the file was left out, mostly a line end."""
    pairs = report.offsets
    return tuple(after[0] for before, after in pairwise(pairs) if after[1] - before[1] > after[0] - before[0])


def regions(text: str, breaks: Sequence[int] = ()) -> list[Region]:
    """Return the parts under the titles of the statutory tables, in order.

    ``breaks`` are places where lines may have been joined that are rows of a table.
    """
    found: list[Region] = []
    inside: Region | None = None
    for line in _LINE.finditer(text):
        named = [(line.start(), _title(line[0]))]
        if named[0][1] is None:
            named = [(piece.start, _title(piece.text)) for piece in _parted(line, breaks)]
        for start, name in named:
            if name is None or (inside is not None and name == inside.name):
                continue
            if inside is not None:
                inside.end = start
            inside = Region(name, start, len(text)) if name != "after" else None
            if inside is not None:
                found.append(inside)
    for region in found:
        _fill(region, text, breaks)
    return found


def _title(line: str) -> str | None:
    """Return which table's title a line is; one word more or less (主动公开政府信息数) is another thing."""
    if len(line) > 45 or "|" in line or "\t" in line or line.rstrip().endswith(("。", "；", "，")):
        return None
    words = fold(line.replace("的", ""))
    for name, titles in forms().titles.items():
        for title in map(fold, titles):
            near = title in words or similarity(words, title) >= _SAME_TITLE
            if near and 0.8 * len(title) <= len(words) <= 2 * len(title):
                return name
    return None


def _fill(region: Region, text: str, breaks: Sequence[int]) -> None:
    before: list[Piece] = []
    words: list[str] = []
    unit = ""
    open_run: Run | None = None
    for line in _lines(text, region.start, region.end, breaks):
        run = _row(line, tuple(before), unit)
        if run is None:
            label = line.text.strip()
            if _NOTE.fullmatch(label):
                continue
            if label in _UNIT_WORDS:
                unit = label
            elif _is_label(label) and not is_empty(label):
                before += _label_pieces(line.text, line.start)
                words.append(label)
            open_run = None
            continue
        words += [line.text] if run.kind == "doubtful" else [piece.text for piece in run.own]
        if not run.slots:
            before += run.own
            open_run = None
        elif run.kind == "number" and open_run is not None:
            open_run.slots += run.slots
            open_run.end = run.end
        else:
            region.runs.append(run)
            open_run = run if run.kind in {"number", "label and number"} else None
            before, unit = [], ""
    region.words = fold("".join(words))


def _is_label(line: str) -> bool:
    return len(" ".join(line.split())) <= _LONGEST_LABEL and not re.search("[。；！？]", line)


def _lines(text: str, start: int, end: int, breaks: Sequence[int]) -> Iterator[Piece]:
    """Yield the lines, parted where rows were joined: at a line end of the file, at a label behind numbers."""
    for line in _LINE.finditer(text, start, end):
        yield from _parted(line, breaks)


def _parted(line: re.Match[str], breaks: Sequence[int]) -> Iterator[Piece]:
    """Yield the rows that were joined to one line; a sentence stays whole."""
    cuts: set[int] = set()
    if not re.search("[。；！？]", line[0]):
        cuts.update(breaks[bisect_right(breaks, line.start()) : bisect_left(breaks, line.end())])
        if "|" not in line[0] and "\t" not in line[0]:
            cuts.update(line.start() + glued.end() for glued in _GLUED.finditer(line[0]))
    edges = [line.start(), *sorted(cuts), line.end()]
    for at, stop in pairwise(edges):
        text = line.string[at:stop]
        if text.strip():
            yield Piece(text, at, stop)


def _row(line: Piece, before: tuple[Piece, ...], unit: str) -> Run | None:
    """Read a line that holds numbers as a run; None for a line of words.

    Kinds: ``cells`` (a row with bars or tabs), ``line`` (a row without), ``label and number`` and
    ``number`` (which a column of cells may go on from), ``doubtful`` (numbers among words).
    """
    if "|" in line.text or "\t" in line.text:
        return _cells_row(line, before)
    found = _TRAILING.fullmatch(line.text)
    if not found or not _is_label(found["label"] or ""):
        return _doubtful(line, before) if _SEVERAL.search(line.text) else None
    words, beside = _without_unit(found["label"] or "")
    own = tuple(_label_pieces(words, line.start))
    if any(ch.isdigit() and ch.isascii() for p in own for ch in _COUNTED_ONCE.sub("", label_of(p.text).body)):
        return _doubtful(line, before) if _SEVERAL.search(line.text) else None
    base = line.start + found.start("numbers")
    slots = [
        Slot(cell_number(m[0]), base + m.start(), base + m.end(), m[0])
        for m in _ONE.finditer(found["numbers"])
    ]
    kind = "line" if len(slots) > 1 else "label and number" if own else "number"
    return Run(kind, own, before, slots, line.start, line.end, beside or unit)


def _label_pieces(label: str, start: int) -> Iterator[Piece]:
    """Part the heading of a group off the label behind it (``（四）无法提供  1.本机关不掌握…``)."""
    at = 0
    for gap in (*_BEFORE_MARK.finditer(label), None):
        stop = gap.start() if gap else len(label)
        if label[at:stop].strip():
            yield Piece(label[at:stop].strip(), start + at, start + stop)
        at = gap.end() if gap else stop


def _doubtful(line: Piece, before: tuple[Piece, ...]) -> Run:
    numbers = [
        m for several in _SEVERAL.finditer(line.text) for m in _ONE.finditer(line.text, *several.span())
    ]
    slots = [Slot(cell_number(m[0]), line.start + m.start(), line.start + m.end(), m[0]) for m in numbers]
    return Run("doubtful", (), (*before, line), slots, line.start, line.end)


def _without_unit(label: str) -> tuple[str, str]:
    """Part a unit off the end of a label (``收到申请数 件``)."""
    words, space, last = label.rstrip().replace("\u3000", " ").rpartition(" ")
    return (words, last) if space and last in _UNIT_WORDS else (label, "")


def _cells_row(line: Piece, before: tuple[Piece, ...]) -> Run:
    cells = list(_cells(line))
    first = next((at for at, (_, _, text) in enumerate(cells) if cell_number(text)), len(cells))
    labels = [(s, e, t) for s, e, t in cells[:first] if not is_empty(t)]
    blank_lead = first
    while blank_lead > 0 and not cells[blank_lead - 1][2].strip():
        blank_lead -= 1
    slots = [Slot(cell_number(t), s, e, t) for s, e, t in cells[blank_lead:]] if first < len(cells) else []
    unit = next((t for _, _, t in labels if t in _UNIT_WORDS), "")
    own = tuple(Piece(t, s, e) for s, e, t in labels if t not in _UNIT_WORDS)
    return Run("cells", own, before, slots, line.start, line.end, unit)


def _cells(line: Piece) -> Iterator[tuple[int, int, str]]:
    """Yield the cells of a row with bars or tabs; the bars at both ends part nothing."""
    text = line.text
    bar = "\t" if "\t" in text else "|"
    at = line.start
    parts = text.split(bar)
    for number, part in enumerate(parts):
        edge = bar == "|" and not part.strip() and number in {0, len(parts) - 1}
        if not edge:
            lead = len(part) - len(part.lstrip())
            yield at + lead, at + lead + len(part.strip()), part.strip()
        at += len(part) + 1


def of_length(run: Run, length: int) -> list[Slot] | None:
    """Return the run's slots if they are ``length`` columns; blank cells at the ends may be surplus."""
    if run.kind == "doubtful":
        return None
    slots = list(run.slots)
    while len(slots) > length and not slots[-1].text:
        slots.pop()
    while len(slots) > length and not slots[0].text:
        slots.pop(0)
    fits = len(slots) == length and all(slot.number is not None or is_void(slot.text) for slot in slots)
    return slots if fits else None
