"""The description of every response: its schema, and an example for each code."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from reportqa.web.api.errors import CODES, ApiError
from reportqa.web.api.parts import Parts
from reportqa.web.api.schemas import ErrorDoc
from reportqa.web.api.serving import CSV, EVENTS, JSON
from reportqa.web.api.sse import event

_FACTS: dict[str, Any] = {
    "origin": "https://other.example",
    "length": 812,
    "limit": 500,
    "offered": "application/json, text/csv",
    "problem": "year: Input should be less than or equal to 2200",
    "seconds": 12,
    "notice_zh": "智能问答暂停服务。",
    "notice_en": "The assistant is paused.",
}
RECORDED = "x-recorded"
"""Stands for a recorded example until the description is made, since FastAPI would drop its nulls."""
_WAITS = {"quota_reached": 12, "loading": 3, "busy": 5, "paused": 60}


@cache
def recorded() -> dict[str, Any]:
    """Return real responses to the sample reports, recorded by ``benchmarks/record_api_examples.py``."""
    text = (Path(__file__).parent / "examples.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def responses(
    parts: Parts, name: str, model: type[BaseModel], codes: str, *, status: int = 200, csv: bool = False
) -> dict[int | str, dict[str, Any]]:
    """Return the responses of one route for its OpenAPI description."""
    example = recorded().get(name)
    described: dict[int | str, dict[str, Any]] = {status: {"model": model, "description": "Done."}}
    content: dict[str, Any] = {JSON: {RECORDED: name}}
    if csv:
        content[CSV] = {"schema": {"type": "string"}, "example": recorded().get(f"{name}.csv", "")}
    if name == "ask":
        content[EVENTS] = {
            "schema": {"type": "string"},
            "example": event("accepted", {"left": 29}) + event("answer", example or {}),
        }
    described[status]["content"] = content
    if CSV in content or name in ("report", "quote"):
        described[304] = {"description": "The client has it already: its `If-None-Match` names this build."}
    for code in codes.split():
        known = described.setdefault(
            CODES[code][0], {"model": ErrorDoc, "description": "", "content": {JSON: {"examples": {}}}}
        )
        error = ApiError(code, wait=_WAITS.get(code), **_FACTS)
        known["description"] = f"{known['description']}, `{code}`".removeprefix(", ")
        known["content"][JSON]["examples"][code] = {"summary": CODES[code][2], "value": error.body("en")}
    return described


def fill_in(schema: dict[str, Any]) -> None:
    """Put the recorded examples into an OpenAPI description."""
    for methods in schema["paths"].values():
        for operation in methods.values():
            for response in operation["responses"].values():
                for content in response.get("content", {}).values():
                    if RECORDED in content:
                        content["example"] = recorded().get(content.pop(RECORDED))
