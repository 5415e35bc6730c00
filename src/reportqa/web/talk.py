"""What a visitor's browser sends back with a question, taken apart and built anew before Gradio sees it.

Gradio believes what stands in such a message: a path makes it open that file, a component makes it build one.
So only text is taken over, and the message that goes on is written here from nothing else.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.types import Message, Receive, Scope

MOST_MESSAGES = 20
MOST_CHARACTERS = 60_000
MOST_CONTEXT = 20_000
"""Characters of what the page keeps between two questions."""
ADDRESS = "/gradio_api/run/predict"


class BadTalk(ValueError):
    """The message is no question with its talk."""


def kept(history: object) -> list[dict[str, str]]:
    """Return the last messages of what the browser sent back, text only; it may hold anything.

    The page cleans every message before showing it, and shows it to nobody but its sender.
    """
    messages = []
    for message in history if isinstance(history, list) else []:
        role, content = (
            (message.get("role"), message.get("content")) if isinstance(message, dict) else (None, None)
        )
        parts = content if isinstance(content, list) else [content]
        texts = [part.get("text") if isinstance(part, dict) else part for part in parts]
        text = "".join(t for t in texts if isinstance(t, str))
        if role in ("user", "assistant") and text and len(text) <= MOST_CHARACTERS:
            messages.append({"role": role, "content": text})
    return messages[-MOST_MESSAGES:]


def rebuilt(body: bytes, function: int, longest: int) -> bytes:
    """Return the body that Gradio gets for one that a browser sent.

    ``function`` is the number of the chat's only function; ``longest`` the characters of a question that are passed on (one
    more than is answered, so that the answer can say that it is too long).

    Raises:
        BadTalk: it is no JSON with a question, a context and a talk.
    """
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise BadTalk("The body is not JSON.") from None
    data = sent.get("data") if isinstance(sent, dict) else None
    if not isinstance(data, list) or len(data) != 3:
        raise BadTalk("data should be [question, context, talk].")
    question, packed, history = data
    clean: list[Any] = [
        question[:longest] if isinstance(question, str) else "",
        packed if isinstance(packed, str) and len(packed) <= MOST_CONTEXT else "",
        [
            {"role": m["role"], "metadata": None, "options": None, "content": [{"type": "text", "text": m["content"]}]}
            for m in kept(history)
        ],
    ]  # fmt: skip
    return json.dumps({"data": clean, "fn_index": function}).encode()


async def rewritten(scope: Scope, receive: Receive, function: int, longest: int) -> tuple[Scope, Receive]:
    """Return a request to Gradio for a request of the page, with a body built anew.

    Raises:
        BadTalk: as ``rebuilt``.
    """
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise BadTalk("The request ended before its body.")
        body += message.get("body", b"")
        if not message.get("more_body"):
            break
    clean, sent = rebuilt(bytes(body), function, longest), False

    async def replay() -> Message:
        nonlocal sent
        if sent:
            return await receive()
        sent = True
        return {"type": "http.request", "body": clean, "more_body": False}

    headers = [(k, v) for k, v in scope["headers"] if k not in (b"content-length", b"content-type")]
    headers += [(b"content-type", b"application/json"), (b"content-length", str(len(clean)).encode())]
    inner = {**scope, "path": ADDRESS, "raw_path": ADDRESS.encode(), "query_string": b"", "headers": headers}
    return inner, replay
