"""What goes in and what comes out, as the OpenAPI description states it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from reportqa.model import Applicant, Approx, How, Intent, Status

Year = Annotated[int, Field(ge=1900, le=2200)]
LANGUAGE = Literal["zh", "en"]


class Strict(BaseModel):
    """What clients send: unknown fields and wrong types are refused."""

    model_config = ConfigDict(extra="forbid", strict=True)


class AskBody(Strict):
    """A question."""

    question: str = Field(
        min_length=1, description="In Chinese or English.", examples=["教育局2021年收到多少件信息公开申请？"]
    )
    language: LANGUAGE | None = Field(None, description="Language of the answer; without it, the question's.")
    after: str | None = Field(
        None, max_length=8000, description="`after` of the answer that this question follows."
    )
    altcha: str | None = Field(
        None, max_length=2000, description="A solved challenge, where `GET widget` says `proof`."
    )


class About(Strict):
    """Which answer a verdict is about."""

    question: str = Field("", max_length=2000)
    status: str = Field("", max_length=20)
    value: int | float | None = None
    report: str | None = Field(None, max_length=200)
    span: Annotated[list[Annotated[int, Field(ge=0, lt=2**31)]], Field(min_length=2, max_length=2)] | None = None
    index: str = Field("", max_length=100)


class FeedbackBody(Strict):
    """A verdict on an answer."""

    verdict: Literal["right", "wrong"]
    reason: Literal["figure", "quote", "report", "understood", "other"] | None = Field(
        None, description="What is wrong; needed with `wrong`."
    )
    words: str = Field("", max_length=1000)
    about: About


class Query(BaseModel):
    """Parameters of an address: unknown ones are refused, so that a misspelt filter never lists everything."""

    model_config = ConfigDict(extra="forbid")


class Paged(Query):
    """Which part of a list."""

    limit: int = Field(100, ge=1, le=5000)
    offset: int = Field(0, ge=0, le=10_000_000)


class FiguresQuery(Paged):
    """Filters of the figures; all given must fit."""

    agency: str | None = Field(None, min_length=1, max_length=100, description="Full name, short one, or part of one.")
    year: Year | None = Field(None, description="The year reported on.")
    indicator: str | None = Field(None, min_length=1, max_length=100, description="Id of `GET indicators`.")
    report: str | None = Field(None, min_length=1, max_length=200, description="Id of a report.")


class ReportsQuery(Paged):
    """Filters of the reports."""

    agency: str | None = Field(None, min_length=1, max_length=100, description="Part of the agency's name.")
    year: Year | None = Field(None, description="The year reported on.")


class ReportQuery(Query):
    """What of a report."""

    text: bool = Field(False, description="Whether its whole text comes along.")


class QuoteQuery(Query):
    """A place in a report's text, counted in characters."""

    start: int = Field(ge=0, le=10_000_000)
    end: int = Field(ge=1, le=10_000_000, description="At most 5000 after `start`.")


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
    indicators: dict[str, str] = Field(description="Names of the indicators.")


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
