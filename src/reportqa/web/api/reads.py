"""The routes that only read: figures, indicators, reports and quotes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.requests import Request

from reportqa.model import Report
from reportqa.search import FigureQuery
from reportqa.web.api import inputs, schemas
from reportqa.web.api.asking import base_of
from reportqa.web.api.errors import ApiError
from reportqa.web.api.examples import responses
from reportqa.web.api.parts import Parts
from reportqa.web.api.serving import CSV, JSON, chosen, fresh, listed, page_of, tag, unchanged
from reportqa.web.api.views import FIGURE_COLUMNS, INDICATOR_COLUMNS, REPORT_COLUMNS, Views
from reportqa.web.library import LibraryLike

LONGEST_QUOTE = 5000
_LIST_ERRORS = "not_acceptable invalid_request internal loading"


def router(parts: Parts) -> APIRouter:
    """Return the routes."""
    routes = APIRouter()
    views = Views(parts.site.addresses, base_of(parts.site))
    _figures(routes, parts, views)
    _reports(routes, parts, views)
    _report(routes, parts, views)
    return routes


def _figures(routes: APIRouter, parts: Parts, views: Views) -> None:
    site = parts.site

    @routes.get(
        "/figures",
        summary="Figures, with quote and place",
        responses=responses(parts, "figures", schemas.FiguresDoc, _LIST_ERRORS, csv=True),
    )
    def figures(request: Request, asked: Annotated[inputs.FiguresQuery, Query()]) -> Response:
        """JSON, or CSV with `Accept: text/csv`; sorted by agency, year and place."""
        media = chosen(request, (JSON, CSV))
        library = site.shelved().library
        etag = tag(library, media)
        if known := unchanged(request, etag):
            return known
        found = library.find_figures(
            FigureQuery(
                agencies=frozenset(library.agencies_like(asked.agency)) if asked.agency is not None else None,
                year=asked.year,
                indicator=asked.indicator,
                report=asked.report,
                order="place",
            )
        )
        part = found[asked.offset : asked.offset + asked.limit]
        page = page_of(
            request, parts.path("/figures"), len(found), asked.limit, asked.offset, library.index_id
        )
        items = [views.figure(f) for f in part]
        return listed(request, items, FIGURE_COLUMNS, media=media, page=page, etag=etag)

    @routes.get(
        "/indicators",
        summary="The catalogue of indicators",
        responses=responses(parts, "indicators", schemas.IndicatorsDoc, _LIST_ERRORS, csv=True),
    )
    def indicators(request: Request, _: Annotated[inputs.Query, Query()]) -> Response:
        """JSON, or CSV with `Accept: text/csv`."""
        media = chosen(request, (JSON, CSV))
        library = site.shelved().library
        etag = tag(library, media)
        if known := unchanged(request, etag):
            return known
        items = [dict(zip(INDICATOR_COLUMNS, row, strict=True)) for row in library.indicators()]
        page = {"index": library.index_id}
        return listed(request, items, INDICATOR_COLUMNS, media=media, page=page, etag=etag)


def _reports(routes: APIRouter, parts: Parts, views: Views) -> None:
    site = parts.site

    @routes.get(
        "/reports",
        summary="The reports",
        responses=responses(parts, "reports", schemas.ReportsDoc, _LIST_ERRORS, csv=True),
    )
    def reports(request: Request, asked: Annotated[inputs.ReportsQuery, Query()]) -> Response:
        """JSON, or CSV with `Accept: text/csv`; sorted by agency and year."""
        media = chosen(request, (JSON, CSV))
        library = site.shelved().library
        etag = tag(library, media)
        if known := unchanged(request, etag):
            return known
        rows = [
            row
            for row in library.reports()
            if (asked.agency or "") in row.agency and asked.year in (None, row.year)
        ]
        rows.sort(key=lambda row: (row.agency, row.year or 0, row.id))
        page = page_of(
            request, parts.path("/reports"), len(rows), asked.limit, asked.offset, library.index_id
        )
        items = [views.row(row) for row in rows[asked.offset : asked.offset + asked.limit]]
        return listed(request, items, REPORT_COLUMNS, media=media, page=page, etag=etag)


def _report(routes: APIRouter, parts: Parts, views: Views) -> None:
    site = parts.site

    @routes.get(
        "/reports/{report_id}",
        summary="A report",
        responses=responses(parts, "report", schemas.ReportDoc, f"report_not_found {_LIST_ERRORS}"),
    )
    def report(request: Request, report_id: str, asked: Annotated[inputs.ReportQuery, Query()]) -> Response:
        """Return what it is, its headings and, with `text=true`, its whole text."""
        chosen(request, (JSON,))
        library = site.shelved().library
        found = report_of(library, report_id)
        etag = tag(library)
        return unchanged(request, etag) or fresh(views.report(found, text=asked.text), etag)

    @routes.get(
        "/reports/{report_id}/quote",
        summary="The exact text at a place",
        responses=responses(
            parts, "quote", schemas.QuoteDoc, f"report_not_found place_not_found {_LIST_ERRORS}"
        ),
    )
    def quote(request: Request, report_id: str, asked: Annotated[inputs.QuoteQuery, Query()]) -> Response:
        """Return the published text between two places, to check a quote against it."""
        chosen(request, (JSON,))
        if not asked.start < asked.end <= asked.start + LONGEST_QUOTE:
            raise ApiError(
                "invalid_request",
                problem=f"end should be 1 to {LONGEST_QUOTE} after start; found {asked.start} to {asked.end}",
            )
        library = site.shelved().library
        found = report_of(library, report_id)
        if asked.end > len(found.text):
            raise ApiError("place_not_found", length=len(found.text))
        etag = tag(library)
        return unchanged(request, etag) or fresh(views.quote(found, asked.start, asked.end), etag)


def report_of(library: LibraryLike, report_id: str) -> Report:
    """Return a report.

    Raises:
        ApiError: there is none of that id.

    """
    try:
        return library.report(report_id)
    except KeyError:
        raise ApiError("report_not_found") from None
