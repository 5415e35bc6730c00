"""The app: pages, chat and headers together, and the server that listens while the library loads."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import Response
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from reportqa.errors import ReportQAError
from reportqa.web import actions, figures_page, pages
from reportqa.web.api import ops
from reportqa.web.api.app import api_mount
from reportqa.web.api.mcp_mount import McpMount
from reportqa.web.api.parts import Parts
from reportqa.web.examples import examples_for
from reportqa.web.feedback import FeedbackFile, FeedbackSink
from reportqa.web.gate import BodyLimit, Heads, chat_parts, is_open, is_question, page_of
from reportqa.web.library import LibraryLike, Living, Shelf
from reportqa.web.policy import Headers
from reportqa.web.settings import WebSettings
from reportqa.web.site import NotReady, Site
from reportqa.web.talk import BadTalk, rewritten
from reportqa.web.templating import HERE
from reportqa.web.wording import WORDS, texts

log = logging.getLogger(__name__)
LibraryFactory = Callable[[], LibraryLike]


class ChatMount:
    """The chat at ``/``: our page around Gradio's parts, Gradio behind it for its files and events.

    Gradio takes seconds to import, so it is loaded with the library, while the server listens.
    """

    def __init__(self, site: Site) -> None:
        self.site = site
        self.inner: FastAPI | None = None
        self.function = 0
        """Gradio's number of the chat's only function."""

    def load(self) -> None:
        """Import Gradio and build the chat."""
        from reportqa.web.chat import chat_app

        self.inner, self.function = chat_app(self.site.answerer, self.site.settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the chat page and what it needs; anything else is not found."""
        if scope["type"] != "http":
            return
        path = scope["path"]
        if path == "/" and scope["method"] in ("GET", "HEAD"):
            response = await self._page(Request(scope, receive))
            await response(scope, receive, send)
        elif self.inner is not None and is_question(scope):
            await self._ask(scope, receive, send)
        elif self.inner is not None and scope["method"] in ("GET", "HEAD") and is_open(path):
            await self.inner({**scope, "root_path": "", "app_root_path": ""}, receive, send)
        else:
            raise HTTPException(404)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a question on, of what the browser sent only its text."""
        assert self.inner is not None
        longest = self.site.settings.max_question + 1
        try:
            clean, body = await rewritten(
                {**scope, "root_path": "", "app_root_path": ""}, receive, self.function, longest
            )
        except BadTalk as bad:
            await actions.problem(400, str(bad))(scope, receive, send)
            return
        await self.inner(clean, body, send)

    async def _page(self, request: Request) -> Response:
        if self.inner is None:
            raise NotReady
        shelved = self.site.shelved()
        visitor = self.site.visitor(request)
        say = texts(visitor.language)
        settings = self.site.settings
        page = await page_of(self.inner, {**request.scope, "root_path": "", "app_root_path": ""})
        parts = chat_parts(page, lambda k: settings.title(visitor.language) if k == "title" else say(k))
        q = request.query_params.get("q", "")[: settings.max_question]
        response = self.site.render(
            request,
            "chat.html",
            title="chat.title",
            parts=parts,
            q=q,
            examples=examples_for(shelved, settings, visitor.language),
            main_tag="div",
        )
        if request.query_params.get("lang") in ("zh", "en"):
            response.set_cookie(
                "rq_lang",
                visitor.language,
                max_age=365 * 24 * 3600,
                samesite="lax",
                path=settings.root_path or "/",
                secure=request.url.scheme == "https",
            )
        return response


def create_app(
    library: LibraryLike | LibraryFactory,
    settings: WebSettings | None = None,
    *,
    library_feedback: FeedbackSink | None = None,
) -> FastAPI:
    """Return the web app.

    ``library`` is a library, in use at once, or a function that opens one: then the app answers while
    it loads, ``/healthz`` with 503 and the pages with a waiting page. ``app.state.shelf.put`` replaces
    the library later. ``library_feedback`` keeps readers' verdicts instead of ``settings.feedback_file``.
    """
    settings = settings or WebSettings()
    if library_feedback is None and settings.feedback_file is not None:
        library_feedback = FeedbackFile(settings.feedback_file)
    opener = library if callable(library) else None
    site = Site(Shelf(None if callable(library) else library), settings, library_feedback)
    parts = Parts.of(site)
    mcp = McpMount(parts)
    chat = ChatMount(site)
    if opener is None:
        chat.load()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        stop = asyncio.Event()
        tasks = [asyncio.create_task(_run(site, chat, opener, stop)), asyncio.create_task(mcp.run(stop))]
        yield
        stop.set()
        await asyncio.wait(tasks, timeout=10)

    app = FastAPI(title=settings.title_en, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.shelf = site.shelf
    app.add_middleware(Unexpected, site=site)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(BodyLimit)
    app.add_middleware(Heads)
    app.add_middleware(Headers, frame_ancestors=(*settings.frame_ancestors, *settings.api.allowed_origins))
    if settings.api.trusted_proxies:
        app.add_middleware(ProxyHeadersMiddleware, trusted_hosts=list(settings.api.trusted_proxies))
    for router in (actions.router(site), ops.router(parts), pages.router(site), figures_page.router(site)):
        app.include_router(router)
    app.router.routes += [api_mount(parts), Route("/mcp", mcp)]
    app.mount("/ui", StaticFiles(directory=HERE / "static"))
    app.mount("/", chat)
    _handle_errors(app, site)
    return app


async def _run(site: Site, chat: ChatMount, opener: LibraryFactory | None, stop: asyncio.Event) -> None:
    """Load what is not loaded, then keep Gradio's own background work running until the end."""
    if opener is not None:
        await run_in_threadpool(_load, site, opener, chat.load)
    if chat.inner is None:
        return
    async with chat.inner.router.lifespan_context(chat.inner):
        while not stop.is_set():
            try:
                await asyncio.wait_for(stop.wait(), site.settings.watch_seconds)
            except TimeoutError:
                if opener is not None:
                    await run_in_threadpool(_renew, site, opener)


def _load(site: Site, opener: LibraryFactory, before: Callable[[], None] | None = None) -> None:
    """Put a library on the shelf; keep the one before, or say why there is none, if that fails."""
    try:
        library = opener()
        if before is not None:
            before()
        if isinstance(library, Living):
            library.warm()
        site.shelf.put(library)
    except ReportQAError as problem:
        log.error("The library could not be loaded: %s", problem)
        site.shelf.fail(str(problem))
    except Exception:
        log.exception("The library could not be loaded")
        site.shelf.fail("unexpected error; see the log")


def _renew(site: Site, opener: LibraryFactory) -> None:
    """Take a newer build of the index, or try again where none could be loaded."""
    current = site.shelf.current
    if current is None or (isinstance(current.library, Living) and not current.library.is_current()):
        _load(site, opener)


class Unexpected:
    """Turns an error that nobody foresaw into a page; inside ``Headers``, so the page is as strict as any."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; answer 500 if it fails before anything was sent."""
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception:
            if started or scope["type"] != "http":
                raise
            log.exception("%s %s failed", scope["method"], scope["path"])
            response = error_page(self.site, Request(scope), 500, "500.title", "500.text")
            await response(scope, receive, send)


def error_page(
    site: Site, request: Request, status: int, title: str, text: str, detail: str = ""
) -> Response:
    """Return the error as a page to browsers, as JSON to programs."""
    if "text/html" not in request.headers.get("accept", ""):
        say = texts(site.visitor(request).language)
        return actions.problem(status, say(text, detail=detail) if detail else say(text))
    return site.render(request, "error.html", status, title=title, text=text, detail=detail, report=None)


def _handle_errors(app: FastAPI, site: Site) -> None:
    @app.exception_handler(HTTPException)
    async def http_error(request: Request, error: HTTPException) -> Response:
        if error.status_code == 404:
            text = str(error.detail) if error.detail in WORDS else "404.text"
            return error_page(site, request, 404, "404.title", text)
        return error_page(site, request, error.status_code, "400.title", "400.text", str(error.detail))

    @app.exception_handler(NotReady)
    async def not_ready(request: Request, _: NotReady) -> Response:
        text = "wait.failed" if site.shelf.problem else "wait.text"
        response = site.render(request, "wait.html", 503, title="wait.title", text=text)
        response.headers["Retry-After"] = "3"
        return response


def serve(library_factory: LibraryFactory, host: str, port: int, settings: WebSettings | None = None) -> None:
    """Listen at once and load the library meanwhile; returns when the server is stopped."""
    import uvicorn

    app = create_app(library_factory, settings)
    # no access log: addresses hold visitors' questions; forwarded headers are read by the app, from listed proxies
    uvicorn.run(
        app,
        host=host,
        port=port,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=75,  # longer than a proxy keeps its connections, or it would meet closed ones
        timeout_graceful_shutdown=5,
    )


def main() -> None:
    """Serve with the settings of the environment and ``reportqa.toml``, as ``reportqa serve`` does."""
    from reportqa import Library
    from reportqa.llm import language_model
    from reportqa.settings import load_settings

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    settings = load_settings()

    def open_library() -> LibraryLike:
        return Library.open(
            settings.index,
            encoder=settings.encoder,
            corpus=settings.corpus,
            language_model=language_model(settings),
        )

    serve(open_library, settings.host, settings.port, settings.pages())
