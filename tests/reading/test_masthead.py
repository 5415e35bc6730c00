from __future__ import annotations

from pathlib import Path

import pytest
from opencc import OpenCC

from reportqa.reading.agency_name import is_agency, same_agency
from reportqa.reading.contact import find_contact
from reportqa.reading.dates import find_period, iso_date, published_date, trailing_date
from reportqa.reading.masthead import Masthead, find_masthead
from reportqa.reading.text import read_text
from reportqa.reading.titles import parse_title
from reportqa.reading.unwrap import unwrap

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"
BODY = "一、概述\n2018年度，我局认真开展政府信息公开工作，主动公开政府信息 50 条。\n"
TITLE = "东河区教育局\n2018年政府信息公开工作年度报告\n"


def masthead(text: str, file_title: str = "") -> Masthead:
    return find_masthead(unwrap(read_text(text.encode(), "r.txt")), file_title)


def codes(found: Masthead) -> list[str]:
    return [w.code for w in found.warnings]


@pytest.mark.parametrize(
    ("line", "agency", "year"),
    [
        ("2025 年上海市人民政府办公厅政府信息公开工作年度报告", "上海市人民政府办公厅", 2025),
        ("东河区教育局2018年度政府信息公开年报", "东河区教育局", 2018),
        ("东河区教育局政府信息公开2019年度报告", "东河区教育局", 2019),
        ("东河区 2019 年政府信息公开工作年度报告", "东河区", 2019),
        ("２０１８年东河区教育局政务公开工作报告", "东河区教育局", 2018),
        ("东河区教育局二〇一八年政府信息公开工作年度报告", "东河区教育局", 2018),
        ("東河區教育局二○一八年政府資訊公開年度報告", "東河區教育局", 2018),
        ("关于2019年度政府信息公开工作情况的报告", "", 2019),
        ("北京市东河区人民政府关于2018年政府信息公开工作情况的报告", "北京市东河区人民政府", 2018),
        ("政府信息公开工作年度报告", "", None),
        ("东河区教育局2018年政府信息公开工作年度报告（草案）", "东河区教育局", 2018),
        ("东河区教育局政府信息公开年度报告（2018年度）", "东河区教育局", 2018),
        ("东河区经济和信息化局2018年信息公开年报", "东河区经济和信息化局", 2018),
        ("和平区统计局2018年政府信息公开工作年度报告", "和平区统计局", 2018),
    ],
)
def test_titles(line, agency, year):
    title = parse_title(line)
    assert (title.agency, title.year, title.disclosure) == (agency, year, True)


@pytest.mark.parametrize(
    "line", ["一、概述", "根据要求，编制2018年政府信息公开年度报告", "东河区教育局", "2018年"]
)
def test_what_is_no_title(line):
    assert parse_title(line) is None


def test_the_agency_of_a_title_over_two_lines_wins_over_a_fuller_signature():
    found = masthead(TITLE + BODY + "西江市东河区教育局\n2019年3月5日\n")
    assert (found.agency, found.year, found.signed) == ("东河区教育局", 2018, "2019-03-05")
    assert found.title == "东河区教育局2018年政府信息公开工作年度报告"
    assert codes(found) == []


def test_a_title_broken_inside_its_words():
    found = masthead("正文\n2025 年东河区人民政府办公室政府信息公开\n工作年度报告\n" + BODY)
    assert (found.agency, found.year) == ("东河区人民政府办公室", 2025)
    assert found.title == "2025 年东河区人民政府办公室政府信息公开工作年度报告"


def test_without_an_agency_in_the_title_the_signature_names_it():
    found = masthead("2018年政府信息公开工作年度报告\n" + BODY + "东河区 教育局\n二〇一九年三月五日\n")
    assert (found.agency, found.signed) == ("东河区教育局", "2019-03-05")


@pytest.mark.parametrize(
    "line",
    [
        "本报告由东河区教育局编制。",
        "发布机构：东河区教育局",
        "由东河区教育局根据《中华人民共和国政府信息公开条例》要求编制。",
    ],
)
def test_the_compiler_or_source_names_the_agency_at_last(line):
    assert masthead(f"2018年政府信息公开工作年度报告\n{line}\n{BODY}").agency == "东河区教育局"


def test_the_office_to_contact_names_its_bureau_when_nothing_else_does():
    text = "2018年政府信息公开工作年度报告\n请与东河区教育局办公室联系（电话：0533-2869907）。\n" + BODY
    assert masthead(text).agency == "东河区教育局"


def test_the_file_title_helps_out():
    found = masthead(
        "2018年政府信息公开工作年度报告\n" + BODY, "东河区教育局2018年政府信息公开工作年度报告_东河区政府"
    )
    assert found.agency == "东河区教育局"


def test_another_agency_in_the_signature_is_a_warning():
    found = masthead(TITLE + BODY + "东河区卫生健康委员会\n2019年3月5日\n")
    assert found.agency == "东河区教育局"
    assert codes(found) == ["agency_mismatch"]


def test_the_year_is_never_that_of_the_signature():
    found = masthead(
        "政府信息公开工作年度报告\n统计期限为2018年1月1日至12月31日。\n一、概述\n良好。\n东河区教育局\n2019年3月5日\n"
    )
    assert (found.year, found.period) == (2018, "2018年1月1日至12月31日")
    bare = masthead("政府信息公开工作年度报告\n一、概述\n工作正常。\n东河区教育局\n2019年3月5日\n")
    assert bare.year is None
    assert codes(bare) == ["no_year"]


def test_a_period_of_another_year_is_a_warning():
    found = masthead(TITLE + "统计期限为 2017年1月1日起至 2017年12月31日止。\n" + BODY)
    assert found.year == 2018
    assert codes(found) == ["year_mismatch"]


def test_a_signature_before_the_end_of_the_year_is_a_warning_with_its_place():
    text = TITLE + BODY + "东河区教育局\n2018年 3月 25日\n"
    found = masthead(text)
    assert codes(found) == ["signed_before_period_end"]
    assert text[found.warnings[0].start : found.warnings[0].end] == "2018年 3月 25日"


def test_a_date_under_the_title_is_the_signature_too():
    assert masthead(TITLE + "（2019年1月23日）\n" + BODY).signed == "2019-01-23"
    assert masthead(TITLE + BODY + "东河区教育局 2019年1月23日\n").signed == "2019-01-23"


def test_an_impossible_date_is_a_warning():
    found = masthead(TITLE + BODY + "东河区教育局\n2019年2月30日\n")
    assert found.signed is None
    assert codes(found) == ["impossible_date"]


def test_without_any_name_there_is_a_warning():
    assert codes(masthead(BODY)) == ["no_agency"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        (TITLE, "disclosure"),
        ("东河区教育局2018年度部门决算\n", "other"),
        ("东河区教育局2018年工作总结\n", "other"),
        ("2018年东河区国民经济和社会发展统计公报\n", "other"),
    ],
)
def test_kinds(title, kind):
    assert masthead(title + "一、概况\n本年收入100万元，同比增长3%。\n").kind == kind


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2019年3月5日", "2019-03-05"),
        ("（2026年1月23日）", "2026-01-23"),
        ("2018年 3月 25日", "2018-03-25"),
        ("二〇一九年三月", "2019-03"),
        ("二○一九年十二月二十五日", "2019-12-25"),
        ("2019-3-5", "2019-03-05"),
        ("２０１９年３月５日", "2019-03-05"),
        ("2019年13月5日", ""),
        ("2019年3月5日，我局", None),
        ("0533-2869907", None),
        ("发布日期：2019-03-05", None),
    ],
)
def test_dates(line, date):
    assert iso_date(line) == date


def test_other_dates():
    assert trailing_date("东河区教育局  2019年3月5日") == ("东河区教育局", "2019-03-05")
    assert published_date("来源：政府办 发布日期：2019-03-05 浏览次数：12") == "2019-03-05"
    assert find_period("自２０１８年１月１日至１２月３１日止").year == 2018


def test_agency_names():
    names = (
        "东河区教育局 西江市城市管理委员会 東河區辦公室 本溪市大数据中心 城东街道工作委员会 政务公开办公室"
    )
    assert all(is_agency(name) for name in names.split())
    others = "一、概述 本机关 年度报告 2018年 我局 总体情况 政府信息公开 信息公开目录 由东河区教育局"
    assert not any(is_agency(name) for name in others.split())
    assert same_agency("区科技局", "张店区科学技术局")
    assert same_agency("张店区科学技术局", "淄博市张店区科学技术局")
    assert not same_agency("东河区教育局", "东河区卫生局")


CONTACT = (
    "如有疑问，请与东河区教育局办公室联系（地址：东河区人民路 1 号 政 务 中 心 ，3号楼201室， 邮 编 ： 255000 ，"
    "电话：0533-2869907、2869908，传真：（0533）2869909，电子邮箱：office@ed.example.gov.cn，网址：http://www.example.gov.cn）。"
)


def test_contact_items_with_their_spans():
    items = find_contact(CONTACT)
    assert [(i.kind, i.value) for i in items] == [
        ("department", "东河区教育局办公室"),
        ("address", "东河区人民路1号政务中心，3号楼201室"),
        ("postcode", "255000"),
        ("telephone", "0533-2869907"),
        ("telephone", "2869908"),
        ("fax", "（0533）2869909"),
        ("email", "office@ed.example.gov.cn"),
        ("website", "http://www.example.gov.cn"),
    ]
    for item in items:
        assert "".join(CONTACT[item.start : item.end].split()) == item.value


def test_contact_in_traditional_characters():
    items = find_contact(
        OpenCC("s2t").convert("联系电话：2810 2545，传真：2810 2546。地址：东河区人民路1号。")
    )
    assert [(i.kind, i.value) for i in items][:2] == [("telephone", "28102545"), ("fax", "28102546")]
    assert items[2].value == "東河區人民路1號"


def test_words_about_telephones_are_no_contact():
    assert (
        find_contact(
            "公示了申请公开办法和投诉电话。畅通12345热线、县长信箱等渠道。答复电话咨询3050件，网址更新2次。"
        )
        == ()
    )


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not part of the repository")
def test_the_masthead_of_the_2018_report():
    extracted = read_text((REAL / "zhangdian-science-bureau-2018.txt").read_bytes(), "r.txt")
    found = find_masthead(unwrap(extracted))
    assert (found.agency, found.year, found.signed) == ("张店区科学技术局", 2018, "2018-03-25")
    assert found.title == "张店区科学技术局2018年政府信息公开工作年度报告"
    assert found.period == "2018年 1月 1日起至 2018年 12月 31日"
    assert codes(found) == ["signed_before_period_end"]
    assert {i.kind: i.value for i in found.contact} == {
        "website": "http://www.zhangdian.gov.cn",
        "department": "张店区科学技术局办公室",
        "address": "张店区新村西路226号张店区政务中心",
        "postcode": "255000",
        "email": "zdqkjjbgs@zb.shandong.cn",
        "telephone": "0533-2869907",
    }


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not part of the repository")
def test_the_mastheads_of_the_other_texts():
    found = [
        find_masthead(unwrap(read_text((REAL / name).read_bytes(), name)))
        for name in ("shanghai-office-2025.txt", "shuyang-county-2025.txt")
    ]
    assert [(f.agency, f.year, f.signed) for f in found] == [
        ("上海市人民政府办公厅", 2025, None),
        ("沐阳县人民政府", 2025, "2026-01-23"),
    ]


@pytest.mark.parametrize(
    ("text", "file_title"),
    [
        ("省交通运输厅2018年政府信息公开年度报告\n" + BODY, "省交通运输厅2018年年报-东河省交通运输厅"),
        ("省交通运输厅2018年政府信息公开年度报告\n" + BODY + "东河省交通运输厅\n2019年3月1日\n", ""),
    ],
)
def test_a_name_that_leaves_its_place_out_is_completed_by_the_site_or_the_signature(text, file_title):
    assert masthead(text, file_title).agency == "东河省交通运输厅"


def test_a_branch_of_a_bank_is_an_agency():
    assert (
        masthead("中国人民银行东河分行2018年政府信息公开工作年度报告\n" + BODY).agency
        == "中国人民银行东河分行"
    )
