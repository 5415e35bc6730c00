"""Ten saved portal pages in the styles of Chinese government sites, each around the same report.

``PAGES`` maps a style to its HTML; every page must read as the lines of ``LINES``, which are what a
person would copy from it.
"""

from __future__ import annotations

TITLE = "青河县水利局2018年政府信息公开工作年度报告"
PARAGRAPHS = (
    "本年度报告中所列数据的统计期限为2018年1月1日至2018年12月31日。",
    "一、概述",
    "2018年，我局认真贯彻《中华人民共和国政府信息公开条例》，主动公开政府信息136条。",
    "二、依申请公开情况",
    "全年收到公开申请12件，均按期答复。",
    "三、行政复议和行政诉讼情况",
    "未发生。",
    "四、统计数据",
)
ROWS = (
    ("统计指标", "单位", "统计数"),
    ("主动公开信息数", "条", "136"),
    ("收到申请数", "件", "12"),
    ("减免收费", "元", ""),
)
END = ("五、存在的主要问题", "公开内容还不够全面，将在今后的工作中改进。", "青河县水利局", "2019年3月5日")
LINES = (TITLE, *PARAGRAPHS, *("\t".join(row) for row in ROWS), *END)

_TABLE = (
    "<table border='1'>"
    + "".join("<tr>" + "".join(f"<td>{cell or '&nbsp;'}</td>" for cell in row) + "</tr>" for row in ROWS)
    + "</table>"
)


def _body(before: str = "<p>　　", after: str = "</p>") -> str:
    return "\n".join(
        [*(f"{before}{p}{after}" for p in PARAGRAPHS), _TABLE, *(f"{before}{p}{after}" for p in END)]
    )


_NAV = "".join(
    f'<li><a href="/c{i}/">{word}</a></li>'
    for i, word in enumerate(["首页", "走进青河", "政务公开", "办事服务", "互动交流"])
)
_RELATED = "".join(
    f'<li><a href="/t{y}.html">青河县水利局{y}年政府信息公开工作年度报告</a><span>{y + 1}-03-01</span></li>'
    for y in (2015, 2016, 2017)
)
_NEWS = "".join(
    f"<div><h4>{head}</h4><p>{text}</p></div>"
    for head, text in [
        (
            "县水利局开展防汛检查",
            "6月3日，县水利局组成3个检查组，对全县12座水库进行了汛前检查，发现隐患7处，已全部整改到位。",
        ),
        (
            "全县水利工作会议召开",
            "2月21日上午，全县水利工作会议召开，会议总结了上年工作，安排部署了今年的28项重点任务。",
        ),
    ]
)
_FOOT = "主办单位：青河县人民政府　承办单位：县政府办公室<br>网站标识码：3708000001　鲁ICP备05001234号　鲁公网安备 37080002000001号"


def _page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{TITLE}_青河县人民政府</title>{head}</head><body>{body}</body></html>"


PAGES = {
    "trs editor": _page(
        f"""<div class="header"><div class="logo"><a href="/"><img src="/images/logo.png"></a></div><ul class="nav">{_NAV}</ul></div>
        <div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 信息公开年报</div>
        <div class="main"><h1 class="title">{TITLE}</h1>
        <div class="info"><span>发布日期：2019-03-06</span><span>来源：县水利局</span><span>浏览次数：<em>1203</em></span><span>字体：[<a>大</a><a>中</a><a>小</a>]</span></div>
        <div class="TRS_Editor">{_body()}</div>
        <div class="bdsharebuttonbox"><a href="#">微信</a><a href="#">微博</a>分享到：</div></div>
        <div class="xgwz"><h3>相关文章</h3><ul>{_RELATED}</ul></div><div class="footer">{_FOOT}</div>"""
    ),
    "layout tables, no names": _page(
        f"""<table width="1000" align="center"><tr><td><table><tr><td><a href="/">首页</a></td><td><a href="/a">要闻</a></td><td><a href="/b">公开</a></td></tr></table></td></tr>
        <tr><td><table><tr><td width="200"><table><tr><td><a href="/1">机构概况</a></td></tr><tr><td><a href="/2">政策法规</a></td></tr><tr><td><a href="/3">年度报告</a></td></tr></table></td>
        <td><table><tr><td>您现在的位置：<a href="/">首页</a>&gt;&gt;年度报告</td></tr><tr><td align="center"><font size="5"><b>{TITLE}</b></font></td></tr>
        <tr><td align="center">发布时间：2019-3-6　点击数：88　【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</td></tr>
        <tr><td>{_body("<p>&nbsp;&nbsp;&nbsp;&nbsp;")}</td></tr><tr><td align="right">【<a href="#">打印本页</a>】【<a href="#">关闭窗口</a>】</td></tr></table></td></tr></table></td></tr>
        <tr><td align="center">版权所有：青河县水利局　地址：青河县水利路1号</td></tr></table>"""
    ),
    "sidebar of news texts": _page(
        f"""<div class="wrap"><div class="box1"><h2>{TITLE}</h2><div class="b">{_body()}</div></div>
        <div class="box2"><h3>最新动态</h3>{_NEWS}</div></div><div class="b3">{_FOOT}</div>"""
    ),
    "aspx form and info table": _page(
        f"""<form id="form1" action="./show.aspx"><div id="top"><ul>{_NAV}</ul></div>
        <table class="xxgk_table"><tr><td>索引号：</td><td>370800/2019-00012</td><td>发布机构：</td><td>青河县水利局</td></tr>
        <tr><td>信息名称：</td><td colspan="3">{TITLE}</td></tr><tr><td>公开方式：</td><td>主动公开</td><td>发布日期：</td><td>2019年3月6日</td></tr></table>
        <div class="biaoti">{TITLE}</div><div id="zoom"><div class="Custom_UnionStyle">{_body("<div>", "</div>")}</div></div>
        <div class="fenxiang">分享到：</div><div id="footer">{_FOOT}</div></form>"""
    ),
    "spans and br, one block": _page(
        f"""<div id="nav"><ul>{_NAV}</ul></div><div class="article"><h3>{TITLE}</h3><p class="ly">来源：县水利局　时间：2019-03-06</p>
        <div class="con">{"<br>".join(PARAGRAPHS)}<br>{_TABLE}{"<br/>".join(END)}</div></div>
        <div class="pre_next"><p>上一篇：<a href="/1">2017年报</a></p><p>下一篇：没有了</p></div><div class="foot">{_FOOT}</div>"""
    ),
    "title inside the editor in two lines": _page(
        f"""<div class="crumbs"><a href="/">首页</a>/<a href="/x">年报</a></div><div class="content"><h1>{TITLE}</h1>
        <div class="view TRS_UEDITOR"><p style="text-align:center">{TITLE}</p>{_body()}</div></div><footer>{_FOOT}</footer>"""
    ),
    "html5 with aside of texts": _page(
        f"""<header><nav><ul>{_NAV}</ul></nav></header><main><article><header><h1>{TITLE}</h1><time>2019-03-06</time></header>
        {_body()}</article><aside>{_NEWS}</aside></main><footer>{_FOOT}</footer>""",
        "<meta name='PubDate' content='2019-03-06 09:00:00'>",
    ),
    "parts in several editors": _page(
        f"""<div class="top">{_NAV}</div><div class="detail"><h1>{TITLE}</h1><div class="TRS_Editor">{"".join(f"<p>{p}</p>" for p in PARAGRAPHS)}</div>
        <div class="TRS_Editor">{_TABLE}</div><div class="TRS_Editor">{"".join(f"<p>{p}</p>" for p in END)}</div></div>
        <div class="recommend"><p>推荐阅读</p>{_NEWS}</div><div class="bottom">{_FOOT}</div>"""
    ),
    "news texts around, nothing named": _page(
        f"""<div><a href="/">首页</a> <a href="/a">公开</a> <a href="/b">服务</a></div><div><div>{_NEWS}</div><div><p><b>{TITLE}</b></p>{_body()}</div>
        <div><p>通知公告</p>{_NEWS}</div></div><div>{_FOOT}</div>"""
    ),
    "fragment": f"<p align=center><b>{TITLE}</b></p>{_body()}",
}
