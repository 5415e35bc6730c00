"""Names of bodies and places that a question may use though no report here bears them.

They are kept as unknown, so that the figure of one body never answers a question about another.
"""

from __future__ import annotations

import re

from reportqa.answering.dictionary import is_place_name

Named = tuple[str, tuple[int, int]]
"""A name with its span."""

_MINISTRIES = (
    "外交|国防|教育|科技|科学技术|工信|工业和信息化|公安|民政|司法|财政|人社|人力资源和?社会保障|劳动保障|劳动和社会保障|自然资源|国土资源|国土|生态环境|环境保护|环保|"
    "住建|住房和?城乡建设|建设|交通运输|交通|铁道|水利|农业农村|农业|商务|文旅|文化和旅游|文化|卫生|退役军人事务|应急管理|应急|监察|人事|信息产业|社会工作"
)
_CENTRAL = re.compile(
    rf"(?<![一-鿿])(?:中国)?(?:{_MINISTRIES})部(?![门队分署级委位])"
    r"|国务院(?!办公厅?关于|令|条例|规定|要求|文件)(?:办公厅)?|海关总署|(?:国家)?税务总局(?![一-鿿]{2,12}税务局)|(?<![一-鿿])(?:国家发改委|央行|银保监会|银监会|证监会|保监会)"
)
"""Central bodies by their full and short names; the departments of a city hall are no ministries (财政部门)."""
_BANK = re.compile(
    r"(?:(?:中国)?人民银行|人行)?[一-鿿]{2,6}?(?:中心支行|分行|支行)|(?:中国)?人民银行[一-鿿]{2,4}(?=市|20|19|的|收)"
)
_PARTY = re.compile(
    r"[一-鿿]{1,6}?[省市区县州旗乡镇]委?(?:宣传部|组织部|统战部|政法委|纪委|监委|团委|妇联|总工会|残联|人大常委会|政协(?!委员|提案|委))"
)
_ENGLISH = re.compile(
    r"\b(?:(?:[A-Z][a-z]+)(?: (?:and|of|&|[A-Z][a-z]+)){0,6} (?:Bureau|Administration|Ministry|Commission|Authority)"
    r"|(?:Bureau|Administration|Ministry|Commission|Authority|Department) (?:of|for) (?:the )?[A-Z][a-z]+(?: (?:and |of )?[A-Z][a-z]+){0,4})\b"
)
"""A body whose name is written in capitals, whatever its field: State Tobacco Monopoly Bureau."""
_NO_NAME = re.compile(
    r"^(?:Chinese|The|In|At|By|Of|How|What|Which|Did|Does|Was|Were|Is|Are|For|To|From|And|Has|Have)(?: [A-Z][a-z]+)?$"
)
_LEVEL = re.compile("[省市区县州盟旗]$")
_LONGEST, _SHORTEST = 4, 3


def strange_bodies(question: str) -> list[Named]:
    """Return central bodies, branches of banks and bodies of the party that a question names."""
    return [
        (m.group(), m.span()) for pattern in (_CENTRAL, _BANK, _PARTY) for m in pattern.finditer(question)
    ]


def strange_english_bodies(question: str) -> list[Named]:
    """Return bodies that an English question names in capitals; for one in which nothing known was found."""
    return [(m.group(), m.span()) for m in _ENGLISH.finditer(question) if not _NO_NAME.match(m.group())]


def places_of_dictionary(question: str) -> list[Named]:
    """Return the counties, districts and cities that the dictionary knows and the question names in full (道里区)."""
    found: list[Named] = []
    at = 0
    while at < len(question):
        for size in range(_LONGEST, _SHORTEST - 1, -1):
            word = question[at : at + size]
            if len(word) == size and _LEVEL.search(word) and is_place_name(word):
                found.append((word, (at, at + size)))
                at += size - 1
                break
        at += 1
    return found
