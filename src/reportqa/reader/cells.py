"""A cell of a table as one line of text: its labels, as training wrote them."""

from __future__ import annotations

from functools import cache

from reportqa.figures.forms import FormRow, forms
from reportqa.model import Applicant, Figure, How

_RESULTS = "三、本年度办理结果"
_TOTAL = "总计"
_CHAPTERS = "一二三四五六七八九"
_SKIPPED = frozenset({"申请人情况", "法人或其他组织"})


def is_cell(figure: Figure) -> bool:
    """Whether a figure's words are the labels of its row and column."""
    return figure.how is How.TABLE_CELL and bool(figure.row_path or figure.column_path)


def labelled(path: str, column: str, title: str = "", unit: str = "") -> str:
    """Return the labels of a cell as one line; ``path`` and ``column`` join theirs by `` > ``."""
    line = f"{title}：{path}" if title else path
    line += (" > " if line else "") + column if column else ""
    return f"{line}（{unit}）" if unit else line


def cell_text(figure: Figure) -> str:
    """Return the line for a cell; those of the statutory forms read alike whatever a report prints."""
    known = _statutory().get(figure.indicator or "")
    if known is None:
        title = figure.section[-1] if figure.section else ""
        return labelled(" > ".join(figure.row_path), " > ".join(figure.column_path), title, figure.unit)
    if figure.applicant is None:
        return known
    return f"{known} > {_applicants().get(figure.applicant, _TOTAL)}"


def statutory_lines() -> list[str]:
    """Return the lines of all cells of the statutory forms, those of table 3 with each applicant."""
    lines = []
    for indicator, line in _statutory().items():
        asked = indicator in {row.id for row in forms().requests}
        lines += [f"{line} > {words}" for words in _applicants().values()] if asked else [line]
    return lines


@cache
def _applicants() -> dict[Applicant, str]:
    """Return the words of the applicants' columns."""
    return {
        Applicant(row.id): " > ".join(part for part in (row.group, row.labels[0]) if part)
        for row in forms().applicants
    }


@cache
def _statutory() -> dict[str, str]:
    """Return the line of each indicator of the statutory forms, applicants left out."""
    known = forms()
    lines: dict[str, str] = {}
    for block in known.active:
        for row in block.rows:
            for column in block.columns:
                lines.setdefault(f"{row.id}.{column.id}", f"{row.labels[0]} > {column.labels[0]}")
    for row in known.requests:
        if row.id:
            lines[row.id] = _request(row)
    for kind in known.dispute_kinds:
        place = " > ".join(part for part in (kind.group, kind.labels[0]) if part)
        lines |= {f"{kind.id}.{outcome.id}": f"{place} > {outcome.labels[0]}" for outcome in known.outcomes}
    chapter = ""
    for row in known.statistics:
        if not row.id and row.mark[:1] in _CHAPTERS:
            chapter = f"{row.mark}、{row.labels[0]}"
        elif row.id and row.id not in lines:
            lines[row.id] = f"{chapter} > {row.labels[0]}"
    return lines


def _request(row: FormRow) -> str:
    result = "closed" in row.id or row.mark.startswith(("（", "(")) or bool(row.group)
    parts = [_RESULTS if result else "", row.group, row.labels[0]]
    return " > ".join(part for part in parts if part and part not in _SKIPPED)
