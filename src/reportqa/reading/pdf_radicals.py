"""Radical code points that stand for ordinary characters.

Some producers map the glyph of 一 to U+2F00 KANGXI RADICAL ONE. What is printed is the same; what a
reader searches for is not.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = dict(
    zip(
        "⺟⺠⻁⻄⻅⻆⻈⻉⻋⻌⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民虎西见角讠贝车辶长门青韦页风飞食马骨鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_TABLE = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_TABLE.update({ord(radical): char for radical, char in _SUPPLEMENT.items()})


def unify(text: str) -> str:
    """Return the text with radicals replaced by the characters that they look like."""
    return text.translate(_TABLE)
