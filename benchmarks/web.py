"""How long a visitor waits: first load of the chat page and click to answer painted, in a real browser.

The same is measured of a plain ``gradio.ChatInterface`` that asks the same library on the same machine::

    python benchmarks/web.py --corpus examples/corpus

Needs Chromium and ``pip install 'reportqa[test]'``. Bytes are those on the wire (compressed).
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import socket
import statistics
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

QUESTIONS = (
    "教育局2023年收到多少件申请？",
    "教育局2021年至2023年收到申请的变化",
    "青禾区2022年部分公开多少件",
)
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
READY = {"ours": "#rq-send", "plain": "button.submit-button"}
BOX = {"ours": "#rq-question textarea", "plain": "textarea"}
CARD = {"ours": "#rq-log .rq-card", "plain": "[data-testid=bot]"}
# painted: the answer is there, and two frames have been drawn since
PAINTED = """([sent, wanted, before, begun]) => new Promise(done => {
  const look = () => {
    const found = document.querySelectorAll(wanted).length > before
      && !document.querySelector("#rq-pending:not([hidden])") && !document.querySelector("[data-testid=bot] .generating, .message.pending");
    if (!found) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - begun)));
  };
  look();
})"""


@dataclass
class Measured:
    """One page's measurements; times in milliseconds."""

    loads: list[float] = field(default_factory=list)
    wire: list[int] = field(default_factory=list)
    requests: list[int] = field(default_factory=list)
    elsewhere: set[str] = field(default_factory=set)
    answers: list[float] = field(default_factory=list)


def serve_ours(index: str, corpus: str, port: int) -> None:
    """Run the project's own server."""
    from reportqa import Library
    from reportqa.web.server import serve

    serve(lambda: Library.open(index, encoder="none", corpus=corpus), "127.0.0.1", port)


def serve_plain(index: str, corpus: str, port: int) -> None:
    """Run a ChatInterface as its documentation shows it, with the answer and its quotes as text."""
    import gradio

    from reportqa import Library

    library = Library.open(index, encoder="none", corpus=corpus)

    def reply(message: str, history: list[Any]) -> str:
        answer = library.ask(message)
        return "\n\n".join([answer.text, *(f"> {c.quote}\n>\n> {c.title}" for c in answer.citations)])

    gradio.ChatInterface(reply).launch(server_name="127.0.0.1", server_port=port, quiet=True)


def wait_for(address: str, seconds: float = 120) -> None:
    """Return once the server answers with 200."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                if response.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise SystemExit(f"{address} did not answer within {seconds} s")


def measure(base: str, kind: str, times: int) -> Measured:
    """Open the page afresh and ask, several times."""
    from playwright.sync_api import sync_playwright

    made = Measured()
    path = next((p for p in BROWSERS if Path(p).exists()), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for _ in range(times):
            context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
            page = context.new_page()
            received = [0]
            asked: list[str] = []
            network = context.new_cdp_session(page)
            network.send("Network.enable")
            network.on(
                "Network.loadingFinished",
                lambda e, r=received: r.__setitem__(0, r[0] + e["encodedDataLength"]),
            )
            page.on("request", lambda r, a=asked: a.append(r.url))
            begun = time.perf_counter()
            page.goto(base, wait_until="commit")
            page.locator(READY[kind]).wait_for(timeout=60_000)
            made.loads.append((time.perf_counter() - begun) * 1000)
            page.wait_for_timeout(1500)
            made.wire.append(int(received[0]))
            made.requests.append(len([url for url in asked if not url.startswith(("data:", "blob:"))]))
            made.elsewhere |= {
                url.split("/")[2] for url in asked if not url.startswith((base, "data:", "blob:"))
            }
            for question in QUESTIONS:
                before = page.locator(CARD[kind]).count()
                page.locator(BOX[kind]).first.fill(question)
                page.wait_for_timeout(300)
                began = page.evaluate("performance.now()")
                page.locator(READY[kind]).click(no_wait_after=True)
                made.answers.append(page.evaluate(PAINTED, [question, CARD[kind], before, began]))
                page.wait_for_timeout(300)
            context.close()
        browser.close()
    return made


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def line(name: str, made: Measured) -> str:
    """Return one row of the table."""
    cold, warm = made.loads[0], statistics.median(made.loads[1:] or made.loads)
    answers = sorted(made.answers)
    high = answers[min(len(answers) - 1, int(len(answers) * 0.95))]
    other = ", ".join(sorted(made.elsewhere)) or "none"
    return (
        f"| {name} | {statistics.median(made.wire) / 1000:.0f} kB | {statistics.median(made.requests):.0f} "
        f"| {cold:.0f} ms | {warm:.0f} ms | {statistics.median(answers):.0f} ms | {high:.0f} ms | {other} |"
    )


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", default="examples/corpus")
    options.add_argument("--index", help="an index that is there already; else one is built without vectors")
    options.add_argument("--times", type=int, default=7)
    given = options.parse_args()
    os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
    with tempfile.TemporaryDirectory() as folder:
        index = given.index or folder
        if not given.index:
            from reportqa import Library

            Library.build(given.corpus, index, encoder="none").close()
        print(
            "| page | first load, on the wire | requests | first visit to ready | later visits, new profile "
            "| click to answer, median | 95 % | other hosts |"
        )
        print("|---|---|---|---|---|---|---|---|")
        for name, kind, target in (
            ("reportqa", "ours", serve_ours),
            ("gradio.ChatInterface", "plain", serve_plain),
        ):
            port = free_port()
            process = multiprocessing.get_context("spawn").Process(
                target=target, args=(index, given.corpus, port)
            )
            process.start()
            base = f"http://127.0.0.1:{port}/"
            try:
                wait_for(base)
                print(line(name, measure(base, kind, given.times)), flush=True)
            finally:
                process.terminate()
                process.join(20)
    import gradio

    print(
        f"\nPython {platform.python_version()}, gradio {gradio.__version__}, {os.cpu_count()} CPUs, "
        f"{given.times} visits of {len(QUESTIONS)} questions each; {' '.join(sys.argv)}"
    )


if __name__ == "__main__":
    main()
