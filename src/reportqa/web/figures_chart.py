"""The chart over a table of figures: over years for one agency, over agencies for one year, else one each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportqa.model import Applicant, Figure, Language
from reportqa.web import charts
from reportqa.web.card_figures import number_and_unit
from reportqa.web.library import Shelved
from reportqa.web.wording import texts, unit_en

MOST_POINTS = 12
MOST_AGENCIES = 6


@dataclass(frozen=True, slots=True)
class Charted:
    """The pictures, and how many places were left out because they give different values."""

    pictures: tuple[charts.Picture, ...]
    left_out: int


def charted(figures: Sequence[Figure], shelved: Shelved, language: Language) -> Charted | None:
    """Draw figures of one indicator and unit; None where one scale would not be true or shows nothing."""
    kept = [f for f in figures if f.applicant in (None, Applicant.TOTAL) and not f.delta and not f.cumulative]
    if len({f.indicator for f in kept}) != 1 or kept[0].indicator is None:
        return None
    units = {f.unit for f in kept if f.unit}
    if len(units) > 1:
        return None
    values: dict[tuple[str, int], list[Figure]] = {}
    for figure in kept:
        if figure.year is not None:
            values.setdefault((figure.agency, figure.year), []).append(figure)
    clear = {key: found[0] for key, found in values.items() if len({f.value for f in found}) == 1}
    name = shelved.indicator_name(kept[0].indicator, language)
    pictures = _pictures(clear, _title(name, units, language), language)
    return Charted(pictures, len(values) - len(clear)) if pictures else None


def _title(name: str, units: set[str], language: Language) -> str:
    say = texts(language)
    unit = next(iter(units), "")
    unit = unit_en(unit) if language == "en" else unit
    return say("figures.chart", name=name, unit=unit) if unit else say("figures.chart.plain", name=name)


def _pictures(
    clear: dict[tuple[str, int], Figure], title: str, language: Language
) -> tuple[charts.Picture, ...]:
    agencies = sorted({agency for agency, _ in clear})
    years = sorted({year for _, year in clear})
    if len(clear) < 2 or len(agencies) > MOST_POINTS:
        return ()
    say = texts(language)

    def point(agency: str, year: int, label: str) -> charts.Point:
        figure = clear[agency, year]
        return charts.Point(label, float(figure.value), number_and_unit(figure, language, say)[0])

    if len(years) == 1:
        points = [point(agency, years[0], agency) for agency in agencies]
        return (_picture(charts.bars, points, f"{title} · {years[0]}", language),)
    if len(agencies) > MOST_AGENCIES:
        return ()
    made = []
    for agency in agencies:
        own = [year for year in years if (agency, year) in clear][-MOST_POINTS:]
        points = [point(agency, year, str(year)) for year in own]
        made.append(_picture(charts.columns, points, f"{title} · {agency}", language))
    return tuple(made)


def _picture(
    draw: charts.Draw, points: Sequence[charts.Point], title: str, language: Language
) -> charts.Picture:
    return charts.picture(draw, points, title, texts(language)("card.chart", label=title))
