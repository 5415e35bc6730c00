"""Finding the right passage: reportqa, llama-index, haystack and txtai on the same reports.

    python3 -m venv /tmp/peers
    /tmp/peers/bin/pip install -c constraints.txt -r benchmarks/requirements-peers.txt -e ".[ocr]"
    /tmp/peers/bin/python benchmarks/quality.py

All reports (corpus/, examples/corpus, further real ones where they are at hand) are searched together. All
use the same encoder and the same text of each report. Questions: those of tests/gold (and of the real
reports) that one quote of one report answers and that follow no other, in Chinese and in English. A passage
is right if it is of the right report and holds the quote, or a part of six characters or more of it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from common import GOLD, REAL, SAMPLES, SHIPPED, machine, percentiles, table
from reportqa.evaluation import Item, judge, read_items, squeeze
from reportqa.library import Library
from reportqa.model import Answer
from reportqa.reading import report_id
from reportqa.search.encoder import load_encoder

os.environ.update({"HF_HUB_OFFLINE": "1", "HAYSTACK_TELEMETRY_ENABLED": "False"})

TYPES = {"figure", "stated_none", "text", "contact"}
SETS = [
    ("shipped report", SHIPPED, GOLD / "report.jsonl"),
    ("samples", SAMPLES, GOLD / "samples.jsonl"),
    ("real reports", REAL, REAL / "qa.jsonl"),
]
Passages = Sequence[tuple[str, str]]
"""(report id, text), best first."""
Source = tuple[str, str, str]
"""Report id, title, text."""
Rank = Callable[[str, int], Passages]
"""Question and how many passages are wanted, to passages."""
_KNOWN: dict[str, Any] = {}


def characters(read: Sequence[float]) -> str:
    """Return the median of the characters read, unless most of it was never found."""
    middle = statistics.median(read)
    return "not found" if middle == float("inf") else f"{middle:,.0f}"


@dataclass(slots=True)
class Score:
    """What one library did on one set of questions."""

    total: int = 0
    first: int = 0
    five: int = 0
    first_in_report: int = 0
    read: list[float] = field(default_factory=list)
    """Characters up to the end of the right passage."""
    ms: list[float] = field(default_factory=list)

    def row(self) -> list[str]:
        """Return the cells of the table."""
        share = [f"{100 * n / self.total:.0f} %" for n in (self.first, self.five, self.first_in_report)]
        return [*share, characters(self.read), f"{percentiles(self.ms)['median']:.0f}"]


def gather(folder: Path) -> dict[str, list[Item]]:
    """Copy all reports into one corpus and return the questions of each set."""
    questions: dict[str, list[Item]] = {}
    for name, corpus, file in SETS:
        if not file.is_file():
            continue
        shutil.copytree(
            corpus, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("qa.jsonl", "README*")
        )
        questions[name] = [
            item for item in read_items(file, "both")
            if item.type in TYPES and item.quote and item.file and not item.after and not item.values
        ]  # fmt: skip
    return questions


def report_of(item: Item) -> str:
    """Return the id of the report that a question is about."""
    return report_id(Path(item.file), Path())


def right(item: Item, report: str, text: str) -> bool:
    """Tell whether a passage answers the question."""
    wanted, found = squeeze(item.quote), squeeze(text)
    same = report == report_of(item)
    return same and (wanted in found or (len(found) >= 6 and found in wanted))


def place(item: Item, passages: Passages) -> tuple[int | None, float]:
    """Return the rank (from 0) of the right passage, and the characters up to its end."""
    read = 0
    for rank, (report, text) in enumerate(passages):
        read += len(text)
        if right(item, report, text):
            return rank, read
    return None, float("inf")


def score(items: Sequence[Item], rank: Rank, depth: int, everything: int) -> Score:
    """Ask for all passages, ranked; time the ``depth`` that the library returns by default."""
    got = Score()
    for item in items:
        embed_query.cache_clear()
        started = time.perf_counter()
        rank(item.question, depth)
        got.ms.append(1000 * (time.perf_counter() - started))
        passages = rank(item.question, everything)
        at, read = place(item, passages)
        of_report = [p for p in passages if p[0] == report_of(item)]
        got.total += 1
        got.first += at == 0
        got.five += at is not None and at < 5
        got.first_in_report += place(item, of_report)[0] == 0
        got.read.append(read)
    return got


@dataclass(slots=True)
class Asked:
    """What asking gave: answers, not passages."""

    total: int = 0
    right: int = 0
    cited: int = 0
    wrong: int = 0
    read: list[float] = field(default_factory=list)
    ms: list[float] = field(default_factory=list)

    def add(self, item: Item, answer: Answer) -> None:
        """Count one answer; it is read first, then its quotes."""
        outcome = judge(item, answer)
        self.total += 1
        self.right += outcome.right
        self.wrong += outcome.false_answer
        self.cited += bool(outcome.quoted)
        quotes = [(c.report, c.quote) for c in answer.citations]
        at, read = place(item, quotes)
        self.read.append(float("inf") if at is None else len(answer.text) + read)
        self.ms.append(answer.ms)

    def row(self) -> list[str]:
        """Return the cells of the table."""
        share = [f"{100 * n / self.total:.0f} %" for n in (self.right, self.cited, self.wrong)]
        return [*share, characters(self.read), f"{percentiles(self.ms)['median']:.0f}"]


def ask(library: Library, items: Sequence[Item]) -> Asked:
    """Ask all questions."""
    got = Asked()
    for item in items:
        got.add(item, library.ask(item.question))
    return got


def embed_passages(texts: Sequence[str]) -> np.ndarray[Any, Any]:
    """Return vectors of passages; each text is computed once for all libraries."""
    new = sorted({text for text in texts if text not in _KNOWN}, key=len)
    _KNOWN.update(zip(new, load_encoder().encode_passages(new), strict=True) if new else ())
    return np.stack([_KNOWN[text] for text in texts])


@lru_cache(maxsize=1)
def embed_query(text: str) -> np.ndarray[Any, Any]:
    """Return the vector of a question."""
    return load_encoder().encode_queries([text])[0]


def llama_index(sources: Sequence[Source], *, split: bool) -> Rank:
    """``VectorStoreIndex`` with its ``SentenceSplitter`` (1,024 tokens, 200 shared)."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.base.embeddings.base import BaseEmbedding
    from llama_index.core.schema import TextNode

    class Bundled(BaseEmbedding):  # type: ignore[misc]  # the library is imported without types
        def _get_query_embedding(self, query: str) -> list[float]:
            return [float(x) for x in embed_query(query)]

        def _get_text_embedding(self, text: str) -> list[float]:
            return self._get_text_embeddings([text])[0]

        def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
            return [[float(x) for x in row] for row in embed_passages(texts)]

        async def _aget_query_embedding(self, query: str) -> list[float]:
            return self._get_query_embedding(query)

    model = Bundled(embed_batch_size=64)
    if split:
        documents = [Document(text=text, metadata={"title": title, "id": i}, excluded_embed_metadata_keys=["id"])
                     for i, title, text in sources]  # fmt: skip
        index = VectorStoreIndex.from_documents(documents, embed_model=model)
    else:
        nodes = [TextNode(text=text, metadata={"id": i}, excluded_embed_metadata_keys=["id"])
                 for i, _, text in sources]  # fmt: skip
        index = VectorStoreIndex(nodes, embed_model=model)

    def rank(question: str, limit: int) -> Passages:
        found = index.as_retriever(similarity_top_k=limit).retrieve(question)
        return [(hit.node.metadata["id"], hit.node.text) for hit in found]

    return rank


def haystack(sources: Sequence[Source], *, split: bool) -> Rank:
    """``InMemoryDocumentStore`` and its embedding retriever with ``DocumentSplitter`` (200 words)."""
    from haystack import Document
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    documents = [Document(content=text, meta={"report": i, "title": title}) for i, title, text in sources]
    if split:
        documents = DocumentSplitter().run(documents=documents)["documents"]
    vectors = embed_passages([document.content for document in documents])
    # The same words in two reports make the same id; the number keeps both.
    documents = [
        Document(id=str(n), content=d.content, meta=d.meta, embedding=[float(x) for x in vector])
        for n, (d, vector) in enumerate(zip(documents, vectors, strict=True))
    ]
    store = InMemoryDocumentStore()
    store.write_documents(documents)
    retriever = InMemoryEmbeddingRetriever(store)

    def rank(question: str, limit: int) -> Passages:
        vector = [float(x) for x in embed_query(question)]
        found = retriever.run(query_embedding=vector, top_k=limit)["documents"]
        return [(d.meta["report"], d.content) for d in found]

    return rank


def txtai(sources: Sequence[Source], *, split: bool) -> Rank:
    """``Embeddings`` (Faiss); it splits nothing by itself, its ``Segmentation`` does by lines."""
    from txtai import Embeddings
    from txtai.pipeline import Segmentation

    rows = [(i, text) for i, _, text in sources]
    if split:
        cut = Segmentation(lines=True)
        rows = [(i, line) for i, text in rows for line in cut(text) if line.strip()]

    def transform(texts: list[str]) -> np.ndarray[Any, Any]:
        if len(texts) == 1 and texts[0].startswith("query: "):
            return embed_query(texts[0][7:])[None, :]
        return embed_passages([text.removeprefix("passage: ") for text in texts])

    marks = {"query": "query: ", "data": "passage: "}
    embeddings = Embeddings(method="external", transform=transform, instructions=marks)
    embeddings.index([(n, text, None) for n, (_, text) in enumerate(rows)])

    def rank(question: str, limit: int) -> Passages:
        return [rows[int(n)] for n, _ in embeddings.search(question, limit)]

    return rank


PEERS: dict[str, tuple[str, int, Callable[..., Rank]]] = {
    "llama-index": ("llama-index-core", 2, llama_index),
    "haystack": ("haystack-ai", 10, haystack),
    "txtai": ("txtai", 3, txtai),
}
"""Name: package, how many passages it returns by default, function."""


def searchers(library: Library) -> dict[str, tuple[Rank, int]]:
    """Return each way of searching with the number of passages that it returns by default."""
    reports = [library.report(row.id) for row in library.reports()]
    ids = [report.id for report in reports]
    whole = [(report.id, report.title, report.text) for report in reports]
    cut = [(p.report, "", p.searched) for i in ids for p in library._generation.passages(i)]
    found: dict[str, tuple[Rank, int]] = {}
    for name, (_, depth, make) in PEERS.items():
        found[f"{name}, its own chunks"] = (make(whole, split=True), depth)
        found[f"{name}, reportqa's passages"] = (make(cut, split=False), depth)

    def search(question: str, limit: int) -> Passages:
        language = "en" if question.isascii() else "zh"
        hits = library.search(question, ids, limit, dense=True, language=language)
        return [(hit.passage.report, hit.passage.searched) for hit in hits]

    found["reportqa, passages alone"] = (search, 20)
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--limit", type=int, help="questions of each set and language, for a quick look")
    limit = parser.parse_args().limit
    with tempfile.TemporaryDirectory() as folder:
        questions = gather(Path(folder, "corpus"))
        library = Library.build(Path(folder, "corpus"), Path(folder, "index"))
        library.warm()
        ways = searchers(library)
        print(machine("reportqa", *(package for package, _, _ in PEERS.values())))
        passages = sum(len(library._generation.passages(row.id)) for row in library.reports())
        print(f"{len(library.reports())} reports, {passages} passages of reportqa\n", flush=True)
        searched, asked = [], []
        for name, items in questions.items():
            for language in ("zh", "en"):
                chosen = [item for item in items if item.language == language][:limit]
                label = [name, language, len(chosen)]
                for way, (rank, depth) in ways.items():
                    searched.append([*label, way, *score(chosen, rank, depth, passages).row()])
                asked.append([*label, *ask(library, chosen).row()])
        head = ("questions", "", "", "search", "first", "within 5", "first, right report given")
        print(table((*head, "characters to read", "ms"), searched), "\n")
        head = (
            "questions",
            "",
            "",
            "right answer",
            "right quote",
            "wrong answer",
            "characters to read",
            "ms",
        )
        print(table(head, asked))


if __name__ == "__main__":
    main()
