"""From a report to its figures: prose, statutory tables, and tables that extraction has broken."""

from __future__ import annotations

from dataclasses import replace

from reportqa.figures.broken import broken_table_figures
from reportqa.figures.catalogue import Catalogue
from reportqa.figures.checks import attach_checks, check_report
from reportqa.figures.prose import prose_figures
from reportqa.figures.tables import table_figures
from reportqa.model import Figure, Report

FIGURES_VERSION = 8
"""Counts up whenever the same report would give other figures; part of the key of an index entry."""


def read_figures(report: Report, catalogue: Catalogue | None = None) -> tuple[Report, tuple[Figure, ...]]:
    """Return the report, with what was odd about its tables noted, and its figures in reading order.

    Failed checks are attached to every figure that they touch.
    """
    catalogue = catalogue or Catalogue.load()
    cells = table_figures(report)
    broken, oddities = broken_table_figures(report, cells)
    taken = [(f.start, f.end) for f in broken]
    prose = [
        f for f in prose_figures(report, catalogue)
        if not any(start < f.value_end and f.value_start < end for start, end in taken)
    ]  # fmt: skip
    figures = sorted((*cells, *broken, *prose), key=lambda f: (f.value_start, f.value_end))
    checked = attach_checks(figures, check_report(report, figures))
    return replace(report, warnings=(*report.warnings, *oddities)), tuple(checked)
