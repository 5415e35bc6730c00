"""Samples of 示例市青禾区人民政府: the office alone in the prose, the whole district in the tables."""

from __future__ import annotations

from .forms import active_2019, active_2021, disputes, requests
from .model import Sample, blocks

AGENCY = "示例市青禾区人民政府"


def qinghe_2018() -> Sample:
    """Prose; Word."""
    text = """
本年度报告由示例市青禾区人民政府办公室综合各镇（街道）、区政府各部门的情况编制，反映2018年1月1日至12月31日青禾区政府信息公开工作情况。欢迎到区政府门户网站（http://qinghe.example.org）查阅。对报告有疑问的，请向青禾区人民政府办公室反映，地址：示例市青禾区禾苗路1号，邮编：010211，电话：0100-5550300，传真：0100-5550301，电子邮箱：qhzwgk@example.org。
# 一、概况
青禾区辖{~镇 6 个|六个}镇、{~街道 4 个|四个}街道。2018年，区政府把政务公开纳入“放心政府”建设，区长办公会两次听取汇报。区、镇两级共有专兼职工作人员{staff.people 96 人|96名}，设立查阅点{staff.reading_points 13 处}。
# 二、主动公开情况
2018年，全区通过各种形式主动公开政府信息{published.total 21300 条|2.13万条||area}，比上年多{~主动公开比上年增加 2600 条|约2600条|about}。其中区政府门户网站公开{published.website 15428 条||part}，政府公报登载{published.gazette 64 条||part}，两微一端发布{~两微一端发布 5100 条|5100多条|over part}。
出版《青禾区人民政府公报》{gazette.issues 6 期|六期}，每期印发{~公报每期印发 2000 份}，免费赠阅至各村（社区）。召开区政府新闻发布会{responses.press_conferences 11 场|十一场}，区领导出席{responses.press_conferences.leaders 7 场|七场|part}。区长、副区长走进直播间{~区领导走进直播间 8 次|8人次}，现场解答问题{~现场解答问题 143 个}。
制发区政府规范性文件{normative.issued 7 件}，清理后继续有效{~继续有效的规范性文件 46 件}，废止{~废止的规范性文件 12 件}。
# 三、依申请公开情况
全区共收到政府信息公开申请{requests.received 137 件||area}，其中区政府（办公室）收到{~区政府办公室收到申请 29 件|29件|office part}，各部门收到{~各部门收到申请 84 件||part}，各镇（街道）收到{~各镇街道收到申请 24 件||part}。涉及征地拆迁的最多，有{~征地拆迁类申请 71 件}，占{~征地拆迁类申请占比 51.8 %}。
上述申请{requests.answered 137 件|均已答复|all}。答复结果：同意公开{requests.answered.granted 58 件}、部分同意公开{requests.answered.partly_granted 11 件}、不同意公开{requests.answered.refused 9 件}、信息不存在{requests.answered.not_exist 33 件}、非本机关公开{requests.answered.not_this_body 17 件}、其他{~其他答复 9 件}。
# 四、收费情况
全区依申请提供信息收费{fees.processing 48 元|48元}，减免费用{fees.waived 0 元|0元}。
# 五、行政复议和行政诉讼情况
全区因政府信息公开引发行政复议{reconsideration.total 12 件}，其中维持{reconsideration.upheld 8 件||part}、纠错{reconsideration.corrected 1 件||part}、其他{reconsideration.other 3 件||part}；引发行政诉讼{litigation.total 5 件}，法院均驳回了原告诉求。
# 六、存在的主要问题及改进情况
一些部门重发布、轻解读，镇（街道）网页“空白栏目”时有出现，依申请公开的法律风险意识不强。2019年，区政府将实行解读方案与文件一并报审，按月通报空白栏目，并组织法律顾问对疑难件逐件会审。
> 示例市青禾区人民政府
> 2019年3月20日
"""
    return Sample(
        "qinghe/2018.docx",
        AGENCY,
        2018,
        "prose",
        "示例市青禾区人民政府2018年政府信息公开工作年度报告",
        "2019-03-20",
        blocks(text),
        {"styles": False},
    )


def qinghe_2019() -> Sample:
    """Fill the form of 2019; a portal page with the year split over spans and empty cells for zero."""
    t2 = active_2019(
        "0 0 0",
        "8 8 52",
        "214 -6 18930",
        "305 +12 40218",
        "2980 +15 4127",
        "168 -3 301",
        "22 -2",
        "316 21840.6万元",
    )
    t3 = requests(
        "2019",
        """
        new 61 3 0 0 0 1; granted 28 2; partly_granted 9; refused.third_party 2; refused.internal 1;
        refused.process 1; unavailable.not_held 12 1 0 0 0 1; unavailable.must_be_created 2;
        unprocessed.petition 3; unprocessed.repeated 1; other 2
    """,
        blank=("unavailable.still_unclear", "unprocessed.publications", "unprocessed.excessive"),
    )
    text = """
本报告依照修订后的《中华人民共和国政府信息公开条例》编制，统计期限为2019年1月1日至2019年12月31日。如有疑问，请致电青禾区人民政府办公室（0100-5550300）。
# 一、总体情况
（一）主动公开。全区主动公开政府信息{published.total 19874 条|1.9874万条||area}，办理政府公报{gazette.issues 4 期|四期}，刊登文件{~公报刊登文件 58 件}。区政府召开常务会议{~政府常务会议 22 次}，其中向社会公开议题的{meetings.public 10 次|十次|part}，邀请市民代表列席{~市民代表列席 31 人次|31人次}。
（二）依申请公开。全区新收申请{requests.new+requests.received 65 件||area}，{requests.closed 65 件|全部|all}在年内办结，无结转件。
（三）政府信息管理。统一公文公开属性源头认定，全年认定公文{~认定公文 1206 件|1,206件}，其中主动公开{~主动公开公文 318 件|三百一十八件|part}。
（四）平台建设。区政府网站年点击量{~网站点击量 5360000|536万}，“青禾发布”微信粉丝{~微信粉丝 74000 人|7.4万人}，居全市各区第{~粉丝排名 3 位|三位}。
（五）监督保障。工作考核占绩效总分{~考核占比 4 %|4%}，社会评议满意度{~社会评议满意度 92.6 %}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
问题：村（居）公开不规范，公开栏更新慢；解读多由文件摘抄而来。改进：制定村（居）务公开目录范本，要求每份解读至少配一个办事案例。
# 六、其他需要报告的事项
没有其他需要报告的事项。
> 示例市青禾区人民政府
> 2020年1月21日
"""
    return Sample(
        "qinghe/2019.html",
        AGENCY,
        2019,
        "2019",
        "示例市青禾区人民政府2019年政府信息公开工作年度报告",
        "2020-01-21",
        blocks(text, t2=t2, t3=t3, t4=disputes("2 1 0 0", "1 0 0 0", "0 0 1 0")),
        {"encoding": "utf-8", "headings": False, "spans": True},
    )


def qinghe_2021() -> Sample:
    """Fill the form of 2021; text with one table cell a line."""
    t2 = active_2021("0 0 0", "5 2 37", 21567, 3482, 265, "4310.75")
    t3 = requests(
        "2021",
        """
        new 142 9 0 1 2; carried_in 3; granted 63 4; partly_granted 18 1; refused.third_party 3;
        refused.internal 2; refused.process 4; refused.enforcement_file 1; refused.inquiry_matter 2;
        unavailable.not_held 31 3 0 1 1; unavailable.must_be_created 4; unavailable.still_unclear 1;
        unprocessed.petition 7; unprocessed.repeated 3; unprocessed.reconfirm 1; other.not_corrected 2;
        other.other 1 0 0 0 1; carried_out 2 1
    """,
    )
    text = """
本报告由示例市青禾区人民政府办公室编制。报告中数据的统计期限为2021年1月1日至12月31日。联系地址：示例市青禾区禾苗路1号，邮编：010211，联系电话：0100-5550300，电子邮箱：qhzwgk@example.org。
# 一、总体情况
2021年，区政府门户网站主动公开信息{published.website 12650 条}，其中政策文件{~政策文件 96 件||part}、解读材料{responses.interpretations 41 篇||part}。编发政府公报{gazette.issues 4 期}。召开新闻发布会{responses.press_conferences 9 场}、在线访谈{responses.interviews 5 期}。
区政府办公室代表区政府受理政府信息公开申请{requests.received 47 件|47件|office}，已办结{~区政府办公室办结申请 46 件|46件|office}。全区各级行政机关新收申请{requests.new 154 件||area}，上年结转{requests.carried_in 3 件||area}，办结{requests.closed 154 件||area}。
全区政务新媒体账号由{~原政务新媒体账号 64 个}精简为{~政务新媒体账号 27 个}。“青禾发布”微信公众号粉丝{~微信粉丝 132000 人|13.2万人}，微博粉丝{~微博粉丝 41000 人|4.1万人}，抖音号发布作品{~抖音作品 305 件}。
设立政务公开专区{~政务公开专区 14 个|十四个}，实现镇（街道）全覆盖。开展培训{training.courses 4 期|四期}，参加人员{training.people 600 人次|近600人次|under}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
主要问题是：基层承办人员更换频繁，业务断档；答复中“一答了之”，行政争议化解不够；惠企政策查找不便。2022年重点做好三项工作：建立业务导师制，由老同志带教新同志；推行申请前、答复前、诉讼前三次沟通；上线惠企政策库。
# 六、其他需要报告的事项
全区收取信息处理费{fees.processing 310 元||area}。
> 示例市青禾区人民政府
> 2022年1月26日
"""
    return Sample(
        "qinghe/2021.txt",
        AGENCY,
        2021,
        "2021",
        "示例市青禾区人民政府2021年政府信息公开工作年度报告",
        "2022-01-26",
        blocks(text, t2=t2, t3=t3, t4=disputes("9 2 1 1", "2 0 0 1", "3 0 1 0")),
        {"table": "cells"},
    )


def qinghe_2022() -> Sample:
    """Fill the form of 2021; PDF. The printed 总计 of （七） is one short, on purpose."""
    t2 = active_2021("0 0 0", "6 4 39", 20874, 3911, 242, "4102.3")
    t3 = requests(
        "2021",
        """
        new 128 12 0 0 1 1; carried_in 2 1; granted 58 6; partly_granted 16 1; refused.third_party 2;
        refused.internal 3; refused.process 2; refused.enforcement_file 2;
        unavailable.not_held 28 3 0 0 1; unavailable.must_be_created 3; unprocessed.petition 6;
        unprocessed.repeated 2; unprocessed.excessive 1; other.not_corrected 3; other.other 2 1 0 0 0 1;
        carried_out 2 2
    """,
        wrong={("closed", "total"): 140},
    )
    text = """
本报告根据《中华人民共和国政府信息公开条例》及国家关于年度报告格式的规定，由示例市青禾区人民政府办公室汇总全区行政机关数据后编制。统计期限为2022年1月1日至12月31日。报告电子版可从青禾区人民政府网站（http://qinghe.example.org）下载。联系电话：0100-5550300。
# 一、总体情况
## （一）主动公开
全年区政府网站公开信息{published.website 13902 条}。公开区政府常务会议{meetings.public 18 次|十八次}，解读重要政策{responses.interpretations 52 篇}，其中区政府部门主要负责人解读{~主要负责人解读 19 篇||part}、图表解读{~图表解读 21 篇||part}。
## （二）依申请公开
区政府（含区政府办公室）收到申请{requests.received 39 件|39件|office}，办结{~区政府办公室办结申请 38 件|38件|office}，结转{~区政府办公室结转申请 1 件|1件|office}。全区数据见第三部分表格。
## （三）政府信息管理
开展规范性文件全面清理，现行有效{normative.in_force 39 件}，宣布失效和废止{normative.abolished 4 件|四件}。
## （四）平台建设
建成惠企政策库，收录政策{~政策库收录政策 1180 条|一千一百八十条}，推送企业{~政策推送企业 6400 家次|6400余家次|over}。“青禾发布”微信粉丝{~微信粉丝 151000|15.1万}，年阅读量{~微信年阅读量 8060000|806万}，其中阅读量过万的稿件{~阅读量过万的稿件 37 篇||part}。
## （五）监督保障
组织第三方评估{~第三方评估 2 次|两次}，发现并整改问题{~整改问题 156 个}；区政府系统培训{training.people 512 人次}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
存在问题：（1）部分镇（街道）依申请公开答复不规范，被复议机关纠正{~被纠正 1 件|1件}；（2）政策解读“上热下冷”，基层群众知晓率不高；（3）公开专区设备闲置。改进情况：（1）统一答复模板并提前审核；（2）组织“政策进村”宣讲{~政策进村宣讲 130 场|130场}；（3）明确专区管理员和服务时间。
# 六、其他需要报告的事项
全区信息处理费收取金额为{fees.processing 0 元|0元|area}。区政府承办市人大代表建议{suggestions.npc.received 8 件|八件}、市政协提案{proposals.cppcc.received 14 件|十四件}，{suggestions.npc.replied 8 件|均已|all}{proposals.cppcc.replied 14 件|答复|all}。
> 示例市青禾区人民政府
> 2023年1月30日
"""
    return Sample(
        "qinghe/2022.pdf",
        AGENCY,
        2022,
        "2021",
        "示例市青禾区人民政府2022年政府信息公开工作年度报告",
        "2023-01-30",
        blocks(text, t2=t2, t3=t3, t4=disputes("6 1 1 0", "1 0 1 0", "2 0 0 1")),
    )


def qinghe_2023() -> Sample:
    """Fill the form of 2021; a scan."""
    t2 = active_2021("0 0 0", "3 5 37", 23406, 3675, 198, "3968.12")
    t3 = requests(
        "2021",
        """
        new 156 10 1 0 3; carried_in 2 2; granted 70 5 0 0 1; partly_granted 19 2;
        refused.state_secret 1; refused.third_party 4; refused.internal 2; refused.process 3;
        refused.enforcement_file 2; refused.inquiry_matter 1; unavailable.not_held 33 4 1 0 2;
        unavailable.must_be_created 5; unavailable.still_unclear 2; unprocessed.petition 6;
        unprocessed.repeated 4; other.not_corrected 2; other.other 3; carried_out 1 1
    """,
    )
    text = """
本报告由示例市青禾区人民政府办公室编制，统计期限自2023年1月1日起至2023年12月31日止。联系电话：0100-5550308，邮编：010211，地址：示例市青禾区禾苗路1号。
# 一、总体情况
2023年，区政府网站主动公开政府信息{published.website 14215 条}，公开区政府常务会议{meetings.public 24 期}，发布政策解读{responses.interpretations 63 条}。
全区新收政府信息公开申请{requests.new+requests.received 170 件|170件|area}，上年结转{requests.carried_in 4 件||area}，办结{requests.closed 172 件||area}，结转下年度{requests.carried_out 2 件||area}。其中区政府办公室受理{~区政府办公室受理申请 52 件||office part}，均已按期答复。
召开新闻发布会{responses.press_conferences 12 场}，12345热线共受理诉求{hotline.calls 28640 件}，满意率{~热线满意率 96.3 %}。“青禾发布”微信公众号粉丝{~微信粉丝 176000 人|17.6万人}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
一是政策文件发布后跟踪问效不够；二是依申请公开案件败诉风险仍然存在；三是村级公开力量不足。下一步将建立政策实施评价机制，开展案例复盘，为每个村培训一名公开员。
# 六、其他需要报告的事项
全年收取信息处理费{fees.processing 120 元}。
> 示例市青禾区人民政府
> 2024年1月25日
"""
    return Sample(
        "qinghe/2023.pdf",
        AGENCY,
        2023,
        "2021",
        "示例市青禾区人民政府2023年政府信息公开工作年度报告",
        "2024-01-25",
        blocks(text, t2=t2, t3=t3, t4=disputes("7 0 2 1", "1 0 0 0", "2 0 1 0")),
        {"scan": True},
    )


def qinghe_2024() -> Sample:
    """Fill the form of 2021; Markdown."""
    t2 = active_2021("0 0 0", "4 1 40", 25190, 3304, 176, "3740", apart=True)
    t3 = requests(
        "2021",
        """
        new 173 15 0 1 4 2; carried_in 1 1; granted 81 7 0 0 1; partly_granted 22 2;
        refused.law_forbids 1; refused.third_party 3; refused.internal 3; refused.process 2;
        refused.enforcement_file 3; refused.inquiry_matter 2; unavailable.not_held 35 5 0 1 3 1;
        unavailable.must_be_created 5; unavailable.still_unclear 1; unprocessed.petition 7;
        unprocessed.repeated 3; other.not_corrected 2; other.fee_unpaid 1; other.other 2 1 0 0 0 1;
        carried_out 1 1
    """,
    )
    text = """
依据《中华人民共和国政府信息公开条例》，青禾区人民政府办公室编制本报告。统计期限：2024年1月1日至2024年12月31日。联系人：区政府办公室政务公开科，电话：0100-5550308，邮箱：qhzwgk@example.org。
# 一、总体情况
## （一）主动公开情况
全区主动公开政府信息{published.total 38600 条|3.86万条|about area}，其中区政府网站{published.website 15077 条||part}。区政府常务会议全部公开，共{meetings.public 26 期|26期}。
## （二）依申请公开情况
全区新收申请{requests.new+requests.received 195 件||area}，比2023年增长{~申请同比增长 14.7 %}；办结{requests.closed 195 件||area}。予以公开{requests.granted 89 件||area}、部分公开{requests.partly_granted 24 件||area}，两项合计占{~公开占比 57.9 %}。
区政府办公室收到的申请为{~区政府办公室收到申请 58 件|58件|office}，占全区的{~办公室申请占比 29.7 %}。
## （三）政府信息管理情况
清理到期文件，废止{normative.abolished 1 件|一件}；对历史信息{~抽检历史信息 5300 条}开展抽检，撤下过期信息{~撤下过期信息 412 条|412条}。
## （四）公开平台建设情况
改版惠企政策库，累计收录政策{~政策库累计收录政策 2260 条||cumulative}，截至年底累计服务企业{~累计服务企业 19000 家|1.9万家|cumulative}。“青禾发布”粉丝{~微信粉丝 208000 人|20.8万人}，单篇最高阅读量{~单篇最高阅读量 103000 次|10.3万次}。
## （五）监督保障情况
评出优秀案例{~优秀案例 10 个|十个}，培训{training.people 730 人次}，约谈后进单位{~约谈后进单位 3 家|三家}。
# 二、主动公开政府信息情况
@t2
# 三、收到和处理政府信息公开申请情况
@t3
# 四、政府信息公开行政复议、行政诉讼情况
@t4
# 五、存在的主要问题及改进情况
不足之处有：政策兑现环节公开不充分；数字化手段运用不够，答复仍靠人工检索；村（社区）公开标准执行不一。改进措施为：公开政策兑现进度和金额，建设答复知识库，编印《村级公开一本通》。
# 六、其他需要报告的事项
全区收取信息处理费{fees.processing 860 元||area}，涉及{~收费申请 5 件|五件}申请。
> 示例市青禾区人民政府
> 2025年1月23日
"""
    return Sample(
        "qinghe/2024.md",
        AGENCY,
        2024,
        "2021",
        "示例市青禾区人民政府2024年政府信息公开工作年度报告",
        "2025-01-23",
        blocks(text, t2=t2, t3=t3, t4=disputes("8 1 1 2", "2 0 0 0", "3 1 0 1")),
    )


SAMPLES = (qinghe_2018, qinghe_2019, qinghe_2021, qinghe_2022, qinghe_2023, qinghe_2024)
