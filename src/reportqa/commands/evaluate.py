"""``reportqa eval``: ask questions whose answers are known, and count."""

from __future__ import annotations

import json as jsonlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportqa.commands.options import (
    CorpusOption,
    IndexOption,
    JsonOption,
    build_library,
    open_library,
    settings_with,
)
from reportqa.commands.terminal import Steps, one_line, say, say_json, say_table
from reportqa.errors import ReportQAError

if TYPE_CHECKING:
    from reportqa.evaluation import Outcome
    from reportqa.library import Library
    from reportqa.settings import Settings

_WHY_LINES = 3
_WHY_CHARS = 220

EXAMPLES = (
    "reportqa eval tests/gold/report.jsonl --corpus corpus",
    "reportqa eval tests/gold/samples.jsonl --corpus examples/corpus --lang both --show wrong",
)
"""Shown by ``--help``."""


class Languages(StrEnum):
    """The language in which the questions are asked."""

    ZH = "zh"
    EN = "en"
    BOTH = "both"


class Show(StrEnum):
    """Which questions are listed."""

    WRONG = "wrong"


_HEADS = (
    "type", "questions", "right", "share", "right quote", "of", "wrong", "refused", "median ms", "p95 ms",
)  # fmt: skip
_KEYS = (
    "questions", "right", "right_share", "right_quote", "with_quote", "false_answers", "false_refusals", "median_ms",
    "p95_ms",
)  # fmt: skip


def evaluate(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help="Questions with answers, one a line.")],
    lang: Annotated[Languages, typer.Option("--lang", help="Language of the questions.")] = Languages.ZH,
    json: JsonOption = False,
    show: Annotated[Show | None, typer.Option("--show", help="List what went wrong, and why.")] = None,
    index: IndexOption = None,
    corpus: CorpusOption = None,
    encoder: Annotated[
        str | None, typer.Option("--encoder", metavar="NAME", help="Encoder (setting encoder).")
    ] = None,
) -> None:
    """Ask questions whose answers are known, and count.

    Right answers and quotes, false answers, false refusals, and the time, by type of question.
    The reports that the questions name as "file" are taken from --corpus, else from the folder of
    FILE.jsonl, into an index for this run alone. With --index, or where they are not there, the
    index of the settings is asked.
    """
    from reportqa import evaluation

    items = evaluation.read_items(file, str(lang))
    if not items:
        raise ReportQAError(f"{file}: no question in this language. Choose another: --lang zh, en or both")
    settings = settings_with(index)
    if encoder is not None:
        settings = settings.model_copy(update={"encoder": encoder})
    outcomes: list[Outcome] = []
    with _library(file, settings, corpus, given=index is not None) as library, Steps() as steps:
        library.warm()  # a server has loaded its encoder before the first question, too
        for done, item in enumerate(items):
            steps("questions", done, len(items))
            outcomes += evaluation.run(library, [item])
    counts = {name: tally.row() for name, tally in evaluation.tally(outcomes).items()}
    missed = [o for o in outcomes if not o.right or o.quoted is False] if show else []
    if json:
        curve = [asdict(row) for row in evaluation.reliability(outcomes)]
        data = {"file": str(file), "lang": str(lang), "types": counts, "reliability": curve}
        say_json(data | ({"wrong": [_miss(outcome) for outcome in missed]} if show else {}))
        return
    for outcome in missed:
        _say_miss(outcome)
    say_table(
        _HEADS, [(name, *(row[key] for key in _KEYS)) for name, row in counts.items()], right=range(1, 10)
    )
    told = evaluation.reliability(outcomes)
    if told:
        say("\nFigures by the chance of being right that was given with them:")
        rows = [(f"{r.low:.0%} to {r.high:.0%}", r.answers, f"{r.right:.1%}") for r in told]
        say_table(("chance given", "answers", "right"), rows, right=(1, 2))


@contextmanager
def _library(file: Path, settings: Settings, corpus: Path | None, *, given: bool) -> Iterator[Library]:
    """Yield an index of the reports that the questions name, else that of the settings."""
    base = corpus or file.parent
    names = [] if given else _files(file)
    missing = [name for name in names if not (base / name).is_file()]
    if corpus is not None and missing:
        raise ReportQAError(
            f"{corpus / missing[0]}: the questions name this file, but it is not there. Name another folder with --corpus"
        )
    if not names or missing:
        library = open_library(settings)
        try:
            yield library
        finally:
            library.close()
        return
    with tempfile.TemporaryDirectory(prefix="reportqa-eval-") as folder:
        copy = Path(folder) / "corpus"
        for name in names:
            _copy(base / name, copy / name)
        library = build_library(settings.model_copy(update={"corpus": copy, "index": Path(folder) / "index"}))
        try:
            yield library
        finally:
            library.close()


def _files(file: Path) -> list[str]:
    """Return the report files that the questions name, each once, none outside their folder."""
    names: list[str] = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            data = jsonlib.loads(line)
            names += [name for name in (data.get("file"), *(data.get("files") or ())) if name]
    for name in names:
        if Path(name).is_absolute() or ".." in Path(name).parts:
            raise ReportQAError(f"{file}: expected files relative to the corpus, found {name}")
    return list(dict.fromkeys(names))


def _copy(source: Path, target: Path) -> None:
    """Copy a report with its metadata."""
    from reportqa.corpus import META_SUFFIX

    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    meta = source.with_name(source.stem + META_SUFFIX)
    if meta.is_file():
        shutil.copyfile(meta, target.with_name(meta.name))


def _miss(outcome: Outcome) -> dict[str, Any]:
    """Return the JSON form of a question that went wrong."""
    item, given = outcome.item, outcome.given
    return {
        "type": item.type,
        "file": item.file,
        "after": list(item.after),
        "question": item.question,
        "wrong": _kind(outcome),
        "expected": {
            "status": item.status,
            "answer": item.answer,
            "value": item.value,
            "values": list(item.values),
            "quote": item.quote,
        },
        "given": {
            "status": str(given.status),
            "text": given.text,
            "quotes": [c.quote for c in given.citations],
        },
        "why": [dict(step) for step in given.why[:_WHY_LINES]],
    }


def _kind(outcome: Outcome) -> str:
    """Name what went wrong."""
    if outcome.false_refusal:
        return "false refusal"
    if outcome.false_answer:
        return "false answer"
    return "quote" if outcome.right else "status"


def _say_miss(outcome: Outcome) -> None:
    """Write what was asked, expected and given."""
    item, given = outcome.item, outcome.given
    before = "".join(f"{question} → " for question in item.after)
    say(f"[{item.type}, {_kind(outcome)}] {one_line(before + item.question)}")
    expected: Sequence[object] = [
        x for x in (item.status, item.answer, item.value, item.values or None) if x not in (None, "")
    ]
    say(
        f"  expected  {one_line(' | '.join(map(str, expected)))}"
        + (f"  “{one_line(item.quote)}”" if item.quote else "")
    )
    say(f"  got       {given.status}: {one_line(given.text)}")
    for citation in given.citations[:2]:
        say(f"            “{one_line(citation.quote)}”")
    for step in given.why[:_WHY_LINES]:
        say(f"  why       {one_line(jsonlib.dumps(dict(step), ensure_ascii=False))[:_WHY_CHARS]}")
    say()
