"""Whom a question names; a body that no report bears is never taken for one that has reports."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.answering.agencies import AgencyBook
from reportqa.reader import bundled_reader

SCIENCE, EDUCATION = "淄博市张店区科学技术局", "淄博市张店区教育局"
HONGZE, SHUYANG, SHANGHAI = "淮安市洪泽区人民政府", "沭阳县人民政府", "上海市人民政府办公厅"
BOOK = AgencyBook([SCIENCE, EDUCATION, HONGZE, SHUYANG, SHANGHAI])
ALONE = AgencyBook(["张店区科学技术局"])


@pytest.mark.parametrize(
    ("question", "agency"),
    [
        ("科技局收到几件", SCIENCE), ("淄博市张店区科学技术局2018年收到几件", SCIENCE), ("张店科技局答复了多少件", SCIENCE),
        ("张店区的科技局", SCIENCE), ("区科技局2018年", SCIENCE), ("2018年教育局收到几件", EDUCATION), ("教肓局收到几件", EDUCATION),
        ("洪泽区2023年收到多少件申请", HONGZE), ("洪泽收到多少件", HONGZE), ("沭阳县政府主动公开多少条", SHUYANG), ("沭阳收到几件", SHUYANG),
        ("上海市政府办公厅收到几件", SHANGHAI), ("kejiju 2018", SCIENCE), ("science and technology bureau", SCIENCE),
        ("How many proposals did the Hongze district government handle?", HONGZE), ("Shuyang county", SHUYANG),
    ],
)  # fmt: skip
def test_full_short_misspelt_and_english_names(question, agency):
    mention = BOOK.find(question)
    assert mention.agencies == (agency,)
    assert mention.unknown == ()


@pytest.mark.parametrize(
    "question",
    [
        "公安局2018年收到几件", "体育局收到几件", "财政局2018年收到几件", "临淄区科技局收到几件", "济南市科技局2018年收到几件", "济南市收到几件",
        "济南2018年收到几件提案", "Linzi science bureau", "Jinan education bureau in 2018",
    ],
)  # fmt: skip
@pytest.mark.parametrize("book", [BOOK, ALONE], ids=["many", "one"])
def test_another_body_is_unknown(book, question):
    mention = book.find(question, bundled_reader().glance(question).spans["body"])
    assert mention.unknown
    assert mention.agencies == ()


def test_the_bureau_of_the_city_is_not_that_of_the_district():
    assert ALONE.find("淄博市科技局2018年收到几件提案").agencies == ()


@pytest.mark.parametrize(
    "question",
    [
        "布局",
        "结局如何",
        "区政府网站公开了多少",
        "主动公开市政府信息多少条",
        "全局工作",
        "2018年收到几件提案",
        "",
        "？",
    ],
)
def test_words_that_only_look_like_bodies_name_none(question):
    mention = ALONE.find(question)
    assert mention.agencies == mention.unknown == ()


def test_several_bodies_are_kept_apart_in_order():
    mention = BOOK.find("教育局和科技局谁收到的提案多")
    assert mention.groups == ((EDUCATION,), (SCIENCE,))
    assert BOOK.find("科技局、教育局各收到几件").groups == ((SCIENCE,), (EDUCATION,))


def test_one_form_that_fits_two_bodies_is_one_group():
    book = AgencyBook(["甲市教育局", "乙市教育局"])
    assert {frozenset(group) for group in book.find("教育局收到几件").groups} == {frozenset(book.names)}
    assert book.find("甲市教育局收到几件").agencies == ("甲市教育局",)


@pytest.mark.parametrize(
    "question", ["各局收到几件", "哪个局收到的最多", "所有部门的", "which bureau received the most requests"]
)
def test_all_bodies(question):
    assert BOOK.find(question).every


@pytest.mark.parametrize("question", ["该局收到几件", "你们局收到几件", "how many did the bureau receive"])
def test_the_bureau_says_which_one_only_if_there_is_one(question):
    mention = BOOK.find(question)
    assert mention.generic
    assert mention.agencies == ()


@given(st.text("张店区科技局教育济南市淄博公安政府办2018年收到几件 the bureau", max_size=24))
@settings(max_examples=150, deadline=None)
def test_any_question_can_be_read(text):
    mention = BOOK.find(text)
    assert set(mention.agencies) <= set(BOOK.names)
    assert tuple(n for group in mention.groups for n in group) == mention.agencies
    assert all(0 <= start <= end <= len(text) for start, end in mention.spans)


def test_a_library_without_names():
    assert AgencyBook([]).find("科技局收到几件").agencies == ()
    assert AgencyBook(["", ""]).names == ()


@pytest.mark.parametrize("said", ["槐浦市人民医院", "槐浦市第一人民医院"])
def test_a_numbered_body_is_called_by_its_number(said):
    book = AgencyBook(["槐浦市第二人民医院"])
    assert book.find(f"{said}2021年看了多少病人").agencies == ()
    assert book.find("槐浦市第二人民医院2021年看了多少病人").agencies == ("槐浦市第二人民医院",)
