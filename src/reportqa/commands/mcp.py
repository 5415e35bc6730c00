"""``reportqa mcp``: answer other offices' assistants over standard input and output."""

from __future__ import annotations

from reportqa.commands.options import CorpusOption, IndexOption, settings_with

EXAMPLES = (
    "reportqa mcp",
    "reportqa mcp --index /srv/index",
)
"""Shown by ``--help``."""


def mcp(index: IndexOption = None, corpus: CorpusOption = None) -> None:
    """Serve one assistant over standard input and output (Model Context Protocol).

    Tools: ask, figures, reports, read_report. The web app offers the same at /mcp.
    """
    from reportqa.mcp_server import run_stdio

    settings = settings_with(index, corpus)
    run_stdio(settings.index, settings.encoder, settings.corpus)
