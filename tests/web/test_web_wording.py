"""Counts with their nouns, and the questions that the pages offer."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from reportqa.library import Library
from reportqa.model import Status
from reportqa.web.examples import MOST, made, with_own_examples
from reportqa.web.library import Shelved
from reportqa.web.settings import WebSettings
from reportqa.web.wording import WORDS, filled, texts, unit_en


@pytest.mark.parametrize(
    ("n", "said"), [(0, "0 reports"), (1, "1 report"), (2, "2 reports"), (1200, "1,200 reports")]
)
def test_a_count_takes_its_noun(n: int, said: str):
    assert texts("en")("reports.count", n=n) == said
    assert texts("zh")("reports.count", n=n) == f"{n} 份年报"
    assert filled("{n} {name}", {"n": n, "name": "a|b"}) == f"{n} a|b"


def test_one_of_everything():
    say = texts("en")
    assert say("state", reports=1, agencies=1, years="2018") == "1 report · 1 agency · 2018"
    assert say("state.samples", n=1) == "of which 1 sample"
    assert say("figures.count", n=1) == "1 figure"
    assert say("reader.doubts", n=1).startswith("1 place was read")
    assert unit_en("件", 1) == "item"
    assert (unit_en("件", 0), unit_en("件")) == ("items", "items")


def test_no_bare_count_stands_before_an_english_noun():
    plural = re.compile(r"\{\w+\} [a-z]{3,}s\b")
    assert not [key for key, (_, en) in WORDS.items() if plural.search(en)]


def test_the_head_of_a_page_counts_in_good_english(report_library: Library, shared):
    app, _ = shared
    app.state.shelf.put(report_library)
    text = TestClient(app).get("/reports?lang=en", headers={"accept": "text/html"}).text
    assert "1 report · 1 agency" in text
    assert "1 reports" not in text


@pytest.mark.parametrize("language", ["zh", "en"])
def test_one_report_gives_four_examples_zeros_last(report_library: Library, language):
    examples = made(Shelved.of(report_library), language)
    answers = [report_library.ask(example) for example in examples]
    assert len(set(examples)) == MOST
    assert [a.status for a in answers] == [Status.ANSWERED] * 3 + [Status.STATED_NONE]
    assert len({a.figures[0].indicator for a in answers}) == MOST


@pytest.mark.parametrize("language", ["zh", "en"])
def test_several_agencies_are_asked_about_and_a_trend(sample_library: Library, language):
    examples = made(Shelved.of(sample_library), language)
    answers = [sample_library.ask(example) for example in examples]
    assert all(a.status is Status.ANSWERED for a in answers)
    assert len({a.question.agencies for a in answers[:3]}) == 3
    assert len(answers[3].figures) > 1


@pytest.mark.parametrize("question", ["今天天气怎么样", "What is the weather today?", "有哪些年报？"])
def test_general_examples_give_way_to_those_of_the_library(report_library: Library, question: str):
    shelved = Shelved.of(report_library)
    answer = report_library.ask(question)
    own = with_own_examples(answer, shelved, WebSettings())
    assert [s.question for s in own.suggestions] == list(made(shelved, answer.language))
    plain = report_library.ask("2018年答复了多少件提案")
    assert with_own_examples(plain, shelved, WebSettings()) is plain


def test_chat_api_and_widget_offer_the_librarys_examples(report_library: Library, shared):
    app, _ = shared
    app.state.shelf.put(report_library)
    client = TestClient(app)
    own = made(Shelved.of(report_library), "zh")
    facts = client.get("/api/v1/widget?lang=zh").json()
    assert facts["examples"] == list(own)
    page = client.get("/answer", params={"q": "今天天气怎么样"}, headers={"accept": "text/html"}).text
    asked = client.post("/api/v1/ask", json={"question": "今天天气怎么样"}).json()
    assert all(example in page for example in own)
    assert [s["question"] for s in asked["suggestions"]] == list(own)
