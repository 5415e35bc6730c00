"""The JSON forms of what a library holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportqa.model import Figure, Report
from reportqa.web.addresses import Addresses
from reportqa.web.library import ReportRow

FIGURE_COLUMNS = (
    "agency", "year", "indicator", "counted", "value", "unit", "approx", "how",
    "quote", "section", "page", "report", "start", "end", "url",
)  # fmt: skip
REPORT_COLUMNS = ("id", "agency", "year", "title", "source", "kind", "sample", "figures", "url")
INDICATOR_COLUMNS = ("id", "zh", "en", "unit")


class Views:
    """Makes the JSON forms, with links from the root of this host or the public address."""

    def __init__(self, addresses: Addresses, base: str = "") -> None:
        self._addresses = addresses
        self._base = base

    def figure(self, f: Figure) -> dict[str, Any]:
        """Return a figure with its quote."""
        mark = (f.value_start, f.value_end)
        return {
            "report": f.report,
            "agency": f.agency,
            "year": f.year,
            "indicator": f.indicator,
            "counted": f.counted,
            "value": f.value,
            "unit": f.unit,
            "text": f.text,
            "how": str(f.how),
            "approx": str(f.approx),
            "applicant": str(f.applicant) if f.applicant else None,
            "part_of": f.part_of,
            "cumulative": f.cumulative,
            "delta": f.delta,
            "circle": f.circle,
            "quote": f.quote,
            "start": f.start,
            "end": f.end,
            "mark": [f.value_start - f.start, f.value_end - f.start],
            "section": list(f.section),
            "page": f.page,
            "confidence": f.confidence,
            "checks": [
                {"rule": c.rule, "result": c.result, "left": c.left, "right": c.right,
                 "text_zh": c.text_zh, "text_en": c.text_en}
                for c in f.checks
            ],
            "url": self._base + self._addresses.place(f.report, f.start, f.end, mark),
        }  # fmt: skip

    def row(self, row: ReportRow) -> dict[str, Any]:
        """Return a report as a line of the list."""
        return {
            "id": row.id,
            "agency": row.agency,
            "year": row.year,
            "title": row.title,
            "source": row.source,
            "kind": row.kind,
            "sample": row.sample,
            "figures": row.n_figures,
            "url": self._base + self._addresses.report(row.id),
        }

    def report(self, r: Report, *, text: bool) -> dict[str, Any]:
        """Return a report: what it is, its headings, and its text if wanted."""
        return {
            "id": r.id,
            "agency": r.agency,
            "year": r.year,
            "title": r.title,
            "source": r.source,
            "sha256": r.sha256,
            "kind": r.kind,
            "sample": r.sample,
            "period": r.period,
            "signed": r.signed,
            "published": r.published,
            "published_at": r.url,
            "length": len(r.text),
            "sections": [
                {"path": list(s.path), "start": s.start, "end": s.end, "page": s.page} for s in r.sections
            ],
            "contact": [
                {"kind": c.kind, "value": c.value, "start": c.start, "end": c.end} for c in r.contact
            ],
            "warnings": [
                {"code": w.code, "text_zh": w.text_zh, "text_en": w.text_en, "start": w.start, "end": w.end}
                for w in r.warnings
            ],
            "text": r.text if text else None,
            "url": self._base + self._addresses.report(r.id),
        }

    def quote(self, r: Report, start: int, end: int) -> dict[str, Any]:
        """Return the text between two places, with where it stands."""
        section = r.section_at(start)
        return {
            "report": r.id,
            "title": r.title,
            "agency": r.agency,
            "year": r.year,
            "section": list(section.path) if section else [],
            "quote": r.text[start:end],
            "start": start,
            "end": end,
            "page": r.page_at(start),
            "sample": r.sample,
            "url": self._base + self._addresses.place(r.id, start, end),
        }


def cells(item: dict[str, Any], columns: Sequence[str]) -> list[object]:
    """Return a JSON form as cells of a table."""
    return [" > ".join(item[c]) if isinstance(item[c], list) else item[c] for c in columns]
