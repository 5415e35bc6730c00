"""Names of public bodies: their places, their short forms, what stays distinct."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportqa.answering.abbreviations import (
    aliases,
    english_body_words,
    is_government,
    place_parts,
    split_name,
)


@pytest.mark.parametrize(
    ("name", "places", "body"),
    [
        ("淄博市张店区科学技术局", ("淄博市", "张店区"), "科学技术局"),
        ("沭阳县人民政府", ("沭阳县",), "人民政府"),
        ("上海市人民政府办公厅", ("上海市",), "人民政府办公厅"),
        ("苏州市教育局", ("苏州市",), "教育局"),
        ("杭州市西湖区教育局", ("杭州市", "西湖区"), "教育局"),
        ("江苏省徐州市邳州市教育局", ("江苏省", "徐州市", "邳州市"), "教育局"),
        ("桐乡市人民政府", ("桐乡市",), "人民政府"),
        ("武乡县教育局", ("武乡县",), "教育局"),
        ("景德镇市珠山区教育局", ("景德镇市", "珠山区"), "教育局"),
        ("通州区科技局", ("通州区",), "科技局"),
        ("青岛市市北区教育局", ("青岛市", "市北区"), "教育局"),
        ("荆州市沙市区教育局", ("荆州市", "沙市区"), "教育局"),
        ("浦东新区教育局", ("浦东新区",), "教育局"),
        ("恩施土家族苗族自治州教育局", ("恩施土家族苗族自治州",), "教育局"),
        ("教育局", (), "教育局"),
    ],
)
def test_a_name_is_split_into_places_and_body(name, places, body):
    place, rest = split_name(name)
    assert (place_parts(place), rest) == (places, body)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "淄博市张店区科学技术局",
            ["张店区科技局", "张店科技局", "区科技局", "科技局", "科学技术局", "淄博市张店区科技局"],
        ),
        ("苏州市教育局", ["苏州教育局", "市教育局", "教育局"]),
        ("某市发展和改革委员会", ["市发改委", "发改委", "发展和改革委"]),
        ("某区人力资源和社会保障局", ["人社局", "区人社局"]),
        ("某县市场监督管理局", ["市监局", "市场监管局"]),
        ("上海市人民政府办公厅", ["上海市政府办公厅", "市政府办公厅"]),
        ("沭阳县人民政府", ["沭阳县政府", "县政府"]),
    ],
)
def test_short_forms_of_speech(name, said):
    assert set(said) <= set(aliases(name))


def test_forms_are_longest_first_and_hold_the_full_name():
    for name in ("淄博市张店区科学技术局", "教育局", "沭阳县人民政府"):
        forms = aliases(name)
        assert name in forms
        assert [len(f) for f in forms] == sorted((len(f) for f in forms), reverse=True)
        assert not {"", "局", "办", "委", "厅", "政府"} & set(forms), "too short to name anybody"


def test_only_governments_speak_for_a_whole_area():
    assert is_government("沭阳县人民政府")
    assert is_government("上海市人民政府办公厅")
    assert not is_government("张店区科学技术局")


def test_english_words_of_a_body():
    assert {"science", "technology"} <= english_body_words("张店区科学技术局")
    assert not english_body_words("张店区科学技术局") & english_body_words("张店区教育局")


@given(st.text("某市区县州镇乡省张店教育局政府人民办公室委员会", max_size=16))
@settings(max_examples=150, deadline=None)
def test_any_name_is_parted_without_loss(name):
    place, body = split_name(name)
    if "人民政府" not in name:  # the government above a street office is left out
        assert place + body == name
    assert "".join(place_parts(place)) == place
    assert name in aliases(name)
