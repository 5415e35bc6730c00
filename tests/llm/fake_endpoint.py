"""A small OpenAI-compatible server on this machine that says what a test wants, or misbehaves."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


def completion(text, finish="stop"):
    choice = {"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": finish}
    return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


class FakeEndpoint:
    """``say`` is a text, a function of the request's messages, or a function of the handler that writes itself."""

    def __init__(self):
        self.say = "…"
        self.requests = []
        self.stop = threading.Event()
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                fake.requests.append({"path": self.path, "headers": dict(self.headers), "body": body})
                # the client has hung up; nothing to tell
                with contextlib.suppress(ConnectionError):
                    fake.answer(self, body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server.server_port}/v1"

    def answer(self, handler, body):
        if callable(self.say) and getattr(self.say, "raw", False):
            self.say(handler, self)
            return
        text = self.say(body["messages"]) if callable(self.say) else self.say
        send(handler, completion(text))

    def close(self):
        self.stop.set()
        self.server.shutdown()
        self.server.server_close()


def send(handler, data, status=200, kind="application/json", length=None):
    handler.send_response(status)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(length or len(data)))
    handler.end_headers()
    handler.wfile.write(data)


def raw(function):
    function.raw = True
    return function


def sends(data, **how):
    return raw(lambda handler, _: send(handler, data, **how))


@raw
def hangs(handler, fake):
    fake.stop.wait(20)


@raw
def trickles(handler, fake):
    """Send one byte of the head at a time, for ever: no single read is late."""
    while not fake.stop.wait(0.05):
        handler.wfile.write(b"H")
        handler.wfile.flush()


@raw
def trickles_body(handler, fake):
    handler.send_response(200)
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    while not fake.stop.wait(0.05):
        handler.wfile.write(b" ")
        handler.wfile.flush()


@raw
def huge(handler, fake):
    size = 50 * 1024 * 1024
    handler.send_response(200)
    handler.send_header("Content-Length", str(size))
    handler.end_headers()
    block, fake.sent = b"x" * 65536, 0
    for _ in range(size // len(block)):
        handler.wfile.write(block)
        fake.sent += len(block)


@raw
def hangs_up(handler, fake):
    handler.connection.close()


@raw
def streams(handler, fake):
    data = b'data: {"choices":[{"delta":{"content":"7"}}]}\n\n' * 20 + b"data: [DONE]\n\n"
    send(handler, data, kind="text/event-stream")


def slow(text, seconds):
    def say(_):
        time.sleep(seconds)
        return text

    return say
