"""The vectors of a generation: written as encoded, searched centred.

``vectors.npy`` keeps them as the encoder gave them, rounded to 16 bits, so that unchanged reports
are copied from build to build without drifting; ``mean.npy`` is their mean; ``vectors.faiss`` is
made from both. An index that grew and one built at once are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from reportqa.errors import IndexProblem, ModelMismatch
from reportqa.search.encoder import Encoder
from reportqa.search.faiss_store import FaissStore
from reportqa.search.hybrid import centre, corpus_mean, normalise
from reportqa.search.manifest import REBUILD

VECTORS_FILE = "vectors.npy"
MEAN_FILE = "mean.npy"
STORE_FILE = "vectors.faiss"
FIGURES_FILE = "figures.npy"
SENTENCES_FILE = "sentences.npy"
_CHUNK = 64
_LONGEST = 1500
"""Characters of a passage that are embedded: three windows of the bundled model."""


def embed_passages(
    encoder: Encoder, texts: Sequence[str], progress: Callable[[int, int], None] | None = None
) -> NDArray[np.float16]:
    """Return vectors of ``texts``, shape (n, dim), rounded to 16 bits; batches hold texts of one length."""
    vectors = np.empty((len(texts), encoder.dimension), np.float16)
    order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
    for start in range(0, len(order), _CHUNK):
        chunk = order[start : start + _CHUNK]
        found = encoder.encode_passages([texts[i][:_LONGEST] for i in chunk])
        if found.shape != (len(chunk), encoder.dimension):
            raise ModelMismatch(f"vectors of shape {(len(chunk), encoder.dimension)}", f"shape {found.shape}")
        vectors[chunk] = found
        if progress is not None:
            progress(start + len(chunk), len(order))
    return vectors


def write_vectors(folder: Path, vectors: NDArray[np.float16]) -> None:
    """Write the three files; row i is passage i."""
    mean = corpus_mean(vectors)
    store = FaissStore(vectors.shape[1])
    for start in range(0, len(vectors), 50_000):
        part = normalise(vectors[start : start + 50_000].astype(np.float32))
        store.add(np.arange(start, start + len(part)), centre(part, mean))
    _save(folder / VECTORS_FILE, vectors)
    _save(folder / MEAN_FILE, np.empty(0, np.float32) if mean is None else mean)
    (folder / STORE_FILE).write_bytes(store.to_bytes())


def read_raw(folder: Path) -> NDArray[np.float16]:
    """Return the vectors as encoded, mapped from the file."""
    vectors: NDArray[np.float16] = _read(folder / VECTORS_FILE, mmap_mode="r")
    return vectors


def write_figures(folder: Path, found: NDArray[np.float16]) -> None:
    """Write the vectors of figures; row i is figure i."""
    _save(folder / FIGURES_FILE, found)


def read_figures(folder: Path) -> NDArray[np.float16]:
    """Return the vectors of figures, mapped from the file."""
    found: NDArray[np.float16] = _read(folder / FIGURES_FILE, mmap_mode="r")
    return found


def write_sentences(folder: Path, found: NDArray[np.float16]) -> None:
    """Write the reader's vectors of passages; row i is passage i."""
    _save(folder / SENTENCES_FILE, found)


def read_sentences(folder: Path) -> NDArray[np.float16]:
    """Return the reader's vectors of passages, mapped from the file; where the reader is the encoder, they are its."""
    own = folder / SENTENCES_FILE
    found: NDArray[np.float16] = _read(own if own.is_file() else folder / VECTORS_FILE, mmap_mode="r")
    return found


class DenseIndex:
    """The vectors of a generation, loaded for searching."""

    def __init__(self, folder: Path) -> None:
        """Read the files."""
        mean = _read(folder / MEAN_FILE)
        self._mean = mean if len(mean) else None
        try:
            data = (folder / STORE_FILE).read_bytes()
        except OSError as error:
            raise IndexProblem(
                f"{folder / STORE_FILE} cannot be read: {error.strerror}. {REBUILD}"
            ) from error
        self.store = FaissStore.from_bytes(data)

    def search(
        self, query: NDArray[np.float32], limit: int, allowed: Sequence[range] | None
    ) -> list[tuple[int, float]]:
        """Return (passage, score) pairs for a query vector as encoded, shape (dim,)."""
        centred = centre(query[None, :], self._mean)[0]
        ids = None if allowed is None else (n for rows in allowed for n in rows)
        return self.store.search(centred, limit, ids)


def _save(path: Path, array: NDArray[np.generic]) -> None:
    with path.open("wb") as file:
        np.save(file, array, allow_pickle=False)


def _read(path: Path, mmap_mode: Literal["r"] | None = None) -> NDArray[Any]:
    try:
        array: NDArray[Any] = np.load(path, mmap_mode=mmap_mode, allow_pickle=False)
    except OSError as error:
        raise IndexProblem(f"{path} cannot be read: {error.strerror or error}. {REBUILD}") from error
    except ValueError as error:
        raise IndexProblem(f"{path} is damaged. {REBUILD}") from error
    return array
