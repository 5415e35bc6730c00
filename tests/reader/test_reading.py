"""The trained reader on what it was made for, and on what no one should send it."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from reportqa.figures import read_figures
from reportqa.model import Report, Section
from reportqa.reader import DIMENSION, bundled_reader, windows

TEXT = (
    "全年共收到政府信息公开申请26件，其中当面申请4件，网上申请19件，信函申请3件。"
    "均按期答复。承办政协委员提案7件、人大代表建议12件，召开新闻发布会2次。"
)


def report_of(text: str, heading: str = "三、依申请公开情况") -> Report:
    return Report("r", "示例局", 2018, "t", "r.txt", "", text, (Section((heading,), 0, len(text)),))


@pytest.fixture(scope="module")
def reader():
    return bundled_reader()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("多少人是从网上提交的申请", 19),
        ("How many requests came in online?", 19),
        ("跑到窗口来申请的有几件", 4),
        ("how many CPPCC proposals were there", 7),
        ("人大代表提了几条建议", 12),
        ("how often did they hold a press conference", 2),
    ],
)
def test_a_question_is_nearest_to_the_figure_that_answers_it(reader, question, value):
    report, figures = read_figures(report_of(TEXT))
    vectors, _ = reader.report_vectors(report, figures)
    assert vectors.shape == (len(figures), DIMENSION)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    best = int((vectors @ reader.question(question).vector).argmax())
    assert figures[best].value == value


def test_names_and_periods_are_labelled_and_left_out_of_what_is_compared(reader):
    read = reader.question("青禾县水利局2018年收到多少件申请")
    assert [read.text[a:b] for a, b in read.spans["body"]] == ["青禾县水利局"]
    assert [read.text[a:b] for a, b in read.spans["year"]] == ["2018年"]
    assert read.bare == "收到多少件申请"
    assert read.intent == "figure"
    assert sum(read.intents.values()) == pytest.approx(1, abs=1e-3)


def test_a_follow_up_is_told_from_a_whole_question(reader):
    assert reader.question("那2017年呢？").follows > 0.5
    assert reader.question("青禾县水利局2018年收到多少件申请").follows < 0.5


@pytest.mark.parametrize(
    "text", ["ꦲꦏ꧀ꦱꦫꦗꦮ", "x9#@~" * 100, "几", "🙂🙂🙂", "", "\ud800", "a\0b", "多少" * 400]
)
def test_odd_questions_are_read_without_harm(reader, text):
    read = reader.question(text)
    assert read.vector.shape == (DIMENSION,) and np.isfinite(read.vector).all()


def test_a_long_passage_is_read_in_windows(reader):
    text = "".join(f"第{n}项工作完成{n}件，其中{n}件按期办结。" for n in range(1, 1000))[:20_000]
    report, figures = read_figures(report_of(text))
    among = windows(report)
    assert len(among) > 20 and max(w.end - w.start for w in among) <= 480
    assert "".join(text[w.start : w.end] for w in among) == text
    some = figures[::150]
    vectors, _ = reader.report_vectors(report, some)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)


def test_vectors_do_not_depend_on_what_is_read_beside(reader):
    alone = reader.text_vectors(["收到政协提案7件"])
    beside = reader.text_vectors(["短。", "收到政协提案7件", "长。" * 200])
    assert np.array_equal(alone[0], beside[1])


def test_figures_and_sentences_of_a_window_come_from_one_pass(reader):
    report, figures = read_figures(report_of(TEXT))
    half = TEXT.index("均按期")
    _, sentences = reader.report_vectors(report, figures, [(0, half), (half, len(TEXT))])
    assert (sentences @ reader.question("申请是怎么来的").vector).argmax() == 0
    assert np.allclose(np.linalg.norm(sentences, axis=1), 1, atol=1e-4)


def test_reading_imports_no_torch():
    code = (
        "import sys; from reportqa.reader import bundled_reader; bundled_reader().question('收到多少件申请'); "
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
