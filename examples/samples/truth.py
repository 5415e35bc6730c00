"""What the samples state, as JSON: one line a figure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from .model import Fact, Sample, Table

EXCEPTIONS = (
    {
        "file": "qinghe/2022.pdf",
        "rule": "columns add up to 总计",
        "note": "（七）总计 prints 140 in the column 总计; the columns add up to 141, and 142 + 3 = 141 + 4",
    },
    {
        "file": "environment/2022.html",
        "rule": "last year's 四 = this year's 二",
        "note": "二 prints 2; the report on 2021 carried 3 over",
    },
)


def entry(fact: Fact) -> dict[str, Any]:
    """Return the JSON form of a figure, fields that say nothing left out."""
    data: dict[str, Any] = {"indicator": fact.indicator} if fact.indicator else {"words": fact.words}
    if fact.applicant:
        data["applicant"] = fact.applicant
    data |= {"value": fact.value, "unit": fact.unit, "text": fact.text, "how": fact.how, "where": fact.where}
    if fact.approx != "exact":
        data["approx"] = fact.approx
    if fact.circle:
        data["circle"] = fact.circle
    for name, on in (
        ("part_of", fact.part),
        ("cumulative", fact.cumulative),
        ("blank", fact.where == "table" and not fact.text),
    ):
        if on:
            data[name] = True
    if fact.quote:
        data["quote"] = fact.quote
    return data


def truth(samples: Sequence[Sample]) -> str:
    """Return ``truth.json``."""
    reports = []
    for sample in samples:
        facts = list(sample.facts())
        head = {
            "file": sample.file,
            "agency": sample.agency,
            "year": sample.year,
            "form": sample.form,
            "title": sample.title,
            "published": sample.published,
            "tables": sum(isinstance(block, Table) for block in sample.blocks),
        }
        reports.append(
            f'{_dump(head)[:-1]},\n "figures": {_lines(entry(f) for f in facts if f.indicator)},\n'
            f' "other": {_lines(entry(f) for f in facts if not f.indicator)}}}'
        )
    return f'{{"exceptions": {_lines(EXCEPTIONS)},\n"reports": [\n' + ",\n".join(reports) + "\n]}\n"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _lines(values: Iterable[Any]) -> str:
    inside = ",\n  ".join(_dump(value) for value in values)
    return f"[\n  {inside}]" if inside else "[]"
