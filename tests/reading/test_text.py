from __future__ import annotations

import pytest
from opencc import OpenCC

from reportqa.errors import UnreadableFile
from reportqa.reading.decoding import decode
from reportqa.reading.text import page_mark, read_text

SHORT = "区科技局收到政协委员提案 7条，均及时给予了答复。"
LONG = ("一、概述\n2018年度，我局认真开展政府信息公开工作，全面落实“五公开”工作机制。\n" + SHORT + "\n") * 5
TRADITIONAL = OpenCC("s2t").convert(LONG)


@pytest.mark.parametrize("text", [SHORT, LONG])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gb18030", "gbk", "gb2312", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_encodings_of_the_mainland(text, encoding):
    if encoding == "gb2312":
        text = text.replace("“", "").replace("”", "")
    assert decode(text.encode(encoding), "r.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "big5hkscs", "gb18030", "utf-16-le"])
def test_traditional_characters(encoding):
    assert decode(TRADITIONAL.encode(encoding), "r.txt").text == TRADITIONAL


def test_a_few_damaged_bytes_are_shown_and_reported():
    data = LONG.encode()
    damaged = data[:300] + b"\xff" + data[300:]
    decoded = decode(damaged, "r.txt")
    assert "\ufffd" in decoded.text
    assert [w.code for w in decoded.warnings] == ["damaged_bytes"]


def test_a_damaged_gb18030_file_stays_gb18030():
    data = LONG.encode("gb18030") + b"\xff\n"
    assert decode(data, "r.txt").encoding == "gb18030"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (bytes(range(256)) * 40, "UTF-8"),
        (b"\x01\x02\x03\x04" * 500, "binary"),
        (LONG.encode().decode("latin-1").encode(), "garbled"),
        ("\ufffd\ufffd报告".encode() * 50, "garbled"),
        ("déjà vu à l'école ".encode("latin-1") * 30, "UTF-8"),
        ("\u3000\n".encode() * 3, "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data, reason):
    with pytest.raises(UnreadableFile, match=reason) as error:
        read_text(data, "folder/r.txt")
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("folder/r.txt: ")


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("— 1 —", 1),
        ("-12-", 12),
        ("－ 3 －", 3),
        ("第 2 页 共 9 页", 2),
        ("第2頁", 2),
        ("共9页，第3页", 3),
        ("Page 4 of 10", 4),
        ("5/10", 5),
        ("22", None),
        ("一、概述", None),
        ("第2页的内容", None),
        ("2018年", None),
    ],
)
def test_page_marks(line, page):
    assert page_mark(line) == page


def test_marks_at_the_foot_number_the_lines_above():
    extracted = read_text("甲\n— 1 —\n乙\n— 2 —\n丙\n".encode(), "r.txt")
    assert [(extracted.text[x.start : x.end], x.page) for x in extracted.lines if x.kind == "text"] == [
        ("甲", 1),
        ("乙", 2),
        ("丙", 3),
    ]


def test_marks_at_the_head_number_the_lines_below():
    extracted = read_text("第1页\n甲\n第2页\n乙\n".encode(), "r.txt")
    assert [x.page for x in extracted.lines if x.kind == "text"] == [1, 2]


def test_form_feeds_number_pages_and_repeated_heads_are_marks():
    pages = [f"东河区教育局年度报告\n正文第{i}页的内容，各不相同。\n" for i in range(5)]
    extracted = read_text("\x0c".join(pages).encode(), "r.txt")
    text = [(extracted.text[x.start : x.end], x.page) for x in extracted.lines if x.kind == "text"]
    assert text[1:] == [(f"正文第{i}页的内容，各不相同。", i + 1) for i in range(5)]


def test_line_ends_of_every_kind():
    expected = ["甲报告", "乙报告"]
    for newline in ("\n", "\r\n", "\r", "\u2028", "\x0c"):
        extracted = read_text(newline.join(expected).encode(), "r.txt")
        assert [extracted.text[x.start : x.end] for x in extracted.lines] == expected
        assert len(extracted.text) == len(newline.join(expected))
