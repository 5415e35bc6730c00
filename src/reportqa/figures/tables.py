"""Figures from the cells of tables: statutory cells by the words of their row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportqa.figures.cells import CellNumber, cell_number, cell_part, is_void, unit_of_head
from reportqa.figures.identities import Key, forced_zeros, identities_of
from reportqa.figures.places import Place, table_places, words_of
from reportqa.figures.runs import Region, Slot, regions
from reportqa.model import Cell, Figure, How, Report, Table
from reportqa.reading.labels import best_similarity, fold, is_empty

_NO_COUNTS = re.compile("电话|传真|邮编|邮政编码|编号|代码|序号|年份|号码|文号|日期|QQ", re.IGNORECASE)
_FIT = 0.75


@dataclass(frozen=True, slots=True)
class _Printed:
    """A data cell with the place in a form that it fills."""

    table: Table
    cell: Cell
    place: Place


def table_figures(report: Report) -> tuple[Figure, ...]:
    """Return a figure for every number in a table of ``report``, in reading order.

    Cells of recognised forms bear their indicator, all others None. A blank cell of a form becomes zero
    only where the sums of its row and column hold with it so; dashes and missing cells give no figure.
    What the words do not place in a fragment of a form is left to ``broken_table_figures``.
    """
    found: list[Figure] = []
    placed: list[_Printed] = []
    areas = regions(report.text)
    places = table_places(report.tables)
    for number, table in enumerate(report.tables):
        fragment, beside = _is_fragment(table, areas), unit_column(table)
        for at, cell in enumerate(table.cells):
            if cell.header:
                continue
            place = places.get((number, at))
            if place is not None:
                placed.append(_Printed(table, cell, place))
            if place is not None or not fragment:
                found += _cell_figures(report, cell, place, beside)
    for group in _sheets(placed):
        found += _zeros(report, group)
    return tuple(sorted(found, key=lambda figure: (figure.value_start, figure.part_of)))


def _is_fragment(table: Table, areas: Sequence[Region]) -> bool:
    """Whether a table under the title of a form is part of that form, recognised or not."""
    name = next((area.name for area in areas if area.start <= table.start < area.end), None)
    if name is None:
        return False
    labels = [cell.text for cell in table.cells if cell.header and not is_empty(cell.text)]
    rows = [cell.row_path for cell in table.cells if not cell.header]
    return (
        table.form is not None
        or not any(rows)
        or any(best_similarity(text, words_of(name)) >= _FIT for text in labels)
    )


def _cell_figures(
    report: Report, cell: Cell, place: Place | None, beside: Mapping[int, str]
) -> Iterator[Figure]:
    number = cell_number(cell.text)
    if number is None or (place is None and _NO_COUNTS.search(" ".join((*cell.column_path, *cell.row_path)))):
        return
    if place is None:
        unit = number.unit or _unit_beside(cell, beside)
        yield table_figure(report, cell, number, Place(None, unit))
    else:
        yield table_figure(report, cell, number, place)
    part = cell_part(cell.text)
    if part is not None:
        unit = place.unit if place else number.unit
        yield table_figure(report, cell, part, Place(None, unit), part_of=True)


def _unit_beside(cell: Cell, beside: Mapping[int, str]) -> str:
    for words in (*reversed(cell.column_path), *reversed(cell.row_path)):
        unit = unit_of_head(words)
        if unit:
            return unit
    return beside.get(cell.row, "")


def unit_column(table: Table) -> dict[int, str]:
    """Return what the column headed 单位 says, by row."""
    columns = {c.column for c in table.cells if c.header and fold(c.text) in {"单位", "计量单位"}}
    found: dict[int, str] = {}
    for cell in table.cells if columns else ():
        if cell.column in columns and fold(cell.text) not in {"单位", "计量单位"}:
            found.setdefault(cell.row, cell.text.strip())
    return found


def table_figure(
    report: Report, cell: Cell, number: CellNumber | None, place: Place, *, part_of: bool = False
) -> Figure:
    """Return the figure of one cell; ``number`` None stands for a void cell that means zero.

    The quote is the line of the published text that holds the cell, which is the row of the table.
    """
    start, end = line_of(report.text, cell.start, cell.end)
    at, stop = located(report.text, cell, number) if number is not None else (cell.start, cell.end)
    column_path = place.column_path or cell.column_path
    named = replace(place, row_path=cell.row_path, column_path=column_path)
    figure = _figure(report, number, named, start, end, at, stop)
    page = cell.page if cell.page is not None else figure.page
    return replace(figure, page=page, part_of=part_of, confidence=cell.confidence)


def slot_figure(report: Report, slot: Slot, place: Place, start: int, end: int) -> Figure:
    """Return the figure of a number read outside a grid, quoted as ``report.text[start:end]``."""
    if slot.number is None:
        return _figure(report, None, place, start, end, slot.start, slot.end)
    at, stop = slot.start + slot.number.start, slot.start + slot.number.end
    return _figure(report, slot.number, place, start, end, at, stop)


def _figure(
    report: Report, number: CellNumber | None, place: Place, start: int, end: int, at: int, stop: int
) -> Figure:
    section = report.section_at(start)
    words = (
        *place.row_path,
        *place.column_path,
        *((number.words,) if number is not None and number.words else ()),
    )
    return Figure(
        report=report.id,
        agency=report.agency,
        year=report.year,
        value=number.value if number is not None else 0,
        unit=(number.unit if number is not None else "") or place.unit,
        text=report.text[at:stop],
        indicator=place.indicator,
        how=How.TABLE_CELL,
        quote=report.text[start:end],
        start=start,
        end=end,
        value_start=at,
        value_end=stop,
        section=section.path if section else (),
        page=report.page_at(at),
        counted=" ".join(words),
        applicant=place.applicant,
        row_path=place.row_path,
        column_path=place.column_path,
    )


def line_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the whole lines that hold ``text[start:end]``."""
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop


def located(text: str, cell: Cell, number: CellNumber) -> tuple[int, int]:
    """Return where the number stands in the report's text, whatever wraps were taken out of the cell."""
    published = text[cell.start : cell.end]
    if published == cell.text:
        return cell.start + number.start, cell.start + number.end
    wanted = [ch for ch in cell.text[number.start : number.end] if not ch.isspace()]
    skip = sum(not ch.isspace() for ch in cell.text[: number.start])
    solid = [at for at, ch in enumerate(published) if not ch.isspace()]
    if skip + len(wanted) > len(solid) or not wanted:
        return cell.start, cell.end
    return cell.start + solid[skip], cell.start + solid[skip + len(wanted) - 1] + 1


def _sheets(placed: Sequence[_Printed]) -> Iterator[list[_Printed]]:
    """Part the cells into whole forms: one begins where the kind changes or a cell comes a second time."""
    group: list[_Printed] = []
    seen: set[Key] = set()
    kind = ""
    for item in placed:
        family = (item.table.form or "").split(".")[0]
        key = (item.place.indicator or "", item.place.applicant)
        if group and (family != kind or key in seen):
            yield group
            group, seen = [], set()
        kind = family
        seen.add(key)
        group.append(item)
    if group:
        yield group


def _zeros(report: Report, group: Sequence[_Printed]) -> Iterator[Figure]:
    form = group[0].table.form or ""
    values: dict[Key, int | float] = {}
    blanks: dict[Key, _Printed] = {}
    for item in group:
        key: Key = (item.place.indicator or "", item.place.applicant)
        number = cell_number(item.cell.text)
        if number is not None:
            values[key] = number.value
        elif is_void(item.cell.text):
            blanks[key] = item
    for key in forced_zeros(identities_of(form, _keys(values, blanks)), values, blanks):
        item = blanks[key]
        yield table_figure(report, item.cell, None, item.place)


def _keys(*tables: Iterable[Key]) -> set[Key]:
    return {key for table in tables for key in table}
