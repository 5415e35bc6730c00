from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.reading.extracted import Extracted, Line
from reportqa.reading.text import read_text
from reportqa.reading.unwrap import Unwrapped, unwrap
from reportqa.reading.wrapping import columns

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"

TITLE = ("东河区教育局", "2019年政府信息公开工作年度报告")
SIGNATURE = ("东河区教育局", "2020年1月15日")
HEADINGS = (
    "一、总体情况",
    "二、主动公开政府信息的情况",
    "三、依申请公开政府信息和不予公开政府信息的情况",
    "四、因政府信息公开申请行政复议、提起行政诉讼的情况",
    "（一）组织领导和制度建设情况",
    "五、政府信息公开工作存在的主要问题及改进情况",
)
CLAUSES = (
    "区教育局第{}次修订《中华人民共和国政府信息公开条例》实施办法",
    "通过门户网站主动公开政府信息{}条",
    "其中规范性文件（含废止件{}件）全部公开",
    "答复率{}%",
    "收到政府信息公开申请{}件",
    "对{}件均在法定期限内予以答复",
    "没有发生行政复议和行政诉讼（上年{}件）",
    "进一步完善“五公开”工作机制{}项",
    "举办培训班{}期、培训人员百余人次",
    "微信公众号阅读量{}.5万次",
)

clauses = st.builds(str.format, st.sampled_from(CLAUSES), st.integers(1, 9999))
sentences = st.lists(clauses, min_size=1, max_size=5).map(lambda c: "，".join(c) + "。")
bodies = st.lists(sentences, min_size=1, max_size=4).map("".join)


@st.composite
def reports(draw: st.DrawFn) -> list[str]:
    paragraphs = list(TITLE)
    for heading in HEADINGS[: draw(st.integers(2, len(HEADINGS)))]:
        paragraphs.append(heading)
        paragraphs.extend(draw(st.lists(bodies, min_size=1, max_size=3)))
    return [*paragraphs, *SIGNATURE]


def typeset(paragraph: str, width: int, indent: str = "") -> list[str]:
    """Break a paragraph at ``width`` columns; no line begins with a stop or ends in one it might close with.

    A line that ends in a full stop looks like the end of its paragraph, whoever reads it: the one thing
    that cannot be told from the words, so that the breaks here avoid it.
    """
    lines, line = [], indent
    for i, character in enumerate(paragraph):
        full = columns(line.replace("\u3000", "  ") + character) > width
        if full and character not in "，。、”）》%" and line[-1] not in "。”）" and i < len(paragraph) - 1:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


def read(text: str) -> tuple[Extracted, Unwrapped]:
    extracted = read_text(text.encode(), "report.txt")
    return extracted, unwrap(extracted)


def maps_back(extracted: Extracted, unwrapped: Unwrapped) -> None:
    """Each character is the file's own, in the file's order; a wrap between Latin words may become a space."""
    offsets = [*unwrapped.offsets, (len(unwrapped.text), None)]
    last = -1
    for (start, origin), (end, _) in itertools.pairwise(offsets):
        assert origin > last
        source = extracted.text[origin : origin + end - start]
        assert unwrapped.text[start:end] in (source, source.replace("\n", " "))
        last = origin + end - start - 1


@settings(max_examples=120, deadline=None)
@given(
    reports(),
    st.integers(34, 90),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\n\n\n"]),
    st.sampled_from(["", "\u3000\u3000", "    "]),
    st.integers(0, 20),
    st.sampled_from(["— {} —", "- {} -", "第 {} 页 共 9 页", "-{}-", "\x0c"]),
)
def test_any_wrapping_gives_the_same_paragraphs(paragraphs, width, newline, indent, page_lines, mark):
    lines = [x for p in paragraphs for x in typeset(p, width, indent if p.endswith("。") else "")]
    if page_lines >= 5:
        for number, at in enumerate(range(page_lines, len(lines), page_lines), 1):
            lines[at] = mark.format(number) + newline + lines[at]
    extracted, unwrapped = read(newline.join(lines))
    assert unwrapped.text.split("\n") == paragraphs
    maps_back(extracted, unwrapped)


def test_a_clause_that_opens_several_pages_is_no_running_head():
    sentence = "区教育局第1次修订《中华人民共和国政府信息公开条例》实施办法，共修改了其中的十八处地方。"
    lines = []
    for number in range(1, 6):
        lines += [*typeset(sentence, 34), f"— {number} —"]
    extracted, unwrapped = read("\n".join(lines))
    assert unwrapped.text.count("区教育局第1次修订《中华人民共和国") == 5
    maps_back(extracted, unwrapped)


@settings(max_examples=60, deadline=None)
@given(reports(), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_text_that_is_not_wrapped_stays_as_it_is(paragraphs, newline):
    extracted, unwrapped = read(newline.join(paragraphs))
    assert unwrapped.text.split("\n") == paragraphs
    maps_back(extracted, unwrapped)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.sampled_from("政府信息公开12，。：（）《》\n\n\r\t \u3000ab|#*-—一、二是件\x0c\u200b"),
        min_size=1,
        max_size=300,
    )
)
def test_nothing_is_altered_whatever_the_text(text):
    if not text.strip("\x0c\u200b \n\r\t\u3000"):
        return
    extracted = read_text(("政府" + text).encode(), "report.md")
    unwrapped = unwrap(extracted)
    maps_back(extracted, unwrapped)
    for paragraph in unwrapped.paragraphs:
        assert "\n" not in unwrapped.text[paragraph.start : paragraph.end]
    assert unwrapped.text.count("\n") <= max(0, len(unwrapped.paragraphs) - 1)
    kept = [x for x in extracted.lines if x.kind != "mark"]
    assert (
        sum(len(extracted.text[x.start : x.end].split()) > 0 for x in kept) >= len(unwrapped.paragraphs) - 1
    )


def test_lines_wrapped_inside_a_word_join_over_blank_lines_and_page_marks():
    prose = "区教育局认真做好政府信息公开工作，在政\n\n府网站平台主动发布信息2428 条，并及时给予\n\n— 1 —\n\n了答复，进一步提升了政府信息公开工作的水\n\n平。\n"
    _, unwrapped = read(prose)
    assert "在政府网站平台主动" in unwrapped.text
    assert "及时给予了答复" in unwrapped.text
    assert "— 1 —" not in unwrapped.text


def test_two_latin_words_keep_one_space_and_an_address_none():
    text = (
        "Questions about this report go to the office named in the disclosure\n"
        "guide of the bureau, which is open on working days from nine to five, at\n"
        "https://www.example.gov.cn/information/disclosure/annual/reports/open/\n"
        "report, or by mail.\n"
    )
    _, unwrapped = read(text)
    assert "disclosure guide of" in unwrapped.text
    assert "open/report, or" in unwrapped.text


def test_invisible_characters_are_left_out():
    extracted, unwrapped = read("\u200b东河区\ufeff教育局\u00ad报告")
    assert unwrapped.text == "东河区教育局报告"
    maps_back(extracted, unwrapped)


def test_rows_paragraphs_and_headings_of_a_format_are_never_joined():
    text = "规章\t0\t\t0\n第一段没有句号\n第二段\n标题\n"
    spans = [(0, 8, "row"), (9, 16, "paragraph"), (17, 20, "paragraph"), (21, 23, "heading")]
    spans[0] = (0, text.index("\n"), "row")
    lines, at = [], 0
    for part, kind in zip(text.split("\n"), ["row", "paragraph", "paragraph", "heading"], strict=False):
        lines.append(Line(at, at + len(part), kind))
        at += len(part) + 1
    unwrapped = unwrap(Extracted(text, tuple(lines)))
    assert unwrapped.text == text.rstrip("\n")
    assert unwrapped.position(text.index("0\n")) == text.index("0\n")


@pytest.mark.parametrize(
    "sentence",
    ["办理第\n一、二季度的申请", "依据条例第二十条第\n（一）项的规定", "涉及第一、\n二、三产业的信息"],
)
def test_a_number_in_a_sentence_is_not_an_item_mark(sentence):
    text = f"我局认真贯彻落实各项要求，全面梳理政府信息，按照规定{sentence}，做到应公开尽公开，不断提升服务水平。"
    _, unwrapped = read(text)
    assert unwrapped.text == text.replace("\n", "")


def test_items_and_labels_start_their_own_paragraphs():
    text = (
        "我局政府信息公开工作取得了一定成绩，但仍存在以下问题：\n一是公开形式还需要进一步丰富，更新不够及时；\n"
        "二是培训还不够。\n联系电话：0533-1234567\n地址：东河区人民路1号\n"
    )
    _, unwrapped = read(text)
    assert unwrapped.text.split("\n") == text.rstrip("\n").split("\n")


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not part of the repository")
@pytest.mark.parametrize(
    "name", ["zhangdian-science-bureau-2018", "shuyang-county-2025", "shanghai-office-2025"]
)
def test_real_reports_map_back(name):
    extracted = read_text((REAL / f"{name}.txt").read_bytes(), name)
    maps_back(extracted, unwrap(extracted))


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not part of the repository")
def test_the_2018_report_has_its_paragraphs():
    extracted = read_text((REAL / "zhangdian-science-bureau-2018.txt").read_bytes(), "r.txt")
    paragraphs = unwrap(extracted).text.split("\n")
    assert "2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。" in paragraphs
    assert "四、政机关依申请公开政府信息和不予公开政府信息的情况" in paragraphs
    assert "七、因政府信息公开申请行政复议、提起行政诉讼的情况" in paragraphs
    assert paragraphs[:2] == ["张店区科学技术局", "2018年政府信息公开工作年度报告"]
    assert paragraphs[-3:] == ["（此件主动公开）", "淄博市张店区科学技术局", "2018年 3月 25日"]
