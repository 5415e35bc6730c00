"""Answers questions about yearly reports on government information disclosure.

>>> from reportqa import Library
>>> library = Library.build("corpus", "index")  # doctest: +SKIP
>>> library.ask("2018年科技局答复了多少件政协提案").figures[0].value  # doctest: +SKIP
7
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportqa.errors import IndexProblem, MissingPart, ModelMismatch, NoIndex, ReportQAError, UnreadableFile
from reportqa.model import Answer, Citation, Figure, Question, Report, Status

if TYPE_CHECKING:
    from reportqa.library import Library

__all__ = [
    "Answer",
    "Citation",
    "Figure",
    "IndexProblem",
    "Library",
    "MissingPart",
    "ModelMismatch",
    "NoIndex",
    "Question",
    "Report",
    "ReportQAError",
    "Status",
    "UnreadableFile",
]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the library on first use, so that reading a version or a noun stays quick."""
    if name == "Library":
        from reportqa.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
