"""Which figure answers, and how likely it is to be right: one small fitted model over the reader and exact facts.

``order`` ranks the figures of a report by a linear score (a conditional logit); ``chance`` tells by a
logistic model how likely the first is to be right. Weights are in ``fitted.toml``; ``training/fit.py``
fits them on passages that the reader was not trained on.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from reportqa.answering.question import Understood
from reportqa.answering.ranking import Focus, focus_of, ranking_features
from reportqa.answering.scoring import Scored
from reportqa.figures import units
from reportqa.model import How

ENOUGH = 0.7
"""Chance of being right from which a figure is given."""
SURE = 0.8
"""The same where the question names an entry of the catalogue of which the report states nothing."""
FAIR = 0.4
"""Chance from which figures that cannot be told apart are offered as choices."""


@cache
def _weights(part: str) -> Mapping[str, float]:
    text = resources.files("reportqa.answering").joinpath("fitted.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)[part].items()}


@dataclass(frozen=True, slots=True)
class Marks:
    """Figures of one question by their numbers in the report.

    ``vouched``: the catalogue reads question and figure as one thing; ``lacking``: it does, but a condition
    of the question is not met; ``against``: something in the question contradicts them.
    """

    vouched: Collection[int] = ()
    lacking: Collection[int] = ()
    against: Collection[int] = ()


def order(
    scored: Sequence[Scored], asked: Understood, near: Mapping[int, float], marks: Marks
) -> list[Scored]:
    """Return the figures with ``fit`` and ``near`` set, best first; ``near`` is similarity by a figure's number."""
    focus, known = focus_of(asked), _weights("ranking")
    made = []
    for one in scored:
        found = features(one, asked, focus, near.get(one.view.number, 0.0), marks)
        fit = sum(weight * found[name] for name, weight in known.items())
        made.append(replace(one, fit=fit, near=found["near"]))
    return sorted(made, key=lambda s: (-s.fit, s.view.figure.value_start))


def features(scored: Scored, asked: Understood, focus: Focus, near: float, marks: Marks) -> dict[str, float]:
    """Return what is known of one figure beside one question."""
    figure = scored.view.figure
    share = "share" in asked.wants or asked.units == ("%",)
    return {
        **ranking_features(scored, asked, focus),
        "near": near,
        "vouched": float(scored.view.number in marks.vouched),
        "named": named_share(asked) if scored.view.number in marks.vouched else 0.0,
        "lacking": float(scored.view.number in marks.lacking),
        "against": float(scored.view.number in marks.against),
        "other_kind": float(
            bool(asked.units) and units.fit(asked.units, figure.unit) == 0.0 and bool(figure.unit)
        ),
        "change": float(figure.delta and "delta" not in asked.wants),
        "no_change": float(not figure.delta and "delta" in asked.wants),
        "running_total": float(figure.cumulative and "cumulative" not in asked.wants),
        "share": float((figure.unit == "%") != share),
        "part": float(figure.part_of),
        "cell": float(figure.how is How.TABLE_CELL),
    }


def named_share(asked: Understood) -> float:
    """Return how much of the question, names and periods left out, names the catalogue's entry (0 to 1)."""
    if not asked.matches:
        return 0.0
    named = {at for start, end in asked.matched_spans for at in range(start, end)}
    return min(1.0, len(named) / max(1, len(asked.reading.bare)))


def evidence(ordered: Sequence[Scored], asked: Understood, marks: Marks, null: float) -> dict[str, float]:
    """Return what the chance of the first of some ordered figures is told from.

    ``share`` its part in the softmax over all of them, figures of one value together; ``margin`` its lead
    on the next figure of another value; ``near`` its similarity, ``above_null`` that over the reader's
    null; ``lead`` over the next in similarity; ``said`` how much the question says.
    """
    best = ordered[0]
    value = best.view.figure.value
    top = max(s.fit for s in ordered)
    powers = [(math.exp(s.fit - top), s.view.figure.value == value) for s in ordered]
    rest = [s for s in ordered if s.view.figure.value != value]
    nearest = max((s.near for s in rest), default=0.0)
    words = sum(t.weight for t in asked.terms)
    return {
        "share": sum(p for p, same in powers if same) / sum(p for p, _ in powers),
        "margin": min(6.0, best.fit - rest[0].fit) if rest else 6.0,
        "near": best.near,
        "above_null": max(0.0, best.near - null),
        "below_null": max(0.0, null - best.near),
        "lead": best.near - nearest,
        "vouched": float(best.view.number in marks.vouched),
        "named": named_share(asked) if best.view.number in marks.vouched else 0.0,
        "matched": 0.0 if best.view.number in marks.vouched else named_share(asked),
        "coverage": best.coverage,
        "said": min(3.0, words) / 3.0,
        "zero": float(value == 0),
        "english": float(asked.language == "en"),
        "cell": float(best.view.figure.how is How.TABLE_CELL),
        "against": float(best.view.number in marks.against),
    }


def chance(found: Mapping[str, float]) -> float:
    """Return the chance that a figure with this evidence is right."""
    known = _weights("chance")
    total = known["bias"] + sum(weight * found[name] for name, weight in known.items() if name != "bias")
    return 1.0 / (1.0 + math.exp(-total))
