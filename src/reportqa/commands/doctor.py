"""``reportqa doctor``: what is installed, what is set, and whether index and corpus are in order."""

from __future__ import annotations

from reportqa.commands.options import CorpusOption, IndexOption, JsonOption, settings_with
from reportqa.commands.terminal import one_line, say, say_json

EXAMPLES = (
    "reportqa doctor",
    "reportqa doctor --json",
)
"""Shown by ``--help``."""


def doctor(index: IndexOption = None, corpus: CorpusOption = None, json: JsonOption = False) -> None:
    """Say whether everything is in order.

    What is installed, what is set, and the state of index and corpus.
    """
    from reportqa.doctor import examine

    facts = examine(settings_with(index, corpus))
    if json:
        say_json({name: dict(part) for name, part in facts.items()})
        return
    for name, part in facts.items():
        say(name)
        width = max(len(key) for key in part)
        for key, value in part.items():
            lines = value if isinstance(value, list) else [value]
            for line in lines or ["none"]:
                say(f"  {key:<{width}}  {one_line('not known' if line is None else line)}")
