"""Portals for the widget's tests: plain web servers on ports of their own, with a strict policy and hostile CSS."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import uvicorn

HOSTILE = """
* { all: unset !important; font-size: 5px !important; color: transparent !important; visibility: hidden !important;
    display: none !important; position: static !important; letter-spacing: 2em !important; }
html, head + body, body { display: block !important; visibility: visible !important; transform: scale(1); }
html { font-size: 50% !important; direction: rtl; text-transform: uppercase; }
reportqa-chat { display: none !important; opacity: 0 !important; width: 0 !important; pointer-events: none !important; }
button, dialog, input { display: none !important; }
"""


class Portal:
    """A web server whose pages a test writes."""

    def __init__(self) -> None:
        self.pages: dict[str, str] = {"/hostile.css": HOSTILE}
        self.policy = ""
        portal = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                page = portal.pages.get(self.path)
                self.send_response(404 if page is None else 200)
                kind = (
                    "css"
                    if self.path.endswith(".css")
                    else "javascript"
                    if self.path.endswith(".js")
                    else "html"
                )
                self.send_header("Content-Type", f"text/{kind}; charset=utf-8")
                if portal.policy:
                    self.send_header("Content-Security-Policy", portal.policy)
                self.end_headers()
                self.wfile.write((page or "").encode())

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def page(self, path: str, head: str, body: str = "") -> str:
        """Put up a page and return its address."""
        self.pages[path] = (
            '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>门户</title>'
            '<link rel="icon" href="data:,"><meta name="viewport" content="width=device-width">'
            f"{head}</head><body><main><h1>门户网站</h1>{body}</main></body></html>"
        )
        return self.origin + path

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def served(app: object, port: int = 0) -> Iterator[str]:
    """Run an app and yield its address."""
    listening = socket.create_server(("127.0.0.1", port))
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, proxy_headers=False, timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()
