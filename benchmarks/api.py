"""Answers a second of ``POST /api/v1/ask`` with 1, 8 and 64 clients, on the sample reports.

python benchmarks/api.py [--seconds 10] [--encoder none]

The server runs in a process of its own, as ``reportqa serve`` runs it; the clients in this one, one
connection each, without pause. Questions go round, so that no answer is asked for twice in a row.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = (1, 8, 64)
SERVER = """
import sys
from reportqa.library import Library
from reportqa.web.api.settings import ApiSettings
from reportqa.web.server import serve
from reportqa.web.settings import WebSettings
folder, encoder, port, workers = sys.argv[1:]
api = ApiSettings(asks_per_minute=0, asks_per_minute_total=0)
serve(lambda: Library.open(folder, encoder=encoder), "127.0.0.1", int(port), WebSettings(api=api, workers=int(workers)))
"""


def questions() -> list[str]:
    """Return the questions of the gold set about the samples."""
    lines = (ROOT / "tests" / "gold" / "samples.jsonl").read_text("utf-8").splitlines()
    return [str(json.loads(line)["question"]) for line in lines if line.strip()]


async def ask_for(base: str, clients: int, seconds: float, asked: list[str]) -> tuple[list[float], int]:
    """Return the milliseconds of each answer and how many requests failed."""
    times: list[float] = []
    failed = 0
    turn = itertools.cycle(asked)
    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits) as http:
        end = time.perf_counter() + seconds

        async def client() -> None:
            nonlocal failed
            while time.perf_counter() < end:
                started = time.perf_counter()
                try:
                    response = await http.post("/api/v1/ask", json={"question": next(turn)})
                except httpx.TransportError:
                    failed += 1
                    continue
                times.append((time.perf_counter() - started) * 1000)
                failed += response.status_code != 200

        await asyncio.gather(*(client() for _ in range(clients)))
    return times, failed


def wait_for(base: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server is ready."""
    for _ in range(600):
        if server.poll() is not None:
            raise SystemExit("The server ended before it was ready; see above.")
        try:
            if httpx.get(f"{base}/readyz").status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise SystemExit("The server was not ready within a minute.")


def main() -> None:
    """Run and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--encoder", default="none")
    parser.add_argument("--port", type=int, default=7899)
    parser.add_argument("--workers", type=int, default=4)
    given = parser.parse_args()
    from reportqa.library import Library

    with tempfile.TemporaryDirectory() as folder:
        Library.build(ROOT / "examples" / "corpus", folder, encoder=given.encoder).close()
        command = [sys.executable, "-c", SERVER, folder, given.encoder, str(given.port), str(given.workers)]
        server = subprocess.Popen(command)
        try:
            base = f"http://127.0.0.1:{given.port}"
            wait_for(base, server)
            asked = questions()
            asyncio.run(ask_for(base, 1, given.seconds, asked))  # every report is ready after this
            print("| clients | answers/s | median ms | 95th percentile ms | failed |\n|---|---|---|---|---|")
            for clients in CLIENTS:
                times, failed = asyncio.run(ask_for(base, clients, given.seconds, asked))
                cuts = statistics.quantiles(times, n=20)
                print(
                    f"| {clients} | {len(times) / given.seconds:.0f} | {statistics.median(times):.0f} "
                    f"| {cuts[18]:.0f} | {failed} |"
                )
        finally:
            server.terminate()
            server.wait(10)


if __name__ == "__main__":
    main()
