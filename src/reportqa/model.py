"""The nouns that every floor of the program passes along.

All are frozen: a report, once read, never changes. Positions are half-open character spans
``[start, end)`` into ``Report.text`` unless a docstring says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Literal

from reportqa.kinds import Applicant as Applicant
from reportqa.kinds import Approx as Approx
from reportqa.kinds import How as How
from reportqa.kinds import Intent as Intent
from reportqa.kinds import Language as Language
from reportqa.kinds import Status as Status


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something odd in a report: kept and shown, never repaired silently.

    ``code`` is stable and names the kind (``signed_before_period_end``, ``agency_mismatch``,
    ``truncated_table`` …); ``text_zh`` and ``text_en`` say it to people.
    """

    code: str
    text_zh: str
    text_en: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ContactItem:
    """One way to reach the agency, as its report prints it.

    ``kind`` is one of ``address postcode telephone fax email website department hours``. ``value``
    has stray spaces removed; the published form is ``Report.text[start:end]``.
    """

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of a report under one heading path.

    ``path`` holds the headings from the outermost inwards, as published with line wraps removed.
    ``start``/``end`` span the section's own text, heading line included, up to the next heading of
    any depth. ``page`` is the 1-based page on which it starts, None where there are no pages.
    """

    path: tuple[str, ...]
    start: int
    end: int
    page: int | None = None
    body_start: int = 0
    """Where the text after the heading line begins."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. ``text`` is as published, wraps inside the cell removed.

    ``row_path`` and ``column_path`` are the header words that govern it, outermost first; empty for
    header cells. ``blank`` means that the cell is printed but empty. ``confidence`` (0 to 1) is set
    for cells read by OCR.
    """

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    start: int
    end: int
    header: bool = False
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    page: int | None = None
    confidence: float | None = None

    @property
    def blank(self) -> bool:
        """Whether the cell is printed but empty."""
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its cells in reading order; rows are ``Report.text`` lines, cells parted by tabs.

    ``form`` names the statutory table once recognised: ``active.2019``, ``active.2021`` (table 2),
    ``requests.2019``, ``requests.2021`` (table 3), ``disputes`` (table 4), ``statistics``
    (the appendix of 2014 to 2018), or None.
    """

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    start: int
    end: int
    page: int | None = None
    caption: str = ""
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One published yearly report.

    ``text`` is the published text with line wraps and page marks removed. ``offsets`` maps it back:
    pairs ``(position in text, position in the file's extracted text)``, one at each place where
    something was left out; between two pairs positions advance together. ``pages`` gives
    ``(position in text, page number)`` at which each page starts; empty where there are no pages.
    """

    id: str
    agency: str
    year: int | None
    title: str
    source: str
    sha256: str
    text: str
    sections: tuple[Section, ...]
    tables: tuple[Table, ...] = ()
    offsets: tuple[tuple[int, int], ...] = ((0, 0),)
    pages: tuple[tuple[int, int], ...] = ()
    contact: tuple[ContactItem, ...] = ()
    period: str = ""
    signed: str | None = None
    """Signing date, ISO ``YYYY-MM-DD``."""
    published: str | None = None
    url: str | None = None
    sample: bool = False
    """True for reports written as samples; pages that show them must say so."""
    kind: str = "disclosure"
    """``disclosure`` (yearly report on information disclosure) or ``other``."""
    warnings: tuple[Oddity, ...] = ()
    attachments: tuple[str, ...] = ()

    def section_at(self, position: int) -> Section | None:
        """Return the section that holds ``position``, None before the first."""
        found = None
        for section in self.sections:
            if section.start > position:
                break
            found = section
        return found

    def page_at(self, position: int) -> int | None:
        """Return the 1-based page of ``position``, None where the file has no pages."""
        found = None
        for start, page in self.pages:
            if start > position:
                break
            found = page
        return found

    def file_offset(self, position: int) -> int:
        """Map a position in ``text`` to the position in the file's extracted text."""
        base, origin = 0, 0
        for start, source in self.offsets:
            if start > position:
                break
            base, origin = start, source
        return origin + position - base


@dataclass(frozen=True, slots=True)
class Check:
    """Outcome of one identity check: ``PASS``, ``FAIL`` or ``CANNOT TELL``, with both sides.

    ``rule`` is a stable id; ``left`` and ``right`` say each side with its computation, in Chinese
    terms of the report; ``spans`` are the places it touches in the report.
    """

    rule: str
    result: Literal["PASS", "FAIL", "CANNOT TELL"]
    left: str
    right: str
    text_zh: str
    text_en: str
    spans: tuple[tuple[int, int], ...] = ()
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that a report states, with what it counts and where it stands.

    ``value`` is in ``unit`` (``536 万`` without a counter has value 5360000, unit ``""``;
    ``7545万元`` has value 7545, unit ``万元``). ``text`` is the number with its unit as published.
    ``start``/``end`` span the quote, ``value_start``/``value_end`` the number with its unit.
    ``counted`` holds the words beside the number that it counts. ``row_path``/``column_path`` are
    set for table cells. ``part_of`` marks 其中 and bracketed parts, ``cumulative`` marks totals over
    more than the year (截至…累计), ``delta`` a change against another
    year (比上年增加 12 件). ``circle`` is ``office``, ``area`` (whole district) or None.
    """

    report: str
    agency: str
    year: int | None
    value: int | float
    unit: str
    text: str
    indicator: str | None
    how: How
    quote: str
    start: int
    end: int
    value_start: int
    value_end: int
    section: tuple[str, ...] = ()
    page: int | None = None
    counted: str = ""
    clause: str = ""
    applicant: Applicant | None = None
    approx: Approx = Approx.EXACT
    part_of: bool = False
    cumulative: bool = False
    delta: bool = False
    circle: str | None = None
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()
    confidence: float | None = None
    checks: tuple[Check, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where an answer stands: an exact substring of the published text and a link to it."""

    report: str
    title: str
    agency: str
    year: int | None
    section: tuple[str, ...]
    quote: str
    start: int
    end: int
    page: int | None
    source: str
    url: str
    mark_start: int | None = None
    mark_end: int | None = None
    """Span of the figure (or key words) to mark, counted from the start of the quote."""
    sample: bool = False
    role: str = "evidence"
    """``evidence`` states the answer, ``report`` says which year a report is on, ``nearest`` is the heading
    nearest to what was asked."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        data = {f.name: getattr(self, f.name) for f in fields(self) if not f.name.startswith("mark_")}
        mark = None if self.mark_start is None else [self.mark_start, self.mark_end]
        return data | {"section": list(self.section), "mark": mark}


@dataclass(frozen=True, slots=True)
class Question:
    """What was understood of a question.

    ``agencies`` are full names known to the library; ``unknown_agencies`` are names that the
    question uses and no report bears. ``indicators`` are catalogue ids, best first. ``carried``
    lists what came from the conversation (``agency``, ``year``, ``indicator``).
    """

    text: str
    language: Language
    agencies: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    intent: Intent = Intent.FIGURE
    carried: tuple[str, ...] = ()
    unknown_agencies: tuple[str, ...] = ()
    applicant: Applicant | None = None
    assumed: tuple[str, ...] = ()
    """What was filled in because the question left it open (``agency``, ``year``)."""
    subject: str = ""
    """The text that named what is asked about: this question's own, or an earlier one's if carried."""

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "agencies": list(self.agencies),
            "years": list(self.years),
            "indicators": list(self.indicators),
            "intent": str(self.intent),
            "carried": list(self.carried),
            "assumed": list(self.assumed),
            "unknown_agencies": list(self.unknown_agencies),
            "applicant": str(self.applicant) if self.applicant else None,
            "subject": self.subject,
        }


@dataclass(frozen=True, slots=True)
class AnswerFigure:
    """A figure as part of an answer, with its label in the answer's language."""

    value: int | float
    unit: str
    text: str
    indicator: str | None
    label: str
    agency: str
    year: int | None
    how: How
    approx: Approx
    citation: int
    """Index into ``Answer.citations``."""
    role: str = ""
    """"" the answer itself, ``sum`` and ``change`` computed from others, ``part`` an addend, ``also`` another
    figure of the same thing."""
    checks: tuple[Check, ...] = ()
    confidence: float | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        data = {f.name: getattr(self, f.name) for f in fields(self)}
        names = ("rule", "result", "left", "right", "text_zh", "text_en")
        checks = [{name: getattr(check, name) for name in names} for check in self.checks]
        return data | {"how": str(self.how), "approx": str(self.approx), "checks": checks}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A next question to click; ``choice`` marks an option of an ambiguous question."""

    text: str
    question: str
    choice: bool = False

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {"text": self.text, "question": self.question, "choice": self.choice}


@dataclass(frozen=True, slots=True)
class Answer:
    """The one result of asking; ``to_dict`` is the one JSON form of it."""

    status: Status
    text: str
    question: Question
    figures: tuple[AnswerFigure, ...] = ()
    citations: tuple[Citation, ...] = ()
    computation: str | None = None
    suggestions: tuple[Suggestion, ...] = ()
    why: tuple[Mapping[str, Any], ...] = ()
    """How the answer was found: one entry a step or candidate, for ``--explain``."""
    index: str = ""
    ms: float = 0.0
    notes: tuple[str, ...] = field(default=())

    @property
    def language(self) -> Language:
        """The language of ``text``."""
        return self.question.language

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """Return the JSON form that the command line, the API and the widget share."""
        data: dict[str, Any] = {
            "status": str(self.status),
            "text": self.text,
            "language": self.language,
            "question": self.question.to_dict(),
            "figures": [f.to_dict() for f in self.figures],
            "citations": [c.to_dict() for c in self.citations],
            "computation": self.computation,
            "notes": list(self.notes),
            "suggestions": [s.to_dict() for s in self.suggestions],
            "index": self.index,
            "ms": round(self.ms, 1),
        }
        if explain:
            data["why"] = [dict(w) for w in self.why]
        return data
