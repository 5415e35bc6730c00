"""The MCP server on the web site: the same library, limits and origins as the API."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from reportqa.model import Language
from reportqa.web.api.asking import base_of
from reportqa.web.api.errors import ApiError, language_of
from reportqa.web.api.origins import OriginGate
from reportqa.web.api.parts import Parts
from reportqa.web.library import LibraryLike

if TYPE_CHECKING:
    from reportqa.mcp_server import Caller

log = logging.getLogger(__name__)


class OnSite:
    """Answers through the API's queue and quota; links open this site's reader."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._base = base_of(parts.site)

    def library(self) -> LibraryLike:
        """Return the library of the moment.

        Raises:
            ApiError: none is loaded yet.

        """
        current = self._parts.site.shelf.current
        if current is None:
            raise ApiError("loading", wait=3)
        return current.library

    async def answer(
        self, question: str, language: Language | None, after: str | None, caller: Caller
    ) -> dict[str, Any]:
        """Ask as any client of the API."""
        self.library()
        asking = self._parts.asking
        answer = await asking.finish(asking.start(question, language, after, caller.address))
        return asking.document(answer, self._base or caller.origin)

    def link(self, report: str, start: int, end: int, caller: Caller) -> str:
        """Return the address of the reader at a place."""
        # an assistant cannot resolve a path alone: without a public address, the one it called
        return (self._base or caller.origin) + self._parts.site.addresses.place(report, start, end)


class McpMount:
    """Serves ``/mcp`` once the SDK, which takes a second to import, is there."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._inner: ASGIApp | None = None
        self._gate = OriginGate(self._pass, parts.origins, parts.site.settings.default_language)

    async def run(self, stop: asyncio.Event) -> None:
        """Load the server and keep its background work until the end."""
        if not self._parts.site.settings.api.mcp:
            return
        app = await run_in_threadpool(self._load)
        async with app.router.lifespan_context(app):
            self._inner = app
            await stop.wait()
            self._inner = None

    def _load(self) -> Any:
        from reportqa.mcp_server import http_app, make_server

        return http_app(make_server(OnSite(self._parts)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check the origin, then pass the request on."""
        await self._gate(scope, receive, send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._inner is not None:
            await self._inner(scope, receive, send)
            return
        settings = self._parts.site.settings
        problem = ApiError("loading", wait=3) if settings.api.mcp else ApiError("not_found")
        response = problem.response(language_of(Request(scope), settings.default_language))
        await response(scope, receive, send)
