"""The model that ships with the program: its files, what made them, and whether they are whole."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from reportqa.errors import ReportQAError

VERSION = 1
"""Of the files' form; a model of another version is not read."""
CARD = "card.json"
_BACK = "Install the package again: pip install --force-reinstall reportqa (from a checkout: git checkout -- src/reportqa/reader/model)"


class NoReader(ReportQAError):
    """The reader's model is missing, cut short, changed, or of another version; the text says which file."""


@dataclass(frozen=True, slots=True)
class Card:
    """What ``card.json`` says of a model.

    ``null`` is the similarity that the network learned to ask for; ``files`` gives size and SHA-256 by
    name; ``labels`` and ``intents`` are in the order of the network's outputs.
    """

    name: str
    version: int
    folder: Path
    files: Mapping[str, tuple[int, str]]
    labels: tuple[str, ...]
    intents: tuple[str, ...]
    null: float
    facts: Mapping[str, Any]

    def path(self, name: str) -> Path:
        """Return the path of one of the model's files."""
        return self.folder / name


def bundled_folder() -> Path:
    """Return the folder of the model that ships with the program."""
    return Path(__file__).parent / "model"


@cache
def read_card(folder: Path) -> Card:
    """Read the card of the model in ``folder`` and check that its files are there in their full size.

    Raises:
        NoReader: a file is missing or has another size, the card is damaged, or the version another.
    """
    try:
        raw = json.loads((folder / CARD).read_text(encoding="utf-8"))
        card = Card(
            name=raw["name"],
            version=raw["version"],
            folder=folder,
            files={name: (int(size), str(digest)) for name, (size, digest) in raw["files"].items()},
            labels=tuple(raw["labels"]),
            intents=tuple(raw["intents"]),
            null=float(raw["null"]),
            facts=raw,
        )
    except OSError as error:
        raise NoReader(f"The reader's model: expected {folder / CARD}, found none. {_BACK}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise NoReader(f"The reader's model: {folder / CARD} is damaged. {_BACK}") from error
    if card.version != VERSION:
        raise NoReader(
            f"The reader's model in {folder} has version {card.version}; this program reads version {VERSION}. {_BACK}"
        )
    for name, (size, _) in card.files.items():
        file = folder / name
        found = file.stat().st_size if file.is_file() else None
        if found != size:
            state = "is missing" if found is None else f"has {found:,} bytes of {size:,}"
            raise NoReader(f"The reader's model: {file} {state}. {_BACK}")
    return card


def verify(card: Card) -> list[str]:
    """Hash the model's files; return one line for each that is not the one of the card."""
    problems = []
    for name, (_, digest) in card.files.items():
        with card.path(name).open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                problems.append(f"The reader's model: {card.path(name)} is not the file of its card. {_BACK}")
    return problems
