"""The rows of ``data/`` as examples: passages with figures and sentences, cells, labelled questions.

The numbers of a passage are read by the program's own figure reader, so that training sees the spans
that answering sees; numbers that no question asks for stand beside them as wrong answers.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from check import DATA, INTENTS, nth_span, rows
from reportqa.figures.catalogue import Catalogue
from reportqa.figures.prose import prose_figures
from reportqa.model import Report, Section
from reportqa.reader.cells import labelled, statutory_lines
from reportqa.search.passages import split_sentences

LABELS = ("body", "part", "year")
HELD_OUT = 10
"""One passage in so many is kept for validation."""
Span = tuple[int, int]


@dataclass(frozen=True)
class Target:
    """A figure, sentence or cell with the questions that it answers, by language."""

    span: Span | None
    questions: dict[str, list[str]]


@dataclass(frozen=True)
class Passage:
    """A passage with its targets, the spans that nobody asks for, and questions that it does not answer.

    ``kind`` is ``figures``, ``sentences`` or ``cells`` (then each target has its text in ``texts``).
    """

    source: str
    kind: str
    disclosure: bool
    heading: str
    text: str
    targets: list[Target]
    others: list[Span]
    unanswerable: dict[str, list[str]]
    texts: list[str] = field(default_factory=list)

    @property
    def held_out(self) -> bool:
        """Whether it is of the validation part: fixed by a hash of its text."""
        return held_out(self.text or "".join(self.texts))


@dataclass(frozen=True)
class Labelled:
    """A question with its labels: spans by label, intent, whether it follows."""

    text: str
    spans: dict[str, list[Span]]
    intent: str
    follows: bool
    lang: str = "zh"

    @property
    def held_out(self) -> bool:
        """Whether it is of the validation part."""
        return held_out(self.text)


def held_out(text: str) -> bool:
    """Return whether a hash of the text puts it into the validation part."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % HELD_OUT == 0


def passages(folder: Path = DATA) -> list[Passage]:
    """Return all passages, tables and text passages of the folder, in order of file and line."""
    catalogue = Catalogue.load()
    found: list[Passage] = []
    for path in sorted(folder.glob("*.jsonl")):
        if path.name.startswith("questions"):
            continue
        if path.name.startswith("cells"):
            found += _forms(path)
            continue
        for _, row in rows(path):
            if path.name.startswith("tables"):
                found.append(_table(path.stem, row))
            elif path.name.startswith("texts"):
                found.append(_sentences(path.stem, row))
            else:
                found.append(_figures(path.stem, row, catalogue))
    return found


def _asked(row: dict[str, Any]) -> dict[str, list[str]]:
    return {language: list(row.get(language, [])) for language in ("zh", "en")}


def _figures(source: str, row: dict[str, Any], catalogue: Catalogue) -> Passage:
    text, heading = row["text"], row.get("heading", "")
    report = Report("row", "", None, "", "row", "", text, (Section((heading,), 0, len(text)),))
    read = sorted({(f.value_start, f.value_end) for f in prose_figures(report, catalogue)})
    targets, taken = [], set()
    for figure in row["figures"]:
        marked = nth_span(text, figure["mark"], figure.get("nth"))
        if marked is None:
            continue
        inside = [s for s in read if s[0] < marked[1] and marked[0] < s[1]]
        span = inside[0] if len(inside) == 1 and inside[0] not in taken else marked
        taken.add(span)
        targets.append((span, _asked(figure), figure["mark"]))
    for dialogue in row.get("dialogues", []):
        together = f"{dialogue['after']} {dialogue['q']}"
        for _, asked, mark in targets:
            if mark == dialogue.get("mark"):
                asked[dialogue["lang"]].append(together)
                break
        else:
            if dialogue.get("mark") is None:
                row.setdefault("unanswerable", {}).setdefault(dialogue["lang"], []).append(together)
    others = [s for s in read if not any(s[0] < b and a < s[1] for (a, b), _, _ in targets)]
    return Passage(
        source, "figures", row.get("kind") == "disclosure", heading, text,
        [Target(span, asked) for span, asked, _ in targets], others, _asked(row.get("unanswerable", {})),
    )  # fmt: skip


def _sentences(source: str, row: dict[str, Any]) -> Passage:
    text = row["text"]
    spans = split_sentences(text, 0, len(text))
    asked: dict[Span, dict[str, list[str]]] = {}
    for answer in row["answers"]:
        marked = nth_span(text, answer["span"], answer.get("nth"))
        if marked is None:
            continue
        home = max(spans, key=lambda s: min(s[1], marked[1]) - max(s[0], marked[0]))
        questions = asked.setdefault(home, {"zh": [], "en": []})
        for language, more in _asked(answer).items():
            questions[language] += more
    return Passage(
        source, "sentences", row.get("kind") == "disclosure", row.get("heading", ""), text,
        [Target(span, questions) for span, questions in asked.items()],
        [s for s in spans if s not in asked], _asked(row.get("unanswerable", {})),
    )  # fmt: skip


def _table(source: str, row: dict[str, Any]) -> Passage:
    texts = [labelled(c["path"], c.get("column", ""), row["title"], c.get("unit", "")) for c in row["cells"]]
    targets = [Target(None, _asked(c)) for c in row["cells"]]
    return Passage(
        source, "cells", False, row["title"], "", targets, [], _asked(row.get("unanswerable", {})), texts
    )


def _forms(path: Path) -> Iterator[Passage]:
    """Yield the cells of each statutory form as one passage; their lines are those that the program writes."""
    known = {_letters(line): line for line in statutory_lines()}
    forms: dict[str, list[dict[str, Any]]] = {}
    for _, row in rows(path):
        forms.setdefault(row["form"], []).append(row)
    for form, cells in forms.items():
        lines = [labelled(c["path"], c.get("column", "")) for c in cells]
        texts = [known.get(_letters(line), line) for line in lines]
        yield Passage(
            f"{path.stem}-{form}", "form", True, form, "", [Target(None, _asked(c)) for c in cells], [],
            {"zh": [], "en": []}, texts,
        )  # fmt: skip


def _letters(line: str) -> str:
    """Return what a cell's line says without its form's numbering: the first label of the old form, and the last."""
    plain = re.sub(
        r"第二十条第（.）项|三、本年度办理结果|[（(][一二三四五六七八九十][）)]|[一二三四五六七八九十](?=、)|其中",
        "",
        line,
    )
    parts = [re.sub(r"[^\u4e00-\u9fff]|的情况$|^行政(?=规范)", "", part) for part in plain.split(" > ")]
    parts = [part for n, part in enumerate(parts) if part and part != "总计" and part not in parts[:n]]
    old = re.match("[一二三四五六七八]、.*(?:情况|数量)", line) is not None and "申请数量" not in parts[0]
    return "".join((parts[0], parts[-1]) if old else parts)


def questions(folder: Path = DATA) -> list[Labelled]:
    """Return all labelled questions."""
    found = []
    for path in sorted(folder.glob("questions*.jsonl")):
        for _, row in rows(path):
            spans = {label: [_span(row["q"], part) for part in row.get(label, [])] for label in LABELS}
            assert row["intent"] in INTENTS
            found.append(Labelled(row["q"], spans, row["intent"], row["follows"], row["lang"]))
    return found


def other_bodies(labelled: Sequence[Labelled], chance: random.Random, times: int = 3) -> list[Labelled]:
    """Return each question that names bodies ``times`` more, with other questions' names in their places.

    A name is labelled by where it stands, not by what it is: names are the part of a question that differs most.
    """
    names: dict[str, list[str]] = {}
    for question in labelled:
        names.setdefault(question.lang, []).extend(question.text[a:b] for a, b in question.spans["body"])
    made = []
    for question in labelled:
        for _ in range(times if question.spans["body"] else 0):
            new = {span: chance.choice(names[question.lang]) for span in question.spans["body"]}
            made.append(_renamed(question, new))
    return made


def _renamed(question: Labelled, names: dict[Span, str]) -> Labelled:
    """Return the question with other words in some spans, and its labels where they then stand."""
    text, at, moved = "", 0, []
    for (start, end), name in sorted(names.items()):
        text += question.text[at:start] + name
        moved.append((start, end, len(text) - len(name), len(text)))
        at = end
    text += question.text[at:]

    def now(span: Span) -> Span:
        shift = 0
        for start, end, new_start, new_end in moved:
            if span == (start, end):
                return new_start, new_end
            if start < span[0]:
                shift = new_end - end
        return span[0] + shift, span[1] + shift

    spans = {label: [now(s) for s in found] for label, found in question.spans.items()}
    return replace(question, text=text, spans=spans)


def _span(text: str, part: str) -> Span:
    at = text.find(part)
    return at, at + len(part)


def digest(folder: Path = DATA) -> dict[str, str]:
    """Return the first 12 digits of the SHA-256 of each file of data, for the record of a training."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest()[:12] for p in sorted(folder.glob("*.jsonl"))}


if __name__ == "__main__":
    found = passages()
    print(len(found), sum(len(p.targets) for p in found), sum(len(p.others) for p in found))
    print(json.dumps(digest(), indent=1))
