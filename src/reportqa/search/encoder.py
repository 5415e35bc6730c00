"""The encoder: texts to vectors that passages are searched by.

``bundled`` is the trained reader that ships with the program (``reportqa.reader``); a folder or a hub name in the
settings puts any other model in its place, through ``SentenceTransformer``. Only a hub name ever leads to a
download, and only such a model imports torch.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from reportqa.errors import ReportQAError
from reportqa.reader import DIMENSION, NoReader, Reader, allowed_threads, bundled_reader, verify

BUNDLED = "bundled"
_BATCH = 64


class NoEncoder(ReportQAError):
    """The encoder that was asked for cannot be loaded here; search by words still works."""


class Encoder(Protocol):
    """Turns texts into vectors of one space; the one seam for another model, or for a fake."""

    @property
    def name(self) -> str:
        """The name that an index remembers; other vectors, other name."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of questions, shape (n, dim), float32, L2-normalised."""
        ...

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of passages, shape (n, dim), float32, L2-normalised."""
        ...


class SentenceEncoder:
    """An ``Encoder`` over a loaded ``SentenceTransformer``."""

    def __init__(self, name: str, model: Any) -> None:
        """Wrap ``model``; ``name`` goes into the manifest of an index."""
        self.name = name
        self.dimension = int(model.get_embedding_dimension())
        self._model = model

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of questions, shape (n, dim), float32, L2-normalised."""
        return self._encode(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of passages, shape (n, dim), float32, L2-normalised."""
        return self._encode(self._model.encode_document, texts)

    def _encode(self, encode: Any, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        vectors = encode(
            list(texts),
            batch_size=_BATCH,
            show_progress_bar=False,
            convert_to_numpy=True,
            normalize_embeddings=True,
        )
        return np.ascontiguousarray(vectors, np.float32)


class ReaderEncoder:
    """The trained reader as an ``Encoder``."""

    dimension = DIMENSION

    def __init__(self, reader: Reader) -> None:
        """Wrap ``reader``; it loads when first used."""
        self.reader = reader
        self.name = reader.card.name

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of questions, shape (n, dim), float32, L2-normalised."""
        found = [self.reader.query_vector(text) for text in texts]
        return np.stack(found) if found else np.empty((0, self.dimension), np.float32)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of passages, shape (n, dim), float32, L2-normalised."""
        return self.reader.text_vectors(texts)


class LazyEncoder:
    """An ``Encoder`` that loads when first asked for vectors; until then it costs nothing."""

    def __init__(self, name: str = BUNDLED) -> None:
        """Keep the name as the settings give it (see ``load_encoder``)."""
        self.setting = name
        self.name, self.known_dimension = encoder_identity(name)

    @property
    def dimension(self) -> int:
        """The length of a vector; loads the model only if nothing else tells."""
        return self.known_dimension or load_encoder(self.setting).dimension

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of questions, shape (n, dim), float32, L2-normalised."""
        return load_encoder(self.setting).encode_queries(texts)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return vectors of passages, shape (n, dim), float32, L2-normalised."""
        return load_encoder(self.setting).encode_passages(texts)


_LOADING = threading.Lock()


def load_encoder(name: str = BUNDLED) -> Encoder:
    """Return the encoder ``name``; loaded once in a process, however many threads ask.

    ``name`` is ``bundled``, a folder with a sentence-transformers model, or the name of a model on the
    Hugging Face hub.
    """
    with _LOADING:
        return _load(name)


@lru_cache(maxsize=2)
def _load(name: str) -> Encoder:
    if name == BUNDLED:
        return ReaderEncoder(bundled_reader())
    path = Path(name)
    local = path.is_dir()
    if not local and (path.is_absolute() or name.count("/") > 1 or "\\" in name):
        raise NoEncoder(f"Setting encoder: expected a folder with a model, found none at {name}")
    if local:
        _stay_offline()
    _import_torch()
    from sentence_transformers import SentenceTransformer

    try:
        model = SentenceTransformer(name, device="cpu", local_files_only=local)
    except (OSError, ValueError, RuntimeError) as error:
        where = "the folder" if local else "the hub"
        first = next(iter(str(error).splitlines()), type(error).__name__)
        raise NoEncoder(
            f"Setting encoder: the model {name} could not be loaded from {where}: {first}"
        ) from error
    _complete_prompts(model, name)
    return SentenceEncoder(encoder_identity(name)[0], model)


def _stay_offline() -> None:
    # Read by huggingface_hub once, when it is first imported.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")


def _import_torch() -> None:
    import torch

    if torch.get_num_threads() > allowed_threads():
        torch.set_num_threads(allowed_threads())


def _complete_prompts(model: Any, name: str) -> None:
    """Give models of the E5 family the prefixes they were trained with, where their files lack them."""
    family = Path(name).name.lower()
    if "e5-" in family and "instruct" not in family and not any(model.prompts.values()):
        model.prompts.update({"query": "query: ", "document": "passage: "})


def encoder_identity(name: str = BUNDLED) -> tuple[str, int | None]:
    """Return name and dimension of the encoder ``name`` without loading it.

    The dimension is None for a hub model, which only loading tells.
    """
    if name == BUNDLED:
        return bundled_reader().card.name, DIMENSION
    path = Path(name)
    if not path.is_dir():
        return name, None
    return path.name, _folder_dimension(path)


def _folder_dimension(folder: Path) -> int | None:
    for file in [
        *sorted(folder.glob("*_Dense/config.json"), reverse=True),
        *sorted(folder.glob("*_Pooling/config.json")),
        folder / "config.json",
    ]:
        if file.is_file():
            config = json.loads(file.read_text("utf-8"))
            for key in ("out_features", "word_embedding_dimension", "embedding_dimension", "hidden_size"):
                if isinstance(config.get(key), int):
                    return int(config[key])
    return None


def describe_encoder(name: str = BUNDLED) -> dict[str, str | int | None]:
    """Return what ``reportqa doctor`` shows: name, dimension, engine, threads, and a note if one is due.

    Hashes the bundled model's files; never imports torch.
    """
    facts: dict[str, str | int | None] = {"threads": allowed_threads(), "note": ""}
    if name == BUNDLED:
        try:
            card = bundled_reader().card
        except NoReader as error:
            return facts | {"encoder": name, "dimension": None, "engine": "none", "note": str(error)}
        changed = verify(card)
        size = sum(size for size, _ in card.files.values())
        return facts | {
            "encoder": card.name, "dimension": DIMENSION, "engine": "onnxruntime",
            "model": f"{card.folder} ({size / 1e6:.0f} MB)", "note": changed[0] if changed else "",
        }  # fmt: skip
    identity, dimension = encoder_identity(name)
    if dimension is None and not Path(name).is_dir():
        facts["note"] = "a hub model: downloaded by sentence-transformers unless in its cache"
    return facts | {"encoder": identity, "dimension": dimension, "engine": "sentence-transformers"}
