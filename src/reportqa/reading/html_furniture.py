"""Tells the furniture of a portal page: navigation, share bars, related links, footers.

By tags and roles, by names (class and id) unless the block reads like a report, by wording of short
lines, and by being little but links.
"""

from __future__ import annotations

import re

from reportqa.reading.html_blocks import BLOCKS, HEADINGS
from reportqa.reading.html_tree import Element
from reportqa.reading.layout import clean

ATTACHMENT_HREF = re.compile(r"\.(?:docx?|wps|pdf|xlsx?|et|csv|ofd|zip|rar|7z|rtf)(?:[?#].*)?$", re.I)

_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation|i)?|menu|bread_?crumbs?|crumbs?|position|location|dqwz|wz_?dh|dangqian\w*"
    r"|share\w*|bdshare\w*|bshare\w*|jiathis\w*|social\w*|fenxiang|related?|relate[ds]?_?\w*|xgwz|xgxx|xgyd|xglj"
    r"|recommend\w*|foot|footer|bottom|copyright|banquan|side_?bar|left_?nav|leftmenu|header|head|top|top_?bar"
    r"|search\w*|login|print\w*|tools?|tool_?bar|pag(?:er|ination)|prev_?next|shang_?xia|qr_?code|ewm|erweima"
    r"|comments?|font_?size|banner|logo|friend_?links?|yqlj|links|info_?bar|pages[-_]date|article[-_]info|laiyuan"
    r"|property|accessib\w*|wza)\d*(?:$|[\s_-])"
)
_FURNITURE_ROLE = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"})
_FURNITURE_TEXT = re.compile(
    r"\W*(?:当前位置|(?:您|你)(?:现在|当前)?(?:所在)?的?位置|首页\s*[>›»＞/|]|分享(?:到|至|本页|：|$)|一键分享|打印(?:本页|此页|本文|】|$)"
    r"|关闭(?:窗口|本页|】|$)|(?:【|\[)?字体(?:大小)?[：:\s【\[]|字号[：:\s【\[]|(?:上|下)一(?:篇|条)[：:]?|相关(?:链接|信息|阅读|文章|新闻|稿件|文件|解读|附件)\s*[：:]?$"
    r"|友情链接|责任编辑|责编[：:]|编辑[：:]|扫一扫|扫码|主办(?:单位)?[：:]|承办(?:单位)?[：:]|版权所有|copyright|\w{1,2}ICP备|ICP备|\w{1,2}公网安备|网站标识码"
    r"|网站地图|技术支持[：:]|收藏(?:本页|】|$)|返回(?:顶部|列表|首页|上一页)|无障碍|适老|点击(?:次数|量|数)[：:]|浏览(?:次数|量)[：:]|阅读(?:次数|量)?[：:]"
    r"|发布(?:日期|时间)[：:]|发文日期[：:]|(?:信息|文章|稿件)?来源[：:]|作者[：:]|设为首页|加入收藏|我要纠错)",
    re.I,
)
_INFO_LABEL = re.compile(
    r"索\s*引\s*号|发布机构|发文机关|发文机构|制发机关|公开机构|信息分类|主题分类|体裁分类|文\s*号|公开方式|公开时限|公开范围|生成日期|发布日期"
    r"|成文日期|有\s*效\s*性|信息名称|所属主题|公开日期|主\s*题\s*词|标\s*题|名\s*称"
)
REPORT_WORDS = re.compile(
    r"政府信息公开|主动公开|依申请公开|行政复议|行政诉讼|不予公开|公开申请|存在的?(?:主要)?问题|年度报告|规范性文件|数据统计"
)
SENTENCE = re.compile(r"[\u4e00-\u9fff，、“”《》（）0-9]{12,}[^。]*[。；]")
_DATE_LINE = re.compile(
    r"(?:(?:日期|时间)[：:]\s*)?20\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d\d(?::\d\d)?)?$"
)
_SMALL = 160
_FEW_ELEMENTS = 200
_PROBE = 20_000
_MAY_BE_FURNITURE = BLOCKS | {"span", "a", "time"}


def find_furniture(body: Element) -> set[int]:
    """Return the ``id()`` of every outermost element below ``body`` that is furniture."""
    found: set[int] = set()
    stack = [body]
    while stack:
        for child in stack.pop().children:
            if not isinstance(child, Element) or not child.size:
                continue
            if child.tag in _MAY_BE_FURNITURE and _is_furniture(child, body):
                found.add(id(child))
            else:
                stack.append(child)
    return found


def _is_furniture(element: Element, body: Element) -> bool:
    named = (
        element.tag in ("nav", "footer", "aside")
        or element.attributes.get("role", "") in _FURNITURE_ROLE
        or bool(_FURNITURE_NAME.search(element.marks))
    )
    if named and element.tag not in HEADINGS and not _reads_like_report(element, body):
        return True
    if element.count <= _FEW_ELEMENTS:
        if element.size <= _SMALL and element.tag != "a" and _is_portal_line(element):
            return True
        boxed = element.tag in ("table", "div", "ul", "dl", "p")
        if boxed and element.size <= 3 * _SMALL and _is_info_box(element):
            return True
    return _is_link_list(element)


def _is_link_list(element: Element) -> bool:
    if element.links < 3 or element.linked < 0.8 * element.size or element.tag not in BLOCKS:
        return False
    hrefs = (e.attributes.get("href", "") for e in element.elements() if e.tag == "a")
    return not any(ATTACHMENT_HREF.search(href) for href in hrefs)


def _reads_like_report(element: Element, body: Element) -> bool:
    """Return whether an element with the name of furniture holds a good part of a report."""
    own = element.size - element.linked
    if own < 100:
        return False
    if own > 0.5 * (body.size - body.linked):
        return True
    return len(set(REPORT_WORDS.findall(element.text(_PROBE)))) >= 4


def _is_portal_line(element: Element) -> bool:
    """Return whether a line is of the portal: where one is, when published, print, share, next page.

    A paragraph that is only a date may be the report's signature and is kept.
    """
    words = clean(element.text())
    return bool(_FURNITURE_TEXT.match(words) or (element.tag != "p" and _DATE_LINE.match(words)))


def _is_info_box(element: Element) -> bool:
    """Return whether a block is the portal's card of a document: its index number, class, publisher.

    Its labels stand before colons or in several rows; a table with such words in its header only is
    a list of documents and stays.
    """
    text = clean(element.text())
    if SENTENCE.search(text) or len(set(_INFO_LABEL.findall(text))) < 3:
        return False
    if len(set(re.findall(rf"({_INFO_LABEL.pattern})\s*[】\]]?\s*[：:]", text))) >= 3:
        return True
    return sum(e.tag == "tr" and bool(_INFO_LABEL.search(e.text())) for e in element.elements()) >= 2
