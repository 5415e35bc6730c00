"""The one shape of every error of the API, and the stable codes that programs may rely on."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportqa.model import Language
from reportqa.web.site import NotReady
from reportqa.web.visitor import preferred
from reportqa.web.wording import filled

log = logging.getLogger(__name__)

CODES: dict[str, tuple[int, str, str]] = {
    "invalid_json": (400, "请求正文不是有效的 JSON。", "The body is not valid JSON."),
    "after_invalid": (
        400,
        "after 不是本服务签发的；请不带 after 重新提问。",
        "after was not signed by this server; ask again without it.",
    ),
    "after_expired": (
        400,
        "对话已过期；请不带 after 重新提问。",
        "The conversation has expired; ask again without after.",
    ),
    "origin_not_allowed": (
        403,
        "不允许从 {origin} 嵌入本服务；请管理员将其加入 allowed_origins。",
        "{origin} may not embed this service; its administrator can add it to allowed_origins.",
    ),
    "proof_required": (
        403,
        "请先完成校验：GET /api/v1/challenge，并以 altcha 字段提交结果。",
        "Solve a challenge first: GET /api/v1/challenge, then send the solution as altcha.",
    ),
    "proof_invalid": (
        403,
        "校验无效、过期或已用过；请重新获取。",
        "The proof is wrong, expired or used; get a new challenge.",
    ),
    "not_found": (404, "没有这个地址。", "There is no such address."),
    "report_not_found": (404, "没有编号为该值的年报。", "There is no report of that id."),
    "place_not_found": (
        404,
        "该年报没有这一位置；全文共 {length} 字。",
        "The report has no such place; its text has {length:character|characters}.",
    ),
    "feedback_off": (404, "本站未开启反馈。", "Feedback is switched off here."),
    "method_not_allowed": (405, "此地址不支持该方法。", "This address does not take that method."),
    "not_acceptable": (406, "此地址只提供 {offered}。", "This address offers {offered}."),
    "body_too_large": (413, "请求正文超过 {limit} 字节。", "The body is longer than {limit} bytes."),
    "unsupported_media_type": (415, "请以 application/json 提交。", "Send application/json."),
    "invalid_request": (422, "请求有误：{problem}", "The request does not fit: {problem}"),
    "question_too_long": (
        422,
        "问题有 {length} 个字，最多 {limit} 个字。",
        "The question has {length:character|characters}; the limit is {limit}.",
    ),
    "quota_reached": (
        429,
        "提问太频繁，请 {seconds} 秒后再试。",
        "Too many questions; please try again in {seconds:second|seconds}.",
    ),
    "internal": (500, "出了意外错误，已记录。", "Something unexpected went wrong and was recorded."),
    "loading": (503, "年报正在载入，请稍候再试。", "The reports are being loaded; try again shortly."),
    "busy": (503, "当前提问的人太多，请稍后再试。", "Too many questions are waiting; try again shortly."),
    "paused": (503, "{notice_zh}", "{notice_en}"),
    "too_slow": (
        504,
        "查阅超过 {limit} 秒，已停止；请写明机关和年份。",
        "Reading took more than {limit} seconds and was stopped; name the agency and year.",
    ),
}
"""Code to HTTP status, Chinese and English message."""

_BY_STATUS = {
    404: "not_found",
    405: "method_not_allowed",
    413: "body_too_large",
    415: "unsupported_media_type",
}


class ApiError(Exception):
    """A request that is refused; ``code`` is one of ``CODES``, ``facts`` fill its message."""

    def __init__(self, code: str, *, wait: float | None = None, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.status = CODES[code][0]
        self.wait = wait
        self.facts = facts
        self.details: Sequence[dict[str, str]] = ()

    def body(self, language: Language) -> dict[str, Any]:
        """Return the JSON form."""
        _, zh, en = CODES[self.code]
        message = filled(zh if language == "zh" else en, self.facts)
        error: dict[str, Any] = {"code": self.code, "status": self.status, "message": message}
        if self.wait is not None:
            error["retry_after"] = math.ceil(self.wait)
        if self.details:
            error["details"] = list(self.details)
        return {"error": error}

    def response(self, language: Language) -> Response:
        """Return the HTTP answer."""
        headers = {"Cache-Control": "no-store"}
        if self.wait is not None:
            headers["Retry-After"] = str(math.ceil(self.wait))
        return JSONResponse(self.body(language), self.status, headers=headers)


def language_of(request: Request, default: Language) -> Language:
    """Return the language in which a message is wanted."""
    return preferred(request.headers.get("accept-language", ""), default)


def unfit(error: RequestValidationError) -> ApiError:
    """Return what does not fit, field by field; what was sent is not repeated."""
    found = error.errors()
    if any(e["type"] == "json_invalid" for e in found):
        return ApiError("invalid_json")
    details = [
        {"field": ".".join(str(part) for part in e["loc"]), "problem": str(e["msg"])} for e in found[:10]
    ]
    first = details[0] if details else {"field": "body", "problem": "unknown"}
    made = ApiError("invalid_request", problem=f"{_printable(first['field'])}: {first['problem']}")
    made.details = [{"field": _printable(d["field"]), "problem": d["problem"]} for d in details]
    return made


def _printable(field: str) -> str:
    """Return the name of a field as far as JSON can carry it: unknown fields have any name at all."""
    return field[:100].encode("utf-8", "replace").decode()


def handle_errors(app: FastAPI, default: Language) -> None:
    """Give every error of this app the one shape."""

    @app.exception_handler(ApiError)
    async def refused(request: Request, error: ApiError) -> Response:
        request.scope["reportqa.code"] = error.code
        return error.response(language_of(request, default))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return await refused(request, unfit(error))

    @app.exception_handler(NotReady)
    async def loading(request: Request, _: NotReady) -> Response:
        return await refused(request, ApiError("loading", wait=3))

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        code = "invalid_json" if error.status_code == 400 else _BY_STATUS.get(error.status_code, "internal")
        response = await refused(request, ApiError(code, limit=""))
        if error.headers and "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response
