"""Citations: exact substrings of the published text with a link to their place."""

from __future__ import annotations

import re
from urllib.parse import quote as url_quote

from reportqa.model import Citation, Figure, Report


def cite(
    report: Report, start: int, end: int, mark: tuple[int, int] | None = None, role: str = "evidence"
) -> Citation:
    """Cite ``report.text[start:end]``, with ``mark`` (a span of the report) marked inside it."""
    section = report.section_at(start)
    return Citation(
        report=report.id,
        title=report.title,
        agency=report.agency,
        year=report.year,
        section=section.path if section else (),
        quote=report.text[start:end],
        start=start,
        end=end,
        page=report.page_at(start),
        source=report.source,
        url=place_url(report.id, start, end),
        mark_start=mark[0] - start if mark else None,
        mark_end=mark[1] - start if mark else None,
        sample=report.sample,
        role=role,
    )


def cite_figure(report: Report, figure: Figure) -> Citation:
    """Cite the sentence or row that states ``figure``, with its number marked."""
    mark = (figure.value_start, figure.value_end) if figure.value_end > figure.value_start else None
    return cite(report, figure.start, figure.end, mark)


def place_url(report_id: str, start: int, end: int) -> str:
    """Return the address, relative to the site's root, that opens the report at a span."""
    return f"/reports/{url_quote(report_id, safe='')}?quote={start}-{end}#quote"


def cite_year(report: Report) -> Citation | None:
    """Cite the line that says which year the report is on, so that the year is quoted too.

    None where the text does not hold the year in digits (it is known from metadata alone).
    """
    if report.year is None:
        return None
    pattern = re.compile(rf"[^\n]*(?<!\d){report.year}(?!\d)[^\n]*")
    best: tuple[int, int] | None = None
    for match in pattern.finditer(report.text):
        if match.end() - match.start() <= 80 or re.search("报告|年报|公报", match.group()):
            best = match.span()
            break
    if best is None:
        found = re.search(rf"(?<!\d){report.year}\s*年(?:度)?", report.text)
        best = found.span() if found else None
    if best is None:
        return None
    start, end = best
    if end - start > 120:
        found = re.search(rf"(?<!\d){report.year}\s*年?", report.text[start:end])
        assert found is not None
        start, end = start + found.start(), start + found.end()
    return cite(report, start, end, role="report")
