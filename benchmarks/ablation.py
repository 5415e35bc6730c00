"""What each hand-made list is worth: ``python benchmarks/ablation.py``, beside what is asked without any of them.

Each line switches off one list (or all of them) and asks the same questions: the samples, the real reports where
they are at hand, and passages that the reader was not trained on, laid out as reports. Right and wrong answers
are counted; a list that wins less than half a point has not earned its place.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "training"))

from reportqa import evaluation  # noqa: E402
from reportqa.answering import against, choose, lexicon, question, terms  # noqa: E402
from reportqa.library import Library  # noqa: E402
from reportqa.model import Status  # noqa: E402
from reports import lay_out  # noqa: E402

HELD_OUT = 400
"""Questions of held-out passages that are asked."""
ANSWERS = {Status.ANSWERED, Status.STATED_NONE}


@contextmanager
def without(*changes: Any) -> Iterator[None]:
    """Apply patches, with every cache of the answering rooms emptied before and after."""
    with ExitStack() as stack:
        for change in changes:
            stack.enter_context(change)
        _empty_caches()
        yield
    _empty_caches()


def _empty_caches() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("reportqa.answering"):
            for value in vars(module).values():
                clear = getattr(value, "cache_clear", None)
                if clear is not None:
                    clear()


LISTS: dict[str, Callable[[], list[Any]]] = {
    "synonyms_zh.toml": lambda: [patch.object(terms, "_synonyms", dict)],
    "opposites": lambda: [patch.object(room, "other_side", lambda *_: False) for room in (against, choose)],
    "narrowing": lambda: [
        patch.object(question, "narrowed", lambda *_a, **_k: False),
        patch.object(question, "narrowed_zh", lambda *_a, **_k: False),
    ],
    "conditions": lambda: [patch.object(choose, "conditions", lambda *_: [])],
    "exceptions": lambda: [
        patch.object(module, "without_exceptions", lambda text: text) for module in (question, terms, lexicon)
    ],
}


def asked(name: str, corpus: Path, questions: Path, folder: Path) -> tuple[Library, list[evaluation.Item]]:
    """Return the library of a set and its questions in both languages."""
    return Library.build(corpus, folder / name, encoder="none"), evaluation.read_items(questions, "both")


def held_out(folder: Path) -> list[tuple[Library, str, float | None]]:
    """Return questions of held-out passages with the value that answers, each with a library of their one report."""
    corpus = folder / "held-out"
    corpus.mkdir()
    found = [q for q in lay_out(corpus) if q.kind == "figures"]
    libraries: dict[str, Library] = {}
    items: list[tuple[Library, str, float | None]] = []
    for q in found[:: max(1, len(found) // HELD_OUT)]:
        if q.file not in libraries:
            alone = folder / f"alone-{q.file}"
            alone.mkdir()
            shutil.copy(corpus / q.file, alone / q.file)
            libraries[q.file] = Library.build(alone, folder / f"index-{q.file}", encoder="none")
        library = libraries[q.file]
        report = library.report(library.rows()[0].id)
        at = report.text.find(q.text)
        value = None
        if q.span and at >= 0:
            inside = [
                f.value for f in library.report_figures(report.id)
                if f.value_start < q.span[1] + at and f.value_end > q.span[0] + at
            ]  # fmt: skip
            if not inside:
                continue
            value = inside[0]
        named = f"{report.agency}{report.year}年，{q.question}"
        items.append(
            (
                library,
                named if q.language == "zh" else f"{q.question} ({report.agency}, {report.year})",
                value,
            )
        )
    return items


def count_held_out(items: list[tuple[Library, str, float | None]]) -> tuple[int, int]:
    """Return right and wrong answers."""
    right = wrong = 0
    for library, text, value in items:
        given = library.ask(text)
        answered = given.status in ANSWERS
        stated = answered and bool(given.figures) and given.figures[0].value == value
        ok = stated if value is not None else not answered
        right += ok
        wrong += answered and not ok
    return right, wrong


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", help="lists to switch off, by name")
    settings = parser.parse_args()
    sets = [("samples", ROOT / "examples" / "corpus", ROOT / "tests" / "gold" / "samples.jsonl")]
    real = ROOT.parent / "shared" / "real"
    if real.is_dir():
        sets.append(("real", real, real / "qa.jsonl"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold = [(title, *asked(title, corpus, questions, folder)) for title, corpus, questions in sets]
        items = held_out(folder)
        heads = " | ".join(f"{title} ({len(found)}): right, wrong" for title, _, found in gold)
        print(f"| without | {heads} | held out ({len(items)}): right, wrong |")
        variants: dict[str, list[Any]] = {"nothing": []}
        variants |= {n: make() for n, make in LISTS.items() if not settings.only or n in settings.only}
        variants["all of them"] = [change for make in LISTS.values() for change in make()]
        for title, changes in variants.items():
            with without(*changes):
                counts = []
                for _, shelf, found in gold:
                    outcomes = evaluation.run(shelf, found)
                    counts.append(
                        f"{sum(o.right for o in outcomes)}, {sum(o.false_answer for o in outcomes)}"
                    )
                right, wrong = count_held_out(items)
            print(f"| {title} | {' | '.join(counts)} | {right}, {wrong} |", flush=True)


if __name__ == "__main__":
    main()
