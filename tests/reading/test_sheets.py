from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spans import check_spans, grid_cells, random_tables
from xls_sample import XLS

from reportqa.errors import UnreadableFile
from reportqa.reading.sheets import read_sheet
from reportqa.reading.sheets_numbers import shown_value

# The statistics appendix of 2014 to 2018, as many offices publish it.
APPENDIX = (
    ("政府信息公开情况统计表", "", ""),
    ("统计指标", "单位", "统计数"),
    ("一、主动公开情况", "", ""),
    ("（一）主动公开政府信息数", "条", 136),
    ("二、依申请公开情况", "", ""),
    ("（一）收到申请数", "件", 12),
    ("1.当面申请数", "件", 0),
    ("三、机构建设和保障经费情况", "", ""),
    ("经费", "万元", 7.5),
)


def saved(book) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(book):
    extracted = read_sheet(saved(book), "table.xlsx")
    check_spans(extracted)
    return extracted


def codes(extracted) -> list[str]:
    return [w.code for w in extracted.warnings]


def appendix():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "统计表"
    for row in APPENDIX:
        sheet.append([value if value != "" else None for value in row])
    sheet.merge_cells("A1:C1")
    return book, sheet


def test_the_statistics_appendix_reads_as_one_table_under_its_sheet_name():
    extracted = read(appendix()[0])
    lines = extracted.text.split("\n")
    assert lines[:4] == ["统计表", "政府信息公开情况统计表", "统计指标\t单位\t统计数", "一、主动公开情况\t\t"]
    assert lines[4] == "（一）主动公开政府信息数\t条\t136"
    assert lines[-1] == "经费\t万元\t7.5"
    assert [(line.kind, line.level) for line in extracted.lines[:2]] == [("heading", 1), ("row", None)]
    assert (extracted.grids[0].rows, extracted.grids[0].columns) == (9, 3)
    assert extracted.grids[0].caption == "统计表"
    assert (extracted.grids[0].cells[0].rowspan, extracted.grids[0].cells[0].colspan) == (1, 3)
    assert codes(extracted) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_csv_in_any_encoding_and_with_any_delimiter(encoding, delimiter):
    text = "\r\n".join(delimiter.join(str(v) for v in row) for row in APPENDIX)
    extracted = read_sheet(text.encode(encoding), "table.csv")
    check_spans(extracted)
    assert (extracted.grids[0].rows, extracted.grids[0].columns) == (9, 3)
    assert extracted.text.split("\n")[3] == "（一）主动公开政府信息数\t条\t136"
    assert codes(extracted) == []


def test_csv_quotes_wraps_and_short_rows():
    extracted = read_sheet('指标,数\n"法人或其\n他组织","1,206"\n合计\n'.encode(), "a.csv")
    assert extracted.text == "指标\t数\n法人或其他组织\t1,206\n合计\t"


def test_xls_with_merged_cells_formats_and_hidden_parts():
    extracted = read_sheet(XLS, "a.xls")
    check_spans(extracted)
    assert extracted.text.split("\n") == [
        "统计表",
        "政府信息公开情况统计表",
        "统计指标\t单位\t统计数",
        "主动公开\t条\t136",
        "元\t0.175",
        "比例\t\t17.46%",
        "日期\tTRUE\t2019-03-05",
    ]
    assert codes(extracted) == ["hidden_cells", "hidden_sheet"]


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (7.0, "General", "7"),
        (0.175, "General", "0.175"),
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.3333333333"),
        (20190305001, "General", "20190305001"),
        (0.1746, "0.00%", "17.46%"),
        (1, "0%", "100%"),
        (0.5, "0.0#%", "50%"),
        (1206, "#,##0", "1,206"),
        (1206.5, "#,##0.00_ ", "1,206.50"),
        (12.345, "0.00", "12.35"),
        (7, '0"件"', "7件"),
        (-3, "0;[Red]-0", "-3"),
        (True, "General", "TRUE"),
        (datetime.datetime(2019, 3, 5), "yyyy-mm-dd", "2019-03-05"),
        (datetime.datetime(2019, 3, 5), 'yyyy"年"m"月"d"日"', "2019年3月5日"),
        (datetime.date(2019, 3, 5), "mm-dd-yy", "2019-03-05"),
        (float("inf"), "0", "inf"),
        (1e300, "0.00", "1e+300"),
        (None, "General", ""),
    ],
)
def test_values_read_as_people_see_them(value, number_format, shown):
    assert shown_value(value, number_format) == shown


def test_hidden_sheets_rows_and_columns_are_left_out_with_a_warning():
    book, sheet = appendix()
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["B"].hidden = True
    draft = book.create_sheet("草稿")
    draft["A1"], draft.sheet_state = "x", "hidden"
    extracted = read(book)
    assert "主动公开政府信息数" not in extracted.text
    assert extracted.text.split("\n")[:3] == ["统计表", "政府信息公开情况统计表", "统计指标\t统计数"]
    assert extracted.grids[0].cells[0].colspan == 2
    assert sorted(codes(extracted)) == ["hidden_cells", "hidden_sheet"]


def test_formulas_without_a_stored_result_are_blank_and_reported():
    book, sheet = appendix()
    sheet["C10"] = "=SUM(C4:C9)"
    sheet["A10"] = "合计"
    extracted = read(book)
    assert extracted.text.endswith("合计\t\t")
    assert codes(extracted) == ["formula_without_value"]


def test_a_table_that_does_not_start_at_the_corner_and_empty_sheets():
    book = openpyxl.Workbook()
    book.create_sheet("空表")
    sheet = book.active
    sheet["C5"], sheet["D5"], sheet["D6"] = "指标", "数", 7
    sheet["XFD1048576"].number_format = "0.00"  # formatted but empty, far away
    extracted = read(book)
    assert extracted.text == "Sheet\n指标\t数\n\t7"


def test_a_merged_whole_row_makes_no_thousand_columns():
    book, sheet = appendix()
    sheet.unmerge_cells("A1:C1")
    sheet.merge_cells("A1:XFD1")
    assert read(book).grids[0].columns < 100


def test_a_far_away_value_is_refused_with_the_size():
    book, sheet = appendix()
    sheet["XFD1048576"] = 1
    with pytest.raises(UnreadableFile, match=r"table\.xlsx: a table of 1048576 rows and 16384 columns"):
        read(book)


def test_a_huge_merged_range_is_refused_before_it_is_opened():
    data = saved(appendix()[0])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            text = old.read(entry.filename).replace(b'ref="A1:C1"/', b'ref="A1:XFD1048576"/')
            new.writestr(entry.filename, text)
    with pytest.raises(UnreadableFile, match="a sheet of 17179869184 cells"):
        read_sheet(out.getvalue(), "a.xlsx")


def test_files_are_told_by_content_not_by_suffix():
    page = "<html><meta charset=gb2312><table><tr><td>收到</td><td>12</td></tr></table>".encode("gbk")
    assert read_sheet(page, "a.xls").text == "收到\t12"
    assert read_sheet("收到\t12\n答复\t12".encode("gbk"), "a.xls").text == "收到\t12\n答复\t12"
    assert read_sheet(saved(appendix()[0]), "a.xls").grids[0].rows == 9
    assert read_sheet(XLS, "a.xlsx").grids[0].columns == 3


@pytest.mark.parametrize("data", [XLS[:1500], XLS[:600], b"PK\x03\x04", saved(appendix()[0])[:3000]])
def test_damaged_files_are_refused_with_their_name(data):
    with pytest.raises(UnreadableFile, match=r"^bad\.xls: "):
        read_sheet(data, "bad.xls")


@pytest.mark.parametrize("position", range(512, len(XLS), 97))
def test_flipped_bytes_in_an_xls_read_or_are_refused(position):
    data = XLS[:position] + bytes([XLS[position] ^ 0xFF]) + XLS[position + 1 :]
    try:
        check_spans(read_sheet(data, "bad.xls"))
    except UnreadableFile as error:
        assert str(error).startswith("bad.xls: ")


def test_a_locked_and_an_empty_file_are_refused():
    with pytest.raises(UnreadableFile, match="locked with a password"):
        read_sheet(XLS[:600] + "EncryptedPackage".encode("utf-16-le"), "a.xlsx")
    with pytest.raises(UnreadableFile, match="no sheet of the file holds a value"):
        read_sheet(saved(openpyxl.Workbook()), "a.xlsx")
    with pytest.raises(UnreadableFile):
        read_sheet(b"", "a.csv")


def test_ten_thousand_rows_are_read():
    text = "指标,单位,数\n" + "主动公开,条,7\n" * 10_000
    assert read_sheet(text.encode(), "a.csv").grids[0].rows == 10_001


@settings(max_examples=25, deadline=None)
@given(random_tables(), st.integers(1, 3), st.integers(1, 3))
def test_a_random_grid_written_as_xlsx_reads_back_with_its_cells_and_spans(table, top, left):
    rows, columns, cells = table
    book = openpyxl.Workbook()
    sheet = book.active
    for cell in cells:
        row, column = cell.row + top, cell.column + left
        sheet.cell(row, column).value = cell.text or None
        if cell.rowspan * cell.colspan > 1:
            sheet.merge_cells(None, row, column, row + cell.rowspan - 1, column + cell.colspan - 1)
    extracted = read(book)
    assert grid_cells(extracted) == cells
    assert (extracted.grids[0].rows, extracted.grids[0].columns) == (rows, columns)
