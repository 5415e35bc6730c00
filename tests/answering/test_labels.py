"""A question made of a catalogue name is about that indicator, in both languages and every shape that pages make."""

from __future__ import annotations

import pytest

from reportqa.figures.catalogue import Catalogue
from reportqa.library import Library
from reportqa.model import Applicant
from reportqa.web.wording import same_subject


@pytest.fixture(scope="module")
def stated(sample_library: Library) -> dict[str, list[tuple[str, int]]]:
    """Agency and year of the reports that state an indicator, by indicator."""
    found: dict[str, list[tuple[str, int]]] = {}
    for row in sample_library.rows():
        for f in sample_library.report_figures(row.id):
            whole = f.applicant in (None, Applicant.TOTAL) and not (f.delta or f.cumulative or f.part_of)
            if f.indicator and whole and row.year:
                found.setdefault(f.indicator, []).append((row.agency, row.year))
    return found


@pytest.mark.parametrize("shape", ["one", "trend", "compare"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_made_question_is_understood(sample_library: Library, stated, language, shape):
    catalogue, asked = Catalogue.load(), 0
    for indicator, places in stated.items():
        agencies, years = [places[-1][0]], [places[-1][1]]
        if shape == "trend":
            years = sorted({year for agency, year in places if agency in agencies})
        elif shape == "compare":
            agencies = sorted({agency for agency, year in places if year in years})
        if shape != "one" and len(years) == len(agencies) == 1:
            continue
        question = same_subject(language, agencies, years, catalogue.label(indicator, language))
        answer = sample_library.ask(question)
        assert answer.question.indicators[0] == indicator, question
        assert indicator in [f.indicator for f in answer.figures], question
        asked += 1
    assert asked > 60


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Compare the figures of 示例市生态环境局, 示例市青禾区人民政府 for people trained in 2024", "en"),
        ("教育局2020年 PDF 报告里收到多少件申请", "zh"),
        ("示例市教育局 How many requests?", "zh"),
    ],
)
def test_names_in_chinese_leave_an_english_question_english(text: str, language: str):
    from reportqa.answering.question import language_of

    assert language_of(text) == language
