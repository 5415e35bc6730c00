from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import SCIENCE_2018, with_table

from reportqa import model
from reportqa.search.codec import from_data, pack, to_data, unpack

st.register_type_strategy(float, st.floats(allow_nan=False))
NOUNS = [
    value
    for value in vars(model).values()
    if is_dataclass(value) and value not in (model.Answer,)  # holds free-form mappings, is never stored
]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_every_noun_comes_back_as_it_was(noun, data):
    value = data.draw(st.from_type(noun))
    through_json = json.loads(json.dumps(to_data(value)))
    back = from_data(noun, through_json)
    assert back == value
    assert _types(back) == _types(value)


def _types(value):
    if is_dataclass(value):
        return [type(value), *(_types(getattr(value, f.name)) for f in fields(value))]
    if isinstance(value, tuple):
        return [tuple, *map(_types, value)]
    return [type(value)]


def test_packed_report_comes_back_and_is_small():
    report = with_table(SCIENCE_2018, [["指标", "数量"], ["收到申请", "12"], ["答复", ""]])
    data = pack(report)
    assert unpack(model.Report, data) == report
    assert len(data) < len(json.dumps(to_data(report)).encode())


def test_file_names_that_are_no_utf8_survive():
    odd = model.ContactItem("website", "name-\udcff.txt", 0, 3)
    assert unpack(model.ContactItem, pack(odd)) == odd


def test_enums_keep_their_type_and_defaults_are_left_out():
    section = model.Section(("一、概述",), 0, 9)
    assert to_data(section) == {"path": ["一、概述"], "start": 0, "end": 9}
    assert isinstance(from_data(model.How, "stated"), Enum)


def test_what_cannot_be_stored_is_refused():
    @dataclass(frozen=True)
    class Odd:
        value: set[int]

    with pytest.raises(TypeError, match="cannot store a set"):
        to_data(Odd({1}))
    with pytest.raises(TypeError, match="cannot read"):
        from_data(Odd, {"value": [1]})
