"""A figure as the matcher sees it: the words around the number, in rings of ownership.

The words beside a number are its own; those beside another number of the clause are that one's; the
clause before, the sentence and the headings lend theirs with less weight (findings 1).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reportqa.answering.dictionary import is_verb
from reportqa.answering.terms import word_weight
from reportqa.figures.clauses import Span, clauses
from reportqa.figures.patterns import fold
from reportqa.model import Figure, How, Report
from reportqa.search.segment import Segmenter

RINGS = (
    ("beside", 1.0),
    ("clause", 0.85),
    ("previous", 0.7),
    ("sentence", 0.45),
    ("heading", 0.5),
    ("before", 0.6),
    ("others", 0.3),
    ("context", 0.28),
    ("agency", 0.6),
)
"""Rings from the number outwards, with the credit that a word found there earns."""
_CONTEXT = 120
"""Characters of the sentence before that are looked at."""
_LEAD = 24
"""Characters of the head of a paragraph."""

_BRACKET = re.compile(r"(?<=[一-鿿])\([一-鿿]{1,4}\)(?=[一-鿿])")
_QUANTITY = frozenset(
    "金额 总额 总金额 合计 共计 总计 总数 总量 总投资 投资 资金 价值 涉及 其中 人数 户数 件数 次数 面积 总面积 均 平均 分别 合计金额 折合 约合 实有 实际 占 达 达到 约 近 超过 时间 时长".split()
)
"""Words that say how a number counts and not what."""

_GENERAL = frozenset(
    "政府 信息 政府信息 公开 政务 工作 年度 情况 数量 总计 全年 共 其中 本年 件 条 个 次 累计 各类 相关 有关 进行 通过 开展 我局 我区 我县 统计数 处理 决定 件数 本年度 申请人 第二十条".split()
)


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure with its folded rings and the content words beside its number."""

    figure: Figure
    beside: str
    clause: str
    previous: str
    sentence: str
    heading: str
    others: str
    words: tuple[tuple[str, float], ...]
    before: str = ""
    """The sentence up to the number, the words of its other numbers included: Chinese names a subject once."""
    context: str = ""
    """The head of the paragraph and the sentence before, within the paragraph."""
    agency: str = ""
    bare: bool = False
    """Whether the words beside it name no thing (采纳 17 条): then the clause before gives the subject."""
    whole: float | None = None
    """The number before it, of which a part-of figure is a part."""
    number: int = -1
    """Its place among the report's figures; -1 where it was taken out of them."""

    def ring(self, name: str) -> str:
        """Return the folded text of a ring."""
        return str(getattr(self, name))


def views(report: Report, figures: Sequence[Figure], segmenter: Segmenter) -> list[FigureView]:
    """Return the views of a report's figures; computed once for each report and kept by the library."""
    beside_in: dict[int, list[str]] = {}
    for figure in figures:
        if figure.how is not How.TABLE_CELL:
            beside_in.setdefault(figure.start, []).append(figure.counted)
    made = (_view(report, f, beside_in.get(f.start, []), segmenter) for f in figures)
    return [replace(view, number=n) for n, view in enumerate(made)]


@lru_cache(maxsize=1 << 16)
def _fold(text: str) -> str:
    """Fold a text; rows and headings of the statutory forms are the same in every report."""
    return fold(text, "zh").text


def _view(report: Report, figure: Figure, besides: Sequence[str], segmenter: Segmenter) -> FigureView:
    heading = _fold(" ".join(figure.section))
    if figure.how is How.TABLE_CELL:
        own = _fold(" ".join((*figure.row_path[-1:], *figure.column_path[-1:])))
        paths = _fold(" ".join((*figure.row_path, *figure.column_path)))
        return FigureView(
            figure, own, paths, "", paths, heading, "", _content(own, segmenter), agency=_fold(figure.agency)
        )
    beside = _unbracketed(_fold(figure.counted))
    clause, sentence, others = _unbracketed(_fold(figure.clause)), _fold(figure.quote), ""
    for piece in {_fold(other) for other in besides if other != figure.counted}:
        # words beside another number of the sentence are that one's
        for part in piece.split(" "):
            if len(part) >= 2 and part not in beside:
                clause, sentence = clause.replace(part, " "), sentence.replace(part, " ")
        others += " " + piece
    words = _content(beside, segmenter)
    return FigureView(
        figure=figure,
        beside=beside,
        clause=clause,
        previous=_previous(report, figure),
        sentence=sentence,
        heading=heading,
        others=others,
        words=words,
        before=_fold(report.text[figure.start : figure.value_start]),
        context=_sentence_before(report.text, figure.start),
        agency=_fold(figure.agency),
        bare=all(is_verb(w) or w in _QUANTITY for w, _ in words),
        whole=_whole(report, figure),
    )


def _unbracketed(text: str) -> str:
    """Return a folded text, and again without short brackets inside a word: 在校(园)学生."""
    plain = _BRACKET.sub("", text)
    return text if plain == text else f"{text} {plain}"


def _sentence_before(text: str, start: int) -> str:
    """Return how the paragraph begins and the sentence that ends at ``start``; "" at its beginning.

    Lists name the body or the subject at the head of an item: ——区民政局。
    """
    paragraph = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    if not paragraph:
        return ""
    sentences = re.split("[。！？；]", paragraph[:-1])
    return _fold(f"{sentences[0][:_LEAD]} {sentences[-1][-_CONTEXT:]}")


def _previous(report: Report, figure: Figure) -> str:
    """Return the clause before the figure's, within its sentence."""
    parts = clauses(report.text, Span(figure.start, figure.end))
    for i, part in enumerate(parts):
        if part.start <= figure.value_start < part.end:
            return _fold(parts[i - 1].of(report.text)) if i else ""
    return ""


def _whole(report: Report, figure: Figure) -> float | None:
    """Return the last number within the 40 characters before a part-of figure."""
    if not figure.part_of:
        return None
    found = re.findall(r"\d+(?:\.\d+)?", report.text[max(0, figure.value_start - 40) : figure.value_start])
    return float(found[-1]) if found else None


@lru_cache(maxsize=1 << 16)
def _content(text: str, segmenter: Segmenter) -> tuple[tuple[str, float], ...]:
    """Return the content words of a folded text with their weights."""
    text = re.sub("《[^》]*》", " ", text)
    words = [w for w in segmenter.cut(text) if w not in _GENERAL and not re.fullmatch(r"[\W\d_]+|.", w)]
    return tuple((w, word_weight(w, segmenter)) for w in dict.fromkeys(words))
