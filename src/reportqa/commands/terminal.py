"""What commands say: answers on stdout, progress and complaints on stderr, nothing raw from a report."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import typer

from reportqa.errors import ReportQAError
from reportqa.printable import UNPRINTABLE, printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_STAGES = {
    "reading": "Reading reports",
    "passages": "Indexing their text",
    "vectors": "Computing vectors",
    "write": "Writing the index",
    "questions": "Asking",
}
_PIPE_WIDTH = 160


def one_line(text: object) -> str:
    """Return text as one printable line."""
    return printable(" ".join(str(text).split()))


def say(text: str = "") -> None:
    """Write a line of an answer to stdout."""
    typer.echo(printable(text))


def note(text: str) -> None:
    """Write a line that is no answer (progress, a summary) to stderr."""
    typer.echo(printable(text), err=True)


def complain(text: str) -> None:
    """Write a mistake to stderr, in one line."""
    typer.echo(f"reportqa: {one_line(text)}", err=True)


def as_json(data: Any) -> str:
    """Return UTF-8 JSON for people and programs; what a terminal would obey is escaped."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return UNPRINTABLE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def many(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun (``1 report``, ``2 reports``)."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def say_json(data: Any) -> None:
    """Write JSON to stdout, in UTF-8 whatever the terminal's encoding."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    typer.echo(as_json(data))


def say_table(
    heads: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    right: Sequence[int] = (),
    fold: Sequence[int] = (),
) -> None:
    """Write a table to stdout; ``right`` are the columns of numbers, ``fold`` those that may take many lines."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    terminal = sys.stdout.isatty()
    console = Console(width=None if terminal else _PIPE_WIDTH, highlight=False, file=sys.stdout)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, head in enumerate(heads):
        table.add_column(
            head,
            justify="right" if number in right else "left",
            no_wrap=number in right,
            overflow="fold",
            ratio=1 if number in fold else None,
        )
    for row in rows:
        table.add_row(*(Text("" if cell is None else one_line(cell)) for cell in row))
    console.print(table)


def write_file(path: Path, data: bytes) -> None:
    """Write a file that the user named.

    Raises:
        ReportQAError: it cannot be written; the message names it.

    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ReportQAError(
            f"{path} could not be written: {error.strerror or error}. Give another with --output"
        ) from error


class Steps(AbstractContextManager["Steps"]):
    """Progress of a build: bars on a terminal, one line a stage elsewhere. Call it as ``Progress``."""

    def __init__(self) -> None:
        self._bars: Progress | None = None
        self._tasks: dict[str, TaskID] = {}
        self._said: set[str] = set()

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bars = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take a report of progress from a build."""
        name = _STAGES.get(stage, stage)
        if self._bars is not None:
            if stage not in self._tasks:
                self._tasks[stage] = self._bars.add_task(name, total=total)
            self._bars.update(self._tasks[stage], completed=done, total=total)
        elif stage not in self._said and total > 1:
            self._said.add(stage)
            note(f"{name} ({total}) …")
