"""Taking files into a corpus: copied whole, never over another report, and taken back if anything fails."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from reportqa.corpus import META_SUFFIX, Refusal, files_of
from reportqa.errors import ReportQAError
from reportqa.reading import SUFFIXES


class Intake(AbstractContextManager["Intake"]):
    """Files on their way into ``corpus``; what was copied is removed again unless ``keep`` is called.

    Attributes:
        placed: the new reports, as paths relative to the corpus.
        already: files that the corpus holds already.
        refused: files that were not taken, and why.

    """

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.placed: list[str] = []
        self.already: list[str] = []
        self.refused: list[Refusal] = []
        self._origins: dict[str, Path] = {}
        self._made: list[Path] = []
        self._kept = False
        self._before = {path: path.stat().st_size for path in files_of(corpus)} if corpus.is_dir() else {}

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._kept:
            self._take_back(self._made)

    def keep(self) -> None:
        """Leave the copied files where they are."""
        self._kept = True

    def take(self, path: Path) -> None:
        """Copy a report, or every report of a folder under the folder's own name.

        Raises:
            ReportQAError: there is no such path, a folder holds no report, or the disk refuses.

        """
        if path.is_dir():
            found = list(files_of(path))
            if not found:
                raise ReportQAError(f"{path} holds no report; expected {', '.join(SUFFIXES)}")
            name = path.resolve().name
            targets = [(file, Path(name) / file.relative_to(path)) for file in found]
        elif path.is_file():
            targets = [(path, Path(path.name))]
        else:
            raise ReportQAError(f"{path}: no such file or folder. Name a report, or a folder of reports")
        try:
            for source, target in targets:
                self._take(source, target)
        except OSError as error:
            raise ReportQAError(
                f"{error.filename or self.corpus} could not be copied: {error.strerror or error}. "
                "Nothing was added; mend that and add again"
            ) from error

    def refuse(self, refusals: Iterable[Refusal]) -> None:
        """Take back new files that turned out unreadable."""
        for refusal in refusals:
            if refusal.path in self.placed:
                self.placed.remove(refusal.path)
                self.refused.append(Refusal(str(self._origins[refusal.path]), refusal.reason))
                target = self.corpus / refusal.path
                meta = _meta(target)
                alone = not any(_meta(self.corpus / other) == meta for other in self.placed)
                self._take_back([p for p in (target, meta) if p in self._made and (p == target or alone)])

    def _take(self, source: Path, relative: Path) -> None:
        """Copy one file with its metadata, or say why not."""
        if source.resolve().is_relative_to(self.corpus.resolve()):
            self._note(source.resolve().relative_to(self.corpus.resolve()).as_posix(), source)
            return
        if source.suffix.lower() not in SUFFIXES:
            reason = f"expected a report ({', '.join(SUFFIXES)}), found a file of type {source.suffix or 'unknown'}"
            self.refused.append(Refusal(str(source), reason))
            return
        twin = self._twin(source)
        target = self.corpus / relative if twin is None else twin
        reason = "" if twin is not None and not _meta(source).is_file() else self._obstacle(source, target)
        if reason:
            self.refused.append(Refusal(str(source), reason))
            return
        new = [
            self._copy(here, there)
            for here, there in ((_meta(source), _meta(target)), (source, target))
            if here.is_file() and not there.exists()
        ]
        name = target.relative_to(self.corpus).as_posix()
        if new:
            self._note(name, source)
        elif name not in self.placed:
            self.already.append(f"{source} is {name}")

    def _note(self, name: str, source: Path) -> None:
        if name not in self._origins:
            self.placed.append(name)
            self._origins[name] = source

    def _twin(self, source: Path) -> Path | None:
        """Return the file of the corpus that holds the same bytes, if there is one."""
        size = source.stat().st_size
        same_size = [path for path, other in self._before.items() if other == size]
        return next((path for path in same_size if _digest(path) == _digest(source)), None)

    def _obstacle(self, source: Path, target: Path) -> str:
        """Return what stands in the way of copying, "" if nothing does."""
        if target.exists() and _digest(target) != _digest(source):
            return f"the corpus holds another report at {target}; rename the new file"
        meta, own = _meta(target), _meta(source)
        if own.is_file() and meta.exists() and own.read_bytes() != meta.read_bytes():
            return f"its {own.name} differs from {meta}; change that one, or rename the new file"
        # name.meta.toml speaks for every report of that name, name.txt as well as name.pdf
        beside = [p for p in self._before if p != target and _meta(p) == meta]
        if beside and (own.is_file() or meta.exists()):
            return f"{meta.name} would speak for {beside[0]} too; rename the new file"
        return ""

    def _copy(self, source: Path, target: Path) -> Path:
        """Copy a file so that it is there whole or not at all."""
        for folder in (*reversed(target.parent.parents), target.parent):
            if not folder.exists():
                folder.mkdir()
                self._made.append(folder)
        hidden = target.with_name(f".adding-{target.name}")
        self._made.append(hidden)
        shutil.copyfile(source, hidden)
        self._made.append(target)
        hidden.replace(target)
        self._made.remove(hidden)
        return target

    def _take_back(self, made: Iterable[Path]) -> None:
        """Remove copies and the folders made for them."""
        for path in sorted(made, key=lambda p: len(p.parts), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            else:
                path.unlink(missing_ok=True)
        for folder in sorted((p for p in self._made if p.is_dir()), key=lambda p: len(p.parts), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


def _meta(report: Path) -> Path:
    return report.with_name(report.stem + META_SUFFIX)


def _digest(path: Path) -> bytes:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").digest()
