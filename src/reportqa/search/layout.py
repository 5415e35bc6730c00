"""The index folder: generations side by side, one of them current, one build at a time.

``index/CURRENT`` names the folder of the current generation. A build writes into a hidden folder,
renames it to ``gen-<id>`` and then replaces ``CURRENT``: a reader sees the old index or the new one.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from reportqa.errors import IndexProblem, NoIndex

CURRENT = "CURRENT"
LOCK = "build.lock"
_BUILDING = ".building-"
_LOCKED_BYTE = 1 << 20
"""The byte that is locked on Windows, beyond the text that says who holds the lock."""


def current_generation(index_dir: str | Path) -> str | None:
    """Return the folder name of the current generation, None if there is none; cheap, for polling."""
    try:
        name = (Path(index_dir) / CURRENT).read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise IndexProblem(f"The index in {index_dir} cannot be read: {error.strerror}") from error
    return name if name.startswith("gen-") and Path(name).name == name else None


def current_folder(index_dir: str | Path) -> Path:
    """Return the folder of the current generation; ``NoIndex`` if there is none."""
    name = current_generation(index_dir)
    if name is None or not (Path(index_dir) / name).is_dir():
        raise NoIndex(str(index_dir))
    return Path(index_dir) / name


@contextmanager
def writing(index_dir: Path) -> Iterator[None]:
    """Turn what the file system refuses (full, read-only, forbidden) into one ``IndexProblem``."""
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        raise IndexProblem(
            f"The index could not be written to {index_dir}: {what}. What was there before is unchanged. "
            "Make room or choose another folder, then run: reportqa index"
        ) from error


@contextmanager
def build_lock(index_dir: Path) -> Iterator[None]:
    """Hold the folder for one build. The system lets go of the lock when a process dies."""
    index_dir.mkdir(parents=True, exist_ok=True)
    with (index_dir / LOCK).open("a+", encoding="utf-8") as file:
        if not _try_lock(file.fileno()):
            file.seek(0)
            raise IndexProblem(
                f"Another build of {index_dir} is running ({_holder(file.read())}). Wait for it to end"
            )
        file.seek(0)
        file.truncate()
        started = datetime.now(UTC).isoformat(timespec="seconds")
        json.dump({"process": os.getpid(), "host": socket.gethostname(), "since": started}, file)
        file.flush()
        try:
            yield
        finally:
            file.seek(0)
            file.truncate()
            file.flush()
            _unlock(file.fileno())


def _holder(text: str) -> str:
    try:
        who = json.loads(text)
        return f"process {who['process']} on {who['host']}, since {who['since']}"
    except (ValueError, KeyError, TypeError):
        return "just started"


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def building_folder(index_dir: Path) -> Iterator[Path]:
    """Yield a new hidden folder to build in; it is gone afterwards unless it was renamed."""
    folder = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=index_dir))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(index_dir: Path, folder: Path, generation: str) -> Path:
    """Make the built ``folder`` the current generation and remove all but it and the one before."""
    before = current_generation(index_dir)
    target = index_dir / f"gen-{generation}"
    number = 1
    while target.exists():
        number += 1
        target = index_dir / f"gen-{generation}-{number}"
    folder.chmod(0o755)  # mkdtemp makes it private; a server may run as another user
    for file in folder.iterdir():
        _flush(file)
    folder.rename(target)
    pointer = index_dir / f".{CURRENT}-{os.getpid()}"
    try:
        pointer.write_text(target.name + "\n", "utf-8")
        _flush(pointer)
        pointer.replace(index_dir / CURRENT)
    except OSError:
        pointer.unlink(missing_ok=True)
        shutil.rmtree(target, ignore_errors=True)
        raise
    sweep(index_dir, keep={target.name, before or target.name})
    return target


def sweep(index_dir: Path, keep: set[str]) -> None:
    """Remove generations not in ``keep`` and what killed builds left (call under the lock)."""
    for path in index_dir.iterdir():
        if (
            path.is_dir()
            and (path.name.startswith(_BUILDING) or path.name.startswith("gen-"))
            and path.name not in keep
        ):
            # On Windows a reader may still have a file open; the next build tries again.
            shutil.rmtree(path, ignore_errors=True)


def _flush(file: Path) -> None:
    """Have the system write ``file`` to the disk before a rename makes it count."""
    with file.open("rb+") as handle:
        os.fsync(handle.fileno())
