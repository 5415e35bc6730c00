"""What a rewording may be made of: the words at hand, a few words of speech, no turned meaning.

Pure functions; each returns what it objects to, or None.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

from reportqa.llm.quantities import NUMBER_WORDS

_MARKUP = re.compile(
    r"[<>*`#|~\[\]{}\\^_=@]|://|(?<![A-Za-z])(?:www\.|https?(?![A-Za-z]))|[A-Za-z0-9-]\.(?:com|cn|org|net|gov|edu)(?![A-Za-z])|\n|\r|\t"
)
_SYMBOLS = frozenset({"So", "Sk", "Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp", "Mn", "Me"})
_HAN = re.compile(r"[一-鿿]+")
_LATIN = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")

NOT_STATED = re.compile(
    r"(?:没有|并未|未|没|不曾)(?:明确|具体)?(?:说明|提及|提到|写明|载明|列明|列出|给出|涉及|说)|不(?:含|包含|包括)|"
    r"\b(?:does|did|do)(?: not|n[’']t) (?:state|say|mention|give|specify|provide|contain|include|list)\b|\bnot (?:stated|mentioned|given|specified)\b|"
    r"\bno (?:mention|statement)\b",
    re.IGNORECASE,
)
"""That a report does not say something, which is not that there was none."""
_NEGATION = re.compile(
    r"没有|没|未|无|不|非|否|免|\b(?:no|not|none|never|nothing|without|nil|neither|nor|nobody|cannot|lack\w*|absen\w+)\b|n[’']t\b|\bun\w+ed\b",
    re.IGNORECASE,
)
_DOUBLE = re.compile(r"并非|不是|不能说|并不|\b(?:false|untrue|wrong|incorrect)\b", re.IGNORECASE)
_LOADED = re.compile(
    r"几|数[十百千万]|若干|半|翻番|翻倍|[双倍]|[大多少]多?数|大量|许多|众多|全部|全都|均|都|仅|只|超过|超|不足|不到|以[上下]|余|多(?!少)|约|近|左右|逾|增|减|升|降|拒|驳回|违|败诉|胜诉|同意|批准|首次|最|累计|同比|"
    r"\b(?:half|quarter|dozens?|several|few|couple|(?<!how )many|most|majority|minority|all|every|each|only|just|over|nearly|almost|about|around|approximately|roughly|"
    r"least|less|fewer|more|than|up|double[ds]?|twice|thrice|triple[ds]?|both|hundreds|thousands|millions|under|below|above|exceed\w*|reject\w*|refus\w*|den(?:y|ied|ies)|"
    r"grant\w*|approv\w*|fail\w*|unlawful|illegal|lost|won|increas\w*|decreas\w*|rose|rise[ns]?|fell|fall\w*|grew|grow\w*|drop\w*|first|last|highest|lowest|cumulative)\b",
    re.IGNORECASE,
)
"""Words that change how much, how many or to what end; the answer must have them itself."""
_APPROXIMATE = re.compile(
    r"余|多|约|近|左右|以上|超|逾|\b(?:over|nearly|almost|about|more than|around|approximately)\b", re.I
)
_UNIT = re.compile(
    r"[\d百千万亿]\s*(元|人次|人|天|日|月|小时|个?工作日|倍|页)|\d\s*(yuan|rmb|dollars?|people|persons?|days?|hours?|months?|weeks?|times|pages?|attendances?|households?|years?)\b|(?<!\d\d\d)\d\s*(年)",
    re.IGNORECASE,
)
_SPEECH_ZH = (
    "根据 按照 依据 报告 年报 年度 显示 写明 载明 说明 提到 提及 指出 其中 该局 该单位 该机关 当年 这一年 全年 一共 总共 共有 共 数量 数字 总数 合计 分别 方面 情况 "
    "关于 对于 相关 有关 这一点 内容 已 查阅 查看 可 点开 阅读 部分 最接近 接近 没有 未 无 发生 没 是 为 有 的 了 在 于 中 里 以及 和 与 及 并 也 由 其 该 本 到 至 对 就 件 条 项 个 次 年 达 达到 收到 或 这 它 您 所 问 问题 答案 具体 明确 给出 列出 涉及 写 说 地 得 着 过 者 即 则 上 内 数 数为 数是"
).split()  # fmt: skip
_SPEECH_EN = frozenset(
    "a an the this that these those it its there their they is was were are be been being has had have do does did in on at by for from of to with as and or "
    "which who what whose according report reports reported reporting states stated state says said shows showed records recorded notes indicates year annual "
    "number total figure figures count counts amount amounted amounts came stood comes bureau during per any not no none statement mention mentioned "
    "nearest section read related information question answer item items case cases".split()
)  # fmt: skip


_VERBS_ZH = re.compile(
    "收到|新收|受理|答复|办结|采纳|结转|部分|不予|无法|撤回|维持|纠正|尚未|申请|投诉|举报|制发|废止|修订|现行|新公开|制作|当面|网络|信函|传真|增|减|诉讼|复议"
)
_VERBS_EN = re.compile(
    r"(?i)\b(?:received|new|accepted|replied|answered|concluded|closed|adopted|carried|partly|partial\w*|refus\w+|withdrawn|upheld|correct\w+|pending|"
    r"issued|repealed|revised|force|person|online|letter|fax|litigation|reconsideration)\b"
)
"""Words of labels that part one figure from its neighbour (received, replied to); none may be left out."""
_COUNTERS = "元人家场名位户天篇册种类期份起处所辆台套部张本封页批"
"""Counters, which stand alone behind a number."""


def markup(text: str) -> str | None:
    """Object to markup, addresses, line breaks, emoji and invisible characters."""
    found = _MARKUP.search(text)
    if found:
        return str(found.group())
    return next((repr(ch) for ch in text if unicodedata.category(ch) in _SYMBOLS), None)


def foreign_language(text: str, language: str, sources: Sequence[str]) -> str | None:
    """Object to words of another language or script than the answer's, except those quoted."""
    han: list[str] = _HAN.findall(text)
    latin: list[str] = _LATIN.findall(text)
    other = next((c for c in text if c.isalpha() and not _HAN.match(c) and not c.isascii()), None)
    if other and not any(other in source for source in sources):
        return other
    strangers = han if language == "en" else [word for word in latin if len(word) > 1]
    for word in strangers:
        if not any(word.lower() in source.lower() for source in sources):
            return word
    own = len(latin) if language == "en" else sum(map(len, han)) // 2
    return None if own >= 2 else f"no text in {language}"


def new_word(text: str, sources: Sequence[str]) -> str | None:
    """Object to a word that is in no source and no word of plain speech.

    The first source is the answer; words of degree are ``loaded_word``'s affair.
    """
    stems = {stem(w) for source in sources for w in _LATIN.findall(source)}
    latin: list[str] = _LATIN.findall(text)
    for word in latin:
        plain = len(word) == 1 or word.lower() in _SPEECH_EN or set(word.lower().split("-")) <= NUMBER_WORDS
        if not plain and stem(word) not in stems:
            return word
    return next((left for run in _HAN.findall(text) if (left := _left_over(run, sources))), None)


def dropped_label(text: str, label: str) -> str | None:
    """Object to a text that leaves out what is counted: most of the label's words, each of its verbs."""
    stems = {stem(w) for w in _LATIN.findall(text)}
    if any(verb not in text for verb in _VERBS_ZH.findall(label)):
        return label
    if any(stem(verb) not in stems for verb in _VERBS_EN.findall(label)):
        return label
    words = {stem(w) for w in _LATIN.findall(label) if len(w) > 2 and w.lower() not in _SPEECH_EN}
    if words:
        return None if len(words & stems) / len(words) >= 0.7 else label
    characters = [ch for run in _HAN.findall(re.sub("(?:总计|数量|总数|数)$", "", label)) for ch in run]
    kept = sum(ch in text for ch in characters)
    return label if characters and kept / len(characters) < 0.7 else None


def loaded_word(text: str, answer: str) -> str | None:
    """Object to a word of degree, direction or judgement that the answer does not have."""
    for match in _LOADED.finditer(text):
        if match.group().lower() not in answer.lower():
            return match.group()
    units = ({u for pair in _UNIT.findall(t) for u in pair if u} for t in (text.lower(), answer.lower()))
    said, held = units
    return next(iter(sorted(said - held)), None)


def is_approximate(text: str) -> bool:
    """Whether a text says about, over or nearly."""
    return bool(_APPROXIMATE.search(text))


def turned(text: str, answer: str, status: str, label: str, zero: bool) -> str | None:
    """Object to a text that denies what the answer says, or says what it denies.

    ``zero`` tells that the text gives the figure 0.
    """
    if found := _DOUBLE.search(text):
        return found.group()
    silent = NOT_STATED.search(text)
    if status == "not_stated":
        if not silent:
            return "it does not say that the report is silent"
        left = _NEGATION.search(NOT_STATED.sub("", text, count=1))
        return left.group() if left else None
    if silent:
        return silent.group()
    if status == "stated_none":
        bare = re.sub("“[^”]*”", lambda m: "" if m.group() in answer else m.group(), text)
        bare = re.sub(re.escape(label), "", bare, flags=re.IGNORECASE) if label else bare
        denials = len(_NEGATION.findall(bare))
        return None if denials + zero == 1 else f"{denials} negations"
    for match in _NEGATION.finditer(text):
        follows = re.match(r"[\s]*(?:[一-鿿]|[A-Za-z’'-]+)?", text[match.end() :])
        window = match.group() + (follows.group() if follows else "")
        if window.lower() not in answer.lower():
            return window
    return "a negation was dropped" if _NEGATION.search(answer) and not _NEGATION.search(text) else None


def _left_over(run: str, sources: Sequence[str]) -> str:
    """Return the first stretch of a run that neither a source nor plain speech has."""
    at = 0
    while at < len(run):
        taken = next(
            (n for n in range(len(run) - at, 1, -1) if any(run[at : at + n] in s for s in sources)), 0
        )
        taken = max(taken, max((len(w) for w in _SPEECH_ZH if run.startswith(w, at)), default=0))
        loaded = _LOADED.match(run, at)
        taken = max(taken, loaded.end() - at if loaded else 0)
        counter = run[at] in _COUNTERS and run[at] in sources[0]
        if not taken and not counter and not _is_numeral(run[at]):
            return run[at : at + 4]
        at += taken or 1
    return ""


def _is_numeral(ch: str) -> bool:
    return ch in "零〇一二两三四五六七八九十百千万亿点分之"


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return an English word without its ending."""
    word = re.sub(r"[’']s$", "", word.lower())
    return str(snowballstemmer.stemmer("english").stemWord(word))
