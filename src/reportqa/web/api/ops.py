"""Addresses beside the API: readiness and metrics for operators, the widget's file, and its test page."""

from __future__ import annotations

import hashlib

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportqa.web.api.parts import Parts
from reportqa.web.templating import HERE

WIDGET = HERE / "static" / "widget.js"


def router(parts: Parts) -> APIRouter:
    """Return the routes."""
    routes = APIRouter()
    _operators(routes, parts)
    _portals(routes, parts)
    return routes


def _operators(routes: APIRouter, parts: Parts) -> None:
    site = parts.site

    @routes.get("/readyz")
    def readyz() -> Response:
        """Say whether questions can be answered; a balancer sends none before."""
        never = {"Cache-Control": "no-store"}
        current = site.shelf.current
        if current is None:
            return JSONResponse({"status": "not ready"}, 503, headers={**never, "Retry-After": "3"})
        return JSONResponse({"status": "ready", "index": current.library.index_id}, headers=never)

    @routes.get("/metrics")
    def metrics() -> Response:
        if not site.settings.api.metrics:
            raise HTTPException(404)
        current = site.shelf.current
        parts.metrics.ready.set(current is not None)
        parts.metrics.reports.set(current.state.reports if current else 0)
        return Response(parts.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")


def _portals(routes: APIRouter, parts: Parts) -> None:
    site = parts.site
    script = WIDGET.read_bytes()
    etag = f'"{hashlib.sha256(script).hexdigest()[:16]}"'

    @routes.get("/widget.js")
    def widget(request: Request) -> Response:
        """Serve the widget at one lasting address; portals get a new version within ten minutes."""
        headers = {
            "ETag": etag,
            "Cache-Control": "public, max-age=600",
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        if request.headers.get("if-none-match", "").removeprefix("W/") == etag:
            return Response(status_code=304, headers=headers)
        return Response(script, media_type="text/javascript; charset=utf-8", headers=headers)

    @routes.get("/embed-test")
    def embed_test(request: Request) -> Response:
        """Show the widget as a portal would, once any portal may embed it."""
        if not site.settings.api.allowed_origins:
            raise HTTPException(404)
        address = (
            site.settings.api.public_url
            or f"{request.url.scheme}://{request.url.netloc}{site.addresses.root}"
        )
        return site.render(
            request,
            "embed_test.html",
            address=address,
            # a source of a policy: with a path it would allow that one file only
            origin="/".join(address.split("/")[:3]),
            origins=site.settings.api.allowed_origins,
            zh=site.visitor(request).language == "zh",
        )
