"""Bodies and places that no report here is of are kept apart from those that have reports."""

from __future__ import annotations

import pytest

from reportqa.answering.agencies import AgencyBook
from reportqa.answering.places import bare_place, short_places

NANGANG, HERITAGE, GUANGXI = "哈尔滨市南岗区人民政府", "国家文物局", "广西壮族自治区民政厅"
LABOUR, BANK, FORESTRY = "五华区人力资源和社会保障局", "中国人民银行西安分行", "国家林业和草原局"
BOOK = AgencyBook([NANGANG, HERITAGE, GUANGXI, LABOUR, BANK, FORESTRY])


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("哈尔滨市道里区政府2018年主动公开了多少条信息？", "道里区政府"), ("道里区2018年收到多少申请", "道里区"), ("文化部2016年主动公开多少条", "文化部"),
        ("中国人民银行成都分行2018年收到多少申请", "中国人民银行成都分行"), ("兰州中心支行2018年收到多少申请", "兰州中心支行"), ("南岗区宣传部2018年公开多少条", "南岗区宣传部"),
        ("requests to the State Tobacco Monopoly Bureau in 2018", "State Tobacco Monopoly Bureau"), ("requests to the Ministry of Culture in 2016", "Ministry of Culture"),
        ("How many requests did the National Energy Administration get?", "Energy Administration"),
    ],
)  # fmt: skip
def test_another_body_is_unknown(question, unknown):
    mention = BOOK.find(question)
    assert mention.agencies == ()
    assert mention.unknown == (unknown,)


@pytest.mark.parametrize(
    ("question", "agency"),
    [
        ("广西民政厅2021年收到多少申请", GUANGXI), ("广西2021年收到多少申请", GUANGXI), ("Guangxi civil affairs department in 2021", GUANGXI),
        ("昆明市五华区人社局2017年主动公开多少条", LABOUR), ("黑龙江省哈尔滨市南岗区2018年收到多少申请", NANGANG), ("Harbin's Nangang District government in 2018", NANGANG),
        ("the National Cultural Heritage Administration in 2016", HERITAGE), ("China's State Administration of Cultural Heritage in 2016", HERITAGE),
        ("National Forestry and Grassland Administration in 2019", FORESTRY), ("人民银行西安分行2018年收到多少申请", BANK),
    ],
)  # fmt: skip
def test_the_body_itself_is_known(question, agency):
    mention = BOOK.find(question)
    assert mention.agencies == (agency,)
    assert mention.unknown == ()


@pytest.mark.parametrize(
    "question", ["财政部门2018年公开了多少", "南岗区2018年国务院文件转发了多少", "宣传部门参与了几次"]
)
def test_words_that_only_look_like_a_body_name_none(question):
    assert BOOK.find(question).unknown == ()


@pytest.mark.parametrize(
    ("level", "bare", "short"),
    [
        ("广西壮族自治区", "广西", "广西自治区"), ("内蒙古自治区", "内蒙古", "内蒙古自治区"), ("黔东南苗族侗族自治州", "黔东南", "黔东南州"),
        ("巴音郭楞蒙古自治州", "巴音郭楞", "巴音郭楞州"), ("长阳土家族自治县", "长阳", "长阳县"), ("张店区", "张店", "张店"), ("吴县", "吴县", "吴县"),
    ],
)  # fmt: skip
def test_places_are_shortened_as_people_do(level, bare, short):
    assert bare_place(level) == bare
    assert short in short_places(level)
