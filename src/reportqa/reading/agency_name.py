"""Names of agencies: what one looks like, and when two of them are the same agency."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportqa.reading.plain import plain, without_spaces

_ENDINGS = (
    "政府|局|厅|办公室|办|委员会|委|管委会|街道|办事处|镇|乡|中心|院|署|处|所|站|馆|队|会|公司|大学|学校|中学|小学|"
    "银行|分行|支行|总行|部|府|组|社|海关|科|区|县|市|省|州|旗|盟|村|园|学院|研究院"
)
_NAME = re.compile(rf"[一-龥Ａ-Ｚa-zA-Z（）()·、〇]{{2,40}}?(?:{_ENDINGS})(?:[（(][一-龥、]{{2,20}}[）)])?")
_NOT_A_NAME = re.compile(
    "报告|年度|情况|公开(?!办|领导)|统计(?!局|厅|调查)|信息(?!化|中心|管理|产业|技术)|工作(?!委员会|委|局|办|部|站|队)|申请|"
    "索引|目录|栏目|^(?:本(?!溪)|我[局县市区省镇]|由|与|请|在|的|关于)"
)


_BARE_LEVEL = re.compile(r"[省市区县州旗盟](?!政府$|委$|办$)[一-龥]{2,}")
"""A name that leaves its place out, as a body's own site does: 省交通运输厅."""


def with_place(name: str, others: Iterable[str]) -> str:
    """Return the fuller form of a name that leaves its place out, if ``others`` hold one."""
    if not _BARE_LEVEL.fullmatch(name):
        return name
    fuller = [o for o in others if len(o) > len(name) and o.endswith(name) and is_agency(o)]
    return min(fuller, key=len) if fuller else name


def is_agency(name: str) -> bool:
    """Tell whether the whole of ``name`` reads as the name of an agency."""
    view = plain(without_spaces(name))
    return bool(_NAME.fullmatch(view)) and not _NOT_A_NAME.search(view)


def same_agency(one: str, other: str) -> bool:
    """Tell whether two names can mean one agency: equal, one shortened, or one with its place in front.

    ``张店区科学技术局`` and ``淄博市张店区科学技术局`` can, as can ``区科技局`` and ``张店区科学技术局``.
    """
    short, long = sorted((plain(without_spaces(one)), plain(without_spaces(other))), key=len)
    rest = iter(long)
    return bool(short) and short[-1] == long[-1] and all(c in rest for c in short)
