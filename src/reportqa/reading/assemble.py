"""From the text of a file to a ``Report``: unwrapped, with sections, masthead and tables."""

from __future__ import annotations

import re
from dataclasses import replace

from reportqa.model import Cell, Oddity, Report, Table
from reportqa.reading.extracted import Extracted, Grid
from reportqa.reading.masthead import find_masthead
from reportqa.reading.metadata import Metadata
from reportqa.reading.outline import find_outline
from reportqa.reading.tables import name_cells
from reportqa.reading.unwrap import Unwrapped, unwrap

_SAMPLE = re.compile(
    r"样例报告|示例报告|示範報告|樣例報告|仅供演示|(?:本报告为|本文为)[^，。\n]{0,20}(?:样例|示例)"
)
_SAMPLE_WITHIN = 400
"""Characters at the top of a report in which it may say that it is a sample."""


def assemble(
    extracted: Extracted,
    source: str,
    sha256: str,
    id: str,
    meta: Metadata | None = None,
) -> Report:
    """Return the report that ``extracted`` holds; what ``meta`` sets wins over what is read."""
    meta = meta or Metadata()
    unwrapped = unwrap(extracted)
    outline = find_outline(unwrapped)
    masthead = find_masthead(unwrapped, extracted.title)
    tables = tuple(_table(grid, unwrapped) for grid in extracted.grids if grid.cells)
    odd: list[Oddity] = []
    agency = meta.prefer("agency", masthead.agency, odd)
    year = meta.prefer("year", masthead.year, odd)
    missing = {"no_agency": bool(agency), "no_year": year is not None}
    warnings = [w for w in masthead.warnings if not missing.get(w.code)]
    return Report(
        id=id,
        agency=agency,
        year=year,
        title=meta.prefer("title", masthead.title, odd),
        source=source,
        sha256=sha256,
        text=unwrapped.text,
        sections=outline.sections,
        tables=name_cells(tables, unwrapped.text, outline.sections),
        offsets=unwrapped.offsets,
        pages=unwrapped.pages,
        contact=masthead.contact,
        period=masthead.period,
        signed=masthead.signed,
        published=meta.prefer("published", extracted.published or masthead.published, odd),
        url=meta.prefer("url", extracted.url, []),
        sample=bool(meta.sample)
        if meta.sample is not None
        else bool(_SAMPLE.search(unwrapped.text[:_SAMPLE_WITHIN])),
        kind=meta.prefer("kind", masthead.kind, []),
        warnings=(*_moved(extracted.warnings, unwrapped), *outline.warnings, *warnings, *odd),
        attachments=extracted.attachments,
    )


def _moved(warnings: tuple[Oddity, ...], unwrapped: Unwrapped) -> tuple[Oddity, ...]:
    """Turn the spans of a reader's warnings, which lie in the file's text, into spans of the report's text."""
    moved = []
    for warning in warnings:
        if warning.start is not None and warning.end is not None:
            start, end = unwrapped.span(warning.start, warning.end)
            warning = replace(warning, start=start, end=end)
        moved.append(warning)
    return tuple(moved)


def _table(grid: Grid, unwrapped: Unwrapped) -> Table:
    """Turn a grid of the file's text into a table of the report's text."""
    cells = []
    for cell in grid.cells:
        start, end = unwrapped.span(cell.start, cell.end)
        cells.append(
            Cell(
                cell.row,
                cell.column,
                cell.rowspan,
                cell.colspan,
                unwrapped.text[start:end],
                start,
                end,
                header=cell.header,
                page=cell.page,
                confidence=cell.confidence,
            )
        )
    start, end = unwrapped.span(grid.start, grid.end)
    return Table(tuple(cells), grid.rows, grid.columns, start, end, grid.page, grid.caption)
