"""What the benchmarks share: places, questions, processes of their own, the line that names the machine."""

from __future__ import annotations

import json
import os
import platform
import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "examples" / "corpus"
SHIPPED = ROOT / "corpus"
GOLD = ROOT / "tests" / "gold"
REAL = ROOT.parent / "shared" / "real"
"""Further real reports, where they are at hand."""


def child(script: str, task: str, *arguments: str) -> dict[str, Any]:
    """Run a task of a script in a fresh process and return what it measured, its last line of output."""
    command = [sys.executable, script, "--task", task, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}\n{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return result


def peak_mib() -> int:
    """Return this process's peak resident memory (Linux counts KiB, macOS bytes)."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def percentiles(values: Sequence[float]) -> dict[str, float]:
    """Return median and 95th percentile."""
    ordered = sorted(values)
    return {
        "median": round(statistics.median(ordered), 1),
        "p95": round(ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))], 1),
    }


def machine(*packages: str) -> str:
    """Name processor, cores, load, Python and the versions of ``packages`` in one line."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = "".join(f", {name} {version(name)}" for name in packages)
    cpu = names[0] if names else platform.processor()
    return f"{platform.machine()} {cpu}, {cores} cores{load}, Python {platform.python_version()}{versions}"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
