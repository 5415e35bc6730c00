"""What the reader sees in a question: names, parts and periods, intent, whether it follows, its vector."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Span = tuple[int, int]
_EMPTY = re.compile(r"[(（\[【]\s*[)）\]】]|(?<=\s)'s\b")
_SPACES = re.compile(r"\s+")
_SEPARATORS = re.compile(r"[、，,\s]*[、，,]\s*(?=[、，,])")
"""Marks that parted names or years of a list, and now part nothing."""
_EDGES = " ,，、:：;；-—–"


@dataclass(frozen=True, slots=True)
class Glance:
    """What labels and heads say of a question.

    ``spans`` are half-open character spans by label (``body``, ``part``, ``year``); ``intents`` the chance
    of each intent, ``follows`` that it needs the question before.
    """

    text: str
    spans: dict[str, tuple[Span, ...]]
    intents: dict[str, float]
    follows: float

    @property
    def intent(self) -> str:
        """The likeliest intent."""
        return max(self.intents, key=lambda name: self.intents[name])

    @property
    def strange(self) -> bool:
        """Whether it rather asks for what no report holds."""
        return self.intent == "outside"


@dataclass(frozen=True, slots=True)
class QuestionReading(Glance):
    """A question as the reader sees it: ``vector`` (384,) is that of ``bare``, the question without names and periods."""

    bare: str
    vector: Floats


def spans_of(
    tags: Sequence[int], offsets: Sequence[Span], labels: Sequence[str]
) -> dict[str, tuple[Span, ...]]:
    """Join tags of tokens (0 outside, 1 + 2k begins label k, 2 + 2k goes on) to spans of characters."""
    found: dict[str, list[Span]] = {label: [] for label in labels}
    last = 0
    for tag, (start, end) in zip(tags, offsets, strict=True):
        if tag and start < end:
            spans = found[labels[(tag - 1) // 2]]
            goes_on = tag % 2 == 0 and last and (last - 1) // 2 == (tag - 1) // 2
            if goes_on and spans:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        if start < end or not tag:
            last = tag
    return {label: tuple(spans) for label, spans in found.items()}


def bare_question(text: str, spans: Sequence[Span]) -> str:
    """Return a question without the stretches that name bodies and periods; itself if nothing else is left."""
    chars = list(text)
    for start, end in spans:
        chars[start:end] = " " * (end - start)
    left = _SPACES.sub(" ", _SEPARATORS.sub("", _EMPTY.sub(" ", "".join(chars)))).strip(_EDGES)
    return left if re.search(r"\w", left) else text


def softmax(scores: Floats) -> Floats:
    """Return scores as chances."""
    powers = np.exp(scores - scores.max())
    chances: Floats = (powers / powers.sum()).astype(np.float32)
    return chances
