"""Whether the best figure by words is near enough to be the answer, or the report does not say.

A logistic model over a few named features of the best candidate gives the chance that it is the right
one; under ``ENOUGH`` nothing is answered. Features and weights are in ``acceptance.toml``, with the
questions that they were fitted on; ``benchmarks/choosing.py`` fits them again and prints the curve of
right answers against false ones, each set of questions held out in turn. Figures that the catalogue
vouches for do not pass through here.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources

from reportqa.answering.question import Understood
from reportqa.answering.scoring import HEAVY, Scored
from reportqa.answering.terms import occurs

ENOUGH = 0.67
"""Chance of being right from which a figure is given."""
FAIR = 0.4
"""Chance from which two figures that cannot be told apart are offered as choices."""


@lru_cache(maxsize=1)
def _model() -> Mapping[str, float]:
    text = resources.files("reportqa.answering").joinpath("acceptance.toml").read_text(encoding="utf-8")
    return {name: float(value) for name, value in tomllib.loads(text)["weights"].items()}


def features(best: Scored, rest: Sequence[Scored], asked: Understood) -> dict[str, float]:
    """Return the features of the best of several candidates, each 0 to 1 unless said otherwise.

    ``coverage`` share of the question's words around the number; ``exact_unit`` and ``no_unit`` whether
    the very unit asked for, or one of another kind; ``missing`` share of words not found around it,
    ``absent`` of those found around no figure of the report; ``margin`` distance in score to the next
    figure of another value, at most 1; ``matched`` whether the catalogue knows what is asked (and this
    figure is not that); ``said`` how much the question says, at most 1; ``zero`` whether it is a zero;
    ``heavy`` whether any word tells much; ``negation`` as in ``scoring``.
    """
    value = best.view.figure.value
    second = next((s for s in rest if s.view.figure.value != value), None)
    total = sum(t.weight for t in asked.terms) or 1.0
    missing = [t for t in asked.terms if t.source in best.missing]
    surroundings = [s.view.sentence + s.view.others + s.view.heading + s.view.previous for s in (best, *rest)]
    absent = [t for t in missing if not any(occurs(t, text) for text in surroundings)]
    exact = bool(asked.units) and best.features["unit"] == 1.0
    return {
        "coverage": best.coverage,
        "exact_unit": float(exact),
        "coverage_exact": best.coverage * exact,
        "no_unit": float(bool(asked.units) and best.features["unit"] == 0.0),
        "unit_asked": float(bool(asked.units)),
        "missing": sum(t.weight for t in missing) / total,
        "absent": sum(t.weight for t in absent) / total,
        "margin": min(1.0, best.fit - second.fit if second else best.fit),
        "matched": float(bool(asked.matches)),
        "said": min(3.0, sum(t.weight for t in asked.terms)) / 3.0,
        "zero": float(value == 0),
        "heavy": float(any(t.weight >= HEAVY for t in asked.terms)),
        "negation": best.features["negation"],
    }


def probability(found: Mapping[str, float]) -> float:
    """Return the chance that a candidate with these features is right (logistic function of the sum)."""
    weights = _model()
    total = weights["bias"] + sum(weights[name] * value for name, value in found.items())
    return 1.0 / (1.0 + math.exp(-total))
