"""The sentences of answers, in each language; no logic beyond grammar."""

from __future__ import annotations

from reportqa.answering.wording import en, zh
from reportqa.model import Language


def wording(language: Language) -> type[zh.Chinese] | type[en.English]:
    """Return the wording of a language."""
    return en.English if language == "en" else zh.Chinese
