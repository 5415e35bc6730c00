"""``name.meta.toml`` beside a report: what a person knows better than the file."""

from __future__ import annotations

import datetime
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from reportqa.errors import UnreadableFile
from reportqa.model import Oddity

SUFFIX: Final = ".meta.toml"
KINDS: Final = ("disclosure", "other")
_TYPES: Final = {"agency": str, "title": str, "url": str, "kind": str, "year": int, "sample": bool}
_KEYS: Final = (*_TYPES, "published")
_WORDS: Final = {
    "agency": "发布机关",
    "year": "所属年度",
    "title": "标题",
    "published": "发布日期",
    "url": "网址",
    "kind": "种类",
}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file beside a report sets; None for what it leaves to the report."""

    agency: str | None = None
    year: int | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    kind: str | None = None
    sample: bool | None = None

    def prefer(self, key: str, read: Any, odd: list[Oddity]) -> Any:
        """Return the value set for ``key``, else ``read``; note in ``odd`` where the two differ."""
        value = getattr(self, key)
        if value is None:
            return read
        if read and value != read:
            odd.append(
                Oddity(
                    "meta_differs",
                    f"{_WORDS.get(key, key)}：说明文件为“{value}”，报告中为“{read}”，以说明文件为准。",
                    f"{key}: the file beside the report says {value!r}, the report {read!r}; the former is used.",
                )
            )
        return value


def metadata_path(report: Path) -> Path:
    """Return where the metadata of ``report`` would be: ``name.meta.toml`` beside it."""
    return report.with_name(report.stem + SUFFIX)


def read_metadata(report: Path) -> Metadata:
    """Return the metadata beside ``report``, empty if there is no such file.

    Raises:
        UnreadableFile: if it is not TOML, or holds an unknown key or a value of the wrong kind.

    """
    path = metadata_path(report)
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (FileNotFoundError, NotADirectoryError):
        return Metadata()
    except OSError as error:
        raise UnreadableFile(str(path), f"the file cannot be opened ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(str(path), "UTF-8 text was expected; save the file as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnreadableFile(str(path), f"not valid TOML: {' '.join(str(error).split())}") from error
    for key, value in values.items():
        _check(path, key, value)
    if "published" in values:
        values["published"] = _iso(path, values["published"])
    return Metadata(**values)


def _check(path: Path, key: str, value: object) -> None:
    """Refuse an unknown key and a value of the wrong kind."""
    if key not in _KEYS:
        raise UnreadableFile(str(path), f"unknown key {key!r}; the keys are {', '.join(sorted(_KEYS))}")
    expected = _TYPES.get(key)
    if expected is not None and type(value) is not expected:
        names = {str: "text in quotes", int: "a whole number", bool: "true or false"}
        raise UnreadableFile(str(path), f"{key} must be {names[expected]}, found {value!r}")
    if isinstance(value, str) and not value.strip():
        raise UnreadableFile(str(path), f"{key} is empty; give a value or remove the line")
    if key == "year" and isinstance(value, int) and not 1949 <= value <= 2100:
        raise UnreadableFile(str(path), f"year must be the year reported on, 1949 to 2100, found {value}")
    if key == "kind" and value not in KINDS:
        raise UnreadableFile(str(path), f"kind must be one of {', '.join(KINDS)}, found {value!r}")
    if key == "url" and not str(value).lower().startswith(("http://", "https://")):
        raise UnreadableFile(str(path), f"url must begin with http:// or https://, found {value!r}")


def _iso(path: Path, value: object) -> str:
    """Return a date given as TOML date or as text, in ISO form."""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    try:
        return datetime.date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise UnreadableFile(
            str(path), f"published must be a date such as 2019-03-05, found {value!r}"
        ) from error
