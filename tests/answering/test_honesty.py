"""The rule of the house, over every gold question: no digit without a quote, no quote that is not published."""

import re
from pathlib import Path

import pytest

from reportqa.evaluation import read_items
from reportqa.figures.numerals import fold_width
from reportqa.model import Status

GOLD = Path(__file__).resolve().parents[1] / "gold"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def numbers(text):
    return set(_NUMBER.findall(fold_width(text).replace(",", "")))


def held(answer):
    """All numbers that the answer's quotes, computation or question hold."""
    quotes = " ".join(c.quote for c in answer.citations)
    tight = re.sub(r"\s+", "", quotes)
    return numbers(quotes) | numbers(tight) | numbers(answer.computation or "")


def ask_all(library, path):
    for item in read_items(path, "both"):
        before = None
        for earlier in item.after:
            before = library.ask(earlier, after=before)
        yield item, library.ask(item.question, after=before)


@pytest.fixture(scope="module", params=["report", "samples"])
def answers(request, report_library, sample_library):
    library = report_library if request.param == "report" else sample_library
    return library, list(ask_all(library, GOLD / f"{request.param}.jsonl"))


def test_every_number_of_an_answer_stands_in_a_quote_or_a_shown_computation(answers):
    _, given = answers
    loose = []
    for item, answer in given:
        missing = numbers(answer.text) - held(answer)
        if missing:
            loose.append((item.question, answer.text, missing))
    assert not loose, loose[:5]


def test_every_figure_is_held_by_the_quote_that_it_cites(answers):
    _, given = answers
    for item, answer in given:
        for figure in answer.figures:
            if figure.role in {"sum", "change"}:
                continue
            quote = answer.citations[figure.citation].quote
            assert figure.text in quote, (item.question, figure)


def test_every_quote_is_an_exact_stretch_of_the_published_text(answers):
    library, given = answers
    for item, answer in given:
        for citation in answer.citations:
            report = library.report(citation.report)
            assert report.text[citation.start : citation.end] == citation.quote, item.question


def test_an_answer_cites_and_a_refusal_gives_no_figure(answers):
    _, given = answers
    for item, answer in given:
        if answer.status in {Status.ANSWERED, Status.STATED_NONE}:
            assert answer.citations, item.question
        else:
            assert not answer.figures, item.question
