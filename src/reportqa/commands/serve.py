"""``reportqa serve``: bring the index up to date and start the web app."""

from __future__ import annotations

import logging
import os
import socket
from typing import TYPE_CHECKING, Annotated

import typer

from reportqa.commands.options import CorpusOption, IndexOption, build_library, index_command, settings_with
from reportqa.commands.summary import say_reading
from reportqa.commands.terminal import complain, note
from reportqa.errors import IndexProblem, ReportQAError

if TYPE_CHECKING:
    from reportqa.library import Library
    from reportqa.settings import Settings

EXAMPLES = (
    "reportqa serve",
    "reportqa serve --port 8080",
    "reportqa serve --corpus examples/corpus --index index/demo",
)
"""Shown by ``--help``."""


def serve(
    host: Annotated[
        str | None, typer.Option("--host", metavar="H", help="Address to listen on (setting host).")
    ] = None,
    port: Annotated[
        int | None, typer.Option("--port", metavar="P", min=1, max=65535, help="Port (setting port).")
    ] = None,
    index: IndexOption = None,
    corpus: CorpusOption = None,
) -> None:
    """Start the web app.

    The index is built first where it is missing or the corpus has changed.
    """
    settings = settings_with(index, corpus)
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings.model_copy(update=given)
    require_free(settings.host, settings.port)
    bring_up_to_date(settings)

    from reportqa.library import Library
    from reportqa.llm import language_model
    from reportqa.web.server import serve as listen

    def open_library() -> Library:
        return Library.open(
            settings.index,
            encoder=settings.encoder,
            corpus=settings.corpus,
            language_model=language_model(settings),
        )

    logging.getLogger("reportqa").setLevel(logging.INFO)
    note(f"The web app is at {address(settings.host, settings.port)} (Ctrl-C ends it).")
    listen(open_library, settings.host, settings.port, settings.pages())


def bring_up_to_date(settings: Settings) -> None:
    """Build the index if the corpus is at hand; keep the one there is where that fails.

    Raises:
        ReportQAError: there is neither an index nor a corpus to build one from.

    """
    from reportqa.corpus import files_of
    from reportqa.search import current_generation

    built = current_generation(settings.index) is not None
    if built and not (settings.corpus.is_dir() and any(files_of(settings.corpus))):
        note(f"No reports in {settings.corpus}; serving the index in {settings.index} as it is.")
        return
    try:
        library = build_library(settings, change="reportqa serve --corpus FOLDER")
    except IndexProblem as error:
        if not built:
            raise
        complain(f"{error}. Serving the index as it is; to build it again: {index_command(settings)}")
        return
    try:
        if library.reading is not None and (library.reading.fresh or library.reading.refused):
            say_reading(library.reading, to=note)
    finally:
        library.close()


def require_free(host: str, port: int) -> None:
    """Refuse a port that cannot be listened on.

    Raises:
        ReportQAError: it is taken or forbidden, or the host has no such address.

    """
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise ReportQAError(
            f"Cannot listen on {host}, port {port}: {error.strerror or error}. "
            "Choose another: reportqa serve --port PORT"
        ) from error


def address(host: str, port: int) -> str:
    """Return the address to open in a browser on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "": "127.0.0.1"}.get(host, host)
    return f"http://{f'[{shown}]' if ':' in shown and not shown.startswith('[') else shown}:{port}"
