"""What a Chinese question counts: the unit behind 多少 or 几, and what may be inferred where it names none.

The word behind 多少 decides: 多少件 names a unit, 多少部门 and 多少处理费 do not, although 部 and 处 are units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportqa.answering.dictionary import is_dictionary_word
from reportqa.figures.patterns import fold_zh
from reportqa.figures.units import UNITS

_ASK = re.compile(r"(?:大[概约])?(?:多少(?![了些钱的])|好?几(?![年月日号点何乎近]))")
_NOT_UNITS = frozenset(
    "分 天 年 单 道 字 种 类 所 处 部 头 支 段 本 组 页 级 款 台 站 名 位 套 届 倍 期 块".split()
)
"""Units that open many words: taken as one only if the next two characters are no word."""
_MEASURED = frozenset("支枪 头猪 头牛 套房 段路".split())
"""Words of the dictionary that are a unit and what it counts."""
_PEOPLE = re.compile(
    r"人(?![次家])|个人(?!申请|名义|信息|所得|账户)|名|位|(?:个|位|名)?[一-鿿]{0,4}(?:群众|老师|教师|学生|孩子|儿童|居民|村民|市民|民警|警察|干部|职工|员工|党员|志愿者|专家|医生|护士|律师|老人|"
    r"代表|委员|嫌疑人|当事人|负责人|信息员|联络员|工作人员|人员|贫困户人口|人口|农民工|粉丝)(?![一-鿿]*[案件])"
)
_MONEY = re.compile(
    r"钱|块钱|(?:个)?[一-鿿]{0,6}(?:费|钱|税|税款|资金|经费|金额|款|补贴|补助|奖金|贷款|工资|罚金|收入|支出|预算|投资|损失|产值)(?![户人件项率单者案站公目])"
)
_MONEY_ASKED = re.compile(
    r"多少钱|收没收钱|花了?多少|(?<!处)罚了?多少(?!家|人|次|件|起|户|单|例)|(?:(?<!未缴)费用?|金额|经费|预算|总额|资金|收入|支出|投资|产值|罚没款?|税收|补贴款?|奖金|损失)(?:一共|总共|合计)?(?:是|有|为|了|达|收了)?(?:多少|几何)(?=[？?，,。了呢]|$)|"
    r"(?:三公|预算|经费|花费|开销|开支)[一-鿿“”]{0,8}(?:多少|几何)(?=[？?，,。了呢]|$)"
)
_SHARE = re.compile(r"占比|比例|百分比|百分之|率(?:是|为|多少|达|有多高)|增幅|降幅|%")
_COUNT_NOUN = (
    (re.compile(r"条数"), ("条",)), (re.compile(r"件数"), ("件",)), (re.compile(r"次数|多少回|几回|[几多少]趟"), ("次",)), (re.compile(r"场次|场数"), ("场", "次")),
    (re.compile(r"期数"), ("期",)), (re.compile(r"人次数?"), ("人次",)), (re.compile(r"人数"), ("人", "名", "人次")), (re.compile(r"篇数"), ("篇",)),
    (re.compile(r"项数"), ("项",)), (re.compile(r"天数"), ("天",)), (re.compile(r"工单[数量]|来电[数量]|(?:申请|案件|投诉)量"), ("件", "个", "次")), (re.compile(r"套数"), ("套",)), (re.compile(r"家数"), ("家",)), (re.compile(r"户数"), ("户",)), (re.compile(r"面积"), ("平方米", "亩", "公顷", "平方公里")),
)  # fmt: skip
_TIMED = re.compile(r"个(?:小时|工作日|课时|学时|月)")
_IN_ALL = re.compile(r"(?:一共|总共|合计|共计?)$")
"""Before the one of several 多少 that asks for the whole: 有几个人来申请，总共几件."""
_MONEY_UNITS = ("元", "万元", "亿元")
_PEOPLE_UNITS = ("人", "名", "人次")
_SAME = {
    "人": _PEOPLE_UNITS, "名": _PEOPLE_UNITS, "位": _PEOPLE_UNITS, "场": ("场", "次"), "元": _MONEY_UNITS, "回": ("次",), "种": ("种", "个"),
    "块": _MONEY_UNITS, "批": ("批", "批次"), "个小时": ("小时", "个小时"), "个工作日": ("个工作日", "工作日"), "个月": ("月", "个月"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counted:
    """Where a question asks how many, and the unit that it names there (empty for none)."""

    start: int
    end: int
    unit: str


def asked_places(text: str) -> list[Counted]:
    """Return the places of 多少 and 几 in a folded question, each with the unit behind it."""
    found = []
    for match in _ASK.finditer(text):
        unit = _unit_at(text, match.end())
        found.append(Counted(match.start(), match.end() + len(unit), unit))
    return found


def _unit_at(text: str, at: int) -> str:
    """Return the unit that starts at ``at``; "" where the characters there begin another word."""
    unit = next((u for u in UNITS if text.startswith(u, at)), "")
    timed = _TIMED.match(text, at)
    if timed:
        return timed.group()
    following = text[at : at + len(unit) + 1]
    if unit in _NOT_UNITS and len(following) > len(unit) and is_dictionary_word(following):
        return unit if following in _MEASURED else ""
    if unit == "个" and text[at + 1 : at + 2] == "人" and text[at + 2 : at + 3] != "次":
        return "个"
    return unit


def asked_units(question: str) -> tuple[str, ...]:
    """Return the units that a Chinese question expects its figure in, likeliest first; empty for none."""
    text = fold_zh(question).text
    if _SHARE.search(text):
        return ("%",)
    exact = re.search(r"(?:多少|几)(亿元|万元)", text)
    if exact:
        return (exact[1],)
    if _MONEY_ASKED.search(text):
        return _MONEY_UNITS
    places = asked_places(text)
    for place in sorted(places, key=lambda p: not _IN_ALL.search(text[: p.start])):
        after = text[place.end - len(place.unit) :]
        money, people = _MONEY.match(after), _PEOPLE.match(after)
        if (
            people
            and place.unit in ("", "个", "名", "位", "人")
            and (not money or people.end() < money.end())
        ):
            return _PEOPLE_UNITS
        if money and place.unit in ("", "个", "块", *_MONEY_UNITS):
            return _MONEY_UNITS
        if place.unit == "块" and not re.match("块(?:钱|$|[？?，,。（(])", after):
            return ("块", "宗", "处")
        if place.unit:
            return _SAME.get(place.unit, (place.unit,))
    return next((units for pattern, units in _COUNT_NOUN if pattern.search(text)), ())
