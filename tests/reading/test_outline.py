from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.reading.headings import parse_mark
from reportqa.reading.outline import Outline, find_outline, find_sections
from reportqa.reading.text import read_text
from reportqa.reading.unwrap import unwrap

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"
PROSE = "我局认真开展政府信息公开工作，取得了一定的成绩。"


def outline(text: str, name: str = "r.txt") -> Outline:
    return find_outline(unwrap(read_text(text.encode(), name)))


def paths(text: str, name: str = "r.txt") -> list[tuple[str, ...]]:
    return [s.path for s in outline(text, name).sections]


def codes(text: str) -> list[str]:
    return [w.code for w in outline(text).warnings]


@pytest.mark.parametrize(
    ("line", "style", "number"),
    [
        ("一、概述", "han", 1),
        ("十二、其他", "han", 12),
        ("一．概述", "han", 1),
        ("（三）平台", "paren_han", 3),
        ("(三)平台", "paren_han", 3),
        ("三）平台", "paren_han", 3),
        ("1.目录", "digit", 1),
        ("１．目录", "digit", 1),
        ("2、目录", "digit", 2),
        ("（1）目录", "paren_digit", 1),
        ("③目录", "circled", 3),
        ("第一部分 概述", "part", 1),
        ("第二章 公开", "chapter", 2),
        ("附件1：统计表", "annex", 1),
        ("一是加强", "first_is", 1),
    ],
)
def test_marks(line, style, number):
    mark = parse_mark(line)
    assert (mark.style, mark.number) == (style, number)


@pytest.mark.parametrize(
    "line",
    ["（五）项的规定", "1.5万元", "2018.3.25", "2018年", "附近的居民", "概述", "", "第一项加第二项之和"],
)
def test_what_is_no_mark(line):
    assert parse_mark(line) is None


@pytest.mark.parametrize(
    "marks",
    [
        ("一、", "（一）", "1."),
        ("第一部分 ", "一、", "（一）"),
        ("第一章 ", "第一节 ", "一、"),
        ("1、", "（1）", "①"),
        ("1.", "（一）", "（1）"),
    ],
)
def test_marks_nest_in_any_mix(marks):
    first, second, third = (f"{m}工作情况" for m in marks)
    text = f"{first}\n{second}\n{third}\n{PROSE}\n"
    assert paths(text) == [(first,), (first, second), (first, second, third)]


def test_the_order_of_first_use_overrules_the_usual_depth():
    text = f"1.主动公开\n（一）政策文件\n{PROSE}\n（二）人事信息\n{PROSE}\n2.依申请公开\n（一）收到申请\n{PROSE}\n"
    text = text.replace("1.主动公开\n", f"1.主动公开\n{PROSE}\n").replace(
        "2.依申请公开\n", f"2.依申请公开\n{PROSE}\n"
    )
    assert paths(text) == [
        ("1.主动公开",),
        ("1.主动公开", "（一）政策文件"),
        ("1.主动公开", "（二）人事信息"),
        ("2.依申请公开",),
        ("2.依申请公开", "（一）收到申请"),
    ]


def test_run_in_headings_end_at_their_stop():
    text = f"二、制度建设情况\n（一）加强领导，强化机制。加强对工作的领导，{PROSE}\n（二）公开情况：全年公开信息 50 条，{PROSE}\n"
    found = outline(text)
    assert [s.path[-1] for s in found.sections] == [
        "二、制度建设情况",
        "（一）加强领导，强化机制",
        "（二）公开情况",
    ]
    body = unwrap(read_text(text.encode(), "r.txt")).text[found.sections[1].body_start :]
    assert body.startswith("加强对工作的领导")


def test_items_in_a_sentence_and_long_items_are_no_headings():
    text = (
        f"一、存在的问题\n主要问题：一是公开不及时；二是培训不够。\n1.公开指南；\n2.公开目录；\n"
        f"（一）对信息公开工作的认识还不够到位，需要在今后的工作中不断地加以改进和提高，{PROSE}\n"
        "1.受理申请3件。其中2件予以公开，1件不予公开。\n"
    )
    assert paths(text) == [("一、存在的问题",)]


def test_empty_parents_jumps_and_repeats_are_warnings():
    text = f"一、概述\n{PROSE}\n三、公开情况\n（一）主动公开情况\n（二）依申请公开情况\n{PROSE}\n三、其他事项\n{PROSE}\n"
    found = outline(text)
    assert [w.code for w in found.warnings] == ["heading_jump", "heading_duplicate"]
    assert "三、公开情况" in found.warnings[0].text_zh
    assert paths(text)[2] == ("三、公开情况", "（一）主动公开情况")


def test_headings_with_slips():
    text = f"一，概述\n{PROSE}\n二 主动公开情况\n{PROSE}\n三.依申请公开情况\n{PROSE}\n一）收到申请情况\n{PROSE}\n四：其他事项\n{PROSE}\n"
    assert paths(text) == [
        ("一，概述",),
        ("二 主动公开情况",),
        ("三.依申请公开情况",),
        ("三.依申请公开情况", "一）收到申请情况"),
        ("四：其他事项",),
    ]


def test_a_table_of_contents_is_no_outline():
    contents = "目 录\n一、概述……………1\n二、公开情况…………2\n"
    bare = "目录\n一、概述\n二、公开情况\n"
    body = f"一、概述\n{PROSE}\n二、公开情况\n{PROSE}\n"
    assert paths(contents + body) == paths(bare + body) == [(), ("一、概述",), ("二、公开情况",)]
    assert codes(bare + body) == []


def test_labels_of_table_3_are_no_headings():
    labels = "一、本年新收政府信息公开申请数量\n3\n三、本年度办理结果\n（一）予以公开\n2\n1.属于国家秘密\n0\n（七）总计\n四、结转下年度继续办理\n0\n"
    text = f"三、收到和处理政府信息公开申请情况\n{labels}四、行政复议、行政诉讼情况\n{PROSE}\n"
    text = f"一、概述\n{PROSE}\n二、公开情况\n{PROSE}\n{text}"
    assert paths(text)[2:] == [("三、收到和处理政府信息公开申请情况",), ("四、行政复议、行政诉讼情况",)]
    assert codes(text) == []


def test_unnumbered_headings_count_where_none_is_numbered():
    text = f"东河区教育局2019年政府信息公开工作年度报告\n概述\n{PROSE}\n主动公开情况\n{PROSE}\n{PROSE}\n东河区教育局\n"
    assert paths(text) == [(), ("概述",), ("主动公开情况",)]


def test_no_heading_gives_one_section_and_a_warning():
    assert paths(PROSE) == [()]
    assert codes(PROSE) == ["no_heading"]


def test_annexes_stand_beside_the_sections():
    text = f"一、概述\n{PROSE}\n（一）情况\n{PROSE}\n附件：政府信息公开情况统计表\n指标\n附件中的数据以统计表为准，{PROSE}\n"
    assert paths(text)[-1] == ("附件：政府信息公开情况统计表",)


def test_markdown_levels_and_marks_together():
    text = (
        f"# 东河区2019年政府信息公开工作年度报告\n\n## 一、总体情况\n\n### （一）主动公开。\n\n{PROSE}\n\n### 一是加强领导。\n\n{PROSE}\n\n"
        f"（二）依申请公开。{PROSE}\n\n## 二、公开情况\n\n### 表一\n\n{PROSE}\n\n三、其他事项\n\n{PROSE}\n"
    )
    assert paths(text, "r.md") == [
        (),
        ("一、总体情况",),
        ("一、总体情况", "（一）主动公开"),
        ("一、总体情况", "（一）主动公开", "一是加强领导"),
        ("一、总体情况", "（二）依申请公开"),
        ("二、公开情况",),
        ("二、公开情况", "表一"),
        ("三、其他事项",),
    ]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "一、概述",
                "三、情况",
                "（一）工作",
                "（三）好。",
                "1.目录",
                "(2)",
                PROSE,
                "附件",
                "# 一",
                "| 一、| 2 |",
                "第二部分",
                "—1—",
            ]
        ),
        min_size=1,
        max_size=25,
    ),
    st.sampled_from(["r.md", "r.txt"]),
)
def test_sections_cover_the_text_without_overlap(lines, name):
    unwrapped = unwrap(read_text(("报告\n" + "\n".join(lines)).encode(), name))
    sections = find_sections(unwrapped)
    assert sections[0].start == 0
    assert sections[-1].end == len(unwrapped.text)
    for section, after in itertools.pairwise(sections):
        assert section.start < section.end == after.start
    for section in sections:
        assert section.start <= section.body_start <= section.end
        if section.path:
            assert unwrapped.text.startswith(section.path[-1], section.start)


needs_real = pytest.mark.skipif(not REAL.exists(), reason="the real reports are not part of the repository")


@needs_real
def test_the_outline_of_the_2018_report():
    text = (REAL / "zhangdian-science-bureau-2018.txt").read_text("utf-8")
    second = "二、政府信息公开的组织领导和制度建设情况"
    assert paths(text) == [
        (),
        ("一、概述",),
        (second,),
        (second, "（一）加强组织领导，强化工作机制"),
        (second, "（二）完善制度，规范程序"),
        (second, "（三）拓展培训，提高能力"),
        ("三、行政机关主动公开政府信息的情况",),
        ("四、政机关依申请公开政府信息和不予公开政府信息的情况",),
        ("五、办理人大代表建议和政协委员提案情况",),
        ("六、政府信息公开的收费及减免情况",),
        ("七、因政府信息公开申请行政复议、提起行政诉讼的情况",),
        ("八、政府信息公开工作存在的主要问题及改进情况",),
        ("九、其他需要报告的事项",),
    ]
    assert codes(text) == []


@needs_real
def test_the_outline_of_a_report_made_by_ocr():
    text = (REAL / "shuyang-county-2025.txt").read_text("utf-8")
    found = paths(text)
    assert [p for p in found if len(p) == 1] == [
        ("一、总体情况",),
        ("二、主动公开政府信息情况",),
        ("三、收到和处理政府信息公开申请情况",),
        ("四、政府信息公开行政复议、行政诉讼情况",),
        ("五、政府信息公开工作存在的主要问题及改进情况",),
        ("六、其他需要报告的事项",),
    ]
    assert ("一、总体情况", "（三）精细化建设公开平台", "二是开展过期信息清理") in found
    assert ("三、收到和处理政府信息公开申请情况", "三、本年度办理结果", "(四) 无法提供") in found


@needs_real
def test_the_outline_of_a_report_with_broken_tables():
    text = (REAL / "shanghai-office-2025.txt").read_text("utf-8")
    fourth = "四、政府信息公开行政复议、行政诉讼情况"
    assert [p for p in paths(text) if len(p) == 1 or fourth in p] == [
        ("一、总体情况",),
        ("二、主动公开政府信息情况",),
        ("三、收到和处理政府信息公开申请情况",),
        (fourth,),
        (fourth, "（一）2024 年工作中存在问题的改进情况"),
        (fourth, "（二）2025 年工作中存在的主要问题"),
        ("六、其他需要报告的事项",),
    ]
    assert codes(text) == ["heading_jump"]
