"""What every kind of answer is made from: the question as read, the reports chosen, a growing draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportqa.answering.cite import cite_year
from reportqa.answering.question import Understood
from reportqa.answering.selection import Selection
from reportqa.answering.shelf import Shelf
from reportqa.figures.catalogue import Catalogue
from reportqa.model import Answer, AnswerFigure, Citation, Language, Question, Report, Status, Suggestion


@dataclass(slots=True)
class Draft:
    """An answer being written.

    ``add`` appends citations without repeating one; ``finish`` makes the ``Answer``.
    """

    asked: Understood
    question: Question
    selection: Selection
    shelf: Shelf
    catalogue: Catalogue
    figures: list[AnswerFigure] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    why: list[Mapping[str, Any]] = field(default_factory=list)
    computations: list[str] = field(default_factory=list)

    @property
    def language(self) -> Language:
        """The language of the answer."""
        return self.question.language

    def add(self, citation: Citation) -> int:
        """Append a citation unless the same place is cited already; return its index."""
        for i, old in enumerate(self.citations):
            if (old.report, old.start, old.end, old.mark_start) == (
                citation.report, citation.start, citation.end, citation.mark_start,
            ):  # fmt: skip
                return i
        self.citations.append(citation)
        return len(self.citations) - 1

    def year_text(self, report: Report) -> str:
        """Return the report's year in digits if a quote holds them; cite the line that does, if needed."""
        year = "" if report.year is None else str(report.year)
        if year and not any(year in c.quote for c in self.citations if c.report == report.id):
            line = cite_year(report)
            if line is None:
                return ""
            self.add(line)
        return year

    def finish(self, status: Status, text: str) -> Answer:
        """Return the finished answer."""
        return Answer(
            status=status,
            text=text,
            question=self.question,
            figures=tuple(self.figures),
            citations=tuple(self.citations),
            computation=("; " if self.language == "en" else "；").join(self.computations) or None,
            suggestions=tuple(self.suggestions),
            why=tuple(self.why),
            index=self.shelf.index_id,
            notes=tuple(dict.fromkeys(self.notes)),
        )
