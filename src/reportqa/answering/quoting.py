"""Which of the ranked sentences to quote: the best one, the list that it belongs to, or none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportqa.answering.asking import Topic, Wanted, wanted
from reportqa.answering.question import Understood
from reportqa.answering.rows import is_row
from reportqa.answering.sentences import ITEM, LEAD_IN, RUN_ON, Sentence
from reportqa.model import Report

MOST = 3
"""Sentences in an answer at most."""
_GENERAL = 0.4
"""Share of telling words under which a question asks for the whole of a list."""
_LISTED = frozenset({"problems", "improvements"})


def select(
    report: Report, ranked: Sequence[Sentence], asked: Understood, found: Sequence[Topic]
) -> tuple[Sentence, ...]:
    """Return the sentences to quote, in reading order; empty if none is near enough.

    A list that the best sentence opens (一是…) is kept whole, up to ``MOST`` sentences, and a sentence
    that only leads in (打算从以下几方面改进：) brings those that it leads in.
    """
    ranked = [s for s in ranked if not is_row(s.passage)]
    if not ranked:
        return ()
    want = wanted(asked)
    best = ranked[0]
    alone = best.features["form"] > 0 and not any(
        s.features["form"] >= best.features["form"] for s in ranked[1:]
    )
    if not _answers(best, want, asked, alone):
        return ()
    chosen = [best]
    following = sorted(
        (
            s
            for s in ranked
            if s.passage.section == best.passage.section and s.passage.start > best.passage.start
        ),
        key=lambda s: s.passage.start,
    )
    chosen += _rest_of_list(best, following)
    if best.features["told"] < _GENERAL and _LISTED & {t.id for t in want.topics}:
        chosen = [*_list_before(best, ranked, MOST + 1 - len(chosen)), *chosen]
    by_topic = best.features["topic"] >= 0.42
    for sentence in ranked[1:6]:
        if len(chosen) < 2 and sentence.score > 0.92 * best.score and sentence not in chosen and by_topic:
            chosen.append(sentence)
    if len(chosen) == 1 and best.lead and len(best.passage.text) <= LEAD_IN:
        return ()
    return tuple(sorted(chosen, key=lambda s: s.passage.start))


def _list_before(best: Sentence, ranked: Sequence[Sentence], most: int) -> list[Sentence]:
    """Return the items of a list that stand before the best one: who asks for the problems wants all of them."""
    same = [
        s
        for s in ranked
        if s.passage.section == best.passage.section and s.passage.start < best.passage.start
    ]
    before: list[Sentence] = []
    later = best.passage.text.strip()
    for sentence in sorted(same, key=lambda s: -s.passage.start)[:most]:
        text = sentence.passage.text.strip()
        if not text.endswith(("；", ";", "：", ":")) and not (ITEM.match(later) and ITEM.match(text)):
            break
        before.insert(0, sentence)
        later = text
    return before


def _rest_of_list(best: Sentence, following: Iterable[Sentence]) -> list[Sentence]:
    rest: list[Sentence] = []
    leading, last = best.lead, best.passage.text.rstrip()
    for sentence in following:
        if len(rest) >= MOST - 1:
            break
        text = sentence.passage.text.strip()
        if not (
            last.endswith(("；", ";", "：", ":"))
            or ITEM.match(text)
            or (leading and (not rest or sentence.lead))
        ):
            break
        rest.append(sentence)
        last = text
    return rest


def _answers(best: Sentence, want: Wanted, asked: Understood, alone: bool) -> bool:
    """Whether the best sentence is near enough to what is asked; ``alone`` if no other has its form."""
    topic, form, coverage = (best.features[f] for f in ("topic", "form", "coverage"))
    dated = bool(want.dates) and best.features["date"] > 0
    if (want.dates and not dated) or (not form and any(t.strict for t in want.forms)):
        return False
    if topic >= 0.42 and any(t.sure for t in want.topics):
        return True
    if best.features["told"] < 0.4:
        return (
            topic >= 0.42
            or form >= 0.85
            or alone
            or (topic >= 0.4 and form > 0)
            or (dated and (form > 0 or not want.forms))
        )
    if topic >= 0.42 and (coverage >= 0.15 or not best.missing):
        return True
    if form and (coverage >= 0.4 or dated or (form >= 0.85 and coverage >= 0.25 and topic >= 0.6 * RUN_ON)):
        return True
    if coverage >= 0.5 and any(t.kind == "quoted" and t.weight == 1 for t in best.named):
        return True
    return coverage >= (0.5 if asked.language == "zh" else 0.45) and not best.missing
