"""Who may call from a browser: the origin of every request is checked here, on the server."""

from __future__ import annotations

from collections.abc import Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportqa.model import Language
from reportqa.web.api.errors import ApiError, language_of

EXPOSED = "ETag, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining"
_TAKEN = ("GET", "POST")


class Origins:
    """Decides whether an ``Origin`` header is this site's own or one of the allowed."""

    def __init__(self, allowed: Collection[str], public_url: str = "") -> None:
        self._allowed = frozenset(allowed)
        self._own = public_url.partition("://")[2].partition("/")[0].lower()

    def permits(self, headers: Headers) -> bool:
        """Return whether the caller may; programs send no origin, and several are a trick."""
        given = headers.getlist("origin")
        if not given:
            return True
        if len(given) > 1:
            return False
        return given[0] in self._allowed or self._is_own(given[0], headers)

    def _is_own(self, origin: str, headers: Headers) -> bool:
        scheme, mark, place = origin.partition("://")
        # the scheme is not compared: a proxy in front may end TLS
        own = self._own or headers.get("host", "").lower()
        return bool(mark) and scheme in ("http", "https") and place == own


class OriginGate:
    """Refuses origins that are not allowed, answers pre-flights, and tells browsers who may read."""

    def __init__(self, app: ASGIApp, origins: Origins, language: Language = "zh") -> None:
        self.app = app
        self.origins = origins
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it before it is read."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")
        permitted = self.origins.permits(headers)
        asks_first = scope["method"] == "OPTIONS" and "access-control-request-method" in headers
        if not permitted and (asks_first or scope["method"] not in ("GET", "HEAD")):
            scope["reportqa.code"] = "origin_not_allowed"
            refusal = ApiError("origin_not_allowed", origin=(origin or "")[:200])
            response = refusal.response(language_of(Request(scope), self.language))
            response.headers["Vary"] = "Origin"
            await response(scope, receive, send)
            return
        if origin is not None and asks_first:
            await self._preflight(headers, origin)(scope, receive, send)
            return

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                answer.add_vary_header("Origin")
                if permitted and origin is not None:
                    answer["Access-Control-Allow-Origin"] = origin
                    answer["Access-Control-Expose-Headers"] = EXPOSED
                    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
            await send(message)

        await self.app(scope, receive, told)

    def _preflight(self, headers: Headers, origin: str) -> Response:
        allowed = {
            "Access-Control-Allow-Origin": origin,
            "Access-Control-Allow-Methods": ", ".join(_TAKEN),
            "Access-Control-Allow-Headers": "Content-Type, Accept, Accept-Language",
            "Access-Control-Max-Age": "600",
            "Vary": "Origin",
        }
        if headers["access-control-request-method"] not in _TAKEN:
            return ApiError("method_not_allowed").response(self.language)
        return Response(status_code=204, headers=allowed)
