"""Numbers as reports write them: digits of both widths, separators, Chinese numerals, 万 and 亿.

Pure functions: text in, values out. Chinese numerals follow GB/T 15835-2011 (positional with 十百千万亿,
or digit by digit as in 二〇一八).
"""

from __future__ import annotations

import re
from decimal import Decimal

DIGIT_VALUES = {
    "零": 0, "〇": 0, "○": 0, "一": 1, "二": 2, "两": 2, "兩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7,
    "八": 8, "九": 9, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9,
}  # fmt: skip
SMALL_SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
CHINESE_NUMERAL = "".join(DIGIT_VALUES) + "".join(SMALL_SCALES) + "".join(LARGE_SCALES)

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，％", "0123456789.,%")
_DIGITS = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$")


def fold_width(text: str) -> str:
    """Return ``text`` with full-width digits, point, comma and percent sign made ASCII, same length."""
    return text.translate(_FULL_WIDTH)


def plain(value: Decimal) -> int | float:
    """Return an int where ``value`` is whole, else the nearest float."""
    return int(value) if value == value.to_integral_value() else float(value)


def parse_digits(text: str) -> Decimal | None:
    """Return the value of ``1,206``, ``２３`` or ``7730.28``; None if ``text`` is not such a number."""
    folded = fold_width(text)
    if not _DIGITS.match(folded):
        return None
    return Decimal(folded.replace(",", ""))


def parse_chinese(text: str) -> int | None:
    """Return the value of ``二十三``, ``一百零五``, ``三万``, ``十亿零五`` or ``二〇一八``.

    None if ``text`` is no well-formed Chinese numeral (``百十``, ``一二十``, an empty text).
    """
    if not text or any(ch not in CHINESE_NUMERAL for ch in text):
        return None
    if all(ch in DIGIT_VALUES for ch in text):
        if len(text) == 1:
            return DIGIT_VALUES[text]
        return int("".join(str(DIGIT_VALUES[ch]) for ch in text)) if len(text) >= 3 else None
    return _positional(text)


def _positional(text: str) -> int | None:
    """Read a positional numeral by its largest scale first: ``A亿B`` is A times 10^8 plus B."""
    for marks, scale in (("亿億", 10**8), ("万萬", 10**4)):
        at = max(text.rfind(mark) for mark in marks)
        if at < 0:
            continue
        head, tail = text[:at], text[at + 1 :]
        high = parse_chinese(head) if head else None
        if high is None or (scale == 10**4 and high >= 10**4):
            return None
        low = _tail(tail, scale)
        return None if low is None else high * scale + low
    return _below_ten_thousand(text)


def _tail(text: str, scale: int) -> int | None:
    """Read what follows a large scale; ``三万五`` means 35,000, ``三万零五`` 30,005."""
    if not text:
        return 0
    if len(text) == 1 and DIGIT_VALUES.get(text):
        return DIGIT_VALUES[text] * (scale // 10)
    stripped = text.lstrip("零〇○")
    if not stripped:
        return None
    low = DIGIT_VALUES.get(stripped) if len(stripped) == 1 else _positional(stripped)
    return low if low is not None and low < scale else None


def _below_ten_thousand(text: str) -> int | None:
    total, digit, last_scale, zero = 0, None, 10**4, False
    for ch in text:
        if ch in SMALL_SCALES:
            scale = SMALL_SCALES[ch]
            if scale >= last_scale or (digit is None and not (scale == 10 and total == 0)):
                return None
            if digit == 0:
                return None
            total += (1 if digit is None else digit) * scale
            last_scale, digit, zero = scale, None, False
        elif ch in "零〇○":
            if digit is not None or zero:
                return None
            zero = True
        elif digit is not None:
            return None
        else:
            digit = DIGIT_VALUES[ch]
    if digit is None:
        return None if zero else total
    if last_scale in (100, 1000) and not zero:
        return total + digit * (last_scale // 10)
    return total + digit


def to_chinese(value: int) -> str:
    """Write ``value`` (0 to 10^12 - 1) as a Chinese numeral, ``十二`` without a leading 一."""
    if value == 0:
        return "零"
    parts: list[str] = []
    for scale, mark in ((10**8, "亿"), (10**4, "万"), (1, "")):
        group, value = divmod(value, scale)
        if group:
            if parts and group < 1000:
                parts.append("零")
            parts.append(_group_to_chinese(group) + mark)
        if not value:
            break
        if not group and parts and parts[-1] != "零":
            parts.append("零")
    written = re.sub("零+", "零", "".join(parts))
    return written[1:] if written.startswith("一十") else written


def _group_to_chinese(group: int) -> str:
    written, gap = "", False
    for scale, mark in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, group = divmod(group, scale)
        if digit:
            written += ("零" if gap else "") + "零一二三四五六七八九"[digit] + mark
            gap = False
        elif written and group:
            gap = True
    return written
