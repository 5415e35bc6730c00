"""Which cell of which statutory form a table's cell fills, by its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportqa.figures.align import Labels, align
from reportqa.figures.cells import unit_of_head
from reportqa.figures.forms import Block, FormRow, forms
from reportqa.figures.units import UNITS
from reportqa.model import Applicant, Cell, Table
from reportqa.reading.labels import fold, label, similarity

_FIT = 0.7
_TOTALS = ("总计", "合计", "数量", "件数", "统计数", "总数", "申请数量")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell of a form: its indicator (None outside the forms), unit and, in table 3, applicant.

    ``row_path``/``column_path`` are the form's words where the table lacks its own.
    """

    indicator: str | None
    unit: str
    applicant: Applicant | None = None
    row_path: tuple[str, ...] = ()
    column_path: tuple[str, ...] = ()


Spot = tuple[int, int]
"""A cell of a report: the index of its table and its index in that table."""
Lines = list[tuple[tuple[int, int], Labels]]
"""Rows as ((index of the table, row), words), in reading order."""


def table_places(tables: Sequence[Table]) -> dict[Spot, Place]:
    """Return the place of each cell of a recognised form.

    Tables of one form are read as one: a page break or an extractor may have cut it into many.
    """
    found: dict[Spot, Place] = {}
    for number, table in enumerate(tables):
        form = table.form or ""
        if form.startswith("active"):
            found |= {(number, at): place for at, place in _active(table).items()}
        elif form == "disputes":
            found |= {(number, at): place for at, place in _disputes(table).items()}
    return found | _requests(tables) | _statistics(tables)


def _matched(lines: Lines, form_rows: Sequence[FormRow]) -> dict[tuple[int, int], FormRow]:
    """Return the form's row for each line; a line that fits the form's first number begins a new sheet."""
    first = next(row for row in form_rows if row.id)
    sheets: list[Lines] = [[]]
    begun = False
    for line in lines:
        begins = max(similarity(line[1].own, words) for words in first.labels) >= _FIT
        if begins and begun:
            sheets.append([])
        begun = begun or begins
        sheets[-1].append(line)
    found: dict[tuple[int, int], FormRow] = {}
    for sheet in sheets:
        matches = align([labels for _, labels in sheet], form_rows)
        found |= {
            where: form_rows[m[0]] for (where, _), m in zip(sheet, matches, strict=True) if m is not None
        }
    return found


def words_of(name: str) -> tuple[str, ...]:
    """Return the labels of the rows and columns of a form (``active requests disputes statistics``)."""
    known = forms()
    rows = {
        "active": [row for block in known.active for row in (*block.rows, *block.columns)],
        "requests": [*known.requests, *known.applicants],
        "disputes": [*known.dispute_kinds, *known.outcomes],
        "statistics": list(known.statistics),
    }[name]
    return tuple(text for row in rows for text in row.labels)


def nearest(text: str, candidates: Sequence[FormRow], least: float = _FIT) -> FormRow | None:
    """Return the form's row or column whose words ``text`` bears, None where none or two fit alike."""
    scored = sorted(
        ((max(similarity(text, words) for words in c.labels), at) for at, c in enumerate(candidates)),
        reverse=True,
    )
    if not scored or scored[0][0] < least or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return candidates[scored[0][1]]


def _data(table: Table) -> list[tuple[int, Cell]]:
    return [(at, cell) for at, cell in enumerate(table.cells) if not cell.header]


def _active(table: Table) -> dict[int, Place]:
    found = {}
    for at, cell in _data(table):
        if not cell.row_path or not cell.column_path:
            continue
        best: tuple[float, Block, FormRow, FormRow] | None = None
        for block in forms().active:
            row, column = nearest(cell.row_path[-1], block.rows), nearest(cell.column_path[-1], block.columns)
            if row is None or column is None:
                continue
            score = _words_fit(cell.row_path[-1], row) + _words_fit(cell.column_path[-1], column)
            score += 0.2 if block.form == table.form else 0.0
            if best is None or score > best[0]:
                best = (score, block, row, column)
        if best is not None:
            _, _, row, column = best
            unit = unit_of_head(cell.column_path[-1]) or column.unit
            found[at] = Place(f"{row.id}.{column.id}", unit)
    return found


def _words_fit(text: str, row: FormRow) -> float:
    return max(similarity(text, words) for words in row.labels)


def _requests(tables: Sequence[Table]) -> dict[Spot, Place]:
    applicants = {
        number: columns
        for number, table in enumerate(tables)
        if (table.form or "").startswith("requests") and (columns := applicant_columns(table))
    }
    lines = [((n, row), labels) for n in applicants for row, labels in table_rows(tables[n])]
    named = _matched(lines, forms().requests)
    return {
        (n, at): Place(named[n, cell.row].id, "件", columns[cell.column])
        for n, columns in applicants.items()
        for at, cell in _data(tables[n])
        if (n, cell.row) in named and cell.column in columns
    }


def table_rows(table: Table) -> list[tuple[int, Labels]]:
    """Return the rows of data with the words that govern them, in order."""
    seen: dict[int, tuple[str, ...]] = {}
    for _, cell in _data(table):
        if cell.row not in seen or len(cell.row_path) > len(seen[cell.row]):
            seen[cell.row] = cell.row_path
    return [(row, Labels(path[-1] if path else "", path[:-1])) for row, path in sorted(seen.items())]


def applicant_columns(table: Table) -> dict[int, Applicant]:
    """Return the applicant of each column of table 3; empty unless the heads name most of them."""
    paths: dict[int, tuple[str, ...]] = {}
    for _, cell in _data(table):
        if cell.column_path:
            paths.setdefault(cell.column, cell.column_path)
    found: dict[int, Applicant] = {}
    for column, path in paths.items():
        named = nearest(path[-1], forms().applicants)
        if named is not None:
            found[column] = Applicant(named.id)
    clear = {column: who for column, who in found.items() if list(found.values()).count(who) == 1}
    columns = {cell.column for _, cell in _data(table)}
    if len(columns) == 1 and all(fold(path[-1]) in _TOTALS for path in paths.values()) and paths:
        return dict.fromkeys(columns, Applicant.TOTAL)
    return clear if len(clear) >= 4 else {}


def _disputes(table: Table) -> dict[int, Place]:
    found: dict[int, Place] = {}
    for row in sorted({cell.row for _, cell in _data(table)}):
        cells = [(at, cell) for at, cell in _data(table) if cell.row == row]
        outcomes = [
            nearest(cell.column_path[-1], forms().outcomes) if cell.column_path else None for _, cell in cells
        ]
        kinds = [dispute_kind((*cell.row_path, *cell.column_path)) for _, cell in cells]
        if not any(kinds):
            kinds = _kinds_by_order(table, [o.id if o else "" for o in outcomes])
        for (at, _), outcome, kind in zip(cells, outcomes, kinds, strict=True):
            if outcome is not None and kind is not None:
                found[at] = dispute_place(kind, outcome)
    taken = [place.indicator for place in found.values()]
    return {at: place for at, place in found.items() if taken.count(place.indicator) == 1}


def dispute_place(kind: FormRow, outcome: FormRow) -> Place:
    """Return the place of one number of table 4."""
    path = (*((kind.group,) if kind.group else ()), kind.labels[0], outcome.labels[0])
    return Place(f"{kind.id}.{outcome.id}", "件", column_path=path)


def dispute_kind(words: Iterable[str]) -> FormRow | None:
    """Return which of the three kinds of table 4 the heads name, None if they name none or several."""
    text = fold("".join(words))
    reconsideration, direct, after = forms().dispute_kinds
    named = []
    if "复议后" in text or similarity(text, after.labels[0]) >= _FIT:
        named.append(after)
    if "未经复议" in text or "直接起诉" in text:
        named.append(direct)
    if not named and "行政复议" in text and "诉讼" not in text:
        named.append(reconsideration)
    return named[0] if len(named) == 1 else None


def _kinds_by_order(table: Table, outcomes: list[str]) -> list[FormRow | None]:
    """Take the kind from the caption, or from the order where all fifteen columns are there."""
    kinds = forms().dispute_kinds
    if outcomes == [outcome.id for outcome in forms().outcomes] * len(kinds):
        return [kind for kind in kinds for _ in forms().outcomes]
    kind = dispute_kind([table.caption])
    return [kind if len(set(outcomes)) == len(outcomes) else None] * len(outcomes)


def _statistics(tables: Sequence[Table]) -> dict[Spot, Place]:
    columns = {
        number: column
        for number, table in enumerate(tables)
        if table.form == "statistics" and (column := _count_column(table)) is not None
    }
    lines = [((n, row), labels) for n in columns for row, labels in _statistics_rows(tables[n])]
    named = _matched(lines, forms().statistics)
    found = {}
    for n, column in columns.items():
        units = {
            c.row: c.text.strip() for c in tables[n].cells if c.text.strip() in UNITS and c.column != column
        }
        for at, cell in _data(tables[n]):
            row = named.get((n, cell.row))
            if cell.column == column and row is not None and row.id:
                found[n, at] = Place(row.id, units.get(cell.row) or row.unit)
    return found


def _statistics_rows(table: Table) -> list[tuple[int, Labels]]:
    """Return all rows with a label, headings without numbers too: they keep the order in step."""
    rows: dict[int, Labels] = {row: labels for row, labels in table_rows(table) if labels.own}
    for cell in table.cells:
        if cell.header and cell.row not in rows and len(label(cell.text).body) > 2:
            rows[cell.row] = Labels(cell.text)
    return sorted(rows.items())


def _count_column(table: Table) -> int | None:
    columns = sorted({cell.column for _, cell in _data(table)})
    for column in columns:
        paths = [cell.column_path for _, cell in _data(table) if cell.column == column and cell.column_path]
        if paths and similarity(paths[0][-1], "统计数") >= _FIT:
            return column
    return columns[0] if len(columns) == 1 else None
