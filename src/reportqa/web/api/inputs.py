"""What clients send: bodies and parameters, checked before any route sees them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

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
    span: Annotated[list[Annotated[int, Field(ge=0, lt=2**31)]], Field(min_length=2, max_length=2)] | None = (
        None
    )
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

    agency: str | None = Field(
        None, min_length=1, max_length=100, description="Full name, short one, or part of one."
    )
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


class WidgetQuery(Query):
    """Language of the widget's words."""

    lang: LANGUAGE = "zh"


class QuoteQuery(Query):
    """A place in a report's text, counted in characters."""

    start: int = Field(ge=0, le=10_000_000)
    end: int = Field(ge=1, le=10_000_000, description="At most 5000 after `start`.")
