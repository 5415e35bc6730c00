"""The words of a question that say what is asked about, each with the words that may stand for it.

Chinese questions are cut by jieba; English ones go through the phrase lexicon.
Whole words only: 不予公开 never matches 公开 by a part of itself (findings 1).
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from reportqa.answering.counted_zh import asked_places
from reportqa.answering.dictionary import is_dictionary_word, is_function_word, is_place, is_verb
from reportqa.answering.exceptions import without_exceptions
from reportqa.answering.lexicon import Term, english_terms
from reportqa.figures.patterns import fold
from reportqa.model import Language
from reportqa.search.segment import Segmenter

_ASKING = re.compile(
    r"(?:多大|占多)(?:比例|比重)?|什么|哪些|哪个|哪里|哪儿|怎么样|怎样|怎么|如何|是咋|咋样|咋|啥|是否|有没有|有无|是不是|"
    r"请问|告诉我?|我想知道|想知道|麻烦|帮我|查一下|查询|看看|吗|呢|吧|啊|么|呀|嘛|一共|总共|共计|合计|分别|各是|各有|数量|数目|总数|"
    r"分别是|是多少|的话|以及|关于|有关|相关情况|情况|一年|全年|本年度?|年度|报告里|报告中|年报|报告|统计表里?|表里|表中|按表"
)
_STOP = frozenset(
    "的 了 是 有 在 和 与 及 或 到 对 为 被 把 向 由 等 中 里 上 下 之 其 其中 该 此 这 那 我 你 他 她 它 们 我们 你们 他们 个 件 条 次 场 期 篇 "
    "项 份 人 名 位 家 元 万 万元 钱 最 很 都 也 还 就 才 只 又 不 没 没有 做 搞 弄 给 让 去 来 能 会 可以 可 要 应 应该 需要 谁 吗 呢 吧 年 月 日 "
    "信息 政府 政府信息 政务 单位 部门 机关 本 全 区 县 市 省 局 委 办 里面 当中 方面 进行 属于 因 因为 由于 通过 使 用 以 从 自 向 于 "
    "另外 并 且 而 若 如果 那么 这个 那个 今年 去年 每 每年 数 总 总计 一 二 三 一下 存在 发生 出现 占 占比 比例 百分之 比重 率 金额 "
    "人数 件数 条数 次数 场数 天数 数额 总量 总条 条总 个人 已经 大概 大约 左右 共有 最后 最终 现在 目前 截至 年底 年末 期间 自己 哪年 几年 多次 请予 告知 您好 你好 "
    "比较 对比 变化 趋势 走势 报告 年报 涉及 属于 相关 有关 各类 具体 实际 其他的 拿到 跑到 搞 弄 被 直接 根本 明确 东西 进去 出去 人家 说法 里头 这块 那块 算数 那会儿".split()
)
_DOMAIN = {
    "政府信息公开": 0.15,
    "信息公开": 0.15,
    "政务公开": 0.3,
    "依申请公开": 0.3,
    "主动公开": 0.4,
    "全区": 0.1,
    "全市": 0.1,
    "全县": 0.1,
    "全省": 0.1,
    "公开": 0.3,
    "信息": 0.25,
    "政府信息": 0.25,
    "政府": 0.2,
    "政务": 0.2,
    "申请": 0.5,
    "工作": 0.2,
    "年度": 0.1,
}
_SINGLES = frozenset(
    "了过着的地得把被给和与及或是有在从到对向为以所等其之又再还就都也只才很最更比共已均约近超每各某该此这那哪谁几多少大小新旧年月日号第上下中内外前后里边来去做办收发建改说写开关查问看用播寄拿搞"
)
"""Single characters that open or close no new word: particles, and verbs of one character."""
_DONE = {
    "过": ("合格", "通过", "达标"), "通过": ("通过", "合格"), "合格": ("合格",), "达标": ("达标", "合格"), "回": ("回复", "答复", "回应"),
    "回复": ("回复", "答复"), "答": ("答复", "回复"), "答复": ("答复", "回复"), "办完": ("办结", "完成"), "办结": ("办结",), "完成": ("完成", "办结"),
    "干完": ("完成", "竣工"), "公开": ("公开", "予公开"), "采纳": ("采纳",), "整改": ("整改",), "交": ("缴纳", "提交", "报送"),
}  # fmt: skip
_UNDONE = re.compile(
    r"(?<![有还期时])(?:没有?|未)(?:能够?|得到|被|有)?(?P<done>"
    + "|".join(sorted(_DONE, key=len, reverse=True))
    + r")(?=的|[有几多]|$|[，。？?])"
)
"""What was not done, as people say it (没过的, 没回); reports write 不合格, 未予答复."""
_GRADE = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z]{1,2}\d?[级类型证股](?![型级])|(?<![A-Za-z0-9])[A-Za-z]\d{1,3}(?![A-Za-z0-9])|(?<!\d)\d[A](?:级|景区)"
)
"""Grades and classes: A级, D级, C1证, 4A级."""
_LINE = 5
"""Digits of a hotline's number: behind it 热线 and 电话 say nothing (12369热线)."""
_PHRASE = 3
"""Words that an everyday phrase may be cut into."""
_OF_YEAR = frozenset("底末初内终间里中来")
"""What follows a year and says no more than that: 2017年底."""
_VERB_SHARE = 0.5
"""Verbs count half: people and reports choose them freely (关掉, 关停), and the catalogue knows those that matter."""
_TOTAL_WORDS = 60_101_967
"""Sum of the frequencies in jieba's dictionary, for the weight of a word."""


@dataclass(frozen=True, slots=True)
class QuestionTerm:
    """One thing that a question speaks of.

    ``alternatives`` are folded Chinese words any of which may stand for it, the question's own first;
    ``weight`` (0 to 1) grows with the word's rarity; ``start``/``end`` span it in the question (-1
    where the place is not known).
    """

    source: str
    alternatives: tuple[str, ...]
    weight: float
    start: int = -1
    end: int = -1
    kind: str = "word"
    full_weight: float | None = None
    """Weight in text answers, where a verb counts whole."""

    @property
    def in_text(self) -> float:
        """Weight of the term when sentences are looked for."""
        return self.weight if self.full_weight is None else self.full_weight

    def within(self, spans: Sequence[tuple[int, int]]) -> bool:
        """Whether the term lies wholly inside one of ``spans`` or is covered by them together."""
        if self.start < 0:
            return False
        return all(any(a <= at < b for a, b in spans) for at in range(self.start, self.end))


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, tuple[str, ...]]:
    text = resources.files("reportqa.answering").joinpath("synonyms_zh.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    table: dict[str, list[str]] = {}
    for group in data["groups"]:
        for word in group:
            table.setdefault(word, []).extend(w for w in group if w != word)
    for word, others in data["one_way"].items():
        table.setdefault(word, []).extend(others)
    return {word: tuple(dict.fromkeys(others)) for word, others in table.items()}


def word_weight(word: str, segmenter: Segmenter) -> float:
    """Return how much a Chinese word tells, from its frequency in jieba's dictionary (0.15 to 1)."""
    if word in _DOMAIN:
        return _DOMAIN[word]
    frequency = max(1, segmenter.frequency(word))
    return round(min(1.0, max(0.15, math.log10(_TOTAL_WORDS / frequency) / 6.5)), 3)


def chinese_terms(
    question: str, blank: Sequence[tuple[int, int]], segmenter: Segmenter
) -> list[QuestionTerm]:
    """Return the terms of a Chinese question; ``blank`` spans (agency, year) are left out."""
    chars = list(without_exceptions(question))
    for start, end in blank:
        chars[start:end] = " " * (end - start)
    text = "".join(chars)
    terms: list[QuestionTerm] = []
    for match in re.finditer(r"[“\"《「『]([^”\"》」』]{2,40})[”\"》」』]", text):
        if not match[1].strip():
            continue  # a body's name
        terms.append(
            QuestionTerm(match[1], (fold(match[1], "zh").text,), 1.0, match.start(1), match.end(1), "quoted")
        )
        chars[match.start() : match.end()] = " " * (match.end() - match.start())
    for match in re.finditer(r"(?:过|破|超|突破)(?:[十百千]?[万亿]|百|千)", "".join(chars)):
        word = match.group()
        terms.append(
            QuestionTerm(word, (word, "突破" + word[-1], "超" + word[-1]), 0.9, match.start(), match.end())
        )
        chars[match.start() : match.end()] = " " * len(word)
    for match in _GRADE.finditer("".join(chars)):
        word = fold(match.group(), "zh").text
        terms.append(QuestionTerm(match.group(), (word,), 1.0, match.start(), match.end()))
        chars[match.start() : match.end()] = " " * len(match.group())
    for match in _UNDONE.finditer("".join(chars)):
        done = _DONE[match["done"]]
        words = tuple(f"{no}{verb}" for verb in done for no in ("未", "未予", "不", "没有"))
        terms.append(QuestionTerm(match.group(), words, 0.8, match.start(), match.end(), "undone"))
        chars[match.start() : match.end()] = " " * len(match.group())
    for start, end in blank:
        if question[start:end].endswith("年") and question[end : end + 1] in _OF_YEAR:
            chars[end : end + 1] = " " * len(question[end : end + 1])
    for place in asked_places("".join(chars)):
        chars[place.start : place.end] = " " * (place.end - place.start)
    text = re.sub(r"(?<=[一-鿿])[里中内](?=有|的|，|$)", " ", "".join(chars))
    text = _ASKING.sub(lambda m: " " * len(m.group()), text)
    spans = _joined(text, segmenter.tokens(text))
    found = [_chinese_term(text, start, end, segmenter, least=2) for start, end in spans]
    if not any(found) and not terms:
        found = [_chinese_term(text, start, end, segmenter, least=1) for start, end in spans]
    # what stands right before a body's name only says where it is: 安溪感德镇
    before = {start for start, _ in blank}
    named = terms + [t for t in found if t and not (t.end in before and is_place(t.source))]
    lines = {t.end for t in named if len(t.source) >= _LINE and t.source.isdecimal()}
    return [t for t in named if not (t.start in lines and t.source.endswith(("热线", "电话", "专线")))]


def _joined(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join single characters that stand side by side: words too new for the dictionary (微博, 工单, 约谈); and 不 with its word."""
    joined: list[tuple[int, int]] = []
    open_run = False
    for start, end in spans:
        char = text[start:end]
        if joined and text[slice(*joined[-1])] == "不" and joined[-1][1] == start and 2 <= len(char) <= 3:
            # 不合格 is another thing than 合格
            joined[-1] = (joined[-1][0], end)
            open_run = False
            continue
        single = end - start == 1 and "一" <= char <= "鿿" and char not in _STOP and char not in _SINGLES
        if single and open_run and joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        open_run = single
    return _phrases(text, joined)


def _phrases(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join words side by side that only together are an everyday phrase with synonyms (盖学校, 没判)."""
    joined: list[tuple[int, int]] = []
    at = 0
    while at < len(spans):
        size = next(
            (
                n for n in range(min(_PHRASE, len(spans) - at), 1, -1)
                if all(a[1] == b[0] for a, b in pairwise(spans[at : at + n]))
                and text[spans[at][0] : spans[at + n - 1][1]] in _synonyms()
            ),
            1,
        )  # fmt: skip
        joined.append((spans[at][0], spans[at + size - 1][1]))
        at += size
    return joined


def _chinese_term(text: str, start: int, end: int, segmenter: Segmenter, least: int) -> QuestionTerm | None:
    """Return a token as a term; None for stop words, function words and those under ``least`` characters."""
    word = fold(text[start:end], "zh").text.strip()
    if (
        len(word) == 3
        and word[-1] in "来了过的给到"
        and not is_dictionary_word(word)
        and is_dictionary_word(word[:2])
    ):
        word, end = word[:2], end - 1  # 邮寄来
    least = 1 if word in _synonyms() else least
    hotline = len(word) >= 5 and word.isdecimal()
    if len(word) < least or word in _STOP or (re.fullmatch(r"[\W\d_]*", word) and not hotline):
        return None
    if is_function_word(word) and word not in _synonyms():
        return None
    full = word_weight(word, segmenter)
    weight = full * _VERB_SHARE if is_verb(word) else full
    alternatives = (word, *_synonyms().get(word, ()))
    if word[0] == "不" and len(word) > 2 and not is_dictionary_word(word):
        alternatives += (f"不予{word[1:]}", f"未予{word[1:]}", f"未{word[1:]}")
    return QuestionTerm(text[start:end], alternatives, round(weight, 3), start, end, full_weight=full)


def english_question_terms(
    question: str, blank: Sequence[tuple[int, int]], segmenter: Segmenter
) -> list[QuestionTerm]:
    """Return the terms of an English question, as Chinese alternatives."""
    chars = list(question)
    for start, end in blank:
        chars[start:end] = " " * (end - start)
    found = []
    for term in english_terms("".join(chars)):
        alternatives = tuple(dict.fromkeys(fold(a, "zh").text for a in term.alternatives))
        if not alternatives:
            continue
        weight = term.weight * _english_weight(term, alternatives, segmenter)
        found.append(
            QuestionTerm(term.source, alternatives, round(weight, 3), term.start, term.end, term.kind)
        )
    return found


def _english_weight(term: Term, alternatives: Sequence[str], segmenter: Segmenter) -> float:
    """Return how much an English term tells: a word of the trade as little as its Chinese one (申请, 公开)."""
    if term.kind == "literal":
        return 1.0
    everyday = [_DOMAIN[a] for a in alternatives if a in _DOMAIN]
    if everyday and term.weight > max(everyday):
        return max(everyday) / term.weight
    return min(1.0, 0.35 + min(word_weight(a, segmenter) for a in alternatives[:4]))


def question_terms(
    question: str, language: Language, blank: Sequence[tuple[int, int]], segmenter: Segmenter
) -> list[QuestionTerm]:
    """Return the terms of a question in either language."""
    if language == "en":
        return english_question_terms(question, blank, segmenter)
    return chinese_terms(question, blank, segmenter)


def occurs(term: QuestionTerm, text: str) -> float:
    """Return how well ``term`` is found in a folded ``text``: 1 itself, 0.9 by a synonym, 0 not at all.

    A word of four or more characters that is absent as a whole counts by its share of two-character
    pieces, if more than half of them are there.
    """
    for i, word in enumerate(term.alternatives):
        if word and word in text:
            return 1.0 if i == 0 or term.kind == "lexicon" else 0.9
    best = 0.0
    for word in term.alternatives[:1]:
        if len(word) >= 4 and not word.isascii():
            pairs = [word[i : i + 2] for i in range(len(word) - 1)]
            share = sum(p in text for p in pairs) / len(pairs)
            best = max(best, 0.7 * share if share > 0.5 else 0.0)
    return best


_COMMON = frozenset(
    "政府信息公开申请工作人员机关部门单位全区县市省年月日次件条个大小上下中国民主要相关情况处理办发布行动新有无不用于为对以及其他内外前后数量总各类理事务会议"
)
"""Characters so common in reports that sharing one says nothing."""


def shares_morpheme(term: QuestionTerm, text: str) -> float:
    """Return 1 if the character that carries a short Chinese word stands in ``text``.

    That is the last one (讨回, 追回), or the first where the last is a mere ending (稿子, 稿件).
    """
    word = term.alternatives[0] if term.alternatives else ""
    if not 2 <= len(word) <= 3 or word.isascii() or term.kind in {"lexicon", "undone"}:
        return 0.0
    char = word[0] if word[-1] in "子儿头件品物者" else word[-1]
    return 1.0 if char in text and char not in _COMMON else 0.0
