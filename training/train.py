"""Trains the reader: ``python training/train.py`` (about two hours on two idle cores), then ``export.py``.

An interrupted training goes on from the last epoch that was saved. sentence-transformers' trainer takes pairs
of texts with one vector each; here one text has a vector for every figure, so the loop is our own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from pathlib import Path

import torch

from base import cut_vocabulary, english_words, read_base, tokenizer_of
from batches import Item, Pool, draw, label_loss, match_loss, prepare, prepare_questions
from network import Reader
from reportqa.reader.tokens import Tokens
from rows import digest, other_bodies, passages, questions
from validate import report

SEED = 11
RATE, HEAD_RATE = 1.5e-4, 1e-3
WARM = 0.08
FIGURES, FORMS, TEXTS, LABELLED = 6, 1, 1, 32
"""Passages of figures, forms or tables, passages of sentences, and labelled questions in one step."""


def frozen(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Return a state without the word embeddings, which training does not change."""
    return {k: v for k, v in state.items() if not k.startswith("words")}


def make(folder: Path) -> tuple[Reader, Tokens]:
    """Return the untrained network and its tokenizer, which is written into ``folder``."""
    base = read_base()
    pieces, old_ids = cut_vocabulary(base, english_words())
    tokenizer = tokenizer_of(pieces)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    (folder / "vocabulary.json").write_text(json.dumps(old_ids))
    return Reader(base, old_ids), Tokens(tokenizer)


class Data:
    """The rows, ready for the network; read again where files have changed, so that a long training sees new rows."""

    def __init__(self, reader: Reader, tokens: Tokens, chance: random.Random, part: float) -> None:
        self.reader, self.tokens, self.chance, self.part = reader, tokens, chance, part
        self.known: dict[str, Item] = {}
        self.hashes: dict[str, str] = {}
        self.refresh()

    def refresh(self) -> None:
        """Read the folder if it has changed, and prepare what is new."""
        found = digest()
        if found == self.hashes:
            return
        self.hashes = found
        rows = {repr(p): p for p in passages()}
        new = [key for key in rows if key not in self.known]
        made = prepare([rows[key] for key in new], self.reader, self.tokens)
        self.known = {key: item for key, item in self.known.items() if key in rows} | dict(
            zip(new, made, strict=True)
        )
        items = list(self.known.values())
        self.kept = [i for i in items if i.passage.held_out and i.passage.kind != "form"]
        seen = [i for i in items if i not in self.kept]
        drawn = self.chance.sample(seen, int(self.part * len(seen))) if self.part < 1 else seen
        kinds = ({"figures"}, {"cells", "form"}, {"sentences"})
        self.pools = [Pool([i for i in drawn if i.passage.kind in kind], self.chance) for kind in kinds]
        asked = questions()
        told = [q for q in asked if not q.held_out]
        self.kept_questions = prepare_questions([q for q in asked if q.held_out], self.reader, self.tokens)
        self.seen_questions = prepare_questions(
            told + other_bodies(told, self.chance), self.reader, self.tokens
        )
        print(
            f"{len(drawn)} passages to train on, {len(self.kept)} held out, {len(self.seen_questions)} labelled questions",
            flush=True,
        )


def main() -> None:
    """Train, validate now and then, and keep the state in the folder given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("training/run"))
    parser.add_argument("--steps", type=int, default=3700)
    parser.add_argument("--every", type=int, default=100, help="steps between two states that are kept")
    parser.add_argument("--part", type=float, default=1.0, help="share of the training passages to use")
    settings = parser.parse_args()
    settings.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    chance = random.Random(SEED)
    reader, tokens = make(settings.out)
    steps = settings.steps
    heads = [p for n, p in reader.named_parameters() if p.requires_grad and not n.startswith("layers")]
    trunk = [p for p in reader.layers.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [
            {"params": trunk, "lr": RATE},
            {"params": heads, "lr": HEAD_RATE},
        ],
        weight_decay=0.01,
    )
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1.0, (s + 1) / (WARM * steps)) * max(0.02, 1 - s / steps)
    )
    state_file = settings.out / "state.pt"
    done = 0
    if state_file.is_file():
        state = torch.load(state_file, weights_only=False)
        reader.load_state_dict(state["reader"], strict=False)
        if len(state["optimizer"]["param_groups"]) == 2:
            optimizer.load_state_dict(state["optimizer"])
        rates.last_epoch = state["steps"]
        done = state["steps"]
        chance.seed(SEED + done)
        print(f"going on after {done} steps", flush=True)
    data = Data(reader, tokens, chance, settings.part)
    started, sums = time.time(), [0.0] * 3
    reader.train()
    for step in range(done + 1, steps + 1):
        with torch.autocast("cpu", torch.bfloat16):
            match, right = match_loss(reader, draw(data.pools, FIGURES, FORMS, TEXTS), chance)
            label = label_loss(reader, chance.sample(data.seen_questions, LABELLED))
        optimizer.zero_grad()
        (match + label).backward()
        torch.nn.utils.clip_grad_norm_([*trunk, *heads], 1.0)
        optimizer.step()
        rates.step()
        for n, value in enumerate((match.item(), label.item(), right)):
            sums[n] += value
        if step % settings.every == 0 or step == steps:
            means, sums = [round(s / settings.every, 3) for s in sums], [0.0] * 3
            torch.save(
                {
                    "reader": frozen(reader.state_dict()),
                    "optimizer": optimizer.state_dict(),
                    "rates": rates.state_dict(),
                    "steps": step,
                },
                state_file,
            )
            print(
                f"step {step} of {steps} matching, labels, right {means} null {reader.null.item():.3f} {time.time() - started:.0f} s",
                flush=True,
            )
            data.refresh()
    record = {
        "data": data.hashes,
        "steps": steps,
        "part": settings.part,
        "seed": SEED,
        "minutes": round((time.time() - started) / 60),
        "validation": report(reader, data.kept, data.kept_questions),
    }
    (settings.out / "record.json").write_text(json.dumps(record, indent=1, ensure_ascii=False))
    print(json.dumps({k: round(v, 3) for k, v in record["validation"].items()}, ensure_ascii=False, indent=0))


if __name__ == "__main__":
    main()
