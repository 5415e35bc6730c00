"""The table of figures: filters in the address, sorting by links, export of what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response, StreamingResponse
from starlette.requests import Request

from reportqa.model import Applicant, Figure, Language
from reportqa.search.figure_list import FigureQuery, Order
from reportqa.web.card_figures import failed_words, low_confidence
from reportqa.web.exports import XLSX_MEDIA, csv_lines, xlsx
from reportqa.web.figures_chart import charted
from reportqa.web.library import Shelved
from reportqa.web.pages import page_number
from reportqa.web.site import Site
from reportqa.web.wording import texts

PAGE_SIZE = 100
MOST_EXPORTED = 100_000
MOST_CHARTED = 2_000
"""Figures that are read whole to draw them; more never fit a chart."""
COLUMNS: dict[str, Order] = {"agency": "agency", "year": "year", "indicator": "indicator", "value": "value"}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; anything that does not fit is left out."""

    agency: str = ""
    year: str = ""
    indicator: str = ""
    report: str = ""
    q: str = ""
    every: bool = False
    sort: Order = ""
    down: bool = False
    page: int = 1

    @classmethod
    def of(cls, request: Request) -> Filters:
        """Read the address."""
        query = request.query_params
        return cls(
            agency=query.get("agency", ""),
            year=year if (year := query.get("year", "")).isdecimal() and len(year) == 4 else "",
            indicator=query.get("indicator", ""),
            report=query.get("report", ""),
            q=query.get("q", ""),
            every=query.get("all") == "1",
            sort=COLUMNS.get(query.get("sort", ""), ""),
            down=query.get("dir") == "down",
            page=page_number(request),
        )

    def query(self, **changed: Any) -> dict[str, object]:
        """Return the parts of the address, some of them changed."""
        parts = {
            "agency": self.agency,
            "year": self.year,
            "indicator": self.indicator,
            "report": self.report,
            "q": self.q,
            "all": "1" if self.every else "",
            "sort": self.sort,
            "dir": "down" if self.down else "",
            "page": self.page if self.page > 1 else "",
        }
        return {**parts, **changed}


def router(site: Site) -> APIRouter:
    """Return the routes of the table and its exports."""
    routes = APIRouter()

    @routes.get("/figures")
    def figures(request: Request) -> Response:
        shelved, filters = site.shelved(), Filters.of(request)
        language = site.visitor(request).language
        found = select(shelved, filters, language)
        first = (filters.page - 1) * PAGE_SIZE
        return site.render(
            request,
            "figures.html",
            title="figures.title",
            filters=filters,
            found=found[first : first + PAGE_SIZE],
            total=len(found),
            first=first + 1,
            last=min(first + PAGE_SIZE, len(found)),
            name=lambda figure: subject(figure, shelved, language),
            used=used_indicators(shelved, language),
            report_title=next((r.title for r in shelved.library.reports() if r.id == filters.report), ""),
            charts=charted(found, shelved, language) if len(found) <= MOST_CHARTED else None,
            failed=lambda figure: failed_words(figure.checks, language),
            low=lambda figure: low_confidence(figure.confidence),
        )

    def table(request: Request) -> tuple[list[str], list[list[object]]]:
        shelved, filters = site.shelved(), Filters.of(request)
        language = site.visitor(request).language
        found = select(shelved, filters, language)[:MOST_EXPORTED]
        return heads(language), [export_row(f, shelved, language) for f in found]

    @routes.get("/figures.csv")
    def as_csv(request: Request) -> Response:
        head, rows = table(request)
        return StreamingResponse(
            csv_lines(head, rows),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": 'attachment; filename="figures.csv"'},
        )

    @routes.get("/figures.xlsx")
    def as_xlsx(request: Request) -> Response:
        head, rows = table(request)
        return Response(
            xlsx(head, rows, "figures"),
            media_type=XLSX_MEDIA,
            headers={"Content-Disposition": 'attachment; filename="figures.xlsx"'},
        )

    return routes


def select(shelved: Shelved, filters: Filters, language: Language) -> Sequence[Figure]:
    """Return the figures that fit, in the order asked for; they are read when they are looked at."""
    agency = filters.agency
    # the library takes any part of a name; a name chosen from the list means that agency alone
    named = (agency,) if agency in shelved.state.agencies else shelved.library.agencies_like(agency)
    column = 0 if language == "zh" else 1
    return shelved.library.find_figures(
        FigureQuery(
            agencies=frozenset(named) if agency else None,
            year=int(filters.year) if filters.year else None,
            indicator=filters.indicator or None,
            report=filters.report or None,
            known=not filters.every,
            words=tuple(filters.q.lower().split()),
            names={indicator: names[column] for indicator, names in shelved.indicators.items()},
            order=filters.sort,
            down=filters.down,
        )
    )


def used_indicators(shelved: Shelved, language: Language) -> list[tuple[str, str]]:
    """Return the catalogue for the filter, by name."""
    names = [(key, names[0 if language == "zh" else 1]) for key, names in shelved.indicators.items()]
    return sorted(names, key=lambda pair: pair[1])


def subject(figure: Figure, shelved: Shelved, language: Language) -> str:
    """Return what a figure counts: the catalogue's name, and the column where it is one applicant's share."""
    name = shelved.indicator_name(figure.indicator, language)
    if not name:
        return figure.counted or " › ".join((*figure.row_path, *figure.column_path))
    if figure.applicant in (None, Applicant.TOTAL) or not figure.column_path:
        return name
    return f"{name} · {figure.column_path[-1]}"


def heads(language: Language) -> list[str]:
    """Return the heads of an export."""
    say = texts(language)
    keys = ("card.agency", "card.year", "figures.indicator", "figures.value", "figures.unit")
    return [
        *(say(key) for key in keys),
        *map(say, ("figures.quote", "figures.section", "report", "figures.checks")),
    ]


def export_row(figure: Figure, shelved: Shelved, language: Language) -> list[object]:
    """Return one row of an export."""
    doubts = list(failed_words(figure.checks, language))
    low = low_confidence(figure.confidence)
    if low is not None:
        doubts.append(texts(language)("card.ocr.short", n=low))
    return [
        figure.agency,
        figure.year,
        subject(figure, shelved, language),
        figure.value,
        figure.unit,
        figure.quote,
        " › ".join(figure.section),
        figure.report,
        "; ".join(doubts),
    ]
