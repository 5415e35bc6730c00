"""The trained reader.

In come reports with their figures, and questions; out go vectors to compare, labels of a question's words
(whose, which part, when), its intent, and whether it follows on another. It never states a figure and never
decides; ``answering`` does. The model's files are in ``model/``; ``training/`` made them.
"""

from __future__ import annotations

from reportqa.reader.card import Card, NoReader, bundled_folder, read_card, verify
from reportqa.reader.network import allowed_threads
from reportqa.reader.question import Glance, QuestionReading
from reportqa.reader.reading import DIMENSION, Reader, bundled_reader
from reportqa.reader.windows import Window, placed, windows

__all__ = [
    "DIMENSION",
    "Card",
    "Glance",
    "NoReader",
    "QuestionReading",
    "Reader",
    "Window",
    "allowed_threads",
    "bundled_folder",
    "bundled_reader",
    "placed",
    "read_card",
    "verify",
    "windows",
]
