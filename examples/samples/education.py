"""Samples of 示例市教育局: prose to 2018, the form of 2019, the form of 2021."""

from __future__ import annotations

from .appendix import appendix
from .forms import active_2019, active_2021, disputes, requests
from .model import Sample, blocks

AGENCY = "示例市教育局"


def education_2016() -> Sample:
    """Prose with an appendix; hard-wrapped text."""
    table = appendix("""
        published.total 1268 normative.published 9 normative.issued 9 published.website 1268
        published.weibo 412 published.wechat 386 published.other 57 responses.hotspots 14
        responses.press_conferences 2 responses.press_conferences.leaders 1 responses.interviews 3
        responses.interviews.leaders 1 responses.interpretations 18 responses.social_media 206
        responses.other 5 requests.received 23 requests.received.in_person 4 requests.received.online 16
        requests.received.letter 3 requests.closed 23 requests.closed.on_time 22
        requests.closed.extended 1 requests.answered 23 requests.answered.already_public 8
        requests.answered.granted 7 requests.answered.partly_granted 2 requests.answered.refused 2
        requests.answered.refused.privacy 1 requests.answered.refused.not_information 1
        requests.answered.not_this_body 3 requests.answered.not_exist 1 reconsideration.total 1
        reconsideration.upheld 1 complaints.total 0 fees.processing 0 staff.offices 1
        staff.reading_points 2 staff.people 9 staff.full_time 2 staff.part_time 7 staff.budget 6.5
        training.meetings 3 training.courses 2 training.people 164
    """)
    text = """
根据《中华人民共和国政府信息公开条例》和市政府办公室关于做好年度报告编制公布工作的通知，现向社会公布示例市教育局2016年度政府信息公开工作情况。本报告所列数据的统计期限自2016年1月1日起，至2016年12月31日止。公众如对报告内容有疑问，可与市教育局办公室联系（地址：示例市文澜路18号，邮编：010203，电话：0100-5550118，电子邮箱：jyj@example.org）。
# 一、概述
2016年，市教育局把公开工作同招生入学、校园安全、教育收费等群众最关心的事项结合起来，由一名副局长分管、办公室牵头、各科室分头落实。局机关设政府信息公开查阅点{staff.reading_points 2 处}，从事这项工作的共{staff.people 9 人}，其中专职{staff.full_time 2 人||part}、兼职{staff.part_time 7 人||part}。年内召开专题会议{training.meetings 3 次|三次}，举办培训班{training.courses 2 期|两期}，{training.people 164 人次|164人次}参加了学习。
# 二、主动公开政府信息情况
全年主动公开政府信息{published.total 1268 条|1,268条}，其中规范性文件{normative.published 9 件||part}。按渠道分，局网站发布{published.website 1268 条}，官方微博“示例教育”发布{published.weibo 412 条}，微信公众号推送{published.wechat 386 条}，另以校门公示栏、宣传手册等方式公开{published.other 57 条}。
围绕小学一年级和初中一年级招生、外来务工人员随迁子女入学等热点，回应公众关切{responses.hotspots 14 次}，参加市政府新闻发布会{responses.press_conferences 2 场|两场}，其中主要负责人出席{responses.press_conferences.leaders 1 场|一场|part}；做客“在线访谈”栏目{responses.interviews 3 次}；撰写政策解读稿{responses.interpretations 18 篇}。招生季期间，微博微信共回复家长留言{responses.social_media 206 件}。
开学前集中公布了全市{~公布招生范围的学校 86 所}公办中小学的招生范围和收费标准，接待家长现场咨询{~现场咨询 4300 人次|4300余人次|over}。
# 三、依申请公开政府信息情况
（一）收到申请的情况。2016年共收到政府信息公开申请{requests.received 23 件}，其中网上提交{requests.received.online 16 件||part}，当面提交{requests.received.in_person 4 件||part}，信函寄送{requests.received.letter 3 件||part}。内容多为学区划分依据、民办学校年检结果和教师资格认定材料。
（二）答复的情况。上述申请均已办结，其中按时办结{requests.closed.on_time 22 件||part}，经征得同意延期办结{requests.closed.extended 1 件||part}。同意公开{requests.answered.granted 7 件}，同意部分公开{requests.answered.partly_granted 2 件}，告知已主动公开{requests.answered.already_public 8 件}，不同意公开{requests.answered.refused 2 件}，不属于本机关公开{requests.answered.not_this_body 3 件}，信息不存在{requests.answered.not_exist 1 件}。
# 四、收费及减免情况
2016年，我局办理依申请公开{fees.processing+fees.waived 0 元|未收取任何费用，也没有减免费用的情形|zero}。
# 五、行政复议、行政诉讼和举报情况
因政府信息公开被申请行政复议{reconsideration.total 1 件}，复议机关维持了我局的答复；{litigation.total 0 件|没有发生行政诉讼|zero}，{complaints.total 0 件|未接到举报投诉|zero}。
# 六、办理建议提案情况
全年承办市人大代表建议{suggestions.npc.received 21 件}、市政协委员提案{proposals.cppcc.received 34 件}，{suggestions.npc.replied 21 件|全部|all}{proposals.cppcc.replied 34 件|按期答复|all}，并将其中{~公开全文的复文 18 件||part}复文的全文在网站上公开。
# 七、主要问题和改进措施
存在的问题：一是部分学校的信息更新不够及时；二是公开目录分类偏粗，查找不便；三是懂业务又懂公开的人手不足。2017年将从三个方面改进：修订公开目录，把招生、收费、安全三类信息单列；每季度抽查直属学校网页；为各校配备一名信息联络员。
# 附表：政府信息公开情况统计表（2016年度）
@table
> 示例市教育局
> 2017年3月10日
"""
    return Sample(
        "education/2016.txt",
        AGENCY,
        2016,
        "prose",
        "示例市教育局2016年政府信息公开工作年度报告",
        "2017-03-10",
        blocks(text, table=table),
        {"wrap": 34, "table": "spaces"},
    )


def education_2017() -> Sample:
    """Prose without an appendix; a portal page in GBK."""
    text = """
本报告由示例市教育局依据《中华人民共和国政府信息公开条例》编制，内容包括概述、主动公开、依申请公开、收费、复议诉讼以及存在的问题等部分，数据截止到2017年12月31日。联系单位：示例市教育局办公室，联系地址：示例市文澜路18号，邮政编码：010203，联系电话：0100-5550118，传真：0100-5550119。
# 一、工作概述
一年来，我局以“阳光招生”为抓手推进公开工作，新修订了公开目录和公开指南，把原来的{~原公开目录类别 11 类|十一类}目录细分为{~公开目录类别 26 类|二十六类}。直属学校和区县教育部门明确信息联络员{~信息联络员 103 名}，比上年增加{~新增信息联络员 15 名}。
# 二、主动公开情况
2017年通过各种渠道公开政府信息{published.total 1540 条|1540余条|over}，其中政府网站{published.website 1207 条||part}、政务微信{published.wechat 298 条||part}。微信公众号“示例教育”年末关注用户{~微信关注用户 63000 人|约6.3万人|about}，全年阅读量突破{~微信阅读量 2100000 次|210万次|over}。
制定并公开规范性文件{normative.issued+normative.published 6 件|六件}，同步配发解读材料{responses.interpretations 11 篇}。举办校园开放日{~校园开放日 24 场}，邀请家长代表走进食堂和实验室。
中考中招期间开通咨询热线，接听来电{hotline.calls 2865 个}，群众满意率为{~热线满意率 97.4 %}。
# 三、依申请公开情况
全年受理公开申请{requests.received 31 件}，比2016年增加{~申请比上年增加 8 件}，增长{~申请增长率 34.8 %}。截至年底已答复{requests.answered 29 件}，其余{~跨年度办理的申请 2 件|2件}尚在法定期限内。已答复的申请中，同意公开{requests.answered.granted 12 件}，部分公开{requests.answered.partly_granted 4 件}，不予公开{requests.answered.refused 3 件}（其中{requests.answered.refused.privacy 2 件||part}涉及个人隐私），建议向其他机关申请{requests.answered.not_this_body 6 件}，信息不存在{requests.answered.not_exist 4 件}。
# 四、政府信息公开的收费及减免情况
按照规定可以收取检索、复制、邮寄等成本费用。本年度共收取{fees.processing 36 元|36元}，为一名低保家庭申请人减免{fees.waived 12 元}。
# 五、因政府信息公开申请行政复议、提起行政诉讼的情况
本年度{reconsideration.total 0 件|无行政复议案件|zero}；发生行政诉讼{litigation.total 1 起|一起}，法院判决驳回原告诉讼请求。
# 六、建议提案办理
共办理市两会建议和提案{proposals.joint.received 52 件}，见面率、答复率、满意率均为{~建议提案答复率 100 %}。
# 七、存在的问题与今后打算
对照公众期待，工作中还有差距：一是公开的形式仍以文字为主，图表、视频偏少；二是个别区县落实不平衡；三是政策发布与解读不同步。下一步，一要推动解读与文件同步起草、同步审签、同步发布；二要开展一次覆盖全系统的业务轮训；三要建好“入学一点通”查询栏目，方便家长按住址查学校。
> 示例市教育局
> 2018年3月2日
"""
    return Sample(
        "education/2017.html",
        AGENCY,
        2017,
        "prose",
        "示例市教育局2017年政府信息公开年度报告",
        "2018-03-02",
        blocks(text),
        {"encoding": "gbk", "headings": False},
        meta=("published", "url"),
    )


def education_2018() -> Sample:
    """Prose with an appendix; Word."""
    table = appendix("""
        published.total 1873 normative.published 7 normative.issued 8 published.gazette 3
        published.website 1645 published.weibo 220 published.wechat 531 published.other 64
        responses.hotspots 19 responses.press_conferences 3 responses.press_conferences.leaders 2
        responses.interviews 2 responses.interviews.leaders 2 responses.interpretations 22
        responses.social_media 318 responses.other 0 requests.received 38 requests.received.in_person 3
        requests.received.fax 1 requests.received.online 29 requests.received.letter 5
        requests.closed 40 requests.closed.on_time 40 requests.answered 40
        requests.answered.already_public 9 requests.answered.granted 15
        requests.answered.partly_granted 5 requests.answered.refused 3
        requests.answered.refused.privacy 2 requests.answered.refused.other_law 1
        requests.answered.not_this_body 5 requests.answered.not_exist 2 requests.answered.clarify 1
        reconsideration.total 2 reconsideration.upheld 1 reconsideration.other 1 litigation.total 0
        complaints.total 1 staff.offices 1 staff.reading_points 3 staff.people 11 staff.full_time 3
        staff.part_time 8 staff.budget 8.2 training.meetings 4 training.courses 3 training.people 247
    """)
    text = """
现将示例市教育局2018年度政府信息公开工作情况报告如下。数据统计时限为2018年1月1日至2018年12月31日。电子版可在市教育局网站（http://edu.example.org）下载。联系人所在科室：办公室；地址：示例市文澜路18号；邮编：010203；联系电话：0100-5550118；电子信箱：jyj@example.org。
# 一、总体情况
2018年，市教育局继续推进决策、执行、管理、服务、结果公开，把义务教育阳光招生、教育经费、校园食品安全列为年度三项重点，全年接受市政府办公室季度抽查四次，均为优秀等次。
## （一）组织保障
局党组会专题研究公开工作{~党组会研究公开工作 2 次|2次}，安排专项经费{staff.budget 8.2 万元}。共有专职人员{staff.full_time 3 名|3名}、兼职人员{staff.part_time 8 名}。
## （二）业务培训
先后组织培训{training.courses 3 期|三期}，参训{training.people 247 人次}；编印案例选编一册，收录案例{~收录案例 20 个|二十个}。
# 二、主动公开情况
## （一）数量和渠道
本年度累计主动公开政府信息{published.total 1873 条}，较上年增长{~主动公开增长率 21.6 %}。其中：网站{published.website 1645 条|1645条|part}，微信{published.wechat 531 条|531条|part}，微博{published.weibo 220 条|220条|part}（同一信息在不同渠道发布的，分别计算）。
## （二）重点领域
公布市级财政教育经费预算和决算，公开随迁子女入学{~随迁子女入学 7812 人}、学生资助{~资助学生 15600 人次|1.56万人次}等情况。公示校外培训机构黑白名单，涉及机构{~公示培训机构 342 家}，其中停止办学{~停止办学的培训机构 57 家||part}。
## （三）解读回应
发布政策解读{responses.interpretations 22 篇}，参加新闻发布会{responses.press_conferences 3 次}，主要负责人出席{responses.press_conferences.leaders 2 次|两次}。受理12345热线转办件{hotline.calls 1930 件}，办结率{~热线办结率 99.8 %}。
# 三、依申请公开情况
收到政府信息公开申请{requests.received 38 件}，加上2017年结转的{requests.carried_in 2 件}，共应办理{~应办理的申请 40 件}，年内{requests.answered+requests.closed 40 件|全部办结|all}，无超期答复。从申请方式看，网上申请{requests.received.online 29 件}，占{~网上申请占比 76.3 %}。
# 四、复议、诉讼和监督
被申请行政复议{reconsideration.total 2 件}，其中维持{reconsideration.upheld 1 件||part}、申请人撤回{reconsideration.other 1 件||part}。{litigation.total 0 件|未发生行政诉讼案件|zero}。收到举报{complaints.total 1 件}，经核查不属实。
# 五、收费情况
{fees.processing 0 元|全年未收取费用|zero}。
# 六、存在的主要问题和改进情况
2018年工作还存在以下不足：（一）民办教育信息公开深度不够；（二）依申请公开答复文书的说理性有待加强；（三）微博更新频次下降。2019年拟采取的措施：（一）出台民办学校信息公开办法；（二）建立答复书法制审核制度；（三）整合政务新媒体账号，集中力量办好微信。
# 附件：政府信息公开情况统计表
@table
> 示例市教育局
> 2019年1月22日
"""
    return Sample(
        "education/2018.docx",
        AGENCY,
        2018,
        "prose",
        "示例市教育局2018年度政府信息公开工作报告",
        "2019-01-22",
        blocks(text, table=table),
    )


def education_2019() -> Sample:
    """Fill the form of 2019; PDF."""
    t2 = active_2019("0 0 0", "6 6 31", "9 0 98", "21 +2 4306", "12 0 3", "0 0 0", "6 -1", "42 2680.5万元")
    t3 = requests(
        "2019",
        """
        new 23 2 0 0 1; granted 11 1; partly_granted 3; refused.third_party 1; refused.process 2;
        unavailable.not_held 4 1 0 0 1; unprocessed.petition 1; carried_out 1
    """,
    )
    text = """
本报告根据新修订的《中华人民共和国政府信息公开条例》编制。报告期为2019年1月1日至12月31日。对本报告如有疑问，请联系示例市教育局办公室（电话0100-5550118，地址示例市文澜路18号）。
# 一、总体情况
（一）主动公开。2019年通过市教育局网站公开信息{published.website 1716 条}，其中招生考试类{~招生考试类信息 402 条||part}、财政资金类{~财政资金类信息 96 条||part}、人事师资类{~人事师资类信息 133 条||part}。门户网站全年总访问量{~网站访问量 1284000 次|128.4万次}。
（二）依申请公开。全年新收申请{requests.new+requests.received 26 件}，办结{requests.closed 25 件}，结转下年度{requests.carried_out 1 件}。申请内容集中在学区划分、教师招聘和民办学校审批三个方面。
（三）平台建设。关停僵尸账号{~关停账号 4 个|四个}，保留政务微信一个，年末粉丝{~微信粉丝 91000 人|9.1万人}。
（四）监督保障。开展业务培训{training.courses 2 次|两次}，培训{training.people 180 人次|180余人次|over}；{~因公开问题被追责 0 人|没有发生因公开工作不力被追究责任的情况|zero}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
主要问题：一是对新条例的学习还不深入，答复格式不统一；二是基层学校公开标准化程度不高。改进措施：一是统一制发答复文书模板{~答复文书模板 14 种|十四种}；二是在{~标准化试点学校 12 所|12所}学校开展公开标准化试点。
# 六、其他需要报告的事项
承办市人大建议{suggestions.npc.received 25 件}、市政协提案{proposals.cppcc.received 41 件}，{suggestions.npc.replied 25 件|均已|all}{proposals.cppcc.replied 41 件|办复|all}。
> 示例市教育局
> 2020年1月19日
"""
    return Sample(
        "education/2019.pdf",
        AGENCY,
        2019,
        "2019",
        "示例市教育局2019年政府信息公开工作年度报告",
        "2020-01-19",
        blocks(text, t2=t2, t3=t3, t4=disputes("1 0 0 0", "0 0 0 0", "1 0 0 0")),
    )


def education_2021() -> Sample:
    """Fill the form of 2021; text pasted from a web page, cells parted by tabs."""
    t2 = active_2021("0 0 0", "3 1 14", 126, 4, 0, "1832.6")
    t3 = requests(
        "2021",
        """
        new 31 4 0 1; carried_in 2; granted 17 2; partly_granted 4 1; refused.internal 1;
        refused.inquiry_matter 2; unavailable.not_held 5 1 0 1; unavailable.must_be_created 1;
        unprocessed.petition 2; other.not_corrected 1
    """,
    )
    text = """
为做好政府信息公开工作，依据《中华人民共和国政府信息公开条例》和国务院办公厅公开办关于年度报告格式的规定，示例市教育局编制了本报告。统计期限：2021年1月1日至2021年12月31日。
# 一、总体情况
2021年，面对“双减”落地、课后服务全覆盖等任务，市教育局坚持政策怎么定、群众怎么看、结果怎么样一并公开。
（一）主动公开方面。全年发布各类信息{published.total 2045 条}，出台的{~出台政策文件 3 件|3件}政策文件全部配有解读，累计发布解读{responses.interpretations 9 篇}，其中图解{~图解解读 4 篇||part}、视频解读{~视频解读 2 篇|两篇|part}。召开“双减”专题新闻发布会{responses.press_conferences 1 场|一场}。
（二）依申请公开方面。全年共收到申请{requests.received+requests.new 36 件}，其中自然人{requests.new@natural 31 件||part}；连同上年结转的{requests.carried_in 2 件}，{requests.closed 38 件|均已在法定期限内答复|all}。
（三）政府信息管理方面。对现行有效的规范性文件逐件清理，保留{normative.in_force 14 件}，废止{normative.abolished 1 件}。
（四）平台建设方面。“示例教育”微信公众号粉丝数达{~微信粉丝 158000|15.8万}，全年推送图文{published.wechat 463 篇}。
（五）监督保障方面。将公开工作纳入对{~纳入考核的学校 37 所}直属学校的年度考核，占{~考核分值 5 分|5分}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
一是政策解读形式比较单一，家长看不懂、记不住的问题仍然存在；二是校外培训治理信息发布分散。下一步，将推出动漫、问答等解读产品，并在网站首页设置“双减”专栏，集中发布机构名单、收费标准和投诉渠道。
# 六、其他需要报告的事项
按照《政府信息公开信息处理费管理办法》，2021年本机关{fees.processing 0 元|未产生信息处理费|zero}。
> 示例市教育局
> 2022年1月17日
"""
    return Sample(
        "education/2021.txt",
        AGENCY,
        2021,
        "2021",
        "示例市教育局2021年政府信息公开工作年度报告",
        "2022-01-17",
        blocks(text, t2=t2, t3=t3, t4=disputes("2 0 1 0", "0 0 0 1", "0 0 0 0")),
        {"table": "tabs"},
    )


def education_2022() -> Sample:
    """Fill the form of 2021; a portal page in UTF-8."""
    t2 = active_2021("0 0 0", "2 2 14", 117, 6, 0, "1905.42")
    t3 = requests(
        "2021",
        """
        new 29 3 0 0 2; granted 14 2; partly_granted 5; refused.third_party 1;
        refused.enforcement_file 1; unavailable.not_held 3 1 0 0 1; unavailable.still_unclear 1;
        unprocessed.petition 1; other.other 2 0 0 0 1; carried_out 1
    """,
    )
    text = """
本年度报告由示例市教育局编制，数据统计期限为2022年1月1日至12月31日。如有疑问请与示例市教育局办公室联系，地址：示例市文澜路18号，邮编：010203，电话：0100-5550126。
# 一、总体情况
2022年，市教育局主动公开政府信息{published.total 2210 条}。其中，教育督导类{~教育督导类信息 118 条||part}，学生资助类{~学生资助类信息 75 条||part}，安全管理类{~安全管理类信息 263 条||part}。公布义务教育阶段学校招生计划{~公布招生计划的学校 91 所}，公开校外培训机构“白名单”{~白名单机构 214 家}。
依申请公开工作平稳。新收政府信息公开申请{requests.new+requests.received 34 件}，办结{requests.closed 33 件}，有{requests.carried_out 1 件|1件}结转到2023年继续办理。予以公开和部分公开合计{~予以公开和部分公开 21 件|21件}，占办结数的{~公开占办结比例 63.6 %}。
解读回应更加主动。发布解读材料{responses.interpretations 12 篇}，局长接听12345热线{~局长接听热线 2 次|两次}，全年办理热线工单{hotline.calls 5284 件}，按时办结率{~热线按时办结率 100 %}。
平台运行稳定。微信公众号粉丝{~微信粉丝 203000 人|20.3万人}，比上年末增加近{~新增粉丝 45000 人|4.5万人|under}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
存在问题：公开栏目之间内容重复，老年人和视障人士使用不便，个别答复未说明法律依据。改进情况：合并重复栏目{~合并栏目 8 个|8个}，完成网站适老化和无障碍改造，建立答复书双人复核制度。
# 六、其他需要报告的事项
收取信息处理费的情况：2022年{fees.processing 0 元|没有收取信息处理费|zero}。
办理市人大代表建议{suggestions.npc.received 28 件}，办结率{~建议办结率 100 %}；办理市政协提案{proposals.cppcc.received 46 件}，已全部办结{proposals.cppcc.replied 46 件|（46件）|all}。
> 示例市教育局
> 2023年1月13日
"""
    return Sample(
        "education/2022.html",
        AGENCY,
        2022,
        "2021",
        "示例市教育局2022年政府信息公开工作年度报告",
        "2023-01-13",
        blocks(text, t2=t2, t3=t3, t4=disputes("1 1 0 0", "0 0 1 0", "1 0 0 0")),
        {"encoding": "utf-8", "headings": True},
    )


def education_2023() -> Sample:
    """Fill the form of 2021; Word. Says nothing on proposals, hotline and followers."""
    t2 = active_2021("0 0 0", "4 3 15", 132, 9, 0, "2010", apart=True)
    t3 = requests(
        "2021",
        """
        new 43 5 1 0 0 1; carried_in 1; granted 19 3 1; partly_granted 6; refused.law_forbids 1;
        refused.internal 2 1; refused.process 1; unavailable.not_held 8 1 0 0 0 1;
        unavailable.must_be_created 2; unprocessed.petition 2; unprocessed.repeated 1;
        other.not_corrected 1; carried_out 1
    """,
    )
    text = """
根据《中华人民共和国政府信息公开条例》第五十条的规定，示例市教育局公布2023年政府信息公开工作年度报告。所列数据的统计期限从2023年1月1日起至12月31日止。
# 一、总体情况
## （一）主动公开
全年在局网站公开信息{published.website 2386 条}，其中规范性文件{normative.issued 4 件|四件|part}、政策解读{responses.interpretations 16 篇||part}、人事信息{~人事信息 152 条||part}。
## （二）依申请公开
2023年收到申请{requests.received+requests.new 50 件}，较上年增加{~申请比上年增加 16 件}，增幅{~申请增幅 47.1 %}。办结{requests.closed 50 件}（含上年结转{requests.carried_in 1 件||part}），另有{requests.carried_out 1 件}按规定顺延至2024年办理。
## （三）政府信息管理
严格落实发布审核制度，全年审核拟发布信息{~审核拟发布信息 2418 条}，退回修改{~退回修改的信息 32 条}。
## （四）平台建设
改版“入学一点通”查询系统，覆盖学校{~查询系统覆盖学校 118 所}，招生季查询量超过{~查询量 460000 次|46万次|over}。
## （五）监督保障
组织业务培训{training.courses 2 次|2次}、以案释法讲座{~讲座 1 次|1次}，共{training.people 310 人次|约310人次|about}参加。全年未因公开工作被通报批评。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
当前还存在两方面不足。一是申请量增长较快，承办人员压力大，答复质量有起伏。二是面向企业的职业教育政策公开不够集中。对此，我局将增设一名专职人员，建立疑难申请会商机制，并编制《产教融合政策清单》集中公开。
# 六、其他需要报告的事项
本年度{fees.processing 0 元|未收取信息处理费|zero}，无其他需要报告的事项。
> 示例市教育局
> 2024年1月15日
"""
    return Sample(
        "education/2023.docx",
        AGENCY,
        2023,
        "2021",
        "示例市教育局2023年政府信息公开工作年度报告",
        "2024-01-15",
        blocks(text, t2=t2, t3=t3, t4=disputes("0 0 0 0", "0 0 0 0", "0 0 0 0")),
        meta=("published", "url"),
    )


SAMPLES = (
    education_2016,
    education_2017,
    education_2018,
    education_2019,
    education_2021,
    education_2022,
    education_2023,
)
