"""Text to token ids: the vocabulary of XLM-RoBERTa, cut to the pieces of Chinese and English."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

QUERY, PASSAGE = "query: ", "passage: "
"""The two prompts that multilingual-e5 was trained with."""
LONGEST = 400
"""Tokens of one pass, both ends included; a longer passage is read in windows."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Ids of a text with the marks at both ends, and each token's span in the text (marks: empty spans)."""

    ids: list[int]
    offsets: list[tuple[int, int]]


class Tokens:
    """The tokenizer of the reader."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        """Wrap ``tokenizer``, whose ids 0 and 2 mark beginning and end."""
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, path: Path) -> Tokens:
        """Read ``tokenizer.json``; raises an exception of the library where it is damaged."""
        return cls(Tokenizer.from_file(str(path)))

    def encode(self, prompt: str, text: str, longest: int = LONGEST) -> Encoded:
        """Return ``prompt + text`` as ids; spans count from the beginning of ``text``."""
        # a lone surrogate has no UTF-8; its place is kept, so that spans still count
        clean = text.encode("utf-8", "replace").decode("utf-8")
        found = self._tokenizer.encode(prompt + clean, add_special_tokens=False)
        shift, room = len(prompt), longest - 2
        spans = [(max(0, a - shift), max(0, b - shift)) for a, b in found.offsets[:room]]
        return Encoded([0, *found.ids[:room], 2], [(0, 0), *spans, (0, 0)])
