"""Word segmentation of Chinese with jieba, for indexing and for queries alike.

The dictionary is jieba's own plus the words of the corpus (agency names, catalogue terms). Each
added word gets a frequency from the base dictionary alone and leaves the total as it was, so that
a word changes how the texts that hold it are cut, and no others.
"""

from __future__ import annotations

import re
import threading
import unicodedata
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import exp, log
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jieba

_STOP_WORDS_ZH = """
    的 了 和 与 及 或 在 是 对 为 以 于 从 向 把 被 将 由 等 之 其 该 此 这 那 也 都 就 还 吗 呢 吧 啊 呀 么 着 过 地 得
    个 请 请问 我 我们 你 您 他们 是否 如何 怎么 怎样 怎么样 什么 哪些 哪个 多少 几 有没有
"""
_STOP_WORDS_EN = """
    the a an of in on to and or is are was were do does did how many much what which for by with at
"""
STOP_WORDS = frozenset((_STOP_WORDS_ZH + _STOP_WORDS_EN).split())
_SHORT = 60
"""Characters of a text whose words are kept for the next time."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def fold(text: str) -> str:
    """Return ``text`` lower-cased, full-width forms folded, thousands separators removed."""
    return _THOUSANDS.sub("", unicodedata.normalize("NFKC", text).lower())


class Segmenter:
    """Cuts texts into words; safe to share between threads. The dictionary loads on first use."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        """Take the words that jieba's own dictionary lacks (agency names, terms of the trade)."""
        self.words = tuple(sorted({w for w in (fold(word).strip() for word in words) if len(w) > 1}))
        self._tokenizer: jieba.Tokenizer | None = None
        self._lock = threading.Lock()
        # The labels of the statutory tables stand in every report.
        self._short = lru_cache(maxsize=8192)(self._cut)

    def cut(self, text: str) -> list[str]:
        """Cut ``text`` into words, each character in one word; punctuation and stop words dropped."""
        return list(self._short(text) if len(text) <= _SHORT else self._cut(text))

    def _cut(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in self._loaded().cut(fold(text)) if _counts(word))

    def cut_for_search(self, text: str) -> list[str]:
        """Cut ``text`` into words and the shorter dictionary words inside them, as for an index."""
        return [word for word in self._loaded().cut_for_search(fold(text)) if _counts(word)]

    def tokens(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of the dictionary's words in ``text``, taken as it is; no words are guessed."""
        return [(start, end) for _, start, end in self._loaded().tokenize(text, HMM=False)]

    def frequency(self, word: str) -> int:
        """Return how often the dictionary has counted ``word``; 0 for one that it does not know."""
        return int(self._loaded().FREQ.get(fold(word), 0))

    def load(self) -> None:
        """Load the dictionary now, as a server does in the background when it starts."""
        self._loaded()

    def _loaded(self) -> Any:
        with self._lock:
            if self._tokenizer is None:
                self._tokenizer = _make_tokenizer(self.words)
            return self._tokenizer


def _counts(word: str) -> bool:
    return word not in STOP_WORDS and any(c.isalnum() for c in word)


def _import_jieba() -> Any:
    # jieba 0.42 has invalid escapes in its patterns and may ask for pkg_resources; where its byte code
    # is not there yet, importing it warns about both. Neither concerns our readers.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SyntaxWarning)
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.filterwarnings("ignore", message="pkg_resources is deprecated", category=UserWarning)
        import jieba
    return jieba


def _base_dictionary() -> tuple[dict[str, int], int]:
    """Read jieba's dictionary: words with their frequencies, their prefixes with 0, and the total.

    jieba's own loader does the same, but logs to the console and leaves a cache in the temporary
    folder.
    """
    with _import_jieba().Tokenizer().get_dict_file() as file:
        parts = file.read().decode("utf-8").split()
    counts = [int(count) for count in parts[1::3]]
    total = sum(counts)
    frequencies = dict(zip(parts[0::3], counts, strict=True))
    _add_prefixes(frequencies, frequencies.keys())
    return frequencies, total


def dictionary_words(tags: str = "[a-z]+", characters: str = "+") -> frozenset[str]:
    """Return the words of jieba's dictionary whose part-of-speech tag fits a pattern.

    ``characters`` is the quantifier that their length must fit (``{2,4}``). One regular expression
    over the whole file is ten times faster than reading its lines.
    """
    with _import_jieba().Tokenizer().get_dict_file() as file:
        text = file.read().decode("utf-8")
    return frozenset(re.findall(rf"^(\S{characters}) \d+ (?:{tags})$", text, re.MULTILINE))


def _add_prefixes(frequencies: dict[str, int], words: Iterable[str]) -> None:
    missing = {word[:-1] for word in words if len(word) > 1} - frequencies.keys()
    while missing:
        frequencies.update(dict.fromkeys(missing, 0))
        missing = {word[:-1] for word in missing if len(word) > 1} - frequencies.keys()


@lru_cache(maxsize=2)  # 90 MB each; generations mostly share their words
def _make_tokenizer(words: tuple[str, ...]) -> Any:
    tokenizer = _import_jieba().Tokenizer()
    tokenizer.FREQ, tokenizer.total = _base_dictionary()
    tokenizer.initialized = True  # jieba must not load a dictionary by itself
    added = {word: _frequency(tokenizer, word) for word in words}
    tokenizer.FREQ.update(added)
    _add_prefixes(tokenizer.FREQ, added)
    return tokenizer


def _frequency(tokenizer: Any, word: str) -> int:
    """Return the least frequency at which ``word`` beats its own parts (jieba's ``suggest_freq``)."""
    parts: Iterator[str] = tokenizer.cut(word, HMM=False)
    share = sum(log((tokenizer.FREQ.get(part) or 1) / tokenizer.total) for part in parts)
    known: int = tokenizer.FREQ.get(word, 1)
    return max(int(exp(share) * tokenizer.total) + 1, known)
