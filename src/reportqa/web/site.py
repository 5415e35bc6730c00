"""What every page shares: the visitor, the frame around it, and the library of the moment."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reportqa.web.addresses import Addresses
from reportqa.web.answering import Answerer
from reportqa.web.feedback import FeedbackSink
from reportqa.web.library import Shelf, Shelved
from reportqa.web.quota import Quota
from reportqa.web.settings import WebSettings
from reportqa.web.templating import HERE, environment
from reportqa.web.visitor import Visitor
from reportqa.web.wording import texts

_VERDICTS_PER_MINUTE, _VERDICTS_IN_TOTAL = 20, 600


class NotReady(Exception):
    """No library is loaded yet; the handler shows the waiting page."""


class Site:
    """Settings, shelf and templates together; one a process."""

    def __init__(self, shelf: Shelf, settings: WebSettings, feedback: FeedbackSink | None) -> None:
        self.shelf = shelf
        self.settings = settings
        self.addresses = Addresses(settings.root_path, version=static_version())
        self.quota = Quota(settings.api.asks_per_minute, settings.api.asks_per_minute_total)
        """What each client may ask, by whichever door: chat, page, API, widget."""
        self.verdicts = Quota(_VERDICTS_PER_MINUTE, _VERDICTS_IN_TOTAL)
        self.answerer = Answerer(
            shelf, settings, self.addresses, feedback=feedback is not None, quota=self.quota
        )
        self.feedback = feedback

    def visitor(self, request: Request) -> Visitor:
        """Return how this request's visitor wants the pages."""
        return Visitor.of(
            request.query_params, request.cookies, request.headers, self.settings.default_language
        )

    def shelved(self) -> Shelved:
        """Return the library in use; NotReady while there is none."""
        current = self.shelf.current
        if current is None:
            raise NotReady
        return current

    def render(self, request: Request, template: str, status: int = 200, **values: Any) -> Response:
        """Return a page in the visitor's language inside the frame."""
        visitor = self.visitor(request)
        current = self.shelf.current
        here = self.here(request)
        html = (
            environment()
            .get_template(template)
            .render(
                say=texts(visitor.language),
                visitor=visitor,
                settings=self.settings,
                addresses=self.addresses,
                state=current.state if current else None,
                switch=lambda **change: self.addresses.to("/prefs", {**change, "next": here}),
                feedback_on=self.feedback is not None,
                path=request.scope["path"],
                **values,
            )
        )
        response = HTMLResponse(html, status)
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = "Cookie, Accept-Language"
        return response

    def here(self, request: Request) -> str:
        """Return this page's own address without ``lang``, to come back to after a change of display."""
        kept = {k: v for k, v in request.query_params.multi_items() if k != "lang"}
        return Addresses().to(request.scope["path"], kept)


@cache
def static_version() -> str:
    """Return a short digest of the style sheets and scripts, so that browsers may keep them for long."""
    digest = hashlib.sha256()
    for path in sorted((HERE / "static").iterdir()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
