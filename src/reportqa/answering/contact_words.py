"""Which ways of contact a question asks for, once the reader has told that it asks for one."""

from __future__ import annotations

import re

from reportqa.reader import QuestionReading

_LIKELY, _SURE = 0.3, 0.9
"""Chance of asking for a way of contact from which its words are looked for."""
_MOSTLY = 0.6
"""Share of a question, names and periods left out, that such words have to be where the reader sees none."""
_KINDS = {
    "telephone": r"电话|联系|号码|座机|\b(?:tele)?phone|\bnumber\b|\bcall\b|\bring\b|\bcontact",
    "email": r"邮箱|邮件|电邮|\be-?mail",
    "address": r"地址|[在到去往]哪|哪[里儿条个座栋幢]|什么地方|地点|位于|几[号楼室层]|怎么走|\baddress|\bwhere\b|\blocated\b",
    "postcode": r"邮编|邮政编码|\bpost(?:al)? ?code|\bzip\b",
    "fax": r"传真|\bfax\b",
    "department": r"科室|处室|[哪什么]个?科|找[谁哪]|\bsection\b|\bdivision\b|\bdesk\b",
    "website": r"网址|网站|官网|\bweb ?(?:site|page)|\burl\b",
    "hours": r"几点|时间|什么时候|何时|星期|周几|礼拜|上班|\bhours?\b|\btimes?\b|\bwhen\b|\bopen",
}
_PLAIN = re.compile(r"电话|座机|联系方式|phone")
_PLACE = re.compile(r"(?<![邮网])地址|(?<!mail )(?<!site )\baddress")
_BY_POST = re.compile(r"寄|写信|来信|\b(?:write|writing|post(?:al)?|mail(?:ing)?|letter)\b")
_GENERAL = {"telephone": _PLAIN, "address": _PLACE}
"""Kinds whose words (联系, 哪里) also stand beside those of another, and what names them alone."""


def contact_kinds(reading: QuestionReading, counts: bool) -> tuple[str, ...]:
    """Return the kinds asked for; none where the reader finds that no way of contact is wanted.

    ``counts`` says that something is counted (通过电话申请的有几件): then the reader has to be sure.
    A question that is little more than the name of one (2018年科技局传真) needs no reader.
    """
    lowered, bare = reading.text.lower(), reading.bare.lower()
    if counts and reading.intents["contact"] < _SURE:
        return ()
    if reading.intents["contact"] < _LIKELY:
        said = sum(len(m.group()) for p in _KINDS.values() for m in re.finditer(p, bare))
        if said < _MOSTLY * len(bare):
            return ()
    kinds = [kind for kind, pattern in _KINDS.items() if re.search(pattern, lowered)]
    if len(kinds) > 1:
        kinds = [k for k in kinds if k not in _GENERAL or _GENERAL[k].search(lowered)] or kinds[:1]
    if kinds == ["address"] and _BY_POST.search(lowered):
        kinds.append("postcode")
    return tuple(kinds)
