"""``reportqa index``: read the corpus and build the index."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from reportqa.commands.options import IndexOption, build_library, settings_with
from reportqa.commands.summary import say_reading
from reportqa.commands.terminal import many, say

EXAMPLES = (
    "reportqa index",
    "reportqa index examples/corpus --index index/demo",
    "reportqa index --rebuild --encoder none",
)
"""Shown by ``--help``."""


def index(
    corpus: Annotated[
        Path | None, typer.Argument(metavar="CORPUS", help="Folder of the reports (setting corpus).")
    ] = None,
    index: IndexOption = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Start afresh; take nothing over.")] = False,
    encoder: Annotated[
        str | None,
        typer.Option(
            "--encoder", metavar="NAME", help="bundled, none, a folder, or a hub model (setting encoder)."
        ),
    ] = None,
) -> None:
    """Read the reports of a folder and build the index.

    Reports that did not change are taken over from the index before, and a file that cannot be read
    never stops the others. The new index takes the place of the old one in one step.
    """
    settings = settings_with(index, corpus)
    if encoder is not None:
        settings = settings.model_copy(update={"encoder": encoder})
    started = time.monotonic()
    library = build_library(settings, rebuild=rebuild)
    try:
        reading = library.reading
        if reading is not None:
            say_reading(reading)
        rows = library.reports()
        say(
            f"{settings.index} holds {many(len(rows), 'report')} of "
            f"{many(len({row.agency for row in rows}), 'agency', 'agencies')} with "
            f"{many(sum(row.n_figures for row in rows), 'figure')} ({time.monotonic() - started:.1f} s)."
        )
    finally:
        library.close()
