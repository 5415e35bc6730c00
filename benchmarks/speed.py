"""Time to build an index, time of a question, and memory.

    python benchmarks/speed.py [--reports 1000]

Every measurement runs in a process of its own. Questions are those of tests/gold. With ``--reports N`` a
library of N reports is made from the samples under other names and years, without vectors.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SURNAMES = "青山东湖西岭南浦北川安平永宁长乐临江新河石桥白沙金水龙泉"


def child(task: str, *arguments: str) -> dict[str, float]:
    """Run a task of this file in a fresh process and return what it measured."""
    command = [sys.executable, __file__, "--task", task, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def peak_mb() -> float:
    """Return this process's peak resident memory in MiB (Linux counts KiB)."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 0)


def build(corpus: str, index: str, encoder: str) -> dict[str, float]:
    """Build an index."""
    from reportqa.library import Library

    started = time.perf_counter()
    library = Library.build(corpus, index, encoder=encoder)
    return {
        "reports": len(library.reports()),
        "seconds": round(time.perf_counter() - started, 1),
        "mb": peak_mb(),
    }


def ask(index: str, questions: str, encoder: str, count: str) -> dict[str, float]:
    """Ask: the first question of the process, then the rest once all is loaded."""
    from reportqa.evaluation import read_items
    from reportqa.library import Library

    items = read_items(Path(questions), "both")[: int(count)]
    started = time.perf_counter()
    library = Library.open(index, encoder=encoder)
    library.ask(items[0].question)
    first = time.perf_counter() - started
    if encoder != "none":
        library.warm()
    for item in items[:20]:
        library.ask(item.question)
    times = sorted(library.ask(item.question).ms for item in items)
    return {
        "questions": len(times),
        "first_s": round(first, 2),
        "median_ms": round(statistics.median(times), 1),
        "p95_ms": round(times[int(0.95 * len(times))], 1),
        "mb": peak_mb(),
    }


def multiply(target: Path, count: int) -> None:
    """Write ``count`` reports: the text samples under other names of cities and other figures."""
    sources = [p for p in (ROOT / "examples" / "corpus").rglob("*") if p.suffix in {".txt", ".md", ".html"}]
    texts = []
    for path in sorted(sources):
        data = path.read_bytes()
        try:
            texts.append((path.suffix, data.decode("utf-8")))
        except UnicodeDecodeError:
            texts.append((path.suffix, data.decode("gb18030")))
    for number in range(count):
        suffix, text = texts[number % len(texts)]
        round_ = number // len(texts)
        place = (
            SURNAMES[(2 * round_) % len(SURNAMES)]
            + SURNAMES[(2 * round_ // len(SURNAMES) * 3 + 1) % len(SURNAMES)]
        )
        text = (
            text.replace("示例市", f"{place}市")
            .replace("charset=gbk", "charset=utf-8")
            .replace("charset=gb2312", "charset=utf-8")
        )
        text = re.sub(r"(?<!\d)(\d{2})(?=[件条次人])", rf"\g<1>{number % 10}", text)
        (target / f"{place}-{number:04d}{suffix}").write_text(text, encoding="utf-8")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--task", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--reports", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.task:
        task, *rest = arguments.task
        print(json.dumps({"build": build, "ask": ask}[task](*rest)))
        return
    gold = ROOT / "tests" / "gold"
    folder = Path(tempfile.mkdtemp())
    try:
        for name, corpus, questions in (
            ("the shipped report", ROOT / "corpus", gold / "report.jsonl"),
            ("the samples", ROOT / "examples" / "corpus", gold / "samples.jsonl"),
        ):
            for encoder in ("bundled", "none"):
                index = folder / f"{corpus.parent.name}-{encoder}"
                print(name, encoder, "build", child("build", str(corpus), str(index), encoder), flush=True)
                print(
                    name, encoder, "ask", child("ask", str(index), str(questions), encoder, "400"), flush=True
                )
        if arguments.reports:
            many = folder / "many"
            many.mkdir()
            multiply(many, arguments.reports)
            index = str(folder / "many-index")
            print(arguments.reports, "reports, build", child("build", str(many), index, "none"), flush=True)
            print("ask", child("ask", index, str(gold / "samples.jsonl"), "none", "300"), flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
