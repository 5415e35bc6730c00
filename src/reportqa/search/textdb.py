"""``text.sqlite``: reports, figures, passages and their words, one file a generation."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from reportqa.errors import IndexProblem, ReportQAError
from reportqa.model import Figure, How, Report
from reportqa.search import lexical
from reportqa.search.codec import from_data, pack, to_data, unpack
from reportqa.search.layout import current_folder
from reportqa.search.manifest import REBUILD, read_manifest
from reportqa.search.passages import Passage, split_passages
from reportqa.search.segment import Segmenter

TEXT_FILE = "text.sqlite"
T = TypeVar("T")

_SCHEMA = """
CREATE TABLE reports (n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, key TEXT NOT NULL,
                      first_passage INTEGER NOT NULL, light BLOB NOT NULL, body BLOB NOT NULL);
CREATE TABLE figures (n INTEGER PRIMARY KEY, report INTEGER NOT NULL, indicator TEXT, body BLOB NOT NULL);
CREATE TABLE passages (n INTEGER PRIMARY KEY, report INTEGER NOT NULL, body BLOB NOT NULL);
"""
_INDEXES = """
CREATE INDEX figures_report ON figures (report);
CREATE INDEX figures_indicator ON figures (indicator);
CREATE INDEX passages_report ON passages (report);
"""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report without its text, for lists; read without opening the report itself."""

    id: str
    agency: str
    year: int | None
    title: str
    source: str
    sha256: str
    kind: str
    sample: bool
    published: str | None
    url: str | None
    n_figures: int
    n_passages: int
    n_warnings: int


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A report to be indexed. Equal keys mean that the report need not be read or embedded again."""

    report: Report
    figures: tuple[Figure, ...]
    key: str
    """SHA-256 of the file, its metadata and the version of the readers."""


class CachedEntry:
    """An ``IndexEntry`` of an index already built; report and figures are read when asked for."""

    def __init__(self, key: str, row: ReportRow, reader: TextReader) -> None:
        """Keep where the entry stands."""
        self.key = key
        self.row = row
        self._reader = reader

    @cached_property
    def report(self) -> Report:
        """The report."""
        return self._reader.report(self.row.id)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The report's figures."""
        return self._reader.figures_of(self.row.id)


def cached_entries(index_dir: str | Path) -> dict[str, CachedEntry]:
    """Return the entries of the current index by key; empty if there is no usable index."""
    try:
        folder = current_folder(index_dir)
        read_manifest(folder)
        reader = TextReader(folder / TEXT_FILE)
    except ReportQAError:
        return {}
    return {reader.keys[row.id]: CachedEntry(reader.keys[row.id], row, reader) for row in reader.rows}


def _dump(value: object) -> bytes:
    text = json.dumps(to_data(value), ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _load(cls: type[T], data: bytes) -> T:
    return from_data(cls, json.loads(data.decode("utf-8", "surrogatepass")))


def _chunks(numbers: Sequence[int], size: int = 500) -> Iterator[Sequence[int]]:
    """Cut numbers into as many as a statement of SQL takes."""
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _plain(text: str) -> str:
    """Return ``text`` with what SQLite cannot hold as text (lone surrogates) replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _words(cut: Callable[[str], list[str]], text: str) -> str:
    return _plain(" ".join(cut(text)))


class TextWriter:
    """Writes a new ``text.sqlite``; reports that did not change are copied from the old one."""

    def __init__(self, path: Path, segmenter: Segmenter, old: Path | None, *, same_words: bool) -> None:
        """Create the file. ``same_words`` says that the words of ``old`` were cut as ours will be."""
        self._db = sqlite3.connect(path, isolation_level=None)
        self._segmenter = segmenter
        self._same_words = same_words
        self._heads: dict[str, str] = {}
        self.reports = self.passages = self.figures = 0
        # A build that is cut off is thrown away as a whole, so nothing needs to survive in here.
        self._db.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
        lexical.create_table(self._db)
        if old is not None:
            self._db.execute("ATTACH ? AS old", (str(old),))
        self._db.execute("BEGIN")

    def add(self, entry: IndexEntry | CachedEntry) -> range:
        """Add a report; return the numbers of its passages."""
        report, figures = entry.report, entry.figures
        passages = split_passages(report)
        row = ReportRow(
            id=report.id, agency=report.agency, year=report.year, title=report.title, source=report.source,
            sha256=report.sha256, kind=report.kind, sample=report.sample, published=report.published,
            url=report.url, n_figures=len(figures), n_passages=len(passages), n_warnings=len(report.warnings),
        )  # fmt: skip
        self._db.execute(
            "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?)",
            (self.reports, _plain(report.id), entry.key, self.passages, _dump(row), pack(report)),
        )
        self._db.executemany(
            "INSERT INTO figures (report, indicator, body) VALUES (?, ?, ?)",
            [(self.reports, figure.indicator, _dump(figure)) for figure in figures],
        )
        numbers = range(self.passages, self.passages + len(passages))
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?)",
            [(n, self.reports, _dump(passage)) for n, passage in zip(numbers, passages, strict=True)],
        )
        self._add_words(numbers, passages)
        self._count(len(passages), len(figures))
        return numbers

    def copy(self, entry: CachedEntry, old_n: int, old_first: int) -> range:
        """Copy an unchanged report from the old file; return the numbers of its passages."""
        size = entry.row.n_passages
        numbers = range(self.passages, self.passages + size)
        shift = self.passages - old_first
        self._db.execute(
            "INSERT INTO reports SELECT ?, id, key, ?, light, body FROM old.reports WHERE n = ?",
            (self.reports, self.passages, old_n),
        )
        self._db.execute(
            "INSERT INTO figures (report, indicator, body) "
            "SELECT ?, indicator, body FROM old.figures WHERE report = ? ORDER BY n",
            (self.reports, old_n),
        )
        self._db.execute(
            "INSERT INTO passages SELECT n + ?, ?, body FROM old.passages WHERE report = ?",
            (shift, self.reports, old_n),
        )
        if self._same_words:
            self._db.execute(
                "INSERT INTO words (rowid, head, body) "
                "SELECT rowid + ?, head, body FROM old.words WHERE rowid BETWEEN ? AND ?",
                (shift, old_first, old_first + size - 1),
            )
        else:
            self._add_words(numbers, self.read(numbers))
        self._count(size, entry.row.n_figures)
        return numbers

    def read(self, numbers: range) -> list[Passage]:
        """Return passages written before."""
        sql = "SELECT body FROM passages WHERE n BETWEEN ? AND ? ORDER BY n"
        return [_load(Passage, body) for (body,) in self._db.execute(sql, (numbers.start, numbers.stop - 1))]

    def _add_words(self, numbers: range, passages: Sequence[Passage]) -> None:
        cut = self._segmenter.cut_for_search
        rows = []
        for n, passage in zip(numbers, passages, strict=True):
            if passage.head not in self._heads:
                self._heads[passage.head] = _words(cut, passage.head)
            rows.append((n, self._heads[passage.head], _words(cut, passage.text)))
        self._db.executemany("INSERT INTO words (rowid, head, body) VALUES (?, ?, ?)", rows)

    def _count(self, passages: int, figures: int) -> None:
        self.reports += 1
        self.passages += passages
        self.figures += figures

    def finish(self) -> None:
        """Commit and bring the file into its final form."""
        self._db.execute("INSERT INTO words (words) VALUES ('optimize')")
        self._db.execute("COMMIT")
        self._db.executescript(_INDEXES)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


class TextReader:
    """Reads ``text.sqlite``, never writes; may be shared between threads."""

    def __init__(self, path: Path) -> None:
        """Open the file and read the list of its reports."""
        self._uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
        self._path = path
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._closed = False
        self._reports: OrderedDict[str, Report] = OrderedDict()
        self._figures: OrderedDict[str, tuple[Figure, ...]] = OrderedDict()
        self.rows: list[ReportRow] = []
        self.keys: dict[str, str] = {}
        self.numbers: dict[str, int] = {}
        self.spans: dict[str, range] = {}
        self.figure_spans: dict[str, range] = {}
        """Each report's figures by number in the file, from 0."""
        figures = 0
        with self.connection() as db:
            for n, key, first, light in db.execute(
                "SELECT n, key, first_passage, light FROM reports ORDER BY n"
            ):
                row = _load(ReportRow, light)
                self.rows.append(row)
                self.keys[row.id], self.numbers[row.id] = key, n
                self.spans[row.id] = range(first, first + row.n_passages)
                self.figure_spans[row.id] = range(figures, figures + row.n_figures)
                figures += row.n_figures

    @contextmanager
    def connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection: each is used by one thread at a time and reused by the next."""
        with self._lock:
            db = self._idle.pop() if self._idle else None
        try:
            if db is None:
                db = sqlite3.connect(self._uri, uri=True, check_same_thread=False)
            yield db
        except sqlite3.DatabaseError as error:
            raise IndexProblem(f"{self._path} cannot be read ({error}). {REBUILD}") from error
        finally:
            if db is not None:
                self._give_back(db)

    def _give_back(self, db: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(db)
                return
        db.close()

    def close(self) -> None:
        """Close all connections; one that is lent closes when it comes back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()

    def __del__(self) -> None:
        if hasattr(self, "_idle"):
            self.close()

    def report(self, report_id: str) -> Report:
        """Return a whole report; ``KeyError`` if there is none of that id."""
        n = self.numbers[report_id]

        def read() -> Report:
            with self.connection() as db:
                return unpack(Report, db.execute("SELECT body FROM reports WHERE n = ?", (n,)).fetchone()[0])

        return self._cached(self._reports, report_id, read)

    def figures_of(self, report_id: str) -> tuple[Figure, ...]:
        """Return a report's figures in its order; ``KeyError`` if there is no such report."""
        n = self.numbers[report_id]

        def read() -> tuple[Figure, ...]:
            with self.connection() as db:
                rows = db.execute("SELECT body FROM figures WHERE report = ? ORDER BY n", (n,)).fetchall()
            return tuple(_load(Figure, body) for (body,) in rows)

        return self._cached(self._figures, report_id, read)

    def figures_with(self, indicator: str, report_ids: Sequence[str] | None = None) -> list[Figure]:
        """Return all figures of one indicator, in order of reports."""
        wanted = None if report_ids is None else {self.numbers[i] for i in report_ids}
        with self.connection() as db:
            sql = "SELECT report, body FROM figures WHERE indicator = ? ORDER BY n"
            rows = db.execute(sql, (indicator,)).fetchall()
        return [_load(Figure, body) for n, body in rows if wanted is None or n in wanted]

    def figures_about(
        self, indicators: Collection[str], report_ids: Collection[str]
    ) -> dict[str, list[Figure]]:
        """Return the figures of these indicators by report, with the others of their sentences, in order.

        Reports that state none are left out. Only what is returned is decoded.
        """
        ids = {self.numbers[i]: i for i in report_ids}
        marks = ",".join("?" * len(indicators))
        sql = f"SELECT n, report, body FROM figures WHERE indicator IN ({marks})"
        found: dict[int, dict[int, Figure]] = {}
        with self.connection() as db:
            for n, report, body in db.execute(sql, tuple(indicators)):
                if report in ids:
                    found.setdefault(report, {})[n] = _load(Figure, body)
            for report, figures in found.items():
                starts = {f.start for f in figures.values() if f.how is not How.TABLE_CELL}
                for start in starts:
                    # a whole JSON number: the key before it, the comma after it
                    rest = db.execute(
                        "SELECT n, body FROM figures WHERE report = ? AND instr(body, ?)",
                        (report, f'"start":{start},'.encode()),
                    )
                    figures.update((n, _load(Figure, body)) for n, body in rest if n not in figures)
        return {ids[report]: [figures[n] for n in sorted(figures)] for report, figures in found.items()}

    def figures_numbered(self, numbers: Sequence[int]) -> list[Figure]:
        """Return figures by number, in the order given."""
        found: dict[int, Figure] = {}
        with self.connection() as db:
            for chunk in _chunks(numbers):
                marks = ",".join("?" * len(chunk))
                for n, body in db.execute(f"SELECT n, body FROM figures WHERE n IN ({marks})", chunk):
                    found[n] = _load(Figure, body)
        return [found[n] for n in numbers]

    def passages(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Return passages by number."""
        found = {}
        with self.connection() as db:
            for chunk in _chunks(numbers):
                marks = ",".join("?" * len(chunk))
                for n, body in db.execute(f"SELECT n, body FROM passages WHERE n IN ({marks})", chunk):
                    found[n] = _load(Passage, body)
        return found

    def _cached(self, cache: OrderedDict[str, T], key: str, read: Callable[[], T], size: int = 256) -> T:
        with self._lock:
            if key in cache:
                cache.move_to_end(key)
                return cache[key]
        value = read()
        with self._lock:
            cache[key] = value
            while len(cache) > size:
                cache.popitem(last=False)
        return value
