"""Response headers: what a page may load, who may frame it, what it tells other sites."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LONG = "public, max-age=31536000, immutable"


def content_policy(*, chat: bool, frame_ancestors: tuple[str, ...]) -> str:
    """Return the Content-Security-Policy; Gradio sets styles on elements, nothing else is inline."""
    inline = " 'unsafe-inline'" if chat else ""
    ancestors = " ".join(frame_ancestors) or "'none'"
    rules = [
        "default-src 'none'",
        "script-src 'self'",
        f"style-src 'self'{inline}",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        f"frame-ancestors {ancestors}",
    ]
    return "; ".join(rules)


class Headers:
    """Sets the headers on every response, and lets browsers keep files whose address names their content."""

    def __init__(self, app: ASGIApp, frame_ancestors: tuple[str, ...] = ()) -> None:
        self.app = app
        self.framed = bool(frame_ancestors)
        self.page = content_policy(chat=False, frame_ancestors=frame_ancestors)
        self.chat = content_policy(chat=True, frame_ancestors=frame_ancestors)
        self.staff = content_policy(chat=False, frame_ancestors=())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, completing the response's headers."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = scope["path"]

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # a portal may frame what visitors see, never where staff decide
                staff = path.startswith("/staff")
                policy = self.staff if staff else self.chat if path == "/" else self.page
                headers.setdefault("Content-Security-Policy", policy)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
                if staff or not self.framed:
                    headers["X-Frame-Options"] = "DENY"
                if message["status"] == 200 and (
                    path.startswith("/assets/")
                    or (path.startswith("/ui/") and b"v=" in scope["query_string"])
                ):
                    headers["Cache-Control"] = LONG
            await send(message)

        await self.app(scope, receive, complete)
