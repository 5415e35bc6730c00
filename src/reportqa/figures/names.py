"""Short names of cells of the statutory tables, as checks say them."""

from __future__ import annotations

from functools import cache

from reportqa.figures.forms import forms
from reportqa.figures.identities import Key
from reportqa.model import Applicant, Language


def row_name(key: Key, language: Language) -> str:
    """Return the name of a cell's row (``予以公开``, ``行政复议 总计``)."""
    return _rows(language).get(key[0], key[0])


def column_name(applicant: Applicant | None, language: Language) -> str:
    """Return the name of a column of table 3."""
    for row in forms().applicants:
        if row.id == applicant:
            return row.labels[0] if language == "zh" else row.en
    return "总计" if language == "zh" else "total"


@cache
def _rows(language: Language) -> dict[str, str]:
    """Return the names by indicator; a row that no check names in English keeps its Chinese label."""
    zh = language == "zh"
    known = forms()
    names = {row.id: row.labels[0] for row in known.statistics if row.id}
    for kind in known.dispute_kinds:
        for outcome in known.outcomes:
            names[f"{kind.id}.{outcome.id}"] = f"{kind.labels[0] if zh else kind.en} {outcome.labels[0]}"
    for stated in reversed(known.sums):
        names[stated.total] = stated.label if zh else stated.en
    names |= {row.id: min(row.labels, key=len) if zh else row.en for row in known.requests}
    return names
