"""Make reports around tables given as rows, the way format readers lay them out."""

from __future__ import annotations

from collections.abc import Sequence

from reportqa.model import Cell, Report, Section, Table
from reportqa.reading.tables import name_cells

Spec = str | int | float | tuple  # a cell's text, or (text, rowspan, colspan)


def made_report(
    *parts: str | list[Sequence[Spec]],
    agency: str = "甲县人民政府",
    year: int = 2023,
    report_id: str = "r",
    signed: str | None = None,
    headings: bool = True,
    period: str = "",
) -> Report:
    """A report whose text is made of ``parts``: text as given, tables as rows of cells parted by tabs."""
    text = ""
    tables: list[Table] = []
    sections: list[Section] = []
    for part in parts:
        if isinstance(part, str):
            for line in part.split("\n"):
                if (
                    headings
                    and line.startswith(("#", "一、", "二、", "三、", "四、", "五、", "六、"))
                    and len(line) < 40
                ):
                    sections.append(Section((line.lstrip("# "),), len(text), len(text) + len(line) + 1))
                text += line + "\n"
        else:
            table, body = grid(part, len(text))
            tables.append(table)
            text += body
    ends = ([s.start for s in sections] + [len(text)])[1:] if sections else []
    sections = [Section(s.path, s.start, end) for s, end in zip(sections, ends, strict=True)]
    return Report(
        id=report_id, agency=agency, year=year, title=f"{agency}{year}年政府信息公开工作年度报告", source="r.txt",
        sha256="", text=text, sections=tuple(sections), period=period, signed=signed,
        tables=name_cells(tuple(tables), text, tuple(sections)),
    )  # fmt: skip


def grid(rows: list[Sequence[Spec]], base: int) -> tuple[Table, str]:
    """Lay rows out as a table; a cell covered from above or the left is left out of its row."""
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    text = ""
    columns = 0
    for number, row in enumerate(rows):
        column, line = 0, []
        for spec in row:
            word, rowspan, colspan = spec if isinstance(spec, tuple) else (str(spec), 1, 1)
            while (number, column) in taken:
                column += 1
            at = base + len(text) + sum(len(w) + 1 for w in line)
            cells.append(Cell(number, column, rowspan, colspan, word, at, at + len(word)))
            taken |= {(number + r, column + c) for r in range(rowspan) for c in range(colspan)}
            line.append(word)
            column += colspan
        columns = max(columns, max((c for r, c in taken if r == number), default=0) + 1)
        text += "\t".join(line) + "\n"
    return Table(tuple(cells), len(rows), columns, base, base + len(text) - 1), text


GROUPS = {
    "（三）不予公开": [
        "1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”", "4.保护第三方合法权益",
        "5.属于三类内部事务信息", "6.属于四类过程性信息", "7.属于行政执法案卷", "8.属于行政查询事项",
    ],
    "（四）无法提供": ["1.本机关不掌握相关政府信息", "2.没有现成信息需要另行制作", "3.补正后申请内容仍不明确"],
    "（五）不予处理": [
        "1.信访举报投诉类申请", "2.重复申请", "3.要求提供公开出版物", "4.无正当理由大量反复申请",
        "5.要求行政机关确认或重新出具已获取信息",
    ],
    "（六）其他处理": [
        "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", "3.其他",
    ],
}  # fmt: skip
HEADS = [
    [("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3), ("申请人情况", 1, 7)],
    [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
    ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"],
]


def request_labels(old: bool = False) -> list[tuple[str, str]]:
    """The rows of table 3 as (group, label), in order."""
    rows = [("", "一、本年新收政府信息公开申请数量"), ("", "二、上年结转政府信息公开申请数量")]
    rows += [("", "（一）予以公开"), ("", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）")]
    for group, labels in GROUPS.items():
        rows += [("", group)] if old and group.startswith("（六）") else [(group, label) for label in labels]
    return [*rows, ("", "（七）总计"), ("", "四、结转下年度继续办理")]


def request_grid(values: list[list], old: bool = False) -> list[list[Spec]]:
    """Table 3 as published, with spans, for rows of seven values."""
    rows: list[list[Spec]] = [list(row) for row in HEADS]
    labels = request_labels(old)
    results = len(labels) - 3
    for at, ((group, label), numbers) in enumerate(zip(labels, values, strict=True)):
        cells: list[Spec] = []
        if at in {0, 1, len(labels) - 1}:
            cells.append((label, 1, 3))
        else:
            if at == 2:
                cells.append(("三、本年度办理结果", results, 1))
            if not group:
                cells.append((label, 1, 2))
            else:
                if labels[at - 1][0] != group:
                    cells.append((group, len(GROUPS[group]), 1))
                cells.append(label)
        rows.append([*cells, *numbers])
    return rows


DISPUTE_HEADS = [
    [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
    [
        *[(w, 2, 1) for w in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")],
        ("未经复议直接起诉", 1, 5),
        ("复议后起诉", 1, 5),
    ],
    ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2,
]
ACTIVE_2021 = [
    [("第二十条第（一）项", 1, 4)],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "0", "0", "0"],
    ["行政规范性文件", "3", "1", "8"],
    [("第二十条第（五）项", 1, 4)],
    ["信息内容", ("本年处理决定数量", 1, 3)],
    ["行政许可", ("9,487", 1, 3)],
    [("第二十条第（六）项", 1, 4)],
    ["信息内容", ("本年处理决定数量", 1, 3)],
    ["行政处罚", ("2776", 1, 3)],
    ["行政强制", ("84", 1, 3)],
    [("第二十条第（八）项", 1, 4)],
    ["信息内容", ("本年收费金额（单位：万元）", 1, 3)],
    ["行政事业性收费", ("7545.28", 1, 3)],
]
ACTIVE_2019 = [
    [("第二十条第（一）项", 1, 4)],
    ["信息内容", "本年新制作数量", "本年新公开数量", "对外公开总数量"],
    ["规章", "0", "0", "0"],
    ["规范性文件", "5", "4", "40"],
    [("第二十条第（五）项", 1, 4)],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政许可", "120", "+3", "5210"],
    ["其他对外管理服务事项", "30", "-2", "11"],
    [("第二十条第（六）项", 1, 4)],
    ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
    ["行政处罚", "200", "增1", "7"],
    ["行政强制", "20", "0", "1"],
    [("第二十条第（八）项", 1, 4)],
    ["信息内容", "上一年项目数量", ("本年增/减", 1, 2)],
    ["行政事业性收费", "6", ("0", 1, 2)],
    [("第二十条第（九）项", 1, 4)],
    ["信息内容", "采购项目数量", ("采购总金额", 1, 2)],
    ["政府集中采购", "15", ("1234.5万元", 1, 2)],
]

APPENDIX = [
    ("一、主动公开情况", "——"),
    ("（一）主动公开政府信息数", "条"),
    ("　　其中：主动公开规范性文件数", "条"),
    ("　　制发规范性文件总数", "件"),
    ("（二）通过不同渠道和方式公开政府信息的情况", "——"),
    ("　　1．政府公报公开政府信息数", "条"),
    ("　　2．政府网站公开政府信息数", "条"),
    ("　　3．政务微博公开政府信息数", "条"),
    ("　　4．政务微信公开政府信息数", "条"),
    ("　　5．其他方式公开政府信息数", "条"),
    ("二、回应解读情况", "——"),
    ("（一）回应公众关注热点或重大舆情数", "次"),
    ("（二）通过不同渠道和方式回应解读的情况", "——"),
    ("　　1．参加或举办新闻发布会总次数", "次"),
    ("　　其中：主要负责同志参加新闻发布会次数", "次"),
    ("　　2．政府网站在线访谈次数", "次"),
    ("　　其中：主要负责同志参加政府网站在线访谈次数", "次"),
    ("　　3．政策解读稿件发布数", "篇"),
    ("　　4．微博微信回应事件数", "次"),
    ("　　5．其他方式回应事件数", "次"),
    ("三、依申请公开情况", "——"),
    ("（一）收到申请数", "件"),
    ("　　1．当面申请数", "件"),
    ("　　2．传真申请数", "件"),
    ("　　3．网络申请数", "件"),
    ("　　4．信函申请数", "件"),
    ("（二）申请办结数", "件"),
    ("　　1．按时办结数", "件"),
    ("　　2．延期办结数", "件"),
    ("（三）申请答复数", "件"),
    ("　　1．属于已主动公开范围数", "件"),
    ("　　2．同意公开答复数", "件"),
    ("　　3．同意部分公开答复数", "件"),
    ("　　4．不同意公开答复数", "件"),
    ("　　其中：涉及国家秘密", "件"),
    ("　　涉及商业秘密", "件"),
    ("　　涉及个人隐私", "件"),
    ("　　危及国家安全、公共安全、经济安全和社会稳定", "件"),
    ("　　不是《条例》所指政府信息", "件"),
    ("　　法律法规规定的其他情形", "件"),
    ("　　5．不属于本行政机关公开数", "件"),
    ("　　6．申请信息不存在数", "件"),
    ("　　7．告知作出更改补充数", "件"),
    ("　　8．告知通过其他途径办理数", "件"),
    ("四、行政复议数量", "件"),
    ("（一）维持具体行政行为数", "件"),
    ("（二）被依法纠错数", "件"),
    ("（三）其他情形数", "件"),
    ("五、行政诉讼数量", "件"),
    ("（一）维持具体行政行为或者驳回原告诉讼请求数", "件"),
    ("（二）被依法纠错数", "件"),
    ("（三）其他情形数", "件"),
    ("六、举报投诉数量", "件"),
    ("七、依申请公开信息收取的费用", "万元"),
    ("八、机构建设和保障经费情况", "——"),
    ("（一）政府信息公开工作专门机构数", "个"),
    ("（二）设置政府信息公开查阅点数", "个"),
    ("（三）从事政府信息公开工作人员数", "人"),
    ("　　1．专职人员数（不包括政府公报及政府网站工作人员数）", "人"),
    ("　　2．兼职人员数", "人"),
    ("（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）", "万元"),
    ("九、政府信息公开会议和培训情况", "——"),
    ("（一）召开政府信息公开工作会议或专题会议数", "次"),
    ("（二）举办各类培训班数", "次"),
    ("（三）接受培训人员数", "人次"),
]
"""The appendix of 2014 to 2018: label and unit of each row; headings have a dash."""


def appendix_grid(values: Sequence[Spec]) -> list[list[Spec]]:
    """The appendix as published; ``values`` for the rows that count something, in order."""
    rest = iter(values)
    rows: list[list[Spec]] = [["统计指标", "单位", "统计数"]]
    return rows + [[text, unit, "——" if unit == "——" else next(rest)] for text, unit in APPENDIX]
