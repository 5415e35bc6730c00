"""Ways of contact as reports print them: hours, addresses without a label, brackets inside an address."""

from __future__ import annotations

import pytest

from reportqa.reading.contact import find_contact


def found(text: str, kind: str) -> list[str]:
    return [item.value for item in find_contact(text) if item.kind == kind]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("受理时间为工作日上午8：30—11：30，下午14：00—17：00。", "工作日上午8：30—11：30，下午14：00—17：00"),
        ("来访接待：每周一、周三 9:00-11:30。", "每周一、周三9:00-11:30"),
        ("办公时间：周一至周五9:00-12:00，14:00-17:30（法定节假日除外）", "周一至周五9:00-12:00，14:00-17:30（法定节假日除外）"),
        ("除法定工作日外，每周六上午（9:00—11:30）也有人值守", "每周六上午（9:00—11:30）"),
        ("查阅点周一至周五对外开放，时间为上午9点至11点半", "周一至周五对外开放，时间为上午9点至11点半"),
    ],
)  # fmt: skip
def test_office_hours_are_read(text, hours):
    assert found(text, "hours") == [hours]


@pytest.mark.parametrize(
    "text",
    ["3月8日22时至次日6时网站暂停服务。", "会议开了3次，9:00-10:00的一次最长。", "每周一次例会9:00-10:00。"],
)
def test_other_times_are_no_office_hours(text):
    assert found(text, "hours") == []


def test_an_address_without_a_label_stands_beside_a_postcode_or_a_telephone():
    text = "可来函来电：示例市东山区文澜路18号综合楼310室办公室（政务公开组），邮编010203，电话0100-5550199。"
    assert found(text, "address") == ["示例市东山区文澜路18号综合楼310室办公室（政务公开组）"]
    assert found("在示例市东山区文澜路18号新建了阅览室。", "address") == []


def test_a_bracket_inside_an_address_does_not_end_it():
    text = "地址：示例市文澜大道（市民中心）B座3楼；邮编：010203"
    assert found(text, "address") == ["示例市文澜大道（市民中心）B座3楼"]


def test_spans_hold_what_was_published():
    text = "对外办公： 工作日 9:00—12:00 。"
    (item,) = [i for i in find_contact(text) if i.kind == "hours"]
    assert text[item.start : item.end] == "工作日 9:00—12:00"


def test_an_address_may_follow_a_verb_if_it_has_a_number():
    text = "请找县档案局政务公开股，地址在示例县文澜路9号，邮编010204，电话0100-5550777。"
    assert found(text, "address") == ["示例县文澜路9号"]
    assert found(text, "department") == ["县档案局政务公开股"]
    assert found("下载地址在门户网站首页，邮编010204。", "address") == []
