"""``reportqa reports``: the list of reports."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from reportqa.commands.options import IndexOption, JsonOption, open_library, settings_with
from reportqa.commands.terminal import one_line, say, say_json, say_table

EXAMPLES = (
    "reportqa reports",
    "reportqa reports --odd",
    "reportqa reports --json",
)
"""Shown by ``--help``."""


def reports(
    index: IndexOption = None,
    json: JsonOption = False,
    odd: Annotated[bool, typer.Option("--odd", help="Show what was odd about each report.")] = False,
) -> None:
    """List the reports of the index."""
    library = open_library(settings_with(index))
    try:
        rows = library.reports()
        warnings = {row.id: library.report(row.id).warnings for row in rows if row.n_warnings and odd}
    finally:
        library.close()
    if json:
        say_json(
            [
                asdict(row) | ({"odd": [asdict(w) for w in warnings.get(row.id, ())]} if odd else {})
                for row in rows
            ]
        )
        return
    say_table(
        ("agency", "year", "file", "figures", "odd", ""),
        [
            (
                row.agency,
                row.year,
                row.source,
                row.n_figures,
                row.n_warnings or "",
                "sample" if row.sample else "",
            )
            for row in rows
        ],
        right=(1, 3, 4),
    )
    for row in rows:
        for oddity in warnings.get(row.id, ()):
            say(f"{one_line(row.source)}: {one_line(oddity.text_en)}")
