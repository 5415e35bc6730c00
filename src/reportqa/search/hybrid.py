"""Pure functions of ranking: centring of vectors and fusion of rankings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FUSION_CONSTANT = 60
"""k of reciprocal rank fusion; 60 is the value of the paper, and results vary little around it."""


def normalise(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale each row to length 1; a zero row stays zero. Shape (n, dim)."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    result: NDArray[np.float32] = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32, copy=False)
    return result


def centre(vectors: NDArray[np.float32], mean: NDArray[np.float32] | None) -> NDArray[np.float32]:
    """Subtract the corpus mean and renormalise; the same for passages and queries, or for neither.

    Sentence encoders put all texts into a narrow cone; taking its axis away spreads them
    (Mu and Viswanath, "All-but-the-top", 2018; here without the further components).
    """
    return vectors if mean is None else normalise(vectors - mean)


def corpus_mean(vectors: NDArray[np.floating]) -> NDArray[np.float32] | None:
    """Return the mean vector, shape (dim,); None below three vectors, whose mean says nothing."""
    if len(vectors) < 3:
        return None
    mean: NDArray[np.float32] = vectors.mean(axis=0, dtype=np.float64).astype(np.float32)
    return mean


def fuse(rankings: Sequence[Sequence[int]], k: int = FUSION_CONSTANT) -> dict[int, float]:
    """Fuse rankings of ids (best first) by reciprocal rank, ``sum of 1 / (k + rank)``, rank from 1.

    Cormack, Clarke, Büttcher: "Reciprocal rank fusion outperforms Condorcet and individual rank
    learning methods", SIGIR 2009. The result is ordered best first; equal scores by id.
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (k + rank)
    return dict(best_first(scores))


def best_first(scores: Mapping[int, float]) -> list[tuple[int, float]]:
    """Order ids by score, the greatest first; equal scores by id, so that results never flicker."""
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
