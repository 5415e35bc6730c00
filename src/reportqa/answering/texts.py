"""Answers in sentences, ways of contact, and the list of reports."""

from __future__ import annotations

import re

from reportqa.answering.cite import cite
from reportqa.answering.draft import Draft
from reportqa.answering.evidence import dense_scores
from reportqa.answering.selection import listing
from reportqa.answering.sentences import Sentence, rank_sentences, select, topics_of
from reportqa.answering.wording import wording
from reportqa.model import Answer, ContactItem, Report, Status, Suggestion

_PURPOSE = re.compile("投诉|举报|监督(?=电话|热线)|传真(?=电话)")
"""Whose number it is: 投诉电话 is not the number printed as 联系电话."""


def answer_text(draft: Draft, report: Report) -> tuple[Answer | None, tuple[int, int] | None]:
    """Answer with quoted sentences; else None and the span of the nearest section's heading."""
    found = topics_of(draft.asked)
    ranked = rank_sentences(report, draft.asked, dense_scores(draft, report), found)
    chosen = select(report, ranked, draft.asked, found)
    draft.why += [
        {"step": "sentence", "text": s.passage.text[:80], "score": round(s.score, 3),
         "features": {k: round(v, 2) for k, v in s.features.items() if v}, "chosen": s in chosen}
        for s in ranked[:6]
    ]  # fmt: skip
    if not chosen:
        return None, nearest_heading(report, ranked)
    for sentence in sorted(chosen, key=lambda s: -s.score):
        draft.add(cite(report, sentence.passage.start, sentence.passage.end))
    said = wording(draft.language)
    quoted = "".join(f"“{s.passage.text.strip()}”" for s in chosen)
    year = draft.year_text(report)
    return draft.finish(Status.ANSWERED, said.text(report.agency, year) + quoted), None


def nearest_heading(report: Report, ranked: list[Sentence]) -> tuple[int, int] | None:
    """Return the span of the heading over the best sentence, None where it stands under none."""
    for sentence in ranked[:3]:
        section = report.section_at(sentence.passage.start)
        if section and section.path and section.body_start > section.start:
            start, end = section.start, section.body_start
            while end > start and report.text[end - 1].isspace():
                end -= 1
            return start, end
    return None


def answer_contact(draft: Draft, report: Report) -> Answer | None:
    """Answer with the ways of contact asked for; None if the report prints none of them."""
    items = [i for kind in draft.asked.contact for i in report.contact if i.kind == kind]
    purpose = _PURPOSE.search(draft.asked.text)
    if purpose:
        items = [i for i in items if purpose.group()[:2] in report.text[max(0, i.start - 16) : i.start]]
    if not items:
        return None
    said = wording(draft.language)
    for item in items:
        start, end = _around(report, item)
        draft.add(cite(report, start, end, (item.start, item.end)))
    year = draft.year_text(report)
    text = said.contact(report.agency, year, [(i.kind, i.value) for i in items])
    for item in items:
        published = report.text[item.start : item.end]
        if published != item.value and published.replace(" ", "") != item.value:
            draft.computations.append(f"{published} → {item.value}")
    return draft.finish(Status.ANSWERED, text)


def _around(report: Report, item: ContactItem) -> tuple[int, int]:
    """Return the span of the item with its label, within its clause."""
    start = item.start
    while start > 0 and report.text[start - 1] not in "，。；,;\n" and item.start - start < 24:
        start -= 1
    while report.text[start].isspace():
        start += 1
    return start, item.end


def answer_meta(draft: Draft) -> Answer:
    """List the reports that there are."""
    rows, said = draft.shelf.rows(), wording(draft.language)
    year_word, joint = ("年", "、") if draft.language == "zh" else ("", ", ")
    draft.computations.append(
        f"{len(rows)} = {len(rows)} reports in the library"
        if draft.language == "en"
        else f"收录报告数 = {len(rows)}"
    )
    listed = listing(rows, year_word, joint, most=20)
    for row in rows:
        if row.year is not None and any(row.agency in line and str(row.year) in line for line in listed):
            draft.year_text(draft.shelf.report(row.id))
    draft.suggestions += [Suggestion(e, e) for e in said.EXAMPLES]
    return draft.finish(Status.ANSWERED, said.reports(len(rows), listed))
