"""How people shorten and translate the names of public bodies.

``aliases`` gives the Chinese forms of one agency's name; ``english_body_words`` the English words for
what the body does. Both are rules of the language, not a list of the corpus.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path

from reportqa.answering.places import short_places, zone_forms

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
    ("园林和林业绿化", "园林"), ("综合行政执法", "执法"), ("综合行政执法", "综合执法"), ("综合行政执法", "城管"), ("监督管理", "监管"), ("委员会", "委"), ("管理局", "局"), ("办事处", "办"), ("粮食和物资储备", "粮储"), ("粮食和物资储备", "粮食和储备"), ("粮食和物资储备", "粮食"), ("税务", "税"), ("统计调查", "统计"),
    ("林业和草原", "林草"), ("林业和草原", "林业"), ("自然资源", "国土"), ("林业和园林", "林园"), ("自然资源和林业", "自然资源"), ("规划和自然资源", "规资"), ("规划和自然资源", "规自"), ("规划和国土资源", "规土"), ("国土资源", "国土"), ("城乡规划", "规划"),
    ("文化广电旅游", "文旅"), ("文化广电新闻出版", "文广新"), ("文化广电", "文广"), ("文化体育旅游", "文体旅"), ("文化和体育", "文体"), ("新闻出版广电", "新广"), ("广播电视", "广电"), ("新闻出版", "新闻出版"),
    ("经济和信息化", "经信"), ("科学技术和工业信息化", "科工信"), ("工业和商务", "工商务"), ("教育和科学技术", "教科"), ("人民防空", "人防"), ("住房保障和房产", "房管"), ("住房保障和房屋", "房管"), ("房产管理", "房管"), ("房屋管理", "房管"),
    ("药品监督管理", "药监"), ("食品药品监督管理", "药监"), ("工商行政管理", "工商"), ("公安局交通警察支队", "交警支队"), ("公安局交通警察支队", "交警"), ("残疾人联合会", "残联"), ("供销合作社联合社", "供销社"), ("供销合作社", "供销社"),
    ("住房公积金管理中心", "公积金中心"), ("妇女联合会", "妇联"), ("民族和宗教事务", "民宗"), ("民族宗教", "民宗"), ("外事办公室", "外办"), ("外事侨务", "外侨"), ("台湾事务办公室", "台办"), ("扶贫开发", "扶贫"), ("政务服务数据管理", "政务数据"), ("政务服务数据管理", "政数"), ("大数据发展管理", "大数据"), ("大数据管理", "大数据"),
    ("海洋与渔业", "海洋渔业"), ("海洋与渔业", "海渔"), ("畜牧兽医", "畜牧"), ("农业委员会", "农委"), ("卫生和计划生育", "卫生计生"), ("卫生计生", "卫计"), ("人口和计划生育", "计生"), ("计划生育", "计生"), ("城市管理综合执法", "城管"), ("城市管理和综合执法", "城管"), ("城市管理行政执法", "城管"), ("城市管理委员会", "城管委"), ("园林绿化", "园林"),
    ("交通运输委员会", "交通委"), ("交通运输委员会", "交委"), ("住房和城乡建设委员会", "住建委"), ("住房和城乡建设委员会", "建委"), ("城乡建设委员会", "建委"), ("城乡建设", "城建"), ("国有资产监督管理委员会", "国资委"), ("证券监督管理委员会", "证监会"), ("银行保险监督管理", "银保监"), ("银行业监督管理", "银监"),
    ("外汇管理", "外汇"), ("知识产权", "知产"), ("人民检察院", "检察院"), ("中级人民法院", "中院"), ("人民法院", "法院"), ("街道办事处", "街道"), ("街道办事处", "街办"), ("管理委员会", "管委会"), ("行政公署", "行署"), ("教育委员会", "教委"), ("民用航空", "民航"), ("住房和建设", "住建"), ("发展和改革", "发展改革"), ("卫生健康委员会", "卫健委"), ("公路管理", "公路"), ("地方金融", "金融"), ("金融工作", "金融"), ("投资促进", "投促"), ("招商引资", "招商"), ("信访工作", "信访"), ("烟草专卖", "烟草"),
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
_STATE = re.compile(
    r"^(?:中华人民共和国|国务院(?=国有资产|.{2,}委员会$)|中国人民银行(?=.{2,8}(?:分行|支行)$))"
)
"""What stands before the names of the state's bodies, and is left out in speech."""
_CENTRAL_BANK = re.compile(r"中国人民银行(?P<branch>[一-鿿]{2,10}(?:分行|支行))")


@lru_cache(maxsize=4096)
def split_name(name: str) -> tuple[str, str]:
    """Split a name into place and body: ``("淄博市张店区", "科学技术局")``; place may be empty."""
    name = _STATE.sub("", _BODY_ABOVE.sub("", _INNER_GOVERNMENT.sub("", name)))
    at = 0
    while True:
        match = _PLACE.match(name, at)
        if not match:
            break
        if match.end() == len(name):
            return name, ""  # 塘山镇 for its government
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
    body = body or "人民政府"
    levels = place_parts(place)
    leads = {""}
    for i in range(len(levels)):
        outer = "".join(levels[i:-1])
        leads |= {outer + short for short in (levels[-1], *short_places(levels[-1]))}
    if levels:
        leads |= {levels[-1][-1], *zone_forms(place)}
        autonomous = re.search("自治[区州县旗]$", levels[-1])
        if autonomous:
            # 自治区民政厅, 广西区民政厅
            leads |= {autonomous.group(), short_places(levels[-1])[0] + levels[-1][-1]}
    if body.startswith(("国家", "中国")) or (not place and name != body):
        leads |= {"国家", "中国"}
        body = re.sub("^(?:国家|中国)(?=.{2})", "", body)
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
    return body.startswith(("人民政府", "政府", "街道办事处", "管理委员会", "管委会", "行政公署")) or not body


@lru_cache(maxsize=1)
def _bodies_en() -> dict[str, dict[str, str]]:
    """Return the English words of fields of government and the acronyms (``bodies_en.toml``)."""
    return tomllib.loads(Path(__file__).with_name("bodies_en.toml").read_text(encoding="utf-8"))


def _english() -> dict[str, str]:
    """Return the English words of each field of government."""
    return _bodies_en()["fields"]


def acronyms() -> dict[str, str]:
    """Return the English acronyms of the state's bodies with the body's name: NDRC."""
    return _bodies_en()["acronyms"]


@lru_cache(maxsize=4096)
def before_field(name: str) -> str:
    """Return what stands before the first field in a name without a level word: 连云港 of 连云港海事局; "" for nothing."""
    at = min((i for field in _english() if (i := name.find(field)) >= 0), default=0)
    return name[:at] if 2 <= at <= 4 else ""


@lru_cache(maxsize=4096)
def english_body_words(name: str) -> frozenset[str]:
    """Return the English words for what the body does, without 'bureau' and its like."""
    place, body = split_name(name)
    body = body or "人民政府"
    body = body.replace("人民政府", "政府")  # whose 民政 is no civil affairs
    found = {w for zh, words in _english().items() if zh in body for w in words.split()}
    if _CENTRAL_BANK.fullmatch(name):
        found |= set(_english()["人民银行"].split())
    for level in ("街道", "镇", "乡"):
        if place.endswith(level):
            found |= {*_english()[level].split(), "government", "office"}
    return frozenset(found)


@lru_cache(maxsize=1)
def english_body_vocabulary() -> frozenset[str]:
    """Return all English words that name a field of government."""
    return frozenset(w for words in _english().values() for w in words.split())
