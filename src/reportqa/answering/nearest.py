"""The section to read where a report does not state what was asked: the heading over its nearest sentence."""

from __future__ import annotations

from collections.abc import Sequence

from reportqa.answering.rows import looks_like_row
from reportqa.answering.sentences import Sentence
from reportqa.model import Report, Section

_HEADING = 8.0
"""Weight of a heading that holds the words of the question, beside the fitted score of a sentence under it."""


def nearest_heading(report: Report, ranked: Sequence[Sentence]) -> tuple[int, int] | None:
    """Return the span of the heading of the section nearest to a question; None in a report without any."""
    by_section = sorted(ranked, key=lambda s: -(s.fit + _HEADING * s.features["heading"]))
    for sentence in by_section:
        section = report.section_at(sentence.passage.start)
        heading = _heading(report, section) if section and section.path else None
        if heading:
            return heading
    headings = (_heading(report, s) for s in report.sections if s.path)
    return next((h for h in headings if h), None)


def _heading(report: Report, section: Section) -> tuple[int, int] | None:
    """Return the span of a section's heading; None where it has none, or a row of a table for one."""
    start, end = section.start, section.body_start
    while end > start and report.text[end - 1].isspace():
        end -= 1
    while start < end and report.text[start].isspace():
        start += 1
    return None if start == end or looks_like_row(report.text[start:end]) else (start, end)
