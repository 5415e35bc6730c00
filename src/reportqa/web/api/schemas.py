"""What comes out, as the OpenAPI description states it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from reportqa.model import Applicant, Approx, How, Intent, Status

LANGUAGE = Literal["zh", "en"]


class CheckDoc(BaseModel):
    """A sum that was checked."""

    rule: str
    result: Literal["PASS", "FAIL", "CANNOT TELL"]
    left: str
    right: str
    text_zh: str
    text_en: str


class AnswerFigureDoc(BaseModel):
    """A figure of an answer."""

    value: int | float
    unit: str
    text: str = Field(description="As published, with its unit.")
    indicator: str | None
    label: str
    agency: str
    year: int | None
    how: How
    approx: Approx
    citation: int = Field(description="Which of the citations states it.")
    role: str
    confidence: float | None
    checks: list[CheckDoc]


class CitationDoc(BaseModel):
    """An exact quote and its place."""

    report: str
    title: str
    agency: str
    year: int | None
    section: list[str]
    quote: str = Field(description="An exact part of the published text.")
    start: int
    end: int
    mark: list[int] | None = Field(description="Span of the figure within the quote.")
    page: int | None
    source: str
    url: str = Field(description="Opens the report at the quote; from the root of this host.")
    sample: bool
    role: str


class QuestionDoc(BaseModel):
    """What was understood."""

    agencies: list[str]
    years: list[int]
    indicators: list[str]
    intent: Intent
    carried: list[str]
    assumed: list[str]
    unknown_agencies: list[str]
    applicant: Applicant | None
    subject: str


class SuggestionDoc(BaseModel):
    """A next question."""

    text: str
    question: str
    choice: bool


class AnswerDoc(BaseModel):
    """An answer: what every figure says stands in one of the quotes."""

    status: Status
    text: str
    language: LANGUAGE
    question: QuestionDoc
    figures: list[AnswerFigureDoc]
    citations: list[CitationDoc]
    computation: str | None
    notes: list[str]
    suggestions: list[SuggestionDoc]
    index: str = Field(description="Build of the index that answered.")
    ms: float
    after: str | None = Field(description="Send it with the next question to follow up.")


class FigureDoc(BaseModel):
    """A figure with its quote and place."""

    report: str
    agency: str
    year: int | None
    indicator: str | None
    counted: str = Field(description="The words beside the number that it counts.")
    value: int | float
    unit: str
    text: str
    how: How
    approx: Approx
    applicant: Applicant | None
    part_of: bool
    cumulative: bool
    delta: bool
    circle: str | None
    quote: str
    start: int
    end: int
    mark: list[int]
    section: list[str]
    page: int | None
    confidence: float | None
    checks: list[CheckDoc]
    url: str


class IndicatorDoc(BaseModel):
    """A line of the catalogue."""

    id: str
    zh: str
    en: str
    unit: str


class ReportRowDoc(BaseModel):
    """A report of the list."""

    id: str
    agency: str
    year: int | None
    title: str
    source: str
    kind: str
    sample: bool
    figures: int
    url: str


class SectionDoc(BaseModel):
    """A stretch of a report under its headings."""

    path: list[str]
    start: int
    end: int
    page: int | None


class ContactDoc(BaseModel):
    """A way to reach the agency."""

    kind: str
    value: str
    start: int
    end: int


class OddityDoc(BaseModel):
    """Something odd in a report."""

    code: str
    text_zh: str
    text_en: str
    start: int | None
    end: int | None


class ReportDoc(BaseModel):
    """A report."""

    id: str
    agency: str
    year: int | None
    title: str
    source: str
    sha256: str
    kind: str
    sample: bool
    period: str
    signed: str | None
    published: str | None
    published_at: str | None = Field(description="Address at which the agency published it.")
    length: int = Field(description="Characters of its text.")
    sections: list[SectionDoc]
    contact: list[ContactDoc]
    warnings: list[OddityDoc]
    text: str | None = Field(description="Its whole text, with `text=true`.")
    url: str


class QuoteDoc(BaseModel):
    """A quote and its place."""

    report: str
    title: str
    agency: str
    year: int | None
    section: list[str]
    quote: str
    start: int
    end: int
    page: int | None
    sample: bool
    url: str


class Page(BaseModel):
    """A part of a list."""

    total: int
    limit: int
    offset: int
    next: str | None = Field(description="Address of the part after it.")
    index: str


class FiguresDoc(Page):
    """Figures that fit."""

    items: list[FigureDoc]


class ReportsDoc(Page):
    """Reports that fit."""

    items: list[ReportRowDoc]


class IndicatorsDoc(BaseModel):
    """The catalogue of indicators."""

    index: str
    items: list[IndicatorDoc]


class AcceptedDoc(BaseModel):
    """The verdict was kept."""

    status: Literal["ok"]


class WidgetDoc(BaseModel):
    """What the widget needs to know before the first question."""

    paused: str | None = Field(description="The notice, while the widget is paused.")
    title: str
    notice: str
    examples: list[str]
    feedback: bool
    proof: bool = Field(description="Whether each question needs a solved challenge.")
    longest: int
    reports: int


class ChallengeDoc(BaseModel):
    """A challenge of ALTCHA's protocol: find the number whose SHA-256 with the salt is the challenge."""

    algorithm: Literal["SHA-256"]
    challenge: str
    maxnumber: int
    salt: str
    signature: str


class DetailDoc(BaseModel):
    """What does not fit."""

    field: str
    problem: str


class ErrorFacts(BaseModel):
    """Why a request was refused."""

    code: str = Field(description="Stable; programs may rely on it.")
    status: int
    message: str = Field(description="For people, in the language of Accept-Language.")
    retry_after: int | None = Field(None, description="Seconds until it is worth trying again.")
    details: list[DetailDoc] | None = None


class ErrorDoc(BaseModel):
    """The one shape of every error."""

    error: ErrorFacts
