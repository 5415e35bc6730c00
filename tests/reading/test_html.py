from __future__ import annotations

from html import escape

import portals
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spans import check_spans, grid_cells, random_tables

from reportqa.errors import UnreadableFile
from reportqa.reading.html import looks_like_html, read_html
from reportqa.reading.layout import PlacedCell


def read(html: str, encoding: str = "utf-8"):
    extracted = read_html(html.encode(encoding), "page.html")
    check_spans(extracted)
    return extracted


def codes(extracted) -> list[str]:
    return [w.code for w in extracted.warnings]


@pytest.mark.parametrize("style", portals.PAGES)
def test_a_portal_page_reads_as_the_article_and_nothing_else(style):
    extracted = read(portals.PAGES[style])
    assert tuple(extracted.text.split("\n")) == portals.LINES
    assert extracted.title == portals.TITLE
    assert [(g.rows, g.columns) for g in extracted.grids] == [(4, 3)]
    assert extracted.lines[0].kind == "paragraph"
    assert codes(extracted) == []


@pytest.mark.parametrize("style", [s for s, page in portals.PAGES.items() if "2019-03-06" in page])
def test_the_day_of_publication_comes_from_the_head_or_the_line_under_the_title(style):
    assert read(portals.PAGES[style]).published == "2019-03-06"


def test_numbers_split_over_inline_tags_stay_whole():
    extracted = read("<p>收到<span>1</span><span>36</span>件，<font>2<b>0</b></font><i>18</i>年</p>")
    assert extracted.text == "收到136件，2018年"


def test_line_breaks_split_paragraphs_and_wrap_cells():
    extracted = read(
        "<p>第一行。<br>第二行。</p><table><tr><td>法人或其<br>他组织</td><td>0<br/></td></tr></table>"
    )
    assert extracted.text == "第一行。\n第二行。\n法人或其他组织\t0"


def test_blank_and_nbsp_cells_are_blank():
    extracted = read("<table><tr><td>甲</td><td>&nbsp;</td><td></td><td>&#12288;</td><td>0</td></tr></table>")
    assert extracted.text == "甲\t\t\t\t0"
    assert [c.end - c.start for c in extracted.grids[0].cells] == [1, 0, 0, 0, 1]


def test_headings_keep_their_level_and_header_cells_their_mark():
    extracted = read(
        "<h2>一、概述</h2><p>正文。</p><h3>（一）机构</h3><table><tr><th>项</th><td>1</td></tr></table>"
    )
    assert [(line.kind, line.level) for line in extracted.lines] == [
        ("heading", 2),
        ("paragraph", None),
        ("heading", 3),
        ("row", None),
    ]
    assert [c.header for c in extracted.grids[0].cells] == [True, False]


def test_spans_stay_within_their_row_group_and_footers_come_last():
    extracted = read(
        "<table><thead><tr><th rowspan=9>甲</th><th>乙</th></tr></thead><tfoot><tr><td>合计</td><td>3</td></tr></tfoot>"
        "<tbody><tr><td rowspan=0>丙</td><td>1</td></tr><tr><td>2</td></tr></tbody></table>"
    )
    assert extracted.text == "甲\t乙\n丙\t1\n2\n合计\t3"
    assert [c.rowspan for c in extracted.grids[0].cells] == [1, 1, 2, 1, 1, 1, 1]


def test_a_layout_table_is_taken_apart_and_the_inner_table_is_the_grid():
    inner = "<table><tr><td>收到</td><td>12</td></tr><tr><td>答复</td><td>12</td></tr></table>"
    extracted = read(
        f"<table><tr><td><p>一、概述</p><p>全年收到申请12件。</p>{inner}</td><td></td></tr></table>"
    )
    assert extracted.text == "一、概述\n全年收到申请12件。\n收到\t12\n答复\t12"
    assert [(g.rows, g.columns) for g in extracted.grids] == [(2, 2)]


def test_a_page_arranged_by_one_table_with_menus_in_its_cells_reads_as_the_article():
    prose = "".join(
        f"<p>第{i}段说明本局全年信息公开工作，由办公室牵头，各科室分工负责，逐项抓好落实，按季通报。</p>"
        for i in range(40)
    )
    cells = [
        "首页|政务公开|办事",
        "您现在的位置：首页",
        "公开指南 公开目录",
        f"<h2>年度报告</h2><p>一、概述</p>{prose}",
        "版权所有",
    ]
    extracted = read("<table>" + "".join(f"<tr><td>{c}</td></tr>" for c in cells) + "</table>")
    assert not extracted.grids
    assert "\n一、概述\n第0段" in extracted.text


def test_a_small_table_inside_a_data_cell_becomes_its_text():
    inner = "<table><tr><td>7</td></tr></table>"
    rows = "".join(f"<tr><td>统计指标{i}</td><td>件</td><td>{i}</td></tr>" for i in range(5))
    extracted = read(f"<table>{rows}<tr><td>建议</td><td>件</td><td>{inner}</td></tr></table>")
    assert (extracted.grids[0].rows, extracted.grids[0].columns) == (6, 3)
    assert extracted.text.endswith("建议\t件\t7")


def test_hidden_elements_and_scripts_are_left_out():
    extracted = read(
        "<p>正文。</p><p style='display: none'>水印</p><p hidden>旧版</p><script>var a='<p>b</p>'</script>"
        "<noscript>请开启脚本</noscript><!-- 注释 --><template><p>模板</p></template>"
    )
    assert extracted.text == "正文。"


def test_a_note_mark_never_joins_a_number():
    assert read("<p>收到7<sup>1</sup>件，灌溉5m<sup>2</sup>。</p>").text == "收到7¹件，灌溉5m²。"


def test_numbered_lists_show_the_numbers_a_browser_shows():
    assert read("<ol><li>甲</li><li>乙</li></ol><ol start=4><li>丙</li></ol>").text == "1. 甲\n2. 乙\n4. 丙"


@pytest.mark.parametrize("declared", ["gb2312", "GBK", "gb18030"])
def test_gb_encodings_are_read_by_the_meta_tag(declared):
    html = f"<html><head><meta http-equiv=Content-Type content='text/html; charset={declared}'></head><p>洺河镇收到12件，㐀</p></html>"
    extracted = read_html(html.encode("gb18030"), "a.htm")
    assert extracted.text == "洺河镇收到12件，㐀"
    assert extracted.encoding == "gb18030"


@pytest.mark.parametrize(
    ("declared", "real"),
    [
        ("gb2312", "utf-8"),
        ("utf-8", "gbk"),
        ("", "gbk"),
        ("nonsense", "utf-8"),
        ("iso-8859-1", "gbk"),
        ("unicode_escape", "gbk"),
    ],
)
def test_a_wrong_or_missing_meta_tag_does_no_harm(declared, real):
    html = f"<meta charset='{declared}'><p>全年收到政府信息公开申请12件。</p>"
    assert read_html(html.encode(real), "a.htm").text == "全年收到政府信息公开申请12件。"


def test_big5_is_read_by_the_meta_tag():
    html = "<meta charset=big5><p>全年收到申請12件。</p>"
    assert read_html(html.encode("big5"), "a.htm").text == "全年收到申請12件。"


def test_utf16_is_read_by_its_mark():
    assert read_html("<p>收到12件</p>".encode("utf-16"), "a.htm").text == "收到12件"


def test_damaged_bytes_are_shown_and_reported():
    data = "<meta charset=utf-8><p>全年收到申请".encode() + b"\xff\xfe\xfa" + "12件。</p>".encode()
    extracted = read_html(data, "a.htm")
    assert "12件。" in extracted.text
    assert codes(extracted) == ["damaged_bytes"]


def test_linked_and_named_attachments_are_reported():
    extracted = read(
        "<p>全年收到申请12件。</p><p>附件：<a href='./P0201.xls'>政府信息公开情况统计表</a></p>"
        "<p>附件2：主动公开目录</p><p><a href='/files/%E5%B9%B4%E6%8A%A5.pdf?v=1'>点击下载</a></p>"
    )
    assert extracted.attachments == ("政府信息公开情况统计表", "年报.pdf", "主动公开目录")
    assert codes(extracted) == ["attachment_not_read"] * 3
    first = extracted.warnings[0]
    assert extracted.text[first.start : first.end] == "政府信息公开情况统计表"


def test_pictures_in_the_article_are_reported():
    assert codes(read("<p>统计表如下：</p><img src='/upload/W0201.jpg'><img src='icon_doc.gif'>")) == [
        "image_not_read"
    ]


def test_address_from_canonical_og_or_saved_comment():
    body = "<p>正文。</p>"
    assert read(f"<link rel=canonical href='http://a.gov.cn/1.html'>{body}").url == "http://a.gov.cn/1.html"
    assert read(f"<meta property='og:url' content='https://a.gov.cn/2'>{body}").url == "https://a.gov.cn/2"
    saved = f"<!DOCTYPE html>\n<!-- saved from url=(0021)http://b.gov.cn/3.html -->\n<html>{body}</html>"
    assert read(saved).url == "http://b.gov.cn/3.html"
    assert read(body).url is None


def test_a_title_in_two_lines_is_no_section():
    extracted = read(
        "<div><h1>青河县水利局<br>2018年政府信息公开工作年度报告</h1><h2>一、概述</h2><p>主动公开136条。</p></div>"
    )
    assert [line.kind for line in extracted.lines] == ["paragraph", "paragraph", "heading", "paragraph"]
    assert extracted.title == "青河县水利局2018年政府信息公开工作年度报告"


def test_an_agency_in_a_line_above_the_title_is_kept():
    body = "".join(f"<p>{line}</p>" for line in portals.PARAGRAPHS)
    extracted = read(f"<p>青河县水利局</p><p>2018年政府信息公开工作年度报告</p><div>{body}</div>")
    assert extracted.text.split("\n")[:2] == ["青河县水利局", "2018年政府信息公开工作年度报告"]


def test_a_title_that_names_no_agency_is_followed_by_its_source():
    extracted = read(
        "<h1>2018年政府信息公开工作年度报告</h1><div>来源：青河县水利局　浏览次数：12</div>"
        "<div class=TRS_Editor><p>一、概述</p><p>全年主动公开政府信息136条。</p></div>"
    )
    assert extracted.text.split("\n")[:2] == ["2018年政府信息公开工作年度报告", "来源：青河县水利局"]


def test_contact_lines_and_report_tables_of_contents_are_not_taken_for_the_portal():
    extracted = read(
        "<div class=content><p>联系电话：0533-2869907，地址：新村西路226号。</p><p>一、概述</p><p>来源于财政拨款的经费为12万元。</p></div>"
    )
    assert len(extracted.lines) == 3


def test_a_list_of_documents_and_a_dated_signature_are_no_furniture():
    rows = "<tr><td>规范性文件名称</td><td>文号</td><td>发布日期</td></tr><tr><td>节水办法</td><td>青水发〔2018〕3号</td><td>2018-05-01</td></tr>"
    extracted = read(f"<p>一、概述</p><table>{rows}</table><p>日期：2019-03-05</p><p>2019-03-05</p>")
    assert extracted.text.split("\n")[1:] == [
        *("规范性文件名称\t文号\t发布日期", "节水办法\t青水发〔2018〕3号\t2018-05-01"),
        *("日期：2019-03-05", "2019-03-05"),
    ]


def test_an_mhtml_archive_is_read():
    archive = (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html"; boundary="B"\r\n\r\n'
        b"--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"<p>=E6=94=B6=E5=88=B012=E4=BB=B6</p>\r\n--B--\r\n"
    )
    assert looks_like_html(archive)
    assert read_html(archive, "a.mht").text == "收到12件"


def test_html_is_told_from_text_whatever_the_name():
    assert looks_like_html(b"\xef\xbb\xbf  <!DOCTYPE html><html>")
    assert looks_like_html("<p>正文</p>".encode("gbk"))
    assert looks_like_html("<!-- saved --><html>".encode("utf-16"))
    assert not looks_like_html("一、概述\n<见附件>".encode())
    assert not looks_like_html(b"")


def test_a_page_without_text_says_so():
    with pytest.raises(UnreadableFile, match=r"empty\.html: the page holds no text"):
        read_html(b"<html><body><script>load()</script></body></html>", "empty.html")


def test_endless_nesting_is_refused():
    with pytest.raises(UnreadableFile, match="nested 100000 deep"):
        read_html(b"<div>" * 100_000 + b"x", "deep.html")


def test_deep_but_bounded_nesting_is_read():
    assert read_html(b"<div>" * 900 + "正文".encode(), "deep.html").text == "正文"


def test_a_page_over_the_limit_is_refused():
    with pytest.raises(UnreadableFile, match="33 MiB, at most 32 MiB"):
        read_html(b" " * (33 << 20), "huge.html")


def test_a_large_page_is_read_whole():
    row = "<tr><td>统计指标</td><td>件</td><td>7</td></tr>"
    page = "<h1>年报</h1><p>全年收到申请12件。</p>" * 2_000 + "<table>" + row * 10_000 + "</table>"
    extracted = read_html(page.encode(), "large.html")
    assert extracted.grids[0].rows == 10_000
    assert len(extracted.lines) == 14_000


@settings(max_examples=60, deadline=None)
@given(random_tables(), st.sampled_from(["", "<p>", "<div><span>"]), st.sampled_from(["&nbsp;", "", "<br>"]))
def test_a_random_grid_written_as_html_reads_back_with_its_cells_and_spans(table, wrap, blank):
    rows, columns, cells = table
    html = "<p>收到申请12件。</p><table>"
    for row in range(rows):
        html += "<tr>" + "".join(_td(c, wrap, blank) for c in cells if c.row == row) + "</tr>"
    extracted = read(html + "</table>")
    assert grid_cells(extracted) == cells
    assert (extracted.grids[0].rows, extracted.grids[0].columns) == (rows, columns)


def _td(cell: PlacedCell, wrap: str, blank: str) -> str:
    text = escape(cell.text) or blank
    return f"<td rowspan={cell.rowspan} colspan={cell.colspan}>{wrap}{text}</td>"


SOUP = [
    "<p>",
    "</p>",
    "<table>",
    "</table>",
    "<tr>",
    "<td rowspan=3>",
    "<td colspan=2>",
    "</td>",
    "<div class=nav>",
    "</div>",
]
SOUP += [
    "<font>",
    "<b>",
    "<a href=x>",
    "</a>",
    "<br>",
    "<ol>",
    "<li>",
    "<pre>",
    "<h1>",
    "</h2>",
    "<caption>",
    "<sup>",
    "&nbsp;",
]
SOUP += [
    "一、概述",
    "收到12件。",
    "\n",
    "\t",
    " ",
    "7",
    "<ul>",
    "<tfoot>",
    "<form>",
    "<span style='display:none'>",
    "<",
    "&#0;",
    "附件：",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SOUP), max_size=60))
def test_any_tag_soup_reads_with_sound_spans_or_is_refused(pieces):
    try:
        read("".join(pieces))
    except UnreadableFile as error:
        assert str(error).startswith("page.html: ")


def test_a_page_of_too_many_elements_is_refused():
    with pytest.raises(UnreadableFile, match=r"many\.html: an HTML page of more than 600000 elements"):
        read_html(b"<p>x" * 400_000, "many.html")


def test_formatting_left_open_in_every_paragraph_is_read():
    page = "".join(f"<font size={n}><p>收到申请{n}件" for n in range(400))
    assert len(read_html(page.encode(), "fonts.html").lines) == 400


# The head of statutory table 3 as portals publish it, exported from Word.
TABLE_3 = """<table class=MsoTable><tbody><tr><td rowspan="3" colspan="3"><p align=center>（本列数据的勾稽关系为：第一项加第二项之和，<br>等于第三项加第四项之和）</p></td>
<td colspan="7"><p><span>申请人</span><span>情况</span></p></td></tr>
<tr><td rowspan="2"><p>自然人</p></td><td colspan="5"><p>法人或其他组织</p></td><td rowspan="2"><p>总计</p></td></tr>
<tr><td><p>商业<br>企业</p></td><td><p>科研<br>机构</p></td><td><p>社会公益组织</p></td><td><p>法律服务机构</p></td><td><p>其他</p></td></tr>
<tr><td colspan="3"><p>一、本年新收政府信息公开申请数量</p></td><td><p>1<span>2</span></p></td><td>0</td><td>0</td><td>0</td><td>0</td><td><p>&nbsp;</p></td><td>12</td></tr>
<tr><td rowspan="2"><p>三、本年度办理结果</p></td><td colspan="2"><p>（一）予以公开</p></td><td>7</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>7</td></tr>
<tr><td><p>（三）不予公开</p></td><td><p>1.属于国家秘密</p></td><td>5</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>5</td></tr></tbody></table>"""


def test_the_head_of_table_3_keeps_its_spans():
    extracted = read(f"<p>三、收到和处理政府信息公开申请情况</p>{TABLE_3}")
    grid = extracted.grids[0]
    assert (grid.rows, grid.columns) == (6, 10)
    at = {(c.row, c.column): extracted.text[c.start : c.end] for c in grid.cells}
    assert at[0, 0] == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert (at[0, 3], at[1, 3], at[1, 4], at[1, 9]) == ("申请人情况", "自然人", "法人或其他组织", "总计")
    assert [at[2, c] for c in range(4, 9)] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert (at[3, 3], at[3, 8], at[3, 9]) == ("12", "", "12")
    assert (at[4, 1], at[5, 1], at[5, 2], at[5, 3]) == (
        "（一）予以公开",
        "（三）不予公开",
        "1.属于国家秘密",
        "5",
    )
    assert extracted.warnings == ()
