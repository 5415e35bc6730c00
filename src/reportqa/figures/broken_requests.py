"""Table 3 from runs of seven numbers: labels, order and sums decide together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportqa.figures.align import FIT, Labels, align, fit
from reportqa.figures.forms import APPLICANTS, FormRow, forms
from reportqa.figures.identities import Key, forced_zeros, request_identities, total
from reportqa.figures.places import Place, words_of
from reportqa.figures.runs import Region, Run, Slot, of_length
from reportqa.model import Applicant, Figure
from reportqa.reading.labels import fold, similarity

_COLUMNS = len(APPLICANTS)
_CLEAR = 0.15
"""How much better a label must fit its row than any other row."""
_FILL = 0.05
"""The weight at which a run without a label may fill a place between labelled ones."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A number of a run with its place in a form; ``start``/``end`` span the quote."""

    run: Run
    slot: Slot
    place: Place
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A run of seven with its best label; ``fixed`` where the tables have given its row already."""

    run: Run
    slots: tuple[Slot, ...]
    label: str
    start: int
    fixed: int | None

    def on_one_line(self) -> bool:
        """Whether the seven numbers stand side by side, so that none can have come from elsewhere."""
        return self.run.kind in {"cells", "line"}

    def adds_up(self) -> bool:
        """Whether six columns add up to the seventh, blanks counted as nothing."""
        values = [slot.value or 0 for slot in self.slots]
        return total(values[:-1]) == total(values[-1:])


def read_requests(
    region: Region, runs: Sequence[Run], taken: Mapping[tuple[int, int], Figure]
) -> Iterator[Reading]:
    """Read the rows of table 3 that ``runs`` hold; rows read before (``taken``) hold their places."""
    form_rows = _rows_of_form(region)
    wanted = {id(run) for run in runs}
    for sheet in _sheets(_candidates(region, form_rows, taken), form_rows):
        matches = align([Labels(row.label, fixed=row.fixed) for row in sheet], form_rows, floor=_FILL)
        failing = _failing_columns(sheet, matches, form_rows)
        whole = failing == set() and all(row.adds_up() for row in sheet)
        clear = [
            m is not None and _is_clear(row, m[0], form_rows) for row, m in zip(sheet, matches, strict=True)
        ]
        sums = [row.adds_up() for row, is_clear in zip(sheet, clear, strict=True) if is_clear]
        ordered = len(sums) >= 6 and sum(sums) >= 0.8 * len(sums)
        for row, match, is_clear in zip(sheet, matches, clear, strict=True):
            if match is None or id(row.run) not in wanted:
                continue
            if whole or (is_clear and (row.adds_up() or (ordered and row.on_one_line()))):
                doubtful = set() if row.on_one_line() else failing or set()
                for reading in _readings(row, form_rows[match[0]], sheet, matches, form_rows):
                    if reading.place.applicant not in doubtful:
                        yield reading


def _rows_of_form(region: Region) -> tuple[FormRow, ...]:
    """Return the rows of the version of the form that the region's words belong to."""
    rows = forms().requests
    newer = any(
        row.form == "requests.2021" and len(row.labels[0]) > 6 and _said(row.labels[0], region)
        for row in rows
    )
    single = any(
        similarity(text, "其他处理") >= 0.9 and len(run.slots) >= _COLUMNS
        for run in region.runs
        for text, _ in run.candidates()[:1]
    )
    old = single and not newer
    return tuple(row for row in rows if row.form in {"", "requests.2019" if old else "requests.2021"})


def _said(words: str, region: Region) -> bool:
    """Whether the region has the first words of a label: they tell the two forms apart."""
    return fold(words)[:10] in region.words


def _candidates(
    region: Region, form_rows: Sequence[FormRow], taken: Mapping[tuple[int, int], Figure]
) -> Iterator[_Row]:
    index = {row.id: at for at, row in enumerate(form_rows)}
    for run in region.runs:
        slots = of_length(run, _COLUMNS)
        if slots is None or all(slot.number is None for slot in slots):
            continue
        known = {
            f.indicator
            for s in slots
            if (f := taken.get((s.start, s.end))) is not None and f.applicant is not None
        }
        fixed = index.get(known.pop() or "") if len(known) == 1 else None
        label, start = _best_label(run, form_rows)
        yield _Row(run, tuple(slots), label, start, fixed)


def _best_label(run: Run, form_rows: Sequence[FormRow]) -> tuple[str, int]:
    best, found = 0.0, ("", run.start)
    for text, start in run.labels_like(words_of("requests")):
        score = max(fit(Labels(text), row) for row in form_rows)
        if score > best + 1e-9:
            best, found = score, (text, start)
    return found if best >= FIT else ("", run.start)


def _sheets(rows: Iterator[_Row], form_rows: Sequence[FormRow]) -> list[list[_Row]]:
    """Part the rows where table 3 begins again (one for the office, one for the whole district)."""
    sheets: list[list[_Row]] = [[]]
    for row in rows:
        begins = row.fixed == 0 or (row.fixed is None and fit(Labels(row.label), form_rows[0]) >= 0.8)
        if begins and any(r.fixed == 0 or fit(Labels(r.label), form_rows[0]) >= 0.8 for r in sheets[-1]):
            sheets.append([])
        sheets[-1].append(row)
    return sheets


def _is_clear(row: _Row, index: int, form_rows: Sequence[FormRow]) -> bool:
    """Whether the label fits its row well and no other row nearly as well."""
    if row.fixed is not None:
        return True
    own = fit(Labels(row.label), form_rows[index])
    others = [fit(Labels(row.label), other) for at, other in enumerate(form_rows) if at != index]
    return own >= 0.6 and own - max(others) >= _CLEAR


def _failing_columns(
    sheet: Sequence[_Row], matches: Sequence[tuple[int, float] | None], form_rows: Sequence[FormRow]
) -> set[Applicant] | None:
    """Return the columns whose sums fail, None unless every row of the form has its run.

    Where none fails, order alone proves the rows. In a column of cells a sum that fails may mean that two
    cells have changed places.
    """
    if len(sheet) != len(form_rows) or any(match is None for match in matches):
        return None
    values: dict[Key, int | float] = {}
    for row, match in zip(sheet, matches, strict=True):
        if match is not None:
            name = form_rows[match[0]].id
            values |= {(name, who): slot.value or 0 for who, slot in zip(APPLICANTS, row.slots, strict=True)}
    if not any(values.values()):
        return None
    down = [identity for identity in request_identities(values) if identity.rule != "requests.columns"]
    return {
        who for identity in down if not identity.holds(values) for _, who in identity.keys if who is not None
    }


def _readings(
    row: _Row,
    form_row: FormRow,
    sheet: Sequence[_Row],
    matches: Sequence[tuple[int, float] | None],
    form_rows: Sequence[FormRow],
) -> Iterator[Reading]:
    zeros = _zeros(sheet, matches, form_rows) if any(slot.number is None for slot in row.slots) else set()
    path = (form_row.group, form_row.labels[0]) if form_row.group else (form_row.labels[0],)
    for who, slot, column in zip(APPLICANTS, row.slots, forms().applicants, strict=True):
        if slot.number is None and (form_row.id, who) not in zeros:
            continue
        column_path = (column.group, column.labels[0]) if column.group else (column.labels[0],)
        place = Place(form_row.id, "件", who, path, column_path)
        yield Reading(row.run, slot, place, min(row.start, row.run.start), row.run.end)


def _zeros(
    sheet: Sequence[_Row], matches: Sequence[tuple[int, float] | None], form_rows: Sequence[FormRow]
) -> set[Key]:
    values: dict[Key, int | float] = {}
    blanks: list[Key] = []
    for row, match in zip(sheet, matches, strict=True):
        if match is None:
            continue
        for who, slot in zip(APPLICANTS, row.slots, strict=True):
            if slot.value is None:
                blanks.append((form_rows[match[0]].id, who))
            else:
                values[form_rows[match[0]].id, who] = slot.value
    return forced_zeros(request_identities({*values, *blanks}), values, blanks)
