"""All quantities that a text states, in digits, Chinese numerals or English words, as comparable keys.

Pure functions. A key is the plain value (``7``, ``75450000`` for ``7545万元``) with ``%``, ``pp`` (percentage
points) or ``‰`` behind it; what looks like a number and cannot be read gives ``?`` and its text, which
equals nothing but itself.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from reportqa.figures.numerals import CHINESE_NUMERAL, DIGIT_VALUES, parse_chinese

_WORDS = {
    w: i
    for i, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {w: i * 10 for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
} | {f"{w}th": i for w, i in _WORDS.items()} | {f"{w[:-1]}ieth": i for w, i in _WORDS.items() if w.endswith("y")}  # fmt: skip
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_SCALE_MARKS = {"百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8} | _SCALES
_IDIOM = re.compile(
    rf"(?<![{CHINESE_NUMERAL}分])(?:一共|一下|[这那哪]一[点年]|一些|一致|统一|一般|一定|一并|一律|一直|进一步|唯一|万一|十分(?!之)|百姓|千方百计|三公经费|两会|一样|之一|一体化|逐一|一旦|一方面|队伍|大陆|登陆|零售)(?![{CHINESE_NUMERAL}])|\bno one\b"
)
"""Words that hold a numeral and count nothing."""
NUMBER_WORDS = frozenset({*_WORDS, *_ORDINALS, *_SCALES})
_WORD = "(?:" + "|".join(sorted(NUMBER_WORDS, key=len, reverse=True)) + ")s?"
_TAIL = r"(?P<{0}>\s*(?:%|‰|个?百分点|percent\b|per\s?cent\b|percentage\s+points?\b|per\s+mille\b))?"
_QUANTITY = re.compile(
    rf"(?P<digits>(?:(?<![\w)])[-−–])?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)(?P<scale>(?:\s*(?:[百千万萬亿億]|\b(?:ten\s+)?(?:hundred|thousand|million|billion|dozen)\b))*){_TAIL.format('a')}"
    rf"|(?P<base>[{CHINESE_NUMERAL}]+)分之(?P<part>[{CHINESE_NUMERAL}]+(?:点[{''.join(DIGIT_VALUES)}]+)?)"
    rf"|(?P<chinese>[{CHINESE_NUMERAL}]+)(?:点(?P<point>[{''.join(DIGIT_VALUES)}]+))?(?P<tenths>成(?![立为果员功绩就效人交本]))?{_TAIL.format('b')}"
    rf"|\b(?P<words>{_WORD}(?:[\s-]+(?:and\s+)?{_WORD})*)\b{_TAIL.format('c')}",
    re.IGNORECASE,
)


def quantities(text: str) -> list[str]:
    """Return the keys of all quantities in ``text``, in their order."""
    plain = unicodedata.normalize("NFKC", text)
    plain = _IDIOM.sub(lambda m: " " * len(m.group()), plain)
    found = [(m.start(), _key(m)) for m in _QUANTITY.finditer(plain)]
    for at, ch in enumerate(plain):
        if (unicodedata.category(ch) in {"Nl", "No"} and ch not in CHINESE_NUMERAL) or ch in "廿卅卌":
            found.append((at, f"?{ch}"))
    return [key for _, key in sorted(found)]


def plain_value(value: float) -> str:
    """Return the key of a value."""
    return _plain(Decimal(repr(value)))


def _plain(value: Decimal) -> str:
    written = format(value.normalize(), "f")
    return "0" if written in {"-0", "0"} else written


def _key(match: re.Match[str]) -> str:
    if match["digits"]:
        value = Decimal(match["digits"].replace(",", "").replace("−", "-").replace("–", "-"))
        for mark in re.findall(r"[百千万萬亿億]|ten|[a-z]+", match["scale"].lower()):
            value *= 10 if mark == "ten" else _SCALE_MARKS[mark]
        return _plain(value) + _unit(match["a"])
    if match["base"]:
        return _fraction(match["base"], match["part"])
    if match["chinese"]:
        return _chinese(match["chinese"], match["point"], match["tenths"], _unit(match["b"]))
    return _english(match["words"].lower()) + _unit(match["c"])


def _unit(tail: str | None) -> str:
    tail = (tail or "").strip().lower()
    if not tail:
        return ""
    return "‰" if tail == "‰" or "mille" in tail else "pp" if "点" in tail or "point" in tail else "%"


def _chinese(run: str, point: str | None, tenths: str | None, unit: str) -> str:
    value = parse_chinese(run)
    if value is None:
        return f"?{run}{unit}"
    written = Decimal(value)
    if point:
        written += Decimal("0." + "".join(str(DIGIT_VALUES[ch]) for ch in point))
    return _plain(written * 10) + "%" if tenths else _plain(written) + unit


def _fraction(base: str, part: str) -> str:
    whole, _, point = part.partition("点")
    share = _chinese(whole, point or None, None, "")
    return {"百": f"{share}%", "千": f"{share}‰"}.get(base, f"{share}/{_chinese(base, None, None, '')}")


def _english(words: str) -> str:
    total, group = 0, 0
    for word in re.findall(r"[a-z]+", words):
        if word == "and":
            continue
        word = word if word in _WORDS or word in _ORDINALS or word in _SCALES else word.removesuffix("s")
        scale = _SCALES.get(word)
        if scale is None:
            group += _WORDS.get(word, _ORDINALS.get(word, 0))
        elif scale <= 100:
            group = max(group, 1) * scale
        else:
            total, group = total + max(group, 1) * scale, 0
    return str(total + group)
