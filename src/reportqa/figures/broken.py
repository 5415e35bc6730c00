"""Rows of statutory tables that extraction has broken: read only where no doubt is left.

The runs of numbers under a table's title are laid beside the form's rows, in order. The sums that the form
states are the test; what fails it is reported as unread and never guessed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from reportqa.figures.align import FIT, Labels, align, fit
from reportqa.figures.broken_requests import Reading, read_requests
from reportqa.figures.forms import FormRow, forms
from reportqa.figures.identities import Key, forced_zeros, sum_identities
from reportqa.figures.places import Place, dispute_kind, dispute_place, nearest, words_of
from reportqa.figures.runs import Region, Run, Slot, breaks_of, of_length, regions
from reportqa.figures.tables import slot_figure
from reportqa.model import Figure, How, Oddity, Report
from reportqa.reading.labels import fold, similarity

_GROUP = 5
_SURE = 0.8
_TELLING = 5
"""Characters from which on a label hardly occurs in prose."""
Taken = dict[tuple[int, int], Figure]
"""Statutory figures read before, by the span of their value."""


def broken_table_figures(
    report: Report, already: Sequence[Figure]
) -> tuple[tuple[Figure, ...], tuple[Oddity, ...]]:
    """Return the figures of statutory rows that ``already`` lacks, and the rows that cannot be read.

    Read are the parts of the text under the titles of tables 2, 3, 4 and of the appendix, whether their
    rows are lines, columns of cells or fragments of tables.
    """
    cells = {(f.value_start, f.value_end): f for f in already if f.how is How.TABLE_CELL}
    taken = {span: f for span, f in cells.items() if f.indicator is not None}
    found: list[Figure] = []
    odd: list[Oddity] = []
    for region in regions(report.text, breaks_of(report)):
        open_runs = [run for run in region.runs if not _is_read(run, cells)]
        if not open_runs:
            continue
        readings = [
            reading
            for reading in _READERS[region.name](region, open_runs, taken)
            if (reading.slot.start, reading.slot.end) not in cells
        ]
        found += [_figure(report, reading) for reading in readings]
        if _holds_table(region):
            places = {(f.value_start, f.value_end) for f in found} | cells.keys()
            odd += [_unread(run) for run in open_runs if not _is_read(run, places)]
    return tuple(sorted(found, key=lambda f: f.value_start)), tuple(odd)


def _holds_table(region: Region) -> bool:
    """Whether the words of a region are a form's and not prose under its title."""
    if region.name == "active":
        return _active_form(region.words) is not None
    if region.name == "disputes":
        return all(fold(outcome.labels[-1]) in region.words for outcome in forms().outcomes[:4])
    return any(fold(words) in region.words for words in words_of(region.name) if len(words) >= _TELLING)


def _is_read(run: Run, places: Collection[tuple[int, int]]) -> bool:
    """Whether every number of the run is part of a figure at one of ``places``."""
    numbers = [(s.start, s.end) for s in run.slots if s.number is not None]
    return all(span in places or any(a <= span[0] and span[1] <= b for a, b in places) for span in numbers)


def _figure(report: Report, reading: Reading) -> Figure:
    return slot_figure(report, reading.slot, reading.place, reading.start, reading.end)


def _unread(run: Run) -> Oddity:
    numbers = " ".join(slot.text or "（空）" for slot in run.slots)
    if run.own:
        words = " ".join(piece.text for piece in run.own)
        where_zh, where_en = f"“{words}”一行", f"row “{words}”"
    elif run.before:
        where_zh, where_en = f"“{run.before[-1].text}”之后的数字", f"numbers after “{run.before[-1].text}”"
    else:
        where_zh, where_en = "没有行名的数字", "numbers without a label"
    return Oddity(
        "unread_table_row",
        f"统计表中{where_zh}未能可靠读出：{numbers}",
        f"In a statutory table, {where_en} could not be read with certainty: {numbers}",
        run.start,
        run.end,
    )


def _whole(run: Run, slots: Sequence[Slot], places: Sequence[Place], start: int) -> Iterator[Reading]:
    for slot, place in zip(slots, places, strict=True):
        if slot.number is not None:
            yield Reading(run, slot, place, start, run.end)


def _quote_start(run: Run, at: int) -> int:
    return min(run.start, at)


def _read_active(region: Region, runs: Sequence[Run], taken: Taken) -> Iterator[Reading]:
    """Read rows of table 2: exactly as many numbers as columns, under heads that name the form."""
    form = _active_form(region.words)
    if form is None:
        return
    words = words_of("active")
    for run in runs:
        for block in (b for b in forms().active if b.form == form):
            named = [
                (row, at)
                for text, at in run.labels_like(words)
                if (row := nearest(text, block.rows, _SURE)) is not None
            ]
            slots = of_length(run, len(block.columns))
            if not named or slots is None or any(slot.number is None for slot in slots):
                continue
            row, at = named[0]
            places = [
                Place(f"{row.id}.{c.id}", c.unit, row_path=(row.labels[0],), column_path=(c.labels[0],))
                for c in block.columns
            ]
            yield from _whole(run, slots, places, _quote_start(run, at))
            break


def _active_form(words: str) -> str | None:
    """Return the form whose column heads the region's words hold, None if none or as many of both."""
    seen: dict[str, int] = {}
    newer = {fold(c.labels[-1]) for b in forms().active if b.form == "active.2021" for c in b.columns}
    for word in newer:
        if word in words:
            seen["active.2021"] = seen.get("active.2021", 0) + 1
            words = words.replace(word, "|")
    older = {fold(c.labels[-1]) for b in forms().active if b.form == "active.2019" for c in b.columns}
    seen |= {"active.2019": count} if (count := sum(word in words for word in older)) else {}
    best = [form for form, count in seen.items() if count == max(seen.values())]
    return best[0] if len(best) == 1 else None


def _read_disputes(region: Region, runs: Sequence[Run], taken: Taken) -> Iterator[Reading]:
    """Read table 4: fifteen numbers in one run, or five under words that name the kind."""
    kinds, outcomes = forms().dispute_kinds, forms().outcomes
    heads = all(fold(kind.labels[0]) in region.words for kind in kinds)
    whole = [run for run in runs if of_length(run, _GROUP * len(kinds)) is not None]
    for run in runs:
        slots = of_length(run, _GROUP * len(kinds))
        if slots is not None and len(whole) == 1:
            groups = [slots[at : at + _GROUP] for at in range(0, len(slots), _GROUP)]
            sums = sum(_adds_up(group) for group in groups)
            least = len(groups) if not heads else 1 if run.kind in {"cells", "line"} else len(groups) - 1
            if sums >= least and (heads or any(slot.value for slot in slots)):
                for kind, group in zip(kinds, groups, strict=True):
                    yield from _dispute_group(run, kind, group, run.start)
            continue
        slots = of_length(run, _GROUP)
        named = [(found, at) for text, at in run.candidates() if (found := dispute_kind([text])) is not None]
        if (
            slots is not None
            and named
            and _adds_up(slots)
            and all(fold(o.labels[-1]) in region.words for o in outcomes)
        ):
            yield from _dispute_group(run, named[0][0], slots, _quote_start(run, named[0][1]))


def _dispute_group(run: Run, kind: FormRow, slots: Sequence[Slot], start: int) -> Iterator[Reading]:
    places = [dispute_place(kind, outcome) for outcome in forms().outcomes]
    keys: list[Key] = [(place.indicator or "", None) for place in places]
    values = {k: s.value for k, s in zip(keys, slots, strict=True) if s.value is not None}
    blanks = [k for k, s in zip(keys, slots, strict=True) if s.value is None]
    zeros = forced_zeros(sum_identities("disputes"), values, blanks)
    for key, slot, place in zip(keys, slots, places, strict=True):
        if slot.number is not None or key in zeros:
            yield Reading(run, slot, place, start, run.end)


def _adds_up(slots: Sequence[Slot]) -> bool:
    values = [slot.value or 0 for slot in slots]
    return any(s.value is not None for s in slots) and sum(values[:-1]) == values[-1]


def _read_statistics(region: Region, runs: Sequence[Run], taken: Taken) -> Iterator[Reading]:
    """Read rows of the appendix: one number behind a label that stands once, or whose neighbours place it."""
    rows = forms().statistics
    single = [run for run in runs if len(run.slots) == 1 and run.slots[0].number is not None]
    labels = [_label_of(run, rows) for run in single]
    matches = align([words for words, _ in labels], rows)
    sure = [m[0] if m is not None and not _twins(m[0], rows) else None for m in matches]
    for at, (run, (_, start), match) in enumerate(zip(single, labels, matches, strict=True)):
        if match is None or not rows[match[0]].id or match[1] < 0.7:
            continue
        index = match[0]
        if _twins(index, rows) and not _placed(index, _twins(index, rows), sure[:at], sure[at + 1 :]):
            continue
        row = rows[index]
        place = Place(row.id, run.unit or row.unit, row_path=(row.labels[0],), column_path=("统计数",))
        yield from _whole(run, run.slots, [place], _quote_start(run, start))


def _label_of(run: Run, rows: Sequence[FormRow]) -> tuple[Labels, int]:
    """Return the candidate that fits any row of the form best, and where it starts."""
    best, found = FIT, (Labels(""), run.start)
    for text, start in run.labels_like(words_of("statistics")):
        score = max(fit(Labels(text), row) for row in rows)
        if score > best:
            best, found = score, (Labels(text), start)
    return found


def _twins(index: int, rows: Sequence[FormRow]) -> list[int]:
    own = rows[index].labels[0]
    return [at for at, row in enumerate(rows) if at != index and similarity(row.labels[0], own) >= 0.9]


def _placed(
    index: int, twins: Sequence[int], before: Sequence[int | None], after: Sequence[int | None]
) -> bool:
    """Whether rows that stand for sure shut out each twin: one between it and ``index``, on the right side."""
    early = [at for at in before if at is not None]
    late = [at for at in after if at is not None]
    return all(
        any(twin < at <= index for at in early) if twin < index else any(index <= at < twin for at in late)
        for twin in twins
    )


_READERS = {
    "active": _read_active,
    "requests": read_requests,
    "disputes": _read_disputes,
    "statistics": _read_statistics,
}
