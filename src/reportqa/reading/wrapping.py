"""Whether one line of a text runs on in the next: the width, the blank lines and the words decide."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportqa.reading.headings import parse_mark

_TERMINAL = re.compile(r"[。！？!?…][”’）》」』\")]*$")
_PAUSE = re.compile(r"[：；:;]$")
_COMMA = re.compile(r"[，、,（《“‘「『〔(—]$")
_CLOSER = re.compile(r"[，。、；：？！）》”’」』】〕％%‰℃!?;:,)\]]")
_NUMERIC = re.compile(r"[\d.,，%％\-－—/\s]+$")
_PROSE = re.compile(r"[，。；？！]")
_DATE = re.compile(
    r"[（(]?[\d〇○零一二三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*"
    r"(?:[\d一二三四五六七八九十]{1,3}\s*日)?[）)]?$"
)
_ORGANISATION = re.compile(r"(?:局|厅|府|委|会|办|院|处|所|站|馆|队|室|中心|镇|乡|街道|廳|處|署|組|组)$")
_LABEL = re.compile(r"(?:[一-龥]\s*){2,6}[：:]")
_REFERS = re.compile(r"(?:第|条|條|款|和|与|與|至|及|或|的|在|[A-Za-z\d(（《“、，])$")
_COMPLETE = re.compile(
    r"(?:情况|情況|概述|概况|概況|方面|工作|建设|建設|事项|事項|措施|问题|問題|机制|機制|保障|监督|監督|管理|"
    r"公开|公開|说明|說明|报告|報告|年报|打算|安排|计划|計劃|成效|水平|能力|平台)$"
)
_CONTINUES = re.compile(r"[的和及与與或]")
_YEAR = re.compile(r"[\d〇○零一二三四五六七八九]{4}\s*年")
_PAIRS = {"（": "）", "《": "》", "“": "”", "(": ")", "「": "」"}
_CLOSES = re.compile("[）》”)」（《“(「]")


@dataclass(frozen=True, slots=True)
class Physical:
    """A line as written: its words, its width with indentation in columns, and what stands before it."""

    text: str
    width: int
    indent: int
    blank: bool
    mark: bool
    touches: bool = False
    """No line end stands before it."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text is set: ``width`` in columns if its lines are hard-wrapped, and which cues open paragraphs."""

    width: int | None = None
    blanks: bool = False
    indents: bool = False

    @property
    def slack(self) -> int:
        """Columns by which a full line may fall short: a long word, punctuation that must not lead a line."""
        return 0 if self.width is None else max(4, min(10, self.width // 5))

    def full(self, line: Physical) -> bool:
        """Whether ``line`` reaches the width at which lines are wrapped."""
        return self.width is not None and line.width >= self.width - self.slack

    def opens(self, line: Physical) -> bool | None:
        """Whether the cues say that ``line`` opens a paragraph; None if the text has no reliable cue."""
        if self.indents:
            return line.indent >= 2
        return line.blank if self.blanks and not line.mark else None


def columns(text: str) -> int:
    """Return the display width of ``text``; a Chinese character has two columns."""
    return len(text.encode("gbk", "replace"))


def layout_of(lines: Sequence[Physical]) -> Layout:
    """Tell from the widths of ``lines`` whether they are hard-wrapped, and how paragraphs are set apart."""
    width = _wrap_width(lines)
    if width is None:
        return Layout()
    layout = Layout(width)
    ended = running = ended_blank = ended_indent = running_blank = running_indent = 0
    for line, after in itertools.pairwise(lines):
        terminal = _TERMINAL.search(line.text[-4:]) is not None
        if terminal and not layout.full(line):
            ended, ended_blank, ended_indent = (
                ended + 1,
                ended_blank + after.blank,
                ended_indent + (after.indent >= 2),
            )
        elif not terminal and layout.full(line):
            running = running + 1
            running_blank, running_indent = running_blank + after.blank, running_indent + (after.indent >= 2)
    if not ended or not running:
        return layout
    blanks = ended_blank >= 0.8 * ended and running_blank <= 0.2 * running
    indents = ended_indent >= 0.7 * ended and running_indent <= 0.2 * running
    return Layout(width, blanks, indents)


def _wrap_width(lines: Sequence[Physical]) -> int | None:
    """Return the width that holds most of the text's mass in lines that end mid-sentence, None if none does."""
    inner = sorted(x.width for x in lines[:-1] if x.width >= 16 and not _TERMINAL.search(x.text[-4:]))
    if not inner:
        return None
    total = sum(x.width for x in lines)
    best, best_mass, first, mass = 0, 0, 0, 0
    for width in inner:
        mass += width
        while inner[first] < width - max(4, min(8, width // 5)):
            mass -= inner[first]
            first += 1
        if mass >= best_mass:
            best, best_mass = width, mass
    beyond = sum(x.width for x in lines if x.width > best + 6)
    return best if best_mass >= 0.25 * total and beyond <= 0.15 * total else None


def runs_on(paragraph: str, last: Physical, after: Physical, layout: Layout) -> bool:
    """Tell whether ``after`` continues ``paragraph``, whose last physical line is ``last``."""
    if after.touches:
        return True
    text, following = last.text, after.text
    terminal = _TERMINAL.search(text[-4:]) is not None
    if _CLOSER.match(following) and not _NUMERIC.match(following):
        return not terminal or following[0] in "”’）》」』"
    full = layout.full(last)
    mark = parse_mark(following)
    if mark and not mark.loose:
        return not terminal and (full or bool(_PROSE.search(text))) and _REFERS.search(text) is not None
    if terminal:
        return full and layout.opens(after) is False and _PROSE.search(following) is not None
    if layout.indents and layout.opens(after) and not _COMMA.search(text):
        return False
    if _stands_alone(text, following):
        return False
    if _closes_bracket(paragraph, following):
        return True
    if parse_mark(paragraph) and not _PROSE.search(paragraph.rstrip("，。；")):
        return _heading_runs_on(text, following, full)
    if _PAUSE.search(text):
        return full and not _LABEL.match(following) and layout.opens(after) is not True
    if full:
        return layout.opens(after) is not True or _PROSE.search(text) is not None
    wide = layout.width // 2 if layout.width else 40
    prose = _PROSE.search(paragraph) is not None and last.width >= wide
    return (prose or _COMMA.search(text) is not None) and _PROSE.search(following) is not None


def _stands_alone(text: str, following: str) -> bool:
    """Whether a pair of lines is a signature, a title or cells, not one sentence."""
    if _NUMERIC.match(following) and not _PROSE.search(text):
        return True
    if _NUMERIC.match(text):
        return True
    named = _ORGANISATION.search(text) is not None and not _PROSE.search(text)
    if named and (_DATE.match(following) or _YEAR.match(following)):
        return True
    return bool(_LABEL.match(following) and _LABEL.match(text) and not _COMMA.search(text))


def _closes_bracket(paragraph: str, following: str) -> bool:
    """Whether ``following`` closes a bracket that the end of ``paragraph`` left open."""
    open_signs: list[str] = []
    for sign in _CLOSES.findall(paragraph[-80:]):
        if sign in _PAIRS:
            open_signs.append(sign)
        elif open_signs and _PAIRS[open_signs[-1]] == sign:
            open_signs.pop()
    first = _CLOSES.search(following)
    return bool(open_signs and first and _PAIRS[open_signs[-1]] == first[0])


def _heading_runs_on(text: str, following: str, full: bool) -> bool:
    """Whether a heading, numbered and without a stop so far, runs on in the next line."""
    if _COMMA.search(text) and not text.endswith("—"):
        return True
    if not full:
        return False
    if _CONTINUES.match(following):
        return True
    return not (_COMPLETE.search(text) or _YEAR.match(following))
