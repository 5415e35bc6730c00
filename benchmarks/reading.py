"""Pages a second and memory, for each format of file.

    python benchmarks/reading.py [--seconds 5]

Each format is read in a process of its own: one file to load what the format needs (libraries, models of the
text recognition), then all its files over and over for ``--seconds``. A PDF has the pages that it has; of
other formats 1,000 characters of text count as a page.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from common import REAL, ROOT, SAMPLES, child, machine, peak_mib, table

CHARACTERS = 1000
"""Characters of a page where the format has none."""


def pages_of(path: Path) -> tuple[int, bool]:
    """Return how many pages a PDF has, and whether they are pictures."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    characters = sum(page.get_textpage().count_chars() for page in document)
    return len(document), characters < 20 * len(document)


def formats() -> dict[str, list[Path]]:
    """Return the files of the samples and the real reports by format."""
    found: dict[str, list[Path]] = {}
    for folder in (SAMPLES, REAL):
        for path in sorted(folder.rglob("*")):
            name = path.suffix.lower().lstrip(".")
            if name not in {"txt", "md", "html", "docx", "xlsx", "pdf"} or path.stem.upper() == "README":
                continue
            if name == "pdf":
                name = "scan (pdf)" if pages_of(path)[1] else "text pdf"
            found.setdefault(name, []).append(path)
    return dict(sorted(found.items()))


def read(seconds: str, *names: str) -> dict[str, float]:
    """Read files until the time is over; every file is read at least once."""
    from reportqa.reading import read_report

    paths = [Path(name) for name in names]
    started = time.perf_counter()
    read_report(paths[0])
    first = time.perf_counter() - started
    pages, rounds = 0.0, 0
    started, cpu = time.perf_counter(), time.process_time()
    while not rounds or time.perf_counter() - started < float(seconds):
        for path in paths:
            report = read_report(path)
            pages += pages_of(path)[0] if path.suffix == ".pdf" else len(report.text) / CHARACTERS
        rounds += 1
    wall, cpu = time.perf_counter() - started, time.process_time() - cpu
    return {
        "first_s": first, "pages": pages / rounds, "files": len(paths), "per_s": pages / wall,
        "per_cpu_s": pages / cpu, "ms_a_file": 1000 * wall / rounds / len(paths), "mib": peak_mib(),
    }  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--task", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--seconds", type=float, default=5)
    arguments = parser.parse_args()
    if arguments.task:
        print(json.dumps(read(*arguments.task[1:])))
        return
    print(machine("pypdfium2", "rapidocr", "onnxruntime"), "real reports too" if REAL.is_dir() else "", "\n")
    rows = []
    for name, paths in formats().items():
        got = child(__file__, "read", str(arguments.seconds), *map(str, paths))
        rows.append([
            name, got["files"], f"{got['pages']:.1f}", f"{got['per_s']:.3g}", f"{got['per_cpu_s']:.3g}",
            f"{got['ms_a_file']:.0f}", f"{got['first_s']:.2f}", got["mib"],
        ])  # fmt: skip
    head = ("format", "files", "pages", "pages/s", "pages/CPU s", "ms a file", "first file, s", "peak MiB")
    print(table(head, rows))
    print(f"\nfrom {SAMPLES.relative_to(ROOT)}" + (" and the real reports" if REAL.is_dir() else ""))


if __name__ == "__main__":
    main()
