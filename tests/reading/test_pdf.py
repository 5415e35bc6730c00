from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from made_pdfs import HEIGHT, WIDTH, PdfSample
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from reportqa.errors import UnreadableFile
from reportqa.reading import pdf as pdf_reader
from reportqa.reading.extracted import Extracted, Grid
from reportqa.reading.pdf import read_pdf

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"


def rows_of(report: Extracted, grid: Grid) -> list[str]:
    lines = [
        line
        for line in report.lines
        if line.kind == "row" and grid.start <= line.start < max(grid.end, grid.start + 1)
    ]
    return [report.text[line.start : line.end] for line in lines]


def prose_of(report: Extracted) -> list[str]:
    return [report.text[line.start : line.end].strip() for line in report.lines if line.kind == "text"]


def marks_of(report: Extracted) -> list[str]:
    return [report.text[line.start : line.end] for line in report.lines if line.kind == "mark"]


def cell_of(report: Extracted, grid: Grid, row: int, column: int) -> str:
    cell = next(c for c in grid.cells if (c.row, c.column) == (row, column))
    return report.text[cell.start : cell.end]


def assert_sound(report: Extracted) -> None:
    """Spans in order, lines that tile the text, grids without holes."""
    assert "\n".join(report.text[line.start : line.end] for line in report.lines) + "\n" == report.text
    pages = [line.page for line in report.lines]
    assert pages == sorted(pages)
    for grid in report.grids:
        covered = [
            (r, c)
            for cell in grid.cells
            for r in range(cell.row, cell.row + cell.rowspan)
            for c in range(cell.column, cell.column + cell.colspan)
        ]
        assert sorted(covered) == [(r, c) for r in range(grid.rows) for c in range(grid.columns)]
        spans = [(cell.start, cell.end) for cell in grid.cells]
        assert spans == sorted(spans)


def test_prose_keeps_its_order_and_loses_page_marks_and_running_headers() -> None:
    pdf = PdfSample()
    for page in range(1, 5):
        pdf.text(80, 40, "某县人民政府信息公开工作年度报告", 9)
        pdf.prose(120, [f"第{page}页正文第一行，收到申请 {page * 7} 件，", "第二行接着写下去。"])
        pdf.text(280, HEIGHT - 30, f"- {page} -", 10)
        pdf.next_page()
    report = read_pdf(pdf.bytes(), "a.pdf")
    assert_sound(report)
    assert prose_of(report)[:2] == ["第1页正文第一行，收到申请 7 件，", "第二行接着写下去。"]
    assert len(prose_of(report)) == 8
    assert sorted(marks_of(report)) == sorted(
        ["某县人民政府信息公开工作年度报告"] * 4 + [f"- {n} -" for n in range(1, 5)]
    )
    assert [line.page for line in report.lines if line.kind == "text"] == [1, 1, 2, 2, 3, 3, 4, 4]


def test_doubled_characters_of_fake_bold_are_undone() -> None:
    pdf = PdfSample()
    for shift in (0, 0.4, 0.8):
        pdf.text(80 + shift, 120, "一、基本情况与人人参与 1166 件")
    assert prose_of(read_pdf(pdf.bytes(), "a.pdf")) == ["一、基本情况与人人参与 1166 件"]


def test_a_hyphen_at_a_line_end_stays() -> None:
    pdf = PdfSample()
    pdf.prose(120, ["联系电话：0517-", "87222589，欢迎来电。"])
    assert "".join(prose_of(read_pdf(pdf.bytes(), "a.pdf"))) == "联系电话：0517-87222589，欢迎来电。"


def test_cells_wrapped_inside_words_and_vertical_labels() -> None:
    pdf = PdfSample()
    pdf.rules(
        [(100, 80, 300), (220, 80, 300), (160, 100, 300)],
        [(80, 100, 220), (100, 100, 220), (200, 100, 220), (300, 100, 220)],
    )
    for i, sign in enumerate("本年度办理结果"):
        pdf.text(85, 118 + 14 * i, sign, 10)
    pdf.text(103, 120, "法律服", 10)
    pdf.text(103, 134, "务机构", 10)
    pdf.text(103, 180, "总  计", 10)
    pdf.text(240, 130, "7730.28", 10)
    report = read_pdf(pdf.bytes(), "a.pdf")
    assert_sound(report)
    assert rows_of(report, report.grids[0]) == ["本年度办理结果\t法律服务机构\t7730.28", "总计\t"]
    assert report.grids[0].cells[0].rowspan == 2
    assert not prose_of(report)


def two_pages(top: list[list[str]], bottom: list[list[str]], *, shift: float = 0) -> PdfSample:
    """Draw a table of four columns over a page break."""
    pdf = PdfSample()
    xs = [80, 160, 320, 400, 480]
    ys = [780 - 20 * i for i in range(len(top), -1, -1)]
    lower = [70 + 20 * i for i in range(len(bottom) + 1)]
    pdf.text(80, ys[0] - 30, "三、收到和处理政府信息公开申请情况")
    pdf.grid(xs, ys, top)
    pdf.text(280, HEIGHT - 30, "- 1 -", 10)
    pdf.next_page()
    moved = [x + shift for x in xs]
    pdf.grid(moved, lower, bottom)
    pdf.text(280, HEIGHT - 30, "- 2 -", 10)
    pdf.next_page()
    return pdf


def test_a_table_over_a_page_break_is_one_table_even_on_facing_pages() -> None:
    head = ["类别", "情形", "自然人", "总计"]
    top = [head, ["（一）予以公开", "", "3", "3"], ["（二）部分公开", "", "0", "0"]]
    bottom = [["（三）不予公开", "1.国家秘密", "", "5"], ["（四）无法提供", "2.没有信息", "1", "1"]]
    for shift in (0, 14):
        report = read_pdf(two_pages(top, bottom, shift=shift).bytes(), "a.pdf")
        assert_sound(report)
        (grid,) = report.grids
        assert (grid.rows, grid.columns, grid.page) == (5, 4, 1)
        assert cell_of(report, grid, 3, 2) == ""
        assert {c.page for c in grid.cells if c.row < 3} == {1}
        assert {c.page for c in grid.cells if c.row >= 3} == {2}


def test_a_header_printed_again_on_the_next_page_is_a_mark() -> None:
    head = ["类别", "情形", "自然人", "总计"]
    top = [head, ["（一）予以公开", "", "3", "3"]]
    bottom = [head, ["（二）部分公开", "", "4", "4"]]
    report = read_pdf(two_pages(top, bottom).bytes(), "a.pdf")
    assert_sound(report)
    assert report.grids[0].rows == 3
    assert "类别\t情形\t自然人\t总计" in marks_of(report)
    assert cell_of(report, report.grids[0], 2, 3) == "4"


def test_a_row_cut_by_the_page_break_is_one_row() -> None:
    top = [
        ["类别", "情形", "自然人", "总计"],
        ["（一）予以公开", "x", "3", "3"],
        ["（五）不予处理", "5.要求行政机关确认", "2", "2"],
    ]
    bottom = [["", "或重新出具信息", "", ""], ["（六）其他处理", "y", "1", "1"]]
    report = read_pdf(two_pages(top, bottom).bytes(), "a.pdf")
    assert_sound(report)
    (grid,) = report.grids
    assert grid.rows == 4
    assert cell_of(report, grid, 2, 1) == "5.要求行政机关确认或重新出具信息"
    assert cell_of(report, grid, 2, 3) == "2"


def test_a_label_cut_by_the_page_break_is_one_cell() -> None:
    pdf = PdfSample()
    xs = [80, 160, 320, 400]
    pdf.rules(
        [(700, 80, 400), (720, 80, 400), (740, 160, 400)],  # nothing printed at the lower end
        [(x, 700, 760) for x in xs],
    )
    for x, y, words in (
        (83, 714, "类别"), (163, 714, "情形"), (323, 714, "总计"),
        (83, 735, "（四）无"), (163, 734, "1.不掌握"), (323, 734, "31"), (163, 754, "2.没有现成信息"), (323, 754, "1"),
    ):  # fmt: skip
        pdf.text(x, y, words, 9)
    pdf.next_page()
    pdf.rules([(80, 160, 400), (100, 80, 400), (120, 80, 400)], [(x, 60, 120) for x in xs])
    for x, y, words in (
        (83, 75, "法提供"), (163, 74, "3.不明确"), (323, 74, "4"), (163, 94, "4.其他"), (323, 94, "0"),
        (83, 114, "（五）不予处理"), (163, 114, "1.信访"), (323, 114, "6"),
    ):  # fmt: skip
        pdf.text(x, y, words, 9)
    report = read_pdf(pdf.bytes(), "a.pdf")
    assert_sound(report)
    (grid,) = report.grids
    label = next(c for c in grid.cells if (c.row, c.column) == (1, 0))
    assert (report.text[label.start : label.end], label.rowspan, label.page) == ("（四）无法提供", 4, 1)
    assert [cell_of(report, grid, row, 2) for row in range(1, 6)] == ["31", "1", "4", "0", "6"]


def test_tables_of_other_width_or_after_prose_stay_apart() -> None:
    pdf = PdfSample()
    pdf.grid([80, 200, 400], [740, 760, 780], [["甲", "1"], ["乙", "2"]])
    pdf.next_page()
    pdf.grid([80, 200, 300], [60, 80, 100], [["丙", "3"], ["丁", "4"]])
    pdf.next_page()
    pdf.text(80, 60, "四、政府信息公开行政复议情况")
    pdf.grid([80, 200, 300], [80, 100, 120], [["丙", "3"], ["丁", "4"]])
    report = read_pdf(pdf.bytes(), "a.pdf")
    assert_sound(report)
    assert [grid.page for grid in report.grids] == [1, 2, 3]


def test_boxes_behind_prose_and_frames_are_no_tables() -> None:
    pdf = PdfSample()
    pdf.canvas.rect(60, 60, 475, 722)
    pdf.canvas.setFillColorRGB(1, 1, 1)
    for i in range(4):
        pdf.canvas.rect(78, HEIGHT - 126 - 20 * i, 400, 20, stroke=0, fill=1)
    pdf.canvas.setFillColorRGB(0, 0, 0)
    pdf.prose(120, ["第一行的文字写在白色方框之上，", "第二行也是这样写的，", "第三行结束。"])
    report = read_pdf(pdf.bytes(), "a.pdf")
    assert not report.grids
    assert len(prose_of(report)) == 3


def test_a_page_shown_turned_reads_as_it_is_shown() -> None:
    pdf = PdfSample()
    pdf.canvas.translate(WIDTH, 0)
    pdf.canvas.rotate(90)  # the words run up the sheet; the page's own turn sets them upright
    pdf.canvas.translate(0, WIDTH - HEIGHT)
    pdf.text(80, 60, "二、主动公开政府信息情况")
    pdf.grid([80, 200, 300], [80, 100, 120], [["行政许可", "9487"], ["行政强制", "84"]])
    pdf.canvas.setPageRotation(90)
    report = read_pdf(pdf.bytes(), "a.pdf")
    assert_sound(report)
    assert report.text.splitlines() == ["二、主动公开政府信息情况", "行政许可\t9487", "行政强制\t84"]


def test_files_that_are_no_readable_pdf_say_so_in_one_line() -> None:
    whole = PdfSample()
    whole.prose(120, ["正文"])
    data = whole.bytes()
    locked = io.BytesIO()
    canvas = Canvas(locked, encrypt=StandardEncryption("secret", canPrint=0))
    canvas.drawString(80, 700, "locked")
    canvas.save()
    empty = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    blank = PdfSample()
    blank.next_page()
    for bad, word in (
        (b"<html>no pdf</html>", "%PDF"),
        (data[: len(data) // 3], "damaged or truncated"),
        (locked.getvalue(), "password"),
        (empty, "none|damaged"),
        (blank.bytes(), "empty"),
    ):
        with pytest.raises(UnreadableFile) as caught:
            read_pdf(bad, "某县2023.pdf")
        assert re.search(word, str(caught.value))
        assert str(caught.value).startswith("某县2023.pdf: ")
        assert "\n" not in str(caught.value)


def test_a_file_that_lost_its_end_is_read_with_a_warning() -> None:
    pdf = PdfSample()
    pdf.prose(120, ["一、总体情况", "全年收到政府信息公开申请 21 件。"])
    data = pdf.bytes()
    report = read_pdf(data[: data.rindex(b"startxref")], "a.pdf")
    assert "全年收到政府信息公开申请 21 件。" in prose_of(report)
    assert [w.code for w in report.warnings] == ["file_truncated"]


def test_a_page_image_without_ocr_is_named_in_a_warning(tmp_path: Path) -> None:
    pdf = PdfSample()
    pdf.prose(120, ["一、总体情况", "全年收到政府信息公开申请 21 件。"])
    pdf.next_page()
    picture = tmp_path / "page.ppm"
    picture.write_bytes(b"P6 40 50 255\n" + bytes([255, 250, 240]) * 2000)
    pdf.canvas.drawImage(str(picture), 0, 0, 595, 842)
    report = read_pdf(pdf.bytes(), "a.pdf", ocr=False)
    (warning,) = report.warnings
    assert warning.code == "page_needs_ocr"
    assert "第2页" in warning.text_zh and "reportqa[ocr]" in warning.text_en


def test_a_file_of_images_without_ocr_names_the_install_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_reader, "has_ocr", lambda: False)
    pdf = PdfSample()
    picture = tmp_path / "page.ppm"
    picture.write_bytes(b"P6 40 50 255\n" + bytes([255, 250, 240]) * 2000)
    pdf.canvas.drawImage(str(picture), 0, 0, 595, 842)
    with pytest.raises(UnreadableFile, match=r"pip install 'reportqa\[ocr\]'"):
        read_pdf(pdf.bytes(), "scan.pdf")


def test_many_pages_are_read_one_by_one_with_progress() -> None:
    pdf = PdfSample()
    for page in range(220):
        pdf.prose(120, [f"第{page}页的一行正文，共有 {page} 件。"] * 3)
        pdf.next_page()
    seen: list[tuple[int, int]] = []
    report = read_pdf(pdf.bytes(), "a.pdf", progress=lambda done, total: seen.append((done, total)))
    assert seen == [(n, 220) for n in range(1, 221)]
    assert len(prose_of(report)) == 660


@pytest.mark.parametrize(
    ("year", "active", "requests", "disputes"),
    [
        (2023, [0, 0, 0, 0, 5, 5, 550, 4119, 195, 7730.28], (21, 0, 21, 0), [10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0]),
        (2024, [0, 0, 0, 3, 0, 8, 9487, 2776, 84, 7545], (95, 0, 95, 0), [1, 1, 0, 0, 2, 1, 0, 0, 0, 1, 2, 0, 1, 0, 3]),
    ],
)  # fmt: skip
def test_real_reports_cell_by_cell(
    year: int, active: list[float], requests: tuple[int, ...], disputes: list[int]
) -> None:
    path = REAL / f"hongze-district-{year}.pdf"
    if not path.exists():
        pytest.skip("the real reports are not here")
    report = read_pdf(path.read_bytes(), path.name, ocr=False)
    assert_sound(report)
    assert not report.warnings
    assert [(g.rows, g.columns, g.page) for g in report.grids] == [(14, 4, 2), (26, 10, 3), (4, 15, 4)]
    table2, table3, table4 = report.grids

    def numbers(grid: Grid) -> dict[tuple[int, int], float]:
        cells = {(c.row, c.column): report.text[c.start : c.end] for c in grid.cells}
        return {at: float(text) for at, text in cells.items() if re.fullmatch(r"[\d.]+", text)}

    assert list(numbers(table2).values()) == active
    assert [numbers(table4)[3, column] for column in range(15)] == disputes
    counts = numbers(table3)
    assert len(counts) == 23 * 7
    new, carried, total, left = (counts[row, 9] for row in (3, 4, 24, 25))
    assert (new, carried, total, left) == requests
    for row in range(3, 26):
        assert sum(counts[row, column] for column in range(3, 9)) == counts[row, 9]
    for column in range(3, 10):
        assert sum(counts[row, column] for row in range(5, 24)) == counts[24, column]
    labels = {(c.row, c.column): (report.text[c.start : c.end], c.rowspan) for c in table3.cells}
    assert labels[5, 0] == ("三、本年度办理结果", 20)
    assert labels[15, 1] == ("（四）无法提供", 3)
    assert labels[22, 2] == ("5.要求行政机关确认或重新出具已获取信息", 1)
    assert {c.page for c in table3.cells} == {3, 4}
    assert next(c.page for c in table3.cells if c.row == 17) == 4
    assert marks_of(report) == [f"- {page} -" for page in range(1, 6)]
