"""An answer as a stream of Server-Sent Events: ``accepted``, then ``answer`` or ``error``."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

from reportqa.model import Language
from reportqa.web.api.asking import Asked, Asking
from reportqa.web.api.errors import ApiError

_PULSE_SECONDS = 5.0


async def stream(asking: Asking, asked: Asked, language: Language, base: str) -> AsyncIterator[str]:
    """Yield the events; a client that leaves takes its question out of the line."""
    task = asyncio.ensure_future(asking.finish(asked))
    try:
        yield event("accepted", {"left": asked.left})
        while not task.done():
            done, _ = await asyncio.wait({task}, timeout=_PULSE_SECONDS)
            if not done:
                yield ": still reading\n\n"
        try:
            yield event("answer", asking.document(task.result(), base))
        except ApiError as problem:
            yield event("error", problem.body(language))
    finally:
        task.cancel()
        asked.future.cancel()


def event(name: str, data: dict[str, Any]) -> str:
    """Return one event; JSON holds no line breaks, so one ``data`` line carries it."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
