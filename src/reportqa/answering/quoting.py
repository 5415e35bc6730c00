"""Which of the ranked sentences to quote: the best one, and the list that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reportqa.answering.sentences import LEAD_IN, Sentence

MOST = 3
"""Sentences in an answer at most, and one that leads them in."""
_LIST = 2.0
"""How far below the best one an earlier item of its list may fit and is still asked for with it."""
ITEM = re.compile(
    r"^(?:[（(]?(?:[一二三四五六七八九十]|\d{1,2})[）)、.．]|[一二三四五六七八九十][是要]|第[一二三四五六]|[①-⑩]|另一|其[一二三四]|[一—]{2}|再次|其次|最后)"
)


def select(ranked: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """Return the sentences to quote, in reading order, for those ranked; empty if the best one only leads in nothing.

    A list that the best sentence opens (一是…) is kept whole, up to ``MOST`` sentences; earlier items come with
    it where they fit about as well; a sentence that only leads in (打算从以下几方面改进：) brings those that it leads in.
    """
    best = ranked[0]
    same = sorted(
        (s for s in ranked if s.passage.section == best.passage.section), key=lambda s: s.passage.start
    )
    at = same.index(best)
    chosen = [best, *_rest_of_list(best, same[at + 1 :])]
    chosen = [*_list_before(best, same[:at], MOST + 1 - len(chosen)), *chosen]
    if len(chosen) == 1 and best.lead and len(best.passage.text) <= LEAD_IN:
        return ()
    return tuple(chosen)


def _list_before(best: Sentence, before: Sequence[Sentence], most: int) -> list[Sentence]:
    """Return the items of a list that stand before the best one: who asks for the problems wants all of them."""
    found: list[Sentence] = []
    later = best.passage.text.strip()
    for sentence in reversed(before[-most:] if most > 0 else []):
        text = sentence.passage.text.strip()
        joined = text.endswith(("；", ";", "：", ":")) or bool(ITEM.match(later) and ITEM.match(text))
        if not joined or best.fit - sentence.fit > _LIST:
            break
        found.insert(0, sentence)
        later = text
    return found


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
