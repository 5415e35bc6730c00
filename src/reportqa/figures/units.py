"""Units of count and measure, and which of them can stand for each other.

A question's "多少件" also fits figures in 条 or 份, since people do not know which counter a report
chose; it never fits 次, 人 or 元.
"""

from __future__ import annotations

COUNTERS = (
    "件次 条次 批次 人次 场次 期次 班次 次数 个百分点 百分点 平方米 平方公里 公里 千米 小时 分钟 工作日 个工作日 课时 "
    "亿元 万元 美元 欧元 元 件 条 则 次 场 期 篇 个 项 份 人 名 位 家 户 部 批 宗 起 例 册 本 页 张 座 "
    "封 剂次 例次 台次 剂 头 通 米 幢 艘 盏 箱 瓶 只 株 棵 间 栋 笔 单 块 枚 趟 卷 车次 架次 户次 家次 公斤 千克 立方米 分 "
    "千瓦时 千瓦 兆瓦 床 眼 口 对 面 根 颗 袋 列 "
    "幅 款 辆 台 套 段 讲 轮 堂 组 支 处 所 种 类 道 站 届 站次 万字 字 天 年 亩 吨 公顷 倍 % ％ ‰"
).split()
UNITS = tuple(sorted(set(COUNTERS), key=len, reverse=True))
"""All units, longest first, so that 件次 is found before 件."""
MANY_WORDS = frozenset("对 面 口 根 列 床".split())
"""Units that open many words: a number joined to one may stand before the next row's label."""

CHINESE_NUMERAL_UNITS = tuple(
    u
    for u in UNITS
    if u
    in {"件", "条", "次", "场", "期", "篇", "份", "人", "名", "家", "宗", "起", "例", "人次", "件次", "场次"}
    or u in {"个", "项", "户", "册", "万元", "元", "亿元", "批次"}
)
"""Units behind which a Chinese numeral is a count and no turn of phrase (三类, 一年, 一部)."""

_FAMILIES = {
    "item": {"封", "笔", "单", "卷", "件", "条", "则", "份", "篇", "个", "项", "宗", "起", "例", "件次", "条次", "部", "册", "本", "款", "段", "道", "幅", "处"},
    "event": {"次", "人次", "场", "期", "场次", "批次", "批", "班次", "轮", "讲", "堂", "期次", "届", "站次", "件次", "次数"},
    "people": {"人", "名", "位", "人次", "口"},
    "money": {"元", "万元", "亿元", "美元", "欧元"},
    "share": {"%", "％", "‰", "个百分点", "百分点"},
    "well": {"眼", "口", "个"},
    "power": {"千瓦", "兆瓦"},
    "pair": {"对", "个", "件"},
    "bed": {"床", "张", "个"},
    "body": {"家", "个", "户", "所", "座", "处", "站", "家次", "户次", "栋", "间", "幢"},
    "device": {"台", "个", "部", "辆", "套", "架"},
    "weight": {"吨", "公斤", "千克"},
    "area": {"平方米", "平方公里", "亩", "公顷"},
    "distance": {"公里", "千米", "米"},
    "group": {"种", "类", "个", "项", "组", "支"},
    "time": {"天", "年", "小时", "分钟", "工作日", "个工作日", "课时"},
    "length": {"页", "字", "万字", "张"},
}  # fmt: skip
_MEASURES = {"money", "share", "time", "weight", "area", "distance"}
MONEY = {"元": 1, "万元": 10**4, "亿元": 10**8}


def families(unit: str) -> set[str]:
    """Return the families that ``unit`` belongs to; empty for a bare number."""
    return {name for name, members in _FAMILIES.items() if unit in members}


def fit(asked: tuple[str, ...], unit: str) -> float:
    """Return how well ``unit`` answers a question for any of ``asked``.

    1 for the very unit, 0.6 for one of the same family, 0.3 for a bare number, 0 for none that could
    stand for it. 0.5 if the question names no unit.
    """
    if not asked:
        return 0.5
    unit = "%" if unit == "％" else unit
    if unit in asked:
        return 1.0
    if not unit:
        return 0.5 if families(asked[0]) & {"people", "event"} else 0.3  # 粉丝6.3万, 点击8.9万
    if asked[0] == "个" and not families(unit) & _MEASURES:
        return 0.6  # people say 个 of anything that can be counted
    kin = families(unit)
    return 0.6 if any(kin & families(a) for a in asked) else 0.0
