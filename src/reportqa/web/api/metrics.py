"""What Prometheus reads: requests, answers by status, refusals, times. No words of any question."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportqa.model import Answer

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 6, 12, 24)


class Metrics:
    """The counters of one app."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "reportqa_requests", "Requests of the API.", ("route", "method", "status"), registry=self.registry
        )
        self.refused = Counter(
            "reportqa_refused", "Requests refused, by code.", ("code",), registry=self.registry
        )
        self.seconds = Histogram(
            "reportqa_request_seconds", "Time to the end of an answer.", ("route",), buckets=_BUCKETS,
            registry=self.registry,
        )  # fmt: skip
        self.answers = Counter(
            "reportqa_answers",
            "Questions answered, by status.",
            ("status", "language"),
            registry=self.registry,
        )
        self.running = Gauge("reportqa_requests_running", "Requests under way.", registry=self.registry)
        self.ready = Gauge("reportqa_ready", "1 while a library is loaded.", registry=self.registry)
        self.reports = Gauge("reportqa_reports", "Reports of the library.", registry=self.registry)

    def answered(self, answer: Answer) -> None:
        """Count an answer."""
        self.answers.labels(str(answer.status), answer.language).inc()

    def text(self) -> bytes:
        """Return the page that Prometheus reads."""
        return generate_latest(self.registry)


class Measured:
    """Counts and times the requests of an app."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 499  # the client left before anything was sent

        async def seen(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        started = time.perf_counter()
        self.metrics.running.inc()
        try:
            await self.app(scope, receive, seen)
        finally:
            self.metrics.running.dec()
            # the route's pattern, never the address: labels must stay few and hold no one's words
            route = getattr(scope.get("route"), "path", "other")
            method = scope["method"] if scope["method"] in ("GET", "POST", "OPTIONS") else "other"
            self.metrics.requests.labels(route, method, str(status)).inc()
            self.metrics.seconds.labels(route).observe(time.perf_counter() - started)
            if "reportqa.code" in scope:
                self.metrics.refused.labels(scope["reportqa.code"]).inc()
