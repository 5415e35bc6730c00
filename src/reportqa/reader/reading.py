"""The trained reader: passages and questions to vectors, questions to labels."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reportqa.model import Figure, Report
from reportqa.reader.card import Card, NoReader, bundled_folder, read_card
from reportqa.reader.cells import cell_text, is_cell
from reportqa.reader.network import Network, side_by_side
from reportqa.reader.pooling import encode_passage, figure_vectors, number_places, sentence_places, unit
from reportqa.reader.question import Glance, QuestionReading, bare_question, softmax, spans_of
from reportqa.reader.tokens import PASSAGE, QUERY, Tokens
from reportqa.reader.windows import Window, placed, windows

DIMENSION = 384
LONGEST_QUESTION = 96
"""Tokens of a question; what is longer is cut off."""
_KEPT = 4096
"""Cells whose vectors are kept: those of the statutory forms recur in every report."""
Floats = NDArray[np.float32]


class Reader:
    """The reader over one model; loads when first used, may be shared between threads."""

    def __init__(self, card: Card) -> None:
        """Keep the card; nothing is loaded yet."""
        self.card = card
        self._loading = threading.Lock()
        self._cells: OrderedDict[str, Floats] = OrderedDict()

    @cached_property
    def _tokens(self) -> Tokens:
        path = self.card.path("tokenizer.json")
        try:
            return Tokens.load(path)
        except Exception as error:  # tokenizers raises plain Exception
            raise NoReader(f"The reader's model: {path} cannot be read ({str(error)[:120]})") from error

    @cached_property
    def _network(self) -> Network:
        with self._loading:
            return Network(self.card)

    def glance(self, text: str) -> Glance:
        """Read labels, intent and whether a question follows on another."""
        encoded = self._tokens.encode(QUERY, text, LONGEST_QUESTION)
        _, tags, intents, follows = self._network.read_question(encoded.ids)
        return Glance(
            text=text,
            spans=spans_of(tags.argmax(-1).tolist(), encoded.offsets, self.card.labels),
            intents=dict(zip(self.card.intents, softmax(intents).tolist(), strict=True)),
            follows=float(1 / (1 + np.exp(-follows))),
        )

    def question(
        self, text: str, known: Sequence[tuple[int, int]] = (), glance: Glance | None = None
    ) -> QuestionReading:
        """Read a question; ``glance`` is that of its text, if it was taken before.

        ``known`` are spans of names and periods that are certain (the registry's, exact dates), left out of
        the vector beside the labelled ones.
        """
        seen = glance or self.glance(text)
        bare = bare_question(text, [*seen.spans["body"], *seen.spans["year"], *known])
        return QuestionReading(
            seen.text, seen.spans, seen.intents, seen.follows, bare, self.query_vector(bare)
        )

    def query_vector(self, text: str) -> Floats:
        """Return the vector of a question, shape (384,), L2-normalised."""
        return unit(self._network.read(self._tokens.encode(QUERY, text, LONGEST_QUESTION).ids).mean(0))

    def text_vectors(self, texts: Sequence[str]) -> Floats:
        """Return vectors of texts read alone, shape (n, 384), L2-normalised."""

        def one(text: str) -> Floats:
            return unit(self._network.read(self._tokens.encode(PASSAGE, text).ids).mean(0))

        return np.stack(side_by_side(one, texts)) if texts else np.empty((0, DIMENSION), np.float32)

    def report_vectors(
        self, report: Report, figures: Sequence[Figure], sentences: Sequence[tuple[int, int]] = ()
    ) -> tuple[Floats, Floats]:
        """Return the vectors of a report's figures and of stretches of its text, (n, 384) each, L2-normalised.

        Every window is read once for all that stands in it. A figure or stretch outside of any window
        is read alone.
        """
        among = windows(report)
        held = placed(figures, among)
        inside = _inside(sentences, among)
        of_figures = np.zeros((len(figures), DIMENSION), np.float32)
        of_sentences = np.zeros((len(sentences), DIMENSION), np.float32)

        def read(n: int) -> None:
            window, numbers, parts = among[n], held.get(n, []), inside.get(n, [])
            text = report.text[window.start : window.end]
            encoded, shift = encode_passage(self._tokens, window.heading, text)
            states = self._network.read(encoded.ids)
            if numbers:
                spans = [_within(figures[k].value_start, figures[k].value_end, window) for k in numbers]
                of_figures[numbers] = figure_vectors(states, *number_places(encoded, shift, text, spans))
            if parts:
                spans = [_within(*sentences[k], window) for k in parts]
                of_sentences[parts] = unit(sentence_places(encoded, shift, spans) @ states)

        side_by_side(read, sorted({*held, *inside}))
        for n, vector in self._cell_vectors(figures).items():
            of_figures[n] = vector
        for vectors, texts in (
            (of_figures, [f.quote for f in figures]),
            (of_sentences, [report.text[a:b] for a, b in sentences]),
        ):
            alone = np.flatnonzero(~vectors.any(1))
            if len(alone):
                vectors[alone] = self.text_vectors([texts[n] for n in alone.tolist()])
        return of_figures, of_sentences

    def _cell_vectors(self, figures: Sequence[Figure]) -> dict[int, Floats]:
        texts = {n: cell_text(f) for n, f in enumerate(figures) if is_cell(f)}
        with self._loading:
            new = [text for text in dict.fromkeys(texts.values()) if text not in self._cells]
        found = dict(zip(new, self.text_vectors(new), strict=True))
        with self._loading:
            self._cells.update(found)
            kept = {n: self._cells.get(text, found.get(text)) for n, text in texts.items()}
            while len(self._cells) > _KEPT:
                self._cells.popitem(last=False)
        return {n: vector for n, vector in kept.items() if vector is not None}


def _within(start: int, end: int, window: Window) -> tuple[int, int]:
    """Return a span counted from the window's beginning, cut at its end."""
    return start - window.start, min(end, window.end) - window.start


def _inside(spans: Sequence[tuple[int, int]], among: Sequence[Window]) -> dict[int, list[int]]:
    """Return which stretches begin in which window."""
    found: dict[int, list[int]] = {}
    at = 0
    for n in sorted(range(len(spans)), key=lambda n: spans[n][0]):
        while at + 1 < len(among) and among[at].end <= spans[n][0]:
            at += 1
        if at < len(among) and among[at].start <= spans[n][0] < among[at].end:
            found.setdefault(at, []).append(n)
    return found


@cache
def bundled_reader(folder: Path | None = None) -> Reader:
    """Return the reader of the model that ships with the program, one a process.

    Raises:
        NoReader: its files are not whole.
    """
    return Reader(read_card(folder or bundled_folder()))
