from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportqa.search.segment import Segmenter, _base_dictionary, fold


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter(["张店区科学技术局", "依申请公开"])


def test_words_of_the_corpus_stay_whole_and_their_parts_are_found_too(segmenter):
    assert "张店区科学技术局" in segmenter.cut("2018年张店区科学技术局收到提案7条")
    words = segmenter.cut_for_search("张店区科学技术局")
    assert {"张店区科学技术局", "科学", "技术"} <= set(words)
    assert "张店区科学技术局" not in Segmenter().cut("张店区科学技术局收到提案")


def test_text_is_folded_and_function_words_and_punctuation_are_dropped(segmenter):
    assert fold("ＡＢＣ１，２０６条") == "abc1206条"
    assert fold("1,206,300 与 1,20") == "1206300 与 1,20"
    assert segmenter.cut("主动公开的信息，是１２０条。") == ["主动", "公开", "信息", "120", "条"]
    assert segmenter.cut("  。，\n") == []


def test_a_word_changes_only_texts_that_hold_it():
    with_word, without = Segmenter(["政务公开标准化"]), Segmenter()
    assert with_word.cut("政务公开标准化工作") != without.cut("政务公开标准化工作")
    for text in ("全年收到信息公开申请12件，均按期答复", "人大代表建议和政协委员提案", "规范性文件清理"):
        assert with_word.cut_for_search(text) == without.cut_for_search(text)


def test_our_dictionary_is_jiebas_own():
    import jieba

    tokenizer = jieba.Tokenizer()
    frequencies, total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    assert _base_dictionary() == (frequencies, total)


def test_many_threads_may_share_one():
    fresh = Segmenter(["依申请公开"])
    texts = [f"{year}年依申请公开收到申请{year - 2000}件" for year in range(2008, 2024)] * 4
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(fresh.cut_for_search, texts))
    assert found == [fresh.cut_for_search(text) for text in texts]


def test_nothing_is_logged_and_no_cache_is_left_outside(caplog):
    before = set(Path(tempfile.gettempdir()).glob("jieba*"))
    with caplog.at_level(logging.DEBUG):
        Segmenter(["某某局"]).cut("某某局公开信息")
    assert caplog.records == []
    assert set(Path(tempfile.gettempdir()).glob("jieba*")) == before


def test_jieba_imports_without_byte_code_where_warnings_are_errors(tmp_path):
    code = "from reportqa.search.segment import Segmenter; print(Segmenter().cut('公开信息'))"
    environment = {
        **os.environ,
        "PYTHONPYCACHEPREFIX": str(tmp_path),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
