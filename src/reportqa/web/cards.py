"""An answer as a card: one line of HTML, the same in the chat and on the page without JavaScript."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date

from reportqa.answering.single import LOW_CONFIDENCE
from reportqa.model import Answer, AnswerFigure, Approx, Citation, How, Language, Status
from reportqa.web import charts
from reportqa.web.addresses import Addresses
from reportqa.web.chips import chips, self_contained
from reportqa.web.exports import disarmed
from reportqa.web.library import Shelved
from reportqa.web.templating import environment
from reportqa.web.wording import UNITS_EN, Text, texts

_PLAIN_NUMBER = re.compile(r"[\d,.，．０-９]+%?")
MOST_CHARTED = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as people read it."""

    number: str
    unit: str
    label: str
    agency: str
    year: str
    note: str
    approx: str
    address: str
    failed: tuple[str, ...]
    confidence: int | None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation as people read it: the quote cut at its mark, and what can be done with it."""

    before: str
    marked: str
    after: str
    section: str
    title: str
    agency: str
    year: str
    page: int | None
    sample: bool
    address: str
    copy: str


def answer_card(
    answer: Answer,
    shelved: Shelved,
    addresses: Addresses,
    *,
    interactive: bool = True,
    feedback: bool = False,
) -> str:
    """Return the card of an answer as one line of HTML.

    ``interactive`` adds what needs a script, ``feedback`` the buttons for a verdict.
    """
    say = texts(answer.language)
    several = len(answer.figures) > 1
    html = (
        environment()
        .get_template("card.html")
        .render(
            say=say,
            answer=answer,
            language=answer.language,
            interactive=interactive,
            feedback=feedback,
            addresses=addresses,
            chips=chips(answer, shelved),
            figures=[shown(figure, answer, addresses) for figure in answer.figures],
            quotes=[quoted(c, addresses, answer.language) for c in answer.citations if c.role != "report"],
            reports=[quoted(c, addresses, answer.language) for c in answer.citations if c.role == "report"],
            large=bool(answer.figures) and (not several or answer.figures[0].role in {"sum", "change"}),
            chart=chart(answer) if several else None,
            csv=figures_csv(answer) if several else "",
            choices=[s for s in answer.suggestions if s.choice],
            suggestions=[s for s in answer.suggestions if not s.choice],
            share=addresses.question(self_contained(answer, shelved), answer.language),
            verdict=verdict_about(answer),
            why=[[(key, _short(value)) for key, value in step.items()] for step in answer.why],
            sample=any(citation.sample for citation in answer.citations),
            nearest=answer.status is Status.NOT_STATED,
        )
    )
    return one_line(html)


def problem_card(text: str, language: Language, addresses: Addresses) -> str:
    """Return the card that says why there is no answer, and what to do."""
    html = (
        environment()
        .get_template("problem.html")
        .render(say=texts(language), language=language, text=text, addresses=addresses)
    )
    return one_line(html)


def one_line(html: str) -> str:
    """Join lines, so that a Markdown renderer sees one block of HTML and leaves it alone."""
    return re.sub(r"\s*\n\s*", " ", html).strip()


def shown(figure: AnswerFigure, answer: Answer, addresses: Addresses) -> Shown:
    """Return the figure in the answer's language: digits as published, units in words."""
    language = answer.language
    say = texts(language)
    number, unit = number_and_unit(figure, language, say)
    citation = answer.citations[figure.citation] if figure.citation < len(answer.citations) else None
    return Shown(
        number=number,
        unit=unit,
        label=figure.label,
        agency=figure.agency,
        year=str(figure.year) if figure.year else say("unknown"),
        note="",
        approx="" if figure.approx is Approx.EXACT or language == "zh" else say(f"approx.{figure.approx}"),
        address=addresses.cited(citation) if citation else "",
        failed=tuple(
            f"{check.text_zh if language == 'zh' else check.text_en} ({check.left} ≠ {check.right})"
            for check in figure.checks
            if check.result == "FAIL"
        ),
        confidence=None
        if figure.confidence is None or figure.confidence >= LOW_CONFIDENCE
        else round(figure.confidence * 100),
    )


def number_and_unit(figure: AnswerFigure, language: Language, say: Text) -> tuple[str, str]:
    """Split a figure into its large part and its small part.

    The digits are those of the report (``7条``, ``5500余条``); only a spelt-out number is rewritten.
    """
    text = figure.text.strip()
    if figure.how is How.STATED_ZERO and not re.search(r"\d|[０-９]|零", text):
        return say("card.none"), ""
    number = text.removesuffix(figure.unit).strip() if figure.unit else text
    if language == "zh":
        return (number or _grouped(figure.value), figure.unit)
    if not _PLAIN_NUMBER.fullmatch(number):
        number = _grouped(figure.value)
    return number, UNITS_EN.get(figure.unit, figure.unit)


def _grouped(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) or not float(value).is_integer() else f"{int(value):,}"


def quoted(citation: Citation, addresses: Addresses, language: Language) -> Quoted:
    """Cut the quote at its mark; a mark outside the quote marks nothing."""
    say = texts(language)
    left, right = 0, 0
    if citation.mark_start is not None and citation.mark_end is not None:
        left, right = citation.mark_start, citation.mark_end
        if not 0 <= left < right <= len(citation.quote):
            left, right = 0, 0
    return Quoted(
        before=citation.quote[:left],
        marked=citation.quote[left:right],
        after=citation.quote[right:],
        section=" › ".join(citation.section),
        title=citation.title,
        agency=citation.agency,
        year=str(citation.year) if citation.year else say("unknown"),
        page=citation.page,
        sample=citation.sample,
        address=addresses.cited(citation),
        copy=citation_text(citation, addresses, language),
    )


def citation_text(citation: Citation, addresses: Addresses, language: Language) -> str:
    """Return the citation to paste into a document: title, agency, year, section, quote, address, date."""
    say = texts(language)
    zh = language == "zh"
    title = f"《{citation.title}》" if zh else citation.title
    year = (f"{citation.year}年" if zh else str(citation.year)) if citation.year else ""
    quote = f"“{citation.quote.strip()}”"
    sample = say("sample.long") if citation.sample else ""
    page = say("card.page", n=citation.page) if citation.page else ""
    parts = [citation.agency, title, year, " › ".join(citation.section), page, quote]
    # "@/" stands for the site's own address, which only the browser knows; its script fills it in
    parts += ["@" + addresses.cited(citation), say("cite.accessed", date=date.today().isoformat()), sample]
    return ("，" if zh else ", ").join(part for part in parts if part)


def chart(answer: Answer) -> tuple[str, str, str] | None:
    """Return the chart for light pages, for dark pages and its description; None where none would be true.

    Figures in different units, or of more than one subject, are not drawn on one scale.
    """
    figures = answer.figures
    if not 2 <= len(figures) <= MOST_CHARTED or len({f.unit for f in figures}) != 1:
        return None
    if len({f.label for f in figures}) != 1 and len({f.indicator for f in figures}) != 1:
        return None
    say = texts(answer.language)
    over_years = len({f.agency for f in figures}) == 1 and len({f.year for f in figures}) == len(figures)
    points = []
    for figure in figures:
        number, unit = number_and_unit(figure, "zh" if answer.language == "zh" else "en", say)
        label = str(figure.year or "?") if over_years else figure.agency
        joined = number + (unit if answer.language == "zh" else "")
        points.append(charts.Point(label, float(figure.value), joined))
    if not over_years and len({p.label for p in points}) != len(points):
        points = [
            charts.Point(f"{f.agency} {f.year or ''}", p.value, p.shown)
            for f, p in zip(figures, points, strict=True)
        ]
    draw = charts.columns if over_years else charts.bars
    described = say("card.chart", label=figures[0].label)
    return (
        charts.data_uri(draw(points, charts.LIGHT)),
        charts.data_uri(draw(points, charts.DARK)),
        described,
    )


def figures_csv(answer: Answer) -> str:
    """Return the figures of an answer as CSV text in one JSON string, which holds its line ends."""
    say = texts(answer.language)
    out = io.StringIO()
    writer = csv.writer(out)
    heads = (
        "card.agency",
        "card.year",
        "card.subject",
        "figures.value",
        "figures.unit",
        "figures.quote",
        "report",
    )
    writer.writerow([say(key) for key in heads])
    for figure in answer.figures:
        cited = answer.citations[figure.citation] if figure.citation < len(answer.citations) else None
        row = [figure.agency, figure.year, figure.label, figure.value, figure.unit]
        row += [cited.quote, cited.source] if cited else ["", ""]
        writer.writerow([disarmed(cell) for cell in row])
    return json.dumps(out.getvalue(), ensure_ascii=False)


def verdict_about(answer: Answer) -> str:
    """Return what a reader's verdict on this answer is about, as compact JSON."""
    first = answer.citations[0] if answer.citations else None
    about = {
        "question": answer.question.text[:500],
        "status": str(answer.status),
        "value": answer.figures[0].value if answer.figures else None,
        "report": first.report if first else None,
        "span": [first.start, first.end] if first else None,
        "index": answer.index,
    }
    return json.dumps(about, ensure_ascii=False, separators=(",", ":"))


def _short(value: object, most: int = 160) -> str:
    text = str(value)
    return text if len(text) <= most else text[: most - 1] + "…"
