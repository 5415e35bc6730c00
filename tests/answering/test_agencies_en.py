"""Bodies named in English or pinyin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.answering.agencies_en import find
from reportqa.answering.pinyin import looks_like_pinyin, pinyin
from reportqa.reader import bundled_reader

SCIENCE, EDUCATION, ECOLOGY = "张店区科学技术局", "张店区教育局", "博山区生态环境局"
NAMES = (SCIENCE, EDUCATION, ECOLOGY)


def labelled(question):
    return bundled_reader().glance(question).spans["body"]


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("How many requests did the science and technology bureau get?", [SCIENCE]),
        ("the Science & Technology Bureau", [SCIENCE]),
        ("the education bureau", [EDUCATION]),
        ("bureau of education", [EDUCATION]),
        ("Zhangdian education bureau", [EDUCATION]),
        ("Zhangdian's education bureau", [EDUCATION]),
        ("the environment bureau", [ECOLOGY]),
        ("Boshan ecological environment bureau", [ECOLOGY]),
        ("zhangdianqukejiju", [SCIENCE]),
        ("kejiju 2018", [SCIENCE]),
        ("the education and environment bureaus", [EDUCATION, ECOLOGY]),
        ("the eduction bureau", [EDUCATION]),
    ],
)
def test_bodies_by_field_place_and_pinyin(question, agencies):
    known, unknown, _ = find(question, NAMES, labelled(question))
    assert sorted(known) == sorted(agencies)
    assert unknown == []


@pytest.mark.parametrize(
    "question",
    [
        "the public security bureau",
        "Jinan education bureau",
        "Boshan education bureau",
        "the finance bureau",
        "Qingdao in 2018",
    ],
)
def test_the_bureau_of_another_field_or_place_is_unknown(question):
    known, unknown, _ = find(question, NAMES, labelled(question))
    assert known == []
    assert unknown


@pytest.mark.parametrize(
    "question",
    [
        "How many requests were received?",
        "the bureau",
        "government information",
        "government departments",
        "public information",
        "",
        "2018",
        "😀",
    ],
)
def test_no_body_is_named(question):
    assert find(question, NAMES, labelled(question))[:2] == ([], [])


def test_pinyin():
    assert pinyin("科技局") == "kejiju"
    assert looks_like_pinyin("Zhangdian")
    assert not looks_like_pinyin("proposals")
    assert not looks_like_pinyin("张店")


@given(
    st.lists(
        st.sampled_from(
            "the of and science education bureau Zhangdian Jinan commission , & bureaus 's office government proposals".split()
        ),
        max_size=9,
    )
)
@settings(max_examples=80, deadline=None)
def test_any_words_can_be_read(words):
    text = " ".join(words)
    known, _, spans = find(text, NAMES)
    assert set(known) <= set(NAMES)
    assert all(0 <= a <= b <= len(text) for a, b in spans)


ABROAD = (
    "商务部",
    "国家税务总局福州市税务局",
    "济南市历下区住房和城乡建设局",
    "黔东南州公安局",
    "深圳市市场监督管理局",
    "常熟市梅李镇人民政府",
    "宁波市鄞州区教育局",
)


@pytest.mark.parametrize(
    ("question", "agency"),
    [
        ("How many merger cases did China's Ministry of Commerce conclude?", "商务部"),
        ("What did the Fuzhou tax bureau collect?", "国家税务总局福州市税务局"),
        ("How many lifts did Lixia's housing bureau add?", "济南市历下区住房和城乡建设局"),
        ("How many guns did the Qiandongnan police collect?", "黔东南州公安局"),
        ("What did the Shenzhen market regulator do?", "深圳市市场监督管理局"),
        ("Shenzhen Administration for Market Regulation: followers?", "深圳市市场监督管理局"),
        ("How many items did Meili Town, Changshu, publish?", "常熟市梅李镇人民政府"),
    ],
)
def test_bodies_by_their_usual_english_names(question, agency):
    known, unknown, spans = find(question, ABROAD)
    assert set(known) == {agency}
    assert not unknown
    assert spans


@pytest.mark.parametrize(
    "question",
    [
        "How many items did Haiyu Town in Changshu publish?",
        "How many requests did the Ningbo Municipal Education Bureau get?",
        "How many requests did the Shenzhen commerce bureau get?",
    ],
)
def test_a_body_beside_or_above_a_known_one_is_unknown(question):
    known, unknown, _ = find(question, ABROAD)
    assert not known
    assert unknown
