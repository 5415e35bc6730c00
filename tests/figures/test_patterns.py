"""The pattern language and the folding of texts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.figures.patterns import compile_pattern, fold, fold_en, fold_zh, stem


def holds(pattern, text, language="zh", counted=None):
    beside = None if counted is None else fold(counted, language)
    return compile_pattern(pattern, language).spans(fold(text, language), beside) is not None


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("提案 收到", "收到政协提案7件", True),
        ("提案 收到", "政协提案7件", False),
        ("收到|受理 申请", "受理申请3件", True),
        ("申请 !复议", "申请行政复议", False),
        ("收到..申请", "收到政府信息公开申请", True),
        ("收到..申请", "申请已收到", False),
        ("收到..申请", "收到来信，申请公开", False),
        ("公开|发布..信息|文件", "发布各类文件", True),
        ("^申请", "申请多少件", True),
        ("^申请", "收到申请", False),
        ("提案", "政協提案", True),
        ("12345", "１２３４５热线", True),
    ],
)
def test_chinese_patterns(pattern, text, expected):
    assert holds(pattern, text) is expected


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("proposal reply", "How many proposals were replied to", True),
        ("part", "the department", False),
        ("press_conference", "press conferences held", True),
        ("press_conference", "conference of the press", False),
        ("request|application receive", "Applications RECEIVED", True),
        ("receive..request", "received, then a request", False),
        ("publication", "public information", False),
        ("organisation", "other organizations", True),
        ("licence", "licensing decisions", True),
        ("sue", "was it sued", True),
        ("提案", "how many 提案 in 2018", True),
    ],
)
def test_english_patterns(pattern, text, expected):
    assert holds(pattern, text, "en") is expected


def test_counted_fragments_look_beside_the_number_only():
    clause = "收到人大代表建议12件、政协提案7件"
    assert holds("@提案 收到", clause, counted="政协提案")
    assert not holds("@提案 收到", clause, counted="人大代表建议")
    assert not holds("@提案 !@建议", clause, counted="建议和提案")


def test_silent_fragments_must_hold_and_add_no_span():
    pattern = compile_pattern("提案 ~多少", "zh")
    assert pattern.spans(fold_zh("提案多少件")) == [(0, 2)]
    assert pattern.spans(fold_zh("提案七件")) is None


def test_macros_expand_to_their_fragments():
    macros = {"got": "收到|受理 !复议"}
    pattern = compile_pattern("$got 申请", "zh", macros)
    assert pattern.spans(fold_zh("受理申请")) is not None
    assert pattern.spans(fold_zh("收到复议申请")) is None


@pytest.mark.parametrize("source", ["", "   ", "a||b", "!", "$x"])
def test_broken_patterns_are_refused(source):
    with pytest.raises(ValueError, match=r"pattern|fragment|macro"):
        compile_pattern(source, "zh", {})


@given(st.text(alphabet="申請复议提案 　\nABab１7，。（）ﬁ㎡İ", max_size=30))
@settings(max_examples=150, deadline=None)
def test_folding_keeps_places(text):
    for folded in (fold_zh(text), fold_en(text)):
        assert len(folded.text) == len(folded.origin)
        assert all(0 <= place <= len(text) for place in folded.origin)
        assert list(folded.origin) == sorted(folded.origin)


@given(st.text(alphabet="收到申请提案", min_size=1, max_size=12), st.sampled_from(["收到", "申请", "提案"]))
@settings(max_examples=100, deadline=None)
def test_a_word_is_found_where_it_stands(text, word):
    spans = compile_pattern(word, "zh").spans(fold_zh(text))
    if word in text:
        assert spans == [(text.index(word), text.index(word) + len(word))]
    else:
        assert spans is None


def test_stems_keep_words_of_the_trade_apart():
    assert stem("publications") != stem("public")
    assert stem("applicant") != stem("application")
    assert stem("personally") != stem("person")
    assert stem("organizations") == stem("organisation")
