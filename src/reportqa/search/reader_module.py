"""The trained reader as a module of sentence-transformers, so that its folder loads as any other model.

Importing this module imports torch (seconds); the program itself never does.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule

from reportqa.reader import DIMENSION, Reader, read_card
from reportqa.reader.card import CARD

PROMPTS = {"query": "query: ", "document": "passage: "}


class ReaderModule(InputModule):  # type: ignore[misc]  # the library is untyped
    """Texts in, ``sentence_embedding`` out: ``SentenceTransformer(folder, prompts=PROMPTS)``."""

    def __init__(self, reader: Reader) -> None:
        """Wrap ``reader``."""
        super().__init__()
        self.reader = reader

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Hand the texts on; the prompt must be one of the two that the network was trained with."""
        if prompt not in PROMPTS.values():
            allowed = ", ".join(repr(p) for p in PROMPTS.values())
            raise ValueError(f"expected one of the prompts {allowed}, found {prompt!r}")
        return {"texts": list(inputs), "is_query": prompt == PROMPTS["query"]}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Add ``sentence_embedding``, shape (n, dim), to ``features``."""
        texts = features["texts"]
        if features["is_query"]:
            vectors = np.stack([self.reader.query_vector(text) for text in texts])
        else:
            vectors = self.reader.text_vectors(texts)
        return {**features, "sentence_embedding": torch.from_numpy(vectors)}

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return DIMENSION

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Copy the model's files to ``output_path``."""
        card = self.reader.card
        for name in (CARD, *card.files):
            shutil.copyfile(card.path(name), Path(output_path) / name)

    @classmethod
    def load(cls, model_name_or_path: str, *args: Any, **kwargs: Any) -> Self:
        """Read the model of a folder; NoReader where its files are not whole."""
        return cls(Reader(read_card(Path(model_name_or_path))))
