"""The network in onnxruntime: one text a pass, as many passes at once as there are cores."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from reportqa.reader.card import Card, NoReader

Floats = NDArray[np.float32]
T = TypeVar("T")
R = TypeVar("R")


def allowed_threads() -> int:
    """Return how many cores this process may use (containers and ``taskset`` allow fewer)."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


class Network:
    """The graph of the reader; may be shared between threads."""

    def __init__(self, card: Card) -> None:
        """Load the graph. Raises NoReader where its file cannot be read as one."""
        self._reading = _session(card.path("reader.onnx"))

    def read(self, ids: Sequence[int]) -> Floats:
        """Return the last states of a text, shape (tokens, 384)."""
        states: Floats = self._reading.run(["states"], {"ids": np.array([ids], np.int64)})[0][0]
        return states

    def read_question(self, ids: Sequence[int]) -> tuple[Floats, Floats, Floats, float]:
        """Return states, scores of tags (tokens, tags), of intents, and of following on another question."""
        states, tags, intent, follows = self._reading.run(
            ["states", "tags", "intent", "follows"], {"ids": np.array([ids], np.int64)}
        )
        return states[0], tags[0], intent[0], float(follows[0, 0])


def _session(path: Path) -> Any:
    """Open a graph with one thread: texts are short, and run side by side instead."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime has no common base class for what it raises
        first = str(error).splitlines()[0]
        raise NoReader(f"The reader's model: {path} cannot be read ({first[:120]})") from error


def side_by_side(work: Callable[[T], R], items: Sequence[T]) -> list[R]:
    """Return ``work`` of each item, run on all cores; onnxruntime lets go of Python's lock."""
    if len(items) < 2 or allowed_threads() == 1:
        return [work(item) for item in items]
    with ThreadPoolExecutor(allowed_threads()) as pool:
        return list(pool.map(work, items))
