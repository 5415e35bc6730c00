"""The statutory tables of 2019 and 2021 and the table of disputes, cell by cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .model import Cell, Fact, Table, number

APPLICANTS = ("natural", "company", "research", "public_benefit", "legal_service", "other", "total")
RESULTS = ("upheld", "corrected", "other", "pending", "total")
RELATION = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

REFUSED = (
    ("state_secret", "1.属于国家秘密"),
    ("law_forbids", "2.其他法律行政法规禁止公开"),
    ("three_safeties", "3.危及“三安全一稳定”"),
    ("third_party", "4.保护第三方合法权益"),
    ("internal", "5.属于三类内部事务信息"),
    ("process", "6.属于四类过程性信息"),
    ("enforcement_file", "7.属于行政执法案卷"),
    ("inquiry_matter", "8.属于行政查询事项"),
)
UNAVAILABLE = (
    ("not_held", "1.本机关不掌握相关政府信息"),
    ("must_be_created", "2.没有现成信息需要另行制作"),
    ("still_unclear", "3.补正后申请内容仍不明确"),
)
UNPROCESSED = (
    ("petition", "1.信访举报投诉类申请"),
    ("repeated", "2.重复申请"),
    ("publications", "3.要求提供公开出版物"),
    ("excessive", "4.无正当理由大量反复申请"),
    ("reconfirm", "5.要求行政机关确认或重新出具已获取信息"),
)
OTHER = (
    ("not_corrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    ("fee_unpaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"),
    ("other", "3.其他"),
)
PARTLY = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
INPUTS = ("new", "carried_in", "carried_out")


def cell_fact(indicator: str, text: str, unit: str, applicant: str | None = None) -> Fact:
    """Return the fact of a table cell; a blank cell stands for zero."""
    bare = text.removesuffix(unit) if unit else text
    value = number(bare.replace("+", "").replace(",", "")) if bare else 0
    return Fact(indicator, value, unit, text, "table_cell", "table", applicant=applicant)


class Grid:
    """Collects cells row by row."""

    def __init__(self, widths: Sequence[float]) -> None:
        self.cells: list[Cell] = []
        self.rows = 0
        self.widths = tuple(widths)

    def put(
        self, column: int, text: str, rowspan: int = 1, colspan: int = 1, fact: Fact | None = None
    ) -> None:
        """Place a cell in the current row; one without a fact is a header."""
        self.cells.append(Cell(text, self.rows, column, rowspan, colspan, fact is None, fact))

    def next(self) -> None:
        """Go on to the next row."""
        self.rows += 1

    def table(self) -> Table:
        """Return the table, cells in reading order."""
        ordered = sorted(self.cells, key=lambda cell: (cell.row, cell.column))
        return Table(tuple(ordered), self.rows, self.widths)


def active(
    parts: Sequence[tuple[str, Sequence[str], Sequence[tuple[str, Mapping[str, str]]]]],
    units: Mapping[str, str],
    apart: bool,
) -> Table | list[Table]:
    """Build table 2 from ``(item, column names, rows)``; ``apart`` gives one table an item."""
    width = max(len(names) for _, names, _ in parts) + 1
    grids: list[Grid] = []
    for item, names, rows in parts:
        if apart or not grids:
            columns = len(names) + 1 if apart else width
            grids.append(Grid([0.4] + [0.6 / (columns - 1)] * (columns - 1)))
        grid, columns = grids[-1], len(grids[-1].widths)
        grid.put(0, f"第二十条第（{item}）项", colspan=columns)
        grid.next()
        line(grid, "信息内容", [(name, None) for name in names], columns)
        for label, values in rows:
            line(grid, label, [(t, cell_fact(i, t, units.get(i, "件"))) for i, t in values.items()], columns)
    tables = [grid.table() for grid in grids]
    return tables if apart else tables[0]


def line(grid: Grid, label: str, values: Sequence[tuple[str, Fact | None]], columns: int) -> None:
    """Put a label and its values; the last value is stretched to the grid's edge."""
    grid.put(0, label)
    for at, (text, fact) in enumerate(values, start=1):
        last = at == len(values)
        grid.put(at, text, colspan=columns - at if last else 1, fact=fact)
    grid.next()


def active_2021(
    rules: str,
    normative: str,
    licences: int,
    penalties: int,
    coercion: int,
    fees: str,
    *,
    apart: bool = False,
) -> Table | list[Table]:
    """Build table 2 in the form of 2021; ``rules`` and ``normative`` hold three numbers each."""

    def three(name: str, numbers: str) -> dict[str, str]:
        return dict(
            zip((f"{name}.issued", f"{name}.abolished", f"{name}.in_force"), numbers.split(), strict=True)
        )

    decided = ["本年处理决定数量"]
    return active(
        [
            (
                "一",
                ["本年制发件数", "本年废止件数", "现行有效件数"],
                [("规章", three("rules", rules)), ("行政规范性文件", three("normative", normative))],
            ),
            ("五", decided, [("行政许可", {"licences.decisions": str(licences)})]),
            (
                "六",
                decided,
                [
                    ("行政处罚", {"penalties.decisions": str(penalties)}),
                    ("行政强制", {"coercion.decisions": str(coercion)}),
                ],
            ),
            ("八", ["本年收费金额（单位：万元）"], [("行政事业性收费", {"fees.amount": fees})]),
        ],
        {"fees.amount": "万元"},
        apart,
    )


def active_2019(
    rules: str,
    normative: str,
    licences: str,
    other: str,
    penalties: str,
    coercion: str,
    fees: str,
    procurement: str,
    *,
    apart: bool = False,
) -> Table | list[Table]:
    """Build table 2 in the form of 2019; every argument holds its row's numbers."""

    def row(name: str, numbers: str, columns: str) -> dict[str, str]:
        return dict(zip((f"{name}.{c}" for c in columns.split()), numbers.split(), strict=True))

    made, items = "made newly_public public_total", "items_last_year change decisions"
    done = ["上一年项目数量", "本年增/减", "处理决定数量"]
    names = ("licences", "other_services", "penalties", "coercion", "fees")
    units = {f"{n}.{c}": "项" for n in names for c in ("items_last_year", "change")}
    return active(
        [
            (
                "一",
                ["本年新制作数量", "本年新公开数量", "对外公开总数量"],
                [("规章", row("rules", rules, made)), ("规范性文件", row("normative", normative, made))],
            ),
            (
                "五",
                done,
                [
                    ("行政许可", row("licences", licences, items)),
                    ("其他对外管理服务事项", row("other_services", other, items)),
                ],
            ),
            (
                "六",
                done,
                [
                    ("行政处罚", row("penalties", penalties, items)),
                    ("行政强制", row("coercion", coercion, items)),
                ],
            ),
            ("八", done[:2], [("行政事业性收费", row("fees", fees, "items_last_year change"))]),
            (
                "九",
                ["采购项目数量", "采购总金额"],
                [("政府集中采购", row("procurement", procurement, "items amount"))],
            ),
        ],
        {**units, "procurement.items": "项", "procurement.amount": "万元"},
        apart,
    )


def filled(rows: str) -> dict[str, list[int]]:
    """Read ``id n n n …; id n …`` into six columns a row and add the row ``closed``."""
    known = {}
    for part in rows.split(";"):
        name, *columns = part.split()
        known[name] = [int(c) for c in columns] + [0] * (6 - len(columns))
    results = [columns for name, columns in known.items() if name not in INPUTS]
    known["closed"] = [sum(column) for column in zip(*results, strict=True)]
    return known


def heads(grid: Grid) -> None:
    """Put the three header rows of table 3."""
    grid.put(0, RELATION, rowspan=3, colspan=3)
    grid.put(3, "申请人情况", colspan=7)
    grid.next()
    grid.put(3, "自然人", rowspan=2)
    grid.put(4, "法人或其他组织", colspan=5)
    grid.put(9, "总计", rowspan=2)
    grid.next()
    for at, name in enumerate(("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"), start=4):
        grid.put(at, name)
    grid.next()


def requests(
    form: str, rows: str, *, wrong: Mapping[tuple[str, str], int] | None = None, blank: Sequence[str] = ()
) -> Table:
    """Build table 3 from ``rows``: the rows that are not all zero, ``closed`` left out.

    ``wrong`` prints another number in a cell (row, applicant); ``blank`` lists rows whose zeros are
    left empty.
    """
    grid = Grid([0.06, 0.12, 0.3] + [0.52 / 7] * 7)
    known = filled(rows)
    heads(grid)

    def numbers(name: str) -> None:
        columns = known.pop(name, [0] * 6)
        for at, (who, value) in enumerate(zip(APPLICANTS, [*columns, sum(columns)], strict=True), start=3):
            shown = (wrong or {}).get((name, who), value)
            text = "" if name in blank and not shown else str(shown)
            grid.put(at, text, fact=cell_fact(f"requests.{name}", text, "件", who))
        grid.next()

    for name, label in (
        ("new", "一、本年新收政府信息公开申请数量"),
        ("carried_in", "二、上年结转政府信息公开申请数量"),
    ):
        grid.put(0, label, colspan=3)
        numbers(name)
    grid.put(0, "三、本年度办理结果", rowspan=22 if form == "2021" else 20)
    for name, label in (("granted", "（一）予以公开"), ("partly_granted", PARTLY)):
        grid.put(1, label, colspan=2)
        numbers(name)
    groups = [
        ("refused", "（三）不予公开", REFUSED),
        ("unavailable", "（四）无法提供", UNAVAILABLE),
        ("unprocessed", "（五）不予处理", UNPROCESSED),
    ]
    if form == "2021":
        groups.append(("other", "（六）其他处理", OTHER))
    for group, label, parts in groups:
        grid.put(1, label, rowspan=len(parts))
        for part, words in parts:
            grid.put(2, words)
            numbers(f"{group}.{part}")
    if form == "2019":
        grid.put(1, "（六）其他处理", colspan=2)
        numbers("other")
    grid.put(1, "（七）总计", colspan=2)
    numbers("closed")
    grid.put(0, "四、结转下年度继续办理", colspan=3)
    numbers("carried_out")
    if known:
        raise ValueError(f"rows that table 3 of {form} does not have: {sorted(known)}")
    return grid.table()


def disputes(reconsideration: str, direct: str, after: str) -> Table:
    """Build table 4; each argument holds 维持 纠正 其他 未结, the totals are added up."""
    grid = Grid([1 / 15] * 15)
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    grid.put(0, "行政复议", colspan=5)
    grid.put(5, "行政诉讼", colspan=10)
    grid.next()
    for at, name in enumerate(names):
        grid.put(at, name, rowspan=2)
    grid.put(5, "未经复议直接起诉", colspan=5)
    grid.put(10, "复议后起诉", colspan=5)
    grid.next()
    for at, name in enumerate(names * 2, start=5):
        grid.put(at, name)
    grid.next()
    at = 0
    for kind, given in (
        ("reconsideration", reconsideration),
        ("litigation.direct", direct),
        ("litigation.after_reconsideration", after),
    ):
        values = [int(v) for v in given.split()]
        for result, value in zip(RESULTS, [*values, sum(values)], strict=True):
            grid.put(at, str(value), fact=cell_fact(f"{kind}.{result}", str(value), "件"))
            at += 1
    grid.next()
    return grid.table()
