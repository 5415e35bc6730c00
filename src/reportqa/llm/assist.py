"""What a library does with a language model: ask again in plainer words, then reword the answer."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from reportqa.answering import question as reading
from reportqa.answering.agencies import Mention
from reportqa.answering.intents import is_outside
from reportqa.llm.client import LanguageModel
from reportqa.llm.rephrase import rephrase
from reportqa.llm.understand import shares_subject, suggest_question
from reportqa.model import Answer, Status, Suggestion
from reportqa.reader import bundled_reader

_BETTER = {Status.ANSWERED, Status.STATED_NONE, Status.AMBIGUOUS}
_NOTE = {
    "zh": "问题按此理解（语言模型改写）：{}",
    "en": "Understood as (worded by a language model): {}",
}


def assist(answer: Answer, model: LanguageModel, question: str, ask: Callable[[str], Answer]) -> Answer:
    """Return ``answer`` with what the model could add to it.

    ``ask`` answers another wording of the question by the extractive path, in the same language and
    after the same answer. Figures and citations come from that path alone.
    """
    started = time.perf_counter()
    if _not_understood(answer, question):
        answer = _again(answer, model, question, ask)
    answer = rephrase(answer, model)
    return replace(answer, ms=answer.ms + (time.perf_counter() - started) * 1000)


def _not_understood(answer: Answer, question: str) -> bool:
    text = reading.clean(question)
    if not text or len(text) > reading.LONGEST or is_outside(text, bundled_reader().glance(text), Mention()):
        return False
    silent = answer.status is Status.NOT_STATED and not answer.question.indicators
    return silent or answer.status is Status.OUT_OF_SCOPE


def _again(answer: Answer, model: LanguageModel, question: str, ask: Callable[[str], Answer]) -> Answer:
    """Ask the model's wording; what shares no subject with the user's is offered and not answered."""
    plainer = suggest_question(reading.clean(question), model, answer.language)
    if plainer is None:
        return answer
    second = ask(plainer)
    if second.status not in _BETTER or not _same_frame(answer, second):
        return answer
    step = {"step": "language model", "task": "understand", "understood_as": plainer}
    if not shares_subject(plainer, question, second.question.agencies):
        offered = Suggestion(text=plainer, question=plainer)
        return replace(
            answer, suggestions=(offered, *answer.suggestions), why=(*answer.why, step | {"offered": True})
        )
    note = _NOTE[answer.language].format(plainer)
    return replace(second, notes=(note, *second.notes), why=(step, *second.why))


def _same_frame(first: Answer, second: Answer) -> bool:
    """Whether the second answer is about the agencies and years that the first question named."""
    mine, theirs = first.question, second.question
    agencies = "agency" in mine.assumed or not mine.agencies or set(mine.agencies) == set(theirs.agencies)
    years = "year" in mine.assumed or not mine.years or set(mine.years) == set(theirs.years)
    return agencies and years
