from __future__ import annotations

import base64
import io
import re
import zipfile

import docx
import docx.shared
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from spans import check_spans, grid_cells, random_tables

from reportqa.errors import UnreadableFile
from reportqa.reading.docx import read_docx
from reportqa.reading.docx_numbering import number_text

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BODY = nsdecls("w", "wp", "a", "r")
SPACES = (
    f'{BODY} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(document):
    extracted = read_docx(saved(document), "report.docx")
    check_spans(extracted)
    return extracted


def from_xml(*paragraphs: str):
    """A document whose body is the given XML."""
    document = docx.Document()
    for xml in paragraphs:
        element = parse_xml(re.sub(r"^<(w:\w+)", rf"<\1 {SPACES}", xml))
        document.element.body.insert(len(document.element.body) - 1, element)
    return document


def changed(data: bytes, part: str, change) -> bytes:
    """The package with one part changed or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != part:
                new.writestr(entry.filename, old.read(entry.filename))
        new.writestr(part, change(old.read(part) if part in old.namelist() else b""))
    return out.getvalue()


def test_headings_by_style_and_by_outline_level_the_title_is_a_paragraph():
    document = docx.Document()
    document.add_paragraph("青河县水利局2018年政府信息公开工作年度报告", style="Title")
    document.add_heading("一、概述", 1)
    document.add_paragraph("正文。")
    document.add_heading("（一）机构", 2)
    outlined = document.add_paragraph("二、主动公开情况")
    outlined._p.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {BODY} w:val="0"/>'))
    extracted = read(document)
    assert [(line.kind, line.level) for line in extracted.lines] == [
        ("paragraph", None),
        ("heading", 1),
        ("paragraph", None),
        ("heading", 2),
        ("heading", 1),
    ]
    assert extracted.title == "青河县水利局2018年政府信息公开工作年度报告"


def test_a_title_in_heading_style_is_no_section():
    document = docx.Document()
    document.add_heading("青河县水利局", 1)
    document.add_heading("2018年政府信息公开工作年度报告", 1)
    document.add_heading("一、概述", 2)
    extracted = read(document)
    assert extracted.title == "青河县水利局2018年政府信息公开工作年度报告"
    assert [line.kind for line in extracted.lines] == ["paragraph", "paragraph", "heading"]


def test_large_pictures_are_reported():
    document = docx.Document()
    document.add_paragraph("统计表如下：")
    pixel = base64.b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    )
    document.add_picture(io.BytesIO(pixel), width=docx.shared.Cm(12))
    document.add_picture(io.BytesIO(pixel), width=docx.shared.Cm(1))
    warning = read(document).warnings[0]
    assert (warning.code, warning.text_en) == (
        "image_not_read",
        "Pictures whose words were not read: 1",
    )


def test_a_style_based_on_a_heading_is_a_heading():
    document = docx.Document()
    style = document.styles.add_style("章标题", 1)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("一、概述", style="章标题")
    assert [(line.kind, line.level) for line in read(document).lines] == [("heading", 2)]


def test_contents_lists_are_marks():
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("一、概述\t3", style="toc 1")
    document.add_paragraph("正文。")
    assert [line.kind for line in read(document).lines] == ["mark", "paragraph"]


def test_core_title_is_used_unless_word_made_it_up():
    document = docx.Document()
    document.add_paragraph("正文。")
    document.core_properties.title = "Microsoft Word - 新建文档.doc"
    assert read(document).title == ""
    document.core_properties.title = "青河县水利局2018年年报"
    assert read(document).title == "青河县水利局2018年年报"


def test_runs_join_without_spaces_and_breaks_part_lines():
    extracted = read(
        from_xml(
            "<w:p><w:r><w:t>收到</w:t></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t>36件</w:t><w:br/><w:t>另</w:t>"
            "<w:tab/><w:t>行</w:t><w:br w:type='page'/></w:r></w:p>"
        )
    )
    assert extracted.text == "收到136件\n另 行"


def test_deletions_are_left_out_insertions_kept_hidden_text_and_field_codes_dropped():
    extracted = read(
        from_xml(
            "<w:p><w:r><w:t>收到</w:t></w:r><w:del w:id='1' w:author='a'><w:r><w:delText>12</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='a'><w:r><w:t>13</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:hyperlink><w:r><w:t>（网址）</w:t></w:r></w:hyperlink><w:sdt><w:sdtContent><w:r><w:t>。</w:t></w:r></w:sdtContent></w:sdt></w:p>"
        )
    )
    assert extracted.text == "收到13件（网址）。"


def test_a_text_box_stands_once_after_the_paragraph_it_is_anchored_in():
    box = "<w:txbxContent><w:p><w:r><w:t>框内：受理电话2869907</w:t></w:r></w:p></w:txbxContent>"
    extracted = read(
        from_xml(
            f"<w:p><w:r><w:t>前文。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
            f"<wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice>"
            f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            "<w:p><w:r><w:t>后文。</w:t></w:r></w:p>",
            f"<w:p><w:r><w:pict><v:textbox>{box.replace('框内', '旧框')}</v:textbox></w:pict></w:r></w:p>",
        )
    )
    assert extracted.text == "前文。\n框内：受理电话2869907\n后文。\n旧框：受理电话2869907"


def test_footnotes_stand_at_the_end_and_their_marks_never_join_a_number():
    document = from_xml(
        "<w:p><w:r><w:t>收到7</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>"
        "<w:footnoteReference w:id='2'/></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r>"
        "<w:r><w:t>件。</w:t></w:r></w:p>"
    )
    document.add_paragraph("末段。")
    data = changed(
        saved(document),
        "word/footnotes.xml",
        lambda _: (
            f"<w:footnotes {BODY}><w:footnote w:id='0'><w:p/></w:footnote><w:footnote w:id='2'><w:p><w:r><w:footnoteRef/></w:r>"
            "<w:r><w:t> 含上年结转1件。</w:t></w:r></w:p></w:footnote></w:footnotes>".encode()
        ),
    )
    relation = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/>'
    data = changed(
        data,
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", relation + b"</Relationships>"),
    )
    kind = b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>'
    data = changed(data, "[Content_Types].xml", lambda old: old.replace(b"</Types>", kind + b"</Types>"))
    assert read_docx(data, "a.docx").text == "收到7¹件。\n末段。\n含上年结转1件。"


def numbered(document, levels: list[tuple[str, str]], overrides: str = "") -> None:
    """Define list 77 with levels of (format, text)."""
    root = document.part.numbering_part.element
    inner = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{how}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (how, text) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {BODY} w:abstractNumId="77">{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {BODY} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    root.append(parse_xml(f'<w:num {BODY} w:numId="78"><w:abstractNumId w:val="77"/>{overrides}</w:num>'))


def item(document, text: str, level: int, number: int = 77) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(
        parse_xml(f'<w:numPr {BODY}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def test_automatic_numbers_are_written_as_word_shows_them():
    document = docx.Document()
    numbered(
        document,
        [
            ("chineseCountingThousand", "%1、"),
            ("chineseCounting", "（%2）"),
            ("decimal", "%3."),
            ("decimal", "%3.%4"),
        ],
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>',
    )
    for text, level in [
        ("概述", 0),
        ("机构", 1),
        ("制度", 1),
        ("其一", 2),
        ("2018年", 2),
        ("细", 3),
        ("主动公开", 0),
        ("渠道", 1),
    ]:
        item(document, text, level)
    item(document, "重新开始", 0, 78)
    item(document, "停用", 0, 0)
    assert read(document).text.split("\n") == [
        *(
            "一、概述",
            "（一）机构",
            "（二）制度",
            "1. 其一",
            "2. 2018年",
            "2.1 细",
            "二、主动公开",
            "（一）渠道",
            "一、重新开始",
        ),
        "停用",
    ]


def test_a_heading_style_tied_to_a_list_shows_its_number():
    document = docx.Document()
    numbered(document, [("chineseCounting", "%1、")])
    style = document.styles["Heading 1"].element.get_or_add_pPr()
    style.insert(0, parse_xml(f'<w:numPr {BODY}><w:numId w:val="77"/></w:numPr>'))
    document.add_heading("概述", 1)
    document.add_heading("主动公开", 1)
    assert read(document).text == "一、概述\n二、主动公开"


@pytest.mark.parametrize(
    ("how", "number", "text"),
    [
        ("chineseCountingThousand", 10, "十"),
        ("chineseCountingThousand", 11, "十一"),
        ("chineseCounting", 20, "二十"),
        ("chineseCounting", 103, "一百零三"),
        ("chineseCounting", 1010, "一千零一十"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "壹拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircleChinese", 3, "③"),
        ("decimalFullWidth", 12, "１２"),
        ("upperRoman", 14, "XIV"),
        ("lowerLetter", 28, "bb"),
        ("decimalZero", 7, "07"),
    ],
)
def test_number_formats(how, number, text):
    assert number_text(number, how) == text


def test_wraps_inside_a_cell_are_removed_and_blank_cells_kept():
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text = "法人或其\n他组织"
    table.cell(0, 1).add_paragraph("0")
    extracted = read(document)
    assert extracted.text == "法人或其他组织\t0\n\t"


def test_a_layout_table_is_taken_apart_and_the_inner_table_is_the_grid():
    document = docx.Document()
    frame = document.add_table(1, 1).cell(0, 0)
    frame.text = "一、概述"
    inner = frame.add_table(2, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text, inner.cell(1, 0).text = "收到", "12", "答复"
    frame.add_paragraph("二、其他")
    extracted = read(document)
    assert extracted.text == "一、概述\n收到\t12\n答复\t\n二、其他"
    assert [(g.rows, g.columns) for g in extracted.grids] == [(2, 2)]


def test_deleted_rows_are_left_out_and_rows_in_content_controls_kept():
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    row = f"<w:tr>{cell}{cell}</w:tr>"
    gone = row.replace("<w:tr>", "<w:tr><w:trPr><w:del w:id='1' w:author='a'/></w:trPr>")
    document = from_xml(
        "<w:tbl>" + row.format("甲", 1) + gone.format("乙", 2)
        + f"<w:sdt><w:sdtContent>{row.format('丙', 3)}</w:sdtContent></w:sdt></w:tbl>"
    )  # fmt: skip
    assert read(document).text == "甲\t1\n丙\t3"


@settings(max_examples=15, deadline=None)
@given(random_tables())
def test_a_random_grid_written_as_docx_reads_back_with_its_cells_and_spans(table):
    rows, columns, cells = table
    document = docx.Document()
    written = document.add_table(rows, columns)
    for cell in cells:
        last = written.cell(cell.row + cell.rowspan - 1, cell.column + cell.colspan - 1)
        written.cell(cell.row, cell.column).merge(last).text = cell.text
    extracted = read(document)
    assert grid_cells(extracted) == cells
    assert (extracted.grids[0].rows, extracted.grids[0].columns) == (rows, columns)


def plain() -> bytes:
    document = docx.Document()
    document.add_paragraph("正文。")
    return saved(document)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = changed(plain(), "word/media/a.xml", lambda _: b" " * (50 << 20))
    with pytest.raises(UnreadableFile, match=r"bomb\.docx: the package unpacks from \d+ KiB to 50 MiB"):
        read_docx(bomb, "bomb.docx")


def test_entities_are_refused():
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
    data = changed(plain(), "word/document.xml", lambda old: evil + old.split(b"?>", 1)[1])
    with pytest.raises(UnreadableFile, match=r"evil\.docx: word/document\.xml declares a document type"):
        read_docx(data, "evil.docx")


def test_a_renamed_doc_and_a_locked_file_say_what_they_are():
    with pytest.raises(UnreadableFile, match="an older binary office file"):
        read_docx(OLE + b"\0" * 600, "old.docx")
    with pytest.raises(UnreadableFile, match="locked with a password"):
        read_docx(OLE + "EncryptedPackage".encode("utf-16-le"), "locked.docx")


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"plain text", plain()[:2000]])
def test_damaged_files_are_refused_with_their_name(data):
    with pytest.raises(UnreadableFile, match=r"bad\.docx: expected a Word file"):
        read_docx(data, "bad.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "word/styles.xml"])
def test_damaged_parts_are_refused_with_their_name(part):
    for change in (lambda old: old[: len(old) // 2], lambda _: b"<a/>", lambda _: b""):
        try:
            read_docx(changed(plain(), part, change), "bad.docx")
        except UnreadableFile as error:
            assert str(error).startswith("bad.docx: ")


def test_a_zip_that_is_no_word_file_and_a_document_without_text():
    other = io.BytesIO()
    with zipfile.ZipFile(other, "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(UnreadableFile, match="a zip file without"):
        read_docx(other.getvalue(), "a.docx")
    with pytest.raises(UnreadableFile, match="holds no text"):
        read_docx(saved(docx.Document()), "empty.docx")
