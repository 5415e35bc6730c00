"""Answers in sentences, ways of contact, and the list of reports."""

from __future__ import annotations

import re

from reportqa.answering.cite import cite
from reportqa.answering.draft import Draft
from reportqa.answering.intents import wants_number
from reportqa.answering.nearest import nearest_heading
from reportqa.answering.quoting import select
from reportqa.answering.selection import listing
from reportqa.answering.sentences import ENOUGH, INSTEAD, Sentence, chance, evidence, rank_sentences
from reportqa.answering.terms import occurs
from reportqa.answering.wording import wording
from reportqa.figures.patterns import fold
from reportqa.model import Answer, ContactItem, Report, Status, Suggestion

_PURPOSE = re.compile(
    r"投诉|举报|监督|传真(?=电话)|\b(?P<en>complain\w*|supervis\w*|oversight|whistle|report(?:ing)? (?!by\b|for\b|on\b|of\b|from\b|says?\b)(?:\w+ ){0,2}\w+ing)\b",
    re.IGNORECASE,
)
"""Whose number it is: 投诉电话 is not the number printed as 联系电话."""
_BESIDE = 8
"""Characters between an item and the next (，邮编：) that one quote shows together."""
_COMPLAINTS = "投诉|举报|监督"


def sentences_of(draft: Draft, report: Report) -> list[Sentence]:
    """Return the sentences of a report, those nearest to the question first."""
    return rank_sentences(report, draft.asked, draft.shelf.sentence_vectors(report.id))


def answer_text(draft: Draft, report: Report) -> tuple[Answer | None, tuple[int, int] | None]:
    """Answer with quoted sentences; else None and the span of the nearest section's heading."""
    ranked = sentences_of(draft, report)
    if "planned" in draft.selection.assumed:
        ranked = [s for s in ranked if _of_next_year(report, s)]
    likely = chance(evidence(ranked, draft.asked, draft.shelf.reader.card.null)) if ranked else 0.0
    enough = INSTEAD if wants_number(draft.asked.reading) else ENOUGH
    chosen = select(ranked) if likely >= enough else ()
    draft.why += [
        {"step": "sentence", "text": s.passage.text[:80], "near": round(s.near, 3), "score": round(s.fit, 2),
         "chance": round(likely, 3), "chosen": s in chosen}
        for s in ranked[:3]
    ]  # fmt: skip
    if not chosen:
        return None, nearest_heading(report, ranked)
    for sentence in sorted(chosen, key=lambda s: -s.fit):
        draft.add(cite(report, sentence.passage.start, sentence.passage.end))
    said = wording(draft.language)
    quoted = "".join(f"“{s.passage.text.strip()}”" for s in chosen)
    year = draft.year_text(report)
    return draft.finish(Status.ANSWERED, said.text(report.agency, year) + quoted), None


def _of_next_year(report: Report, sentence: Sentence) -> bool:
    """Whether a sentence, or what stands before it in its section, names the year after the report's."""
    section = report.section_at(sentence.passage.start)
    start = section.start if section else 0
    return f"{(report.year or 0) + 1}年" in report.text[start : sentence.passage.end].replace(" ", "")


def answer_contact(draft: Draft, report: Report) -> Answer | None:
    """Answer with the ways of contact asked for; None if the report prints none of them."""
    items = [
        i for kind in draft.asked.contact for i in _for_purpose(draft, report, _items(report, kind), kind)
    ]
    if not items:
        return None
    said = wording(draft.language)
    for run in _runs(report, items):
        start, end = _around(report, run[0])
        end = max(end, run[-1].end)
        mark = (run[0].start, run[0].end) if len(run) == 1 else None
        draft.add(cite(report, start, end, mark))
    year = draft.year_text(report)
    text = said.contact(report.agency, year, [(i.kind, i.value) for i in items])
    for item in items:
        published = report.text[item.start : item.end]
        if published != item.value and published.replace(" ", "") != item.value:
            draft.computations.append(f"{published} → {item.value}")
    return draft.finish(Status.ANSWERED, text)


def _runs(report: Report, items: list[ContactItem]) -> list[list[ContactItem]]:
    """Group items that are printed side by side, in the order asked for otherwise."""
    runs: list[list[ContactItem]] = []
    for item in items:
        last = runs[-1][-1] if runs else None
        if last and 0 <= item.start - last.end <= _BESIDE and "。" not in report.text[last.end : item.start]:
            runs[-1].append(item)
        else:
            runs.append([item])
    return runs


def _items(report: Report, kind: str) -> list[ContactItem]:
    return [i for i in report.contact if i.kind == kind]


def _for_purpose(draft: Draft, report: Report, items: list[ContactItem], kind: str) -> list[ContactItem]:
    """Keep the numbers for complaints where the question speaks of them, the others where it does not.

    Hours are those of the place that the question names, where the report prints several.
    """

    def before(item: ContactItem) -> str:
        return report.text[max(0, item.start - 16) : item.start]

    if kind in {"telephone", "fax"}:
        asked = _PURPOSE.search(draft.asked.text)
        words = ("传真" if asked.group() == "传真" else _COMPLAINTS) if asked else ""
        if words:
            return [i for i in items if re.search(words, before(i))]
        return [i for i in items if not re.search(_COMPLAINTS, before(i))] or items
    if kind == "hours" and len(items) > 1:
        scored = [(_named_near(draft, report, i), i) for i in items]
        best = max(score for score, _ in scored)
        return [i for score, i in scored if score == best]
    return items


def _named_near(draft: Draft, report: Report, item: ContactItem) -> float:
    """Return how much of the question stands in the words around a way of contact."""
    start = max(report.text.rfind("。", 0, item.start), report.text.rfind("\n", 0, item.start)) + 1
    around = fold(report.text[start : item.end], "zh").text
    return sum(t.in_text * occurs(t, around) for t in draft.asked.terms)


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
