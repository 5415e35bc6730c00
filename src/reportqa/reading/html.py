"""Reads saved web pages and fragments: the article, its tables, title, date, address, attachments."""

from __future__ import annotations

import email
import email.policy
import re

from reportqa.errors import UnreadableFile
from reportqa.model import Oddity
from reportqa.reading.extracted import Extracted
from reportqa.reading.html_article import Article, names_agency
from reportqa.reading.html_blocks import BlockWriter
from reportqa.reading.html_facts import count_pictures, linked_attachments, published_of, source_of, title_of
from reportqa.reading.html_tree import MAX_BYTES, Page, parse
from reportqa.reading.layout import Layout

_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.I)
_LOOKS = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|table|div|p|h[1-6]|article|section|font|span|center|strong|b|br|hr|ul|ol|tr|tbody|style|script|a|form|main|nav|header)[\s>/]",
    re.I | re.S,
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.I)
_MULTIBYTE = {"big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-big5": "big5hkscs", "hz-gb-2312": "hz"}
"""Encodings other than UTF-8 and the GB family that pages of this kind declare truthfully."""
_OPENING = 300
"""A title within so many characters need not be put in front."""


def looks_like_html(data: bytes) -> bool:
    """Return whether a file of any name begins as a web page (or its MHTML archive) does."""
    head = data[:4096]
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            head = head.decode(encoding, "ignore").encode()
            break
    return bool(_LOOKS.match(head)) or _is_mhtml(head)


def read_html(data: bytes, name: str) -> Extracted:
    """Read a saved page, fragment or MHTML archive; ``name`` is the file's, for messages.

    Raises ``UnreadableFile`` for a page without text, too large or too deeply nested. The first line
    is the article's title, as kind ``paragraph``, where the page shows one.
    """
    if len(data) > MAX_BYTES:
        size = len(data) >> 20
        raise UnreadableFile(name, f"an HTML page of {size} MiB, at most {MAX_BYTES >> 20} MiB are read")
    declared = ""
    if _is_mhtml(data[:4096]):
        data, declared = _page_of_mhtml(data, name)
    text, encoding, warnings = decode(data, declared)
    page = parse(text, name)
    article = Article(page.body)
    layout = Layout(name)
    layout.warnings += warnings
    title, shown = title_of(page, article)
    _write(layout, article, title if shown else "", page)
    if not len(layout):
        raise UnreadableFile(
            name,
            "the page holds no text (a script may load it, or it is in an attachment); save the article itself",
        )
    layout.warn_of_pictures(count_pictures(article))
    saved = _SAVED_FROM.search(text[:4096])
    url = page.canonical or page.meta.get("og:url") or (saved[1] if saved else "")
    return layout.build(
        list(dict.fromkeys(linked_attachments(article))),
        title=title,
        published=published_of(page),
        url=url if url.startswith(("http://", "https://")) else None,
        encoding=encoding,
    )


def decode(data: bytes, declared: str = "") -> tuple[str, str, list[Oddity]]:
    """Return a page's text, its encoding and warnings: by its mark, as UTF-8, by meta tag, as GB18030.

    GB2312 and GBK are read as GB18030, which holds both. A page whose tag is wrong (saved by a tool
    that changed the encoding) is read as what it is; one with damaged bytes as what fits best.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff"), encoding.removesuffix("-sig"), []
    match = _CHARSET.search(data[:8192])
    said = (declared or (match[1].decode("ascii") if match else "")).lower()
    encodings = list(dict.fromkeys(("utf-8", _MULTIBYTE.get(said, "gb18030"), "gb18030")))
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding, []
        except UnicodeDecodeError:
            continue
    texts = {encoding: data.decode(encoding, "replace") for encoding in encodings}
    encoding = min(texts, key=lambda e: texts[e].count("\ufffd"))
    warning = Oddity(
        "damaged_bytes",
        f"文件中有 {texts[encoding].count(chr(0xFFFD))} 处字节无法按 {encoding} 解码，显示为 \ufffd。",
        f"{texts[encoding].count(chr(0xFFFD))} places in the file cannot be decoded as {encoding}; they show as \ufffd.",
    )
    return texts[encoding], encoding, [warning]


def _is_mhtml(head: bytes) -> bool:
    return bool(
        re.match(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,12}?Content-Type:\s*multipart/related", head)
    )


def _page_of_mhtml(data: bytes, name: str) -> tuple[bytes, str]:
    """Return the page inside an MHTML archive and its declared encoding."""
    for part in email.message_from_bytes(data, policy=email.policy.default).walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return payload, part.get_content_charset() or ""
    raise UnreadableFile(
        name, "expected a web page inside the MHTML archive, found none; save the page as HTML"
    )


def _write(layout: Layout, article: Article, title: str, page: Page) -> None:
    """Write the article, its title line first."""
    start = re.sub(r"\s", "", article.opening(_OPENING))
    if title and re.sub(r"\s", "", title) not in start:
        layout.add(title)
        if not names_agency(title) and (source := source_of(page)):
            layout.add(source)
    BlockWriter(layout, article.skip).write(article.root)
    layout.as_paragraph(title)
