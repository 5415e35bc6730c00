"""``reportqa check``: do the reports agree with themselves and with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportqa.commands.options import (
    IndexOption,
    JsonOption,
    LangOption,
    language_of,
    open_library,
    settings_with,
)
from reportqa.commands.terminal import one_line, say, say_json

if TYPE_CHECKING:
    from reportqa.library import Library
    from reportqa.model import Check, Figure, Report

EXAMPLES = (
    "reportqa check",
    "reportqa check --all --json",
)
"""Shown by ``--help``."""
_QUOTES_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Checked:
    """A check with the reports it is about; ``other`` is set where it compares two."""

    report: Report
    other: Report | None
    check: Check

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON form."""
        return {
            "report": self.report.id,
            "other": self.other.id if self.other else None,
            "agency": self.report.agency,
            "year": self.report.year,
            "source": self.report.source,
            "rule": self.check.rule,
            "result": self.check.result,
            "left": self.check.left,
            "right": self.check.right,
            "text_zh": self.check.text_zh,
            "text_en": self.check.text_en,
            "quotes": list(self.check.quotes),
        }


def check(
    index: IndexOption = None,
    json: JsonOption = False,
    every: Annotated[bool, typer.Option("--all", help="Also the checks that pass.")] = False,
    lang: LangOption = None,
) -> None:
    """Check whether the reports' figures agree.

    Sums of tables, prose against tables, one year's report against the next:
    PASS, FAIL or CANNOT TELL, with both sides and their quotes; nothing is repaired.
    """
    library = open_library(settings_with(index))
    try:
        found = checks_of(library)
    finally:
        library.close()
    counts = Counter(entry.check.result for entry in found)
    shown = [entry for entry in found if every or entry.check.result != "PASS"]
    if json:
        summary = {result: counts[result] for result in ("PASS", "FAIL", "CANNOT TELL")}
        say_json({"summary": summary, "checks": [entry.to_dict() for entry in shown]})
        return
    language = language_of(lang)
    for entry in sorted(shown, key=lambda entry: entry.check.result != "FAIL"):
        _say(entry, language)
    say(
        f"{len(found)} checks: {counts['PASS']} PASS, {counts['FAIL']} FAIL, "
        f"{counts['CANNOT TELL']} CANNOT TELL" + ("." if every else "; --all shows those that pass.")
    )


def checks_of(library: Library) -> list[Checked]:
    """Return every check of the reports, then those between two reports, each once."""
    from reportqa.figures.checks import check_report
    from reportqa.figures.checks_between import check_between

    pairs: list[tuple[Report, Sequence[Figure]]] = [
        (library.report(row.id), library.report_figures(row.id)) for row in library.rows()
    ]
    found = [
        Checked(report, None, check) for report, figures in pairs for check in check_report(report, figures)
    ]
    by_id = {report.id: report for report, _ in pairs}
    first: dict[tuple[str, frozenset[str]], str] = {}
    for own, other, check in check_between(pairs):
        # each comparison is given once for either report; the first of the two is enough here
        if first.setdefault((check.rule, frozenset({own, other})), own) == own:
            found.append(Checked(by_id[own], by_id[other], check))
    return found


def _say(entry: Checked, language: str) -> None:
    """Write one check: result, report, both sides, quotes."""
    check, report = entry.check, entry.report
    files = report.source + (f", {entry.other.source}" if entry.other else "")
    say(
        f"{check.result:<11} {one_line(report.agency)} {report.year or ''}  {check.rule}  ({one_line(files)})"
    )
    say(f"            {one_line(check.text_zh if language == 'zh' else check.text_en)}")
    sign = {"PASS": "=", "FAIL": "≠"}.get(check.result, "?")
    say(f"            {one_line(check.left)}  {sign}  {one_line(check.right)}")
    quotes = check.quotes
    hidden = len(quotes) - _QUOTES_SHOWN
    for quote in quotes[: _QUOTES_SHOWN - 1] if hidden > 0 else quotes:
        say(f"            “{one_line(quote)}”")
    if hidden > 0:
        say(f"            … {hidden} more (--json) …")
        say(f"            “{one_line(quotes[-1])}”")
    say()
