"""The command line: ``reportqa ask`` and its sisters, each in a module of ``commands``."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from reportqa.commands import add, ask, check, doctor, evaluate, figures, index, mcp, reports, serve
from reportqa.commands.terminal import complain
from reportqa.errors import ReportQAError

MISTAKE = 2
"""Exit code where the user must change something; any answer, a refusal to answer too, exits with 0."""


class Commands(TyperGroup):
    """The commands, with every mistake said in one line on stderr."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; exit with 0, or with 2 where the user must change something."""
        given = list(sys.argv[1:] if args is None else args) or ["--help"]
        try:
            code = super().main(
                given, prog_name or "reportqa", complete_var, False, windows_expand_args, **extra
            )
        except typer.TyperException as error:
            context = getattr(error, "ctx", None)
            path = context.command_path if context is not None else "reportqa"
            text = error.format_message().replace("Value error, ", "").rstrip(".")
            complain(f"{text}. See: {path} --help")
            code = MISTAKE
        except ReportQAError as error:
            complain(str(error))
            code = MISTAKE
        except typer.Abort:
            code = 130
        except BrokenPipeError:
            # The reader of a pipe has left (``reportqa figures | head``); Python must not flush again.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 0
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code


app = typer.Typer(
    cls=Commands,
    name="reportqa",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers questions about yearly reports on government information disclosure, with the figure, "
    "the exact quote and its place. Settings come from REPORTQA_* variables and reportqa.toml.",
    epilog='Try: reportqa ask "2018年科技局答复了多少件政协提案？"',
)


def _version(asked: bool) -> None:
    if asked:
        from reportqa import __version__

        typer.echo(f"reportqa {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
) -> None:
    """Hold the options of every command."""


for name, module, command in (
    ("ask", ask, ask.ask),
    ("serve", serve, serve.serve),
    ("add", add, add.add),
    ("index", index, index.index),
    ("reports", reports, reports.reports),
    ("figures", figures, figures.figures),
    ("check", check, check.check),
    ("eval", evaluate, evaluate.evaluate),
    ("mcp", mcp, mcp.mcp),
    ("doctor", doctor, doctor.doctor),
):
    app.command(name, epilog="\n".join(("\b", "Examples:", *module.EXAMPLES)))(command)


def main() -> None:
    """Run the command line, as the script ``reportqa`` does."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Chinese must not end an answer
    app()


if __name__ == "__main__":
    main()
