"""What a person who looks after an installation wants to know, gathered as plain facts."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import platform
import shutil
import sys
from collections.abc import Mapping
from typing import Any

from reportqa import __version__
from reportqa.corpus import files_of, key_of
from reportqa.errors import NoIndex, ReportQAError
from reportqa.search import cached_entries, describe_encoder, encoder_identity, open_generation
from reportqa.settings import Settings

_PARTS = {"ocr": ("rapidocr", "onnxruntime", "cv2"), "milvus": ("pymilvus",), "llm": ("httpx",)}
"""The modules of each optional part."""

_LIBRARIES = ("onnxruntime", "tokenizers", "faiss-cpu", "jieba", "gradio", "fastapi", "sentence-transformers")
_LISTED = 10


def examine(settings: Settings) -> Mapping[str, Mapping[str, Any]]:
    """Return the facts by part: program, encoder, optional parts, corpus, index, settings."""
    return {
        "program": _program(),
        "encoder": _encoder(settings.encoder),
        "optional parts": _parts(),
        "corpus": _corpus(settings),
        "index": _index(settings),
        "settings": {name: str(value) for name, value in settings.model_dump().items()},
    }


def _program() -> dict[str, Any]:
    versions = [f"{name} {found}" for name in _LIBRARIES if (found := _version(name))]
    return {
        "reportqa": __version__,
        "python": f"{platform.python_version()} ({sys.executable})",
        "platform": platform.platform(),
        "libraries": ", ".join(versions),
    }


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _encoder(name: str) -> dict[str, Any]:
    if name == "none":
        return {"encoder": "none", "note": "only words are searched (setting encoder)"}
    return {key: value for key, value in describe_encoder(name).items() if value not in ("", None)}


def _parts() -> dict[str, Any]:
    facts: dict[str, Any] = {}
    for extra, modules in _PARTS.items():
        missing = [name for name in modules if importlib.util.find_spec(name) is None]
        facts[f"[{extra}]"] = f"not installed: pip install 'reportqa[{extra}]'" if missing else "installed"
    office = shutil.which("soffice") or shutil.which("libreoffice")
    facts["LibreOffice"] = (
        office or "not found: .doc, .wps and .rtf files are refused (install LibreOffice Writer)"
    )
    return facts


def _corpus(settings: Settings) -> dict[str, Any]:
    folder = settings.corpus
    if not folder.is_dir():
        return {"folder": str(folder), "state": "missing: make it, or name another with --corpus"}
    files = list(files_of(folder))
    facts: dict[str, Any] = {"folder": str(folder), "files": len(files)}
    known = cached_entries(settings.index)
    if not known:
        facts["state"] = "not indexed: reportqa index"
        return facts
    sources = {entry.row.source for entry in known.values()}
    names = {path.relative_to(folder).as_posix() for path in files}
    changed = [path.relative_to(folder).as_posix() for path in files if key_of(path) not in known]
    gone = sorted(sources - names)
    facts["state"] = "as indexed" if not changed and not gone else "differs from the index: reportqa index"
    if changed:
        facts["new, changed or refused"] = _few(changed)
    if gone:
        facts["gone"] = _few(gone)
    return facts


def _few(names: list[str]) -> list[str]:
    more = len(names) - _LISTED
    return names[:_LISTED] + ([f"and {more} more"] if more > 0 else [])


def _index(settings: Settings) -> dict[str, Any]:
    facts: dict[str, Any] = {"folder": str(settings.index)}
    try:
        generation = open_generation(settings.index, expect_encoder=None)
    except NoIndex:
        return facts | {"state": "none: reportqa index"}
    except ReportQAError as error:
        return facts | {"state": str(error)}
    with generation:
        manifest = generation.manifest
        facts |= {
            "generation": manifest.id,
            "built": manifest.built,
            "encoder": manifest.encoder or "none (words alone)",
            "reports": manifest.reports,
            "figures": manifest.figures,
            "passages": manifest.passages,
            "state": generation.verify() or "every file is as it was written",
        }
    expected = "none" if settings.encoder == "none" else encoder_identity(settings.encoder)[0]
    if manifest.encoder and expected not in ("none", manifest.encoder):
        facts["encoder"] = f"{manifest.encoder}, but set is {expected}: reportqa index --rebuild"
    return facts
