"""Everyday questions to one invented report: what was not done, before and after, aims, bodies within, other sides."""

from __future__ import annotations

import pytest

from reportqa.library import Library
from reportqa.model import Status

REPORT = """云溪市松江区人民政府2016年政府信息公开工作年度报告

本报告统计期限为2016年1月1日至12月31日。

一、主动公开情况

自2008年《条例》施行以来，全区累计主动公开政府信息5218条。2016年全区主动公开政府信息863条，比上年增加95条，新闻稿比上年增加12条，其中通过区政府网站公开612条，招考类49条。
“云溪松江”微信公众号关注人数由年初的1.1万人增加到2.9万人。“松江发布”微博年末粉丝4.2万人。
——区民政局。按月公示低保对象名单。截至年末在保农村低保2207户，全年发放低保金4362万元。
——区教育局。公布民办培训机构年检结果，参检机构87家，合格79家，不合格8家。
——区卫生和计划生育局。公示150个重点项目，已开工141个。鉴定C级危房71栋、D级14栋。收到举报12件，查实4件。
——区安全生产监督管理局。公示执法结果19起，罚款76.5万元。
区政府办公室“三公”经费财政拨款预算312.5万元。
全区共有商事主体42.6万户，全年新登记商事主体5.5万户。

二、公众参与

区长信箱收到来信329封，答复321封，其余8封因没有联系方式未予答复。
5月举办信息员培训班一期，58人参加。11月举办答复文书培训班一期，142人参加。
2016年共举办培训班2期。在全市9个区的测评中列第3位。

三、依申请公开情况

2016年共收到政府信息公开申请43件，比2015年的27件多16件，均已答复，无一件超期。其中涉及学区划分的6件。另有上年结转申请2件。申请办理一律免费。
未作出过行政处罚决定。因政府信息公开引起的行政诉讼2件。

四、存在的问题和下一步打算

个别单位更新不及时。下一步，区政府办公室计划全年培训不少于4期，开设专栏5个。

云溪市松江区人民政府
2017年3月6日
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    corpus = tmp_path_factory.mktemp("corpus")
    (corpus / "songjiang-2016.txt").write_text(REPORT, encoding="utf-8")
    library = Library.build(corpus, tmp_path_factory.mktemp("index"), encoder="none")
    yield library
    library.close()


EVERYDAY = (
    ("松江区2016年主动公开了多少条信息？", 863),
    ("从2008年条例施行以来松江区累计主动公开政府信息多少条？", 5218),
    ("松江区2016年网站公开的招考类信息有几条", 49),
    ("松江区微信公众号到2016年底有多少人关注", 29000),
    ("松江区2016年微博粉丝多少", 42000),
    ("2016年松江区民办培训机构年检没过的有几家？", 8),
    ("松江区长信箱2016年有几封信没回？", 8),
    ("松江区2016年举办培训班几期？", 2),
    ("松江区2016年11月那次培训来了多少人", 142),
    ("松江区有多少户商事主体？到2016年底", 426000),
    ("松江区2016年新登记的商事主体有多少户", 55000),
    ("2016年松江区收到的申请里涉及学区的有几件", 6),
    ("松江区2016年被告上法院几回", 2),
    ("松江区2016年三公经费预算是多少", 312.5),
    ("到2016年底松江区那150个重点项目里开工了几个", 141),
    ("松江区2016年鉴定出几栋D级危房", 14),
    ("松江区2016年主动公开的信息比上年多多少条", 95),
    ("松江区2016年收到几件信息公开申清", 43),
    ("松江区从2015年转到2016年接着办的申请有几件", 2),
    ("How many requests did the Songjiang District government carry over from 2015 into 2016?", 2),
    ("松江区2015年收到几件公开申请？2016年年报里提到的", 27),
    (
        "According to its 2016 report, how many requests had the Songjiang District government received in 2015?",
        27,
    ),
)


@pytest.mark.parametrize(("question", "value"), EVERYDAY)
def test_the_figure_given_is_the_one_that_is_meant(library, question, value):
    answer = library.ask(question)
    assert answer.status in {Status.ANSWERED, Status.NOT_STATED, Status.AMBIGUOUS}
    if answer.figures:
        assert answer.figures[0].value == value


def test_nearly_all_of_them_are_given(library):
    given = [q for q, _ in EVERYDAY if library.ask(q).status is Status.ANSWERED]
    assert len(given) >= 0.85 * len(EVERYDAY), sorted({q for q, _ in EVERYDAY} - set(given))


@pytest.mark.parametrize(
    "question",
    [
        "松江区2016年有几件申请超期没答",
        "松江区2016年公开信息收了多少处理费",
        "松江区2016年作出行政处罚决定多少起",
    ],
)
def test_what_the_report_denies_is_said_to_be_none(library, question):
    assert library.ask(question).status is Status.STATED_NONE


@pytest.mark.parametrize(
    "question",
    [
        "松江区2016年三公经费实际支出多少（决算）",  # only the budget is stated
        "松江区2016年抖音粉丝多少",  # two other channels have followers
        "松江区2016年的申请里有多少是记者提的",  # the total is not theirs
        "松江区2016年3月那次培训来了多少人",  # May and November have one
        "松江区2016年有几件申请是“查无此人”答复的",  # the words in quotation marks stand nowhere
    ],
)
def test_the_other_side_is_no_answer(library, question):
    answer = library.ask(question)
    assert answer.status is Status.NOT_STATED
    assert not answer.figures


@pytest.mark.parametrize(
    ("question", "value"),
    [("松江区民政局2016年发了多少低保金", 4362), ("松江区安监局2016年罚了多少钱", 76.5)],
)
def test_a_body_without_a_report_is_answered_where_its_government_names_it(library, question, value):
    answer = library.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.figures[0].value == value
    assert any("云溪市松江区人民政府" in note for note in answer.notes)


@pytest.mark.parametrize("question", ["松江区审计局2016年罚了多少钱", "松江区民政局2016年收到多少件申请"])
def test_a_body_that_the_government_does_not_name_there_has_no_report(library, question):
    assert library.ask(question).status is Status.NO_REPORT


def test_an_earlier_year_told_for_comparison_is_said_to_be_so(library):
    answer = library.ask("松江区2015年收到几件公开申请？2016年年报里提到的")
    assert "2015年" in answer.text
    assert "2016年报告" in answer.notes[0]


def test_an_earlier_year_that_no_quote_names_is_not_stated(library):
    answer = library.ask("松江区2015年微信公众号有多少人关注？2016年年报里提到的")
    assert "2015年" not in answer.text


def test_a_rank_is_answered_with_its_sentence(library):
    answer = library.ask("松江区2016年测评在全市排第几")
    assert answer.status is Status.ANSWERED
    assert not answer.figures
    assert "列第3位" in answer.citations[0].quote
