"""Fit how figures are chosen by words: the ranker, and the model that accepts or refuses its first.

    python benchmarks/choosing.py [--training FOLDER] [--write]

Each folder in the training folder is a set: reports and ``questions.jsonl``. The gold questions and the
real ones are never trained on; they are counted at the end with the weights fitted on all sets. Each set is held out in
turn for the share of right firsts and for the curve (right and false answers at each threshold).
scikit-learn and scipy come with sentence-transformers.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from reportqa.answering import acceptance, choose, ranking
from reportqa.answering.question import Understood, clean
from reportqa.answering.scoring import Scored
from reportqa.answering.selection import select_reports
from reportqa.evaluation import fits, read_items
from reportqa.library import Library

ROOT = Path(__file__).resolve().parents[1]
ANSWERING = ROOT / "src" / "reportqa" / "answering"
TRAINING = ROOT / "benchmarks" / "training"
APART = (
    ("report", ROOT / "corpus", ROOT / "tests" / "gold" / "report.jsonl"),
    ("samples", ROOT / "examples" / "corpus", ROOT / "tests" / "gold" / "samples.jsonl"),
    ("real", ROOT.parent / "shared" / "real", ROOT.parent / "shared" / "real" / "qa.jsonl"),
)
TYPES = {"figure", "stated_none", "not_stated"}
FIXED = ("dense", "table", "other_indicator", "whole")
"""Features that these questions cannot teach."""
PULL = 0.03
"""How strongly fitted weights are held to the ones before."""
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One question that words alone decide: its plausible figures, and which of them are right."""

    set: str
    asked: Understood
    figures: Sequence[Scored]
    right: tuple[int, ...]

    def matrix(self, names: Sequence[str]) -> Vector:
        """Return the ranker's features, a row a figure."""
        focus = ranking.focus_of(self.asked)
        rows = [ranking.ranking_features(s, self.asked, focus) for s in self.figures]
        return np.array([[row[n] for n in names] for row in rows])


def cases(name: str, corpus: Path, questions: Path, index: Path) -> list[Case]:
    """Return the cases of one set of questions."""
    library = Library.build(corpus, index, encoder="none")
    answerer, found = library._answerer, []
    for item in read_items(questions, "both"):
        asked = answerer._understand(clean(item.question))
        selection = select_reports(asked, answerer._shelf, None)
        if item.type not in TYPES or item.after or asked.contact or len(selection.rows) != 1:
            continue
        report = library.report(selection.rows[0].id)
        choice = choose.choose(library.views(report.id), asked, answerer._catalogue, report.year)
        vouched = (choice.chosen and choice.chosen[0].same_indicator) or choice.sum or choice.list
        fitting = choose.plausible(choice.ranked, asked)
        if vouched or not fitting:
            continue
        value = item.value
        right = [i for i, s in enumerate(fitting) if value is not None and fits(s.view.figure, value)]
        found.append(Case(name, asked, fitting, tuple(right)))
    library.close()
    return found


def fit_ranking(given: Sequence[Case], names: Sequence[str]) -> Vector:
    """Return weights that put right figures first: a conditional logit, held to the weights in use."""
    before = np.array([ranking.weights()[n] for n in names])
    free = np.array([n not in FIXED for n in names])
    rows = [(c.matrix(names), list(c.right)) for c in given if c.right and len(c.figures) > 1]

    def loss(v: Vector) -> float:
        weights, total = np.where(free, v[:-1], before), 0.0
        for x, right in rows:
            z = np.exp(v[-1]) * (x @ weights)
            top, best = z.max(), z[right].max()
            total += top + np.log(np.exp(z - top).sum()) - best - np.log(np.exp(z[right] - best).sum())
        return float(total / len(rows) + PULL * ((weights - before) ** 2).sum())

    fitted = minimize(loss, np.append(before, 2.0), method="L-BFGS-B").x[:-1]
    return np.where(free, fitted, before)


def first_right(given: Sequence[Case], names: Sequence[str], weights: Vector) -> str:
    """Return how often the first is right, where any figure is."""
    open_ones = [c for c in given if c.right]
    hits = sum(int(np.argmax(c.matrix(names) @ weights)) in c.right for c in open_ones)
    return f"{hits}/{len(open_ones)}"


def accepted(case: Case, names: Sequence[str], weights: Vector) -> tuple[dict[str, float], bool]:
    """Return the features of the first figure for the second model, and whether it is right."""
    from dataclasses import replace

    fits = case.matrix(names) @ weights
    order = np.argsort(-fits, kind="stable")
    ordered = [replace(case.figures[i], fit=float(fits[i])) for i in order]
    return acceptance.features(ordered[0], ordered[1:], case.asked), int(order[0]) in case.right


def curve(chance: Vector, y: NDArray[np.bool_]) -> None:
    """Print right and false answers at each threshold."""
    for threshold in (0.5, 0.6, 0.65, 0.7, 0.72, 0.75, 0.8, 0.85, 0.9):
        taken = chance >= threshold
        print(f"  {threshold:.2f}  right {(taken & y).sum():4d}  false {(taken & ~y).sum():3d}")


def as_toml(what: str, names: Sequence[str], weights: Vector) -> str:
    """Return a file of weights."""
    return (
        f"# Fitted by benchmarks/choosing.py on {what}.\n[weights]\n"
        + "\n".join(f"{n} = {w:.3f}" for n, w in zip(names, weights, strict=True))
        + "\n"
    )


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--training", type=Path, default=TRAINING)
    arguments = parser.parse_args()
    sets = sorted(p for p in arguments.training.iterdir() if (p / "questions.jsonl").is_file())
    with tempfile.TemporaryDirectory() as folder:
        train = [c for p in sets for c in cases(p.name, p, p / "questions.jsonl", Path(folder) / p.name)]
        apart = [
            c
            for n, corpus, questions in APART
            if questions.is_file()
            for c in cases(n, corpus, questions, Path(folder) / n)
        ]
    names = list(ranking.weights())
    chance, y, inputs = np.zeros(len(train)), np.zeros(len(train), bool), list[str]()
    for p in sets:
        held = np.array([c.set == p.name for c in train])
        rest, own = ([c for c, h in zip(train, held, strict=True) if h == side] for side in (False, True))
        weights = fit_ranking(rest, names)
        known, asked = ([accepted(c, names, weights) for c in group] for group in (rest, own))
        inputs = list(known[0][0])
        model = LogisticRegression(max_iter=5000).fit(
            np.array([[f[n] for n in inputs] for f, _ in known]), [r for _, r in known]
        )
        chance[held] = model.predict_proba(np.array([[f[n] for n in inputs] for f, _ in asked]))[:, 1]
        y[held] = [r for _, r in asked]
        print(f"{p.name}: {len(own)} questions, right first {first_right(own, names, weights)}")
    print(f"{len(train)} questions, each set held out in turn:")
    curve(chance, y)
    weights = fit_ranking(train, names)
    known = [accepted(c, names, weights) for c in train]
    x = np.array([[f[n] for n in inputs] for f, _ in known])
    model = LogisticRegression(max_iter=5000).fit(x, [r for _, r in known])
    for name in dict.fromkeys(c.set for c in apart):
        own = [c for c in apart if c.set == name]
        asked = [accepted(c, names, weights) for c in own]
        print(
            f"{name}, never trained on: {len(own)} questions, right first {first_right(own, names, weights)}"
        )
        curve(
            model.predict_proba(np.array([[f[n] for n in inputs] for f, _ in asked]))[:, 1],
            np.array([r for _, r in asked]),
        )
    what = f"{len(train)} questions of {len(sets)} sets that words alone decide"
    files = {
        "ranking.toml": as_toml(what, names, weights),
        "acceptance.toml": as_toml(
            what, ["bias", *inputs], np.concatenate([model.intercept_, model.coef_[0]])
        ),
    }
    for name, text in files.items():
        print(f"--- {name}\n{text}")
        if arguments.write:
            (ANSWERING / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
