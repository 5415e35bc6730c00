"""Compare the words of table headers, tolerantly: width, spaces, brackets, wraps, OCR slips, script.

Similarity is the Dice coefficient over character bigrams (Dice 1945), which shrugs off a lost or wrong
character; a label that was cut off is compared by the share of it that the other one holds.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from opencc import OpenCC

_MARK = re.compile(
    r"\s*(?:[(（]\s*(?P<paren>[一二三四五六七八九十]{1,2}|\d{1,2})\s*[)）]"
    r"|(?P<chinese>[一二三四五六七八九十]{1,2})\s*[、，,.．]"
    r"|(?P<digits>\d{1,2})\s*[.．、，](?!\d))\s*"
)
_CONFUSED = str.maketrans(
    {
        "子": "予",
        "中": "申",
        "客": "容",
        "己": "已",
        "巳": "已",
        "末": "未",
        "曰": "日",
        "汁": "计",
        "白": "自",
    }
)
"""Characters that OCR confuses in these tables; both sides are folded, so nothing is lost."""
_NUMBER = re.compile(r"[+\-－＋]?\s*[0-9０-９][0-9０-９,，]*(?:[ \u3000][0-9０-９]{3})*(?:[.．][0-9０-９]+)?")
_DASHES = frozenset("-－—–─―/／\\ \t\u3000\n")


@dataclass(frozen=True, slots=True)
class Label:
    """A label as compared: its printed number (``一``, ``(六)``, ``3``), its words and their bigrams."""

    mark: str
    body: str
    pairs: Counter[str]


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8192)
def label(text: str) -> Label:
    """Return ``text`` folded for comparison, its printed number apart."""
    folded = unicodedata.normalize("NFKC", text)
    found = _MARK.match(folded)
    mark = ""
    if found:
        mark = f"({found['paren']})" if found["paren"] else found["chinese"] or found["digits"]
    body = fold(folded[found.end() :] if found else folded)
    pairs = Counter(body[i : i + 2] for i in range(len(body) - 1)) if len(body) > 1 else Counter([body])
    return Label(mark, body, pairs)


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return the letters and digits of ``text``: one width, one script, look-alikes made equal."""
    plain = "".join(ch for ch in unicodedata.normalize("NFKC", text) if ch.isalnum())
    try:
        plain.encode("gb2312")
    except UnicodeEncodeError:
        plain = _simplifier().convert(plain)
    return plain.translate(_CONFUSED).lower()


@lru_cache(maxsize=65536)
def similarity(read: str, meant: str) -> float:
    """Return how far two labels have the same words, 0 to 1; their printed numbers are left aside.

    What was ``read`` may be a piece of what is ``meant``, cut off at either end, but not the other way round.
    """
    a, b = label(read), label(meant)
    if not a.body or not b.body:
        return 0.0
    if a.body == b.body:
        return 1.0
    shared = (a.pairs & b.pairs).total()
    dice = 2 * shared / (a.pairs.total() + b.pairs.total())
    cut_off = 4 <= a.pairs.total() < b.pairs.total()
    return max(dice, 0.9 * shared / a.pairs.total()) if cut_off else dice


def best_similarity(text: str, candidates: Iterable[str]) -> float:
    """Return the similarity of ``text`` to the nearest of ``candidates``."""
    return max((similarity(text, candidate) for candidate in candidates), default=0.0)


def is_empty(text: str) -> bool:
    """Whether a cell holds nothing, or only a dash or stroke for "nothing given"."""
    return all(ch in _DASHES for ch in text)


def is_number(text: str) -> bool:
    """Whether a cell holds a number, perhaps with a counter or a bracketed remark behind it."""
    stripped = text.strip()
    found = _NUMBER.match(stripped[1:] if stripped[:1] in {"增", "减", "減"} else stripped)
    if not found:
        return False
    rest = (stripped[1:] if stripped[:1] in {"增", "减", "減"} else stripped)[found.end() :].strip()
    rest = re.sub(r"[(（][^()（）]*[)）]\s*$", "", rest).strip()
    return rest in {"", "."} or (
        len(rest) <= 3 and not any(ch.isdigit() for ch in rest) and rest[0] not in "、.．)）年"
    )


def is_year(text: str) -> bool:
    """Whether a cell holds a bare year, as heads of columns do."""
    return bool(re.fullmatch(r"\s*(?:19|20)\d\d\s*(?:年度?)?\s*", text))
