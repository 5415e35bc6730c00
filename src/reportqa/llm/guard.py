"""The guard: whether a model's rewording of an answer may be shown. Pure functions over the answer.

Every quantity must be one of the answer's, held by its quotes or computation; every name of a body or place
must stand in its quotes, its agencies or its text; what is counted must be named; nothing may be denied, added
or marked up. When in doubt the text is refused: the extractive answer is always at hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportqa.answering.abbreviations import aliases
from reportqa.llm import words
from reportqa.llm.names import foreign_name
from reportqa.llm.quantities import plain_value, quantities
from reportqa.model import Answer, AnswerFigure, Approx, Status

LONGEST = 600
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is not shown: the rule that it breaks, and what in it breaks it."""

    rule: str
    found: str


def check_text(text: str, answer: Answer) -> Refusal | None:
    """Return why ``text`` may not stand for ``answer.text``; None if it may."""
    figure = main_figure(answer)
    return (
        _form(text, answer)
        or _quantities(text, answer, figure)
        or _names(text, answer)
        or _meaning(text, answer, figure)
    )


def main_figure(answer: Answer) -> AnswerFigure | None:
    """Return the one figure that an answer gives, None where it gives none or several."""
    own = [f for f in answer.figures if f.role in {"", "sum"}]
    return own[0] if len(own) == 1 else None


def held(answer: Answer) -> frozenset[str]:
    """Return the quantities that the answer's quotes, names, computation or statement of none hold."""
    quotes = [c.quote for c in answer.citations]
    # 2 428 条: reports print digits apart
    tight = [re.sub(r"\s+", "", quote) for quote in quotes]
    names = [c.agency for c in answer.citations] + list(answer.question.agencies)
    found = {q for part in (*quotes, *tight, *names, answer.computation or "") for q in quantities(part)}
    none = answer.status is Status.STATED_NONE and all(f.value == 0 for f in answer.figures)
    # the unit may stand in another cell of the row than the number
    found |= {q for f in answer.figures for q in quantities(f"{plain_value(f.value)}{f.unit}")}
    return frozenset(found | ({"0"} if none else set()))


def _form(text: str, answer: Answer) -> Refusal | None:
    longest = min(LONGEST, max(160, 3 * len(answer.text)))
    if not text.strip() or len(text) > longest:
        return Refusal("length", f"{len(text)} characters, at most {longest}")
    if found := words.markup(text):
        return Refusal("markup", found)
    if "?" in text or "？" in text:
        return Refusal("question", "it asks instead of stating")
    sources = [
        answer.text,
        answer.question.text,
        *answer.question.agencies,
        *(c.quote for c in answer.citations),
    ]
    found = words.foreign_language(text, answer.language, sources)
    return Refusal("language", found) if found else None


def _quantities(text: str, answer: Answer, figure: AnswerFigure | None) -> Refusal | None:
    """Refuse a quantity that is not the answer's own, and a text that leaves the answer's figure out.

    A quote of a table row holds seven numbers, of which one is the answer: standing in the quote is not
    enough, and the figure comes before any other number, so that no part passes for the whole.
    """
    said, may = quantities(text), set(quantities(answer.text)) & held(answer)
    none = answer.status is Status.STATED_NONE
    may |= {"0"} & held(answer) if none else set()
    for quantity in said:
        if quantity not in may:
            return Refusal("quantity", quantity)
    if figure is None or none:
        return None
    value = set(quantities(f"{plain_value(figure.value)}{figure.unit}")) | set(quantities(figure.text))
    years = {q for q in quantities(answer.text) if _YEAR.fullmatch(q)} - value
    named = {q for part in (figure.label, figure.agency) for q in quantities(part)} - value
    counts = [q for q in said if q not in years | named]
    if not counts or counts[0] not in value:
        return Refusal("quantity", f"the figure {figure.text} is not given first")
    return None


def _names(text: str, answer: Answer) -> Refusal | None:
    agencies = {*answer.question.agencies, *(c.agency for c in answer.citations)}
    sources = [answer.text, *(c.quote for c in answer.citations)]
    names = [alias for name in agencies if name for alias in (name, *aliases(name))]
    sources += names
    if not answer.question.unknown_agencies and "agency" not in answer.question.assumed:
        # the user's own English words for a body that was recognised
        sources += re.findall(r"[A-Za-z’' -]+", answer.question.text)
    found = foreign_name(text, sources, names)
    return Refusal("name", found) if found else None


def _meaning(text: str, answer: Answer, figure: AnswerFigure | None) -> Refusal | None:
    label = figure.label if figure else ""
    said_zero = "0" in quantities(text)
    if found := words.turned(text, answer.text, str(answer.status), label, said_zero):
        return Refusal("negation", found)
    if found := words.loaded_word(text, answer.text):
        return Refusal("loaded word", found)
    if figure and figure.approx is not Approx.EXACT and not words.is_approximate(text):
        return Refusal("approximation", f"{figure.text} is not exact")
    if label and (found := words.dropped_label(text, label)):
        return Refusal("label", found)
    agencies = {*answer.question.agencies, *(c.agency for c in answer.citations)}
    known = [answer.text, answer.question.text, *(alias for a in agencies if a for alias in aliases(a))]
    found = words.new_word(text, known)
    return Refusal("new word", found) if found else None
