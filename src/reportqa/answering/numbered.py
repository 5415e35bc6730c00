"""Items of a list by their number: 一是…；二是…, （1）…, 第三，…, 针对第二个问题，….

Reports name problems and then, in the same order, what is to be done about them: the measure for the
second problem is the second one.
"""

from __future__ import annotations

import re

_DIGITS = {c: n for n, c in enumerate("一二三四五六七八九", 1)}
_MARK = re.compile(
    r"针对第(?P<about>[一二三四五六七八九])(?:个|条|点|方面)*(?:问题|不足)?|(?P<zh>[一二三四五六七八九])(?:是|要(?=[一-鿿])|来)|[第其](?P<th>[一二三四五六七八九])(?=[，,、：:是])|"
    r"(?<![\d.])[（(]?(?P<digit>[1-9])(?:[）)]|[.．、](?!\d))|[（(](?P<paren>[一二三四五六七八九])[）)]"
)


def numbered(text: str) -> dict[int, str]:
    """Return the numbered items that stand in ``text``; the first of a number counts."""
    marks = list(_MARK.finditer(text))
    items: dict[int, str] = {}
    for at, mark in enumerate(marks):
        written = next(g for g in mark.groups() if g)
        number = int(written) if written.isdigit() else _DIGITS[written]
        stop = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        items.setdefault(number, text[mark.start() : stop])
    return items
