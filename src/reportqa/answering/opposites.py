"""Things of which a figure for one never answers for another: budget and outturn, new and in all, May and November.

Words alone would call them near: they stand in the same sentences, beside the same subjects.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reportqa.answering.question import Understood
from reportqa.answering.views import FigureView
from reportqa.model import How

_GROUPS: tuple[tuple[str, ...], ...] = (
    (r"预算(?!执行)|\bbudget(?:ed|s)?\b", r"决算|实际支出|实际花|实际发生|执行数|\bactual|\boutturn\b|\bfinal accounts?\b|\breally spent\b"),
    (r"收入|\brevenues?\b|\bincome\b", r"支出|开支|\bexpenditures?\b|\bspending\b|\bspent\b"),
    (r"城市|城镇|\burban\b", r"农村|乡村|\brural\b"),
    (r"出口|\bexport", r"进口|\bimport(?!an)"),
    (r"取消|\babolish|\bscrapped\b", r"下放|\bdelegat|\bdevolv", r"合并|\bmerge"),
    (r"职工(?:基本)?(?:养老|医疗)|企业职工|\bemployees?\b.{0,20}\binsurance", r"居民(?:基本)?(?:养老|医疗)|城乡居民|\bresidents?\b.{0,20}\binsurance"),
    (r"男(?!女)|\bmale\b", r"女(?!男)|\bfemale\b|\bwomen\b"),
    (r"小学|\bprimary\b", r"初中|\bjunior (?:high|middle)\b", r"高中|\bsenior (?:high|middle)\b", r"幼儿园|\bkindergartens?\b|\bpreschools?\b"),
    (r"人大(?!常委会办)|代表建议|\bdeput(?:y|ies)\b|\bnpc\b", r"政协|\bcppcc\b"),
)  # fmt: skip
"""Ways of saying each side, in Chinese and English; the sides of a line exclude one another."""
_NEW = re.compile(r"新(?:登记|增|设|开|注册|建|收)|增加(?!到|至)|净增")
_ASKED_NEW = re.compile(
    r"新|增加|增长|增了|多了|\bnew(?:ly)?\b|\badded\b|\bgr[eo]w|\bincreas|\bregistered\b", re.IGNORECASE
)
_IN_ALL = re.compile(r"总量|总数|存量|共有|累计|保有量|在册|实有")
_STOCK = re.compile(
    r"(?:到|截至|截止)[^，。]{0,12}(?:底|末|日|目前|现在)|现有|现在有|目前有|一共有|总共有|共有多少|存量|总量|\bby the end of\b|\bat the end of\b|\bin existence\b|\baltogether\b|\bin all\b",
    re.IGNORECASE,
)
_THREE = re.compile(
    r"三公|\bthree public\b|\breception|\bhospitality|\bofficial (?:cars|vehicles|travel)", re.IGNORECASE
)
"""三公经费 is money for travel, cars and receptions, and for nothing else."""
_LICENCES = re.compile(r"许可|\b(?:licen[cs]es?|permits?|licensing)\b", re.IGNORECASE)
_PENALTIES = re.compile(r"处罚|\bpenalt(?:y|ies)\b|\bpunish", re.IGNORECASE)
_BOTH = re.compile(
    "许可[^，。、]{0,4}[和与及、][^，。]{0,4}处罚|处罚[^，。、]{0,4}[和与及、][^，。]{0,4}许可"
)
_MONTH_ZH = re.compile(r"(?<![\d年-])(1[0-2]|[1-9])月(?!以来|至|到|-|—)")
_MONTHS_EN = "january february march april may june july august september october november december".split()


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[re.Pattern[str], ...], ...]:
    return tuple(tuple(re.compile(side, re.IGNORECASE) for side in group) for group in _GROUPS)


def other_side(view: FigureView, asked: Understood) -> bool:
    """Whether the words beside a figure name another side than the question, or another month."""
    if view.figure.how is How.TABLE_CELL:
        return False
    beside = view.beside
    for group, named in zip(_patterns(), _sides(asked.text), strict=True):
        others = named and any(side.search(beside) for side in group)
        if others and not any(group[i].search(beside) for i in named):
            return True
    if "三公" in beside and not _THREE.search(asked.text):
        return True
    if _BOTH.search(beside) and bool(_LICENCES.search(asked.text)) != bool(_PENALTIES.search(asked.text)):
        return True  # 行政许可和行政处罚“双公示”8087条 is no figure of either
    stock = _STOCK.search(asked.text) or re.search(r"粉丝|关注|followers?\b", asked.text)
    if stock and not _ASKED_NEW.search(asked.text) and _NEW.search(beside):
        return not _IN_ALL.search(beside)
    return _other_month(view, asked.text)


@lru_cache(maxsize=256)
def _sides(text: str) -> tuple[tuple[int, ...], ...]:
    """Return, group by group, which sides a question names."""
    return tuple(tuple(i for i, side in enumerate(group) if side.search(text)) for group in _patterns())


@lru_cache(maxsize=256)
def _months(text: str) -> frozenset[int]:
    """Return the months that a question names (not as the end of a span: 1至6月)."""
    found = {int(m) for m in re.findall(r"(?<![\d-])(1[0-2]|[1-9])月", text)}
    lowered = text.lower()
    for number, name in enumerate(_MONTHS_EN, start=1):
        if re.search(rf"\b{name}\b", lowered) and (name not in {"may", "march"} or name.capitalize() in text):
            found.add(number)
    return frozenset(found)


def _other_month(view: FigureView, question: str) -> bool:
    """Whether the last month named before the figure in its sentence is none that the question names."""
    wanted = _months(question)
    if not wanted:
        return False
    said = _MONTH_ZH.findall(view.before or view.clause)
    return bool(said) and int(said[-1]) not in wanted
