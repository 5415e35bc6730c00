"""Names of public bodies and places in a text that no source bears.

Pure functions. A name is what ends like one (局, 委员会, 区 …; bureau, commission …); it must be, to its first
character, a stretch of a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_ENDING = re.compile(
    r"委员会|管委会|办事处|居委会|政府(?!信息|网|门户|常务|规章|工作|公报|文件|采购|机关|部门|公开|数据|服务|购买|集中)|办公室|办公厅|"
    r"(?<![布格结全当])局(?!面|部|势|限)|(?<!大)厅|法院|检察院|(?:发改|卫健|卫计|住建|经信|工信|国资|[农教政党省市区县])委(?!员|托|派)|"
    r"中心|街道|大学|学院|医院|学校|公司|集团|(?<![全内外干局总支])部(?!门|分|署|位|队|长|级|属|落)|"
    r"(?<![全本我各该城地社辖园校小景省市县])[省市区县镇乡](?!域|级|民|长|场|委|政府)"
)
_BEFORE = re.compile(
    r"(?:年度?|[月日由经向和与及是的在据为对从于到给即中里称被请受致至阅]|显示|根据|按照|报告)$"
)
"""What may stand before a name in Chinese, which parts words by nothing."""
_THIS = re.compile(r"[该本此我贵]$")
_KEYWORD = (
    r"(?:bureaus?|commissions?|departments?|offices?|ministry|ministries|governments?|committees?|administrations?|"
    r"authority|authorities|agency|agencies|courts?|districts?|city|county|province|municipality|town|university|hospital)"
)
_AROUND = re.compile(
    rf"(?P<lead>(?:[A-Za-z’'-]+\s+){{0,6}})\b(?P<key>{_KEYWORD})\b(?:\s+(?:of|for)\s+(?:the\s+)?(?P<of>[A-Za-z’'-]+))?",
    re.IGNORECASE,
)
_STOP = frozenset(
    "the a an this that its their his by of for from in to at with on as under per is was were are be has had which who".split()
)
_CAPITAL = re.compile(r"(?<![A-Za-z’'-])[A-Z][A-Za-z’'-]+")


def foreign_name(text: str, sources: Sequence[str], names: Iterable[str] = ()) -> str | None:
    """Return the first name in ``text`` that no source bears, None if there is none.

    ``names`` are full and short names of the bodies at hand, which may stand whole.
    """
    return _chinese(_without(text, names), sources) or _english(text, sources)


def _without(text: str, names: Iterable[str]) -> str:
    """Blank the names that stand alone: 区科技局, but not in 临淄区科技局."""
    for name in sorted({n for n in names if len(n) > 2}, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            before = re.search(r"[一-鿿]*$", text[:at])
            if not before or not before.group() or _BEFORE.search(before.group()):
                text = text[:at] + " " * len(name) + text[at + len(name) :]
            at = text.find(name, at + len(name))
    return text


def _chinese(text: str, sources: Sequence[str]) -> str | None:
    for ending in _ENDING.finditer(text):
        end = ending.end()
        run = re.search(r"[一-鿿]+$", text[:end])
        first = run.start() if run else ending.start()
        start = next(
            (at for at in range(first, end) if any(text[at:end] in source for source in sources)), end
        )
        before, name = text[first:start], text[start:end]
        if _THIS.search(text[first : ending.start()]):
            continue
        if len(name) < max(3, end - ending.start()) or not (not before or _BEFORE.search(before)):
            return text[max(first, end - 12) : end]
    return None


def english_names(text: str) -> list[str]:
    """Return the stretches of ``text`` that name a body in English: ``science and technology bureau``."""
    names = []
    for match in _AROUND.finditer(text):
        lead: list[str] = []
        for word in reversed(match["lead"].split()):
            if word.lower() in _STOP:
                break
            lead.insert(0, word)
        names.append(" ".join([*lead, match["key"], *(["of", match["of"]] if match["of"] else [])]))
    return names


def _english(text: str, sources: Sequence[str]) -> str | None:
    known = {word.lower() for source in sources for word in re.findall(r"[A-Za-z’'-]+", source)}
    for name in english_names(text):
        own = {w.lower() for w in name.split()} - {"and", *_STOP}
        if any(w not in known and not re.fullmatch(_KEYWORD, w) for w in own):
            return name
    for match in _CAPITAL.finditer(text):
        opens = not re.search(r"[^.!?:(“\"\s]\s*$", text[: match.start()])
        if not opens and match.group().lower() not in known:
            return match.group()
    return None
