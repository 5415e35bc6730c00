from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi import FastAPI

from reportqa.web.feedback import Feedback
from reportqa.web.server import create_app
from reportqa.web.settings import WebSettings
from web.fake_library import FakeLibrary

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install 'reportqa[test]'"
)

BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class Site:
    """A running server, and what was kept of readers' verdicts."""

    def __init__(self, base: str, app: FastAPI, library: object, verdicts: list[Feedback]) -> None:
        self.base = base
        self.app = app
        self.library = library
        self.verdicts = verdicts


@contextmanager
def serving(app: FastAPI, library: object, verdicts: list[Feedback]) -> Iterator[Site]:
    """Listen on a free port until the end of the block."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(
        uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=2)
    )
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", app, library, verdicts)
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Hand-made reports with every kind of answer; questions are stopped after two seconds."""
    folder = tmp_path_factory.mktemp("corpus")
    library = FakeLibrary(folder)
    (folder / library.report("kj-2018").source).write_text("年报原文", encoding="utf-8")
    verdicts: list[Feedback] = []
    settings = WebSettings(notice_zh="试运行", answer_seconds=2)
    with serving(create_app(library, settings, library_feedback=verdicts.append), library, verdicts) as made:
        yield made


@pytest.fixture(scope="session")
def samples(sample_library) -> Iterator[Site]:
    """The samples in every format, asked through the real library."""
    verdicts: list[Feedback] = []
    app = create_app(sample_library, WebSettings(), library_feedback=verdicts.append)
    with serving(app, sample_library, verdicts) as made:
        yield made


@pytest.fixture(scope="session")
def browser() -> Iterator[sync_api.Browser]:
    path = next((p for p in BROWSERS if Path(p).exists()), None)
    if path is None:
        pytest.skip("no Chromium found: apt-get install chromium fonts-noto-cjk")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield running
        running.close()


@contextmanager
def opening(site: Site, browser: sync_api.Browser) -> Iterator[Callable[..., sync_api.Page]]:
    """Open pages in fresh browser profiles; at the end nothing may have gone wrong or left this host."""
    contexts, troubles, tolerated = [], [], []

    def opened(
        path: str = "/", *, locale: str = "zh-CN", width: int = 1000, tolerate: str = "", **more: object
    ) -> sync_api.Page:
        if tolerate:
            tolerated.append(tolerate)
        cookies = [
            {"name": f"rq_{name}", "value": more.pop(name), "url": site.base}
            for name in ("theme", "size")
            if name in more
        ]
        context = browser.new_context(locale=locale, viewport={"width": width, "height": 800}, **more)
        contexts.append(context)
        context.add_cookies(cookies)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.on("page", watch)
        page = context.new_page()
        page.goto(site.base + path)
        return page

    def watch(page: sync_api.Page) -> None:
        page.on("console", lambda m: troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: troubles.append(str(e)))
        page.on(
            "request",
            lambda r: (
                None
                if r.url.startswith((site.base, "data:", "blob:"))
                else troubles.append(f"request to {r.url}")
            ),
        )

    yield opened
    for context in contexts:
        context.close()
    assert not [t for t in troubles if not any(word in t for word in tolerated)]


@pytest.fixture
def open_page(site: Site, browser: sync_api.Browser) -> Iterator[Callable[..., sync_api.Page]]:
    with opening(site, browser) as opened:
        yield opened


@pytest.fixture
def open_sample(samples: Site, browser: sync_api.Browser) -> Iterator[Callable[..., sync_api.Page]]:
    with opening(samples, browser) as opened:
        yield opened
