"""Time to build an index, time of a question, and memory.

    python benchmarks/speed.py [--reports 1000]

Every measurement runs in a process of its own. Questions are those of tests/gold, in both languages. With
``--reports N`` a library of N reports is made from the text samples under other names of cities and other
figures, without vectors, and each question names one of its cities.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from common import GOLD, SAMPLES, SHIPPED, child, machine, peak_mib, percentiles, table

CHARACTERS = "青山东湖西岭南浦北川安平永宁长乐临江新河石桥白沙金水龙泉"
"""Two of them name an invented city."""
TEXTS = {".txt", ".md", ".html"}
RANKING = (
    "哪个局2022年收到的申请最多？",
    "Which bureau received the most requests in 2021?",
    "2018年各局一共收到多少件政协提案？",
)
"""Questions that every body's report answers together."""
BODY_ZH = re.compile("示例市|教育局|教肓局|生态环境局|环境局|环保局|青禾区")
BODY_EN = re.compile("Shili|(?:education|ecology|environment)(?= bureau)|Qinghe")


def build(corpus: str, index: str, encoder: str) -> dict[str, float]:
    """Build an index."""
    from reportqa.library import Library

    started = time.perf_counter()
    library = Library.build(corpus, index, encoder=encoder)
    seconds = time.perf_counter() - started
    return {
        "reports": len(library.rows()),
        "agencies": len({row.agency for row in library.rows()}),
        "seconds": seconds,
        "mib": peak_mib(),
    }


def ask(index: str, questions: str, encoder: str) -> dict[str, Any]:
    """Ask the first question of the process, load the rest, then ask all: each for the first time."""
    from reportqa.library import Library

    texts: list[str] = json.loads(Path(questions).read_text("utf-8"))
    started = time.perf_counter()
    library = Library.open(index, encoder=encoder)
    library.ask(texts[0])
    first = time.perf_counter() - started
    started = time.perf_counter()
    library.warm()
    warm = time.perf_counter() - started
    times: list[float] = []
    cpu: list[float] = []
    statuses: dict[str, int] = {}
    memory = 0
    for number, text in enumerate(texts, start=1):
        started = time.process_time()
        answer = library.ask(text)
        cpu.append(1000 * (time.process_time() - started))
        times.append(answer.ms)
        statuses[str(answer.status)] = statuses.get(str(answer.status), 0) + 1
        if number == 100:
            memory = peak_mib()
    alone = percentiles(cpu)
    ranking = [library.ask(text).ms for text in RANKING]
    again = percentiles([library.ask(text).ms for text in texts])
    return {
        "questions": len(texts), "first_s": first, "warm_s": warm, **percentiles(times), "max": max(times),
        "cpu_median": alone["median"], "cpu_p95": alone["p95"],
        "again_median": again["median"], "again_p95": again["p95"], "mib": memory or peak_mib(),
        "statuses": statuses, "ranking_ms": [round(ms) for ms in ranking],
    }  # fmt: skip


def gold(name: str, files: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return gold questions that follow no other; only those about ``files`` if given."""
    lines = (GOLD / name).read_text("utf-8").splitlines()
    items = [item for item in map(json.loads, lines) if not item.get("after")]
    return [item for item in items if not files or item.get("file") in files]


def city(number: int) -> str:
    """Return the name of an invented city, another for each number up to 112."""
    size = len(CHARACTERS)
    return CHARACTERS[2 * number % size] + CHARACTERS[(2 * number // size * 3 + 1) % size]


def sources() -> list[Path]:
    """Return the samples that are multiplied."""
    return sorted(path for path in SAMPLES.rglob("*") if path.suffix in TEXTS)


def multiply(target: Path, count: int) -> None:
    """Write ``count`` reports: the text samples under other names of cities and other figures."""
    paths = sources()
    for number in range(count):
        path = paths[number % len(paths)]
        data = path.read_bytes()
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            text = re.sub("charset=gb[k0-9]+", "charset=utf-8", data.decode("gb18030"))
        place = city(number // len(paths))
        text = text.replace("示例市", f"{place}市")
        text = re.sub(r"(?<!\d)(\d{2})(?=[件条次人])", rf"\g<1>{number % 10}", text)
        (target / f"{place}-{number:04d}{path.suffix}").write_text(text, encoding="utf-8")


def questions_of_cities(count: int, cities: int) -> list[str]:
    """Return gold questions about the samples that were multiplied, each about one city, by turns."""
    from pypinyin import lazy_pinyin

    files = [str(path.relative_to(SAMPLES)) for path in sources()]
    found = []
    items = gold("samples.jsonl", files)
    items = items[:: max(1, 2 * len(items) // count)]
    for number, item in enumerate(items):
        place = city(37 * number % cities)
        latin = "".join(lazy_pinyin(place)).capitalize()
        zh = BODY_ZH.sub(lambda m, p=place: f"{p}市{m[0].removeprefix('示例市')}", item["question"], count=1)
        en = BODY_EN.sub(
            lambda m, p=latin: p if m[0] == "Shili" else f"{p} {m[0]}", item["question_en"], count=1
        )
        found += [zh, en]
    return found[:count]


def measured(label: str, encoder: str, corpus: Path, questions: Path, index: Path) -> list[object]:
    """Build and ask; return the row of the table."""
    made = child(__file__, "build", str(corpus), str(index), encoder)
    got = child(__file__, "ask", str(index), str(questions), encoder)
    print(f"{label}, {encoder}: {made['reports']} reports of {made['agencies']} agencies; {got['questions']} questions, "
          f"longest {got['max']:.0f} ms, all bodies compared {got['ranking_ms']} ms, {got['statuses']}", flush=True)  # fmt: skip
    return [
        label, "yes" if encoder != "none" else "no", f"{made['seconds']:.1f}", made["mib"],
        f"{got['first_s']:.1f}", f"{got['warm_s']:.1f}", got["median"], got["p95"], got["cpu_median"],
        got["cpu_p95"], got["again_median"], got["again_p95"], got["mib"],
    ]  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--task", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--reports", type=int, default=0)
    arguments = parser.parse_args()
    if arguments.task:
        task, *rest = arguments.task
        print(json.dumps({"build": build, "ask": ask}[task](*rest)))
        return
    print(machine("torch", "sentence-transformers", "faiss-cpu", "jieba"), "\n")
    folder = Path(tempfile.mkdtemp())
    rows = []
    try:
        for label, corpus, name in (
            ("shipped report", SHIPPED, "report.jsonl"), ("samples", SAMPLES, "samples.jsonl")
        ):  # fmt: skip
            asked = folder / name
            texts = [item[key] for item in gold(name) for key in ("question", "question_en")]
            asked.write_text(json.dumps(texts), encoding="utf-8")
            for encoder in ("bundled", "none"):
                rows.append(measured(label, encoder, corpus, asked, folder / f"{name}-{encoder}"))
        if arguments.reports:
            many, asked = folder / "many", folder / "many.jsonl"
            many.mkdir()
            multiply(many, arguments.reports)
            cities = -(-arguments.reports // len(sources()))
            asked.write_text(json.dumps(questions_of_cities(300, cities)), encoding="utf-8")
            rows.append(measured(f"{arguments.reports} made", "none", many, asked, folder / "many-index"))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    head = ("library", "vectors", "build, s", "peak, build, MiB", "first answer, s", "loading the rest, s",
            "median, ms", "p95, ms", "median, CPU ms", "p95, CPU ms", "again: median", "again: p95", "peak after 100, MiB")  # fmt: skip
    print("\n" + table(head, rows))


if __name__ == "__main__":
    main()
