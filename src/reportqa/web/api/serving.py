"""How lists are served: JSON or CSV as asked for, in pages, kept by clients until the index changes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi.responses import JSONResponse, Response
from starlette.requests import Request

from reportqa.web.api.errors import ApiError
from reportqa.web.api.views import cells
from reportqa.web.exports import csv_lines
from reportqa.web.library import LibraryLike

JSON, CSV, EVENTS = "application/json", "text/csv", "text/event-stream"
KEEP = "public, max-age=60"


def chosen(request: Request, offered: Sequence[str]) -> str:
    """Return the media type that the ``Accept`` header weighs most, the first where it says nothing.

    Raises:
        ApiError: none of them is acceptable.

    """
    accept = ",".join(request.headers.getlist("accept"))[:1000]
    if not accept.strip():
        return offered[0]
    weights = {media: _weight(accept, media) for media in offered}
    best = max(offered, key=lambda media: weights[media])
    if weights[best] <= 0:
        raise ApiError("not_acceptable", offered=", ".join(offered))
    return best


def _weight(accept: str, media: str) -> float:
    """Return the weight of the closest range of the header that takes ``media``."""
    kind = media.partition("/")[0]
    best = (-1, 0.0)
    for part in accept.split(","):
        name, *parameters = [p.strip().lower() for p in part.split(";")]
        closeness = {media: 2, f"{kind}/*": 1, "*/*": 0}.get(name)
        if closeness is None:
            continue
        weight = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    weight = min(max(float(parameter[2:]), 0.0), 1.0)
                except ValueError:
                    weight = 0.0
        best = max(best, (closeness, weight))
    return best[1]


def tag(library: LibraryLike, media: str = JSON) -> str:
    """Return the ETag of whatever this build of the index holds at an address."""
    digest = hashlib.sha256(f"{library.index_id} {library.built} {media}".encode()).hexdigest()
    return f'W/"{digest[:16]}"'


def unchanged(request: Request, etag: str) -> Response | None:
    """Return 304 if the client has it already."""
    known = request.headers.get("if-none-match", "")
    if etag.removeprefix("W/") not in [k.strip().removeprefix("W/") for k in known.split(",")]:
        return None
    return Response(status_code=304, headers=_kept(etag))


def fresh(content: dict[str, Any], etag: str) -> Response:
    """Return content that stands until the index changes."""
    return JSONResponse(content, headers=_kept(etag))


def listed(
    request: Request,
    items: Sequence[dict[str, Any]],
    columns: Sequence[str],
    *,
    media: str,
    page: dict[str, Any],
    etag: str,
) -> Response:
    """Return one page of a list; the address of the next also stands in the ``Link`` header."""
    headers = _kept(etag)
    if page.get("next"):
        headers["Link"] = f'<{page["next"]}>; rel="next"'
    if media == CSV:
        lines = csv_lines(columns, [cells(item, columns) for item in items])
        return Response("".join(lines), media_type=f"{CSV}; charset=utf-8", headers=headers)
    return JSONResponse({**page, "items": list(items)}, headers=headers)


def page_of(request: Request, path: str, total: int, limit: int, offset: int, index: str) -> dict[str, Any]:
    """Return what a page says of itself."""
    following = None
    if offset + limit < total:
        query = {k: v for k, v in request.query_params.items() if k != "offset"}
        following = f"{path}?{urlencode({**query, 'offset': offset + limit})}"
    return {"total": total, "limit": limit, "offset": offset, "next": following, "index": index}


def _kept(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": KEEP, "Vary": "Accept"}
