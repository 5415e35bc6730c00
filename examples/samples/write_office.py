"""Samples as Word files and workbooks, the same bytes at every run."""

from __future__ import annotations

import datetime
import io
import re
import zipfile

import docx
import openpyxl
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.styles import Alignment, Border, Side

from .model import NOTE, Heading, Paragraph, Sample, Table

WHEN = datetime.datetime(2025, 1, 1)


def word(sample: Sample) -> bytes:
    """Return the .docx file; ``shape["styles"] = False`` writes headings as bold body text."""
    document = docx.Document()
    properties = document.core_properties
    properties.author, properties.last_modified_by = "reportqa", "reportqa"
    properties.title, properties.comments = sample.title, NOTE
    properties.created = properties.modified = WHEN
    font = document.styles["Normal"]
    font.font.name, font.font.size = "Times New Roman", Pt(12)
    font.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    document.sections[0].footer.paragraphs[0].text = NOTE
    title = document.add_paragraph(sample.title, style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(NOTE)
    styled = bool(sample.shape.get("styles", True))
    for block in sample.blocks:
        if isinstance(block, Table):
            _word_table(document, block)
        elif isinstance(block, Heading) and styled:
            document.add_heading(block.text, block.level)
        elif isinstance(block, Heading):
            document.add_paragraph().add_run(block.text).bold = True
        else:
            paragraph = document.add_paragraph(block.text)
            if block.align == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            else:
                paragraph.paragraph_format.first_line_indent = Pt(24)
    buffer = io.BytesIO()
    document.save(buffer)
    return steady(buffer.getvalue())


def _word_table(document: docx.document.Document, table: Table) -> None:
    grid = document.add_table(table.rows, table.columns, style="Table Grid")
    rows = [row.cells for row in grid.rows]
    for cell in table.cells:
        place = rows[cell.row][cell.column]
        if cell.rowspan > 1 or cell.colspan > 1:
            place = place.merge(rows[cell.row + cell.rowspan - 1][cell.column + cell.colspan - 1])
        place.text = cell.text


def workbook(sample: Sample) -> bytes:
    """Return the .xlsx file: the prose on one sheet, a paragraph a row, each table on its own."""
    book = openpyxl.Workbook()
    book.properties.creator, book.properties.title = "reportqa", sample.title
    book.properties.created = book.properties.modified = WHEN
    prose = book.active
    prose.title = "正文"
    prose.column_dimensions["A"].width = 100
    for text in (sample.title, NOTE):
        prose.append([text])
    for block in sample.blocks:
        if isinstance(block, Table):
            _sheet(book.create_sheet("附表"), block)
        elif isinstance(block, Paragraph | Heading):
            prose.append([block.text])
    for (cell,) in prose.iter_rows():
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    buffer = io.BytesIO()
    book.save(buffer)
    return steady(buffer.getvalue())


def _sheet(sheet: openpyxl.worksheet.worksheet.Worksheet, table: Table) -> None:
    sheet.cell(1, 1, f"政府信息公开情况统计表（{NOTE}）")
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=table.columns)
    sheet.column_dimensions["A"].width = 70
    side = Side(style="thin")
    for cell in table.cells:
        value = cell.fact.value if cell.fact and cell.text else cell.text
        place = sheet.cell(cell.row + 2, cell.column + 1, value)
        place.border = Border(side, side, side, side)


def steady(data: bytes) -> bytes:
    """Return the zip archive with its members' times set to one moment and openpyxl's clock undone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _fixed_times(content)
            member = zipfile.ZipInfo(name, WHEN.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, content)
    return buffer.getvalue()


def _fixed_times(xml: bytes) -> bytes:
    return re.sub(
        rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", WHEN.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), xml
    )


def members(data: bytes) -> dict[str, bytes]:
    """Return the unpacked members of a zip archive, for comparison."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
