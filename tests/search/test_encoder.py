from __future__ import annotations

import os
import socket
import subprocess
import sys

import numpy as np
import pytest
from searching import REPORTS, FakeEncoder, entry

from reportqa.reader import allowed_threads, bundled_folder
from reportqa.search import (
    NoEncoder,
    build_generation,
    describe_encoder,
    encoder_identity,
    load_encoder,
    open_generation,
)

PASSAGES = [
    "张店区科学技术局 2018年：2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。",
    "张店区科学技术局 2018年：没有收取依申请公开政府信息的费用。",
    "张店区科学技术局 2018年：召开新闻发布会2次。",
    "短。",
    "长。" * 300,
]


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


def test_the_model_folder_loads_as_a_sentence_transformers_model(tmp_path):
    from sentence_transformers import SentenceTransformer

    from reportqa.search.reader_module import PROMPTS

    model = SentenceTransformer(
        str(bundled_folder()),
        prompts=dict(PROMPTS),
        device="cpu",
        local_files_only=True,
        trust_remote_code=True,  # the module is ours
    )
    ours = load_encoder()
    assert np.allclose(model.encode_query("公开"), ours.encode_queries(["公开"])[0], atol=1e-5)
    assert np.allclose(model.encode_document("公开"), ours.encode_passages(["公开"])[0], atol=1e-5)
    with pytest.raises(ValueError, match="expected one of the prompts 'query: ', 'passage: ', found ''"):
        model.encode("公开", prompt="")


def test_doctor_names_the_engine_the_threads_and_what_is_changed():
    facts = describe_encoder()
    assert (facts["encoder"], facts["dimension"]) == encoder_identity()
    assert (facts["engine"], facts["note"]) == ("onnxruntime", "")
    assert facts["threads"] == allowed_threads() >= 1


def test_what_cannot_be_loaded_is_said_in_one_line(tmp_path):
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
    build_generation(tmp_path, [entry(r) for r in REPORTS], encoder=FakeEncoder(*encoder_identity()))
    code = (
        "import sys; from reportqa.search import open_generation; "
        f"g = open_generation({str(tmp_path)!r}); g.reports(); g.report(g.reports()[0].id); "
        "assert not {'torch', 'faiss', 'jieba', 'sentence_transformers'} & set(sys.modules); "
        "assert g.search('政协提案', dense=False); "
        "assert not {'torch', 'faiss', 'sentence_transformers'} & set(sys.modules); g.close()"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_an_index_with_the_bundled_encoder_answers_in_both_languages(tmp_path):
    build_generation(tmp_path, [entry(r) for r in REPORTS], encoder=load_encoder())
    with open_generation(tmp_path) as generation:
        for query, language in (("政协提案收到几件", "zh"), ("how many proposals were received", "en")):
            hits = generation.search(query, report_ids=[REPORTS[1].id], language=language)
            assert hits[0].passage.text == "2017年度，区科技局收到政协委员提案 5条，均及时给予了答复。"
