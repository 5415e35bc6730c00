"""Small addresses beside the pages: display choices, verdicts, health, the answer without JavaScript."""

from __future__ import annotations

import json

from fastapi import APIRouter
from fastapi.responses import JSONResponse, RedirectResponse, Response
from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from reportqa.web.feedback import BadFeedback, Feedback
from reportqa.web.site import Site
from reportqa.web.visitor import PREFERENCES, YEAR_SECONDS, client_of, safe_next

MOST_FEEDBACK = 10_000


def router(site: Site) -> APIRouter:
    """Return the routes."""
    routes = APIRouter()

    @routes.get("/healthz")
    async def healthz() -> Response:
        current = site.shelf.current
        if current is None:
            status = "failed" if site.shelf.problem else "loading"
            return JSONResponse({"status": status}, 503, headers={"Retry-After": "3"})
        facts = {"status": "ok", "index": current.library.index_id, "reports": current.state.reports}
        return JSONResponse(facts, headers={"Cache-Control": "no-store"})

    @routes.get("/prefs")
    def prefs(request: Request) -> Response:
        """Remember language, theme or size, and go back."""
        query = request.query_params
        back = RedirectResponse(site.settings.root_path + safe_next(query.get("next", "/")), 303)
        for name, values in PREFERENCES.items():
            if query.get(name) in values:
                back.set_cookie(
                    f"rq_{name}",
                    query[name],
                    max_age=YEAR_SECONDS,
                    samesite="lax",
                    path=site.settings.root_path or "/",
                    secure=request.url.scheme == "https",
                )
        return back

    @routes.get("/answer")
    async def answer(request: Request, q: str = "") -> Response:
        """Answer on a page of its own, for visitors without JavaScript."""
        site.shelved()
        card, wait = "", 0
        if q.strip():
            reply = await site.answerer.reply(
                q, "", site.visitor(request).language, client=client_of(request), interactive=False
            )
            card, wait = Markup(reply.html), reply.wait
        page = site.render(request, "answer.html", 429 if wait else 200, title="chat.title", q=q, card=card)
        if wait:
            page.headers["Retry-After"] = str(wait)
        return page

    _add_feedback(routes, site)
    _add_facts(routes, site)
    return routes


def _add_feedback(routes: APIRouter, site: Site) -> None:
    @routes.post("/feedback")
    async def feedback(request: Request) -> Response:
        """Keep a verdict sent by our own page."""
        if site.feedback is None:
            return problem(404, "Feedback is switched off here.")
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return problem(415, "Send application/json.")
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return problem(403, "Feedback is taken from this site's own pages only.")
        body = await request.body()
        if len(body) > MOST_FEEDBACK:
            return problem(413, f"Feedback may have {MOST_FEEDBACK} bytes; found {len(body)}.")
        try:
            given = Feedback.of(json.loads(body))
        except (ValueError, RecursionError):
            return problem(400, "The body is not JSON.")
        except BadFeedback as bad:
            return problem(400, str(bad))
        wait, _ = site.verdicts.take(client_of(request))
        if wait > 0:
            refused = problem(429, f"Too many verdicts; try again in {max(1, round(wait))} s.")
            refused.headers["Retry-After"] = str(max(1, round(wait)))
            return refused
        await run_in_threadpool(site.feedback, given)
        return JSONResponse({"status": "ok"}, 201)


def _add_facts(routes: APIRouter, site: Site) -> None:
    @routes.get("/manifest.json")
    def manifest(request: Request) -> Response:
        name = site.settings.title(site.visitor(request).language)
        icon = {"src": site.addresses.static("icon.svg"), "sizes": "any", "type": "image/svg+xml"}
        facts = {"name": name, "short_name": name, "start_url": site.addresses.to("/"), "display": "browser"}
        return JSONResponse({**facts, "icons": [icon]}, media_type="application/manifest+json")

    @routes.get("/robots.txt")
    def robots() -> Response:
        rules = "User-agent: *\nDisallow: /answer\nDisallow: /prefs\nDisallow: /figures.csv\nDisallow: /figures.xlsx\n"
        return Response(rules, media_type="text/plain")

    @routes.get("/favicon.ico")
    def favicon() -> Response:
        return RedirectResponse(site.addresses.static("icon.svg"), 307)


def problem(status: int, message: str) -> Response:
    """Return an error as JSON, in the one shape that every address uses."""
    return JSONResponse({"error": {"code": status, "message": message}}, status)
