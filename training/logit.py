"""The two small models that choosing is made of: a conditional logit for the order, a logistic model for the chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

PULL = 0.02
"""How strongly weights are held to zero."""
Vector = NDArray[np.float64]


def logit(rows: Sequence[tuple[Vector, Sequence[int]]]) -> Vector:
    """Return weights (k,) that put right candidates first, for cases of features (n, k) and right rows."""
    width = rows[0][0].shape[1]

    def loss(w: Vector) -> tuple[float, Vector]:
        total, slope = 0.0, np.zeros(width)
        for x, right in rows:
            z = x @ w
            powers = np.exp(z - z.max())
            chances = powers / powers.sum()
            good = chances[list(right)].sum() + 1e-12
            total -= np.log(good)
            slope += x.T @ chances - x[list(right)].T @ chances[list(right)] / good
        return total / len(rows) + PULL * (w @ w) / 100, slope / len(rows) + PULL * w / 50

    found: Vector = minimize(loss, np.zeros(width), jac=True, method="L-BFGS-B").x
    return found


def thresholds(chances: Vector, right: NDArray[np.bool_], stated: int) -> None:
    """Print what each threshold of the chance would give: right and wrong answers."""
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95):
        now = chances >= threshold
        good, wrong = int((now & right).sum()), int((now & ~right).sum())
        print(
            f"  {threshold:.2f}: right {good} of {stated}, wrong {wrong} ({100 * wrong / max(1, wrong + good):.1f} % of those given), of all {len(right)}"
        )


def toml(cases: int, ranking: Mapping[str, float], model: LogisticRegression, keys: Sequence[str]) -> str:
    """Return the weights of both as a TOML text."""
    lines = [f"# Fitted by training/fit.py on {cases} questions of held-out passages.", "[ranking]"]
    lines += [f"{name} = {weight:.3f}" for name, weight in ranking.items()]
    lines += ["", "[chance]", f"bias = {model.intercept_[0]:.3f}"]
    lines += [f"{n} = {w:.3f}" for n, w in zip(keys, model.coef_[0], strict=True)]
    return "\n".join(lines) + "\n"
