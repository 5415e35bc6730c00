"""From a passage's states to the vectors of its numbers and sentences (late chunking, arXiv 2409.04701)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reportqa.reader.spans import clause_span, covered
from reportqa.reader.tokens import PASSAGE, Encoded, Tokens

Floats = NDArray[np.float32]
Span = tuple[int, int]


def encode_passage(tokens: Tokens, heading: str, text: str) -> tuple[Encoded, int]:
    """Return a passage under its heading as tokens, and by how much spans of ``text`` are shifted in them."""
    lead = f"{heading.strip()}：" if heading.strip() else ""
    return tokens.encode(PASSAGE, lead + text), len(lead)


def number_places(encoded: Encoded, shift: int, text: str, spans: Sequence[Span]) -> tuple[Floats, Floats]:
    """Return two matrices, (spans, tokens), that take the mean over each number and over its clause."""
    return (
        _means(encoded, [(a + shift, b + shift) for a, b in spans]),
        _means(encoded, [(a + shift, b + shift) for a, b in (clause_span(text, *s) for s in spans)]),
    )


def sentence_places(encoded: Encoded, shift: int, spans: Sequence[Span]) -> Floats:
    """Return the matrix, (spans, tokens), that takes the mean over each sentence."""
    return _means(encoded, [(a + shift, b + shift) for a, b in spans])


def _means(encoded: Encoded, spans: Sequence[Span]) -> Floats:
    matrix = np.zeros((len(spans), len(encoded.ids)), np.float32)
    for row, (start, end) in enumerate(spans):
        inside = covered(encoded.offsets, start, end) or [0]
        matrix[row, inside] = 1.0 / len(inside)
    return matrix


def figure_vectors(states: Floats, number: Floats, clause: Floats) -> Floats:
    """Return the normalised sums of the normalised means of number and clause, shape (figures, 384)."""
    return unit(unit(number @ states) + unit(clause @ states))


def unit(vectors: Floats) -> Floats:
    """Return vectors of length 1, along the last axis."""
    length = np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)
    scaled: Floats = (vectors / length).astype(np.float32)
    return scaled
