"""Words of the trade that a Chinese question spells with other characters of the same sound: 申清, 拆牵, 政俯."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from reportqa.answering.dictionary import is_dictionary_word
from reportqa.answering.pinyin import pinyin
from reportqa.search.segment import Segmenter

_CHINESE = re.compile(r"[一-鿿]+")
_SHORTEST, _LONGEST = 2, 4
_PLACES = frozenset("省市区县州旗镇乡村街路")
"""Behind characters that stand for a place: a name that no report here bears."""
_PARTICLES = frozenset("的了是在有多少几吗呢被把个件条次从到对就都也年月日区县市省局厅委")
_WORDS = (
    "政府 信息 公开 主动 申请 答复 回复 建议 提案 议案 复议 诉讼 起诉 应诉 败诉 胜诉 驳回 撤诉 维持 纠正 微信 微博 网站 热线 收到 受理 招聘 年报 报告 街道 "
    "拆迁 搬迁 补偿 培训 补贴 低保 投诉 举报 处罚 许可 执法 检查 抽检 发布 解读 专栏 栏目 目录 指南 粉丝 阅读 访问 留言 信箱 咨询 来访 来电 预算 决算 经费 收费 费用 "
    "罚款 采购 招标 征地 征收 部门 单位 机关 领导 负责 考核 测评 问卷 满意 邮寄 传真 当面 网络 撤回 补正 逾期 延期 结转 保密 隐私 法人 公民 规章 文件 生态 环境 住房 就业"
).split()
"""Words that people type in such questions, no two of one sound."""


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, str]:
    """Return the words of the trade by their sound."""
    return {pinyin(word): word for word in _WORDS}


def respelled_zh(question: str, segmenter: Segmenter, names: Collection[str]) -> str:
    """Return a question with such slips mended; its length stays the same.

    Only characters that the dictionary cannot join to words are tried, and none that stand in a body's name.
    """
    chars = list(question)
    for start, end in _loose(question, segmenter):
        at = start
        while at < end - 1:
            size = next(
                (
                    n
                    for n in range(min(_LONGEST, end - at), 1, -1)
                    if _slip(question[at : at + n], names) and question[at + n : at + n + 1] not in _PLACES
                ),
                0,
            )
            if size:
                chars[at : at + size] = _by_sound()[pinyin(question[at : at + size])]
            at += max(1, size)
    return "".join(chars)


def _slip(word: str, names: Collection[str]) -> bool:
    """Whether characters sound like a word of the trade and are neither a word nor part of a name."""
    if is_dictionary_word(word) or any(word in name for name in names):
        return False
    return pinyin(word) in _by_sound()


def _loose(question: str, segmenter: Segmenter) -> list[tuple[int, int]]:
    """Return the runs of single characters, two or more, that segmentation leaves."""
    singles = [
        (start, end)
        for start, end in segmenter.tokens(question)
        if end - start == 1 and _CHINESE.match(question, start) and question[start] not in _PARTICLES
    ]
    runs: list[tuple[int, int]] = []
    for span in singles:
        if runs and runs[-1][1] == span[0]:
            runs[-1] = (runs[-1][0], span[1])
        else:
            runs.append(span)
    return [run for run in runs if run[1] - run[0] >= _SHORTEST]
