"""The catalogue: what is asked, in two languages, and what is asked of something else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportqa.figures.catalogue import Catalogue
from reportqa.figures.patterns import compile_pattern
from reportqa.model import Applicant

REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real"

# "id: question / question"; "-" is asked of something that no indicator states
CHINESE = """
requests.received: 2016年教育局收到多少件依申请公开？ / 去年一共有多少人申请信息公开？ / 全年信息公开申请量是多少 / 2020年有没有人申请过政府信息公开 /
requests.received: 信访局2018年收到多少件申请 / 收到政府信息公開申請幾件 / 全区各单位一共接到多少份公开申请书 / 本年度依申请公开件数
requests.received.in_person: 当面申请的有几件？
requests.received.online: 通过网络提交的申请有多少件
requests.received.letter: 信函申请几件
requests.new: 商业企业提出的申请有几件 / 律师提的申请有多少 / 企业申请公开的有几件 / 社会公益组织提了几件
requests.carried_in: 上年结转的申请有多少 / 去年结转到今年的有几件 / 上一年遗留多少件
requests.carried_out: 2022年还有多少申请没办完，要转到下一年
requests.refused: 有几件申请被拒绝了 / 2021年收到的申请里，不予公开的占多少
requests.answered.refused.trade_secret: 因商业秘密不同意公开的有几件
requests.answered.refused.privacy: 涉及个人隐私不予公开多少件
requests.refused.internal: 属于三类内部事务信息的有几件
requests.refused.process: 过程性信息不予公开的有多少
requests.unavailable.not_held: 本机关不掌握相关政府信息的有多少件
requests.unavailable.still_unclear: 补正后申请内容仍不明确的有几件
requests.unprocessed.repeated: 重复申请有几件
requests.unprocessed.petition: 信访举报投诉类申请多少件
requests.unprocessed: 不予处理的一共多少件
requests.unavailable: 无法提供的申请总共有多少
requests.other.not_corrected: 申请人逾期不补正的有多少件
requests.other: 其他处理多少件
requests.answered: 答复了多少件信息公开申请
requests.closed.on_time: 2015年按时办结的申请有多少件
requests.closed.extended: 延期答复的有几件
reconsideration.upheld: 行政复议维持的有几件 / 复议结果是维持的多少
litigation.total: 2021年行政诉讼总计多少件 / 被告了吗 / 打了几场官司 / 那行政诉讼呢？ / 涉诉案件有多少 / 是否发生过信息公开方面的诉讼
litigation.direct.total: 未经复议直接起诉的案件有几件
litigation.after_reconsideration.upheld: 复议后起诉结果维持的有几件
litigation.corrected: 行政诉讼败诉几件 / 法院判政府输了几次
reconsideration.pending: 行政复议尚未审结的有几件
reconsideration.total: 2017年有没有因信息公开引起的行政复议 / 行政复议、行政诉讼各多少件
disputes.total: 行政复议和行政诉讼一共多少起
complaints.total: 收到多少举报投诉 / 2018年处理投诉举报多少件
fees.processing: 收没收钱 / 2018年依申请公开收费多少钱 / 有没有收取信息公开的检索费、复制费 / 依申请公开有没有收费 / 有没有收信息处理费
fees.waived: 减免了多少费用 / 免收了多少费用
fees.amount: 行政事业性收费收了多少万元
published.total: 2014年公开了多少东西 / 主动公开了多少条信息
published.wechat: 政务微信发了多少条 / 公众号推送多少条信息
published.gazette: 政府公报刊登了多少条信息
responses.press_conferences: 开了几次新闻发布会
responses.press_conferences.leaders: 主要负责同志参加新闻发布会几次
responses.interviews: 在线访谈做了几次
responses.hotspots: 回应公众关注热点多少次 / 回应舆情几次
responses.interpretations: 政策解读稿件发布多少篇 / 政策解读发了几篇
training.courses: 举办了几期培训班 / 2016年政府信息公开培训搞了几场
training.people: 接受培训的人员有多少人次 / 培训了多少人
staff.people: 从事政府信息公开工作的人员有多少
staff.full_time: 专职人员几名
staff.part_time: 兼职的有几个人
staff.reading_points: 设了几个查阅点
staff.budget: 信息公开专项经费是多少
suggestions.npc.received: 收到多少件议案 / 人大代表提了多少建议 / 建议议案办理多少件
suggestions.npc.replied: 办复人大代表建议多少件 / 人大代表建议答复率
proposals.joint.received: 人大建议和政协提案一共办理多少件 / 办理两会建议提案多少件
proposals.cppcc.received: 政协委员提案收到几件 / 那提案呢 / 委员提案几件
proposals.cppcc.replied: 提案都答复了吗 / 政协提案办复率是多少 / 政协提案回复了几件
normative.issued: 制发了几件规范性文件 / 规范性文件有多少
normative.abolished: 废止了多少规范性文件
rules.in_force: 现行有效规章几件
rules.public_total: 2019年规章对外公开总数量
licences.items_last_year: 行政许可上一年项目数量是多少
procurement.amount: 政府集中采购总金额多少 / 采购了多少万元
coercion.decisions: 行政強制處理決定有多少
hotline.calls: 12345热线受理了多少件 / 热线办了多少工单
-: 科技局有多少名工作人员 / 2018年专利申请多少件 / 新建学校几所 / 微信公众号粉丝多少 / 网站访问量多少 / 怎么申请政府信息公开 / 申请信息公开要多少天答复 / 罚款一共多少钱 /
-: GDP增长多少 / 局长是谁 / 依申请公开受理机构电话多少 / 就业培训多少人 / 发明专利授权多少件 / 发放低保金多少万元 / 招商引资签约项目几个 / 审批建设项目多少个 /
-: 主要做法有哪些 / 公开指南在哪里 / 处理信访件多少件 / 办结率多少 / 留言板回复多少条留言 / 公开栏目有多少个 / 政务公开专区建了几个 / 公开属性审查多少件 / 领导小组开了几次会 /
-: 抖音播放量多少 / 新办企业多少家 / 公开了哪些内容 / 入学申请收到多少件 / 民营企业贷款申请多少 / 年报有多少页 / 政府信息公开条例哪年实施 / 天气怎么样 / 市长信箱收到来信多少封 /
-: 检查了多少家单位 / 整改错误信息多少处 / 视频解读多少个 / 你好 / 提案办理情况如何公开 / 收取了380元的是什么费用 / 开放日举办了几次 / 政府网站有多少个栏目 /
-: 发布了多少条新闻 / 公开招聘多少人 / 申请高新技术企业多少家 / 建议书多少份 / 有几个问题 / 群众满意度是多少 / 网站被通报几次 / 法律顾问有几人 / 依法行政培训计划 /
-: 公开承诺事项多少项 / 收到感谢信几封 / 收到锦旗多少面 / 共收到多少条意见 / 组织活动多少场 / 行政审批事项多少项 / 双随机检查多少次
requests.received.natural: 老百姓申请信息公开的多不多，有多少件 / 申請人為自然人的有多少件 / 公民申请的占多少
requests.granted: 同意公开的申请有多少 / 全部公开的几件
reconsideration.corrected: 复议被撤销的有几件 / 复议有几件被纠正
normative.published: 公开过几个规范性文件
rules.issued: 出台规章多少部 / 制定了多少规章
licences.decisions: 行政许可办了多少件 / 行政许可决定数
penalties.decisions: 做了多少次行政处罚 / 处罚了多少起
published.website: 网站上公布了多少条信息 / 官网发布信息数量 / 政府网站公开信息数是多少
published.new_media: 新媒体发布信息多少条
gazette.issues: 公报出了几期
meetings.public: 政府常务会议公开了几次
proposals.joint.replied: 代表委员的建议提案办结多少
outdated.cleared: 清理了多少过期信息
requests.unprocessed.publications: 因为要求提供公开出版物没处理的申请
requests.refused.third_party: 第三方合法权益不公开的几件
requests.refused.three_safeties: 三安全一稳定
requests.answered.other_channel: 告知通过其他途径办理的有多少
requests.answered.not_exist: 申请信息不存在的有几件
requests.answered.not_this_body: 不属于本机关公开的有几件
consultations.held: 征集意见几次
staff.offices: 专门机构有几个
requests.partly_granted: 有多少件属于部分公开
requests.unprocessed.excessive: 被认定为大量反复申请的有吗
requests.unprocessed.reconfirm: 要求重新出具已获取信息的申请数
requests.refused.law_forbids: 法律禁止公开的有多少
requests.refused.enforcement_file: 属于行政执法案卷几件
requests.refused.inquiry_matter: 行政查询事项几件
requests.closed: 办理结果总计是多少
requests.other.fee_unpaid: 没交费而不再处理的申请
reconsideration.other: 复议其他结果多少
litigation.upheld: 诉讼维持了几件
litigation.direct.corrected: 直接起诉被纠正的有几件
litigation.after_reconsideration.total: 经复议后起诉总计几件
normative.in_force: 还有效的规范性文件
procurement.items: 采购项目有几个
responses.social_media: 微博微信回应事件数
training.meetings: 信息公开工作会议开了几次
published.personnel: 公开人事任免多少条
published.documents: 公开了多少份政策文件
"""

ENGLISH = """
requests.received: how many FOI requests came in during 2020 /
requests.received: how many people applied for information? / total number of applications received /
requests.received: How many requests for disclosure were lodged in 2021? /
requests.received: How many applications did the agency get from the public?
litigation.total: were they sued? / any lawsuits? / was the agency taken to court /
litigation.total: Did anyone sue the bureau? / How many times was the government sued in 2022? /
litigation.total: how many cases went to court / What about lawsuits?
complaints.total: how many complaints were there /
complaints.total: How many complaints about information disclosure were received?
reconsideration.total: number of administrative reconsideration cases /
reconsideration.total: How many appeals for reconsideration were filed?
reconsideration.upheld: how many reconsideration decisions were upheld
litigation.corrected: how many lawsuits did the government lose
reconsideration.pending: how many reconsideration cases are pending /
reconsideration.pending: Reconsideration cases still pending
requests.refused: how many requests were rejected / number of requests denied /
requests.refused: share of requests refused / How many requests were declined?
requests.answered.refused.trade_secret:
requests.answered.refused.trade_secret: how many applications were turned down because of trade secrets /
requests.answered.refused.trade_secret: How many requests concerned trade secrets?
requests.partly_granted: how many requests were partially granted /
requests.partly_granted: How many requests resulted in partial disclosure?
requests.granted: how many requests were approved in full /
requests.granted: How many disclosure applications were fully granted?
requests.unprocessed.repeated: how many repeated requests were there
requests.unprocessed: how many requests were not processed
requests.unavailable.not_held: requests for information not held by the agency
requests.carried_in: how many requests were carried over from the previous year
requests.carried_out: how many requests were carried over to the next year /
requests.carried_out: How many requests were still open at the end of the year? /
requests.carried_out: Requests carried over to 2024
requests.new: how many requests came from companies
requests.received.natural: how many requests from individuals / How many requests did citizens make? /
requests.received.natural: How many citizens filed requests?
requests.closed.on_time: how many requests were answered on time
requests.answered: how many replies to requests
fees.processing: did they charge any money /
fees.processing: how much did the agency charge for information processing /
fees.processing: What did it charge for processing requests? / Did it collect any fee for copying?
fees.waived: were any fees waived
fees.amount: administrative fees collected /
fees.amount: How much was collected in administrative and institutional fees? /
fees.amount: How much administrative fee revenue was there
published.total: how many items were disclosed proactively /
published.total: how much information was published in 2016 /
published.total: How many pieces of information did the agency make public? /
published.total: How much information did the government release?
published.wechat: how many items were posted on WeChat
published.gazette: how many items were published in the gazette
responses.press_conferences.leaders: how many news conferences did leaders attend
responses.interviews: number of online interviews
responses.interpretations: how many policy explanations were issued /
responses.interpretations: how many interpretations of policy were released
training.courses: how many training courses were held / how often did they hold training sessions /
training.courses: How many training sessions took place?
training.people: how many people were trained / how many officials attended training /
training.people: number of trainees
staff.full_time: how many full-time staff
staff.part_time: how many part-time staff
suggestions.npc.received: how many motions did it handle / How many NPC suggestions were received? /
suggestions.npc.received: How many People's Congress suggestions were received? /
suggestions.npc.received: How many motions were there?
proposals.cppcc.received: how many CPPCC proposals were received / and proposals? /
proposals.cppcc.received: How many proposals from political advisors were received?
proposals.joint.received: how many suggestions and proposals were handled altogether
suggestions.npc.replied: how many suggestions of deputies were answered /
suggestions.npc.replied: How many deputies' suggestions were answered?
normative.abolished: how many normative documents were abolished
rules.in_force: how many rules are currently in force /
rules.in_force: How many government rules does it have in force?
licences.decisions: how many administrative licences were decided /
licences.decisions: How many licensing decisions did it make?
penalties.decisions: how many administrative penalties were imposed /
penalties.decisions: How many penalties were handed out?
procurement.amount: centralised procurement amount
requests.withdrawn: how many applications were withdrawn
hotline.calls: how many calls did the 12345 hotline take
-: how many employees does the bureau have / how many patents were applied for / who is the director /
-: what is the address / how do I apply for information / how many schools were built /
-: how many WeChat followers / what was the GDP / how many visits did the website get /
-: how long does it take to reply to a request / how much were the fines / why were requests refused /
-: how many business licences were handed out / how many subsidies were granted /
-: How many tourists visited / How many projects were approved / How many streets were repaired /
-: how many people live in the district / How many short videos were made /
-: What are the main problems / how many views did the videos get /
-: how much money was spent on schools / how many job applications were received / hello /
-: what improvements are planned / how many errors were corrected on the website /
-: how many letters came to the mayor's mailbox /
-: how many suggestions did the public make in consultations / did the mayor win an award /
-: How many people visited the open day / How many complaints about noise /
-: How many new companies registered / When was the report published? /
-: What is the title of the report / number of columns on the website / how many items of news /
-: How much did GDP grow / how many roads were built / how many inspections were carried out /
-: how many awards did it get
reconsideration.corrected: How many administrative review decisions were overturned? /
reconsideration.corrected: What was the number of reconsiderations corrected?
requests.answered.refused.privacy: How many requests were refused because of personal privacy?
requests.received.online: Requests made online
requests.received.letter: requests by letter
requests.received.in_person: requests made in person
normative.issued: How many regulatory documents were issued?
responses.press_conferences: How many press briefings were held? /
responses.press_conferences: How many press conferences did the city hold?
gazette.issues: How many issues of the gazette came out?
published.weibo: How many Weibo messages were posted? / How many posts went out on Weibo?
published.website: How many items were released on the portal? / items on the government website
requests.closed: How many applications were closed?
staff.reading_points: How many reading rooms are there
staff.people: how many staff work on information disclosure
coercion.decisions: how many decisions on administrative coercion
consultations.held: how many public consultations were held
requests.refused.enforcement_file: requests refused as enforcement case files
litigation.after_reconsideration.total: litigation after reconsideration, total
requests.unavailable.must_be_created: how many requests needed new information to be created
requests.refused.third_party: refused because of third-party interests
requests.unprocessed.petition: How many were petitions in disguise
requests.other.not_corrected: requests dropped because the applicant did not correct them in time
requests.other: Requests handled otherwise
litigation.upheld: Did the government win its lawsuits?
litigation.direct.total: How many lawsuits were brought directly?
disputes.total: How many reconsiderations and lawsuits together?
responses.hotspots: How many times did it respond to hot topics?
proposals.cppcc.replied: How many CPPCC proposals got a reply?
normative.in_force: How many valid normative documents are there
rules.newly_public: How many rules were newly made public?
procurement.items: How many procurement projects?
"""


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.load()


def rows(block):
    return [
        (question.strip(), None if name == "-" else name)
        for line in block.strip().splitlines()
        for name, _, questions in [line.partition(":")]
        for question in questions.split(" / ")
        if question.strip()
    ]


@pytest.mark.parametrize(("question", "expected"), rows(CHINESE))
def test_chinese_question_finds_its_indicator(catalogue, question, expected):
    matches = catalogue.match_question(question, "zh")
    assert (matches[0].indicator if matches else None) == expected


@pytest.mark.parametrize(("question", "expected"), rows(ENGLISH))
def test_english_question_finds_its_indicator(catalogue, question, expected):
    matches = catalogue.match_question(question, "en")
    assert (matches[0].indicator if matches else None) == expected


def test_specific_beats_general_and_hides_it(catalogue):
    ids = [m.indicator for m in catalogue.match_question("因国家秘密不予公开的申请有几件", "zh")]
    assert ids[0] == "requests.refused.state_secret"
    assert "requests.refused" not in ids and "requests.received" not in ids


def test_one_question_may_name_two_indicators(catalogue):
    ids = {m.indicator for m in catalogue.match_question("有没有被行政复议纠错或败诉？", "zh")}
    assert ids == {"reconsideration.corrected", "litigation.corrected"}


def test_the_table_comes_first_when_the_question_names_it(catalogue):
    by_table = catalogue.match_question("统计表里收到多少件申请", "zh")
    by_text = catalogue.match_question("收到多少件申请", "zh")
    assert [m.indicator for m in by_table[:2]] == ["requests.new", "requests.received"]
    assert [m.indicator for m in by_text[:2]] == ["requests.received", "requests.new"]


def test_spans_point_into_the_question_as_typed(catalogue):
    question = "２０１８ 年收到政 協 提案多少件"
    match = catalogue.match_question(question, "zh")[0]
    assert [question[a:b] for a, b in match.spans] == ["收到", "政 協 提案"]
    english = "How many proposals did it RECEIVE?"
    match = catalogue.match_question(english, "en")[0]
    assert [english[a:b] for a, b in match.spans] == ["proposals", "RECEIVE"]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("自然人申请几件", "zh", {Applicant.NATURAL}),
        ("商业企业申请几件", "zh", {Applicant.COMPANY}),
        ("法人或其他组织申请几件", "zh", set(Applicant) - {Applicant.NATURAL, Applicant.TOTAL}),
        ("requests from citizens", "en", {Applicant.NATURAL}),
        ("requests by law firms", "en", {Applicant.LEGAL_SERVICE}),
        ("收到多少件申请", "zh", set()),
    ],
)
def test_applicants(catalogue, text, language, expected):
    assert set(catalogue.match_applicants(text, language)) == expected


def test_an_unknown_macro_is_named_in_the_error():
    with pytest.raises(ValueError, match="nothing"):
        compile_pattern("$nothing", "zh", {})


@pytest.mark.skipif(not REAL.exists(), reason="the real reports are not here")
def test_questions_about_real_reports(catalogue):
    lines = (REAL / "qa.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    agree = total = 0
    for item in asked:
        first = [
            (m[0].indicator if (m := catalogue.match_question(item[key], language)) else None)
            for language, key in (("zh", "question"), ("en", "question_en"))
        ]
        if item["type"] in ("contact", "text"):
            assert first == [None, None], item["question"]
        else:
            total += 1
            agree += first[0] == first[1]
    assert agree / total > 0.9
