"""Which years a question asks about: 2018, 二〇一八, 18年, 2016到2018, 近三年, 去年, since 2016, every year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from reportqa.figures.numerals import fold_width, parse_chinese

_YEAR = r"(?:19|20)\d{2}"
_RANGE = re.compile(
    rf"\bbetween (?P<c>{_YEAR}) and (?P<d>{_YEAR})|(?:from |between |从)?(?P<a>{_YEAR})\s*年?(?:度)?\s*(?:-|－|—|–|~|～|至|到|to|through|until|and(?= \d{{4}} (?:in|$)))\s*(?P<b>{_YEAR})\s*年?(?:度)?"
)
_SCHOOL = re.compile(
    rf"(?:{_YEAR}|\d\d)\s*(?:-|－|—|–|~|～|至|到)\s*(?P<y>{_YEAR}|\d\d)\s*(?:学年度?|(?:school|academic) year)"
)
"""A school year is that of the report on it: the year in which it ends."""
_SINCE = re.compile(
    rf"(?:since|from|自从?|从)\s*(?P<a>{_YEAR})\s*年?(?:度)?(?:起|以来|开始|之后|onwards?)?|(?P<b>{_YEAR})\s*年?(?:以来|起|之后|以后)"
)
_IN_FORCE = re.compile(
    rf"(?:自|从)\s*{_YEAR}\s*年?[^，。]{{0,14}}?(?:施行|实施|成立|开通|颁布)(?:以来|起|开始|算起|至今|后)?|\bsince\b[^,.?]{{0,40}}?\b(?:took effect|came into force|was (?:founded|launched))\b[^,.?]{{0,12}}?{_YEAR}"
    rf"|\b(?:carried|brought) (?:in|over|forward) from (?:the year )?{_YEAR}(?=[^?]*\b{_YEAR}\b)(?! (?:in)?to\b)"
)
"""Since when something holds, or where it came from: no year that is asked for (自2008年《条例》施行以来累计)."""
_SINGLE = re.compile(
    rf"(?<![\d.]){_YEAR}(?!\d|\.\d|\s*[条件个次万元])\s*(?:年度|年)?|(?<![\d.])[1-9]\d{{3}}\s*年度?(?![间前来后])"
)
_SHORT = re.compile(r"(?<![\d年])(?P<y>\d{2})\s*年(?:度)?(?!以|来|级|前|后|内)")
_CHINESE = re.compile(r"(?P<y>[二两][〇零○0][〇零○一二三四五六七八九]{2})\s*(?:年度|年)?")
_LAST_N = re.compile(
    r"(?:近|最近|过去|这|前|近来|最近的|连续)(?P<zh>[一二两三四五六七八九十]+|\d{1,2})\s*(?:个)?年(?:度|来|间|内)?"
    r"|\b(?:last|past|recent|previous|latest) (?P<en>two|three|four|five|six|seven|eight|nine|ten|\d+) years\b"
)
_RELATIVE = (
    (re.compile(r"前年(?!度末)|\bthe year before last\b"), -2),
    (re.compile(r"去年|上一?年(?:度)?(?!结转|同期|末|底)|\blast year\b|\bprevious year\b"), -1),
    (re.compile(r"今年|本年度?(?!新收|制发|废止|收费|处理|度办理|新公开|新制作)|\bthis year\b"), 0),
)
_WITHIN = re.compile("上|previous|本年|this year")
"""Words that, beside a year that is named, speak of that year (2023年…比上一年) and not of today's."""
_OF_REPORT = re.compile(
    r"(?:看|按|据|根据|查|在|以|从)[^，。]{0,6}?(?P<y>(?:19|20)\d{2})\s*年?度?的?(?:报告|年报)"
    r"|(?P<z>(?:19|20)?\d{2})\s*年?度?的?(?:报告|年报)(?:里面?|中|上|书)?(?:有|给出|顺带|也)?(?:提到|提及|说|写|讲|对比|比较|的?数)"
)
_OF_REPORT_EN = re.compile(
    r"\b(?:according to|per|going by|based on|(?:quoted|given|stated|reported|listed|printed|as) (?:in|by))\b[^,.?]{0,50}?"
    r"\b(?P<y>20\d{2}) (?:annual |yearly |disclosure )*report\b"
)
"""The report that is to be read, whatever other year is spoken of."""
_HAD_BEFORE = re.compile(
    r"\bhow (?:many|much)\b[^.?;]*\bhad\b[^.?;]*(?<!from )\b(?:the (?:year before(?! (?:19|20)\d\d)|previous year|prior year)|a year (?:before|earlier))\b"
)
"""How many had it received the year before: the year before the one that is named."""
_YEAR_BEFORE = re.compile(
    r"(?<![比较跟和与同于])(?:再往前一?年|再?早一年|(?<!的)前一年|头一年)(?!度?[末底]|.{0,8}相比)"
    r"|(?<!than )(?<!with )(?<!from )(?<!to )\b(?:the|a|one) year (?:before|earlier)\b(?! last)"
)
"""The year before the one that is named, as the report on that one tells it; no comparison with it."""
_EVERY = re.compile(
    r"历年|每一?年|各年|逐年|年年|这些年|几年来|这几年|近几年|近年来?|往年|哪一?年|"
    r"\b(?:each|every|all|over the|by|per|which|what) years?\b|\byearly\b|\bover time\b|\bin recent years\b|\bhistorical"
)
_ENGLISH = {w: i for i, w in enumerate("two three four five six seven eight nine ten".split(), 2)}


@dataclass(frozen=True, slots=True)
class YearMention:
    """What a question says about time.

    ``years`` are those named (ranges spelled out); ``last`` is n for 近 n 年; ``since`` the first year
    of an open range; ``every`` asks for all years; ``spans`` the stretches understood.
    """

    years: tuple[int, ...] = ()
    last: int | None = None
    since: int | None = None
    every: bool = False
    spans: tuple[tuple[int, int], ...] = ()
    told: int | None = None
    """An earlier year of which the report of ``years`` may tell a figure (2018年收到多少？2019年年报里提到的)."""

    @property
    def several(self) -> bool:
        """Whether more than one year was asked for."""
        return (
            len(self.years) > 1 or bool(self.last and self.last > 1) or self.since is not None or self.every
        )

    @property
    def any(self) -> bool:
        """Whether the question speaks of time at all."""
        return bool(self.years) or self.several or self.last is not None

    def resolve(self, available: Iterable[int]) -> tuple[int, ...]:
        """Return the years asked for, open ranges filled from the years that there are reports on."""
        known = sorted(set(available))
        if self.years:
            return self.years
        if self.last:
            return tuple(known[-self.last :]) if known else ()
        if self.since is not None:
            return tuple(y for y in known if y >= self.since)
        return tuple(known) if self.every else ()


def find_years(question: str, this_year: int) -> YearMention:
    """Read the years of ``question``; ``this_year`` is today's, for 去年 and its like."""
    text = fold_width(question).lower()
    spans: list[tuple[int, int]] = []
    years: list[int] = []
    for match in _SCHOOL.finditer(text):
        years.append(2000 + int(match["y"][-2:]))
        spans.append(match.span())
        text = text[: match.start()] + " " * len(match.group()) + text[match.end() :]
    for match in _RANGE.finditer(text):
        begin, end = sorted((int(match["a"] or match["c"]), int(match["b"] or match["d"])))
        if end - begin <= 60:
            years += range(begin, end + 1)
            spans.append(match.span())
    since = None
    for match in _IN_FORCE.finditer(text):
        spans.append(match.span())
    opened = _SINCE.search(text) if not spans else None
    if opened and re.search(r"since|起|以来|之后|以后|开始|onward|自", opened.group()):
        since = int(opened["a"] or opened["b"])
        spans.append(opened.span())
    last = _last_n(text, spans)
    years += _singles(text, spans)
    years, stated = _report_to_read(text, years)
    if len(set(years)) == 1 and _HAD_BEFORE.search(text):
        years = [years[0] - 1]
    before = _YEAR_BEFORE.search(text)
    if before and len(set(years)) == 1 and stated is None:
        stated = years[0] - 1
        spans.append(before.span())
    named = bool(years)
    for pattern, offset in _RELATIVE:
        for hit in pattern.finditer(text):
            spans.append(hit.span())
            if not (named and _WITHIN.search(hit.group())):
                years.append(this_year + offset)
    every = _EVERY.search(text)
    if every and not years:
        spans.append(every.span())
    return YearMention(
        tuple(sorted(set(years))),
        last,
        since if not years else None,
        bool(every and not years and not last),
        tuple(sorted(spans)),
        stated,
    )


def _report_to_read(text: str, years: list[int]) -> tuple[list[int], int | None]:
    """Return the years, only that of the report where one is named to be read, and the earlier one told in it.

    看它2016年的报告: that report is read, whatever other year is spoken of.
    """
    found = _OF_REPORT.search(text) or _OF_REPORT_EN.search(text)
    if not found or len(set(years)) < 2:
        return years, None
    said = next(int(v) for v in found.groupdict().values() if v)
    report = said if said > 1900 else 2000 + said
    others = set(years) - {report}
    earlier = others.pop() if len(others) == 1 else None
    return [report], earlier if earlier is not None and earlier < report else None


def _singles(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Return years that stand alone and note their spans."""

    def free(start: int, end: int) -> bool:
        return all(end <= a or b <= start for a, b in spans)

    years: list[int] = []
    for match in _SINGLE.finditer(text):
        if free(*match.span()):
            years.append(int(match.group()[:4]))
            spans.append(match.span())
    for match in _CHINESE.finditer(text):
        value = parse_chinese(match["y"].replace("两", "二").replace("○", "〇").replace("0", "〇"))
        if value and free(*match.span()) and 1949 <= value <= 2099:
            years.append(value)
            spans.append(match.span())
    for match in _SHORT.finditer(text):
        short = int(match["y"])
        if free(*match.span()) and (short <= 50 or short >= 80):
            years.append((2000 if short <= 50 else 1900) + short)
            spans.append(match.span())
    return years


def _last_n(text: str, spans: list[tuple[int, int]]) -> int | None:
    match = _LAST_N.search(text)
    if not match:
        return None
    spans.append(match.span())
    if match["en"]:
        return _ENGLISH.get(match["en"]) or int(match["en"])
    written = match["zh"]
    return int(written) if written.isdigit() else parse_chinese(written)
