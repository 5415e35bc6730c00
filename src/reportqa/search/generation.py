"""Reading a generation: its reports, figures and passages, and search over them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from reportqa.errors import IndexProblem, NoIndex
from reportqa.model import Figure, Language, Report
from reportqa.search import lexical
from reportqa.search.build import WORDS_FILE
from reportqa.search.encoder import BUNDLED, Encoder, LazyEncoder, NoEncoder
from reportqa.search.figure_list import FigureList, FigureQuery, FigureTable
from reportqa.search.hybrid import fuse
from reportqa.search.layout import current_folder, current_generation
from reportqa.search.manifest import REBUILD, Manifest, check_encoder, read_manifest, verify_files
from reportqa.search.passages import Passage, split_passages
from reportqa.search.segment import Segmenter
from reportqa.search.textdb import TEXT_FILE, ReportRow, TextReader
from reportqa.search.vectors import DenseIndex, read_figures, read_sentences

DEPTH = 100
"""How far down each ranking goes before they are fused."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found.

    ``why`` holds its rank (from 1) and score in each ranking that has it: ``dense_rank``, ``dense_score`` (cosine after centring), ``lexical_rank``, ``lexical_score`` (BM25).
    """

    passage: Passage
    score: float
    why: Mapping[str, float | int]


class Generation:
    """One generation of an index, read-only; may be shared between threads. Close it when done."""

    def __init__(self, folder: Path, encoder: Encoder) -> None:
        """Open ``folder``; ``encoder`` loads when a question first needs vectors."""
        self.folder = folder
        self.manifest: Manifest = read_manifest(folder)
        self.segmenter = Segmenter((folder / WORDS_FILE).read_text("utf-8").split("\n"))
        self.no_dense: str = "" if self.manifest.encoder else "the index was built without vectors"
        """Why only words are searched; empty while vectors are."""
        self._encoder = encoder
        self._reader = TextReader(folder / TEXT_FILE)
        self._loading = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files."""
        self._reader.close()

    @property
    def id(self) -> str:
        """Short id of the generation, shown in answers."""
        return self.manifest.id

    def is_current(self) -> bool:
        """Whether the index still points here; a server polls this to follow a new build."""
        return current_generation(self.folder.parent) == self.folder.name

    def verify(self) -> list[str]:
        """Hash all files again; one line for each that is not as it was written."""
        return verify_files(self.folder, self.manifest)

    def warm(self) -> None:
        """Load dictionary, columns of figures, vectors and encoder, as a server does when it starts."""
        self.segmenter.load()
        self._figure_table.load()
        self._query_vector("预热")

    def reports(self) -> list[ReportRow]:
        """Return all reports without their texts, in the order they were given to the build."""
        return list(self._reader.rows)

    def report(self, report_id: str) -> Report:
        """Return a whole report; ``KeyError`` if there is none of that id."""
        return self._reader.report(report_id)

    def passages(self, report_id: str) -> list[Passage]:
        """Return a report's passages in reading order; ``KeyError`` if there is no such report."""
        return split_passages(self.report(report_id))

    def figures(
        self,
        report_id: str | None = None,
        agency: str | None = None,
        year: int | None = None,
        indicator: str | None = None,
    ) -> list[Figure]:
        """Return figures, all conditions holding, in order of reports and place."""
        ids = [
            row.id
            for row in self._reader.rows
            if (report_id is None or row.id == report_id)
            and (agency is None or row.agency == agency)
            and (year is None or row.year == year)
        ]
        if indicator is not None and len(ids) > 1:
            return self._reader.figures_with(indicator, None if len(ids) == len(self._reader.rows) else ids)
        found = (figure for i in ids for figure in self._reader.figures_of(i))
        return [f for f in found if indicator is None or f.indicator == indicator]

    def figure_vectors(self, report_id: str) -> NDArray[np.float32]:
        """Return the reader's vectors of a report's figures, shape (figures, 384), in the order of ``figures``."""
        numbers = self._reader.figure_spans[report_id]
        return self._figure_vectors[numbers.start : numbers.stop].astype(np.float32)

    def sentence_vectors(self, report_id: str) -> NDArray[np.float32]:
        """Return the reader's vectors of a report's passages, shape (passages, 384), in the order of ``passages``."""
        numbers = self._reader.spans[report_id]
        return self._sentence_vectors[numbers.start : numbers.stop].astype(np.float32)

    @cached_property
    def _sentence_vectors(self) -> NDArray[np.float16]:
        if self.manifest.reader is None:
            raise IndexProblem(f"The index in {self.folder.parent} has no vectors of sentences. {REBUILD}")
        return read_sentences(self.folder)

    @cached_property
    def _figure_vectors(self) -> NDArray[np.float16]:
        if self.manifest.reader is None:
            raise IndexProblem(f"The index in {self.folder.parent} has no vectors of figures. {REBUILD}")
        return read_figures(self.folder)

    def find_figures(self, query: FigureQuery) -> FigureList:
        """Return figures by condition and order; those that are not looked at are not decoded."""
        return self._figure_table.find(query)

    def figures_about(
        self, indicators: Collection[str], report_ids: Collection[str]
    ) -> dict[str, list[Figure]]:
        """Return the figures of these indicators by report, with the others of their sentences, in order."""
        return self._reader.figures_about(indicators, report_ids)

    def search(
        self,
        query: str,
        *,
        report_ids: Collection[str] | None = None,
        limit: int = 20,
        dense: bool = True,
        language: Language = "zh",
        terms: Sequence[str] = (),
    ) -> list[Hit]:
        """Return the best passages for ``query``, only in ``report_ids`` if given.

        Vectors and words each rank, and the ranks are fused. ``terms`` are further Chinese words to
        look for, as a catalogue or dictionary gives for an English question; for ``language`` "en"
        the words of the question itself are not looked up (fused in, they make English worse).
        """
        if limit <= 0:
            raise ValueError(f"expected a limit above 0, found {limit}")
        allowed = self._allowed(report_ids)
        depth = max(limit, DEPTH)
        by_words = self._rank_words("" if language == "en" else query, terms, depth, allowed)
        by_vector = self._rank_vectors(query, depth, allowed) if dense else []
        rankings = {"dense": by_vector, "lexical": by_words}
        fused = fuse([[n for n, _ in ranking] for ranking in rankings.values()])
        best = list(fused.items())[:limit]
        places = {name: {n: (i, s) for i, (n, s) in enumerate(r, start=1)} for name, r in rankings.items()}
        found = self._reader.passages([n for n, _ in best])
        return [Hit(found[n], score, _explain(n, places)) for n, score in best]

    def _allowed(self, report_ids: Collection[str] | None) -> list[range] | None:
        """Return the passages of the reports as few stretches, in order; None for all of them."""
        if report_ids is None:
            return None
        spans = sorted(
            (self._reader.spans[i] for i in set(report_ids) & self._reader.spans.keys()),
            key=lambda r: r.start,
        )
        joined: list[range] = []
        for span in spans:
            if joined and joined[-1].stop == span.start:
                joined[-1] = range(joined[-1].start, span.stop)
            elif span:
                joined.append(span)
        return joined

    def _rank_words(
        self, query: str, terms: Sequence[str], depth: int, allowed: list[range] | None
    ) -> list[tuple[int, float]]:
        words = self.segmenter.cut_for_search(query) if query else []
        words += [word for term in terms for word in self.segmenter.cut_for_search(term)]
        with self._reader.connection() as db:
            return lexical.rank(db, words, depth, allowed)

    def _rank_vectors(self, query: str, depth: int, allowed: list[range] | None) -> list[tuple[int, float]]:
        if allowed == []:
            return []
        vector = self._query_vector(query)
        return [] if vector is None else self._dense.search(vector, depth, allowed)

    @cached_property
    def _figure_table(self) -> FigureTable:
        return FigureTable(self._reader)

    @cached_property
    def _dense(self) -> DenseIndex:
        return DenseIndex(self.folder)

    def _query_vector(self, query: str) -> NDArray[np.float32] | None:
        """Return the vector of ``query``, None where the encoder is not to be had (then say so)."""
        if self.no_dense:
            return None
        try:
            vector: NDArray[np.float32] = self._encoder.encode_queries([query])[0]
        except NoEncoder as error:
            self.no_dense = str(error)
            _LOG.warning("Only words are searched: %s", error)
            return None
        check_encoder(self.manifest, self._encoder.name, len(vector))
        with self._loading:
            _ = self._dense
        return vector


def _explain(n: int, places: Mapping[str, Mapping[int, tuple[int, float]]]) -> dict[str, Any]:
    why: dict[str, Any] = {}
    for name, ranking in places.items():
        if n in ranking:
            rank, score = ranking[n]
            why[f"{name}_rank"], why[f"{name}_score"] = rank, round(score, 4)
    return why


def open_generation(
    index_dir: str | Path, *, expect_encoder: str | None = BUNDLED, encoder: Encoder | None = None
) -> Generation:
    """Open the current generation of an index.

    ``expect_encoder`` is the encoder of the settings; ``ModelMismatch`` if the index was built with
    another (None: whatever built it). ``encoder`` hands in a loaded one instead.
    """
    used = encoder or LazyEncoder(expect_encoder or BUNDLED)
    for attempt in (1, 2):
        folder = current_folder(index_dir)
        try:
            generation = Generation(folder, used)
            break
        except (IndexProblem, FileNotFoundError) as error:
            # Two builds may have ended between reading CURRENT and opening the files.
            if attempt == 2 or current_generation(index_dir) == folder.name:
                raise error if isinstance(error, IndexProblem) else NoIndex(str(index_dir)) from error
    if encoder is None and expect_encoder is None:
        return generation
    try:
        dimension = used.known_dimension if isinstance(used, LazyEncoder) else used.dimension
        check_encoder(generation.manifest, used.name, dimension)
    except IndexProblem:
        generation.close()
        raise
    return generation
