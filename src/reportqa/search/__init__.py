"""Search: reports and figures into an index folder; a query into ranked passages, explained.

``build_generation`` writes an index, ``open_generation`` reads one; nothing heavy (torch, faiss,
jieba's dictionary) is imported before a question needs it.
"""

from __future__ import annotations

from reportqa.search.build import build_generation
from reportqa.search.encoder import (
    Encoder,
    LazyEncoder,
    NoEncoder,
    describe_encoder,
    encoder_identity,
    load_encoder,
)
from reportqa.search.figure_list import FigureList, FigureQuery
from reportqa.search.generation import Generation, Hit, open_generation
from reportqa.search.layout import current_generation
from reportqa.search.manifest import Manifest
from reportqa.search.passages import Passage, split_passages
from reportqa.search.segment import Segmenter
from reportqa.search.textdb import CachedEntry, IndexEntry, ReportRow, cached_entries

__all__ = [
    "CachedEntry",
    "Encoder",
    "FigureList",
    "FigureQuery",
    "Generation",
    "Hit",
    "IndexEntry",
    "LazyEncoder",
    "Manifest",
    "NoEncoder",
    "Passage",
    "ReportRow",
    "Segmenter",
    "build_generation",
    "cached_entries",
    "current_generation",
    "describe_encoder",
    "encoder_identity",
    "load_encoder",
    "open_generation",
    "split_passages",
]
