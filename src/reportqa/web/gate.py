"""What stands before Gradio: only the addresses that the chat page needs, and our own page at ``/``."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportqa.errors import ReportQAError

# app_id: by it the page notices that a lost server is back, loads again and asks again
_OPEN = re.compile(r"/(assets/.*|theme\.css|gradio_api/(app_id|theme\.css))")
_RUN = re.compile(r"/gradio_api/run/(?:ask|predict)/?")
_CONFIG = re.compile(r"window\.gradio_config = (\{.*?\});</script>", re.DOTALL)
_INFO = re.compile(r"window\.gradio_api_info = (\{.*?\});</script>", re.DOTALL)
_SCRIPT = re.compile(r'<script type="module"[^>]* src="\.?/?(assets/[\w.\-]+)"')
_STYLE = re.compile(r'<link rel="stylesheet"[^>]* href="\.?/?(assets/[\w.\-]+)"')
MOST_BODY = 2_000_000


class ChatPageChanged(ReportQAError):
    """Gradio's page no longer holds what ours takes from it."""


@dataclass(frozen=True, slots=True)
class ChatParts:
    """What our page takes from Gradio's: its configuration as JSON and the files to load."""

    config: str
    info: str
    script: str
    style: str


def chat_parts(page: str, words: Callable[[str], str]) -> ChatParts:
    """Cut Gradio's page into its parts, filling in the words; ``words`` says a key."""
    config, info = _CONFIG.search(page), _INFO.search(page)
    script, style = _SCRIPT.search(page), _STYLE.search(page)
    if config is None or info is None or script is None or style is None:
        raise ChatPageChanged(
            "Gradio's page should hold its configuration, a module and a style sheet; one was not found. "
            "Install the Gradio version of constraints.txt."
        )

    def filled(text: str) -> str:
        return re.sub(r"%%([\w.]+)%%", lambda m: json.dumps(words(m[1]))[1:-1], text)

    # "<" would end the script element that carries the JSON
    return ChatParts(
        filled(config[1]).replace("<", "\\u003c"), info[1].replace("<", "\\u003c"), script[1], style[1]
    )


def is_open(path: str) -> bool:
    """Return whether the chat needs this address; uploads, file serving and API listings stay closed."""
    return _OPEN.fullmatch(path) is not None


def is_question(scope: Scope) -> bool:
    """Return whether a request asks the chat a question; its body is built anew before Gradio sees it."""
    return scope["method"] == "POST" and _RUN.fullmatch(scope["path"]) is not None


async def page_of(app: ASGIApp, scope: Scope) -> str:
    """Return the text of Gradio's own page for this request."""
    chunks: list[bytes] = []
    status = 0

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
        elif message["type"] == "http.response.body":
            chunks.append(message.get("body", b""))

    headers = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
    inner = {**scope, "method": "GET", "path": "/", "raw_path": b"/", "query_string": b"", "headers": headers}
    await app(inner, receive, send)
    if status != 200:
        raise ChatPageChanged(f"Gradio's page answered {status}; expected 200. See the log.")
    return b"".join(chunks).decode()


class Heads:
    """Answers HEAD as GET without the body: monitors and link checkers ask so."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, leaving out the body of the response."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self.app({**scope, "method": "GET"}, receive, without_body)


class BodyLimit:
    """Refuses request bodies above a size, whether announced or streamed."""

    def __init__(self, app: ASGIApp, most: int = MOST_BODY) -> None:
        self.app = app
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting what arrives."""
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        announced = next((v for k, v in scope["headers"] if k == b"content-length"), b"0")
        if not announced.isdigit() or int(announced) > self.most:
            await _refuse(send)
            return
        body = bytearray()
        while True:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            if len(body) > self.most:
                await _refuse(send)
                return
            if not message.get("more_body"):
                break
        sent = False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        await self.app(scope, replay, send)


async def _refuse(send: Send) -> None:
    error = {"code": "body_too_large", "status": 413, "message": "The body is too long."}
    await send(
        {"type": "http.response.start", "status": 413, "headers": [(b"content-type", b"application/json")]}
    )
    await send({"type": "http.response.body", "body": json.dumps({"error": error}).encode()})
