"""Samples of 示例市生态环境局: a workbook, old prose, both forms, and the old form used in 2022."""

from __future__ import annotations

from .appendix import appendix
from .forms import active_2019, active_2021, disputes, requests
from .model import Sample, blocks

AGENCY = "示例市生态环境局"


def environment_2017() -> Sample:
    """Fill the appendix and one sheet of prose; a workbook."""
    table = appendix("""
        published.total 3462 normative.published 5 normative.issued 5 published.gazette 2
        published.website 3462 published.weibo 1108 published.wechat 745 published.other 120
        responses.hotspots 31 responses.press_conferences 6 responses.press_conferences.leaders 4
        responses.interviews 2 responses.interviews.leaders 2 responses.interpretations 27
        responses.social_media 562 responses.other 11 requests.received 74 requests.received.in_person 9
        requests.received.online 51 requests.received.letter 14 requests.closed 74
        requests.closed.on_time 70 requests.closed.extended 4 requests.answered 74
        requests.answered.already_public 20 requests.answered.granted 26
        requests.answered.partly_granted 9 requests.answered.refused 6
        requests.answered.refused.trade_secret 3 requests.answered.refused.privacy 1
        requests.answered.refused.not_information 2 requests.answered.not_this_body 7
        requests.answered.not_exist 4 requests.answered.clarify 2 requests.answered.other_channel 0
        reconsideration.total 5 reconsideration.upheld 4 reconsideration.corrected 1 litigation.total 2
        litigation.upheld 2 complaints.total 0 fees.processing 0.02 staff.offices 1
        staff.reading_points 1 staff.people 14 staff.full_time 2 staff.part_time 12 staff.budget 15
        training.meetings 2 training.courses 4 training.people 388
    """)
    text = """
示例市生态环境局公布2017年政府信息公开工作年度报告。统计期限为2017年1月1日至12月31日。联系电话：0100-5550231。
# 一、主动公开情况
全年公开政府信息{published.total 3462 条|3462条}，其中空气质量日报{~空气质量日报 365 期|365期|part}、水环境质量月报{~水环境质量月报 12 期|12期|part}、行政处罚决定书{~公开处罚决定书 187 份||part}。召开新闻发布会{responses.press_conferences 6 场|六场}，通报中央环保督察边督边改情况{~通报督察边改情况 9 批|9批}。
# 二、依申请公开情况
受理申请{requests.received 74 件}，较2016年的{~2016年受理申请 58 件|58件}增加{~申请增加 16 件}；{requests.closed+requests.answered 74 件|全部办结|all}，其中延期答复{requests.closed.extended 4 件||part}。
# 三、收费情况
全年收取复制费{fees.processing 200 元}。
# 四、复议诉讼情况
行政复议{reconsideration.total 5 件|5件}，被纠正{reconsideration.corrected 1 件|1件}；行政诉讼{litigation.total 2 件|2件}，均胜诉。
# 五、存在问题
企业自行监测数据公开不全，部分项目环评公示停留时间短；答复的针对性需要提高。
# 附表：政府信息公开情况统计表
@table
"""
    return Sample(
        "environment/2017.xlsx",
        AGENCY,
        2017,
        "prose",
        "示例市生态环境局2017年政府信息公开工作年度报告",
        "2018-03-15",
        blocks(text, table=table),
    )


def environment_2018() -> Sample:
    """Prose without tables; GB18030, hard-wrapped, an empty line after every line."""
    text = """
按照《中华人民共和国政府信息公开条例》要求，示例市生态环境局编制了2018年度政府信息公开工作报告，并通过局门户网站向社会公布。报告中的数据统计到2018年12月31日。如需进一步了解情况，请与市生态环境局宣教科联系，电话：0100-5550231，传真：0100-5550232，通信地址：示例市清河街6号，邮政编码：010205，电子邮件：sthj@example.org。
# 一、基本情况
2018年是污染防治攻坚战起步之年，我局坚持“公开是原则、不公开是例外”，凡是群众看得见、摸得着的环境信息一律上网。全局{~承担公开任务的科室 13 个|十三个}科室和{~直属单位 5 家|五家}直属单位都明确了责任人。
# 二、主动公开政府信息情况
（一）总量。全年主动公开环境信息{published.total 4120 条|4120余条|over}，同比增加约{~主动公开同比增长 19 %|19%|about}。
（二）环境质量信息。每日发布空气质量指数，每月公布{~公布水质的断面 42 个}断面水质，每季度公布{~公布水质的饮用水水源 7 处|7处}集中式饮用水水源水质达标情况，达标率{~水源水质达标率 100 %}。
（三）项目审批信息。受理公示建设项目环评文件{~环评受理公示 316 个}，作出审批决定{~环评审批决定 288 个}，网上公示率达到{~环评公示率 100 %}。
（四）监管执法信息。公布重点排污单位名录{~重点排污单位 129 家}，公开行政处罚案件{~公开行政处罚案件 233 起}，罚款总额{~罚款总额 1846 万元}。曝光典型案例{~曝光典型案例 16 起|十六起}。
（五）新媒体。“示例环保”微博粉丝{~微博粉丝 83000|8.3万}，微信粉丝{~微信粉丝 27000|近2.7万|under}；全年推送微信{published.wechat 690 条}，最高单篇阅读量{~最高单篇阅读量 120000|12万}。
# 三、回应社会关切情况
开展环保设施向公众开放活动{~环保设施开放活动 28 次}，接待市民{~接待市民 3150 人次}。组织新闻发布会{responses.press_conferences 4 次|四次}，接受媒体采访{~接受媒体采访 60 次|六十余次|over}。办理“12369”环保举报{~12369环保举报 2771 件}，办结{~12369办结 2768 件}。
# 四、依申请公开政府信息情况
全年收到政府信息公开申请{requests.received 91 件|九十一件}，其中以公民个人名义提出{~公民申请 72 件||part}，以企业或其他组织名义提出{~企业及其他组织申请 19 件||part}。答复{requests.answered 88 件}，{requests.carried_out 3 件|3件}转入下年度继续办理。在已答复的申请中：公开{requests.answered.granted 41 件}，部分公开{requests.answered.partly_granted 13 件}，不予公开{requests.answered.refused 8 件}，非本机关职责{requests.answered.not_this_body 15 件}，信息不存在{requests.answered.not_exist 11 件}。
# 五、收费和减免情况
我局提供政府信息{fees.processing 0 元|不收取检索费、复制费和邮寄费|zero}。
# 六、复议和诉讼情况
因政府信息公开引起的行政复议、行政诉讼共{disputes.total 6 件}，其中行政复议{reconsideration.total 4 件||part}，均被维持；行政诉讼{litigation.total 2 件|两件|part}，一审均判决驳回。
# 七、建议提案办理情况
2018年共承办市人大建议{suggestions.npc.received 17 件}，政协提案{proposals.cppcc.received 23 件}，答复率、满意率都达到{~建议提案满意率 100 %}，其中涉及大气污染防治的{~涉及大气的建议提案 22 件|22件|part}。
# 八、不足之处与改进打算
不足之处主要是：环境数据专业性强，公众不易看懂；企业环境信息披露不主动；县级公开工作进展不一。今后，我们将推出“一图读懂”系列，督促重点排污单位依法披露信息，并对各县开展一次专项督导。
> 示例市生态环境局
> 二〇一九年一月二十八日
"""
    return Sample(
        "environment/2018.txt",
        AGENCY,
        2018,
        "prose",
        "示例市生态环境局2018年政府信息公开工作年度报告",
        "2019-01-28",
        blocks(text),
        {"wrap": 27, "encoding": "gb18030", "airy": True},
    )


def environment_2020() -> Sample:
    """Fill the form of 2019; Word."""
    t2 = active_2019(
        "0 0 0",
        "4 4 26",
        "11 -1 588",
        "17 0 2140",
        "135 +6 241",
        "9 0 15",
        "1 0",
        "37 1524.8万元",
    )
    t3 = requests(
        "2019",
        """
        new 88 14 1 0 3; carried_in 3; granted 36 8 1 0 1; partly_granted 12 2; refused.third_party 2 1;
        refused.process 3; refused.enforcement_file 7 1 0 0 1; unavailable.not_held 15 1 0 0 1;
        unavailable.must_be_created 4; unprocessed.petition 5; unprocessed.repeated 2; other 1 1;
        carried_out 4
    """,
    )
    text = """
本报告按照《中华人民共和国政府信息公开条例》和国务院办公厅政府信息与政务公开办公室规定的格式编制，全文由六部分组成。数据统计期限为2020年1月1日至2020年12月31日。报告电子版见示例市生态环境局网站（http://sthj.example.org）。联系方式：示例市清河街6号，邮编010205，电话0100-5550231，邮箱sthj@example.org。
# 一、总体情况
2020年，市生态环境局立足疫情防控和污染防治两条战线，及时公开疫情期间医疗废水、医疗废物监管信息{~疫情监管信息 214 条}。全年主动公开政府信息{published.total 5237 条}，其中网站{published.website 5016 条||part}、其他渠道{published.other 221 条||part}。
收到政府信息公开申请{requests.received+requests.new 106 件}，办理结果为：予以公开{requests.granted 46 件}，部分公开{requests.partly_granted 14 件}，不予公开{requests.refused 15 件}，无法提供{requests.unavailable 21 件}，不予处理{requests.unprocessed 7 件}，其他处理{requests.other 2 件}。
召开例行新闻发布会{responses.press_conferences 4 场}，制作政策解读产品{responses.interpretations 13 个|13个}。“示例生态环境”微信公众号粉丝数{~微信粉丝 46000|4.6万}，微博粉丝数{~微博粉丝 95000|9.5万}。受理群众环境信访举报{~环境信访举报 1962 件}，办结率{~信访办结率 100 %}。
举办培训班{training.courses 2 期|2期}，参训{training.people 226 人}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
问题有三：一是申请件中企业环评报告占比高，第三方意见征求耗时长；二是政策解读不够通俗；三是基层分局公开力量薄弱。改进措施：建立环评报告公开版提前报送机制，推行“解读三同步”，为{~配备专职人员的分局 6 个|六个}分局各配备一名专职人员。
# 六、其他需要报告的事项
2020年承办建议提案合计{proposals.joint.received 44 件}，{proposals.joint.replied 44 件|全部按期办复|all}。本年度{fees.processing 0 元|没有收取任何费用|zero}。
> 示例市生态环境局
> 2021年1月20日
"""
    return Sample(
        "environment/2020.docx",
        AGENCY,
        2020,
        "2019",
        "示例市生态环境局2020年政府信息公开工作年度报告",
        "2021-01-20",
        blocks(text, t2=t2, t3=t3, t4=disputes("4 1 1 1", "2 0 1 0", "2 0 0 1")),
    )


def environment_2021() -> Sample:
    """Fill the form of 2021; PDF."""
    t2 = active_2021("0 0 0", "2 0 9", 643, 218, 12, "0")
    t3 = requests(
        "2021",
        """
        new 97 18 0 2 4 1; carried_in 4; granted 41 10 0 1 1; partly_granted 15 3;
        refused.state_secret 1; refused.third_party 3 1; refused.process 2;
        refused.enforcement_file 9 2 0 0 1; unavailable.not_held 14 1 0 1 2;
        unavailable.must_be_created 5; unavailable.still_unclear 1; unprocessed.petition 4;
        unprocessed.repeated 3; other.not_corrected 1; other.other 0 0 0 0 0 1; carried_out 2 1
    """,
    )
    text = """
示例市生态环境局根据《中华人民共和国政府信息公开条例》规定，编制2021年政府信息公开工作年度报告。报告所列数据统计期限为2021年1月1日至2021年12月31日。联系地址：示例市清河街6号；邮编：010205；联系电话：0100-5550231。
# 一、总体情况
## （一）主动公开
全年通过局网站主动公开信息{published.website 5580 条}，公开行政许可和行政处罚结果{~许可处罚公示 861 条}。发布空气质量状况{~空气质量发布 365 期}，公布地表水断面水质{~公布水质的断面 48 个|48个}。
## （二）依申请公开
办理政府信息公开申请{~办理申请 126 件}（含上年结转{requests.carried_in 4 件||part}），办结{requests.closed 123 件}，结转下年度{requests.carried_out 3 件}。其中予以公开{requests.granted 53 件}，占{~予以公开占比 43.1 %}。
## （三）政府信息管理
修订发布审核办法，制发规范性文件{normative.issued 2 件|2件}，{normative.abolished 0 件|无废止|zero}。
## （四）平台建设
微信公众号全年推送{published.wechat 912 条}，粉丝突破{~微信粉丝 60000 人|6万人|over}，累计阅读{~累计阅读量 3850000 次|385万次}。
## （五）监督保障
受理投诉举报{complaints.total 0 件|0件}，开展自查{~自查 4 次|四次}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
一是申请公开数量逐年上升，执法案卷类申请处理难度大；二是监测数据公开的及时性还有差距；三是新媒体互动不足。将采取的措施包括：编写执法案卷类申请办理指引，把监测数据由按月公开改为按周公开，开设“局长信箱”并限时回复。
# 六、其他需要报告的事项
2021年度依申请公开收取信息处理费{fees.processing 160 元}，涉及{~收费申请 1 件|1件}。
> 示例市生态环境局
> 2022年1月24日
"""
    return Sample(
        "environment/2021.pdf",
        AGENCY,
        2021,
        "2021",
        "示例市生态环境局2021年政府信息公开工作年度报告",
        "2022-01-24",
        blocks(text, t2=t2, t3=t3, t4=disputes("5 0 2 1", "1 0 0 1", "3 0 1 0")),
        meta=("published", "url"),
    )


def environment_2022() -> Sample:
    """Fill the form of 2019 in a year of the form of 2021; a portal page. 上年结转 is one short, on purpose."""
    t2 = active_2019(
        "0 0 0",
        "3 3 22",
        "10 0 612",
        "17 +1 2265",
        "141 0 203",
        "9 0 10",
        "1 -1",
        "29 986.4万元",
    )
    t3 = requests(
        "2019",
        """
        new 79 11 0 0 2; carried_in 2; granted 33 6 0 0 1; partly_granted 11 2; refused.third_party 2;
        refused.process 2; refused.enforcement_file 6 1; unavailable.not_held 13 1 0 0 1;
        unavailable.must_be_created 3; unprocessed.petition 5; unprocessed.repeated 2;
        unprocessed.publications 1; other 1; carried_out 2 1
    """,
    )
    text = """
根据《中华人民共和国政府信息公开条例》的要求，现公布示例市生态环境局2022年政府信息公开工作年度报告。本报告数据自2022年1月1日起至2022年12月31日止。
# 一、总体情况
一是主动公开持续加力。全年公开各类环境信息{published.total 6014 条}，在市政府新闻发布会上通报蓝天保卫战进展{responses.press_conferences 3 次|三次}。二是依申请公开规范办理。共收到申请{requests.received+requests.new 92 件}，同比下降{~申请同比下降 24.6 %}；办结{requests.closed 91 件}。三是解读形式不断丰富。发布解读{responses.interpretations 15 篇}，其中音视频解读{~音视频解读 5 篇||part}。四是平台管理更加严格。完成网站信息更新{~网站信息更新 6014 条}，整改错敏字词{~整改错敏字词 73 处}、失效链接{~整改失效链接 29 处|29处}。
五是互动渠道保持畅通。办理12345热线工单{hotline.calls 3406 件}，回复网民留言{~回复网民留言 518 条}，平均办理时间{~平均办理时间 3.2 天}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
对照要求，我局还存在专业术语多、可读性不强，以及对申请人真实需求把握不准等问题。2023年将建立答复前电话沟通制度，把术语解释附在报告之后，并邀请公众代表评议公开工作。
# 六、其他需要报告的事项
一是信息处理费。全年{fees.processing 0 元|未收取信息处理费|zero}。二是建议提案。承办市人大建议{suggestions.npc.received 19 件|19件}、政协提案{proposals.cppcc.received 26 件|26件}，{suggestions.npc.replied 19 件|均已|all}{proposals.cppcc.replied 26 件|按时答复|all}并公开。
> 示例市生态环境局
> 2023年1月18日
"""
    return Sample(
        "environment/2022.html",
        AGENCY,
        2022,
        "2019",
        "示例市生态环境局2022年政府信息公开工作年度报告",
        "2023-01-18",
        blocks(text, t2=t2, t3=t3, t4=disputes("3 0 1 0", "0 0 0 0", "1 0 0 1")),
        {"encoding": "utf-8", "headings": False},
    )


def environment_2024() -> Sample:
    """Fill the form of 2021; PDF whose tables are left open where a page ends."""
    t2 = active_2021("0 0 0", "1 2 8", 705, 186, 9, "56.3", apart=True)
    t3 = requests(
        "2021",
        """
        new 134 22 2 0 5 2; carried_in 5 1; granted 52 12 1 0 2 1; partly_granted 21 4;
        refused.law_forbids 1; refused.third_party 4 2; refused.internal 1; refused.process 3;
        refused.enforcement_file 12 2; refused.inquiry_matter 2; unavailable.not_held 23 2 1 0 3 1;
        unavailable.must_be_created 6; unavailable.still_unclear 2; unprocessed.petition 5;
        unprocessed.repeated 2; unprocessed.reconfirm 1; other.not_corrected 2; other.other 1;
        carried_out 1 1
    """,
    )
    text = """
依据《中华人民共和国政府信息公开条例》，示例市生态环境局编制2024年政府信息公开工作年度报告，统计期限为2024年1月1日至12月31日。咨询电话：0100-5550236（工作日9:00—17:00），电子邮箱：sthj@example.org，地址：示例市清河街6号。
# 一、总体情况
2024年，全市空气优良天数{~空气优良天数 312 天}，优良率{~空气优良率 85.2 %}，我局围绕这一结果同步公开治理措施、投入资金和考核排名。
（一）主动公开。全年主动公开政府信息{published.total 7350 条}，其中环境质量类{~环境质量类信息 1460 条||part}、行政审批类{~行政审批类信息 705 条||part}、执法监管类{~执法监管类信息 1932 条||part}。发布政策解读{responses.interpretations 20 篇}，政策文件解读率{~政策解读率 100 %}。
（二）依申请公开。新收申请{requests.new+requests.received 165 件}，上年结转{requests.carried_in 6 件}，办结{requests.closed 169 件}，按期办结率{~申请按期办结率 100 %}。从申请主体看，自然人{requests.new@natural 134 件}，占{~自然人申请占比 81.2 %}；法人或其他组织{~法人或其他组织申请 31 件}。
（三）政府信息管理。清理已失效文件{normative.abolished 2 件|两件}，现行有效的规范性文件为{normative.in_force 8 件}。
（四）平台建设。微信公众号粉丝{~微信粉丝 118000 人|11.8万人}，推出短视频{~短视频 86 条}，总播放量逾{~短视频播放量 9200000 次|920万次|over}。
（五）监督保障。组织培训{training.courses 3 次|三次}，覆盖{training.people 420 人次|420人次}；{~责任追究 0 人|未发生责任追究情形|zero}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
一是申请量创新高，对重复申请的引导不够；二是排污许可信息与执法信息尚未贯通；三是公开专区利用率低。我局将编制常见申请事项问答手册，推动两类信息按企业归集、一企一档公开，并把公开专区搬进{~公开专区迁入的街道 8 个|八个}街道便民中心。
# 六、其他需要报告的事项
全年收取信息处理费{fees.processing 720 元}，涉及{~收费申请 3 件|3件}申请。
> 示例市生态环境局
> 2025年1月21日
"""
    return Sample(
        "environment/2024.pdf",
        AGENCY,
        2024,
        "2021",
        "示例市生态环境局2024年政府信息公开工作年度报告",
        "2025-01-21",
        blocks(text, t2=t2, t3=t3, t4=disputes("6 1 2 1", "2 0 1 0", "4 0 0 2")),
        {"open_ends": True},
    )


SAMPLES = (
    environment_2017,
    environment_2018,
    environment_2020,
    environment_2021,
    environment_2022,
    environment_2024,
)
