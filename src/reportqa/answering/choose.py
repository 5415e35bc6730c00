"""Choose the figure of one report that answers a question, or none: the heart of never guessing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportqa.answering.against import asks_share, contradicts, other_channel, other_circle, other_grade
from reportqa.answering.changes import change_stated
from reportqa.answering.conditions import CONDITION, conditions
from reportqa.answering.fitted import ENOUGH, FAIR, SURE, Marks, chance, evidence, named_share, order
from reportqa.answering.opposites import other_side
from reportqa.answering.question import Understood
from reportqa.answering.scoring import Scored, applicant_fits, score_figure
from reportqa.answering.terms import QuestionTerm, occurs
from reportqa.answering.views import FigureView
from reportqa.figures import units
from reportqa.figures.catalogue import Catalogue, Match
from reportqa.model import Applicant, How

_AS_GOOD = 0.93
_DISCLOSURE = re.compile("信息公开|政务公开|公开工作|政府信息")
_LOOSE = frozenset("件 条 次 个 人 名 场 起 份 回 项 宗 例 家 位 篇 人次".split())
"""Units that people use for one another (多少人 for requests, 几场 for lawsuits); nobody means 册 or 元 otherwise."""
_RECEIVED = re.compile(r"收到|接到|受理|新收|\breceiv|\bgot\b|\bget\b|\bcame in\b|\baccept")
_REPLIED = re.compile(r"答复|回复|办复|办结|\brepl|\banswer|\brespond|\bclosed?\b|\bcomplet")
_JOINS = re.compile(r"[和与及、/]|以及|还有|各|分别|\band\b|,|\bor\b|\beach\b")
"""Words that name two things side by side."""
_NEAR = 4
"""Characters within which a word belongs to the indicator named beside it."""
_ABOUT_AS_WELL = 0.1
_AGREES = 0.08
"""Similarity by which the reader may find another figure nearer than the one that the catalogue vouches for."""
_DOUBTS = 0.4
"""The same, where the catalogue's entry is named by a good part of the question."""
WELL_NAMED = 0.2
"""Share of a question that names the catalogue's entry, from which the entry is trusted more."""
CLOSE = 0.5
"""Two figures whose fitted scores differ by less are not told apart."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What the reader sees of a report's figures beside a question.

    ``near`` is the similarity of each by its number, ``null`` that of "not stated".
    """

    near: Mapping[int, float]
    null: float


@dataclass(frozen=True, slots=True)
class Choice:
    """The outcome for one report.

    ``chosen`` are the figures that answer (several only where they are added up, then ``sum`` is set);
    ``also`` one figure of the same indicator with another value (another circle, or text against
    table); ``rivals`` figures that fit as well and cannot be told apart; ``ranked`` all candidates.
    """

    chosen: tuple[Scored, ...] = ()
    also: tuple[Scored, ...] = ()
    rivals: tuple[Scored, ...] = ()
    ranked: tuple[Scored, ...] = ()
    sum: bool = False
    chance: float | None = None
    """The chance of being right, where words alone chose."""
    list: bool = False
    """Whether ``chosen`` are the figures of several things that the question names side by side."""
    lacking: tuple[str, ...] = ()
    """Indicators named side by side of which the report states nothing."""


def choose(
    views: Sequence[FigureView],
    asked: Understood,
    catalogue: Catalogue,
    year: int | None,
    sight: Sight | None = None,
) -> Choice:
    """Return the figure that answers ``asked`` among ``views`` of one report.

    Without the reader's ``sight`` only a figure that the catalogue vouches for is chosen.
    """
    fitting = [v for v in views if _year_fits(v, year) and applicant_fits(v, asked)]
    ranked = sorted(
        (score_figure(v, asked, catalogue) for v in fitting),
        key=lambda s: (-s.score, s.view.figure.value_start),
    )
    listed = _side_by_side(ranked, asked, catalogue)
    if listed:
        stated = {s.view.figure.indicator for s in listed}
        lacking = (
            ()
            if len(listed) == 1 and not listed[0].same_indicator
            else tuple(i for i in named_apart(asked, catalogue) if i not in stated)
        )
        return Choice(
            chosen=listed, ranked=tuple(ranked), list=len(listed) > 1 or bool(lacking), lacking=lacking
        )
    change = change_stated(ranked, asked, share=asks_share(asked))
    if change:
        return Choice(chosen=(change,), ranked=tuple(ranked))
    vouched = _vouched(ranked, asked, catalogue) if asked.matches else []
    if sight is None:
        return _with_rivals(vouched, ranked, asked) if vouched else Choice(ranked=tuple(ranked))
    if vouched and _agreed(vouched[0], ranked, asked, sight):
        seen = [replace(s, near=sight.near.get(s.view.number, 0.0)) for s in ranked]
        numbers = [s.view.number for s in vouched]
        return _with_rivals([next(s for s in seen if s.view.number == n) for n in numbers], seen, asked)
    best = _fitted(ranked, asked, sight, marked(ranked, asked, catalogue, vouched))
    if asked.matches and not vouched and (best.chance or 0.0) < ENOUGH:
        added = _added(views, ranked, asked, catalogue, year)
        if added:
            return Choice(chosen=added, ranked=tuple(ranked), sum=True)
    return best


def _agreed(first: Scored, ranked: Sequence[Scored], asked: Understood, sight: Sight) -> bool:
    """Whether the reader finds the catalogue's figure about as near as any, the more so the less the catalogue names."""
    if asked.named:
        return True
    gap = max(sight.near.get(s.view.number, 0.0) for s in ranked) - sight.near.get(first.view.number, 0.0)
    named = named_share(asked)
    return gap <= _AGREES or (named >= WELL_NAMED and gap <= _DOUBTS)


def _fitted(ranked: Sequence[Scored], asked: Understood, sight: Sight, marks: Marks) -> Choice:
    """Choose by the fitted model, if the chance of being right is high enough."""
    open_ones = candidates(ranked, asked)
    if not open_ones:
        return Choice(ranked=tuple(ranked))
    ordered = order(open_ones, asked, sight.near, marks)
    best = ordered[0]
    likely = chance(evidence(ordered, asked, marks, sight.null))
    unstated = named_share(asked) >= WELL_NAMED and not any(s.same_indicator for s in ranked)
    if likely >= (SURE if unstated else ENOUGH):
        return Choice(chosen=(best,), ranked=tuple(ordered), chance=likely)
    close = [
        s for s in ordered[1:] if best.fit - s.fit < CLOSE and s.view.figure.value != best.view.figure.value
    ]
    if likely >= FAIR and close:
        return Choice(chosen=(best,), rivals=tuple(close[:5]), ranked=tuple(ordered), chance=likely)
    return Choice(ranked=tuple(ordered), chance=likely)


def candidates(ranked: Sequence[Scored], asked: Understood) -> list[Scored]:
    """Return the figures that are not plainly of another thing.

    That is another channel, circle, side or month, or another entry of the catalogue where the question names
    one well.
    """
    open_ones = [
        s for s in ranked
        if not (
            other_channel(s, asked) or other_circle(s, asked) or other_side(s.view, asked)
            or other_grade(s, asked)
        )
    ]  # fmt: skip
    if named_share(asked) < WELL_NAMED:
        return open_ones
    return [s for s in open_ones if s.view.figure.indicator is None or s.same_indicator]


def marked(
    ranked: Sequence[Scored], asked: Understood, catalogue: Catalogue, vouched: Sequence[Scored]
) -> Marks:  # fmt: skip
    """Mark what the catalogue and the question say of each figure."""
    numbers = frozenset(s.view.number for s in vouched)
    lacking = frozenset(
        s.view.number for s in ranked
        if s.same_indicator and s.view.number not in numbers
        and (conditions(s, ranked, asked) or not _applicant_stated(s, asked, catalogue))
    )  # fmt: skip
    return Marks(numbers, lacking, frozenset(s.view.number for s in ranked if contradicts(s, asked)))


def _side_by_side(ranked: Sequence[Scored], asked: Understood, catalogue: Catalogue) -> tuple[Scored, ...]:
    """Return the figures of a question that names two things (信访、重复申请不予处理的; 建议和提案各多少).

    One figure that counts them together is taken first; else one for each that the report states.
    """
    named = named_apart(asked, catalogue)
    if len(named) < 2:
        return ()
    for scored in ranked:
        figure = scored.view.figure
        whole = all(occurs(t, scored.view.beside) for t in asked.terms)
        if whole and figure.indicator not in named and not contradicts(scored, asked) and figure.unit != "%":
            return (scored,)
    each = (_best_of(i, [s.view for s in ranked], asked, catalogue) for i in named)
    return tuple(s for s in each if s)


def _best_of(
    indicator: str, views: Sequence[FigureView], asked: Understood, catalogue: Catalogue
) -> Scored | None:
    """Return the vouched figure of one of several indicators; words nearer to another one are left out."""
    own = next(m for m in asked.matches if m.indicator == indicator)

    def distance(term: QuestionTerm, match: Match) -> int:
        return min((max(a - term.end, term.start - b, 0) for a, b in match.spans), default=99)

    terms = tuple(
        t for t in asked.terms
        if all(distance(t, own) <= distance(t, m) for m in asked.matches) or min(distance(t, m) for m in asked.matches) > _NEAR
    )  # fmt: skip
    alone = replace(asked, matches=(own,), terms=terms)
    scored = sorted((score_figure(v, alone, catalogue) for v in views), key=lambda s: -s.score)
    return next(iter(_vouched(scored, alone, catalogue)), None)


def named_apart(asked: Understood, catalogue: Catalogue) -> list[str]:
    """Return the indicators that a question names by words of their own, in its order."""
    kept: list[Match] = []
    for match in asked.matches[:4]:
        near = {
            i for m in kept for i in (*catalogue.get(m.indicator).also, *catalogue.get(m.indicator).parts)
        }
        own = {at for a, b in match.spans for at in range(a, b)}
        if (
            not own
            or match.indicator in near
            or any(m.indicator in catalogue.get(match.indicator).also for m in kept)
        ):
            continue
        taken = {at for m in kept for a, b in m.spans for at in range(a, b)}
        if not kept or (
            len(own - taken) >= 2 and len(taken - own) >= 2 and match.score >= 0.5 * kept[0].score
        ):
            kept.append(match)
    named = sorted(kept, key=lambda m: m.spans[0])
    between = [asked.text[a.spans[0][0] : b.spans[-1][1]].lower() for a, b in pairwise(named)]
    return [m.indicator for m in named] if all(_JOINS.search(text) for text in between) else []


def _year_fits(view: FigureView, year: int | None) -> bool:
    return view.figure.year == year or view.figure.year is None


def _vouched(ranked: Sequence[Scored], asked: Understood, catalogue: Catalogue) -> list[Scored]:
    """Return the figures of the indicator asked for whose surroundings hold the rest of the question.

    A word of the question that stands beside other figures of the report but not around this one
    (微信, 企业) is a condition that it does not meet; one that stands nowhere is a turn of phrase.
    """
    same = [
        s for s in ranked
        if s.same_indicator
        and _named_well(s, asked)
        and not contradicts(s, asked)
        and not conditions(s, ranked, asked)
        and _unit_fits(s, asked)
        and not _other_stage(s, asked)
        and _applicant_stated(s, asked, catalogue)
    ]  # fmt: skip
    about = [s for s in same if _DISCLOSURE.search(s.view.clause)]
    if about and asked.matches[0].indicator == "complaints.total":
        same = about  # 投诉举报4087件 of a body's business is none about disclosure
    ordered = sorted(same, key=lambda s: -s.score)
    # of two places that state one number the one that bears the very name asked for comes first
    named = (
        o for o in ordered
        if o.view.figure.indicator == asked.indicators[0]
        and o.view.figure.value == ordered[0].view.figure.value
        and ordered[0].score - o.score < _ABOUT_AS_WELL
    )  # fmt: skip
    first = next(named, None)
    return ordered if first is None else [first, *(o for o in ordered if o is not first)]


def _named_well(scored: Scored, asked: Understood) -> bool:
    """Whether the question names the figure's indicator as well as its best match.

    A weaker match is another thing: requests closed for those that a body declined to process.
    """
    match = next(m for m in asked.matches if m.indicator == scored.view.figure.indicator)
    return match.score >= _AS_GOOD * asked.matches[0].score


def _other_stage(scored: Scored, asked: Understood) -> bool:
    """Whether the question says received and the figure counts those replied to, or the reverse."""
    stage = (scored.view.figure.indicator or "").rpartition(".")[2]
    text = asked.text.lower()
    if stage in {"replied", "answered"}:
        return bool(_RECEIVED.search(text)) and not _REPLIED.search(text)
    return stage == "received" and bool(_REPLIED.search(text)) and not _RECEIVED.search(text)


def _unit_fits(scored: Scored, asked: Understood) -> bool:
    """Whether the unit asked for is not of another kind than the figure's.

    People ask 多少人 for requests and 几场 for lawsuits: that is no hindrance where no word is wanting.
    """
    if not asked.units or scored.features["unit"] > 0 or scored.view.figure.value == 0:
        return True
    return not scored.missing and scored.coverage >= 0.7 and asked.units[0] in _LOOSE


def _applicant_stated(scored: Scored, asked: Understood, catalogue: Catalogue) -> bool:
    """Whether a figure in prose names the applicants asked for beside its number."""
    if not asked.applicants or scored.view.figure.applicant is not None:
        return True
    return set(asked.applicants) <= set(catalogue.match_applicants(scored.view.beside, "zh"))


def _with_rivals(good: Sequence[Scored], ranked: Sequence[Scored], asked: Understood) -> Choice:
    """Take the first; note figures of other values that fit as well."""
    best = good[0]
    figure = best.view.figure
    differing = [
        s for s in good[1:]
        if (s.view.figure.value, _family(s)) != (figure.value, _family(best))
    ]  # fmt: skip
    also = [
        s
        for s in differing
        if s.same_indicator and best.same_indicator and s.view.figure.indicator == figure.indicator
    ]
    rivals = [] if best.same_indicator else [s for s in differing if best.score - s.score < CLOSE]
    return Choice(chosen=(best,), also=tuple(also[:2]), rivals=tuple(rivals[:5]), ranked=tuple(ranked))


def _family(scored: Scored) -> frozenset[str]:
    return frozenset(units.families(scored.view.figure.unit))


def _added(
    views: Sequence[FigureView],
    ranked: Sequence[Scored],
    asked: Understood,
    catalogue: Catalogue,
    year: int | None,
) -> tuple[Scored, ...]:
    """Return figures that add up to the indicator asked for, if every part of it is there.

    Two sums are made: rows that the form gives only in parts (（三）不予公开 1 to 8), and the columns
    of 法人或其他组织.
    """
    best = asked.matches[0].indicator
    if asks_share(asked):
        return ()
    if len(asked.applicants) > 1:
        cells = [s for s in ranked if s.view.figure.indicator == best and s.view.figure.how is How.TABLE_CELL]
        by_column = {s.view.figure.applicant: s for s in cells}
        return (
            tuple(by_column[a] for a in asked.applicants) if set(asked.applicants) <= set(by_column) else ()
        )
    parts = catalogue.get(best).parts
    besides = [s.view.beside for s in ranked]
    loose = [t for t in asked.terms if t.weight >= CONDITION and not t.within(asked.matches[0].spans)]
    if not parts or any(occurs(t, beside) for t in loose for beside in besides):
        return ()
    wanted = asked.applicants[0] if asked.applicants else Applicant.TOTAL
    found: dict[str, FigureView] = {}
    for view in views:
        figure = view.figure
        fits = figure.indicator in parts and _year_fits(view, year) and figure.applicant in (None, wanted)
        if fits and figure.indicator and not (figure.part_of or figure.delta):
            found.setdefault(figure.indicator, view)
    if set(found) != set(parts):
        return ()
    return tuple(score_figure(found[p], asked, catalogue) for p in parts)
