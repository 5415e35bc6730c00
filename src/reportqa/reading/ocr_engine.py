"""RapidOCR behind two verbs, find and read; its models come from its wheel and nothing is fetched."""

from __future__ import annotations

import functools
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reportqa.errors import MissingPart

Image = NDArray[np.uint8]
"""A grey image, shape (height, width)."""

BATCH = 16
SQUEEZE = 0.7
"""How much narrower lines of Chinese text are made before they are read."""
HEIGHT = 48
"""Height of the recogniser's input; narrower inputs than this square are padded."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Text read from one crop, with the recogniser's confidence in each character."""

    text: str
    scores: tuple[float, ...]

    @property
    def score(self) -> float:
        """The mean over the characters, 0 for nothing."""
        return sum(self.scores) / len(self.scores) if self.scores else 0.0

    @property
    def least(self) -> float:
        """The lowest score of a character, 0 for nothing."""
        return min(self.scores, default=0.0)


class Engine:
    """One RapidOCR with its models loaded; calls come one at a time."""

    def __init__(self, models: Path, threads: int) -> None:
        from rapidocr import RapidOCR

        self._lock = threading.Lock()
        self._ocr: Any = RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.max_side_len": 4000,
                "Global.use_vertical_padding": False,
                "Det.model_path": _model(models, "det"),
                "Rec.model_path": _model(models, "rec"),
                "Rec.rec_img_shape": [3, HEIGHT, HEIGHT],
                "Rec.rec_batch_num": BATCH,
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )
        self._ocr.return_word_box = True  # brings the score of each character

    def find(self, image: Image) -> NDArray[np.float32]:
        """Return the corners of the text lines found, shape (n, 4, 2), in pixels."""
        with self._lock:
            found = self._ocr(_colour(image), use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        return np.zeros((0, 4, 2), np.float32) if boxes is None else np.asarray(boxes, np.float32)

    def read(self, crops: Sequence[Image], squeeze: float = 1.0) -> list[Reading]:
        """Read crops of one line each, made narrower by ``squeeze`` first.

        The time is that of the width: at 0.7 Chinese text reads as well as at 1, at 0.5 a little worse.
        """
        if not crops:
            return []
        with self._lock:
            found = self._ocr.recognize_txt([_colour(_narrowed(crop, squeeze)) for crop in crops])
        return [
            Reading(text, tuple(info.confs)[: len(text)] if text else ())
            for text, info in zip(found.txts, found.word_results, strict=True)
        ]


@functools.cache
def engine() -> Engine:
    """Return the one engine of this process.

    Raises:
        MissingPart: RapidOCR or its models are not installed.

    """
    try:
        import onnxruntime  # noqa: F401
        import rapidocr
    except ImportError as error:
        raise MissingPart("The reader of scans (OCR)", "ocr") from error
    return Engine(Path(str(rapidocr.__file__)).parent / "models", threads())


def threads() -> int:
    """Return how many threads to use: the cores that this process may run on, at most four."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(4, allowed))


def _model(folder: Path, task: str) -> str:
    """Return the model for a task in RapidOCR's wheel; a path given outright keeps it from downloading."""
    found = sorted(folder.glob(f"*_{task}_*.onnx"))
    if not found:
        raise MissingPart(f"The {task} model of RapidOCR (a release that holds it in its wheel)", "ocr")
    return str(found[-1])


def _narrowed(crop: Image, squeeze: float) -> Image:
    """Return a crop made narrower, but no narrower than it is high."""
    high, wide = crop.shape
    target = max(round(wide * squeeze), min(high, wide))
    if target == wide:
        return crop
    return np.asarray(cv2.resize(crop, (target, high), interpolation=cv2.INTER_AREA), np.uint8)


def _colour(image: Image) -> NDArray[np.uint8]:
    return np.repeat(image[:, :, None], 3, axis=2)
