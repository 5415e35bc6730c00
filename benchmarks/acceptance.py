"""Fit the model that accepts or refuses a figure chosen by words, and print its curve.

    python benchmarks/acceptance.py [--write] [--set NAME CORPUS QUESTIONS]...

Candidates are taken from the gold questions, the real ones where they are at hand, and further sets given
by ``--set``. Each set is held out in turn for the curve (right and false answers at each threshold); the
weights written are fitted on all of them. scikit-learn comes with sentence-transformers.
"""

from __future__ import annotations

import argparse
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from reportqa.answering import choose
from reportqa.answering.acceptance import features
from reportqa.answering.question import clean
from reportqa.answering.selection import select_reports
from reportqa.evaluation import read_items
from reportqa.library import Library

ROOT = Path(__file__).resolve().parents[1]
TOML = ROOT / "src" / "reportqa" / "answering" / "acceptance.toml"
SETS = [
    ("report", ROOT / "corpus", ROOT / "tests" / "gold" / "report.jsonl"),
    ("samples", ROOT / "examples" / "corpus", ROOT / "tests" / "gold" / "samples.jsonl"),
    ("real", ROOT.parent / "shared" / "real", ROOT.parent / "shared" / "real" / "qa.jsonl"),
]
TYPES = {"figure", "stated_none", "not_stated"}


@dataclass(frozen=True)
class Case:
    """One question that words alone decide: the set, its features, and whether the best figure is right."""

    set: str
    features: dict[str, float]
    right: bool


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
        value = fitting[0].view.figure.value
        right = item.value is not None and abs(item.value - value) < 1e-6
        found.append(Case(name, features(fitting[0], fitting[1:], asked), right))
    library.close()
    return found


def main() -> None:
    """Fit, print, and write if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--set", nargs=3, action="append", default=[], metavar=("NAME", "CORPUS", "QUESTIONS")
    )
    arguments = parser.parse_args()
    given = [(n, Path(c), Path(q)) for n, c, q in arguments.set]
    with tempfile.TemporaryDirectory() as folder:
        all_cases = [
            case for name, corpus, questions in [*SETS, *given] if questions.is_file()
            for case in cases(name, corpus, questions, Path(folder) / name)
        ]  # fmt: skip
    names = list(all_cases[0].features)
    x = np.array([[c.features[n] for n in names] for c in all_cases])
    y = np.array([c.right for c in all_cases])
    sets = np.array([c.set for c in all_cases])
    chance = np.zeros(len(y))
    for name in dict.fromkeys(sets):
        held = sets == name
        model = LogisticRegression(max_iter=5000).fit(x[~held], y[~held])
        chance[held] = model.predict_proba(x[held])[:, 1]
    print(f"{len(y)} cases, in {y.sum()} the best figure is right; sets held out in turn:")
    for threshold in (0.5, 0.6, 0.65, 0.68, 0.7, 0.75, 0.8, 0.85, 0.9):
        taken = chance >= threshold
        print(f"  {threshold:.2f}  right {(taken & y).sum():4d}  false {(taken & ~y).sum():3d}")
    model = LogisticRegression(max_iter=5000).fit(x, y)
    weights = {"bias": model.intercept_[0], **dict(zip(names, model.coef_[0], strict=True))}
    counts = ", ".join(f"{n} {int((sets == n).sum())}" for n in dict.fromkeys(sets))
    text = f"# Fitted by benchmarks/acceptance.py on {len(y)} questions that words alone decide ({counts}).\n[weights]\n"
    text += "".join(f"{name} = {value:.3f}\n" for name, value in weights.items())
    print(text)
    if arguments.write:
        TOML.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
