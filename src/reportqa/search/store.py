"""The protocol of vector stores: what any index of vectors must do, whatever engine is behind it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

Found = list[tuple[int, float]]
"""(id, score) pairs, best first, equal scores by id; the score is the inner product."""


class VectorStore(Protocol):
    """Holds vectors under integer ids; searches exactly by inner product."""

    dimension: int

    def __len__(self) -> int:
        """Return how many vectors are held."""
        ...

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add ``vectors``, shape (n, dim), under ``ids``, shape (n,), each new to the store."""
        ...

    def search(self, query: NDArray[np.float32], limit: int, allowed: Iterable[int] | None = None) -> Found:
        """Return the ``limit`` best for ``query``, shape (dim,); only among ``allowed`` ids if given."""
        ...

    def to_bytes(self) -> bytes:
        """Return the whole store as bytes."""
        ...

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the store that ``to_bytes`` wrote."""
        ...
