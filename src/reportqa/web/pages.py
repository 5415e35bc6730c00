"""The list of reports and the reader: server-rendered, readable without JavaScript."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from reportqa.model import Check, Figure, Report
from reportqa.web.library import ReportRow, Shelved
from reportqa.web.page_images import PageImages, has_pages
from reportqa.web.reader import Layout, doubtful, span
from reportqa.web.site import Site

PAGE_SIZE = 100
DOWNLOAD_POLICY = "default-src 'none'; sandbox"


def router(site: Site) -> APIRouter:
    """Return the routes of the list and the reader."""
    routes, images = APIRouter(), PageImages()
    _add_list(routes, site)
    _add_files(routes, site, images)
    _add_reader(routes, site, images)
    return routes


def _add_list(routes: APIRouter, site: Site) -> None:
    @routes.get("/reports")
    def reports(request: Request, q: str = "", agency: str = "", year: str = "") -> Response:
        shelved = site.shelved()
        rows = [row for row in shelved.library.reports() if fits(row, q, agency, year)]
        rows.sort(key=lambda row: (-(row.year or 0), row.agency, row.title))
        number = page_number(request)
        first = (number - 1) * PAGE_SIZE
        return site.render(
            request,
            "reports.html",
            title="reports.title",
            rows=rows[first : first + PAGE_SIZE],
            total=len(rows),
            last=first + PAGE_SIZE,
            page=number,
            q=q,
            agency=agency,
            year=year,
        )


def _add_files(routes: APIRouter, site: Site, images: PageImages) -> None:
    @routes.get("/reports/{report_id}/original")
    def original(report_id: str) -> Response:
        shelved = site.shelved()
        report_or_404(shelved, report_id)
        path = shelved.library.source_path(report_id)
        if path is None or not path.is_file():
            raise HTTPException(404)
        media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        # always an attachment: a published HTML file must not run on this site
        return FileResponse(
            path,
            media_type=media,
            filename=path.name,
            content_disposition_type="attachment",
            headers={"Content-Security-Policy": DOWNLOAD_POLICY},
        )

    @routes.get("/reports/{report_id}/pages/{number}.png")
    def page_image(report_id: str, number: int) -> Response:
        shelved = site.shelved()
        report_or_404(shelved, report_id)
        path = shelved.library.source_path(report_id)
        image = images.image(path, number) if path is not None and has_pages(path) else None
        if image is None:
            raise HTTPException(404)
        return Response(image, media_type="image/png", headers={"Cache-Control": "public, max-age=86400"})


def _add_reader(routes: APIRouter, site: Site, images: PageImages) -> None:
    @routes.get("/reports/{report_id}")
    def reader(request: Request, report_id: str, quote: str = "", mark: str = "") -> Response:
        shelved = site.shelved()
        report = report_or_404(shelved, report_id)
        place = span(quote, report) if quote else None
        if quote and place is None:
            return site.render(
                request, "error.html", 404, title="404.title", text="404.span", detail="", report=report_id
            )
        figures = shelved.library.figures(report=report_id)
        marked = span(mark, report) if mark else None
        path = shelved.library.source_path(report_id)
        leaf = None
        if path is not None and has_pages(path):
            number = page_number(request, default=page_of(report, marked or place))
            leaf = images.view(path, number, report, place, marked)
        doubts = doubtful(report, figures)
        layout = Layout(report, place, marked, doubts)
        return site.render(
            request,
            "reader.html",
            title="report",
            report=report,
            blocks=list(layout.blocks()),
            outline=layout.outline(),
            quoted=place,
            doubts=len(doubts),
            checks=failed_checks(figures),
            original=path is not None,
            leaf=leaf,
            turned=lambda to: site.addresses.leaf(report.id, to, {"quote": quote, "mark": mark}),
            published=web_address(report),
        )


def page_number(request: Request, default: int = 1) -> int:
    """Return the page asked for, the default for anything that is no page."""
    page = request.query_params.get("page", "")
    if not (page.isascii() and page.isdecimal()) or len(page) > 6:
        return default
    return max(int(page), 1)


def page_of(report: Report, place: tuple[int, int] | None) -> int:
    """Return the page on which a place stands, the first where that is not known."""
    return (report.page_at(place[0]) if place else None) or 1


def fits(row: ReportRow, words: str, agency: str, year: str) -> bool:
    """Return whether a report passes the filters of the list."""
    text = f"{row.title} {row.agency} {row.year or ''} {row.source}".lower()
    return (
        all(word in text for word in words.lower().split())
        and agency in ("", row.agency)
        and year in ("", str(row.year or ""))
    )


def report_or_404(shelved: Shelved, report_id: str) -> Report:
    """Return the report, or answer that there is none."""
    try:
        return shelved.library.report(report_id)
    except KeyError:
        raise HTTPException(404, "404.report") from None


def failed_checks(figures: Iterable[Figure]) -> list[Check]:
    """Return every check that failed, once each."""
    return list(dict.fromkeys(c for figure in figures for c in figure.checks if c.result == "FAIL"))


def web_address(report: Report) -> str | None:
    """Return where the report was published, only if it is a web address."""
    return report.url if report.url and report.url.startswith(("https://", "http://")) else None
