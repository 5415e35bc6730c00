"""What reading files gave, for people: how many were read, what was odd, what was refused and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reportqa.commands.terminal import many, one_line, say

if TYPE_CHECKING:
    from reportqa.corpus import Reading

_SHOWN = 20


def say_reading(reading: Reading, to: Callable[[str], None] = say) -> None:
    """Say how many reports were read anew, then each oddity and each refusal with its file."""
    taken = len(reading.entries) - reading.fresh
    to(f"Read {many(reading.fresh, 'report')}" + (f"; {taken} had not changed." if taken else "."))
    for source, oddity in reading.odd[:_SHOWN]:
        to(f"  odd      {one_line(source)}: {one_line(oddity.text_en)}")
    if len(reading.odd) > _SHOWN:
        to(f"  odd      {len(reading.odd) - _SHOWN} more; list them with: reportqa reports --odd")
    for refusal in reading.refused:
        to(f"  refused  {one_line(refusal.path)}: {one_line(refusal.reason)}")
