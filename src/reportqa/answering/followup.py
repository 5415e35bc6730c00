"""Follow-up questions: what they leave out is carried from the answer that they follow, by rule.

A question without a subject of its own (那2017年呢, and the education bureau?) takes the subject of the one
before; agency and year are carried by ``selection``. A full question carries nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from reportqa.answering.question import Understood
from reportqa.model import Answer, Intent, Language

_SMALL = re.compile(
    r"那么|那|呢|和|还有|的话|又|再|也|吗|怎么样|如何|多少|是|有|几|件|条|次|个|总共|一共|合计|加起来|结果|情况|数据|\b(?:and|what|how|about|in|for|the|then|is|was|it|that|same|of|to|total|altogether|many)\b|[\s？?，,。.！!]"
)


def carry(
    asked: Understood, after: Answer | None, understand: Callable[[str, Language | None], Understood]
) -> tuple[Understood, tuple[str, ...]]:
    """Return the question with what it leaves out filled from ``after``, and what was carried."""
    if after is None or not after.question.subject:
        return asked, ()
    if asked.matches or asked.contact or asked.intent is Intent.META or asked.outside:
        return asked, ()
    earlier = understand(after.question.subject, asked.language)
    if _has_subject(asked):
        return _narrowed(asked, earlier, understand, after.question.subject)
    intent = earlier.intent
    several = len(asked.mention.groups) > 1 or asked.mention.every or asked.years.several
    if asked.total:
        intent = Intent.TOTAL
    elif several:
        intent = Intent.COMPARE if len(asked.mention.groups) > 1 or asked.mention.every else Intent.TREND
    elif asked.years.any or asked.mention.agencies:
        intent = (
            Intent.FIGURE
            if earlier.intent in {Intent.TREND, Intent.COMPARE, Intent.TOTAL}
            else earlier.intent
        )
    filled = replace(
        earlier,
        text=asked.text,
        language=asked.language,
        mention=asked.mention,
        years=asked.years,
        applicants=asked.applicants or earlier.applicants,
        units=asked.units or earlier.units,
        wants=asked.wants | earlier.wants,
        intent=intent,
        rank=asked.rank or (earlier.rank if several else None),
        total=asked.total,
        subject=after.question.subject,
    )
    return filled, ("indicator",)


def _narrowed(
    asked: Understood,
    earlier: Understood,
    understand: Callable[[str, Language | None], Understood],
    subject: str,
) -> tuple[Understood, tuple[str, ...]]:
    """Read 其中网上的有几件 or 废止的呢 together with the question before, where that names a new indicator.

    The join must be read as something that the earlier question alone was not, by words of the new one.
    """
    if asked.mention.agencies or asked.mention.unknown or asked.years.any:
        return asked, ()
    joint = understand(f"{asked.text} {subject}", asked.language)
    known = earlier.indicators[:1]
    fresh = [
        m for m in joint.matches
        if m.indicator not in known and any(start < len(asked.text) for start, _ in m.spans)
    ]  # fmt: skip
    if joint.matches and joint.matches[0].indicator in known:
        fresh = []
    own = asked.applicants and not earlier.applicants
    if not fresh and not own:
        return asked, ()
    rest = [m for m in joint.matches if m not in fresh]
    merged = replace(
        joint,
        text=asked.text,
        matches=tuple(fresh or rest),
        mention=asked.mention,
        years=asked.years,
        terms=tuple(t for t in joint.terms if t.start < len(asked.text)),
        intent=asked.intent,
        subject=f"{asked.text} {subject}",
    )
    return merged, ("indicator",)


def _has_subject(asked: Understood) -> bool:
    """Whether anything is left of the question once agency, year and small words are taken away."""
    chars = list(asked.text)
    for start, end in (*asked.mention.spans, *asked.years.spans):
        chars[start:end] = " " * (end - start)
    rest = _SMALL.sub("", "".join(chars).lower())
    return bool(rest) and bool(asked.terms)
