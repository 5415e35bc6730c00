"""A report written as text, web page or Word file gives the same figures."""

import io
from pathlib import Path
from tempfile import TemporaryDirectory

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.figures import read_figures
from reportqa.reading import read_report

UNITS = {
    "件": "受理政府信息公开申请",
    "条": "主动公开政府信息",
    "场": "召开新闻发布会",
    "人次": "培训工作人员",
    "万元": "安排专项经费",
}
COUNTS = st.lists(st.tuples(st.sampled_from(sorted(UNITS)), st.integers(1, 10**6)), min_size=1, max_size=6)


def paragraphs(counts):
    yield "示例市档案局"
    yield "2021年政府信息公开工作年度报告"
    yield "一、总体情况"
    for unit, value in counts:
        yield f"2021年，我局{UNITS[unit]}{value}{unit}，工作运行平稳。"
    yield "二、存在的问题"
    yield "公开形式还需要进一步丰富。"


def written(folder, counts):
    lines = list(paragraphs(counts))
    (folder / "a.txt").write_text("\n\n".join(lines), encoding="utf-8")
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><head><meta charset='utf-8'><title>年报</title></head><body><div class='article'>{body}</div></body></html>"
    (folder / "b.html").write_text(page, encoding="utf-8")
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    (folder / "c.docx").write_bytes(stream.getvalue())
    return [folder / name for name in ("a.txt", "b.html", "c.docx")]


@settings(max_examples=25, deadline=None)
@given(counts=COUNTS)
def test_every_format_gives_the_same_figures(counts):
    with TemporaryDirectory() as name:
        for path in written(Path(name), counts):
            report, figures = read_figures(read_report(path))
            assert (report.agency, report.year) == ("示例市档案局", 2021), path.name
            assert [(f.value, f.unit) for f in figures] == [(value, unit) for unit, value in counts], (
                path.name
            )
            assert all(report.text[f.start : f.end] == f.quote for f in figures)
