"""How the choice between answering and refusing moves with the threshold of words that must be found.

    python benchmarks/abstention.py [--lang zh|en|both]

Asks every gold question (and the real ones, where they are at hand) with the threshold
``answering.choose.ENOUGH`` set from low to high, and prints for each: right answers among the answerable,
false answers, refusals recognised. The catalogue's vouched figures do not depend on it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from reportqa.answering import choose
from reportqa.evaluation import REFUSALS, Outcome, read_items, run
from reportqa.library import Library

ROOT = Path(__file__).resolve().parents[1]
SETS = (
    (ROOT / "corpus", ROOT / "tests" / "gold" / "report.jsonl"),
    (ROOT / "examples" / "corpus", ROOT / "tests" / "gold" / "samples.jsonl"),
    (ROOT.parent / "shared" / "real", ROOT.parent / "shared" / "real" / "qa.jsonl"),
)
THRESHOLDS = (0.3, 0.4, 0.5, 0.56, 0.62, 0.7, 0.8, 0.9)


def outcomes(language: str, folder: Path) -> list[Outcome]:
    """Ask all questions of all sets that are at hand."""
    found: list[Outcome] = []
    for number, (corpus, questions) in enumerate(SETS):
        if questions.is_file():
            library = Library.build(corpus, folder / str(number), encoder="none")
            found += run(library, read_items(questions, language))
            library.close()
    return found


def main() -> None:
    """Print the curve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lang", choices=("zh", "en", "both"), default="both")
    arguments = parser.parse_args()
    print("threshold  answered right  false answers  refused rightly")
    with tempfile.TemporaryDirectory() as folder:
        for threshold in THRESHOLDS:
            choose.ENOUGH, choose.ENOUGH_EN = threshold, threshold - 0.07
            given = outcomes(arguments.lang, Path(folder))
            open_ones = [o for o in given if (o.item.status or o.item.type) not in REFUSALS]
            closed = [o for o in given if (o.item.status or o.item.type) in REFUSALS]
            right = sum(o.right for o in open_ones) / len(open_ones)
            refused = sum(o.right for o in closed) / len(closed)
            false = sum(o.false_answer for o in given)
            print(f"{threshold:9.2f}  {right:14.1%}  {false:13d}  {refused:15.1%}")


if __name__ == "__main__":
    main()
