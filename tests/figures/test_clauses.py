"""Sentences and clauses cover a text without overlap; brackets and separators of thousands are kept whole."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.figures.clauses import Span, clauses, sentences

quick = settings(max_examples=150, deadline=None)
TEXTS = st.text("收到申请7件12，,。！？；：:、（）()《》“”’\n \t.０１", max_size=60)
CUTS = set("，；;,：:")


@given(TEXTS)
@quick
def test_sentences_cover_all_that_is_printed_without_overlap(text):
    spans = list(sentences(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    inside = {at for s in spans for at in range(s.start, s.end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in inside)
    for span in spans:
        assert span.of(text) == span.of(text).strip() != ""
        assert "\n" not in span.of(text)


@given(TEXTS)
@quick
def test_clauses_cover_their_sentence_without_overlap(text):
    for sentence in sentences(text):
        parts = clauses(text, sentence)
        assert all(a.end <= b.start for a, b in itertools.pairwise(parts))
        inside = {at for s in parts for at in range(s.start, s.end)}
        left = {text[at] for at in range(sentence.start, sentence.end) if at not in inside}
        assert left <= CUTS
        assert all(sentence.start <= p.start < p.end <= sentence.end for p in parts)


@given(TEXTS, st.integers(0, 20), st.integers(0, 60))
@quick
def test_a_stretch_is_read_alone(text, start, end):
    start, end = min(start, len(text)), min(max(start, end), len(text))
    assert all(start <= s.start < s.end <= end for s in sentences(text, start, end))


def parts(text):
    return [p.of(text) for p in clauses(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到提案7条，均已答复。", ["收到提案7条", "均已答复。"]),
        (
            "答复3050件（含结转34件，另有103件顺延），办结",
            ["答复3050件（含结转34件，另有103件顺延）", "办结"],
        ),
        ("公开1,206条,其中网站30条", ["公开1,206条", "其中网站30条"]),
        ("公开１，２０６条，其中网站３０条", ["公开１，２０６条", "其中网站３０条"]),
        ("公开1，206条", ["公开1，206条"]),
        ("2018年，120件", ["2018年", "120件"]),
        ("网址：http://a.cn", ["网址", "http://a.cn"]),
        ("9:30开门；17:30关门", ["9:30开门", "17:30关门"]),
        ("落实“公开、解读，回应”机制", ["落实“公开、解读，回应”机制"]),
        ("右括号）多了，照样分开", ["右括号）多了", "照样分开"]),
    ],
)
def test_clauses_end_where_a_reader_ends_them(text, expected):
    assert parts(text) == expected


def test_sentences_keep_their_closing_marks():
    text = "他说“已经办结。”随后公开！是吗？\n  第二段"
    assert [s.of(text) for s in sentences(text)] == ["他说“已经办结。”", "随后公开！", "是吗？", "第二段"]
    assert list(sentences("")) == list(sentences(" \n\n ")) == []


def test_a_sentence_without_an_end_is_cut_at_a_pause_or_at_last():
    listed = "收到申请" + "，".join(f"{n}件" for n in range(2000))
    for text in (listed, "1" * 5000, "QUJD" * 2000):
        spans = list(sentences(text))
        assert "".join(span.of(text) for span in spans) == text
        assert max(span.end - span.start for span in spans) <= 1000
    assert all(span.of(listed).endswith("，") for span in list(sentences(listed))[:-1])
