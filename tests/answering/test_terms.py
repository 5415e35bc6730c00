"""The words of a question that say what is asked about."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.answering.terms import QuestionTerm, occurs, question_terms, word_weight


@pytest.fixture(scope="module")
def segmenter(report_library):
    return report_library.segmenter


def sources(question, segmenter, language="zh", blank=()):
    return {t.source for t in question_terms(question, language, blank, segmenter)}


def test_content_words_stay_and_asking_words_go(segmenter):
    found = sources("请问2018年一共收到多少件政协提案呢？", segmenter)
    assert "提案" in "".join(found)
    assert not {"请问", "多少", "呢", "一共", "2018"} & found


def test_body_and_year_are_left_out(segmenter):
    question = "科技局2018年收到几件提案"
    assert not {"科技局", "科技", "2018"} & sources(question, segmenter, blank=((0, 3), (3, 8)))


@pytest.mark.parametrize("question", ["多少", "几件呢？", "是多少", "", "？？", "请问一共多少件"])
def test_a_question_without_content_has_no_weighty_term(question, segmenter):
    assert all(len(t.source) <= 1 for t in question_terms(question, "zh", (), segmenter))


def test_quoted_names_are_one_term(segmenter):
    assert "青禾发布" in sources("“青禾发布”有多少粉丝", segmenter)


def test_english_words_become_chinese_ones(segmenter):
    words = {
        a
        for t in question_terms("How many proposals were received?", "en", (), segmenter)
        for a in t.alternatives
    }
    assert {"提案", "收到"} <= words


def test_rare_words_weigh_more_than_general_ones(segmenter):
    assert word_weight("信息", segmenter) < word_weight("行政复议", segmenter) <= 1
    assert word_weight("的", segmenter) < 0.5


def test_a_word_is_found_whole_or_by_a_synonym():
    term = QuestionTerm("收到", ("收到", "受理"), 0.5)
    assert occurs(term, "全年收到申请") == 1
    assert 0 < occurs(term, "全年受理申请") < 1
    assert occurs(term, "全年公开信息") == 0


def test_a_long_word_is_never_its_opposite():
    assert occurs(QuestionTerm("不予公开", ("不予公开",), 1.0), "主动公开") == 0
    assert occurs(QuestionTerm("部分公开", ("部分公开",), 1.0), "予以公开") == 0


@given(
    st.text("2018年科技局收到几件政协提案，？“”《》不予公开里面abcdef多少", max_size=30),
    st.sampled_from(["zh", "en"]),
)
@settings(max_examples=100, deadline=None)
def test_any_question_can_be_read(segmenter, text, language):
    for term in question_terms(text, language, (), segmenter):
        assert term.alternatives
        assert 0 <= term.weight <= 1
        if language == "zh":
            assert text[term.start : term.end] == term.source
