"""The kinds that nouns come in: what an answer's status, a question's intent, a figure's way of being said can be."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

Language = Literal["zh", "en"]


class Status(StrEnum):
    """How far an answer goes; a government site must never guess."""

    ANSWERED = "answered"
    STATED_NONE = "stated_none"
    NOT_STATED = "not_stated"
    NO_REPORT = "no_report"
    AMBIGUOUS = "ambiguous"
    OUT_OF_SCOPE = "out_of_scope"


class Intent(StrEnum):
    """What kind of answer a question asks for."""

    FIGURE = "figure"
    TEXT = "text"
    CONTACT = "contact"
    TREND = "trend"
    COMPARE = "compare"
    TOTAL = "total"
    META = "meta"


class How(StrEnum):
    """How a report states a figure."""

    STATED = "stated"
    STATED_ZERO = "stated_zero"
    ALL_OF = "all_of"
    TABLE_CELL = "table_cell"


class Approx(StrEnum):
    """Whether the report gives the exact number (``5500余条`` is OVER, ``近 300 个`` is UNDER)."""

    EXACT = "exact"
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


class Applicant(StrEnum):
    """Columns of statutory table 3: who applied."""

    NATURAL = "natural"
    COMPANY = "company"
    RESEARCH = "research"
    PUBLIC_BENEFIT = "public_benefit"
    LEGAL_SERVICE = "legal_service"
    OTHER = "other"
    TOTAL = "total"
