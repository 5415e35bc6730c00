"""Ask a library: understand, choose the reports, find the evidence, answer or say why not."""

from __future__ import annotations

import datetime
import re
import time
from collections.abc import Callable
from dataclasses import replace

from reportqa.answering.agencies import AgencyBook
from reportqa.answering.bodies import CanonicalShelf
from reportqa.answering.draft import Draft
from reportqa.answering.followup import carry
from reportqa.answering.intents import is_of_reports, may_be_words
from reportqa.answering.nearest import nearest_heading
from reportqa.answering.question import LONGEST, Understood, clean, taken_over, understand
from reportqa.answering.selection import Selection, listing, select_reports, without_plans
from reportqa.answering.several import answer_several
from reportqa.answering.shelf import Shelf
from reportqa.answering.single import answer_single, choose_in, not_stated
from reportqa.answering.subordinate import found_in, names_body, read_inside
from reportqa.answering.texts import answer_contact, answer_meta, answer_text, sentences_of
from reportqa.answering.wording import wording
from reportqa.figures.catalogue import Catalogue
from reportqa.model import Answer, Intent, Language, Question, Report, Status, Suggestion
from reportqa.search.segment import Segmenter

_SAYS_SOMETHING = re.compile(r"[\w一-鿿]")
RETRIEVED = 40
"""Passages looked up over many reports where a question names no body."""
_PRACTICE = re.compile(
    r"(?<!没)收费[吗么不]|收不收费|(?:要|用)(?:不要|不用)?(?:交|给|花)?钱[吗么]|免费[吗么]|\bdo(?:es)? .{0,80}\bcharge\b|\bis (?:it|there) .{0,30}\b(?:free|charge)\b"
)
"""Asks whether something is charged for, not what was taken; a sum that others took is no answer."""


class Answerer:
    """Answers questions from a shelf of reports."""

    def __init__(
        self,
        shelf: Shelf,
        catalogue: Catalogue,
        segmenter: Segmenter,
        today: Callable[[], datetime.date] = datetime.date.today,
    ) -> None:
        self._shelf = CanonicalShelf(shelf)
        self._catalogue = catalogue
        self._segmenter = segmenter
        self._today = today
        self._book = AgencyBook(row.agency for row in self._shelf.rows())

    def ask(self, text: str, *, after: Answer | None = None, language: Language | None = None) -> Answer:
        """Answer one question; ``after`` is the answer that it follows, ``language`` that of the reply."""
        started = time.perf_counter()
        answer = self._ask(text, after, language)
        return replace(answer, ms=(time.perf_counter() - started) * 1000)

    def _ask(self, text: str, after: Answer | None, language: Language | None) -> Answer:
        if len(text) > LONGEST:
            return self._refuse(text[:LONGEST], language, "long")
        text = clean(text)
        if not _SAYS_SOMETHING.search(text):
            return self._refuse(text, language, "empty")
        asked, carried = carry(self._understand(text, language), after, self._understand)
        before = after.question if after is not None else None
        if asked.outside:
            return self._out_of_scope(asked)
        if asked.intent is Intent.META:
            return answer_meta(self._draft(asked, Selection(), carried))
        if not self._in_scope(asked, before):
            return self._out_of_scope(asked)
        selection = select_reports(asked, self._shelf, before)
        draft = self._draft(asked, selection, carried)
        if selection.choices:
            return self._which_agency(draft)
        if selection.unknown or not selection.rows:
            return (
                self._carried_in(asked, before, carried)
                or self._inside_government(asked, before, carried)
                or self._no_report(draft)
            )
        answer = self._answer(draft)
        if answer.status is Status.NOT_STATED and "planned" in selection.assumed:
            return self._no_report(self._draft(asked, without_plans(selection), carried))
        if answer.status is Status.NOT_STATED:
            return self._carried_in(asked, before, carried) or answer
        return answer

    def _carried_in(
        self, asked: Understood, before: Question | None, carried: tuple[str, ...]
    ) -> Answer | None:
        """Answer what one year handed on to the next from the report on the next, which took it over."""
        later = taken_over(asked)
        selection = select_reports(later, self._shelf, before) if later else Selection()
        if later is None or len(selection.rows) != 1:
            return None
        answer = self._answer(self._draft(later, selection, carried))
        return answer if answer.status in {Status.ANSWERED, Status.STATED_NONE} else None

    def _inside_government(
        self, asked: Understood, before: Question | None, carried: tuple[str, ...]
    ) -> Answer | None:
        """Answer for a body without a report from that of its government, where this names the body."""
        inside = read_inside(asked, (row.agency for row in self._shelf.rows()))
        if inside is None:
            return None
        selection = select_reports(inside.asked, self._shelf, before)
        if len(selection.rows) != 1:
            return None
        report = self._shelf.report(selection.rows[0].id)
        inside = found_in(inside, report)
        if inside is None:
            return None
        for reading in inside.readings():
            draft = self._draft(reading, selection, carried)
            draft.notes.append(wording(draft.language).inside(inside.body, inside.government))
            answer = self._answer(draft)
            if answer.status in {Status.ANSWERED, Status.STATED_NONE} and names_body(inside, answer, report):
                return answer
        return None

    def agencies_like(self, name: str) -> tuple[str, ...]:
        """Return the agencies that a full name, a short form or a part of a name fits."""
        exact = [a for a in self._book.names if a == name]
        found = exact or list(self._book.find(name).agencies)
        found = found or [a for a in self._book.names if name in a]
        return tuple(variant for agency in found for variant in self._shelf.variants(agency))

    def _understand(self, text: str, language: Language | None = None) -> Understood:
        return understand(
            text,
            book=self._book,
            catalogue=self._catalogue,
            segmenter=self._segmenter,
            this_year=self._today().year,
            language=language,
        )

    def _draft(self, asked: Understood, selection: Selection, carried: tuple[str, ...]) -> Draft:
        question = Question(
            text=asked.text,
            language=asked.language,
            agencies=selection.agencies or asked.mention.agencies,
            years=selection.years or asked.years.years,
            indicators=asked.indicators,
            intent=asked.intent,
            carried=tuple(dict.fromkeys((*selection.carried, *carried))),
            unknown_agencies=asked.mention.unknown,
            applicant=asked.applicants[0] if len(asked.applicants) == 1 else None,
            assumed=selection.assumed,
            subject=asked.subject or asked.text,
        )
        draft = Draft(asked, question, selection, self._shelf, self._catalogue)
        draft.why.append(
            {
                "step": "understood",
                "agencies": list(question.agencies),
                "years": list(question.years),
                "indicators": list(question.indicators[:4]),
                "intent": str(question.intent),
                "units": list(asked.units),
                "wants": sorted(asked.wants),
                "terms": [
                    {"term": t.source, "means": list(t.alternatives[:4]), "weight": t.weight}
                    for t in asked.terms
                ],
            }
        )
        return draft

    def _in_scope(self, asked: Understood, before: Question | None) -> bool:
        """Whether published reports could answer: a body, an indicator or a word of the trade is named."""
        mention = asked.mention
        if mention.agencies or mention.unknown or mention.every or asked.matches or asked.contact:
            return True
        if before is not None and (asked.years.any or not asked.terms):
            return True
        return is_of_reports(asked.reading)

    def _answer(self, draft: Draft) -> Answer:
        reports = [self._shelf.report(row.id) for row in draft.selection.rows]
        self._say_assumed(draft, reports)
        intent = draft.question.intent
        if intent in {Intent.TREND, Intent.COMPARE, Intent.TOTAL} and (
            len(reports) > 1 or draft.selection.missing
        ):
            answer = answer_several(draft, reports)
            return answer or self._nothing(draft, reports[-1])
        report = reports[-1]
        if intent is Intent.CONTACT:
            return answer_contact(draft, report) or self._nothing(draft, report)
        if intent is not Intent.TEXT:
            choice = choose_in(draft, report)
            if _PRACTICE.search(draft.asked.text.lower()) and any(s.view.figure.value for s in choice.chosen):
                answer, _ = answer_text(draft, report)
                if answer is not None:
                    return answer
            answer = answer_single(draft, report, choice)
            if answer is None and intent is Intent.TREND:
                answer = self._against_year_before(draft, report)
            if answer is not None:
                return answer
            if not may_be_words(draft.asked.reading):
                return self._nothing(draft, report)
        answer, nearest = answer_text(draft, report)
        return answer or not_stated(draft, report, nearest)

    def _against_year_before(self, draft: Draft, report: Report) -> Answer | None:
        """Compare a report's figure with the year before, where the report does not state the change."""
        rows = [
            r
            for r in self._shelf.rows()
            if report.year and r.year == report.year - 1 and r.agency in draft.selection.agencies
        ]
        if not rows:
            return None
        asked = replace(draft.asked, wants=draft.asked.wants - {"delta"}, units=())
        years = (report.year - 1, report.year) if report.year else ()
        draft.asked, draft.question = asked, replace(draft.question, years=years)
        return answer_several(draft, [self._shelf.report(rows[0].id), report], change_first=True)

    def _nothing(self, draft: Draft, report: Report) -> Answer:
        return not_stated(draft, report, nearest_heading(report, sentences_of(draft, report)))

    def _say_assumed(self, draft: Draft, reports: list[Report]) -> None:
        said = wording(draft.language)
        if "year" in draft.selection.assumed and reports and reports[-1].year:
            draft.notes.append(said.assumed("year", str(reports[-1].year)))
        if "planned" in draft.selection.assumed and reports and reports[-1].year:
            draft.notes.append(said.planned(str(reports[-1].year + 1), str(reports[-1].year)))
        if "agency" in draft.selection.assumed and reports:
            draft.notes.append(said.assumed("agency", reports[-1].agency))

    def _which_agency(self, draft: Draft) -> Answer:
        said = wording(draft.language)
        for agency in self._likeliest(draft)[:6]:
            joined = (
                f"{agency}：{draft.asked.text}"
                if draft.language == "zh"
                else f"{draft.asked.text} ({agency})"
            )
            draft.suggestions.append(Suggestion(text=agency, question=joined, choice=True))
        return draft.finish(Status.AMBIGUOUS, said.ambiguous("agency"))

    def _likeliest(self, draft: Draft) -> list[str]:
        """Return the bodies that may be meant, those first whose reports speak of what is asked."""
        choices, years = set(draft.selection.choices), draft.selection.years
        owner = {
            row.id: row.agency for row in self._shelf.rows()
            if row.agency in choices and (not years or row.year in years)
        }  # fmt: skip
        if len(choices) < 2 or not owner:
            return list(draft.selection.choices)
        hits = self._shelf.search(
            draft.asked.text, set(owner), RETRIEVED, dense=True, language=draft.asked.language
        )
        draft.why.append({"step": "passages", "first": [dict(h.why) for h in hits[:3]]})
        speaking = [owner[h.passage.report] for h in hits if h.passage.report in owner]
        return list(dict.fromkeys((*speaking, *draft.selection.choices)))

    def _no_report(self, draft: Draft) -> Answer:
        """Say which reports there are, those of the agency asked for first."""
        said, selection = wording(draft.language), draft.selection
        rows = self._shelf.rows()
        mine = [r for r in rows if r.agency in selection.agencies] or list(rows)
        year_word, joint = ("年", "、") if draft.language == "zh" else ("", ", ")
        listed = listing(mine, year_word, joint)
        for row in mine:
            if row.year is not None and any(row.agency in line and str(row.year) in line for line in listed):
                draft.year_text(self._shelf.report(row.id))
        wanted = selection.wanted if selection.unknown else ""
        for row in mine[-3:]:
            if row.year is not None and draft.asked.years.years:
                question = re.sub(r"(?:19|20)\d{2}", str(row.year), draft.asked.text, count=1)
                if question != draft.asked.text and not selection.unknown:
                    draft.suggestions.append(Suggestion(text=question, question=question))
        return draft.finish(Status.NO_REPORT, said.no_report(wanted, listed))

    def _out_of_scope(self, asked: Understood) -> Answer:
        draft = self._draft(asked, Selection(), ())
        said = wording(asked.language)
        draft.suggestions += [Suggestion(e, e) for e in said.EXAMPLES]
        return draft.finish(Status.OUT_OF_SCOPE, said.out_of_scope())

    def _refuse(self, text: str, language: Language | None, why: str) -> Answer:
        """Answer an empty or far too long question."""
        short = clean(text)[:80]
        from reportqa.answering.question import language_of

        spoken = language or (language_of(short) if short else "zh")
        said = wording(spoken)
        return Answer(
            status=Status.OUT_OF_SCOPE,
            text=said.empty() if why == "empty" else said.too_long(LONGEST),
            question=Question(text=short, language=spoken),
            suggestions=tuple(Suggestion(e, e) for e in said.EXAMPLES),
            index=self._shelf.index_id,
        )
