"""The manifest of a generation: what is in it, what it was built with, and the hash of each file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportqa.errors import IndexProblem, ModelMismatch
from reportqa.search.codec import from_data, to_data

FORMAT = 3
"""Raised whenever files, tables or the splitting of passages change."""
MANIFEST = "manifest.json"
REBUILD = "Run: reportqa index --rebuild"


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Size in bytes and SHA-256 of one file of a generation."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds. ``encoder`` is None where only words are indexed."""

    format: int
    id: str
    built: str
    """When, ISO time in UTC."""
    encoder: str | None
    dimension: int
    reports: int
    passages: int
    figures: int
    vectors: int
    fingerprint: str
    words: str
    """Hash of the words added to jieba's dictionary."""
    files: Mapping[str, FileFacts]
    reader: str | None = None
    """The trained reader whose vectors the figures have; None where they have none."""


def describe_file(path: Path) -> FileFacts:
    """Return size and hash of a file."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileFacts(path.stat().st_size, digest)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into the folder of its generation."""
    text = json.dumps(to_data(manifest), ensure_ascii=False, indent=1)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")


def read_manifest(folder: Path) -> Manifest:
    """Read and check a manifest: its format, and that each file is there in its full size."""
    try:
        data = json.loads((folder / MANIFEST).read_text("utf-8"))
        found = data["format"]
        if found != FORMAT:
            raise IndexProblem(
                f"The index in {folder.parent} has format {found}; this version reads format {FORMAT}. {REBUILD}"
            )
        manifest = from_data(Manifest, data)
    except OSError as error:
        raise IndexProblem(f"{folder / MANIFEST} cannot be read: {error.strerror}. {REBUILD}") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexProblem(f"{folder / MANIFEST} is damaged. {REBUILD}") from error
    for name, facts in manifest.files.items():
        file = folder / name
        size = file.stat().st_size if file.is_file() else None
        if size != facts.bytes:
            state = "is missing" if size is None else f"has {size} bytes"
            raise IndexProblem(f"{file} {state}; the manifest says {facts.bytes} bytes. {REBUILD}")
    return manifest


def verify_files(folder: Path, manifest: Manifest) -> list[str]:
    """Hash every file again; return one line for each that differs from the manifest."""
    problems = []
    for name, facts in manifest.files.items():
        found = describe_file(folder / name)
        if found != facts:
            problems.append(
                f"{folder / name}: expected SHA-256 {facts.sha256[:12]}…, found {found.sha256[:12]}…. {REBUILD}"
            )
    return problems


def check_encoder(manifest: Manifest, name: str, dimension: int | None) -> None:
    """Raise ``ModelMismatch`` if vectors of encoder ``name`` do not fit those of the index."""
    if manifest.encoder is None:
        return
    if name != manifest.encoder or dimension not in (None, manifest.dimension):
        found = name if dimension is None else f"{name} ({dimension} numbers)"
        raise ModelMismatch(f"{manifest.encoder} ({manifest.dimension} numbers)", found)
