"""The section to read where a report does not state what was asked: the nearest heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportqa.answering.question import Understood
from reportqa.answering.rows import looks_like_row
from reportqa.answering.sentences import Sentence
from reportqa.figures.patterns import fold
from reportqa.model import Report, Section

_EVERYDAY = frozenset("政府 信息 公开 情况 工作 年度 报告 全年 数量 收到 多少 主动 进行 办理".split())
"""Pairs of characters that stand in the headings of any report."""
_HEADING = 1.0
"""Weight of a heading that names the subject, beside the score of a section's best sentence."""
_OVERVIEW = re.compile("总体|概述|概况|基本情况|主动公开")
"""Sections that speak of all that an agency did, for a subject that no section names."""


def nearest_heading(report: Report, ranked: Sequence[Sentence], asked: Understood) -> tuple[int, int] | None:
    """Return the span of the heading of the section nearest to a question; None in a report without any.

    A section is near by its best sentence and by the words of its headings; the overview stands in for
    a subject of which no section speaks.
    """
    headed = [s for s in report.sections if s.path and _heading(report, s)]
    if not headed:
        return None
    near = {s.start: _HEADING * _named(asked, s) for s in headed}
    for sentence in ranked:
        section = report.section_at(sentence.passage.start)
        if section and section.start in near and sentence.score > 0:
            near[section.start] = max(near[section.start], sentence.score + _HEADING * _named(asked, section))
    best = max(headed, key=lambda s: near[s.start])
    if near[best.start] <= 0:
        best = next((s for s in headed if _OVERVIEW.search(s.path[-1])), headed[0])
    return _heading(report, best)


def _heading(report: Report, section: Section) -> tuple[int, int] | None:
    """Return the span of a section's heading; None where it has none, or a row of a table for one."""
    start, end = section.start, section.body_start
    while end > start and report.text[end - 1].isspace():
        end -= 1
    while start < end and report.text[start].isspace():
        start += 1
    return None if start == end or looks_like_row(report.text[start:end]) else (start, end)


def _named(asked: Understood, section: Section) -> float:
    """Return the largest share of a term's pairs of characters that a heading holds."""
    heading = fold(" ".join(section.path), "zh").text
    best = 0.0
    for term in asked.terms:
        for word in term.alternatives[:3]:
            pairs = [p for i in range(len(word) - 1) if (p := word[i : i + 2]) not in _EVERYDAY]
            if pairs:
                best = max(best, term.in_text * sum(p in heading for p in pairs) / len(pairs))
    return best
