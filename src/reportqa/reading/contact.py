"""Ways to reach the agency: labels with their values, as printed, stray spaces and all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportqa.model import ContactItem
from reportqa.reading.plain import compact

_LABELS = {
    "telephone": "拨打|请致电|联系电话|咨询电话|联络电话|监督电话|办公电话|服务电话|热线电话|电话号码|电话|联系方式|Tel",
    "postcode": "邮政编码|邮编|邮政编号",
    "fax": "传真号码|传真电话|传真|Fax",
    "email": "电子邮箱|电子邮件|电子信箱|电邮|邮箱|E-?mail|邮件",
    "website": "网址|网站地址|网站|网页",
    "address": "通讯地址|通信地址|联系地址|办公地址|地址",
    "department": "联系部门|联系科室|联系单位|联系机构|承办科室|受理机构|受理部门|办公机构|责任科室",
}
_LABEL = re.compile(
    "|".join(f"(?P<{kind}>{words})" for kind, words in _LABELS.items()).join(
        ["(?:", r")(?:[（(][^）)]{1,12}[）)])?(?P<colon>[：:为]|在|是|位于|设在)?"]
    ),
    re.IGNORECASE,
)
_NUMBER = (
    r"(?:\+?\(?86\)?-?)?(?:[（(]0\d{2,3}[）)]-?|0\d{2,3}[-—–─]{0,2})\d{7,8}(?:[-—转]\d{1,6})?"
    r"|(?<!\d)1[3-9]\d{9}(?!\d)|400-?\d{3}-?\d{4}|(?<!\d)\d{7,8}(?!\d)|(?<!\d)12\d{3}(?!\d)"
)
_TELEPHONES = re.compile(_NUMBER)
_BETWEEN = re.compile(r"(?:[、，,;；/或和及]|传真)*")
_EMAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WEBSITE = re.compile(r"(?:https?://|www\.)[A-Za-z0-9\-._~:/?#@!$&*+;=%]+(?<![.;:?!])", re.IGNORECASE)
_POSTCODE = re.compile(r"\d{6}(?!\d)")
_STOP = re.compile(r"[，,；;。）)\n]|$")
_ROOM = re.compile(
    r"[，,][^，,；;。）)：:\n]{1,15}?(?:楼|室|号|层|座|栋|幢|房间|院内|窗口)(?=[，,；;。）)\n]|$)"
)
_DEPARTMENT = re.compile(
    r"(?:请(?:与|和|同|向|找|联系)|[可应]找|请致电|联系[：:])[：:]?(?:联系[：:]?)?"
    r"(?P<name>[一-龥（）]{3,30}?(?:办公室|办公厅|科|处|股|室|中心|局|委|部|府))(?=联系|[，,（(：:。；]|$)"
)
_DASH = "[—–―─~～至到-]|－"
_DAYS = (
    r"(?:每个?)?(?:工作日(?!外|[之以]外)|(?:每?(?:周|星期)[一二三四五六日天末](?![次期件个]))(?:(?:[、和及]|"
    + _DASH
    + r")+(?:每?(?:周|星期))?[一二三四五六日天](?![次期件个]))*|每天|每日)(?:[（(][^）)]{2,14}[）)])?"
)
_CLOCK = r"(?:上午|下午|早上?|晚上?|中午)?\d{1,2}(?:[:：∶]\d{2}|[点时](?:半|\d{1,2}分?)?)"
_RANGE = rf"{_CLOCK}(?:{_DASH})+{_CLOCK}"
_HOURS = re.compile(
    r"(?:(?P<label>(?:办公|受理|接待|开放|上班|工作(?!日)|服务|咨询|接访|接听|办理|查阅)(?:时间)?|时间)(?:[（(][^）)]{1,12}[）)])?[:：为是]{0,2})?"
    rf"(?P<hours>(?:(?P<days>{_DAYS})[^。；;\d]{{0,12}}?)?{_RANGE}(?:[，,、；;和及]?(?:{_RANGE}))*(?:[（(][^）)]{{2,30}}[）)])?)"
)
_NUMBERED = re.compile(r"\d(?:号|楼|层|室|弄|院|栋|幢)")
"""What an address holds that no colon sets off: 地址在花园街31号, and not 地址在网站上."""
_STREET = re.compile(
    r"(?:^|(?<=[，,；;：:（(]))[一-龥]{2,9}(?:省|自治区|市|州|盟|县|区|旗|镇|乡)[一-龥]{2,24}?[a-zA-Z\d]{1,6}(?:号|楼|层|室|弄|院)[一-龥a-zA-Z\d]{0,24}(?:[（(][^（）()]{2,20}[）)])?"
    r"(?=[，,；;。：:（）() ]|$)"
)
"""A place in a city with the number of a house, a floor or a room, as a whole clause."""
_HINT = re.compile(
    r"电|邮|郵|址|传|傳|@|＠|www|http|联系|聯|Tel|Fax|mail|\d\s*[:：∶]\s*\d\d|\d[点时]", re.IGNORECASE
)
_LONGEST = 3_000
"""Characters of one sentence looked at; no contact paragraph is longer."""


def find_contact(text: str) -> tuple[ContactItem, ...]:
    """Return the contact items of ``text`` in order of appearance; spans are positions in ``text``."""
    found: dict[tuple[str, str], ContactItem] = {}
    for start, end in _sentences(text):
        piece = text[start:end]
        if not _HINT.search(piece):
            continue
        for item in _in_sentence(piece, start):
            found.setdefault((item.kind, item.value), item)
    return tuple(sorted(found.values(), key=lambda item: item.start))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in re.finditer(r"[。\n]|$", text):
        yield start, min(stop.start(), start + _LONGEST)
        start = stop.end()


def _in_sentence(piece: str, base: int) -> Iterator[ContactItem]:
    """Yield the items of one sentence."""
    view, positions = compact(piece)

    def item(kind: str, start: int, end: int) -> ContactItem:
        first, last = positions[start], positions[end - 1] + 1
        return ContactItem(kind, "".join(piece[first:last].split()), base + first, base + last)

    labels = list(_LABEL.finditer(view))
    for i, label in enumerate(labels):
        limit = labels[i + 1].start() if i + 1 < len(labels) else len(view)
        for span in _values(
            view, str(label.lastgroup if label.lastgroup != "colon" else _kind(label)), label, limit
        ):
            yield item(_kind(label), *span)
    for pattern, kind in ((_EMAIL, "email"), (_WEBSITE, "website")):
        for match in pattern.finditer(view):
            yield item(kind, *match.span())
    for match in _HOURS.finditer(view):
        if match["label"] or match["days"]:
            start, end = match.span("hours")
            if _open_bracket(view, start, end) and view[end : end + 1] in ("）", ")"):
                end += 1
            yield item("hours", start, end)
    kinds = {_kind(label) for label in labels}
    if "address" not in kinds and kinds & {"postcode", "telephone", "email"}:
        street = _STREET.search(view)
        if street:
            yield item("address", *street.span())
    department = _DEPARTMENT.search(view)
    if department:
        yield item("department", *department.span("name"))


def _kind(label: re.Match[str]) -> str:
    return next(kind for kind in _LABELS if label.group(kind))


def _open_bracket(view: str, start: int, end: int) -> bool:
    """Whether a bracket opened since ``start`` is still open: 凯开大道（州公安局大楼）A座."""
    return len(re.findall("[（(]", view[start:end])) > len(re.findall("[）)]", view[start:end]))


def _values(view: str, kind: str, label: re.Match[str], limit: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the values that belong to ``label``; ``limit`` is where the next label begins."""
    start = label.end()
    if kind in ("telephone", "fax"):
        at = start
        while (number := _TELEPHONES.match(view, at, limit)) is not None:
            yield number.span()
            at = _BETWEEN.match(view, number.end(), limit).end()  # type: ignore[union-attr]
    elif kind == "postcode":
        code = _POSTCODE.match(view, start, limit)
        if code:
            yield code.span()
    elif kind in ("address", "department") and label["colon"]:
        stop = next(
            (
                m.start()
                for m in _STOP.finditer(view, start, limit)
                if m.group() not in ("）", ")") or not _open_bracket(view, start, m.start())
            ),
            limit,
        )
        room = _ROOM.match(view, stop, limit) if kind == "address" else None
        stop = room.end() if room else stop
        plain = label["colon"] in {"：", ":", "为"} or _NUMBERED.search(view, start, stop)
        if 2 <= stop - start <= 80 and plain:
            yield start, stop
