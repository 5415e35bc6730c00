"""``reportqa figures``: figures as a table, or as a file for a spreadsheet."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportqa.commands.options import IndexOption, open_library, settings_with
from reportqa.commands.terminal import many, note, say_json, say_table, write_file
from reportqa.errors import ReportQAError

if TYPE_CHECKING:
    from reportqa.export import Row

EXAMPLES = (
    "reportqa figures --agency 科技局 --year 2018",
    "reportqa figures --indicator requests.received --format csv --output requests.csv",
    "reportqa figures --words 提案 --output proposals.xlsx",
)
"""Shown by ``--help``."""


class Format(StrEnum):
    """A form of the output."""

    TABLE = "table"
    CSV = "csv"
    XLSX = "xlsx"
    JSON = "json"


def figures(
    agency: Annotated[
        str | None, typer.Option("--agency", metavar="NAME", help="Full or short name of an agency.")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="YEAR", help="The year reported on.")] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", metavar="ID", help="Id or name of an indicator.")
    ] = None,
    words: Annotated[
        str, typer.Option("--words", metavar="WORDS", help="Words that quote or name must hold, all of them.")
    ] = "",
    every: Annotated[
        bool, typer.Option("--all", help="Also numbers that no indicator of the catalogue fits.")
    ] = False,
    form: Annotated[
        Format | None, typer.Option("--format", help="table, or what the name of the output file says.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write to a file instead of stdout.")
    ] = None,
    index: IndexOption = None,
) -> None:
    """List figures, each with its quote and place, or export them."""
    chosen = form or _by_name(output)
    if chosen is Format.XLSX and output is None:
        raise ReportQAError(
            "A workbook needs a file. Name one: reportqa figures --format xlsx --output FILE.xlsx"
        )
    if chosen is Format.TABLE and output is not None:
        raise ReportQAError(f"A table cannot go to {output}. Choose --format csv, xlsx or json")
    from reportqa import export

    library = open_library(settings_with(index))
    try:
        rows = export.select(library, agency=agency, year=year, indicator=indicator, words=words, every=every)
    finally:
        library.close()
    if output is not None:
        makers = {Format.CSV: export.to_csv, Format.XLSX: export.to_xlsx, Format.JSON: export.to_json_bytes}
        write_file(output, makers[chosen](rows))
        note(f"{output} holds {many(len(rows), 'figure')}.")
    elif chosen is Format.CSV:
        sys.stdout.flush()
        sys.stdout.buffer.write(export.to_csv(rows))
    elif chosen is Format.JSON:
        say_json(export.to_json(rows))
    else:
        _say(rows)


def _by_name(output: Path | None) -> Format:
    """Return the format that a file's name says; a table for the terminal."""
    if output is None:
        return Format.TABLE
    suffix = output.suffix.lower().lstrip(".")
    if suffix not in {"csv", "xlsx", "json"}:
        raise ReportQAError(f"{output}: expected a name that ends in .csv, .xlsx or .json; or say --format")
    return Format(suffix)


def _say(rows: list[Row]) -> None:
    """Write the figures as a table."""
    say_table(
        ("agency", "year", "indicator", "value", "unit", "quote", "check"),
        [
            (
                row.agency,
                row.year,
                row.indicator or row.counted,
                row.value,
                row.unit,
                row.quote,
                "FAIL" if row.checks else "",
            )
            for row in rows
        ],
        right=(1, 3),
        fold=(5,),
    )
    note(f"{many(len(rows), 'figure')}.")
