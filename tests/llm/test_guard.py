"""What a model may say in place of an answer, and what it may not; the answers are real ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportqa.evaluation import read_items
from reportqa.figures.numerals import to_chinese
from reportqa.llm import check_text
from reportqa.llm.guard import main_figure
from reportqa.model import Intent, Status

GOLD = Path(__file__).resolve().parents[1] / "gold"
ZH, EN = (
    "2018年科技局答复了多少件政协提案？",
    "How many CPPCC proposals did the science and technology bureau reply to in 2018?",
)
NONE_ZH, NONE_EN = "2018年有没有行政诉讼？", "Was there any administrative litigation in 2018?"
SILENT_ZH, SILENT_EN = "2018年微信粉丝有多少？", "How many WeChat followers in 2018?"


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (ZH, "2018年，张店区科学技术局共答复政协委员提案7条。"),
        (ZH, "张店区科技局2018年收到的7条政协委员提案均已答复。"),
        (ZH, "2018年科技局答复了七件政协提案。"),
        (ZH, "2018年，区科技局答复政协提案7条。"),
        (EN, "The science and technology bureau replied to 7 CPPCC proposals in 2018."),
        (EN, "The science and technology bureau replied to seven proposals of CPPCC members in 2018."),
        (NONE_ZH, "2018年，张店区科学技术局没有发生行政诉讼。"),
        (NONE_ZH, "2018年张店区科学技术局行政诉讼为0件。"),
        (NONE_EN, "There was no administrative litigation in 2018."),
        (SILENT_ZH, "张店区科学技术局2018年的报告没有说明微信粉丝数。"),
        (SILENT_EN, "The 2018 report does not state how many WeChat followers there were."),
    ],
)
def test_honest_rewordings_pass(report_library, question, text):
    assert check_text(text, report_library.ask(question)) is None


@pytest.mark.parametrize(
    ("question", "text", "rule"),
    [
        (ZH, "2018年科技局答复了8件政协提案。", "quantity"),
        (ZH, "2018年科技局答复了十七件政协提案。", "quantity"),
        (ZH, "2018年科技局答复了7万件政协提案。", "quantity"),
        (ZH, "2018年科技局答复了7%的政协提案。", "quantity"),
        (ZH, "2017年科技局答复了7件政协提案。", "quantity"),
        (ZH, "2018年科技局答复了政协提案。", "quantity"),
        (ZH, "2018年科技局答复了7件政协提案中的一部分。", "quantity"),
        (ZH, "2018年教育局答复了7件政协提案。", "name"),
        (ZH, "临淄区科技局2018年答复了7件政协提案。", "name"),
        (ZH, "淄博市政府2018年答复了7件政协提案。", "name"),
        (ZH, "2018年科技局没有答复7件政协提案。", "negation"),
        (ZH, "报告没有说明2018年科技局答复了7件政协提案。", "negation"),
        (ZH, "2018年科技局答复了约7件政协提案。", "loaded word"),
        (ZH, "2018年科技局只答复了7件政协提案。", "loaded word"),
        (ZH, "2018年科技局答复了7件政协提案，群众拍手称快。", "new word"),
        (ZH, "2018年科技局收到7件政协提案。", "label"),
        (ZH, "2018年科技局答复了7件政协提案吗？", "question"),
        (ZH, "**2018年科技局答复了7件政协提案。**", "markup"),
        (ZH, "2018年科技局答复了<b>7</b>件政协提案。", "markup"),
        (ZH, "2018年科技局答复了7件政协提案，见www.example.com", "markup"),
        (ZH, "2018年科技局答复了7\u200b2件政协提案。", "markup"),
        (ZH, "2018年科技局答复了7件政协提案。\n谢谢", "markup"),
        (ZH, "The bureau replied to 7 CPPCC proposals in 2018.", "language"),
        (ZH, "2018年科技局答复了7件政协提案。" * 30, "length"),
        (ZH, " ", "length"),
        (EN, "The science and technology bureau replied to seventeen CPPCC proposals in 2018.", "quantity"),
        (EN, "7 of 12 CPPCC proposals were replied to in 2018.", "quantity"),
        (EN, "A dozen CPPCC proposals were replied to in 2018.", "quantity"),
        (EN, "The Bureau of Education replied to 7 CPPCC proposals in 2018.", "name"),
        (EN, "the education bureau replied to 7 CPPCC proposals in 2018.", "name"),
        (EN, "Linzi District replied to 7 CPPCC proposals in 2018.", "name"),
        (EN, "The bureau did not reply to 7 CPPCC proposals in 2018.", "negation"),
        (EN, "The bureau replied to none of 7 CPPCC proposals in 2018.", "negation"),
        (EN, "The bureau rejected 7 CPPCC proposals in 2018.", "loaded word"),
        (EN, "The bureau replied to over 7 CPPCC proposals in 2018.", "loaded word"),
        (EN, "The bureau received 7 CPPCC proposals in 2018.", "label"),
        (EN, "2018年科技局答复了7件政协提案。", "language"),
        (NONE_ZH, "2018年张店区科学技术局发生了行政诉讼。", "negation"),
        (NONE_ZH, "2018年并非没有发生行政诉讼。", "negation"),
        (NONE_ZH, "2018年张店区科学技术局行政诉讼3件。", "quantity"),
        (NONE_ZH, "报告没有说明行政诉讼的情况。", "negation"),
        (NONE_EN, "There was administrative litigation in 2018.", "negation"),
        (NONE_EN, "It is untrue that there was no administrative litigation in 2018.", "negation"),
        (NONE_EN, "The report does not say whether there was administrative litigation.", "negation"),
        (SILENT_ZH, "2018年没有微信粉丝。", "negation"),
        (SILENT_ZH, "2018年微信粉丝为5000个。", "quantity"),
        (SILENT_EN, "There were no WeChat followers in 2018.", "negation"),
    ],
)  # fmt: skip
def test_lies_are_refused_by_their_rule(report_library, question, text, rule):
    refusal = check_text(text, report_library.ask(question))
    assert refusal is not None, text
    assert refusal.rule == rule, refusal


@pytest.fixture(scope="module")
def reworded(sample_library):
    """Answers that may be reworded: one figure, none, or silence."""
    items = [item for item in read_items(GOLD / "samples.jsonl", "both") if not item.after]
    given = [sample_library.ask(item.question) for item in items[::3]]
    kept = [
        a
        for a in given
        if a.status is Status.NOT_STATED or (main_figure(a) and a.question.intent is Intent.FIGURE)
    ]
    assert len(kept) > 100
    return kept


def test_the_extractive_text_passes_its_own_guard(reworded):
    own = [a for a in reworded if not any(f.label.startswith("“") for f in a.figures)]
    refused = [(a.text, check_text(a.text, a)) for a in own if check_text(a.text, a)]
    assert len(refused) <= len(own) // 100, refused


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_other_number_passes_in_any_dress(reworded, data):
    """Put another number in place of one of the text's: the guard refuses it, however it is written."""
    answer = data.draw(st.sampled_from(reworded))
    spots = list(re.finditer(r"\d[\d,]*(?:\.\d+)?", answer.text))
    spot = data.draw(st.sampled_from(spots)) if spots else None
    number = data.draw(st.integers(2, 99999))
    written = data.draw(st.sampled_from([str(number), f"{number:,}", to_chinese(number)]))
    if spot is None or written in answer.text or str(number) in answer.text.replace(",", ""):
        return
    lie = answer.text[: spot.start()] + written + answer.text[spot.end() :]
    assert check_text(lie, answer) is not None, lie


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_other_agency_passes(reworded, data):
    answer = data.draw(st.sampled_from(reworded))
    agency = answer.citations[0].agency
    other = data.draw(
        st.sampled_from(
            [
                "示例市财政局",
                "西川县教育局",
                "教育部",
                "示例省人民政府",
                "临淄区生态环境局",
                "市卫生健康委员会",
            ]
        )
    )
    if agency in answer.text:
        assert check_text(answer.text.replace(agency, other), answer) is not None


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.text(max_size=200))
def test_any_text_is_judged_without_error(reworded, data, text):
    check_text(text, data.draw(st.sampled_from(reworded)))
