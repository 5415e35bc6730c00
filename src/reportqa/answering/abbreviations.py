"""How people shorten and translate the names of public bodies.

``aliases`` gives the Chinese forms of one agency's name; ``english_body_words`` the English words for
what the body does. Both are rules of the language, not a list of the corpus.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from reportqa.answering.places import short_places

_PLACE = re.compile(
    r"[一-鿿]{1,8}?(?:特别行政区|自治区|自治州|自治县|自治旗|新区|开发区|高新区|林区|省|市(?!区|管理|场)|区|县|州(?![市区县])|盟|旗|镇(?!市)|乡(?![市区县]|建设|规划)|街道)"
)
_BODY_START = re.compile(r"^(?:人民政府|政府|街道办事处)")

SHORT = (
    ("人民政府办公厅", "政府办公厅"), ("人民政府办公厅", "办公厅"), ("人民政府办公室", "政府办"), ("人民政府办公室", "政府办公室"), ("人民政府", "政府"), ("办公室", "办"),
    ("办公厅", "办"), ("科学技术", "科技"), ("发展和改革", "发改"), ("发展改革", "发改"), ("工业和信息化", "工信"),
    ("人力资源和社会保障", "人社"), ("人力资源社会保障", "人社"), ("住房和城乡建设", "住建"), ("住房城乡建设", "住建"),
    ("生态环境", "环保"), ("生态环境", "环境"), ("环境保护", "环保"), ("交通运输", "交通"), ("农业农村", "农业"), ("文化和旅游", "文旅"),
    ("文化广电和旅游", "文旅"), ("文化旅游", "文旅"), ("卫生健康", "卫健"), ("卫生和计划生育", "卫计"), ("退役军人事务", "退役军人"),
    ("应急管理", "应急"), ("市场监督管理", "市监"), ("市场监督管理", "市场监管"), ("城市管理", "城管"), ("行政审批服务", "行政审批"),
    ("医疗保障", "医保"), ("国有资产监督管理", "国资"), ("自然资源和规划", "自然资源"), ("自然资源和规划", "资规"),
    ("教育体育", "教体"), ("教育和体育", "教体"), ("安全生产监督管理", "安监"), ("食品药品监督管理", "食药监"),
    ("质量技术监督", "质监"), ("机关事务管理", "机关事务"), ("地方金融监督管理", "金融监管"), ("民族宗教事务", "民宗"),
    ("园林和林业绿化", "园林"), ("综合行政执法", "执法"), ("综合行政执法", "综合执法"), ("监督管理", "监管"), ("委员会", "委"), ("管理局", "局"), ("办事处", "办"), ("粮食和物资储备", "粮储"), ("粮食和物资储备", "粮食和储备"), ("粮食和物资储备", "粮食"), ("税务", "税"), ("统计调查", "统计"),
)  # fmt: skip
"""Full and short form of parts of names, as speech and official papers shorten them."""

ENGLISH_SUFFIXES = {
    "局": ("bureau", "department", "administration", "authority", "agency"),
    "委": ("commission", "committee"),
    "委员会": ("commission", "committee"),
    "厅": ("department", "office"),
    "办公室": ("office",),
    "办公厅": ("office",),
    "政府": ("government",),
    "办事处": ("office", "subdistrict"),
}


_INNER_GOVERNMENT = re.compile(r"人民政府(?!办|$)(?=.{2,})")
"""番禺区人民政府小谷围街道办事处: the government above, which people leave out."""
_BODY_ABOVE = re.compile(r"^(?:国家税务总局(?=.{2,}税务局)|国家统计局(?=.{2,}调查))")
"""国家税务总局福州市税务局: the body above, before the place of its branch."""
_CENTRAL_BANK = re.compile(r"中国人民银行(?P<branch>[一-鿿]{2,10}(?:分行|支行))")


@lru_cache(maxsize=4096)
def split_name(name: str) -> tuple[str, str]:
    """Split a name into place and body: ``("淄博市张店区", "科学技术局")``; place may be empty."""
    name = _BODY_ABOVE.sub("", _INNER_GOVERNMENT.sub("", name))
    at = 0
    while True:
        match = _PLACE.match(name, at)
        if not match or match.end() >= len(name):
            break
        if name[match.end() :].startswith("管理局") or (at and _BODY_START.match(name[at:])):
            break
        at = match.end()
    return name[:at], name[at:]


@lru_cache(maxsize=4096)
def place_parts(place: str) -> tuple[str, ...]:
    """Split ``淄博市张店区`` into its levels, outermost first."""
    return tuple(m.group() for m in _PLACE.finditer(place))


def _shortened(body: str) -> set[str]:
    forms = {body}
    for full, short in SHORT:
        forms |= {f.replace(full, short) for f in forms if full in f}
    return {f for f in forms if len(f) >= 2}


def is_office(body: str) -> bool:
    """Tell whether a body is a government or an office of one, which has no trade of its own."""
    return bool(re.search("政府|办公|办事处|^[一-鿿]{0,2}办$", body))


@lru_cache(maxsize=4096)
def aliases(name: str) -> tuple[str, ...]:
    """Return the forms by which an agency may be called, longest first, the full name included."""
    place, body = split_name(name)
    levels = place_parts(place)
    leads = {""}
    for i in range(len(levels)):
        outer = "".join(levels[i:-1])
        leads |= {outer + short for short in (levels[-1], *short_places(levels[-1]))}
    if levels:
        leads |= {levels[-1][-1]}
    if body.startswith("国家"):
        leads |= {"国家"}
        body = body.removeprefix("国家")
    forms = {lead + b for lead in leads for b in _shortened(body)}
    # 福州税务, 黔东南公安: a place and the trade, without the word for the body
    bank = _CENTRAL_BANK.fullmatch(name)
    if bank:
        branch = bank["branch"]
        city = re.sub("(?:分行|中心支行|支行)$", "", branch)
        forms |= {
            branch,
            f"人民银行{branch}",
            f"人行{branch}",
            f"{city}人行",
            f"人民银行{city}",
            f"{city}人民银行",
        }
    trades = {re.sub("(?:管理)?(?:局|委员会|委|厅)$", "", b) for b in _shortened(body) if not is_office(b)}
    forms |= {lead + t for lead in leads if len(lead) > 1 for t in trades if len(t) > 1}
    forms.discard("政府")
    forms = {f for f in forms if f not in {"办", "局", "政府办", "委", "厅"} and len(f) >= 2}
    return tuple(sorted(forms | {name}, key=lambda f: (-len(f), f)))


def is_government(name: str) -> bool:
    """Tell whether ``name`` is a government itself (or its office), which speaks for the whole area."""
    _, body = split_name(name)
    return body.startswith(("人民政府", "政府", "街道办事处", "管理委员会", "管委会")) or not body


@lru_cache(maxsize=1)
def _english() -> dict[str, str]:
    """Return the English words of each field of government (``bodies_en.toml``)."""
    text = Path(__file__).with_name("bodies_en.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=4096)
def english_body_words(name: str) -> frozenset[str]:
    """Return the English words for what the body does, without 'bureau' and its like."""
    place, body = split_name(name)
    found = {w for zh, words in _english().items() if zh in body for w in words.split()}
    for level in ("街道", "镇", "乡"):
        if place.endswith(level):
            found |= {*_english()[level].split(), "government", "office"}
    return frozenset(found)


@lru_cache(maxsize=1)
def english_body_vocabulary() -> frozenset[str]:
    """Return all English words that name a field of government."""
    return frozenset(w for words in _english().values() for w in words.split())
