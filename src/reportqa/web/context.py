"""The conversation as the browser holds it: one compact string, checked again on the way back.

Several workers may serve one visitor, so nothing of a conversation is kept on the server.
"""

from __future__ import annotations

import json
from typing import Any

from reportqa.model import Answer, Applicant, Intent, Question, Status

MAX_CHARS = 4000
MAX_ITEMS = 20


def pack(answer: Answer) -> str:
    """Return what the next question needs of this answer."""
    data = {**answer.question.to_dict(), "text": answer.question.text, "language": answer.language}
    packed = json.dumps({"status": str(answer.status), "question": data}, ensure_ascii=False)
    return packed if len(packed) <= MAX_CHARS else ""


def unpack(packed: object) -> Answer | None:
    """Return the answer before, rebuilt from what the browser sent; None for anything that does not fit."""
    if not isinstance(packed, str) or not packed or len(packed) > MAX_CHARS:
        return None
    try:
        data = json.loads(packed)
        return Answer(status=Status(data["status"]), text="", question=_question(data["question"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _question(data: Any) -> Question:
    if not isinstance(data, dict) or data["language"] not in ("zh", "en"):
        raise ValueError("not a question")
    return Question(
        text=_words([data["text"]], 2000)[0],
        language=data["language"],
        agencies=_words(data["agencies"]),
        years=tuple(_year(year) for year in _items(data["years"])),
        indicators=_words(data["indicators"]),
        intent=Intent(data["intent"]),
        carried=_words(data["carried"]),
        unknown_agencies=_words(data["unknown_agencies"]),
        applicant=Applicant(data["applicant"]) if data["applicant"] else None,
        assumed=_words(data["assumed"]),
        subject=_words([data["subject"]], 2000)[0],
    )


def _items(value: Any) -> list[Any]:
    if not isinstance(value, list) or len(value) > MAX_ITEMS:
        raise ValueError("not a short list")
    return value


def _words(value: Any, longest: int = 200) -> tuple[str, ...]:
    items = _items(value)
    if not all(isinstance(item, str) and len(item) <= longest for item in items):
        raise ValueError("not a list of short words")
    return tuple(items)


def _year(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 1900 <= value <= 2200:
        raise ValueError("not a year")
    return value
