"""Words of a question that a figure does not meet though the report speaks of them: conditions, not turns of phrase."""

from __future__ import annotations

from collections.abc import Sequence

from reportqa.answering.narrowing import part_asked
from reportqa.answering.question import Understood
from reportqa.answering.scoring import Scored
from reportqa.answering.terms import occurs
from reportqa.model import How

CONDITION = 0.7
"""Weight from which a word that stands beside other figures only is a condition and no turn of phrase."""
PART = 0.5
"""Weight from which a word of the part asked for must be met."""
_OWN_NOUNS = {
    "litigation": frozenset({"案件", "案子", "官司", "诉讼案件"}), "reconsideration": frozenset({"案件", "案子", "复议案件"}),
    "requests": frozenset({"申请书", "申请表", "申请件"}), "published": frozenset({"信息", "文章", "内容", "稿件"}),
}  # fmt: skip
"""What people call the things that an indicator counts; the report need not."""


def conditions(scored: Scored, ranked: Sequence[Scored], asked: Understood) -> list[str]:
    """Return the words of the question that stand beside other figures of the report but not around this one."""
    own = _OWN_NOUNS.get((scored.view.figure.indicator or "").partition(".")[0], frozenset())
    terms = [
        t
        for t in asked.terms
        if t.source in scored.missing and t.weight >= CONDITION and own.isdisjoint(t.alternatives)
    ]
    found = [t.source for t in terms if t.kind == "quoted" or any(occurs(t, s.view.beside) for s in ranked)]
    figure = scored.view.figure
    part = part_asked(asked.text) if scored.same_indicator else None
    if part:
        spans = next((m.spans for m in asked.matches if m.indicator == figure.indicator), ())
        found += [
            t.source
            for t in asked.terms
            if part[0] <= t.start < part[1] and t.in_text >= PART and not t.within(spans)
            and not occurs(t, f"{scored.view.clause} {scored.view.sentence}")
        ]  # fmt: skip
    if figure.how is How.TABLE_CELL or not scored.same_indicator:
        return found
    # 通过网站公开4286条，其中招考类619条: a word beside a part of the sentence asks for that part
    spans = next((m.spans for m in asked.matches if m.indicator == figure.indicator), ())
    parts = [
        s.view
        for s in ranked
        if s.view.figure.start == figure.start and s.view.figure.value_start > figure.value_end
        and s.view.figure.indicator is None
        and (s.features["unit"] >= scored.features["unit"] or s.view.figure.how is How.STATED_ZERO)
    ]  # fmt: skip
    return found + [
        t.source
        for t in asked.terms
        if t.in_text >= CONDITION and not t.within(spans) and not occurs(t, scored.view.clause)
        and any(occurs(t, part.beside) == 1.0 for part in parts)
    ]  # fmt: skip
