"""The API as an app of its own, without the pages."""

from __future__ import annotations

from fastapi import FastAPI

from reportqa.web.api import ops
from reportqa.web.api.app import api_mount
from reportqa.web.api.parts import Parts
from reportqa.web.library import LibraryLike, Shelf
from reportqa.web.settings import WebSettings
from reportqa.web.site import Site


def made_app(library: LibraryLike | None, settings: WebSettings, feedback=None) -> FastAPI:
    parts = Parts.of(Site(Shelf(library), settings, feedback))
    app = FastAPI(openapi_url=None)
    app.include_router(ops.router(parts))
    app.router.routes.append(api_mount(parts))
    app.state.shelf = parts.site.shelf
    return app
