"""The OpenAPI description and its viewer, both from this host."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.requests import Request

from reportqa.web.api.errors import ApiError
from reportqa.web.api.examples import fill_in
from reportqa.web.api.parts import Parts

_MEDIA = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
_ABOUT = """Questions about yearly reports on government information disclosure, and the figures of those reports.
Every answer carries the figure, the exact quote and its place. No key is needed; questions are limited per client.
Errors have one shape, `{"error": {"code", "status", "message"}}`; codes are stable."""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>reportqa API</title>
<link rel="stylesheet" href="{at}/docs/swagger-ui.css">
<script src="{at}/docs/swagger-ui-bundle.js" defer></script>
<script src="{at}/docs/start.js" defer></script>
</head>
<body><main id="viewer"></main></body>
</html>
"""
_START = """SwaggerUIBundle({
  url: new URL("../openapi.json", document.currentScript.src).href,
  dom_id: "#viewer", deepLinking: true, validatorUrl: null, tryItOutEnabled: true,
});
"""


def router(parts: Parts, app: FastAPI) -> APIRouter:
    """Return the routes; they are not described themselves."""
    routes = APIRouter(include_in_schema=False)
    made: dict[str, Any] = {}

    @routes.get("/openapi.json")
    def openapi() -> Response:
        if not made:
            made.update(describe(app, parts.site.settings.max_question))
        return JSONResponse(made, headers={"Cache-Control": "public, max-age=300"})

    @routes.get("/docs")
    def viewer(request: Request) -> Response:
        # the viewer draws its icons as data: images and sets styles on elements
        policy = (
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
            "connect-src 'self'; font-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        return HTMLResponse(_PAGE.format(at=parts.path("")), headers={"Content-Security-Policy": policy})

    @routes.get("/docs/start.js")
    def start() -> Response:
        return Response(_START, media_type="text/javascript")

    @routes.get("/docs/{name}")
    def asset(name: str) -> Response:
        if name not in _MEDIA:
            raise ApiError("not_found")
        data = files("fastapi_offline").joinpath("static", name).read_bytes()
        return Response(data, media_type=_MEDIA[name], headers={"Cache-Control": "public, max-age=86400"})

    return routes


def describe(app: FastAPI, longest_question: int) -> dict[str, Any]:
    """Return the OpenAPI description of the app."""
    schema = get_openapi(
        title="reportqa", version="1", description=_ABOUT, routes=app.routes, servers=app.servers
    )
    fill_in(schema)
    parts = schema["components"]["schemas"]
    parts["AskBody"]["properties"]["question"]["maxLength"] = longest_question
    # FastAPI describes its own validation error, which this app never sends
    for name in ("HTTPValidationError", "ValidationError"):
        parts.pop(name, None)
    described: dict[str, Any] = schema
    return described
