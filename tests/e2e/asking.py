"""Asking in the chat, as several files of tests do."""

from __future__ import annotations

from typing import Any


def ask(page: Any, question: str, n: int = 1) -> Any:
    """Type a question, send it, and return its card, the ``n``-th of the conversation."""
    page.locator("#rq-question textarea").fill(question)
    page.locator("#rq-send").click()
    return answered(page, n)


def answered(page: Any, n: int = 1) -> Any:
    """Wait for the ``n``-th card and return it."""
    from playwright.sync_api import expect  # the tests that call this are skipped without it

    cards = page.locator("#rq-log .rq-card")
    expect(cards).to_have_count(n, timeout=15_000)
    expect(page.locator("#rq-pending")).to_be_hidden()
    return cards.nth(n - 1)
