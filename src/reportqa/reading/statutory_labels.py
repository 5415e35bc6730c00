"""Row labels of the statutory tables, which look like numbered headings when a table is laid out as lines."""

from __future__ import annotations

from typing import Final

from reportqa.reading.plain import plain, without_spaces

LABELS: Final = {
    "han": (
        "本年新收政府信息公开申请数量",
        "上年结转政府信息公开申请数量",
        "本年度办理结果",
        "结转下年度继续办理",
    ),
    "paren_han": (
        "予以公开",
        "部分公开（区分处理的，只计这一情形，不计其他情形）",
        "不予公开",
        "无法提供",
        "不予处理",
        "其他处理",
        "总计",
    ),
    "digit": (
        "属于国家秘密",
        "其他法律行政法规禁止公开",
        "危及“三安全一稳定”",
        "保护第三方合法权益",
        "属于三类内部事务信息",
        "属于四类过程性信息",
        "属于行政执法案卷",
        "属于行政查询事项",
        "本机关不掌握相关政府信息",
        "没有现成信息需要另行制作",
        "补正后申请内容仍不明确",
        "信访举报投诉类申请",
        "重复申请",
        "要求提供公开出版物",
        "无正当理由大量反复申请",
        "要求行政机关确认或重新出具已获取信息",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "其他",
    ),
}
"""Labels of table 3 by the style of their marks: 一、 （一） 1."""

_BEGINNINGS = {
    style: frozenset(label[:n] for label in labels for n in range(min(len(label), 5), len(label) + 1))
    for style, labels in LABELS.items()
}


def is_label(words: str, style: str) -> bool:
    """Tell whether ``words``, after a mark of ``style``, are a row label of table 3 or the beginning of one.

    Tables laid out as lines break their labels anywhere; beginnings of fewer than five characters do not count.
    """
    if len(words) > 60 or style not in _BEGINNINGS:
        return False
    written = without_spaces(plain(words)).replace("(", "（").replace(")", "）").rstrip("：:")
    return written in _BEGINNINGS[style]
