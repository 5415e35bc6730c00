"""Size of ``widget.js``, and how soon it can be used on a portal's page.

python benchmarks/widget.py [--visits 15] [--slow 1]

A page on another port, with a strict policy, loads the widget in a fresh browser profile each time.
``--slow 4`` makes the browser's processor four times slower, like a cheap phone's.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
from pathlib import Path

from common import ROOT, SAMPLES, machine, table

sys.path.insert(0, str(ROOT / "tests"))
QUESTION = "示例市教育局2019年收到多少件信息公开申请？"
BROWSERS = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
CLOCK = """() => new Promise((told) => {
  const look = () => {
    const shadow = document.querySelector("reportqa-chat")?.shadowRoot;
    if (shadow?.querySelector(".launch")) requestAnimationFrame(() => told(performance.now()));
    else setTimeout(look, 1);
  };
  look();
})"""


def visit(browser: object, address: str, slow: int) -> tuple[float, float, float]:
    """Return milliseconds to the button, from click to field, and from question to answer."""
    context = browser.new_context(locale="zh-CN")  # type: ignore[attr-defined]
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slow})
    page.goto(address, wait_until="commit")
    ready = page.evaluate(CLOCK)
    opened = page.evaluate(
        "async () => { const s = document.querySelector('reportqa-chat').shadowRoot, t = performance.now();"
        "s.querySelector('.launch').click(); await new Promise(requestAnimationFrame); return performance.now() - t }"
    )
    answered = page.evaluate(
        "async (q) => { const s = document.querySelector('reportqa-chat').shadowRoot, t = performance.now();"
        "s.querySelector('input').value = q; s.querySelector('form').requestSubmit();"
        "while (!s.querySelector('article')) await new Promise((go) => setTimeout(go, 2));"
        "await new Promise(requestAnimationFrame); return performance.now() - t }",
        QUESTION,
    )
    context.close()
    return ready, opened, answered


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    from e2e.portal import Portal, served
    from reportqa.library import Library
    from reportqa.web.api.ops import WIDGET
    from reportqa.web.api.settings import ApiSettings
    from reportqa.web.server import create_app
    from reportqa.web.settings import WebSettings

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=15)
    parser.add_argument("--slow", type=int, default=1)
    given = parser.parse_args()
    script = WIDGET.read_bytes()
    print(f"widget.js: {len(script)} bytes, gzip -9 {len(gzip.compress(script, 9))} bytes")
    portal = Portal()
    with tempfile.TemporaryDirectory() as folder:
        library = Library.build(SAMPLES, folder, encoder="none")
        library.warm()
        library.ask(QUESTION)
        api = ApiSettings(allowed_origins=(portal.origin,), asks_per_minute=0, asks_per_minute_total=0)
        path = next(p for p in BROWSERS if Path(p).exists())
        with served(create_app(library, WebSettings(api=api))) as base, sync_playwright() as playwright:
            portal.policy = f"default-src 'self' {base}; img-src 'self' data:"
            address = portal.page("/", f'<script src="{base}/widget.js" defer></script>')
            browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
            visits = [visit(browser, address, given.slow) for _ in range(given.visits)]
            browser.close()
        library.close()
    portal.close()
    names = ("button ready after navigation", "panel open after click", "answer shown after question")
    rows = [
        (name, f"{statistics.median(times):.0f}", f"{max(times):.0f}")
        for name, times in zip(names, zip(*visits, strict=True), strict=True)
    ]
    print(f"{machine()}, {given.visits} visits, slowed {given.slow}x")
    print(table(("ms", "median", "slowest"), rows))


if __name__ == "__main__":
    main()
