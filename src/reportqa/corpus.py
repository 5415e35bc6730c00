"""A corpus: the folder of published files from which an index is built."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportqa.errors import ReportQAError, UnreadableFile
from reportqa.figures import FIGURES_VERSION, read_figures
from reportqa.model import Oddity, Report
from reportqa.reading import READER_VERSION, SUFFIXES, read_report
from reportqa.search import CachedEntry, IndexEntry

META_SUFFIX = ".meta.toml"
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be read, and why, in one line."""

    path: str
    reason: str


@dataclass(slots=True)
class Reading:
    """What reading a corpus gave: entries for the index, refused files, odd reports."""

    entries: list[IndexEntry | CachedEntry] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    odd: list[tuple[str, Oddity]] = field(default_factory=list)
    fresh: int = 0
    """How many files were read anew, not taken from the index before."""


def files_of(corpus: Path) -> Iterator[Path]:
    """Yield the report files of a corpus folder, sorted; hidden files, metadata and READMEs left out."""
    for path in sorted(corpus.rglob("*")):
        relative = path.relative_to(corpus)
        if any(part.startswith((".", "~$")) for part in relative.parts) or path.name.endswith(META_SUFFIX):
            continue
        if path.stem.upper() == "README" or path.suffix.lower() not in SUFFIXES or not path.is_file():
            continue
        yield path


def key_of(path: Path) -> str:
    """Return the SHA-256 over a file, its metadata and the versions of the readers."""
    digest = hashlib.sha256(f"{READER_VERSION}.{FIGURES_VERSION}.{path.name}\n".encode())
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    meta = path.with_name(path.stem + META_SUFFIX)
    if meta.is_file():
        digest.update(b"\0meta\0" + meta.read_bytes())
    return digest.hexdigest()


def read_corpus(
    corpus: Path, cached: Mapping[str, CachedEntry] | None = None, progress: Progress | None = None
) -> Reading:
    """Read every report of a corpus; a file that cannot be read is refused, the others are not touched.

    ``cached`` holds the entries of the index before, by key; files that did not change come from it.

    Raises:
        ReportQAError: ``corpus`` is no folder.
    """
    if not corpus.is_dir():
        raise ReportQAError(
            f"Expected a folder of reports, found no folder at {corpus}. Give another with --corpus"
        )
    found = Reading()
    paths = list(files_of(corpus))
    ids: set[str] = set()
    for done, path in enumerate(paths):
        if progress:
            progress("reading", done, len(paths))
        try:
            _take(path, corpus, cached or {}, ids, found)
        except UnreadableFile as error:
            found.refused.append(Refusal(str(path.relative_to(corpus)), error.reason))
        except OSError as error:
            found.refused.append(Refusal(str(path.relative_to(corpus)), error.strerror or str(error)))
    if progress:
        progress("reading", len(paths), len(paths))
    _note_duplicates(found)
    return found


def _take(path: Path, corpus: Path, cached: Mapping[str, CachedEntry], ids: set[str], found: Reading) -> None:
    """Add one file, from the index before if it did not change."""
    key = key_of(path)
    old = cached.get(key)
    source = path.relative_to(corpus).as_posix()
    if old is not None and old.row.id not in ids and old.row.source == source:
        ids.add(old.row.id)
        found.entries.append(old)
        return
    report = read_report(path, root=corpus)
    number, base = 2, report.id
    while report.id in ids:
        report = replace(report, id=f"{base}-{number}")
        number += 1
    ids.add(report.id)
    report, figures = read_figures(report)
    found.fresh += 1
    found.odd += [(source, w) for w in report.warnings]
    found.entries.append(IndexEntry(report, figures, key))


def _note_duplicates(found: Reading) -> None:
    """Warn where two files hold a report of one agency and year."""
    seen: dict[tuple[str, int | None], str] = {}
    for entry in found.entries:
        row: Report | CachedEntry = entry if isinstance(entry, CachedEntry) else entry.report
        agency, year, source = (
            (row.row.agency, row.row.year, row.row.source)
            if isinstance(row, CachedEntry)
            else (row.agency, row.year, row.source)
        )
        if not agency or year is None:
            continue
        first = seen.setdefault((agency, year), source)
        if first != source:
            found.odd.append(
                (
                    source,
                    Oddity(
                        "duplicate_report",
                        f"{agency}{year}年的报告还有一份：{first}。回答以先读到的为准",
                        f"{first} is a report of the same agency and year; answers use that one",
                    ),
                )
            )
