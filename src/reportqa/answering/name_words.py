"""Names looked up in texts, whatever their number."""

from __future__ import annotations

from collections.abc import Iterable


class Words:
    """Names to be looked for in texts, longest first, whatever their number."""

    def __init__(self, words: Iterable[str]) -> None:
        ordered = sorted(words, key=len, reverse=True)
        self._order = {word: number for number, word in enumerate(ordered)}
        self._by_length: dict[int, list[str]] = {}
        for word in ordered:
            self._by_length.setdefault(len(word), []).append(word)

    def within(self, text: str) -> list[str]:
        """Return the words that ``text`` holds: its stretches are looked up, not all words searched for."""
        cut = {text[at : at + size] for size in self._by_length for at in range(len(text) - size + 1)}
        return sorted(cut & self._order.keys(), key=self._order.__getitem__)

    def of_length(self, length: int) -> list[str]:
        """Return the words of so many characters."""
        return self._by_length.get(length, [])
