"""Ruled grids: straight lines on a page become tables with rows, columns and spans.

Works on plain lines, so the PDF route (vector paths, points) and the scan route (lines found in the
image, scaled to points) share it. Coordinates grow to the right and downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from reportqa.reading.ruling_cells import RuledCell, cut_cells

SNAP = 2.5
"""Lines closer than this are one line (points): borders are often drawn once per cell."""
TOUCH = 4.0
"""A line that ends this near to another one reaches it (points)."""
MAX_RULES = 1500
"""More lines than this are a drawing, no table."""


class Rule(NamedTuple):
    """A straight line: ``at`` is its fixed coordinate, ``start`` to ``end`` the one that runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class RuledTable:
    """The grid of one table: column edges, row edges, cells without holes.

    ``open_top`` and ``open_bottom`` say that no border was printed there and the ends of the verticals
    were taken for it, as a page break leaves it.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]
    open_top: bool = False
    open_bottom: bool = False


def ruled_tables(
    horizontals: Iterable[Rule],
    verticals: Iterable[Rule],
    *,
    snap: float = SNAP,
    touch: float = TOUCH,
    gap: float = TOUCH,
) -> list[RuledTable]:
    """Return the tables that the lines draw, from top to bottom; frames of one cell are none.

    ``gap`` is the widest break inside a line; it must be less than the height of a row.
    """
    across = merge_rules(horizontals, snap, gap)
    down = merge_rules(verticals, snap, gap)
    if len(across) > MAX_RULES or len(down) > MAX_RULES:
        return []
    closing = _missing_ends(down, across, touch)
    across = merge_rules([*across, *(Rule(*c[:3]) for c in closing)], snap, gap)
    tables = []
    for part_across, part_down in _components(across, down, touch):
        part_down = _close_sides(part_across, part_down, snap, touch)
        part_across, part_down = _prune(part_across, part_down, touch)
        table = _table(part_across, part_down, closing, snap)
        if table is not None:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def merge_rules(rules: Iterable[Rule], snap: float, gap: float) -> list[Rule]:
    """Join pieces of one line: the same coordinate within ``snap``, ends no further apart than ``gap``."""
    merged: list[Rule] = []
    cluster: list[Rule] = []
    for rule in sorted(rules):
        if cluster and rule.at - cluster[0].at > snap:
            merged.extend(_join_pieces(cluster, gap))
            cluster = []
        cluster.append(rule)
    if cluster:
        merged.extend(_join_pieces(cluster, gap))
    return merged


def _join_pieces(cluster: Sequence[Rule], gap: float) -> list[Rule]:
    groups: list[list[Rule]] = []
    end = 0.0
    for rule in sorted(cluster, key=lambda rule: rule.start):
        if groups and rule.start <= end + gap:
            groups[-1].append(rule)
            end = max(end, rule.end)
        else:
            groups.append([rule])
            end = rule.end
    return [Rule(_mean_place(group), group[0].start, max(rule.end for rule in group)) for group in groups]


def _mean_place(rules: Sequence[Rule]) -> float:
    """Return the mean coordinate, by length."""
    weight = sum(rule.end - rule.start for rule in rules)
    if not weight:
        return rules[0].at
    return sum(rule.at * (rule.end - rule.start) for rule in rules) / weight


def _reaches(rule: Rule, crossing: Rule, touch: float) -> bool:
    return (
        rule.start - touch <= crossing.at <= rule.end + touch
        and crossing.start - touch <= rule.at <= crossing.end + touch
    )


def _missing_ends(down: Sequence[Rule], across: Sequence[Rule], touch: float) -> list[tuple[float, ...]]:
    """Find heights where two or more verticals end without a border; (height, left, right, sign).

    The sign is -1 for upper ends and 1 for lower ends. The verticals that do end at a border there
    count as well: a page break may leave half of a border.
    """
    found: list[tuple[float, ...]] = []
    for sign in (-1, 1):
        ends = sorted((rule.start if sign < 0 else rule.end, rule) for rule in down)
        group: list[tuple[float, Rule]] = []
        for end, rule in [*ends, (float("inf"), Rule(0, 0, 0))]:
            if group and end - group[0][0] > touch:
                bare = [
                    y
                    for y, v in group
                    if not any(abs(h.at - y) <= touch and _reaches(h, v, touch) for h in across)
                ]
                places = [v.at for _, v in group]
                if bare and len(group) > 1:
                    height = sum(bare) / len(bare)
                    found.append((height, min(places), max(places), sign))
                group = []
            group.append((end, rule))
    return found


def _components(
    across: Sequence[Rule], down: Sequence[Rule], touch: float
) -> list[tuple[list[Rule], list[Rule]]]:
    """Part the lines into groups that touch one another."""
    parent = list(range(len(across) + len(down)))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for i, rule in enumerate(across):
        for j, crossing in enumerate(down):
            if _reaches(rule, crossing, touch):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(rule)
    for j, rule in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(rule)
    return [(h, v) for h, v in groups.values() if len(h) > 1 and v]


def _close_sides(across: Sequence[Rule], down: Sequence[Rule], snap: float, touch: float) -> list[Rule]:
    """Add the outer verticals of a table that is printed without them."""
    added = []
    for left in (True, False):
        ends = sorted((rule.start if left else rule.end, rule.at) for rule in across)
        outer = ends[0][0] if left else ends[-1][0]
        heights = [at for end, at in ends if abs(end - outer) <= 2 * touch]
        beyond = min(v.at for v in down) - outer if left else outer - max(v.at for v in down)
        if len(heights) > 1 and beyond > 2 * touch:
            added.append(Rule(outer, min(heights), max(heights)))
    return merge_rules([*down, *added], snap, touch)


def _prune(across: Sequence[Rule], down: Sequence[Rule], touch: float) -> tuple[list[Rule], list[Rule]]:
    """Drop lines that touch fewer than two others: underlines, strokes of a stamp, noise."""
    kept_across, kept_down = list(across), list(down)
    while True:
        new_across = [h for h in kept_across if sum(_reaches(h, v, touch) for v in kept_down) > 1]
        new_down = [v for v in kept_down if sum(_reaches(h, v, touch) for h in new_across) > 1]
        if len(new_across) == len(kept_across) and len(new_down) == len(kept_down):
            return new_across, new_down
        kept_across, kept_down = new_across, new_down


def _table(
    across: Sequence[Rule], down: Sequence[Rule], closing: Sequence[tuple[float, ...]], snap: float
) -> RuledTable | None:
    if len(across) < 2 or len(down) < 2:
        return None
    xs = _places(down, 2 * snap)
    ys = _places(across, 2 * snap)
    if len(xs) < 2 or len(ys) < 2:
        return None
    xs, ys, cells = cut_cells(xs, ys, across, down)
    if len(cells) < 2:
        return None
    ends = {
        sign: any(
            s == sign and abs(y - edge) <= 2 * snap and left < xs[-1] and right > xs[0]
            for y, left, right, s in closing
        )
        for sign, edge in ((-1, ys[0]), (1, ys[-1]))
    }
    return RuledTable(tuple(xs), tuple(ys), tuple(cells), open_top=ends[-1], open_bottom=ends[1])


def _places(rules: Sequence[Rule], least: float) -> list[float]:
    """Return the distinct coordinates; lines nearer than ``least`` to one another are one edge."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules):
        if groups and rule.at - groups[-1][0].at <= least:
            groups[-1].append(rule)
        else:
            groups.append([rule])
    return [_mean_place(group) for group in groups]
