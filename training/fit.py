"""Fits how figures are chosen: ``python training/fit.py [--write]``, after ``export.py``.

Passages that the reader was not trained on are laid out as reports and asked through the program: a
conditional logit orders the figures of a report, a logistic model tells the chance of its first. Reports
are parted in five; each part is judged by weights fitted on the others. Gold questions take no part.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from logit import logit, thresholds, toml
from reportqa.answering import choose, fitted
from reportqa.answering.question import Understood, clean
from reportqa.answering.ranking import focus_of
from reportqa.answering.scoring import Scored, applicant_fits, score_figure
from reportqa.library import Library
from reports import Asked, lay_out

FILE = Path(fitted.__file__).with_name("fitted.toml")
PARTS = 5
DELETED, PASSAGE_DELETED = 0.15, 0.12
"""Shares of questions asked once more with their answer, or its whole passage, taken out of the report."""
Vector = NDArray[np.float64]


@dataclass
class Case:
    """A question with its candidates: features (n, k), marks, and which candidates are right."""

    asked: Asked
    understood: Understood
    figures: list[Scored]
    marks: fitted.Marks
    near: dict[int, float]
    features: list[dict[str, float]]
    right: list[int]

    def matrix(self, names: Sequence[str]) -> Vector:
        """Return the features by name, a row a figure."""
        return np.array([[row[name] for name in names] for row in self.features])


def cases(library: Library, questions: Sequence[Asked]) -> list[Case]:
    """Ask each question as far as choosing goes."""
    answerer, chance = library._answerer, random.Random(4)
    found: list[Case] = []
    reports = {r.source: r for r in (library.report(row.id) for row in library.reports())}
    for asked in questions:
        report = reports[asked.file]
        understood = answerer._understand(clean(asked.question))
        views = library.views(report.id)
        vectors = library.figure_vectors(report.id)
        near = dict(enumerate((vectors @ understood.reading.vector).tolist()))
        ranked = [
            score_figure(v, understood, answerer._catalogue) for v in views if applicant_fits(v, understood)
        ]
        ordered = sorted(ranked, key=lambda s: (-s.score, s.view.figure.value_start))
        vouched = choose._vouched(ordered, understood, answerer._catalogue) if understood.matches else []
        marks = choose.marked(ordered, understood, answerer._catalogue, vouched)
        focus = focus_of(understood)
        ordered = choose.candidates(ordered, understood)
        rows = [fitted.features(s, understood, focus, near[s.view.number], marks) for s in ordered]
        at = report.text.find(asked.text)
        right = []
        if asked.span and at >= 0:
            a, b = asked.span[0] + at, asked.span[1] + at
            right = [
                n
                for n, s in enumerate(ordered)
                if s.view.figure.value_start < b and s.view.figure.value_end > a
            ]
            value = ordered[right[0]].view.figure.value if right else None
            right = [n for n in right if ordered[n].view.figure.value == value]
        if ordered and (right or asked.span is None):
            found.append(Case(asked, understood, ordered, marks, near, rows, right))
        if right:
            found += _deleted(found[-1], at, chance)
    return found


def _deleted(case: Case, at: int, chance: random.Random) -> Iterator[Case]:
    """Yield the case with its answer taken out of the report, or with its whole passage taken out, now and then."""
    end = at + len(case.asked.text)
    places = [s.view.figure.value_start for s in case.figures]
    without = {
        DELETED: [n for n in range(len(places)) if n not in case.right],
        PASSAGE_DELETED: [n for n, place in enumerate(places) if not at <= place < end],
    }
    for share, left in without.items():
        if left and chance.random() < share:
            yield replace(
                case,
                figures=[case.figures[n] for n in left],
                features=[case.features[n] for n in left],
                right=[],
            )


def fit_ranking(given: Sequence[Case], names: Sequence[str]) -> Vector:
    """Return weights that put right figures first."""
    return logit([(c.matrix(names), c.right) for c in given if c.right and len(c.figures) > 1])


def firsts(
    given: Sequence[Case], names: Sequence[str], weights: Vector, null: float
) -> list[tuple[dict[str, float], bool, Case]]:
    """Return the evidence for the first of each case, and whether it is right."""
    found = []
    for case in given:
        fits = case.matrix(names) @ weights
        order = np.argsort(-fits, kind="stable")
        ordered = [
            replace(case.figures[n], fit=float(fits[n]), near=case.near[case.figures[n].view.number])
            for n in order
        ]
        right = {case.figures[n].view.figure.value for n in case.right}
        found.append(
            (
                fitted.evidence(ordered, case.understood, case.marks, null),
                ordered[0].view.figure.value in right and int(order[0]) in case.right,
                case,
            )
        )
    return found


def judge(
    given: Sequence[Case], names: Sequence[str], null: float
) -> tuple[Vector, LogisticRegression, list[str]]:
    """Fit ranking and chance, print what the parts held out say, and return both fitted on all."""
    files = sorted({c.asked.file for c in given})
    held: list[tuple[dict[str, float], bool, Case]] = []
    for part in range(PARTS):
        out = set(files[part::PARTS])
        weights = fit_ranking([c for c in given if c.asked.file not in out], names)
        held += firsts([c for c in given if c.asked.file in out], names, weights, null)
    counts = Counter[str]()
    for _, right, case in held:
        if case.right:
            counts[f"{case.asked.language} n"] += 1
            counts[f"{case.asked.language} right"] += right
    shares = {
        k: f"{100 * counts[f'{k} right'] / max(1, counts[f'{k} n']):.1f} % of {counts[f'{k} n']}"
        for k in ("zh", "en")
    }
    print(shares, "right first among all figures of a report")
    keys = list(held[0][0])
    x = np.array([[e[k] for k in keys] for e, _, _ in held])
    y = np.array([right for _, right, _ in held])
    parts = np.array([files.index(c.asked.file) % PARTS for _, _, c in held])
    chances = np.zeros(len(y))
    for part in range(PARTS):
        model = LogisticRegression(C=0.3, max_iter=5000).fit(x[parts != part], y[parts != part])
        chances[parts == part] = model.predict_proba(x[parts == part])[:, 1]
    thresholds(chances, y, sum(bool(c.right) for _, _, c in held))
    return fit_ranking(given, names), LogisticRegression(C=0.3, max_iter=5000).fit(x, y), keys


def main() -> None:
    """Fit, print what the parts held out say, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--most", type=int, default=10_000, help="questions to fit on")
    parser.add_argument("--without", nargs="*", default=[], help="features to leave out, for an ablation")
    settings = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        questions = [q for q in lay_out(corpus) if q.kind == "figures"]
        questions = questions[:: max(1, round(len(questions) / settings.most))]
        library = Library.build(corpus, Path(folder) / "index", encoder="none")
        reader = library.reader
        null = reader.card.null
        given = cases(library, questions)
        names = [
            n
            for n in given[0].features[0]
            if n not in {"indicator", "table", "dense", "whole", *settings.without}
        ]
        library.close()
    weights, model, keys = judge(given, names, null)
    text = toml(len(given), dict(zip(names, weights, strict=True)), model, keys)
    if settings.write:
        FILE.write_text(text, encoding="utf-8")
        print("wrote", FILE.name)


if __name__ == "__main__":
    main()
