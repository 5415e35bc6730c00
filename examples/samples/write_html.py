"""Samples as pages saved from a portal: navigation before the report, links and a footer after it."""

from __future__ import annotations

import re
from html import escape

from .model import NOTE, Block, Heading, Paragraph, Sample, Table

PAGE = """<!DOCTYPE html>
<html>
<head>
<meta {charset}>
<title>{title}-{agency}</title>
<style>.sample {{ color: #b00 }} td {{ border: 1px solid #000; padding: 2px }} table {{ border-collapse: collapse }}</style>
</head>
<body>
<div class="top"><a href="https://example.org/">示例市人民政府</a> | <a href="https://example.org/login">登录</a> | <a href="https://example.org/old">长者版</a></div>
<ul class="nav"><li><a href="https://example.org/">首页</a></li><li><a href="https://example.org/news">工作动态</a></li><li><a href="https://example.org/open">政务公开</a></li><li><a href="https://example.org/service">办事服务</a></li><li><a href="https://example.org/talk">互动交流</a></li></ul>
<div class="position">当前位置：<a href="https://example.org/">首页</a> &gt; <a href="https://example.org/open">政务公开</a> &gt; <a href="https://example.org/open/reports">政府信息公开年报</a></div>
<div class="article">
<h1>{title}</h1>
<div class="info">发布日期：{published}　来源：{agency}　浏览次数：1532　字号：[大 中 小]</div>
<p class="sample">{note}</p>
<div class="content">
{content}
</div>
<div class="tools">【打印本页】【关闭窗口】</div>
</div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="https://example.org/a1">关于开展业务培训的通知（共28人）</a></li><li><a href="https://example.org/a2">2015年度部门决算公开</a></li></ul></div>
<div class="footer">主办：{agency}　网站标识码：0100000018　备案号：示ICP备00000000号　站点地图　联系我们<br>您是第 2048193 位访客</div>
</body>
</html>
"""


def page(sample: Sample) -> bytes:
    """Return the .html file in the encoding that its meta element names."""
    encoding = str(sample.shape.get("encoding", "utf-8"))
    charset = 'charset="utf-8"'
    if encoding != "utf-8":
        charset = f'http-equiv="Content-Type" content="text/html; charset={encoding}"'
    text = PAGE.format(
        charset=charset,
        title=escape(sample.title),
        agency=sample.agency,
        published=sample.published,
        note=NOTE,
        content="\n".join(_block(block, bool(sample.shape.get("headings"))) for block in sample.blocks),
    )
    if sample.shape.get("spans"):
        text = re.sub(r"<p( [^>]*)?>([^<]*?)20(\d\d)年", r"<p\1>\2<span>20</span><span>\3</span>年", text)
    return text.encode(encoding)


def _block(block: Block, headings: bool) -> str:
    if isinstance(block, Table):
        return _table(block)
    text = escape(block.text, quote=False)
    if isinstance(block, Heading):
        return (
            f"<h{block.level + 1}>{text}</h{block.level + 1}>"
            if headings
            else f"<p><strong>{text}</strong></p>"
        )
    style = (
        "text-align: right" if isinstance(block, Paragraph) and block.align == "right" else "text-indent: 2em"
    )
    return f'<p style="{style}">{text}</p>'


def _table(table: Table) -> str:
    rows = []
    for number in range(table.rows):
        cells = []
        for cell in table.row(number):
            spans = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
            spans += f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
            text = escape(cell.text, quote=False) or "&nbsp;"
            cells.append(f"<td{spans}><p>{text}</p></td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return "<table>\n" + "\n".join(rows) + "\n</table>"
