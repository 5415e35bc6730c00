"""Where a report does not state what was asked, the section to read is named; a row never answers."""

from __future__ import annotations

import pytest

from reportqa.answering.rows import looks_like_row
from reportqa.library import Library
from reportqa.model import Status

REPORT = """示例县林业局2018年政府信息公开工作年度报告
　　根据《中华人民共和国政府信息公开条例》编制本报告。
一、总体情况
　　全年召开会议2次。
二、主动公开情况
　　公开信息120条。
{middle}
附表：政府信息公开情况统计表
统  计  指  标                          单位    统计数
（一）举办各类培训班数                    次         3
（二）接受培训人员数                    人次       40
"""
PROPOSALS = """三、建议提案办理情况
　　代表和委员的意见均按时办理。
四、收费情况
　　未收费。"""


@pytest.fixture(params=["三、收费情况\n　　未收费。", PROPOSALS], ids=["without", "with"])
def asked(request, tmp_path):
    (tmp_path / "corpus").mkdir()
    text = REPORT.format(middle=request.param)
    (tmp_path / "corpus" / "forestry-2018.txt").write_text(text, encoding="utf-8")
    library = Library.build(tmp_path / "corpus", tmp_path / "index", encoder="none")
    return library.ask, "三、建议提案办理情况" if request.param is PROPOSALS else "一、总体情况"


def test_the_nearest_section_speaks_of_the_subject_or_of_all(asked):
    ask, section = asked
    given = ask("示例县林业局2018年收到多少件政协提案")
    assert given.status is Status.NOT_STATED
    [nearest] = [c.quote for c in given.citations if c.role == "nearest"]
    assert nearest in {section, "一、总体情况"}
    assert nearest in given.text


def test_a_row_of_a_table_answers_no_question_for_words(asked):
    ask, _ = asked
    given = ask("示例县林业局2018年培训班主要讲什么内容")
    assert given.status is Status.NOT_STATED
    assert not any(looks_like_row(c.quote) for c in given.citations)


@pytest.mark.parametrize(
    ("line", "row"),
    [
        ("（一）举办各类培训班数                    次         3", True),
        ("规章\t0\t0\t0", True),
        ("一、总体情况", False),
        ("　　公开信息120条。", False),
        ("2021年1月20日", False),
    ],
)
def test_rows_are_known_by_their_columns(line, row):
    assert looks_like_row(line) is row
