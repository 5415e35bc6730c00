"""The routes that take something: questions, verdicts; and what the widget asks before them."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse, Response, StreamingResponse
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from reportqa.model import Language
from reportqa.web.api import inputs, schemas
from reportqa.web.api.asking import Asked, base_of
from reportqa.web.api.errors import ApiError, language_of
from reportqa.web.api.examples import responses
from reportqa.web.api.parts import Parts
from reportqa.web.api.serving import EVENTS, JSON, chosen
from reportqa.web.api.sse import stream
from reportqa.web.examples import examples_for
from reportqa.web.feedback import BadFeedback, Feedback
from reportqa.web.visitor import client_of

NEVER = {"Cache-Control": "no-store"}


def router(parts: Parts) -> APIRouter:
    """Return the routes."""
    routes = APIRouter()
    _asking(routes, parts)
    _widget(routes, parts)
    return routes


def _asking(routes: APIRouter, parts: Parts) -> None:
    site = parts.site

    @routes.post(
        "/ask",
        summary="Ask a question",
        responses=responses(parts, "ask", schemas.AnswerDoc, "invalid_json after_invalid after_expired origin_not_allowed "
                            "proof_required proof_invalid not_acceptable body_too_large unsupported_media_type "
                            "invalid_request question_too_long quota_reached internal loading busy paused too_slow"),
    )  # fmt: skip
    async def ask(request: Request, body: inputs.AskBody) -> Response:
        """Answer in JSON; with `Accept: text/event-stream` the events `accepted`, then `answer` or `error`."""
        media = chosen(request, (JSON, EVENTS))
        refuse_while_paused(parts, request)
        if site.settings.api.proof_of_work:
            parts.proof.take(body.altcha)
        asked = parts.asking.start(body.question, body.language, body.after, client_of(request))
        headers = {**NEVER, **_left(asked, parts)}
        language, base = language_of(request, site.settings.default_language), base_of(site)
        if media == EVENTS:
            headers["X-Accel-Buffering"] = "no"  # nginx would hold events back
            return StreamingResponse(
                stream(parts.asking, asked, language, base), media_type=EVENTS, headers=headers
            )
        answer = await parts.asking.finish(asked)
        return JSONResponse(parts.asking.document(answer, base), headers=headers)

    @routes.post(
        "/feedback",
        status_code=201,
        summary="Say whether an answer is right",
        responses=responses(parts, "feedback", schemas.AcceptedDoc, "invalid_json origin_not_allowed feedback_off "
                            "body_too_large unsupported_media_type invalid_request quota_reached internal paused", status=201),
    )  # fmt: skip
    async def feedback(request: Request, body: inputs.FeedbackBody) -> Response:
        if site.feedback is None:
            raise ApiError("feedback_off")
        refuse_while_paused(parts, request)
        try:
            given = Feedback.of(body.model_dump())
        except BadFeedback as bad:
            raise ApiError("invalid_request", problem=str(bad)) from None
        wait, _ = parts.verdicts.take(client_of(request))
        if wait > 0:
            raise ApiError("quota_reached", wait=wait, seconds=max(1, round(wait)))
        await run_in_threadpool(site.feedback, given)
        return JSONResponse({"status": "ok"}, 201, headers=NEVER)


def _widget(routes: APIRouter, parts: Parts) -> None:
    site = parts.site

    @routes.get(
        "/widget",
        summary="What the widget shows before the first question",
        responses=responses(parts, "widget", schemas.WidgetDoc, "invalid_request internal loading"),
    )
    def widget(asked: Annotated[inputs.WidgetQuery, Query()]) -> Response:
        lang: Language = asked.lang
        settings, shelved = site.settings, site.shelved()
        notice = parts.pause.notice()
        facts: dict[str, Any] = {
            "paused": notice.of(lang) if notice else None,
            "title": settings.title(lang),
            "notice": settings.notice(lang),
            "examples": list(examples_for(shelved, settings, lang)),
            "feedback": site.feedback is not None,
            "proof": settings.api.proof_of_work,
            "longest": settings.max_question,
            "reports": shelved.state.reports,
        }
        return JSONResponse(facts, headers=NEVER)

    @routes.get(
        "/challenge",
        summary="A proof-of-work challenge",
        responses=responses(parts, "challenge", schemas.ChallengeDoc, "internal"),
    )
    def challenge() -> Response:
        """Return a challenge of ALTCHA's protocol; it is good for ten minutes and one question."""
        return JSONResponse(parts.proof.challenge(), headers=NEVER)


def refuse_while_paused(parts: Parts, request: Request) -> None:
    """Stop the widget, that is whatever calls from a web page; programs go on.

    Raises:
        ApiError: it is paused.

    """
    notice = parts.pause.notice()
    if notice is not None and "origin" in request.headers:
        raise ApiError("paused", wait=60, notice_zh=notice.zh, notice_en=notice.en)


def _left(asked: Asked, parts: Parts) -> dict[str, str]:
    if asked.left is None:
        return {}
    return {"RateLimit-Limit": str(parts.asking.quota.per_client), "RateLimit-Remaining": str(asked.left)}
