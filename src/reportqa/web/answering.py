"""From a visitor's words to a card: limits, time, and plain words when something is in the way."""

from __future__ import annotations

import logging
import re
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from dataclasses import dataclass

from reportqa.errors import ReportQAError
from reportqa.model import Answer, Language
from reportqa.web import context
from reportqa.web.addresses import Addresses
from reportqa.web.cards import answer_card, problem_card
from reportqa.web.examples import with_own_examples
from reportqa.web.library import Shelf
from reportqa.web.settings import WebSettings
from reportqa.web.templating import plain
from reportqa.web.wording import texts

log = logging.getLogger(__name__)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2}")
_WORDS = re.compile(r"[A-Za-z]{2,}(?:[ ,]+[A-Za-z]+)+")


@dataclass(frozen=True, slots=True)
class Reply:
    """A card, and what the next question needs; ``packed`` is None where the context stays as it was."""

    html: str
    packed: str | None
    answer: Answer | None = None


class Answerer:
    """Asks the current library within a time limit; a slow question never holds the server."""

    def __init__(
        self, shelf: Shelf, settings: WebSettings, addresses: Addresses, *, feedback: bool = False
    ) -> None:
        self._shelf = shelf
        self._settings = settings
        self._addresses = addresses
        self._feedback = feedback
        self._pool = ThreadPoolExecutor(settings.workers, thread_name_prefix="ask")

    def reply(self, question: str, packed: object, language: Language, *, interactive: bool = True) -> Reply:
        """Return the card for a question; never raises."""
        say = texts(language)
        text = " ".join(question.split())
        if not text:
            return self._problem(say("chat.empty"), language)
        limit = self._settings.max_question
        if len(text) > limit:
            return self._problem(say("chat.long", n=len(text), limit=limit), language)
        shelved = self._shelf.current
        if shelved is None:
            return self._problem(say("chat.waiting"), language)
        asked = language if undecided(text) else None
        future: Future[Answer] = self._pool.submit(
            shelved.library.ask, text, after=context.unpack(packed), language=asked
        )
        try:
            answer = future.result(timeout=self._settings.answer_seconds)
            answer = with_own_examples(answer, shelved, self._settings)
            card = answer_card(
                answer, shelved, self._addresses, interactive=interactive, feedback=self._feedback
            )
        except TookTooLong:
            future.cancel()
            log.warning(
                "question stopped after %s s (%d characters)", self._settings.answer_seconds, len(text)
            )
            return self._problem(say("chat.slow", seconds=f"{self._settings.answer_seconds:g}"), language)
        except ReportQAError as problem:
            log.warning("question failed: %s", problem)
            return self._problem(say("chat.error"), language)
        except Exception:
            log.exception("question failed")
            return self._problem(say("chat.error"), language)
        return Reply(card, context.pack(answer), answer)

    def asked(self, question: str) -> str:
        """Return the visitor's words as they stand in the conversation: text, whatever they hold."""
        return f'<div class="rq-asked">{plain(question.strip()[: self._settings.max_question])}</div>'

    def _problem(self, text: str, language: Language) -> Reply:
        return Reply(problem_card(text, language, self._addresses), None)


def undecided(text: str) -> bool:
    """Tell whether a question does not show its language: neither script, or English around Chinese names."""
    if not _HAN.search(text):
        return not _LATIN.search(text)
    return bool(_WORDS.search(text))
