"""Options that several commands share, and how a command comes to its library."""

from __future__ import annotations

import os
import shlex
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportqa.commands.terminal import Steps, complain
from reportqa.errors import NoIndex, ReportQAError

if TYPE_CHECKING:
    from reportqa.library import Library
    from reportqa.settings import Settings


class Lang(StrEnum):
    """A language of questions and replies."""

    ZH = "zh"
    EN = "en"


IndexOption = Annotated[
    Path | None, typer.Option("--index", metavar="DIR", help="Folder of the index (setting index).")
]
CorpusOption = Annotated[
    Path | None, typer.Option("--corpus", metavar="DIR", help="Folder of the reports (setting corpus).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="Language of the output (the system's, if not given).")
]


def language_of(lang: Lang | None) -> str:
    """Return the language of lists: as asked for, else Chinese where the system speaks it."""
    if lang is not None:
        return str(lang)
    system = next((v for k in ("LC_ALL", "LC_MESSAGES", "LANG") if (v := os.environ.get(k))), "")
    return "zh" if system.lower().startswith("zh") else "en"


def settings_with(index: Path | None = None, corpus: Path | None = None) -> Settings:
    """Return the settings, with what the command line gave in place of theirs."""
    from reportqa.settings import load_settings

    given = {name: path for name, path in (("index", index), ("corpus", corpus)) if path is not None}
    return load_settings().model_copy(update=given)


def open_library(settings: Settings) -> Library:
    """Open the index of the settings.

    Raises:
        ReportQAError: there is none; the message is the command that makes one.

    """
    from reportqa.library import Library
    from reportqa.llm import language_model

    try:
        return Library.open(
            settings.index,
            encoder=settings.encoder,
            corpus=settings.corpus,
            language_model=language_model(settings),
        )
    except NoIndex as error:
        raise ReportQAError(
            f"No index in {settings.index}. Build one with: {index_command(settings)}"
        ) from error


def index_command(settings: Settings) -> str:
    """Return the command that builds the index of these settings."""
    from reportqa.settings import load_settings

    usual = load_settings()
    words = ["reportqa", "index"]
    words += [shlex.quote(str(settings.corpus))] if settings.corpus != usual.corpus else []
    words += ["--index", shlex.quote(str(settings.index))] if settings.index != usual.index else []
    return " ".join(words)


def build_library(settings: Settings, *, rebuild: bool = False, change: str = "") -> Library:
    """Build the index of the settings' corpus with progress on stderr, and open it.

    Without the bundled encoder's weights the index holds words alone, and a line says so. ``change``
    is how the command names another corpus.

    Raises:
        ReportQAError: the corpus is no folder or holds no report; an index before it is not touched.

    """
    from reportqa.library import Library
    from reportqa.search import NoEncoder

    require_reports(settings.corpus, change or "reportqa index FOLDER")

    def build(encoder: str) -> Library:
        with Steps() as steps:
            return Library.build(
                settings.corpus, settings.index, encoder=encoder, rebuild=rebuild, progress=steps
            )

    try:
        return build(settings.encoder)
    except NoEncoder as error:
        if settings.encoder != "bundled":
            raise
        complain(str(error))
        return build("none")


def require_reports(corpus: Path, change: str) -> None:
    """Refuse a folder that is missing or holds no report.

    Raises:
        ReportQAError: it is missing or empty; the message names it and the next step.

    """
    from reportqa.corpus import files_of

    if not corpus.is_dir():
        raise ReportQAError(f"Expected a folder of reports, found none at {corpus}. Name another: {change}")
    if next(files_of(corpus), None) is None:
        raise ReportQAError(
            f"{corpus} holds no report. Put files there (txt, html, docx, pdf, xlsx …) or run: reportqa add FILE"
        )
