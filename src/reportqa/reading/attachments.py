"""Attachments that a report names (附件, 附表) and that are not in its file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportqa.model import Oddity
from reportqa.reading.extracted import Grid, Line

_ATTACHMENT = re.compile(r"附[件表]\s*[0-9一二三四五六七八九十]{0,2}(?:\s*[：:]\s*(.*)|\s+(.{1,60})|)$")
_ITEM = re.compile(r"[（(]?[0-9]{1,2}\s*[.．、)）]\s*")
_SEE = re.compile(r"[见如]\s*(附[件表]\s*[0-9一二三四五六七八九十]{0,2})")
_NEAR = 3
"""A table that follows within so many lines is the attachment itself."""
_LONG = 12


def named_attachments(text: str, lines: Sequence[Line], grids: Sequence[Grid]) -> list[str]:
    """Return the attachments that the text names and that no table in it follows."""
    names: list[str] = []
    seen: list[str] = []
    listing = False
    for number, line in enumerate(lines):
        if line.kind == "row":
            listing = False
            continue
        words = text[line.start : line.end]
        match = _ATTACHMENT.match(words)
        item = listing and len(words) <= 60 and _ITEM.match(words)
        seen += _SEE.findall(words)
        listing = bool(match or item)
        if listing and not any(other.kind == "row" for other in lines[number + 1 : number + 1 + _NEAR]):
            name = (match[1] or match[2] or "") if match else words
            if not name and len(lines) - number > _LONG:
                continue  # a bare 附件 with pages of text below it stands over the attachment itself
            names.append(_ITEM.sub("", name, count=1) or words)
    if names and len(names) > 1:  # a bare 附件 above a list is its heading
        names = [n for n in names if not re.fullmatch(r"附[件表][：:]?", n)]
    if not names and not grids:
        names = [re.sub(r"\s", "", name) for name in seen]
    return list(dict.fromkeys(names))


def is_known(name: str, linked: Sequence[str]) -> bool:
    """Return whether a named attachment is one of the linked ones, whatever its suffix."""
    bare = re.sub(r"\W", "", name)
    return any(bare in re.sub(r"\W", "", other) or re.sub(r"\W", "", other) in bare for other in linked)


def not_read(name: str, text: str) -> Oddity:
    """Return the warning for an attachment, with its place in the text where it is named."""
    start = text.find(name)
    span = (start, start + len(name)) if start >= 0 else (None, None)
    return Oddity("attachment_not_read", f"附件未读入：{name}", f"Attachment not read: {name}", *span)
