"""Building a generation: everything is written beside the old index, then switched in one step."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportqa.errors import IndexProblem, ReportQAError
from reportqa.reader import DIMENSION, Reader
from reportqa.search import layout, vectors
from reportqa.search.encoder import Encoder
from reportqa.search.manifest import FORMAT, Manifest, describe_file, read_manifest, write_manifest
from reportqa.search.segment import Segmenter
from reportqa.search.textdb import TEXT_FILE, CachedEntry, IndexEntry, TextReader, TextWriter

WORDS_FILE = "words.txt"
Progress = Callable[[str, int, int], None]
"""Called with a stage (``passages``, ``vectors``, ``write``), how much is done, and of how much."""


@dataclass(frozen=True, slots=True)
class _Old:
    """The generation that is current while the next one is built."""

    folder: Path
    manifest: Manifest
    reader: TextReader

    def has_vectors_of(self, encoder: Encoder) -> bool:
        return self.manifest.encoder == encoder.name and self.manifest.dimension == encoder.dimension

    def has_figures_of(self, reader: Reader) -> bool:
        return self.manifest.reader == reader.card.name


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be built."""

    entries: Sequence[IndexEntry | CachedEntry]
    encoder: Encoder | None
    reader: Reader | None
    segmenter: Segmenter
    words: str
    fingerprint: str
    id: str


def build_generation(
    index_dir: str | Path,
    entries: Sequence[IndexEntry | CachedEntry],
    *,
    encoder: Encoder | None,
    reader: Reader | None = None,
    words: Iterable[str] = (),
    fingerprint: str = "",
    progress: Progress | None = None,
    embed: bool = True,
    rebuild: bool = False,
) -> Manifest:
    """Build an index of ``entries`` in ``index_dir`` and make it the current one.

    Reports whose key is in the current index are copied from it, vectors included. Nothing is
    written if the index would be the same. ``encoder`` None, or ``embed`` False, makes an index of
    words alone; ``reader`` gives every figure its vector; ``words`` are agency names and terms for the
    segmenter. ``rebuild`` starts afresh.
    """
    ids = [e.row.id if isinstance(e, CachedEntry) else e.report.id for e in entries]
    if len(set(ids)) != len(ids):
        twice = next(i for i in ids if ids.count(i) > 1)
        raise ValueError(f"expected each report once, found two of id {twice}")
    if not embed:
        encoder = None
    segmenter = Segmenter(words)
    digest = _digest("\n".join(segmenter.words))
    read_by = reader.card.name if reader else None
    parts = [FORMAT, encoder and encoder.name, encoder and encoder.dimension, read_by, digest, fingerprint]
    identity = _digest(json.dumps([*parts, [e.key for e in entries]]))[:8]
    plan = _Plan(entries, encoder, reader, segmenter, digest, fingerprint, identity)
    folder = Path(index_dir)
    built = None if rebuild else _built_already(folder, plan.id)
    if built is not None:
        return built
    with layout.writing(folder), layout.build_lock(folder):
        old = None if rebuild else _current(folder)
        try:
            layout.sweep(folder, keep=_generations(folder))
            with layout.building_folder(folder) as building:
                manifest = _write(building, plan, old, progress or _silent)
                layout.publish(folder, building, manifest.id)
        finally:
            if old is not None:
                old.reader.close()
    return manifest


def _silent(_stage: str, _done: int, _total: int) -> None:
    pass


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _generations(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("gen-*")}


def _built_already(index_dir: Path, generation: str) -> Manifest | None:
    """Return the current manifest if it is that of ``generation``; needs no right to write."""
    try:
        manifest = read_manifest(layout.current_folder(index_dir))
    except ReportQAError:
        return None
    return manifest if manifest.id == generation else None


def _current(index_dir: Path) -> _Old | None:
    """Return the current generation if it can be copied from; a damaged one is built anew."""
    try:
        folder = layout.current_folder(index_dir)
        return _Old(folder, read_manifest(folder), TextReader(folder / TEXT_FILE))
    except ReportQAError:
        return None


def _write(folder: Path, plan: _Plan, old: _Old | None, progress: Progress) -> Manifest:
    same_words = old is not None and old.manifest.words == plan.words
    old_file = None if old is None else old.folder / TEXT_FILE
    writer = None
    try:
        writer = TextWriter(folder / TEXT_FILE, plan.segmenter, old_file, same_words=same_words)
        origins = _write_text(writer, plan, old, progress)
        writer.finish()
        _write_vectors(folder, writer, plan, origins, old, progress)
    except sqlite3.Error as error:
        raise IndexProblem(
            f"The index could not be written to {folder.parent}: {error}. What was there before is unchanged"
        ) from error
    finally:
        if writer is not None:
            writer.close()
    progress("write", 0, 1)
    (folder / WORDS_FILE).write_text("\n".join(plan.segmenter.words) + "\n", "utf-8")
    manifest = Manifest(
        format=FORMAT,
        id=plan.id,
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        encoder=plan.encoder.name if plan.encoder else None,
        dimension=plan.encoder.dimension if plan.encoder else 0,
        reports=writer.reports,
        passages=writer.passages,
        figures=writer.figures,
        vectors=writer.passages if plan.encoder else 0,
        fingerprint=plan.fingerprint,
        words=plan.words,
        reader=plan.reader.card.name if plan.reader else None,
        files={path.name: describe_file(path) for path in sorted(folder.iterdir())},
    )
    write_manifest(folder, manifest)
    progress("write", 1, 1)
    return manifest


@dataclass(frozen=True, slots=True)
class _Origin:
    """A report's passages and figures by number, and those of the old index they were copied from (None: read anew)."""

    entry: IndexEntry | CachedEntry
    passages: range
    figures: range
    old_passages: range | None = None
    old_figures: range | None = None


def _write_text(writer: TextWriter, plan: _Plan, old: _Old | None, progress: Progress) -> list[_Origin]:
    known = {} if old is None else {old.reader.keys[row.id]: row for row in old.reader.rows}
    origins: list[_Origin] = []
    for done, entry in enumerate(plan.entries, start=1):
        row = known.get(entry.key)
        entry_id = entry.row.id if isinstance(entry, CachedEntry) else entry.report.id
        first = writer.figures
        if old is not None and row is not None and row.id == entry_id:
            span = old.reader.spans[row.id]
            cached = CachedEntry(entry.key, row, old.reader)
            passages = writer.copy(cached, old.reader.numbers[row.id], span.start)
            figures = old.reader.figure_spans[row.id]
            origins.append(_Origin(cached, passages, range(first, writer.figures), span, figures))
        else:
            origins.append(_Origin(entry, writer.add(entry), range(first, writer.figures)))
        progress("passages", done, len(plan.entries))
    return origins


def _write_vectors(
    folder: Path, writer: TextWriter, plan: _Plan, origins: Sequence[_Origin], old: _Old | None, progress: Progress
) -> None:  # fmt: skip
    """Write the vectors of figures and sentences, which the reader gives, and those of passages, which the encoder gives.

    One pass of the reader over a window gives all that stands in it; where the encoder is the reader, its vectors
    of sentences are those of passages.
    """
    reader, encoder = plan.reader, plan.encoder
    together = reader is not None and encoder is not None and encoder.name == reader.card.name
    fresh: list[range] = []
    passages = None
    if encoder is not None and not together:
        passages = np.empty((writer.passages, encoder.dimension), np.float16)
        before = vectors.read_raw(old.folder) if old and old.has_vectors_of(encoder) else None
        for origin in origins:
            if before is not None and origin.old_passages is not None:
                passages[_rows(origin.passages)] = before[_rows(origin.old_passages)]
            else:
                fresh.append(origin.passages)
        _embed(passages, fresh, writer, encoder, progress)
    if reader is not None:
        figures, sentences = _read_all(reader, writer, origins, old, progress)
        vectors.write_figures(folder, figures)
        if together:
            passages = sentences
        else:
            vectors.write_sentences(folder, sentences)
    if passages is not None:
        vectors.write_vectors(folder, passages)


def _read_all(
    reader: Reader, writer: TextWriter, origins: Sequence[_Origin], old: _Old | None, progress: Progress
) -> tuple[NDArray[np.float16], NDArray[np.float16]]:
    """Return the reader's vectors of all figures and all passages, those of unchanged reports from the old index."""
    figures = np.empty((writer.figures, DIMENSION), np.float16)
    sentences = np.empty((writer.passages, DIMENSION), np.float16)
    known = old if old is not None and old.has_figures_of(reader) else None
    figures_before = vectors.read_figures(known.folder) if known else None
    sentences_before = vectors.read_sentences(known.folder) if known else None
    for done, origin in enumerate(origins, start=1):
        mine, said = _rows(origin.figures), _rows(origin.passages)
        if (
            figures_before is not None and sentences_before is not None
            and origin.old_figures is not None and origin.old_passages is not None
        ):  # fmt: skip
            figures[mine] = figures_before[_rows(origin.old_figures)]
            sentences[said] = sentences_before[_rows(origin.old_passages)]
            continue
        spans = [(p.start, p.end) for p in writer.read(origin.passages)]
        figures[mine], sentences[said] = reader.report_vectors(
            origin.entry.report, origin.entry.figures, spans
        )
        progress("vectors", done, len(origins))
    return figures, sentences


def _rows(numbers: range) -> slice:
    return slice(numbers.start, numbers.stop)


def _embed(
    raw: NDArray[np.float16], fresh: Sequence[range], writer: TextWriter, encoder: Encoder, progress: Progress
) -> None:  # fmt: skip
    texts = [passage.searched for numbers in fresh for passage in writer.read(numbers)]
    rows = np.fromiter((n for numbers in fresh for n in numbers), np.int64)
    if len(rows):
        raw[rows] = vectors.embed_passages(
            encoder, texts, lambda done, total: progress("vectors", done, total)
        )
