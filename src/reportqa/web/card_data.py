"""The data of an answer: its chart, and its figures as CSV."""

from __future__ import annotations

import csv
import io
import json

from reportqa.model import Answer
from reportqa.web import charts
from reportqa.web.card_figures import COMPUTED, citation_of, number_and_unit
from reportqa.web.exports import disarmed
from reportqa.web.wording import texts

MOST_CHARTED = 12


def chart(answer: Answer) -> charts.Picture | None:
    """Return the chart of the series; None where none would be true.

    Figures in different units, or of more than one subject, are not drawn on one scale; what was
    computed from the series stays out of it.
    """
    figures = [f for f in answer.figures if f.role == ""]
    if not 2 <= len(figures) <= MOST_CHARTED or len({f.unit for f in figures if f.unit}) > 1:
        return None
    labels, indicators = {f.label for f in figures}, {f.indicator for f in figures}
    asked = set(answer.question.indicators)
    if len(labels) != 1 and len(indicators) != 1 and not (None not in indicators and indicators <= asked):
        return None
    say = texts(answer.language)
    over_years = len({f.agency for f in figures}) == 1 and len({f.year for f in figures}) == len(figures)
    points = []
    for figure in figures:
        number, unit = number_and_unit(figure, answer.language, say)
        label = str(figure.year or "?") if over_years else figure.agency
        joined = number + (unit if answer.language == "zh" else "")
        points.append(charts.Point(label, float(figure.value), joined))
    if not over_years and len({p.label for p in points}) != len(points):
        points = [
            charts.Point(f"{f.agency} {f.year or ''}", p.value, p.shown)
            for f, p in zip(figures, points, strict=True)
        ]
    draw = charts.columns if over_years else charts.bars
    subject = figures[0].label
    title = f"{subject} · {figures[0].agency}" if over_years else subject
    if not over_years and len({f.year for f in figures}) == 1 and figures[0].year:
        title = f"{subject} · {figures[0].year}"
    return charts.picture(draw, points, title, say("card.chart", label=title))


def figures_csv(answer: Answer) -> str:
    """Return the figures of an answer as CSV text in one JSON string, which holds its line ends."""
    say = texts(answer.language)
    out = io.StringIO()
    writer = csv.writer(out)
    heads = ("card.agency", "card.year", "card.subject", "figures.value", "figures.unit", "figures.quote")
    writer.writerow([*map(say, heads), say("report"), say("csv.kind")])
    for figure in answer.figures:
        cited = None if figure.role in COMPUTED else citation_of(figure, answer)
        row = [figure.agency, figure.year, figure.label, figure.value, figure.unit]
        row += [cited.quote, cited.source] if cited else [answer.computation or "", ""]
        row += [say(f"csv.{figure.role or 'stated'}")]
        writer.writerow([disarmed(cell) for cell in row])
    return json.dumps(out.getvalue(), ensure_ascii=False)
