"""The appendix of 2014 to 2018, 政府信息公开情况统计表."""

from __future__ import annotations

from .forms import Grid, cell_fact
from .model import Table

# (indicator or None, label as the form prints it, unit); two ids may not share a row.
ROWS: tuple[tuple[str | None, str, str], ...] = (
    (None, "一、主动公开情况", "——"),
    ("published.total", "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条"),
    ("normative.published", "其中：主动公开规范性文件数", "条"),
    ("normative.issued", "制发规范性文件总数", "件"),
    (None, "（二）通过不同渠道和方式公开政府信息的情况", "——"),
    ("published.gazette", "1.政府公报公开政府信息数", "条"),
    ("published.website", "2.政府网站公开政府信息数", "条"),
    ("published.weibo", "3.政务微博公开政府信息数", "条"),
    ("published.wechat", "4.政务微信公开政府信息数", "条"),
    ("published.other", "5.其他方式公开政府信息数", "条"),
    (None, "二、回应解读情况", "——"),
    ("responses.hotspots", "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次"),
    (None, "（二）通过不同渠道和方式回应解读的情况", "——"),
    ("responses.press_conferences", "1.参加或举办新闻发布会总次数", "次"),
    ("responses.press_conferences.leaders", "其中：主要负责同志参加新闻发布会次数", "次"),
    ("responses.interviews", "2.政府网站在线访谈次数", "次"),
    ("responses.interviews.leaders", "其中：主要负责同志参加政府网站在线访谈次数", "次"),
    ("responses.interpretations", "3.政策解读稿件发布数", "篇"),
    ("responses.social_media", "4.微博微信回应事件数", "次"),
    ("responses.other", "5.其他方式回应事件数", "次"),
    (None, "三、依申请公开情况", "——"),
    ("requests.received", "（一）收到申请数", "件"),
    ("requests.received.in_person", "1.当面申请数", "件"),
    ("requests.received.fax", "2.传真申请数", "件"),
    ("requests.received.online", "3.网络申请数", "件"),
    ("requests.received.letter", "4.信函申请数", "件"),
    ("requests.closed", "（二）申请办结数", "件"),
    ("requests.closed.on_time", "1.按时办结数", "件"),
    ("requests.closed.extended", "2.延期办结数", "件"),
    ("requests.answered", "（三）申请答复数", "件"),
    ("requests.answered.already_public", "1.属于已主动公开范围数", "件"),
    ("requests.answered.granted", "2.同意公开答复数", "件"),
    ("requests.answered.partly_granted", "3.同意部分公开答复数", "件"),
    ("requests.answered.refused", "4.不同意公开答复数", "件"),
    ("requests.answered.refused.state_secret", "其中：涉及国家秘密", "件"),
    ("requests.answered.refused.trade_secret", "涉及商业秘密", "件"),
    ("requests.answered.refused.privacy", "涉及个人隐私", "件"),
    ("requests.answered.refused.stability", "危及国家安全、公共安全、经济安全和社会稳定", "件"),
    ("requests.answered.refused.not_information", "不是《条例》所指政府信息", "件"),
    ("requests.answered.refused.other_law", "法律法规规定的其他情形", "件"),
    ("requests.answered.not_this_body", "5.不属于本行政机关公开数", "件"),
    ("requests.answered.not_exist", "6.申请信息不存在数", "件"),
    ("requests.answered.clarify", "7.告知作出更改补充数", "件"),
    ("requests.answered.other_channel", "8.告知通过其他途径办理数", "件"),
    ("reconsideration.total", "四、行政复议数量", "件"),
    ("reconsideration.upheld", "（一）维持具体行政行为数", "件"),
    ("reconsideration.corrected", "（二）被依法纠错数", "件"),
    ("reconsideration.other", "（三）其他情形数", "件"),
    ("litigation.total", "五、行政诉讼数量", "件"),
    ("litigation.upheld", "（一）维持具体行政行为或者驳回原告诉讼请求数", "件"),
    ("litigation.corrected", "（二）被依法纠错数", "件"),
    ("litigation.other", "（三）其他情形数", "件"),
    ("complaints.total", "六、举报投诉数量", "件"),
    ("fees.processing", "七、依申请公开信息收取的费用", "万元"),
    (None, "八、机构建设和保障经费情况", "——"),
    ("staff.offices", "（一）政府信息公开工作专门机构数", "个"),
    ("staff.reading_points", "（二）设置政府信息公开查阅点数", "个"),
    ("staff.people", "（三）从事政府信息公开工作人员数", "人"),
    ("staff.full_time", "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人"),
    ("staff.part_time", "2.兼职人员数", "人"),
    (
        "staff.budget",
        "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）",
        "万元",
    ),
    (None, "九、政府信息公开会议和培训情况", "——"),
    ("training.meetings", "（一）召开政府信息公开工作会议或专题会议数", "次"),
    ("training.courses", "（二）举办各类培训班数", "次"),
    ("training.people", "（三）接受培训人员数", "人次"),
)


def appendix(values: str) -> Table:
    """Build the appendix from pairs ``id number``; rows left out print 0."""
    words = values.split()
    left = dict(zip(words[::2], words[1::2], strict=True))
    grid = Grid([0.66, 0.14, 0.2])
    for at, name in enumerate(("统计指标", "单位", "统计数")):
        grid.put(at, name)
    grid.next()
    for indicator, label, unit in ROWS:
        grid.put(0, label)
        grid.put(1, unit)
        text = left.pop(indicator, "0") if indicator else "——"
        grid.put(2, text, fact=cell_fact(indicator, text, unit) if indicator else None)
        grid.next()
    if left:
        raise ValueError(f"rows that the appendix does not have: {sorted(left)}")
    return grid.table()
