"""One figure of one report: the answer, its sum of parts, a choice between several, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from reportqa.answering.choose import Choice, Sight, choose
from reportqa.answering.cite import cite, cite_figure
from reportqa.answering.draft import Draft
from reportqa.answering.fitted import ENOUGH
from reportqa.answering.render import amount_of, answer_figure, label_of, number_text
from reportqa.answering.scoring import Scored
from reportqa.answering.wording import wording
from reportqa.model import Answer, Figure, How, Report, Status, Suggestion

_SAME = {
    "requests.received": ("requests.new",), "requests.new": ("requests.received",),
    "requests.closed": ("requests.answered",), "requests.answered": ("requests.closed",),
}  # fmt: skip
"""Indicators that state one thing, in prose and in the table."""
NEAREST = 3
"""Figures shown by how near the reader finds them."""
LOW_CONFIDENCE = 0.85
"""OCR confidence under which a figure is shown with a warning."""


def choose_in(draft: Draft, report: Report) -> Choice:
    """Choose among the figures of one report; by the catalogue, the reader and what is exact."""
    asked, views = draft.asked, draft.shelf.views(report.id)
    sight = sight_of(draft, report)
    if asked.years.told is not None:
        earlier = choose(views, asked, draft.catalogue, asked.years.told, sight)
        figure = earlier.chosen[0].view.figure if earlier.chosen else None
        # the quote itself must name the year: 年初的1.1万人 does not
        if figure is not None and figure.year == asked.years.told and _names_year(figure):
            return earlier
        if str(asked.years.told) not in asked.text:
            return Choice(ranked=earlier.ranked)  # this year's figure is none for the year before
    return choose(views, asked, draft.catalogue, report.year, sight)


def _names_year(figure: Figure) -> bool:
    return str(figure.year) in figure.quote or re.search("上一?年|去年", figure.quote) is not None


def sight_of(draft: Draft, report: Report) -> Sight:
    """Return what the reader sees of a report's figures beside the question."""
    vectors = draft.shelf.figure_vectors(report.id)
    near = dict(enumerate((vectors @ draft.asked.reading.vector).tolist()))
    return Sight(near, draft.shelf.reader.card.null)


def explain(choice: Choice) -> list[Mapping[str, Any]]:
    """Return what was decided and the nearest figures with their similarity, for ``--explain`` and the pages."""
    nearest = sorted(choice.ranked, key=lambda s: -s.near)[:NEAREST]
    shown = dict.fromkeys((*choice.chosen, *choice.rivals, *nearest))
    decided: list[Mapping[str, Any]] = []
    if choice.chance is not None:
        decided.append(
            {
                "step": "decided",
                "chance": round(choice.chance, 3),
                "enough": ENOUGH,
                "given": bool(choice.chosen),
            }
        )
    return decided + [
        {
            "step": "candidate",
            "value": s.view.figure.value,
            "text": s.view.figure.text,
            "counted": s.view.figure.counted
            or " › ".join((*s.view.figure.row_path, *s.view.figure.column_path)),
            "indicator": s.view.figure.indicator,
            "near": round(s.near, 3),
            "score": round(s.fit, 3),
            "chosen": s in choice.chosen,
        }
        for s in shown
    ]


def answer_single(draft: Draft, report: Report, choice: Choice) -> Answer | None:
    """Answer with the chosen figure(s); None if nothing was chosen."""
    draft.why += explain(choice)
    if not choice.chosen:
        return None
    if choice.rivals:
        return _ask_which(draft, report, (*choice.chosen, *choice.rivals))
    if choice.list:
        lacking = [draft.catalogue.label(i, draft.language) for i in choice.lacking]
        if lacking:
            draft.notes.append(wording(draft.language).lacking(lacking))
        return _answer_list(draft, report, [s.view.figure for s in choice.chosen])
    if choice.sum:
        return _answer_sum(draft, report, [s.view.figure for s in choice.chosen])
    figure = choice.chosen[0].view.figure
    index = draft.add(cite_figure(report, figure))
    amount, computation = amount_of(figure, draft.language)
    if computation:
        draft.computations.append(computation)
    draft.figures.append(answer_figure(figure, draft.catalogue, draft.language, index))
    for place in stated_elsewhere(choice, figure):
        draft.add(cite_figure(report, place))
    _notes(draft, report, figure, choice.also)
    said = wording(draft.language)
    label, year = label_of(figure, draft.catalogue, draft.language), draft.year_text(report)
    if figure.year is not None and figure.year == draft.asked.years.told:
        draft.notes.append(said.told(str(figure.year), year))
        if str(figure.year) not in figure.quote:  # 上年的84.2%: the year is reckoned, and that is shown
            draft.computations.append(f"{report.year} - 1 = {figure.year}")
        year = str(figure.year)
    if figure.value == 0:
        if any(ch.isdigit() for ch in figure.text):
            text = said.zero(report.agency, year, label, amount)
        else:
            text = said.none(report.agency, year, label, _stated(report, figure))
        return draft.finish(Status.STATED_NONE, text)
    return draft.finish(Status.ANSWERED, said.figure(report.agency, year, label, amount, figure.how))


def stated_elsewhere(choice: Choice, figure: Figure) -> list[Figure]:
    """Return up to two other places that state the very figure: prose and table, say."""
    places = [
        s.view.figure for s in choice.ranked
        if s.same_indicator
        and s.view.figure.value == figure.value
        and s.view.figure.indicator in {figure.indicator, *_SAME.get(figure.indicator or "", ())}
        and s.view.figure.start != figure.start
    ]  # fmt: skip
    return places[:2]


def _stated(report: Report, figure: Figure) -> str:
    """Return the words that say there was none (a blank cell is quoted by its row)."""
    stated = report.text[figure.value_start : figure.value_end]
    return stated if stated.strip() else figure.quote.strip()


def _notes(draft: Draft, report: Report, figure: Figure, also: Sequence[Scored]) -> None:
    said = wording(draft.language)
    for other in also:
        amount, computation = amount_of(other.view.figure, draft.language)
        index = draft.add(cite_figure(report, other.view.figure))
        where = "、".join(draft.citations[index].section[-1:]) or report.title
        draft.figures.append(
            answer_figure(other.view.figure, draft.catalogue, draft.language, index, role="also")
        )
        draft.notes.append(said.also(other.view.figure.circle or "", amount, where))
        if computation:
            draft.computations.append(computation)
    asked = draft.asked.indicators
    if figure.indicator and ".joint." in figure.indicator and asked and ".joint." not in asked[0]:
        draft.notes.append(said.joint())
    for check in figure.checks:
        if check.result == "FAIL":
            draft.notes.append(said.failed_check(check.text_en if draft.language == "en" else check.text_zh))
    if figure.confidence is not None and figure.confidence < LOW_CONFIDENCE:
        draft.notes.append(said.low_confidence())


def _answer_sum(draft: Draft, report: Report, figures: Sequence[Figure]) -> Answer:
    """Answer with a sum over rows or columns, each part cited."""
    said, asked = wording(draft.language), draft.asked
    for figure in figures:
        index = draft.add(cite_figure(report, figure))
        draft.figures.append(answer_figure(figure, draft.catalogue, draft.language, index, role="part"))
    total = sum(f.value for f in figures)
    computation = f"{' + '.join(number_text(f.value) for f in figures)} = {number_text(total)}"
    draft.computations.append(computation)
    best = asked.matches[0].indicator
    label = draft.catalogue.label(
        best, draft.language, figures[0].applicant if len(asked.applicants) == 1 else None
    )
    whole = answer_figure(figures[0], draft.catalogue, draft.language, draft.figures[0].citation)
    draft.figures.insert(0, _with_total(whole, total, label, best))
    amount = said.amount(number_text(total), figures[0].unit, figures[0].approx)
    year = draft.year_text(report)
    text = said.figure(report.agency, year, label, said.shown(amount, computation), How.STATED)
    return draft.finish(Status.ANSWERED if total else Status.STATED_NONE, text)


def _answer_list(draft: Draft, report: Report, figures: Sequence[Figure]) -> Answer:
    """Answer with one figure for each thing that the question names."""
    said, points = wording(draft.language), []
    for figure in figures:
        index = draft.add(cite_figure(report, figure))
        amount, computation = amount_of(figure, draft.language)
        if computation:
            draft.computations.append(computation)
        draft.figures.append(answer_figure(figure, draft.catalogue, draft.language, index))
        points.append((label_of(figure, draft.catalogue, draft.language), amount))
        _notes(draft, report, figure, ())
    year = draft.year_text(report)
    status = Status.ANSWERED if any(f.value for f in figures) else Status.STATED_NONE
    return draft.finish(status, said.each(report.agency, year, points))


def _with_total(whole: Any, total: float, label: str, indicator: str) -> Any:
    from dataclasses import replace

    return replace(whole, value=total, text=number_text(total), label=label, indicator=indicator, role="sum")


def _ask_which(draft: Draft, report: Report, scored: Sequence[Scored]) -> Answer:
    """Offer the figures that fit equally well as choices."""
    said = wording(draft.language)
    for one in scored[:6]:
        figure = one.view.figure
        label = label_of(figure, draft.catalogue, draft.language)
        draft.add(cite_figure(report, figure))
        question = said.ask_for(report.agency, report.year, label)
        draft.suggestions.append(Suggestion(text=label, question=question, choice=True))
    return draft.finish(Status.AMBIGUOUS, said.ambiguous("figure"))


def not_stated(draft: Draft, report: Report, nearest: tuple[int, int] | None) -> Answer:
    """Say that the report was read and does not say; ``nearest`` spans the nearest heading."""
    said, section = wording(draft.language), ""
    if nearest:
        citation = cite(report, *nearest, role="nearest")
        section = citation.quote.strip()
        draft.add(citation)
    year = draft.year_text(report)
    return draft.finish(Status.NOT_STATED, said.not_stated(report.agency, year, section))
