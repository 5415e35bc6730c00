"""The API as an app of its own, so that its errors, limits and headers never mix with the pages'."""

from __future__ import annotations

import logging
import re

from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportqa.model import Language
from reportqa.web.api import asks, docs, reads
from reportqa.web.api.errors import ApiError, handle_errors, language_of
from reportqa.web.api.metrics import Measured
from reportqa.web.api.origins import OriginGate
from reportqa.web.api.parts import PREFIX, Parts

log = logging.getLogger(__name__)
MOST_BODY = 16_384
_TAKING = ("/ask", "/feedback")
"""Where bodies are read; elsewhere none is, and a wrong method is told as such."""


def api_app(parts: Parts) -> FastAPI:
    """Return the API, to be mounted at ``/api/v1``."""
    language = parts.site.settings.default_language
    app = FastAPI(
        title="reportqa",
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        root_path_in_servers=False,
        servers=[{"url": parts.path("")}],
        default_response_class=JSONResponse,
    )
    app.include_router(asks.router(parts))
    app.include_router(reads.router(parts))
    app.include_router(docs.router(parts, app))
    handle_errors(app, language)
    # the last added is the outermost
    app.add_middleware(Guard, language=language)
    app.add_middleware(OriginGate, origins=parts.origins, language=language)
    app.add_middleware(Measured, metrics=parts.metrics)
    return app


def api_mount(parts: Parts) -> Mount:
    """Return the API at its place; even an address with a line break in it is the API's to refuse."""
    mount = Mount(PREFIX, app=api_app(parts))
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


class Guard:
    """Takes only small JSON bodies, and turns what nobody foresaw into the one error shape."""

    def __init__(self, app: ASGIApp, language: Language, most: int = MOST_BODY) -> None:
        self.app = app
        self.language = language
        self.most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with its body read, or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            takes = scope["method"] == "POST" and scope["path"].endswith(_TAKING)
            taken = await self._body(scope, receive) if takes else receive
            await self.app(scope, taken, watched)
        except ApiError as problem:
            await self._refuse(problem, scope, receive, watched)
        except Exception:
            if started:
                raise
            log.exception("%s %s failed", scope["method"], getattr(scope.get("route"), "path", "?"))
            await self._refuse(ApiError("internal"), scope, receive, watched)

    async def _refuse(self, problem: ApiError, scope: Scope, receive: Receive, send: Send) -> None:
        scope["reportqa.code"] = problem.code
        response: Response = problem.response(language_of(Request(scope), self.language))
        await response(scope, receive, send)

    async def _body(self, scope: Scope, receive: Receive) -> Receive:
        headers = Headers(scope=scope)
        media = headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != "application/json":
            raise ApiError("unsupported_media_type")
        announced = headers.get("content-length", "0")
        if not announced.isascii() or not announced.isdigit() or int(announced[:10]) > self.most:
            raise ApiError("body_too_large", limit=self.most)
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                break
            body += message.get("body", b"")
            more = bool(message.get("more_body"))
            if len(body) > self.most:
                raise ApiError("body_too_large", limit=self.most)
        sent = False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": bytes(body), "more_body": False}

        return replay
