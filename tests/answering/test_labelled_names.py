"""Names that only the reader recognises: the body whose full name holds what is said of it, and no other."""

from __future__ import annotations

import pytest

from reportqa.answering.labelled_names import linked

ZONE, COLLEGE, HOSPITAL, COURT = (
    "望汐经济技术开发区管理委员会",
    "霁川理工大学",
    "槐浦市第二人民医院",
    "禾汀市苇渡区人民法院",
)
NAMES = (ZONE, COLLEGE, HOSPITAL, COURT)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("望汐开发区", ZONE),
        ("望汐经开区", ZONE),
        ("霁川理工", COLLEGE),
        ("槐浦市二院", HOSPITAL),
        ("苇渡法院", COURT),
        ("Jichuan University of Technology", COLLEGE),
        ("the Weidu court", COURT),
        ("Huaipu No. 2 Hospital", HOSPITAL),
        ("Huaipu Second People's Hospital", HOSPITAL),
        ("Wangxi development zone", ZONE),
    ],
)
def test_a_shortened_name_finds_its_body(said, name):
    assert linked(said, NAMES) == [name]


@pytest.mark.parametrize(
    "said",
    [
        "望汐教育局",
        "霁川理工附属医院",
        "槐浦市第三人民医院",
        "苇渡检察院",
        "理工",
        "Jichuan education bureau",
        "Weidu Hospital",
        "University of Technology",
        "槐浦市人民医院",
        "槐浦市第一人民医院",
        "霁川大学",
        "霁川师范大学",
        "禾汀市法院",
        "Huaipu Hospital",
        "Huaipu No. 1 Hospital",
        "the first hospital of Huaipu",
        "Jichuan Normal University",
        "Jichuan Foreign Studies University",
        "Heting court",
        "Nanshan University",
        "",
    ],
)
def test_another_place_or_kind_is_another_body(said):
    assert linked(said, NAMES) == []
