"""More than one figure: trends over years, comparisons of agencies, rankings and totals.

Every input is cited, every computation shown, every gap named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportqa.answering.cite import cite_figure
from reportqa.answering.draft import Draft
from reportqa.answering.narrow import choose_in_each
from reportqa.answering.render import amount_of, answer_figure, label_of, number_text
from reportqa.answering.single import explain
from reportqa.answering.wording import wording
from reportqa.model import Answer, Approx, Figure, Intent, Report, Status


@dataclass(frozen=True, slots=True)
class Point:
    """One report's figure in a series."""

    report: Report
    figure: Figure


def answer_several(draft: Draft, reports: Sequence[Report], *, change_first: bool = False) -> Answer | None:
    """Answer a trend, comparison, ranking or total over ``reports``; None if none states the figure.

    ``change_first`` puts the computed change before the figures that it is made of.
    """
    points, gaps = _points(draft, reports)
    if not points:
        return None
    said, language = wording(draft.language), draft.language
    gaps += [f"{agency}{said.year(year)}" for agency, year in draft.selection.missing]
    several_agencies = len(draft.selection.agencies) > 1
    label = _label(draft, points)
    lines = [
        said.series(
            label, [(_who(draft, p, several_agencies), amount_of(p.figure, language)[0]) for p in points]
        )
    ]
    intent = draft.question.intent
    if draft.asked.rank:
        lines.append(_ranking(draft, points, several_agencies))
    elif intent is Intent.TOTAL:
        lines.append(_total(draft, points, label))
    elif len(points) >= 2:
        lines += _change(draft, points, several_agencies)
        if change_first:
            _put_change_first(draft, points)
            lines.reverse()
    if gaps:
        draft.notes.append(said.missing(list(dict.fromkeys(gaps))))
    if _mixed(points):
        draft.notes.append(said.different_form())
    status = Status.STATED_NONE if len(points) == 1 and points[0].figure.value == 0 else Status.ANSWERED
    return draft.finish(status, (" " if language == "en" else "").join(lines))


def _points(draft: Draft, reports: Sequence[Report]) -> tuple[list[Point], list[str]]:
    """Choose in each report; keep to the kind of figure (indicator, table or prose) of the majority."""
    said, gaps, found = wording(draft.language), [], []
    for report, choice in zip(reports, choose_in_each(draft, reports), strict=True):
        if not choice.chosen or choice.rivals or choice.sum:
            gaps.append(f"{report.agency}{said.year(report.year)}")
            continue
        draft.why += explain(choice)[:2]
        found.append(Point(report, choice.chosen[0].view.figure))
    for point in found:
        index = draft.add(cite_figure(point.report, point.figure))
        _, computation = amount_of(point.figure, draft.language)
        if computation:
            draft.computations.append(computation)
        draft.figures.append(answer_figure(point.figure, draft.catalogue, draft.language, index))
        draft.year_text(point.report)
    return found, gaps


def _label(draft: Draft, points: Sequence[Point]) -> str:
    indicators = {p.figure.indicator for p in points}
    if len(indicators) > 1 and draft.asked.matches:
        return draft.catalogue.label(draft.asked.matches[0].indicator, draft.language)
    return label_of(points[-1].figure, draft.catalogue, draft.language)


def _who(draft: Draft, point: Point, several_agencies: bool) -> str:
    year = wording(draft.language).year(point.report.year)
    years = len(draft.selection.years) > 1
    if not several_agencies:
        return year
    return (
        wording(draft.language).who(point.report.agency, str(point.report.year))
        if years
        else point.report.agency
    )


def _exact(points: Sequence[Point]) -> bool:
    return all(p.figure.approx is Approx.EXACT for p in points)


def _ranking(draft: Draft, points: Sequence[Point], several_agencies: bool) -> str:
    """Name the highest or lowest; two equal firsts are both named."""
    said, most = wording(draft.language), draft.asked.rank == "most"
    values = [p.figure.value for p in points]
    edge = max(values) if most else min(values)
    firsts = [p for p in points if p.figure.value == edge]
    who = "、".join(_who(draft, p, several_agencies) for p in firsts)
    return said.top(who, amount_of(firsts[0].figure, draft.language)[0], most)


def _total(draft: Draft, points: Sequence[Point], label: str) -> str:
    said = wording(draft.language)
    total = round(sum(p.figure.value for p in points), 6)
    draft.computations.append(
        f"{' + '.join(number_text(p.figure.value) for p in points)} = {number_text(total)}"
    )
    approx = Approx.EXACT if _exact(points) else Approx.ABOUT
    return said.total(label, said.amount(number_text(total), points[0].figure.unit, approx))


def _change(draft: Draft, points: Sequence[Point], several_agencies: bool) -> list[str]:
    """Compare the last with the first of a series (or the second body with the first)."""
    said, first, last = wording(draft.language), points[0], points[-1]
    if several_agencies and len(points) > 2:
        return []
    if several_agencies and first.figure.value > last.figure.value:
        first, last = last, first
    difference = round(last.figure.value - first.figure.value, 6)
    direction = (difference > 0) - (difference < 0)
    percent = ""
    if difference:
        draft.computations.append(
            f"{number_text(last.figure.value)} - {number_text(first.figure.value)} = {number_text(difference)}"
        )
    if first.figure.value and difference and not several_agencies:
        share = abs(difference) / first.figure.value * 100
        percent = f"{share:.1f}".rstrip("0").rstrip(".") + "%"
        draft.computations.append(
            f"{number_text(abs(difference))} ÷ {number_text(first.figure.value)} × 100 = {percent}"
        )
    amount = said.amount(number_text(abs(difference)), last.figure.unit, Approx.EXACT)
    if several_agencies and difference:
        return [said.more(_who(draft, first, True), _who(draft, last, True), amount)]
    return [
        said.change(
            _who(draft, first, several_agencies),
            _who(draft, last, several_agencies),
            amount,
            percent,
            direction,
        )
    ]


def _put_change_first(draft: Draft, points: Sequence[Point]) -> None:
    """Make the change (as a share, if that is asked for) the first figure of the answer."""
    first, last = points[0].figure, points[-1].figure
    difference = round(last.value - first.value, 6)
    share = draft.asked.units == ("%",) or "share" in draft.asked.wants
    value, unit = difference, last.unit
    if share and first.value:
        value, unit = round(difference / first.value * 100, 1), "%"
    made = replace(
        draft.figures[-1], value=value, unit=unit, text=number_text(value), indicator=None, role="change"
    )
    draft.figures.insert(0, made)


def _mixed(points: Sequence[Point]) -> bool:
    """Whether figures of different indicators, circles or kinds of statement stand side by side."""
    kinds = {(p.figure.indicator, p.figure.circle) for p in points}
    return len(kinds) > 1
