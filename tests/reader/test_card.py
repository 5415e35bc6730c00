"""A model whose files are not whole is refused, with the file and the way back."""

from __future__ import annotations

import json
import shutil

import pytest

from reportqa.errors import ModelMismatch
from reportqa.library import Library
from reportqa.reader import NoReader, Reader, bundled_folder, read_card, verify


@pytest.fixture
def folder(tmp_path):
    read_card.cache_clear()
    copy = tmp_path / "model"
    shutil.copytree(bundled_folder(), copy)
    yield copy
    read_card.cache_clear()


def test_the_bundled_model_is_the_one_of_its_card_and_small_enough():
    card = read_card(bundled_folder())
    assert verify(card) == []
    assert sum(size for size, _ in card.files.values()) <= 45_000_000
    assert card.labels == ("body", "part", "year")


def test_a_missing_file_is_named(folder):
    (folder / "tokenizer.json").unlink()
    with pytest.raises(NoReader, match=r"tokenizer\.json is missing.*pip install"):
        read_card(folder)


def test_a_file_cut_short_is_named_with_both_sizes(folder):
    whole = (folder / "reader.onnx").read_bytes()
    (folder / "reader.onnx").write_bytes(whole[:1000])
    with pytest.raises(NoReader, match=rf"reader\.onnx has 1,000 bytes of {len(whole):,}"):
        read_card(folder)


def test_a_changed_file_of_the_same_size_is_found_by_its_hash_and_not_run(folder):
    data = bytearray((folder / "reader.onnx").read_bytes())
    data[:64] = bytes(64)
    (folder / "reader.onnx").write_bytes(bytes(data))
    card = read_card(folder)
    assert len(verify(card)) == 1 and "reader.onnx" in verify(card)[0]
    with pytest.raises(NoReader, match=r"reader\.onnx cannot be read"):
        Reader(card).question("多少件")


def test_another_version_is_refused_with_both_numbers(folder):
    raw = json.loads((folder / "card.json").read_text("utf-8"))
    (folder / "card.json").write_text(json.dumps(raw | {"version": 99}))
    with pytest.raises(NoReader, match="has version 99; this program reads version 1"):
        read_card(folder)


def test_a_damaged_card_is_refused(folder):
    (folder / "card.json").write_text("{")
    with pytest.raises(NoReader, match=r"card\.json is damaged"):
        read_card(folder)


def test_an_index_of_another_reader_asks_to_be_rebuilt(tmp_path):
    (tmp_path / "corpus").mkdir()
    text = "示例市教育局2018年政府信息公开工作年度报告\n\n一、概述\n\n全年公开信息12条。\n"
    (tmp_path / "corpus" / "a.txt").write_text(text, "utf-8")
    Library.build(tmp_path / "corpus", tmp_path / "index", encoder="none").close()
    manifest = next((tmp_path / "index").glob("gen-*/manifest.json"))
    raw = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(raw | {"reader": "reportqa-reader-older"}))
    with pytest.raises(ModelMismatch, match=r"reportqa-reader-older.*reportqa index --rebuild"):
        Library.open(tmp_path / "index", encoder="none")
