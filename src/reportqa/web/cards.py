"""An answer as a card: one line of HTML, the same in the chat and on the page without JavaScript."""

from __future__ import annotations

import json
import re

from reportqa.model import Answer, Language
from reportqa.web.addresses import Addresses
from reportqa.web.card_data import chart, figures_csv
from reportqa.web.card_figures import grouped, notes_to_show
from reportqa.web.card_sources import quoted, reports_there_are
from reportqa.web.chips import chips, self_contained
from reportqa.web.explained import explained
from reportqa.web.library import Shelved
from reportqa.web.templating import environment
from reportqa.web.wording import texts


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
    say, language = texts(answer.language), answer.language
    by_role = {
        role: [quoted(c, addresses, language) for c in answer.citations if c.role == role]
        for role in ("evidence", "nearest", "report")
    }
    figures = grouped(answer, shelved, addresses)
    shelf = reports_there_are(answer, shelved, addresses)
    html = (
        environment()
        .get_template("card.html")
        .render(
            say=say,
            answer=answer,
            language=language,
            interactive=interactive,
            feedback=feedback,
            addresses=addresses,
            chips=chips(answer, shelved),
            figures=figures,
            quotes=by_role["evidence"],
            nearest=by_role["nearest"],
            # a report that only dates the answer is linked where nothing else leads to it
            reports=() if shelf or by_role["evidence"] or by_role["nearest"] else by_role["report"],
            shelf=shelf,
            chart=chart(answer),
            csv=figures_csv(answer) if len(answer.figures) > 1 else "",
            choices=[s for s in answer.suggestions if s.choice],
            suggestions=[s for s in answer.suggestions if not s.choice],
            share=addresses.question(self_contained(answer, shelved), language),
            verdict=verdict_about(answer),
            notes=notes_to_show(answer, figures),
            why=explained(answer, shelved),
            sample=any(citation.sample for citation in answer.citations),
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
