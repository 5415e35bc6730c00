"""How an answer was found, in words: what was understood, what was compared, what was taken."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from reportqa.model import Answer
from reportqa.web.library import Shelved
from reportqa.web.wording import Text, texts

MOST_ROWS = 8
LONGEST = 90


@dataclass(frozen=True, slots=True)
class Candidate:
    """A figure or sentence that was compared. ``missing`` are words of the question that it lacks."""

    value: str
    words: str
    score: str
    taken: bool
    missing: str


@dataclass(frozen=True, slots=True)
class Explained:
    """Sentences on the question, and the candidates compared, best first."""

    sentences: tuple[str, ...]
    figures: tuple[Candidate, ...]
    passages: tuple[Candidate, ...]

    def __bool__(self) -> bool:
        return bool(self.sentences or self.figures or self.passages)


def explained(answer: Answer, shelved: Shelved) -> Explained:
    """Put the steps of an answer into words; a step of an unknown kind is left out."""
    say = texts(answer.language)
    sentences: list[str] = []
    figures: list[Candidate] = []
    passages: list[Candidate] = []
    decided: list[str] = []
    retrieved = False
    for step in answer.why:
        kind = step.get("step")
        if kind == "understood":
            sentences += understood(step, shelved, say, answer)
        elif kind == "candidate":
            figures.append(_figure(step, shelved, answer))
        elif kind == "sentence":
            passages.append(Candidate("", _short(step.get("text")), *_judged(step)))
        elif kind == "decided":
            decided.append(_decision(step, say))
        elif kind == "passages":
            retrieved = True
    if figures:
        sentences += [say("why.figures"), *dict.fromkeys(decided)]
    if passages:
        sentences.append(say("why.passages"))
    if retrieved:
        sentences.append(say("why.retrieved"))
    if answer.index:
        sentences.append(say("why.index", index=answer.index, ms=max(1, round(answer.ms))))
    # what was taken comes first, whatever its place in the list
    figures.sort(key=lambda one: not one.taken)
    passages.sort(key=lambda one: not one.taken)
    return Explained(tuple(sentences), tuple(figures[:MOST_ROWS]), tuple(passages[:MOST_ROWS]))


def understood(step: Mapping[str, Any], shelved: Shelved, say: Text, answer: Answer) -> list[str]:
    """Say what was understood of the question, and by which words it was searched."""
    joint = say("joint")
    said = []
    if step.get("agencies"):
        said.append(say("why.agencies", names=_joined(step["agencies"], joint)))
    if step.get("years"):
        said.append(say("why.years", years=_joined(step["years"], joint)))
    if step.get("indicators"):
        names = [shelved.indicator_name(str(i), answer.language) for i in step["indicators"]]
        said.append(say("why.indicators", names=joint.join(dict.fromkeys(names))))
    terms = [_term(term, say) for term in step.get("terms") or () if isinstance(term, Mapping)]
    if terms:
        said.append(say("why.terms", terms=joint.join(terms)))
    return said


def _term(term: Mapping[str, Any], say: Text) -> str:
    word = str(term.get("term", ""))
    others = [str(m) for m in term.get("means") or () if str(m) != word]
    return say("why.term", term=word, means=say("joint").join(others)) if others else word


def _decision(step: Mapping[str, Any], say: Text) -> str:
    chance, enough = (f"{100 * float(step.get(key) or 0):.0f}%" for key in ("chance", "enough"))
    return say("why.given" if step.get("given") else "why.refused", chance=chance, enough=enough)


def _figure(step: Mapping[str, Any], shelved: Shelved, answer: Answer) -> Candidate:
    words = str(step.get("counted") or "")
    indicator = step.get("indicator")
    name = shelved.indicator_name(str(indicator), answer.language) if indicator else ""
    shown = name if answer.language == "en" and name else words or name
    text = str(step.get("text") or "").strip() or str(step.get("value", ""))
    return Candidate(text, _short(shown), *_judged(step))


def _judged(step: Mapping[str, Any]) -> tuple[str, bool, str]:
    score = step.get("near", step.get("score"))
    number = f"{score:.2f}" if isinstance(score, int | float) else ""
    return number, bool(step.get("chosen")), _joined(step.get("missing") or (), "、")


def _joined(items: Iterable[object], joint: str) -> str:
    return joint.join(str(item) for item in items)


def _short(value: object) -> str:
    text = " ".join(str(value or "").split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
