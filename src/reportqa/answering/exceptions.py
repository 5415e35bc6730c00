"""What a question names only to leave it out: (not delegated or merged), 人数，不是户数."""

from __future__ import annotations

import re

_EN = re.compile(
    r"\((?:[^()]*\b)?(?:not|excluding|without)\b[^()]*\)|,?\s*\b(?:leaving out|excluding|not counting|without counting|not including|except for|apart from)\b[^,.?;]*"
    r"|,[^,.?;]*\bnot (?:counted|included)\b",
    re.IGNORECASE,
)
_ZH = re.compile(
    r"(?:(?<=[（(，,；])|(?<=正文)|(?<=表格))(?:而|并)?不(?:是|算|含|包括|包含|看|按|计)(?![^，。；）)？?]{0,4}[吗么])[^，,。；）)？?]{1,14}(?=[，,。；）)？?]|$)"
)


def without_exceptions(question: str) -> str:
    """Return a question with what it leaves out blanked; places stay the same."""
    for pattern in (_EN, _ZH):
        question = pattern.sub(lambda m: " " * len(m.group()), question)
    return question
