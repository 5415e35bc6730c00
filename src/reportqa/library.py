"""The two verbs of the package: open or build a library of reports, and ask it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
from numpy.typing import NDArray

from reportqa.answering.answer import Answerer
from reportqa.answering.views import FigureView, views
from reportqa.corpus import Progress, Reading, read_corpus
from reportqa.errors import ModelMismatch, ReportQAError
from reportqa.figures.catalogue import Catalogue
from reportqa.model import Answer, Figure, Language, Report
from reportqa.reader import Reader, bundled_reader
from reportqa.search import (
    CachedEntry,
    FigureQuery,
    Generation,
    Hit,
    LazyEncoder,
    ReportRow,
    Segmenter,
    build_generation,
    cached_entries,
    encoder_identity,
    open_generation,
)

if TYPE_CHECKING:
    from reportqa.llm import LanguageModel

_VIEWS_KEPT = 128
"""Reports whose figures are kept ready for matching."""


_WARMING = (
    "教肓局2020年收到多少件申请",
    "How many requests did the education bureau of Shili, kejiju, recieve in 2020?",
    "Requests to Xinhe County in 2019?",
)
"""Questions, misspelt on purpose or of an unknown place, that need every dictionary."""


class Library:
    """A library of published reports that answers questions with figure, quote and place.

    Made by ``Library.open(index)`` or ``Library.build(corpus, index)``; safe to use from several threads.
    """

    def __init__(
        self,
        generation: Generation,
        corpus: Path | None = None,
        reading: Reading | None = None,
        language_model: LanguageModel | None = None,
    ) -> None:
        self._generation = generation
        self._corpus = corpus
        self._language_model = language_model
        self.reading = reading
        """What the build that made this library read and refused; None if it was opened."""
        self._catalogue = Catalogue.load()
        self._views: OrderedDict[str, Sequence[FigureView]] = OrderedDict()
        self._lock = threading.Lock()
        self._rows = tuple(sorted(generation.reports(), key=lambda r: (r.agency, r.year or 0, r.id)))
        self._answerer = Answerer(self, self._catalogue, generation.segmenter)

    @classmethod
    def open(
        cls,
        index: str | Path = "index",
        *,
        encoder: str | None = "bundled",
        corpus: str | Path | None = None,
        language_model: LanguageModel | None = None,
    ) -> Self:
        """Open the index in ``index``.

        ``encoder`` is the one set (``none`` searches words alone); ``corpus`` the folder of the
        published files, for downloads; ``language_model`` may reword answers and questions
        (``reportqa.llm``), figures and quotes never come from it.

        Raises:
            NoIndex: there is none.
            ModelMismatch: it was built with another encoder, or another version of the trained reader.
            NoReader: the trained reader's files are not whole.
        """
        expect = None if encoder in {None, "none"} else encoder
        generation = open_generation(index, expect_encoder=expect)
        if encoder == "none":
            generation.no_dense = "vectors are switched off by the setting encoder = none"
        reader = bundled_reader().card.name
        if generation.manifest.reader != reader:
            found = generation.manifest.reader or "no reader"
            generation.close()
            raise ModelMismatch(f"reader {found}", reader)
        return cls(generation, Path(corpus) if corpus else None, language_model=language_model)

    @classmethod
    def build(
        cls,
        corpus: str | Path = "corpus",
        index: str | Path = "index",
        *,
        encoder: str = "bundled",
        rebuild: bool = False,
        progress: Progress | None = None,
    ) -> Self:
        """Read the reports of ``corpus``, write the index and open it; unchanged reports are taken over.

        Raises:
            ReportQAError: the corpus is no folder, or the index cannot be written.
        """
        cached = {} if rebuild else cached_entries(index)
        reading = read_corpus(Path(corpus), cached, progress)
        dense = None if encoder == "none" else LazyEncoder(encoder)
        agencies = [e.row.agency if isinstance(e, CachedEntry) else e.report.agency for e in reading.entries]
        build_generation(
            index,
            reading.entries,
            encoder=dense,
            reader=bundled_reader(),
            words=trade_words(agencies),
            rebuild=rebuild,
            progress=progress,
        )
        library = cls.open(index, encoder=encoder, corpus=corpus)
        library.reading = reading
        return library

    def add(self, path: str | Path) -> Reading:
        """Read a file or folder without changing the library, to see what it holds.

        Copying files into the corpus and building again is ``reportqa add``'s work.
        """
        target = Path(path)
        if target.is_dir():
            return read_corpus(target)
        raise ReportQAError(f"Expected a folder, found {target}. Use reportqa add for single files")

    def ask(self, question: str, *, after: Answer | None = None, language: str | None = None) -> Answer:
        """Answer a question in Chinese or English.

        ``after`` is the answer that a follow-up follows; ``language`` (``zh`` or ``en``) that of the
        reply, else the question's. A refusal to answer is a status of the answer, never an exception.
        """
        spoken: Language | None = "en" if language == "en" else "zh" if language == "zh" else None
        answer = self._answerer.ask(question, after=after, language=spoken)
        if self._language_model is None:
            return answer
        from reportqa.llm import assist

        spoken = answer.language
        return assist(
            answer,
            self._language_model,
            question,
            lambda text: self._answerer.ask(text, after=after, language=spoken),
        )

    def figures(
        self,
        *,
        agency: str | None = None,
        year: int | None = None,
        indicator: str | None = None,
        report: str | None = None,
    ) -> list[Figure]:
        """Return figures; ``agency`` is a full name, a short one, or any part of one."""
        if agency is None:
            return self._generation.figures(report, None, year, indicator)
        names = self._answerer.agencies_like(agency)
        return [f for name in names for f in self._generation.figures(report, name, year, indicator)]

    def find_figures(self, query: FigureQuery) -> Sequence[Figure]:
        """Return figures by condition and order, as a sequence that reads them when they are asked for."""
        return self._generation.find_figures(query)

    def agencies_like(self, name: str) -> tuple[str, ...]:
        """Return the agencies that a full name, a short one or any part of one fits."""
        return self._answerer.agencies_like(name)

    def reports(self) -> list[ReportRow]:
        """Return the reports as rows of a list, sorted by agency and year."""
        return list(self.rows())

    def report(self, report_id: str) -> Report:
        """Return a whole report; KeyError if there is none of that id."""
        return self._generation.report(report_id)

    def indicators(self) -> list[tuple[str, str, str, str]]:
        """Return the catalogue: id, Chinese label, English label, unit."""
        return [(i.id, i.zh, i.en, i.unit) for i in self._catalogue]

    def source_path(self, report_id: str) -> Path | None:
        """Return the published file, None where the corpus is not at hand."""
        if self._corpus is None:
            return None
        path = (self._corpus / self.report(report_id).source).resolve()
        inside = path.is_relative_to(self._corpus.resolve())
        return path if inside and path.is_file() else None

    @property
    def index_id(self) -> str:
        """The generation of the index."""
        return self._generation.id

    @property
    def built(self) -> str:
        """When the index was built, ISO time."""
        return self._generation.manifest.built

    @property
    def no_dense(self) -> str:
        """Why only words are searched; empty while vectors are."""
        return self._generation.no_dense

    def is_current(self) -> bool:
        """Whether no newer generation has been built."""
        return self._generation.is_current()

    def warm(self) -> None:
        """Load dictionaries, readings of names, vectors and encoder, as a server does in the background."""
        self._generation.warm()
        for question in _WARMING:
            self._answerer.ask(question)

    def close(self) -> None:
        """Close the index."""
        self._generation.close()

    def rows(self) -> Sequence[ReportRow]:
        """Return all reports, sorted by agency and year."""
        return self._rows

    def report_figures(self, report_id: str) -> Sequence[Figure]:
        """Return the figures of one report."""
        return self._generation.figures(report_id)

    def views(self, report_id: str) -> Sequence[FigureView]:
        """Return the figures of one report ready for matching."""
        with self._lock:
            kept = self._views.get(report_id)
            if kept is not None:
                self._views.move_to_end(report_id)
                return kept
        made = views(self.report(report_id), self.report_figures(report_id), self.segmenter)
        with self._lock:
            self._views[report_id] = made
            while len(self._views) > _VIEWS_KEPT:
                self._views.popitem(last=False)
        return made

    def views_about(
        self, indicators: Collection[str], reports: Sequence[Report]
    ) -> Mapping[str, Sequence[FigureView]]:
        """Return the figures of a few indicators, and of their sentences, by report, ready for matching."""
        found = self._generation.figures_about(indicators, [report.id for report in reports])
        return {r.id: views(r, found[r.id], self.segmenter) for r in reports if r.id in found}

    def search(
        self, query: str, report_ids: Collection[str], limit: int, *, dense: bool, language: str
    ) -> Sequence[Hit]:
        """Return ranked passages of these reports."""
        spoken: Language = "en" if language == "en" else "zh"
        return self._generation.search(
            query, report_ids=report_ids, limit=limit, dense=dense, language=spoken
        )

    @property
    def reader(self) -> Reader:
        """The trained reader that chooses figures."""
        return bundled_reader()

    def figure_vectors(self, report_id: str) -> NDArray[np.float32]:
        """Return the reader's vectors of a report's figures, shape (figures, 384), in their order."""
        return self._generation.figure_vectors(report_id)

    def sentence_vectors(self, report_id: str) -> NDArray[np.float32]:
        """Return the reader's vectors of a report's passages, shape (passages, 384), in their order."""
        return self._generation.sentence_vectors(report_id)

    @property
    def segmenter(self) -> Segmenter:
        """The segmenter of the index."""
        return self._generation.segmenter


def trade_words(agencies: Iterable[str]) -> list[str]:
    """Return the words that jieba's dictionary is given: agencies with their short forms, catalogue terms."""
    from reportqa.answering.abbreviations import aliases

    words = {alias for name in agencies if name for alias in aliases(name) if len(alias) >= 3}
    words |= {
        "政府信息公开",
        "依申请公开",
        "主动公开",
        "行政复议",
        "行政诉讼",
        "政协提案",
        "人大代表建议",
        "规范性文件",
        "政务公开",
        "信息处理费",
        "新闻发布会",
        "微信公众号",
        "公众号",
        "微信号",
        "官微",
        "政务新媒体",
        "粉丝",
        "短视频",
        "阅读量",
        "浏览量",
        "点击量",
        "播放量",
        "访问量",
        "关注用户",
        "抖音",
        "常务会议",
        "随迁子女",
    }
    return sorted(words)


def describe(encoder: str) -> str:
    """Name the encoder of the settings with its dimension."""
    name, dimension = encoder_identity(encoder)
    return f"{name} ({dimension} numbers)" if dimension else name
