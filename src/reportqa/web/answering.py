"""From a visitor's words to a card: limits, time, and plain words when something is in the way."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from reportqa.errors import ReportQAError
from reportqa.model import Answer, Language
from reportqa.web import context
from reportqa.web.addresses import Addresses
from reportqa.web.cards import answer_card, problem_card
from reportqa.web.examples import with_own_examples
from reportqa.web.library import Shelf, Shelved
from reportqa.web.quota import Quota
from reportqa.web.settings import WebSettings
from reportqa.web.templating import plain
from reportqa.web.wording import texts

log = logging.getLogger(__name__)
BUSY = 5
"""Seconds to wait where too many stand in line."""
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2}")
_WORDS = re.compile(r"[A-Za-z]{2,}(?:[ ,]+[A-Za-z]+)+")


@dataclass(frozen=True, slots=True)
class Reply:
    """A card, and what the next question needs; ``packed`` is None where the context stays as it was."""

    html: str
    packed: str | None
    answer: Answer | None = None
    wait: int = 0
    """Seconds until the visitor may ask again, where too much was asked."""


class Answerer:
    """Asks the current library within quota, waiting line and time limit; a slow question never holds the server."""

    def __init__(
        self,
        shelf: Shelf,
        settings: WebSettings,
        addresses: Addresses,
        *,
        feedback: bool = False,
        quota: Quota | None = None,
    ) -> None:
        self._shelf = shelf
        self._settings = settings
        self._addresses = addresses
        self._feedback = feedback
        self._quota = quota or Quota(settings.api.asks_per_minute, settings.api.asks_per_minute_total)
        self._pool = ThreadPoolExecutor(settings.workers, thread_name_prefix="ask")
        self._waiting = threading.BoundedSemaphore(max(1, settings.api.most_waiting))

    async def reply(
        self, question: str, packed: object, language: Language, *, client: str = "", interactive: bool = True
    ) -> Reply:
        """Return the card for a question of ``client``, an address; never raises, and holds no thread while it waits."""
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
        wait, _ = self._quota.take(client)
        if wait > 0:
            seconds = max(1, round(wait))
            return replace(self._problem(say("chat.quota", seconds=seconds), language), wait=seconds)
        if not self._waiting.acquire(blocking=False):
            return replace(self._problem(say("chat.busy"), language), wait=BUSY)
        future = self._pool.submit(self._answered, shelved, text, packed, language, interactive)
        future.add_done_callback(lambda _: self._waiting.release())
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._settings.answer_seconds)
        except TimeoutError:
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

    def _answered(
        self, shelved: Shelved, text: str, packed: object, language: Language, interactive: bool
    ) -> Reply:
        """Ask the library and make the card, in a thread of the pool."""
        asked = language if undecided(text) else None
        answer = shelved.library.ask(text, after=context.unpack(packed), language=asked)
        answer = with_own_examples(answer, shelved, self._settings)
        card = answer_card(answer, shelved, self._addresses, interactive=interactive, feedback=self._feedback)
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
