"""Fits how sentences are chosen: ``python training/fit_sentences.py [--write]``, after ``export.py``.

As ``fit.py`` does for figures: held-out passages laid out as reports, parted in five, each part judged by
weights fitted on the others.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from logit import Vector, logit, thresholds, toml
from reportqa.answering import sentences
from reportqa.answering.question import Understood, clean
from reportqa.answering.sentences import Sentence, evidence, sentence_features
from reportqa.library import Library
from reportqa.search.passages import Passage
from reports import Asked, lay_out

FILE = Path(sentences.__file__).with_name("sentences.toml")
PARTS = 5
DELETED = 0.3
"""Share of questions asked once more with the answer taken out of the report."""


@dataclass
class Case:
    """A question with the sentences of its report, their features, and which of them are right."""

    asked: Asked
    understood: Understood
    found: list[tuple[Passage, dict[str, float]]]
    right: list[int]

    def matrix(self, names: Sequence[str]) -> Vector:
        """Return the features by name, a row a sentence."""
        return np.array([[features[name] for name in names] for _, features in self.found])


def cases(library: Library, questions: Sequence[Asked]) -> list[Case]:
    """Ask each question as far as the sentences' features go."""
    chance, made = random.Random(4), []
    reports = {r.source: r for r in (library.report(row.id) for row in library.reports())}
    for asked in questions:
        report = reports[asked.file]
        understood = library._answerer._understand(clean(asked.question))
        found = sentence_features(report, understood, library.sentence_vectors(report.id))
        at, right = report.text.find(asked.text), []
        if asked.span and at >= 0:
            a, b = asked.span[0] + at, asked.span[1] + at
            right = [n for n, (p, _) in enumerate(found) if p.start < b and p.end > a]
        if right or asked.span is None:
            made.append(Case(asked, understood, found, right))
        if right and chance.random() < DELETED:
            left = [one for n, one in enumerate(found) if n not in right]
            made.append(Case(asked, understood, left, []))
    return made


def firsts(
    given: Sequence[Case], names: Sequence[str], weights: Vector, null: float
) -> list[tuple[dict[str, float], bool, Case]]:
    """Return the evidence for the first of each case, and whether it is right."""
    found = []
    for case in given:
        fits = case.matrix(names) @ weights
        order = np.argsort(-fits, kind="stable").tolist()
        ranked = [
            Sentence(case.found[n][0], case.found[n][1]["near"], float(fits[n]), case.found[n][1])
            for n in order
        ]
        found.append((evidence(ranked, case.understood, null), order[0] in case.right, case))
    return found


def main() -> None:
    """Fit, print what the parts held out say, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    settings = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        questions = [q for q in lay_out(corpus) if q.kind == "sentences"]
        library = Library.build(corpus, Path(folder) / "index", encoder="none")
        null, given = library.reader.card.null, cases(library, questions)
        library.close()
    names = list(given[0].found[0][1])
    files = sorted({c.asked.file for c in given})

    def weights_of(some: Sequence[Case]) -> Vector:
        return logit([(c.matrix(names), c.right) for c in some if c.right])

    held: list[tuple[dict[str, float], bool, Case]] = []
    for part in range(PARTS):
        out = set(files[part::PARTS])
        weights = weights_of([c for c in given if c.asked.file not in out])
        held += firsts([c for c in given if c.asked.file in out], names, weights, null)
    counts = Counter[str]()
    for _, right, case in held:
        counts[f"{case.asked.language} {'n' if case.right else 'none'}"] += 1
        counts[f"{case.asked.language} right"] += right
    print(dict(counts), "right first among all sentences of a report")
    keys = list(held[0][0])
    x = np.array([[e[k] for k in keys] for e, _, _ in held])
    y = np.array([right for _, right, _ in held])
    parts = np.array([files.index(c.asked.file) % PARTS for _, _, c in held])
    chances = np.zeros(len(y))
    for part in range(PARTS):
        model = LogisticRegression(C=0.3, max_iter=5000).fit(x[parts != part], y[parts != part])
        chances[parts == part] = model.predict_proba(x[parts == part])[:, 1]
    thresholds(chances, y, sum(bool(c.right) for _, _, c in held))
    if settings.write:
        model = LogisticRegression(C=0.3, max_iter=5000).fit(x, y)
        ranking = dict(zip(names, weights_of(given).tolist(), strict=True))
        FILE.write_text(toml(len(given), ranking, model, keys), encoding="utf-8")
        print("wrote", FILE.name)


if __name__ == "__main__":
    main()
