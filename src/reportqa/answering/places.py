"""Short forms of the names of places: 广西 for 广西壮族自治区, 黔东南州; and those with a spelling of their own in English."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_PEOPLES = (
    "壮|回|苗|彝|土家|藏|侗|布依|瑶|白|哈尼|傣|傈僳|黎|拉祜|佤|水|纳西|羌|土|仡佬|景颇|阿昌|布朗|独龙|怒|普米|德昂|毛南|仫佬|京|畲|满|"
    "蒙古|朝鲜|达斡尔|鄂温克|鄂伦春|赫哲|锡伯|维吾尔|哈萨克|柯尔克孜|塔吉克|裕固|保安|撒拉|东乡|各"
)
_AUTONOMOUS = re.compile(
    rf"(?<=[一-鿿]{{2}})(?:(?:{_PEOPLES})族|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|蒙古(?!自治区))*自治(?P<level>[区州县旗])$"
)
"""The peoples and the level of an autonomous place, behind its own name of two characters or more."""
_ZONE = re.compile(
    r"^(?P<city>[一-鿿]{2,3}?)(?P<rest>(?:高新|经济|工业|综合|保税|航空|[一-鿿]{2}(?=新?技术|高新|经济))?[一-鿿]{0,8}?(?:工业园|技术产业开发|技术开发|产业开发|保税|综合实验|经济开发)区)$"
)
"""A development zone behind the name of its city."""
_KINDS = (
    ("高新", ("高新区",)),
    ("经济", ("经开区", "开发区")),
    ("工业园", ("园区", "工业园")),
    ("保税", ("保税区",)),
)
"""What zones are called, by a word of their full name."""
_LEVEL = re.compile("(?:特别行政区|地区|新区|开发区|街道|[省市区县州盟旗镇乡])$")

_ENGLISH = {
    "内蒙古": ("mongolia",), "西藏": ("tibet",), "陕西": ("shaanxi",), "香港": ("hongkong",), "澳门": ("macao", "macau"),
    "哈尔滨": ("harbin",), "呼和浩特": ("hohhot", "huhhot"), "乌鲁木齐": ("urumqi", "urumchi"), "拉萨": ("lhasa",), "喀什": ("kashgar", "kashi"),
    "日喀则": ("shigatse", "xigaze"), "吐鲁番": ("turpan", "turfan"), "齐齐哈尔": ("qiqihar",), "鄂尔多斯": ("ordos",), "呼伦贝尔": ("hulunbuir", "hulunber"),
    "阿克苏": ("aksu",), "克拉玛依": ("karamay",), "佳木斯": ("jiamusi", "kiamusze"), "和田": ("hotan",), "阿勒泰": ("altay",), "伊犁": ("yili", "ili"), "林芝": ("nyingchi",), "山南": ("lhoka",),
    "锡林郭勒": ("xilingol",), "乌兰察布": ("ulanqab",), "巴彦淖尔": ("bayannur",), "通辽": ("tongliao",), "果洛": ("golog",), "玉树": ("yushu",), "甘孜": ("garze", "ganzi"), "阿坝": ("aba", "ngawa"),
}  # fmt: skip
"""Places that English does not spell in pinyin, as officially romanised."""


@lru_cache(maxsize=4096)
def bare_place(level: str) -> str:
    """Return a place without its level word: 张店 of 张店区, 广西 of 广西壮族自治区; itself where too little is left."""
    autonomous = _AUTONOMOUS.search(level)
    if autonomous:
        return level[: autonomous.start()]
    bare = _LEVEL.sub("", level)
    return bare if len(bare) > 1 else level


@lru_cache(maxsize=4096)
def short_places(level: str) -> tuple[str, ...]:
    """Return the short forms of a place: 张店; 黔东南, 黔东南州 and 黔东南自治州."""
    bare = bare_place(level)
    autonomous = _AUTONOMOUS.search(level)
    if not autonomous:
        return (bare, *zone_forms(level))
    kind = autonomous["level"]
    # nobody says 广西区: it reads as a district
    return (bare, f"{bare}自治{kind}", *([f"{bare}{kind}"] if kind != "区" else []))


def zone_forms(place: str) -> tuple[str, ...]:
    """Return the short forms of a development zone: 西安高新区, 广州开发区; none of another place."""
    zone = _ZONE.match(place)
    return (
        tuple(f"{zone['city']}{k}" for word, forms in _KINDS for k in forms if word in zone["rest"])
        if zone
        else ()
    )


def zone_places(level: str) -> tuple[str, ...]:
    """Return the city of a development zone, by which English calls it: 苏州 of 苏州工业园区."""
    zone = _ZONE.match(level)
    return (zone["city"],) if zone else ()


def english_places(level: str) -> tuple[str, ...]:
    """Return the English spellings of a place that is not written in pinyin: harbin, tibet."""
    return _ENGLISH.get(bare_place(level), ())


def without_accents(text: str) -> str:
    """Return a text with Latin letters stripped of their marks (Ürümqi), its length unchanged."""
    return "".join(unicodedata.normalize("NFD", c)[0] if "\u00c0" <= c <= "\u024f" else c for c in text)
