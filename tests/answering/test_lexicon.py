"""English questions in the words of Chinese reports, and the units that questions expect."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.answering.lexicon import english_terms, unit_hints

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"


def words(question):
    return {alternative for term in english_terms(question) for alternative in term.alternatives}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many proposals did the bureau reply to?", {"提案", "答复"}),
        ("How many executive meetings were made public?", {"常务会议", "公开"}),
        ("WeChat followers", {"微信", "粉丝"}),
        ("total page views of the portal", {"浏览量", "门户"}),
        ("How many outdated items were cleared?", {"过期", "清理"}),
        ("How many gazette issues came out?", {"公报", "期"}),
        ("coercive measures", {"行政强制"}),
        ("people's congress deputies' suggestions", {"人大", "代表", "建议"}),
        ("How many licences were granted?", {"许可"}),
        ("How many broken links were found?", {"失效链接"}),
        ("What was the satisfaction rate?", {"满意率"}),
        ("How many original short videos were pushed?", {"原创", "短视频", "推送"}),
        ("calls to the hotline", {"热线", "12345"}),
        ("applicants who withdrew", {"申请人", "撤回"}),
    ],
)
def test_phrases_of_the_trade(question, expected):
    assert expected <= words(question)


def test_the_longest_phrase_wins():
    terms = english_terms("press conference")
    assert [t.source for t in terms] == ["press conference"]
    assert terms[0].alternatives[0] == "新闻发布会"


def test_question_words_and_numbers_are_no_terms():
    assert english_terms("How many did it have in 2018, and why?") == []


def test_chinese_words_stay():
    term = english_terms("How many 提案 were there?")[0]
    assert (term.source, term.alternatives, term.kind) == ("提案", ("提案",), "literal")


def test_nouns_weigh_more_than_verbs_and_general_words():
    weight = {t.source: t.weight for t in english_terms("information published on the website")}
    assert weight["website"] > weight["published"] > weight["information"]


def test_the_source_is_a_stretch_of_the_question():
    question = "How many Press Conferences did the mayor’s office hold on afforestation?"
    assert all(term.source in question for term in english_terms(question))


@pytest.mark.parametrize(
    ("question", "language", "expected"),
    [
        ("2018年公开了多少条信息", "zh", "条"),
        ("开了几次发布会", "zh", "次"),
        ("培训了多少人", "zh", "人"),
        ("有多少名专职人员", "zh", "名"),
        ("收了多少钱", "zh", "元"),
        ("收费金额是多少", "zh", "万元"),
        ("不予公开占比是多少", "zh", "%"),
        ("公报出了几期", "zh", "期"),
        ("收费多少万元", "zh", "万元"),
        ("How many times was it sued?", "en", "次"),
        ("How much money was collected?", "en", "元"),
        ("What percentage was refused?", "en", "%"),
        ("How many people were trained?", "en", "人"),
        ("How many press conferences were held?", "en", "场"),
        ("Fees in 10,000 yuan", "en", "万元"),
    ],
)
def test_units_that_a_question_expects(question, language, expected):
    assert expected in unit_hints(question, language)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("2018年申请有多少", "zh"),
        ("有没有被起诉", "zh"),
        ("How many were refused?", "en"),
        ("Was it sued?", "en"),
    ],
)
def test_no_unit_where_the_question_names_none(question, language):
    assert unit_hints(question, language) == ()


def test_deputies_of_the_people_are_no_people_counted():
    assert "人" not in unit_hints("How many people's congress suggestions were handled?", "en")


@given(st.text(alphabet="abe '’-İﬁ提案12.,?", max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_read(text):
    for term in english_terms(text):
        assert term.source in text
        assert term.alternatives and 0 < term.weight <= 1


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not here")
def test_english_questions_about_real_reports_name_words_of_their_quotes():
    asked = [json.loads(line) for line in (REAL / "qa.jsonl").read_text(encoding="utf-8").splitlines()]
    asked = [q for q in asked if q["type"] in ("figure", "stated_none") and "|" not in q["quote"]]
    hits = [
        any(word in "".join(q["quote"].split()) for word in words(q["question_en"].partition("(")[0]))
        for q in asked
    ]
    assert sum(hits) / len(hits) > 0.85
