"""What a trained network gets right on the rows that it did not see."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence

import torch

from batches import LANGUAGES, Item, LabelledItem, heads_of
from check import INTENTS
from network import Reader, figure_vectors, text_vector
from rows import LABELS

NINE = 9
"""Other passages whose figures stand beside those of the passage asked about."""


def vectors_of(reader: Reader, item: Item) -> torch.Tensor:
    """Return the vectors of an item's places, (n, width)."""
    states = reader.hidden(item.texts)
    if item.pools is None:
        return torch.stack([text_vector(s) for s in states])
    return figure_vectors(states[0], item.pools)


def matching(reader: Reader, items: Sequence[Item]) -> dict[str, float]:
    """Return shares, by kind and language: right first and within three among ten passages, null told."""
    chance, counts = random.Random(5), Counter[str]()
    found = [vectors_of(reader, item) for item in items]
    for number, item in enumerate(items):
        others = [
            n
            for n in range(len(items))
            if n != number
            and items[n].passage.kind == item.passage.kind
            and items[n].passage.source != item.passage.source
        ]
        drawn = [number, *chance.sample(others, min(NINE, len(others)))]
        pool = torch.cat([found[n] for n in drawn])
        owner = [(n, k) for n in drawn for k in range(len(found[n]))]
        for language in LANGUAGES:
            key = f"{item.passage.kind} {language}"
            for target, asked in enumerate(item.questions):
                for states in reader.hidden(asked[language]) if asked[language] else []:
                    _count(counts, key, pool @ text_vector(states), reader.null, owner, (number, target))
            for states in reader.hidden(item.unanswerable[language]) if item.unanswerable[language] else []:
                _count(counts, key, pool @ text_vector(states), reader.null, owner, None)
    shares = {}
    for key in sorted({k.rsplit(" ", 1)[0] for k in counts}):
        asked, none = counts[f"{key} n"], counts[f"{key} none"]
        shares[f"{key}: first"] = counts[f"{key} 1"] / max(1, asked)
        shares[f"{key}: within 3"] = counts[f"{key} 3"] / max(1, asked)
        shares[f"{key}: null told"] = counts[f"{key} told"] / max(1, none)
        shares[f"{key}: lost to null"] = counts[f"{key} lost"] / max(1, asked)
        shares[f"{key}: questions"] = asked
    return shares


def _count(
    counts: Counter[str],
    key: str,
    similar: torch.Tensor,
    null: torch.Tensor,
    owner: list[tuple[int, int]],
    right: tuple[int, int] | None,
) -> None:
    order = similar.argsort(descending=True).tolist()
    refused = bool(similar[order[0]] < null)
    if right is None:
        counts[f"{key} none"] += 1
        counts[f"{key} told"] += refused
        return
    counts[f"{key} n"] += 1
    counts[f"{key} 1"] += owner[order[0]] == right
    counts[f"{key} 3"] += right in [owner[n] for n in order[:3]]
    counts[f"{key} lost"] += refused


def labels(reader: Reader, items: Sequence[LabelledItem]) -> dict[str, float]:
    """Return F1 of the labels' spans, and the share of intents and follow-ups told right, by language."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for at in range(0, len(items), 32):
        part = items[at : at + 32]
        tags, intents, follows = heads_of(reader, part)
        for row, item in enumerate(part):
            want, got = spans_of(item.tags), spans_of(tags[row].argmax(-1).tolist())
            for k, label in enumerate(LABELS):
                a, b = {s for s in want if s[0] == k}, {s for s in got if s[0] == k}
                for key in (label, f"{label} {item.question.lang}"):
                    counts[key][0] += 2 * len(a & b)
                    counts[key][1] += len(a) + len(b)
            for name, ok in (
                ("intent", intents[row].argmax() == item.intent),
                ("follows", (follows[row] > 0) == bool(item.follows)),
            ):
                for key in (name, f"{name} {item.question.lang}"):
                    counts[key][0] += bool(ok)
                    counts[key][1] += 1
            counts[f"intent {INTENTS[item.intent]}"][0] += bool(intents[row].argmax() == item.intent)
            counts[f"intent {INTENTS[item.intent]}"][1] += 1
    return {key: a / max(1, n) for key, (a, n, _) in sorted(counts.items())}


def spans_of(tags: Sequence[int]) -> set[tuple[int, int, int]]:
    """Return (label, first token, end token) of a row of tags."""
    found: set[tuple[int, int, int]] = set()
    label, start = -1, 0
    for n, tag in enumerate([*tags, 0]):
        kind = (tag - 1) // 2 if tag else -1
        begins = tag % 2 == 1
        if label >= 0 and (kind != label or begins):
            found.add((label, start, n))
            label = -1
        if kind >= 0 and label < 0:
            label, start = kind, n
    return found


@torch.no_grad()
def report(reader: Reader, items: Sequence[Item], questions: Sequence[LabelledItem]) -> dict[str, float]:
    """Return all figures of validation; the network is left in training mode if it was."""
    training = reader.training
    reader.eval()
    with torch.autocast("cpu", torch.bfloat16):
        found = matching(reader, items) | labels(reader, questions)
    reader.train(training)
    return found
