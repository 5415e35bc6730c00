"""From a request to an answer: quota, conversation, time limit; shared by the API and the MCP server."""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from reportqa.errors import ReportQAError
from reportqa.model import Answer, Language
from reportqa.web.api.errors import ApiError
from reportqa.web.api.metrics import Metrics
from reportqa.web.api.signing import Signer
from reportqa.web.examples import with_own_examples
from reportqa.web.site import Site

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on its way: ``left`` is what the client may still ask this minute."""

    future: Future[Answer]
    left: int | None


class Asking:
    """Asks the current library in a few threads; what waits too long or too many is refused."""

    def __init__(self, site: Site, signer: Signer, metrics: Metrics) -> None:
        self._site = site
        self._signer = signer
        self._metrics = metrics
        self._pool = ThreadPoolExecutor(site.settings.workers, thread_name_prefix="api-ask")
        self._waiting = threading.BoundedSemaphore(site.settings.api.most_waiting)
        self.quota = site.quota

    def start(self, question: str, language: Language | None, after: str | None, client: str) -> Asked:
        """Put a question in line.

        Raises:
            ApiError: it does not fit, or may not be asked now.

        """
        text = " ".join(question.split())
        limit = self._site.settings.max_question
        if not text:
            raise ApiError("invalid_request", problem="question: empty")
        if len(text) > limit:
            raise ApiError("question_too_long", length=len(text), limit=limit)
        before = self._signer.answer(after)
        library = self._site.shelved().library
        wait, left = self.quota.take(client)
        if wait > 0:
            raise ApiError("quota_reached", wait=wait, seconds=max(1, round(wait)))
        if not self._waiting.acquire(blocking=False):
            raise ApiError("busy", wait=5)
        future = self._pool.submit(library.ask, text, after=before, language=language)
        future.add_done_callback(lambda _: self._waiting.release())
        return Asked(future, left)

    async def finish(self, asked: Asked) -> Answer:
        """Wait for the answer.

        Raises:
            ApiError: it took too long or failed.

        """
        limit = self._site.settings.answer_seconds
        try:
            answer = await asyncio.wait_for(asyncio.wrap_future(asked.future), limit)
        except TimeoutError:
            log.warning("question stopped after %s s", limit)
            raise ApiError("too_slow", limit=f"{limit:g}") from None
        except ReportQAError as problem:
            log.warning("question failed: %s", problem)
            raise ApiError("internal") from problem
        except Exception as problem:
            log.exception("question failed")
            raise ApiError("internal") from problem
        self._metrics.answered(answer)
        return with_own_examples(answer, self._site.shelved(), self._site.settings)

    def document(self, answer: Answer, base: str = "") -> dict[str, Any]:
        """Return the JSON form of an answer with links that open the reader and the token for a follow-up."""
        data = answer.to_dict()
        addresses = self._site.addresses
        for shown, citation in zip(data["citations"], answer.citations, strict=True):
            shown["url"] = base + addresses.cited(citation)
        data["after"] = self._signer.after(answer)
        return data


def base_of(site: Site) -> str:
    """Return what stands before the path in links: the public address without its path, if one is set."""
    public = site.settings.api.public_url
    if not public:
        return ""
    scheme, _, rest = public.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"
