"""Find the numbers of a sentence that are figures, with unit and approximation.

Dates, years, document numbers, telephone numbers, postcodes, list numbers, article numbers and
addresses are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reportqa.figures.numerals import (
    CHINESE_NUMERAL,
    DIGIT_VALUES,
    fold_width,
    parse_chinese,
    parse_digits,
    plain,
)
from reportqa.figures.units import CHINESE_NUMERAL_UNITS, UNITS
from reportqa.model import Approx

_NO_UNIT = {
    "单": "(?!位)",
    "分": "(?![之类])",
    "通": "(?![过知报告])",
    "对": r"(?=[，。、；：）),;\s]|新人|夫|当事|$)",
    "面": "(?![积向对试貌临])",
    "口": "(?![径头岸碑令])",
    "列": "(?![入为第出席举支])",
    "根": "(?![据本])",
    "眼": "(?![下前镜])",
}
"""What must not follow a unit: 3单位 and 3分之一 count no orders and no points."""
_UNIT = "|".join(re.escape(u) + _NO_UNIT.get(u, "") for u in UNITS)
_SPACED = rf"(?<![0-9０-９] )[0-9]{{1,3}}(?:[ \u00a0\u2009\u202f][0-9]{{3}})+(?![0-9])(?=(?:[.．][0-9]+)?[ \t]*(?:[万亿余多]|{_UNIT}))"
"""Groups of three behind a space (1 206 条), as GB/T 15835 writes them; only with a unit, since cells of a
table that lost its lines also stand so."""
_DIGIT = rf"(?:{_SPACED}|[0-9０-９]{{1,3}}(?:[,，][0-9０-９]{{3}})+(?![0-9０-９])|[0-9０-９]+)(?:[.．][0-9０-９]+)?"
_NUMBER = re.compile(
    rf"(?P<digits>{_DIGIT})[ \t]*(?P<scale>[十百千]?[万萬亿億]|千(?![米克瓦])|百(?!分点))?(?P<rest>[余多几])?"
    rf"[ \t]*(?P<scale2>[万萬亿億])?(?P<rest2>余|多)?[ \t]*(?P<unit>{_UNIT})?"
)
_NONE_OF = re.compile(r"(?:(?<!有)无|没有|未有)$")
"""Words before 一件 that make it none: 无一件超期."""
_TIMES = {"年", "天", "道", "层", "倍", "分钟", "小时"}
_CHINESE = re.compile(
    rf"(?P<digits>[{CHINESE_NUMERAL}]+)(?P<rest>[余多])?(?!个月)(?:(?P<unit>{'|'.join(CHINESE_NUMERAL_UNITS)})"
    rf"|(?<=[{CHINESE_NUMERAL}余多]{{2}})(?P<wide>{'|'.join(re.escape(u) for u in UNITS if u not in _TIMES)}))"
)
_HUNDREDTHS = re.compile(
    rf"百分之(?:(?P<chinese>[{CHINESE_NUMERAL}]+)(?:点(?P<decimals>[{''.join(DIGIT_VALUES)}]+))?|(?P<digits>{_DIGIT}))"
)

_NOT_FIGURES = re.compile(
    r"""https?://\S+|www\.[\w./-]+|[\w.+-]+@[\w.-]+                        # addresses on the net
    |[〔\[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*(?:第\s*)?\d+\s*号?           # 〔2021〕30号
    |第\s*[0-9０-９]+(?:\.\d+)?\s*(?:[一-鿿])?                              # 第20条
    |(?<![\d.])\d+(?:\.\d+)?\s*[~～—–至]\s*\d+(?:\.\d+)?(?![\d.]|\s*[年月])       # 5～7件 states no one number
    |\d{3,4}[-－—]\d{7,8}(?:[-－转]\d+)?|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{7,8}(?!\d)(?=\s*(?:[（(]|传真|$))
    |(?:邮编|邮政编码|电话|热线|传真)\s*(?:号码)?\s*(?:[:：为是])\s*[\d-]+
    |(?<!\d)(?:19|20)\d{2}\s*(?:年\s*)?[-－—–~～至到]\s*(?:19|20)\d{2}\s*(?:年度|年)?
    |(?<!\d)(?:19|20)\d{2}\s*年(?:度|底|末|初)?(?:\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?)?
    |(?<!\d)\d{1,2}\s*月(?:份|底|末|初)?(?:\s*\d{1,2}\s*[日号])?|(?<!\d)\d{1,2}\s*日(?!常)
    |(?<!\d)(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}
    |(?<!\d)\d{1,2}[:：]\d{2}(?!\d)|(?<!\d)\d{1,2}\s*[时点]\s*\d{1,2}\s*分
    |\d+\s*号(?!召)|\d+\s*[×xX*]\s*\d+|[Vv]?\d+\.\d+\s*版|\d{4}\s*版
    |(?<![\w])[A-Za-z]+[-/]?\d+|\d+\s*[+＋]\s*[\dNnXx]|[“"]\d+\s*[+＋]
    |(?<![\d.,])(?:12345|12380|12388)(?![\d.,]|\s*(?:__UNIT__))|\d+\s*[-－]\s*\d+\s*号""".replace(
        "__UNIT__", _UNIT
    ),
    re.VERBOSE,
)
_LIST_NUMBER = re.compile(r"(?:^|[\n；;。：:])\s*[（(]?(\d{1,2})\s*[)）.、．](?!\d)")
_BARE_LEAD = re.compile(r"(?:量|数|总数|总量|合计|共计|总计|达|达到|为|共|是|率|值)\s*[:：]?\s*[近约超]?\s*$")
_BEFORE = {
    Approx.UNDER: re.compile(r"(?:近|接近|将近|不足|不到)\s*$"),
    Approx.ABOUT: re.compile(r"(?:(?<![签合节预履特守违公制契条])约|大约|约为|左右)\s*$"),
    Approx.OVER: re.compile(r"(?:超|超过|逾|突破|高达|多达|至少|不少于|不低于)\s*$"),
}
_IDIOMS = re.compile(
    r"一(?:次性|件事|条龙|个[月年周]|份[子力]|项项|期工程|[个件条项]一[个件条项]|[个件次]不)"
    r"|(?:第|每|统|同|某|任|唯|逐|这|那|另|上|下|首|万|之|专|单|合|归|不)[一二两三四五六七八九十]"
    r"|[一二两三四五六七八九十]公开|[三四五六七八九十两]个[“\"]|一[个名家]+[人]?都"
)


_NOT_ONE = re.compile(r"(?:没有|没|从未|未)(?:曾|再)?(?:发生|出现|收到|接到|产生)(?:过|任何)?$")
"""Before 一件 it says that there was none: 未发生一件逾期."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit in a text.

    ``start``/``end`` span the number with approximation sign and unit, ``digits_start`` where the
    digits begin.
    """

    start: int
    end: int
    digits_start: int
    value: int | float
    unit: str
    approx: Approx
    written: str = "digits"


def numbers(text: str, start: int, end: int) -> list[Number]:
    """Return the figures in ``text[start:end]`` in order; exclusions are decided on that stretch."""
    blocked = _blocked(text, start, end)
    found = list(_digit_numbers(text, start, end, blocked))
    found += _chinese_numbers(text, start, end, blocked)
    found += _hundredths(text, start, end)
    found.sort(key=lambda n: (n.start, -n.end))
    kept: list[Number] = []
    for number in found:
        denied = number.value == 1 and _NOT_ONE.search(text, start, number.start)
        if not denied and (not kept or number.start >= kept[-1].end):
            kept.append(number)
    return kept


def _blocked(text: str, start: int, end: int) -> list[tuple[int, int]]:
    lead = max(0, start - 2)
    window = fold_width(text[lead:end])
    spans = [(m.start() + lead, m.end() + lead) for m in _NOT_FIGURES.finditer(window, start - lead)]
    spans += [m.span(1) for m in _LIST_NUMBER.finditer(text, start, end)]
    first = re.compile(r"\s*[（(]?(\d{1,2})\s*[)）.、．](?!\d)").match(text, start, end)
    if first:
        spans.append(first.span(1))
    spans += [m.span() for m in _IDIOMS.finditer(text, max(0, start - 1), end)]
    return spans


def _is_blocked(spans: list[tuple[int, int]], at: int) -> bool:
    return any(a <= at < b for a, b in spans)


def _digit_numbers(text: str, start: int, end: int, blocked: list[tuple[int, int]]) -> Iterator[Number]:
    for match in _NUMBER.finditer(text, start, end):
        if _is_blocked(blocked, match.start()):
            continue
        value = parse_digits(re.sub(r"\s", "", match["digits"]))
        if value is None or (match.start() > start and text[match.start() - 1] in "第〔[-－/"):
            continue
        unit = match["unit"] or ""
        scale = (match["scale"] or "") + (match["scale2"] or "")
        if not unit and not scale and not _bare_is_figure(text, start, match):
            continue
        value, unit = _scaled(value, scale, unit)
        stop = match.end() if unit or scale or match["rest"] else match.end("digits")
        yield _number(text, start, match.start(), stop, value, unit, rest=match["rest"] or match["rest2"])


def _bare_is_figure(text: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether a number without unit counts: behind words of quantity, no word glued to it."""
    after = text[match.end("digits") : match.end("digits") + 1]
    if after and (after.isalnum() and not ("一" <= after <= "鿿")):
        return False
    return bool(_BARE_LEAD.search(text, max(start, match.start() - 8), match.start()))


def _scaled(value: Decimal, scale: str, unit: str) -> tuple[Decimal, str]:
    """Apply 万 and 亿; amounts of money keep them in the unit (``7545万元`` is 7545 in 万元)."""
    scale = scale.replace("萬", "万").replace("億", "亿")
    if unit == "元" and scale in {"万", "亿"}:
        return value, scale + "元"
    for mark in scale:
        value *= {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}[mark]
    return value, "%" if unit == "％" else unit


def _number(
    text: str,
    floor: int,
    start: int,
    end: int,
    value: Decimal,
    unit: str,
    *,
    rest: str | None,
    written: str = "digits",
) -> Number:
    approx, begin = (Approx.OVER if rest else Approx.EXACT), start
    for kind, pattern in _BEFORE.items():
        match = pattern.search(text, max(floor, start - 4), start)
        if match:
            approx, begin = kind, match.start()
            break
    if re.compile(r"\s*(?:以上|左右|上下)").match(text, end):
        approx = Approx.OVER if text[end : end + 3].strip().startswith("以上") else Approx.ABOUT
    while end > start and text[end - 1].isspace():
        end -= 1
    return Number(begin, end, start, plain(value), unit, approx, written)


def _chinese_numbers(text: str, start: int, end: int, blocked: list[tuple[int, int]]) -> Iterator[Number]:
    for match in _CHINESE.finditer(text, start, end):
        if _is_blocked(blocked, match.start()) or (
            match.start() > start and text[match.start() - 1] in "第百“《‘"
        ):
            continue
        if match["digits"] == "一" and _NONE_OF.search(text, start, match.start()):
            continue
        value = parse_chinese(match["digits"])
        if value is None or _several_tens(text, match):
            continue
        amount, unit = Decimal(value), match["unit"] or match["wide"]
        if unit == "元" and match["digits"][-1] in "万亿" and len(match["digits"]) > 1:
            head = parse_chinese(match["digits"][:-1])
            if head is not None:
                amount, unit = Decimal(head), match["digits"][-1] + "元"
        yield _number(
            text, start, match.start(), match.end(), amount, unit, rest=match["rest"], written="chinese"
        )


def _several_tens(text: str, match: re.Match[str]) -> bool:
    """Tell 数十件 and 几十万元 (some tens), which name no number, from a numeral."""
    return text[match.start() - 1 : match.start()] in {"数", "几"} and not set(match["digits"]) & set(
        DIGIT_VALUES
    )


def _hundredths(text: str, start: int, end: int) -> Iterator[Number]:
    for match in _HUNDREDTHS.finditer(text, start, end):
        if match["digits"]:
            value = parse_digits(match["digits"])
        else:
            whole = 100 if match["chinese"] == "百" else parse_chinese(match["chinese"])
            decimals = "".join(str(DIGIT_VALUES[ch]) for ch in match["decimals"] or "")
            value = None if whole is None else Decimal(f"{whole}.{decimals or 0}")
        if value is None:
            continue
        yield _number(text, start, match.start(), match.end(), value, "%", rest=None, written="chinese")


def folded(text: str) -> str:
    """Return ``text`` with full-width digits folded, for comparing numbers as written."""
    return fold_width(text)
