"""Exact vector search with FAISS (``IndexFlatIP``), filtered by ids.

FAISS does not open paths outside the system's code page on Windows; the index therefore passes
through bytes, and Python writes the file.
"""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterable
from functools import cache
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from reportqa.errors import IndexProblem
from reportqa.search.hybrid import best_first
from reportqa.search.store import Found

SMALL = 2000
"""Up to this many allowed vectors, a plain product over just those beats FAISS with a selector."""

_HEADER = struct.Struct("<4sqq")
_MAGIC = b"RQF1"


@cache
def _faiss() -> Any:
    """Import FAISS, a fifth of a second: only when vectors are needed."""
    with warnings.catch_warnings():
        # Its SWIG wrapper trips over a deprecation of Python 3.12 that concerns no one else.
        warnings.filterwarnings("ignore", message="builtin type [sS]wig", category=DeprecationWarning)
        import faiss
    return faiss


class FaissStore:
    """A ``VectorStore`` over ``faiss.IndexFlatIP``; a loaded store may be searched by many threads."""

    def __init__(self, dimension: int) -> None:
        """Make an empty store of vectors of ``dimension`` numbers."""
        self.dimension = dimension
        self._ids: NDArray[np.int64] = np.empty(0, np.int64)
        self._positions: dict[int, int] | None = {}
        self._index: Any = _faiss().IndexFlatIP(dimension)

    def __len__(self) -> int:
        """Return how many vectors are held."""
        return len(self._ids)

    def add(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add ``vectors``, shape (n, dim), under ``ids``, shape (n,), each new to the store."""
        ids = np.asarray(ids, np.int64)
        vectors = np.ascontiguousarray(vectors, np.float32)
        if vectors.shape != (len(ids), self.dimension):
            raise ValueError(f"expected vectors of shape {(len(ids), self.dimension)}, found {vectors.shape}")
        if len(np.unique(ids)) != len(ids) or np.isin(ids, self._ids).any():
            raise ValueError("an id is in the store already")
        if len(ids):
            self._index.add(vectors)
            self._ids = np.concatenate([self._ids, ids])
            self._positions = None

    def search(self, query: NDArray[np.float32], limit: int, allowed: Iterable[int] | None = None) -> Found:
        """Return the ``limit`` best for ``query``, shape (dim,); only among ``allowed`` ids if given."""
        query = np.ascontiguousarray(query, np.float32)
        if query.shape != (self.dimension,):
            raise ValueError(f"expected a query of {self.dimension} numbers, found shape {query.shape}")
        positions = None if allowed is None else self._positions_of(allowed)
        size = len(self) if positions is None else len(positions)
        if size == 0 or limit <= 0:
            return []
        if size <= SMALL:
            return self._search_few(query, limit, positions)
        return self._search_many(query, min(limit, size), positions)

    def _positions_of(self, allowed: Iterable[int]) -> NDArray[np.int64]:
        table = self._positions
        if table is None:
            table = self._positions = {int(n): position for position, n in enumerate(self._ids)}
        found = [table[n] for n in set(allowed) if n in table]
        return np.sort(np.asarray(found, np.int64))

    def _vectors(self) -> NDArray[np.float32]:
        """Return the vectors inside FAISS, shape (n, dim), without a copy."""
        flat: NDArray[np.float32] = _faiss().rev_swig_ptr(self._index.get_xb(), len(self) * self.dimension)
        return flat.reshape(len(self), self.dimension)

    def _search_few(
        self, query: NDArray[np.float32], limit: int, positions: NDArray[np.int64] | None
    ) -> Found:
        chosen = self._vectors() if positions is None else self._vectors()[positions]
        ids = self._ids if positions is None else self._ids[positions]
        scores = chosen @ query
        order = np.lexsort((ids, -scores))[:limit]
        return [(int(ids[i]), float(scores[i])) for i in order]

    def _search_many(
        self, query: NDArray[np.float32], limit: int, positions: NDArray[np.int64] | None
    ) -> Found:
        parameters = None
        if positions is not None:
            parameters = _faiss().SearchParameters(sel=_faiss().IDSelectorBatch(positions))
        scores, found = self._index.search(query[None, :], limit + 1, params=parameters)
        pairs = [(int(p), float(s)) for p, s in zip(found[0], scores[0], strict=True) if p >= 0]
        if len(pairs) > limit and pairs[limit][1] == pairs[limit - 1][1]:
            # FAISS keeps any of those that tie for the last place: fetch all of them, the ids decide.
            below = float(np.nextafter(np.float32(pairs[limit][1]), np.float32(-np.inf)))
            _, scores, found = self._index.range_search(query[None, :], below, params=parameters)
            pairs = [(int(p), float(s)) for p, s in zip(found, scores, strict=True)]
        return best_first({int(self._ids[p]): s for p, s in pairs})[:limit]

    def to_bytes(self) -> bytes:
        """Return the whole store as bytes: a header, the ids, FAISS's own serialisation."""
        body: bytes = _faiss().serialize_index(self._index).tobytes()
        return _HEADER.pack(_MAGIC, self.dimension, len(self)) + self._ids.tobytes() + body

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the store that ``to_bytes`` wrote; ``IndexProblem`` if the bytes are none."""
        problem = "The vector file of the index is damaged. Run: reportqa index --rebuild"
        if len(data) < _HEADER.size or data[:4] != _MAGIC:
            raise IndexProblem(problem)
        _, dimension, count = _HEADER.unpack_from(data)
        body = _HEADER.size + 8 * count
        if dimension <= 0 or count < 0 or len(data) < body:
            raise IndexProblem(problem)
        store = cls(dimension)
        try:
            store._index = _faiss().deserialize_index(np.frombuffer(data, np.uint8, offset=body))
        except RuntimeError as error:
            raise IndexProblem(problem) from error
        if store._index.ntotal != count or store._index.d != dimension:
            raise IndexProblem(problem)
        store._ids = np.frombuffer(data, np.int64, count=count, offset=_HEADER.size).copy()
        store._positions = None
        return store
