"""``reportqa add``: copy reports into the corpus and index them, all of a report or nothing of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportqa.commands.options import CorpusOption, IndexOption, build_library, settings_with
from reportqa.commands.terminal import many, one_line, say
from reportqa.errors import ReportQAError

if TYPE_CHECKING:
    from reportqa.corpus import Reading
    from reportqa.intake import Intake
    from reportqa.settings import Settings

EXAMPLES = (
    "reportqa add 2024.pdf",
    "reportqa add downloads/education downloads/environment",
)
"""Shown by ``--help``."""


def add(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Report files, or folders of them.")],
    corpus: CorpusOption = None,
    index: IndexOption = None,
) -> None:
    """Copy reports into the corpus and index them.

    A .meta.toml file beside a report goes with it; a folder keeps its name and its order. No other report is ever overwritten; a file that cannot
    be read is refused, with the reason, and is not left in the corpus.
    """
    from reportqa.intake import Intake

    settings = settings_with(index, corpus)
    with Intake(settings.corpus) as intake:
        for path in paths:
            intake.take(path)
        if intake.placed:
            reading = _index(settings)
            intake.refuse(reading.refused)
            _say_placed(intake, reading)
        intake.keep()
    for name in intake.already:
        say(f"  already  {one_line(name)}")
    for refusal in intake.refused:
        say(f"  refused  {one_line(refusal.path)}: {one_line(refusal.reason)}")
    if intake.refused:
        raise ReportQAError(
            f"{len(intake.refused)} of {len(intake.refused) + len(intake.placed) + len(intake.already)} files "
            "were refused; mend them and add them again"
        )


def _index(settings: Settings) -> Reading:
    """Build the index with the new files and return what was read."""
    library = build_library(settings, change="reportqa add FILE --corpus FOLDER")
    try:
        if library.reading is None:  # only a library that was opened has none
            raise ReportQAError("The index was opened, not built; run: reportqa index")
        return library.reading
    finally:
        library.close()


def _say_placed(intake: Intake, reading: Reading) -> None:
    """Say what was read, and what was odd about it."""
    from reportqa.search import IndexEntry

    say(f"Added {many(len(intake.placed), 'report')} to {intake.corpus}:")
    for entry in reading.entries:
        if isinstance(entry, IndexEntry) and entry.report.source in intake.placed:
            report = entry.report
            about = f"{report.agency or 'agency not found'} {report.year or 'year not found'}"
            say(f"  read     {one_line(report.source)}: {one_line(about)}, {len(entry.figures)} figures")
    for source, oddity in reading.odd:
        if source in intake.placed:
            say(f"  odd      {one_line(source)}: {one_line(oddity.text_en)}")
