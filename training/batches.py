"""What one step of training sees, and its loss."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from check import INTENTS
from network import (
    LONGEST_QUESTION,
    SCALE,
    Pools,
    Reader,
    figure_vectors,
    passage_sequence,
    pools_of,
    question_ids,
    text_vector,
)
from reportqa.reader.spans import covered
from reportqa.reader.tokens import PASSAGE, QUERY, Tokens
from rows import LABELS, Labelled, Passage

CELLS = 12
"""Cells of a form or table in one step."""
TARGETS = 8
"""Figures of one passage that are asked for in one step; the others stand beside them."""
THINNED = 0.1
"""Share of a question's tokens that are left out each time it is asked: no single word may carry all."""
_GUIDE = 0.05
"""Among figures of one field: one that is this near the right one may state the same thing, and is left out."""
DELETED = 0.35
"""Share of questions asked once more with their answer taken away: then the null is right."""
LANGUAGES = ("zh", "en")


@dataclass
class Item:
    """A passage ready for the network: lower states of its text (or its cells), of its questions, and pooling."""

    passage: Passage
    pools: Pools | None
    texts: list[Tensor]
    questions: list[dict[str, list[Tensor]]]
    unanswerable: dict[str, list[Tensor]]


@dataclass
class LabelledItem:
    """A labelled question ready for the network."""

    question: Labelled
    lower: Tensor
    tags: list[int]
    intent: int
    follows: float


def prepare(passages: Sequence[Passage], reader: Reader, tokens: Tokens) -> list[Item]:
    """Cut passages and their questions into tokens, and run the layers that are not trained, once."""
    ids: list[list[int]] = []

    def keep(sequence: list[int]) -> int:
        ids.append(sequence)
        return len(ids) - 1

    made = []
    for passage in passages:
        questions = [
            {k: [keep(question_ids(tokens, q)) for q in t.questions[k]] for k in LANGUAGES}
            for t in passage.targets
        ]
        nothing = {
            k: [keep(question_ids(tokens, q)) for q in passage.unanswerable.get(k, [])] for k in LANGUAGES
        }
        pools = None
        if passage.texts:
            texts = [keep(tokens.encode(PASSAGE, t).ids) for t in passage.texts]
        else:
            spans = [t.span for t in passage.targets if t.span] + passage.others
            sequence = passage_sequence(
                tokens, passage.heading, passage.text, spans, passage.kind == "sentences"
            )
            texts, pools = [keep(sequence.ids)], pools_of(sequence)
        made.append((passage, pools, texts, questions, nothing))
    lower = reader.lower(ids)
    return [
        Item(p, pools, [lower[n] for n in texts], [{k: [lower[n] for n in v] for k, v in q.items()} for q in questions], {k: [lower[n] for n in v] for k, v in nothing.items()})
        for p, pools, texts, questions, nothing in made
    ]  # fmt: skip


def prepare_questions(questions: Sequence[Labelled], reader: Reader, tokens: Tokens) -> list[LabelledItem]:
    """Cut labelled questions into tokens and give each its tag (0 outside, 1 + 2k begins label k, 2 + 2k goes on)."""
    encoded = [tokens.encode(QUERY, q.text, LONGEST_QUESTION) for q in questions]
    lower = reader.lower([e.ids for e in encoded])
    made = []
    for question, found, states in zip(questions, encoded, lower, strict=True):
        tags = [0] * len(found.ids)
        for k, label in enumerate(LABELS):
            for start, end in question.spans[label]:
                inside = covered(found.offsets, start, end)
                for n in inside:
                    tags[n] = 1 + 2 * k + (n != inside[0])
        made.append(
            LabelledItem(question, states, tags, INTENTS.index(question.intent), float(question.follows))
        )
    return made


class Pool:
    """Draws items without putting back, and shuffles again when all were drawn."""

    def __init__(self, items: Sequence[Item], chance: random.Random) -> None:
        self.items, self.chance, self.left = items, chance, []

    def draw(self, number: int) -> list[Item]:
        """Return ``number`` items (fewer where there are not so many)."""
        drawn = []
        for _ in range(min(number, len(self.items))):
            if not self.left:
                self.left = list(range(len(self.items)))
                self.chance.shuffle(self.left)
            drawn.append(self.items[self.left.pop()])
        return drawn


@dataclass
class _Query:
    lower: Tensor
    target: int
    item: int


def match_loss(reader: Reader, items: Sequence[Item], chance: random.Random) -> tuple[Tensor, float]:
    """Return the loss of matching, and the share of questions matched right."""
    texts: list[Tensor] = []
    rows: list[tuple[int, int]] = []
    owner: list[int] = []
    queries: list[_Query] = []
    firsts: list[int] = []
    for number, item in enumerate(items):
        firsts.append(len(owner))
        if item.pools is not None:
            asked_for = chance.sample(range(len(item.questions)), min(TARGETS, len(item.questions)))
            texts += item.texts
            owner += [number] * len(item.pools.number)
            rows.append((len(texts) - 1, len(texts)))
            pairs = [(n, n) for n in asked_for]
        else:
            chosen = chance.sample(range(len(item.texts)), min(CELLS, len(item.texts)))
            rows.append((len(texts), len(texts) + len(chosen)))
            texts += [item.texts[n] for n in chosen]
            owner += [number] * len(chosen)
            pairs = list(enumerate(chosen))
        for at, n in pairs:
            for language in LANGUAGES:
                if item.questions[n][language]:
                    asked = _thinned(chance.choice(item.questions[n][language]), chance)
                    queries.append(_Query(asked, firsts[-1] + at, number))
        for language in LANGUAGES:
            for lower in chance.sample(item.unanswerable[language], min(2, len(item.unanswerable[language]))):
                queries.append(_Query(_thinned(lower, chance), -1, number))
    states = reader.hidden([*texts, *(q.lower for q in queries)])
    vectors = []
    for item, (start, stop) in zip(items, rows, strict=True):
        if item.pools is not None:
            vectors.append(figure_vectors(states[start], item.pools))
        else:
            vectors.append(torch.stack([text_vector(s) for s in states[start:stop]]))
    wanted = functional.normalize(torch.stack([s.mean(0) for s in states[len(texts) :]]), dim=1)
    plain = wanted @ torch.cat(vectors).T
    similar = plain.masked_fill(_same_field(items, torch.tensor(owner), queries, plain.detach()), -4.0)
    target = torch.tensor([q.target if q.target >= 0 else len(owner) for q in queries])
    again = [n for n, q in enumerate(queries) if q.target >= 0 and chance.random() < DELETED]
    if again:
        taken = similar[again].clone()
        taken[torch.arange(len(again)), target[again]] = -4.0
        similar = torch.cat([similar, taken])
        target = torch.cat([target, torch.full((len(again),), len(owner))])
    logits = torch.cat([similar * SCALE, (reader.null * SCALE).expand(len(similar), 1)], 1)
    right = (logits.argmax(1) == target).float().mean().item()
    return functional.cross_entropy(logits, target), right


def _thinned(lower: Tensor, chance: random.Random) -> Tensor:
    """Leave out some tokens of a question, never the marks at its ends."""
    last = len(lower) - 1
    keep = [n for n in range(len(lower)) if n in {0, last} or chance.random() >= THINNED]
    return lower[keep] if 2 < len(keep) <= last else lower


def _same_field(items: Sequence[Item], owner: Tensor, queries: Sequence[_Query], similar: Tensor) -> Tensor:
    """Mark figures of other passages of the same field that may state the very thing asked."""
    kin = torch.tensor([
        [a is not b and (a.passage.source == b.passage.source or (a.passage.disclosure and b.passage.disclosure)) for b in items]
        for a in items
    ])  # fmt: skip
    item = torch.tensor([q.item for q in queries])
    own = item[:, None] == owner[None]
    nearest = similar.masked_fill(~own, -4.0).max(1).values
    right = torch.tensor([max(q.target, 0) for q in queries])
    answered = torch.tensor([q.target >= 0 for q in queries])
    near = torch.where(answered, similar.gather(1, right[:, None])[:, 0], nearest) - _GUIDE
    return kin[item][:, owner] & (similar > near[:, None])


def heads_of(reader: Reader, items: Sequence[LabelledItem]) -> tuple[list[Tensor], Tensor, Tensor]:
    """Return the tag scores of each question, and intent and follows scores of all."""
    states = reader.hidden([i.lower for i in items])
    mean = torch.stack([s.mean(0) for s in states])
    return [reader.tags(s) for s in states], reader.intent(mean), reader.follows(mean)[:, 0]


def label_loss(reader: Reader, items: Sequence[LabelledItem]) -> Tensor:
    """Return the loss of labels, intent and follows over some questions."""
    tags, intent, follows = heads_of(reader, items)
    wanted = torch.tensor([t for i in items for t in i.tags])
    loss = functional.cross_entropy(torch.cat(tags), wanted)
    loss = loss + 0.5 * functional.cross_entropy(intent, torch.tensor([i.intent for i in items]))
    return loss + 0.5 * functional.binary_cross_entropy_with_logits(
        follows, torch.tensor([i.follows for i in items])
    )


def draw(pools: Sequence[Pool], *numbers: int) -> list[Item]:
    """Return so many items of each pool: passages of figures, cells, passages of sentences."""
    return [item for pool, number in zip(pools, numbers, strict=True) for item in pool.draw(number)]
