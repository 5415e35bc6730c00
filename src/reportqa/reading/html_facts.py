"""What a page tells about its report beside the text: title, day of publication, publisher, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import unquote

from reportqa.reading.html_article import Article
from reportqa.reading.html_furniture import ATTACHMENT_HREF
from reportqa.reading.html_tree import Element, Page
from reportqa.reading.layout import YEARLY_TITLE, clean

_DATE = r"(20\d\d|19\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})"
_PUBLISHED = re.compile(rf"(?:发\s*布|发\s*文|公\s*开|生\s*成)?\s*(?:日\s*期|时\s*间)\s*[：:\]】]?\s*{_DATE}")
_META_DATES = (
    "pubdate",
    "publishdate",
    "article:published_time",
    "publishtime",
    "publish_time",
    "date",
    "dc.date",
)
_TITLE_NAME = re.compile(
    r"(?:^|[\s_-])(?:title|tit|biaoti|bt|arti[_-]title|xl[_-]?title|articletitle|article[_-]title)(?:$|[\s_-])"
)
_REPORT_TITLE = re.compile(r"年度?报告?|信息公开|20\d\d\s*年")
_SHORT = 300
"""Lines that hold a date of publication are no longer."""
_SOURCE = re.compile(r"(?:信息来源|发布机构|发文机关|公开机构|来源)\s*[：:]?\s*([\u4e00-\u9fff]{4,30})")
_ICON = re.compile(r"icon|fj|file|doc|pdf|xls|blank|space|arrow|print|share|logo|btn|wx|weixin|qr|ewm", re.I)
_FEW_ELEMENTS = 60
"""A title or a line with a date holds no more elements."""


def title_of(page: Page, article: Article) -> tuple[str, bool]:
    """Return the article's title and whether the page shows it."""
    told = [page.meta.get("articletitle", ""), page.meta.get("og:title", ""), page.title]
    segments = [clean(s) for t in told for s in [t, *re.split(r"[_|｜]|\s*[-–—]{1,2}\s*", t)] if clean(s)]
    best, best_score = "", 1.5
    for element, shown in _unlinked(page.body, article):
        if not 4 <= element.size <= 100 or element.count > _FEW_ELEMENTS:
            continue
        words = clean(element.text())
        score = _title_score(element, words) + 3 * (words in segments) - 1.5 * (not shown)
        if score > best_score:
            best, best_score = words, score
    if best:
        return best, True
    fits = [s for s in segments if _REPORT_TITLE.search(s)] or segments or [""]
    return min(fits, key=len) if _REPORT_TITLE.search(fits[0]) else fits[0], False


def _unlinked(body: Element, article: Article) -> Iterator[tuple[Element, bool]]:
    """Yield every element outside links, in document order, and whether it is no furniture."""
    stack = [(body, True)]
    while stack:
        element, shown = stack.pop()
        yield element, shown
        below = [c for c in element.children if isinstance(c, Element) and c.tag != "a"]
        stack.extend((c, shown and not article.skip(c)) for c in reversed(below))


def _title_score(element: Element, words: str) -> float:
    """Return how much an element's name and words speak for its being the title."""
    named = (
        2 * (element.tag == "h1") + (element.tag in ("h2", "h3")) + bool(_TITLE_NAME.search(element.marks))
    )
    return named + 2 * bool(YEARLY_TITLE.search(words)) + 0.5 * bool(_REPORT_TITLE.search(words))


def source_of(page: Page) -> str:
    """Return the line that names the publisher, for titles that name no agency."""
    found = _SOURCE.search(clean(page.body.text(200_000)))
    return clean(found[0]) if found else ""


def published_of(page: Page) -> str | None:
    """Return the day of publication, ISO, from the head or from the lines around the title."""
    for key in _META_DATES:
        if (match := re.search(_DATE, page.meta.get(key, ""))) and (day := _iso(match)):
            return day
    for element in page.body.elements():
        if not 8 <= element.size <= _SHORT or element.count > _FEW_ELEMENTS:
            continue
        words = clean(element.text())
        labelled = _PUBLISHED.search(words) or (re.match(_DATE, words) if element.tag == "time" else None)
        if labelled and (day := _iso(labelled)):
            return day
    return None


def _iso(match: re.Match[str]) -> str | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
    except ValueError:
        return None


def linked_attachments(article: Article) -> Iterator[str]:
    """Yield the names of files that the page links outside its furniture."""
    for element in article.kept(article.body):
        href = element.attributes.get("href", "")
        if element.tag == "a" and ATTACHMENT_HREF.search(href):
            filename = unquote(re.split(r"[?#]", href)[0].rsplit("/", 1)[-1])
            words = clean(element.text())
            yield (
                words
                if re.search(r"\w{2}", words) and not re.fullmatch(r"(点击)?下载|附件", words)
                else filename
            )


def count_pictures(article: Article) -> int:
    """Return how many pictures, icons left aside, stand in the article."""
    count = 0
    for element in article.kept(article.root):
        source = element.attributes.get("src", "").rsplit("/", 1)[-1]
        sizes = [element.attributes.get(side, "") for side in ("width", "height")]
        tiny = any(s.isdecimal() and int(s) < 80 for s in sizes)
        count += element.tag == "img" and bool(source) and not tiny and not _ICON.search(source)
    return count
