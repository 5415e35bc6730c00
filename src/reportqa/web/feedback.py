"""Readers' verdicts on answers: right, or wrong with a reason; checked, then kept."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from reportqa.errors import ReportQAError

REASONS = ("figure", "quote", "report", "understood", "other")
MOST_WORDS = 1000
_PERSONAL = re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9Xx]|[0-9]{15}|1[3-9][0-9]{9})(?![0-9])")
"""Numbers of identity cards (GB 11643: 18 or, before 1999, 15 digits) and of mobile telephones."""


class BadFeedback(ReportQAError):
    """What was sent is no verdict; the text says which part does not fit."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """One verdict. ``about`` names the answer as the page knew it; it came from a browser."""

    verdict: str
    reason: str
    words: str
    question: str
    status: str
    value: float | None
    report: str | None
    span: tuple[int, int] | None
    index: str
    at: str

    @classmethod
    def of(cls, data: Any) -> Feedback:
        """Check what a browser sent."""
        if not isinstance(data, dict) or data.get("verdict") not in ("right", "wrong"):
            raise BadFeedback("verdict must be 'right' or 'wrong'")
        reason = data.get("reason") or ""
        if data["verdict"] == "wrong" and reason not in REASONS:
            raise BadFeedback(f"reason must be one of {', '.join(REASONS)}")
        about = data.get("about")
        if not isinstance(about, dict):
            raise BadFeedback("about must name the answer")
        value, span = about.get("value"), about.get("span")
        return cls(
            verdict=data["verdict"],
            reason=reason if data["verdict"] == "wrong" else "",
            words=_text(data.get("words"), MOST_WORDS),
            question=_text(about.get("question"), 500),
            status=_text(about.get("status"), 20),
            value=value if isinstance(value, int | float) else None,
            report=_text(about.get("report"), 200) or None,
            span=_span(span),
            index=_text(about.get("index"), 100),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )


FeedbackSink = Callable[[Feedback], None]


class FeedbackFile:
    """Keeps verdicts in a SQLite file; several workers may write to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)  # visitors' words are for staff alone
        with closing(self._open()) as db, db:
            db.execute("CREATE TABLE IF NOT EXISTS feedback (at TEXT, verdict TEXT, reason TEXT, data TEXT)")

    def __call__(self, feedback: Feedback) -> None:
        """Keep one verdict."""
        row = (
            feedback.at,
            feedback.verdict,
            feedback.reason,
            json.dumps(asdict(feedback), ensure_ascii=False),
        )
        with closing(self._open()) as db, db:
            db.execute("INSERT INTO feedback VALUES (?, ?, ?, ?)", row)

    def all(self) -> list[dict[str, Any]]:
        """Return every verdict, oldest first."""
        with closing(self._open()) as db:
            return [
                json.loads(data) for (data,) in db.execute("SELECT data FROM feedback ORDER BY at, rowid")
            ]

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=5)


def _text(value: Any, most: int) -> str:
    """Return a text without numbers that tell who somebody is."""
    return _PERSONAL.sub("***", value[:most]) if isinstance(value, str) else ""


def _span(value: Any) -> tuple[int, int] | None:
    if not isinstance(value, list) or len(value) != 2:
        return None
    start, end = value
    return (start, end) if all(type(v) is int and 0 <= v < 2**31 for v in value) else None
