"""Which indicator a clause of a report states, and which clauses state none."""

from __future__ import annotations

import pytest

from reportqa.figures.catalogue import Catalogue

# "counted | clause | unit | heading | ids"
STATED = """
政协委员提案 | 区科技局收到政协委员提案7条 | 条 |  | proposals.cppcc.received
本年度通过网络、公告栏、新媒体等方式主动公开政府信息 | 本年度通过网络、公告栏、新媒体等方式主动公开政府信息50条 | 条 |  | published.total
我区在政府网站平台主动发布各类政府信息 | 我区在政府网站平台主动发布各类政府信息2428条 | 条 |  | published.website
公开政府常务会议 | 公开政府常务会议7期 | 期 |  | meetings.public
解读信息发布 | 解读信息发布7条 | 条 |  | responses.interpretations
区政府办代表区政府受理政府信息公开申请 | 区政府办代表区政府受理政府信息公开申请17件 | 件 |  | requests.received
全年收取政府信息公开信息处理费 | 全年收取政府信息公开信息处理费0元 | 元 |  | fees.processing
我区在政府网站平台主动公开政府信息 | 我区在政府网站平台主动公开政府信息1136条 | 条 |  | published.website
全年通过县政府门户网站主动公开政府信息 | 全年通过县政府门户网站主动公开政府信息4511条 | 条 |  | published.website
督促县直部门在信息公开页面发布信息 | 督促县直部门在信息公开页面发布信息3044条 | 条 |  |
开展意见征集 | 开展意见征集9期 | 期 |  | consultations.held
专栏 | 等专栏33个 | 个 |  |
累计清理过期信息 | 累计清理过期信息697条 | 条 |  | outdated.cleared
全年累计发布解读类信息 | 全年累计发布解读类信息21条 | 条 |  | responses.interpretations
其中图文及视频类产品共 | 其中图文及视频类产品共17篇 | 篇 |  |
完成政府常务会议同步配套解读 | 完成政府常务会议同步配套解读7次 | 次 |  |
全县全年共受理政府信息公开申请 | 全县全年共受理政府信息公开申请749件 | 件 |  | requests.received
其中自然人申请 | 其中自然人申请741件 | 件 |  | requests.received.natural
法人或其他组织申请 | 法人或其他组织申请8件 | 件 |  | requests.received.organisations
共办理 | 共办理718件 | 件 | （二）规范化办理依申请公开。 | requests.closed
结转下一年 | 结转下一年31件 | 件 |  | requests.carried_out
全县共办理相关案件 | 全县共办理相关案件74件 | 件 |  |
发出催办提示 | 全年发出催办提示84次 | 次 |  |
收取信息处理费共计 | 收取信息处理费共计380元 | 元 |  | fees.processing
全年公开政策文件 | 全年公开政策文件4件 | 件 |  | published.documents
全年主动公开市政府规章 | 全年主动公开市政府规章22件 | 件 |  | rules.published
市政府及市政府办公厅行政规范性文件 | 全年主动公开市政府规章22件、市政府及市政府办公厅行政规范性文件34件、人事任免文件196件、其他文件84件 | 件 |  | normative.published
人事任免文件 | 全年主动公开市政府规章22件、市政府及市政府办公厅行政规范性文件34件、人事任免文件196件、其他文件84件 | 件 |  | published.personnel
召开市政府新闻发布会 | 召开市政府新闻发布会42场、新闻通气会19场 | 场 |  | responses.press_conferences
新闻通气会 | 召开市政府新闻发布会42场、新闻通气会19场 | 场 |  | responses.press_briefings
市政府共受理政府信息公开申请 | 市政府共受理政府信息公开申请1295件 | 件 |  | requests.received
办结 | 办结1191件（含上年结转189件） | 件 | （二）依申请公开方面 | requests.closed
已办结 | 已办结498件 | 件 | （四）平台建设
上年结转 | 办结1191件（含上年结转189件） | 件 |  | requests.carried_in
予以公开及部分公开 | 予以公开及部分公开208件（17.46%） | 件 |  | requests.disclosed
不予公开 | 不予公开20件（1.68%） | 件 |  | requests.refused
因本机关不掌握等原因无法提供 | 因本机关不掌握等原因无法提供564件（47.36%） | 件 |  | requests.unavailable
属信访、重复申请等不予处理 | 属信访、重复申请等不予处理80件 | 件 |  | requests.unprocessed
其他处理 | 其他处理319件（26.78%，含申请人主动撤回157件） | 件 |  | requests.other
申请人主动撤回 | 其他处理319件（26.78%，含申请人主动撤回157件） | 件 |  | requests.withdrawn
编辑《上海市人民政府公报》 | 编辑《上海市人民政府公报》24期 | 期 |  | gazette.issues
收到人大代表建议 | 收到人大代表建议12件、政协提案7件 | 件 |  | suggestions.npc.received
政协提案 | 收到人大代表建议12件、政协提案7件 | 件 |  | proposals.cppcc.received
共办理人大代表建议、政协提案 | 共办理人大代表建议、政协提案19件 | 件 |  | proposals.joint.received
承办省、市人大议案 | 承办省、市人大议案3件 | 件 |  | suggestions.npc.received
办复政协提案 | 办复政协提案5件 | 件 |  | proposals.cppcc.replied
答复率 | 答复率100% | % | 五、办理人大代表建议和政协委员提案情况 |
收到依申请公开 | 2016年收到依申请公开5件 | 件 |  | requests.received
接到政府信息公开申请 | 全年接到政府信息公开申请3份 | 份 |  | requests.received
当面申请 | 其中当面申请2件 | 件 |  | requests.received.in_person
网上申请 | 网上申请3件 | 件 |  | requests.received.online
信函申请 | 信函申请1件 | 件 |  | requests.received.letter
同意公开 | 同意公开答复2件 | 件 |  | requests.granted
行政复议 | 发生行政复议3件 | 件 |  | reconsideration.total
行政诉讼 | 行政诉讼2件 | 件 |  | litigation.total
因政府信息公开申请行政复议 | 因政府信息公开申请行政复议0件 | 件 |  | reconsideration.total
被申请行政复议 | 全年被申请行政复议5件 | 件 |  | reconsideration.total
被提起行政诉讼 | 被提起行政诉讼1起 | 起 |  | litigation.total
举报投诉 | 收到举报投诉2件 | 件 |  | complaints.total
举办培训班 | 举办政务公开培训班3期 | 期 |  | training.courses
培训 | 培训人员200人次 | 人次 |  | training.people
开展政务公开业务培训 | 开展政务公开业务培训2次 | 次 |  | training.courses
参训人员 | 共开展培训2次，参训人员150人 | 人 |  | training.people
召开新闻发布会 | 召开新闻发布会3次 | 次 |  | responses.press_conferences
制发规范性文件 | 2017年制发规范性文件8件 | 件 |  | normative.issued
主动公开规范性文件 | 主动公开规范性文件8件 | 件 |  | normative.published
通过微信公众号发布信息 | 通过微信公众号发布信息320条 | 条 |  | published.wechat
微博发布信息 | 微博发布信息50条 | 条 |  | published.weibo
2019年主动公开政府信息 | 2019年主动公开政府信息356条 | 条 |  | published.total
其中公开财政信息 | 其中公开财政信息12条 | 条 |  |
机构概况类信息 | 机构概况类信息10条 | 条 |  |
作出行政处罚决定 | 作出行政处罚决定45件 | 件 |  | penalties.decisions
接听热线 | 12345热线接听来电500件 | 件 |  | hotline.calls
从事政府信息公开工作人员 | 从事政府信息公开工作人员5人 | 人 |  | staff.people
专职 | 其中专职人员2人 | 人 |  | staff.full_time
兼职 | 兼职人员3人 | 人 |  | staff.part_time
公共查阅点 | 设立政府信息公开查阅点2个 | 个 |  | staff.reading_points
回应公众关注热点 | 回应公众关注热点或重大舆情4次 | 次 |  | responses.hotspots
维持 | 均获维持5件 | 件 | 四、行政复议、行政诉讼情况 |
其中维持 | 行政复议案件3件，其中维持2件 | 件 |  | reconsideration.upheld
局领导 | 局领导班子成员5人 | 人 |  |
发明专利申请 | 全年发明专利申请120件 | 件 |  |
受理专利申请 | 受理专利申请120件 | 件 |  |
受理行政许可申请 | 受理行政许可申请220件 | 件 |  |
答复政府信息公开申请 | 答复政府信息公开申请30件 | 件 |  | requests.answered
属于已主动公开范围 | 属于已主动公开范围的5件 | 件 |  | requests.answered.already_public
信息不存在 | 信息不存在3件 | 件 |  | requests.answered.not_exist
我局共受理依申请公开政府信息 | 2015年我局共受理依申请公开政府信息12件 | 件 |  | requests.received
网络申请 | 网络申请7件 | 件 |  | requests.received.online
全年共主动公开政府信息 | 全年共主动公开政府信息1256条 | 条 |  | published.total
机构职能类 | 机构职能类12条 | 条 |  |
通过市政府信息公开平台公开信息 | 通过市政府信息公开平台公开信息158条 | 条 |  |
在区政府网站发布信息 | 在区政府网站发布信息56条 | 条 |  | published.website
本机关共收到政府信息公开申请 | 2012年本机关共收到政府信息公开申请3条 | 条 |  | requests.received
同意公开的 | 同意公开的2条 | 条 |  | requests.granted
占总数的 | 占总数的66.7% | % |  |
不同意公开答复 | 不同意公开答复0件 | 件 |  | requests.refused
针对本单位有关政府信息公开事务的行政复议案 | 本机关共发生针对本单位有关政府信息公开事务的行政复议案0件 | 件 |  | reconsideration.total
行政诉讼案 | 行政诉讼案0件 | 件 |  | litigation.total
检索费 | 收取的检索费0元 | 元 |  | fees.processing
累计主动公开政府信息 | 累计主动公开政府信息3320条 | 条 |  | published.total
政府信息公开方面的咨询 | 接受公民、法人及其他组织政府信息公开方面的咨询23人次 | 人次 |  |
主动公开政府信息总数为： | 主动公开政府信息总数为：1250条 | 条 |  | published.total
主动公开规范性文件数 | 主动公开规范性文件数0条 | 条 |  | normative.published
召开新闻发布会 | 召开新闻发布会0次 | 次 |  | responses.press_conferences
政府网站在线访谈 | 政府网站在线访谈0次 | 次 |  | responses.interviews
政策解读稿件发布 | 政策解读稿件发布12篇 | 篇 |  | responses.interpretations
编制《政府信息公开工作手册》 | 编制《政府信息公开工作手册》500本 | 本 |  |
组织业务培训 | 组织业务培训3次 | 次 |  | training.courses
培训 | 培训160余人次 | 人次 |  | training.people
参加市级培训 | 参加市级培训2次 | 次 |  |
主动公开重大建设项目信息 | 主动公开重大建设项目信息45条 | 条 |  |
公开财政预决算信息 | 公开财政预决算信息30条 | 条 |  |
其中：网站 | 其中：网站1100条 | 条 |  |
政务微博发布 | 政务微博发布信息210条 | 条 |  | published.weibo
转载信息 | 微信公众号转载信息110条 | 条 |  |
办理政协提案 | 办理政协提案5件 | 件 |  | proposals.cppcc.received
承办市人大代表建议 | 承办市人大代表建议3件，办复率100% | 件 |  | suggestions.npc.received
主办件 | 其中主办件3件 | 件 | 五、办理人大代表建议和政协委员提案情况 |
满意率 | 满意率100% | % |  |
收到 | 收到7件 | 件 | 五、政协委员提案办理情况 | proposals.cppcc.received
共收到 | 共收到3件 | 件 | 四、依申请公开情况 | requests.received
信息公开申请办理行政复议案件 | 办理因信息公开申请引发的行政复议案件6件 | 件 |  | reconsideration.total
行政应诉案件 | 办理行政应诉案件9件 | 件 |  | litigation.total
复议案件 | 发生行政复议案件2件、行政诉讼案件1件 | 件 |  | reconsideration.total
行政诉讼案件 | 发生行政复议案件2件、行政诉讼案件1件 | 件 |  | litigation.total
受理企业开办申请 | 受理企业开办申请1200件 | 件 |  |
受理低保申请 | 受理低保申请120件 | 件 |  |
受理工伤认定申请 | 受理工伤认定申请120件 | 件 |  |
不予受理 | 不予受理3件 | 件 |  |
受理信访 | 受理信访件30件 | 件 |  |
受理投诉举报 | 市场监管局受理投诉举报3500件 | 件 |  | complaints.total
回复网民留言 | 回复网民留言55条 | 条 |  |
办理市长信箱 | 办理市长信箱来信120件 | 件 |  |
办结行政许可 | 办结行政许可3200件 | 件 |  | licences.decisions
公开行政处罚信息 | 公开行政处罚信息300条 | 条 |  |
"""

# "clause | ids": a clause without a figure denies what it names, or only talks of it
DENIED = """
区科技局没有收到申请政府信息公开的受理件 | requests.received
区科技局没有发生因政府信息公开涉及的行政复议、提起行政诉讼情况 | reconsideration.total, litigation.total
区科技局政府信息公开中没有发生相关收费和减免情况 | fees.processing, fees.waived
不存在不予公开政府信息的情况 | requests.refused
全年未发生因依申请公开被行政复议纠错或行政诉讼败诉情形 | reconsideration.corrected, litigation.corrected
2025年度本机关未收取信息公开处理费 | fees.processing
微信公众号粉丝达1360万 |
本年度无行政复议和行政诉讼 | reconsideration.total, litigation.total
未发生政府信息公开行政复议、行政诉讼案件 | reconsideration.total, litigation.total
未收取检索、复制、邮寄等费用 | fees.processing
我局未收取任何费用 | fees.processing
全年未对公民、法人和其他组织收取任何费用 | fees.processing
未收到关于政府信息公开的举报 | complaints.total
无结转下年度办理 | requests.carried_out
未出现延期答复情况 | requests.closed.extended
没有公民、法人和其他组织向我局申请信息公开 | requests.received
未收到政府信息公开申请 | requests.received
2016年我局未接到依申请公开政府信息的申请 | requests.received
2013年度未发生因政府信息公开而引发的行政复议、行政诉讼和行政申诉 | reconsideration.total, litigation.total
2010年我局没有因政府信息公开被申请行政复议或提起行政诉讼的情况 | reconsideration.total, litigation.total
全年没有发生公民、法人或者其他组织因政府信息公开申请行政复议、提起行政诉讼的情况 | reconsideration.total, litigation.total
不存在收费和减免情况 | fees.processing, fees.waived
尚未收到要求公开政府信息的申请 | requests.received
我局未出现依申请公开信息情况 | requests.received
无依申请公开 | requests.received
未收到人大代表建议和政协委员提案 | proposals.cppcc.received, suggestions.npc.received
我局无建议提案办理任务 | proposals.cppcc.received, suggestions.npc.received
未发生行政复议 | reconsideration.total
未被提起行政诉讼 | litigation.total
未收取费用 | fees.processing
未收到举报投诉 | complaints.total
未召开新闻发布会 | responses.press_conferences
没有制定规范性文件 | normative.issued
无不予公开情况 | requests.refused
无结转申请 | requests.carried_out
未出现泄密事件 |
未发现违规公开政府信息问题 |
不存在其他需要报告的内容 |
没有需要报告的事项 |
未经审核的信息一律不准发布 |
对存在未及时更新、空白栏目、不良链接等问题进行严格督查 |
我局未开通政务微博 |
部分信息未及时公开 |
政策解读的形式还不够丰富 |
未能及时主动公开政府信息 |
确保申请及时受理 |
降低行政复议、行政诉讼发生率和纠错率 |
做到无投诉 | complaints.total
由于没有专职人员 |
专职人员较少 |
"""


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.load()


def rows(block, size):
    split = [[cell.strip() for cell in line.split("|")] for line in block.strip().splitlines()]
    return [(*cells, *[""] * (size - len(cells))) for cells in split]


def ids(cell):
    return {name for name in cell.split(", ") if name}


@pytest.mark.parametrize(("counted", "clause", "unit", "heading", "expected"), rows(STATED, 5))
def test_a_figure_in_prose_gets_its_indicator(catalogue, counted, clause, unit, heading, expected):
    assert set(catalogue.match_statement(counted, clause, unit, heading)) == ids(expected)


@pytest.mark.parametrize(("clause", "expected"), rows(DENIED, 2))
def test_a_clause_without_a_figure(catalogue, clause, expected):
    assert set(catalogue.match_statement(clause, clause, "")) == ids(expected)


def test_a_zero_of_two_things_is_a_zero_of_each(catalogue):
    found = catalogue.match_statement("行政复议、行政诉讼", "行政复议、行政诉讼0件", "件")
    assert {"reconsideration.total", "litigation.total"} <= set(found)


def test_a_figure_of_two_things_is_not_one_of_each(catalogue):
    assert catalogue.match_statement("行政复议、行政诉讼", "行政复议、行政诉讼3件", "件") == [
        "disputes.total"
    ]


def test_numerals_in_chinese_digits_are_figures(catalogue):
    assert catalogue.match_statement("收到政协提案", "收到政协提案二十三件", "件") == [
        "proposals.cppcc.received"
    ]


def test_traditional_characters_and_stray_spaces(catalogue):
    found = catalogue.match_statement("收到政 協 委員提案", "收到政 協 委員提案 7 件", "件")
    assert found == ["proposals.cppcc.received"]


def test_a_percentage_is_never_a_count(catalogue):
    assert catalogue.match_statement("不予公开", "不予公开20件（1.68%）", "%") == []


def test_all_replied_speaks_of_the_reply(catalogue):
    assert catalogue.answered_by("proposals.cppcc.received") == "proposals.cppcc.replied"
    assert catalogue.answered_by("published.total") is None
