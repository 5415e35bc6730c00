"""Find the head rows and label columns of tables, and recognise the statutory forms.

Heads are found by what the cells hold, never by a format's marks: Markdown calls the first row of every
fragment a head, and Word and PDF mark none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportqa.model import Cell, Section, Table
from reportqa.reading.labels import best_similarity, fold, is_empty, is_number, is_year, label

TELLING: dict[str, tuple[str, ...]] = {
    "active.2021": ("本年制发件数", "本年废止件数", "现行有效件数", "本年处理决定数量", "本年收费金额",
                    "本年收费金额（单位：万元）"),
    "active.2019": (
        "本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量", "处理决定数量", "采购项目数量",
        "采购总金额", "其他对外管理服务事项",
    ),
    "requests": (
        "本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "部分公开（区分处理的，只计这一情形，不计其他情形）",
        "属于国家秘密", "其他法律行政法规禁止公开", "危及“三安全一稳定”", "保护第三方合法权益", "属于三类内部事务信息",
        "属于四类过程性信息", "属于行政执法案卷", "属于行政查询事项", "本机关不掌握相关政府信息", "没有现成信息需要另行制作",
        "补正后申请内容仍不明确", "信访举报投诉类申请", "要求提供公开出版物", "无正当理由大量反复申请",
        "要求行政机关确认或重新出具已获取信息", "结转下年度继续办理",
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    "disputes": ("结果维持", "结果纠正", "其他结果", "尚未审结", "未经复议直接起诉", "复议后起诉"),
    "statistics": (
        "统计指标", "主动公开政府信息数", "主动公开规范性文件数", "政府公报公开政府信息数", "政务微博公开政府信息数",
        "回应公众关注热点或重大舆情数", "收到申请数", "当面申请数", "申请办结数", "按时办结数", "申请答复数",
        "同意公开答复数", "申请信息不存在数", "举报投诉数量", "接受培训人员数", "兼职人员数",
    ),
}  # fmt: skip
"""Words that occur in one form alone; a few of them name the form."""
_LEAST = {"active.2021": 1, "active.2019": 1, "requests": 1, "disputes": 3, "statistics": 3}
_NEW_ROWS = TELLING["requests"][-2:]
_SKIPPED_HEADS = ("单位", "计量单位", "序号", "编号")
_UNITS = frozenset(("件", "条", "次", "个", "人", "人次", "篇", "项", "份", "元", "万元"))
_FIT = 0.8
_PAGE_NUMBER, _RUNNING_HEAD = 4, 60
"""Characters that a page number, and a running head or foot, may have."""


@dataclass(slots=True)
class _Shape:
    """What one table's cells turned out to be."""

    grid: list[list[int | None]]
    heads: list[list[int]]
    """For each row the head rows that govern it, outermost first; empty for head rows themselves."""
    is_head: list[bool]
    first: list[int]
    """For each row the column in which its block's data begin."""


def name_cells(tables: tuple[Table, ...], text: str, sections: tuple[Section, ...]) -> tuple[Table, ...]:
    """Return ``tables`` with heads marked, paths on every data cell, and ``form`` where recognised.

    A table without a caption takes the heading above it. A table that begins with data goes on from the
    one before it (a table run over a page) where both have the same columns of data.
    """
    named: list[Table] = []
    shapes: list[_Shape] = []
    for table in tables:
        shape = _shape(table)
        caption = table.caption or _heading(sections, table.start)
        before = (named[-1], shapes[-1]) if named and _goes_on(named[-1], table, text, sections) else None
        named.append(replace(table, cells=_with_paths(table, shape, before), caption=caption))
        shapes.append(shape)
    forms = [_form(table) for table in named]
    known = {form for form in forms if form}
    for at, table in enumerate(named):
        form = forms[at]
        if (
            form is None
            and at
            and _goes_on(named[at - 1], table, text, sections)
            and not any(shapes[at].is_head)
        ):
            form = forms[at] = forms[at - 1]
        if form == "requests":
            form = "requests.2019" if _is_old_requests(named) else "requests.2021"
        elif form == "active.2021" and not _has_any(table, TELLING["active.2021"]) and "active.2019" in known:
            form = "active.2019"
        named[at] = replace(table, form=form)
    return tuple(named)


def _heading(sections: Sequence[Section], position: int) -> str:
    found = ""
    for section in sections:
        if section.start > position:
            break
        found = section.path[-1] if section.path else ""
    return found


def _goes_on(before: Table, table: Table, text: str, sections: Sequence[Section]) -> bool:
    """Whether nothing but a running head stands between two tables."""
    between = len(fold(text[before.end : table.start]))
    if before.page != table.page and not any(before.end <= s.start < table.start for s in sections):
        return between <= _RUNNING_HEAD
    return between <= _PAGE_NUMBER


def _shape(table: Table) -> _Shape:
    grid: list[list[int | None]] = [[None] * table.columns for _ in range(table.rows)]
    for at, cell in enumerate(table.cells):
        for row in range(cell.row, min(cell.row + cell.rowspan, table.rows)):
            for column in range(cell.column, min(cell.column + cell.colspan, table.columns)):
                grid[row][column] = at
    is_head, heads = _head_rows(table, grid)
    first = [0] * table.rows
    for block in {tuple(rows) for rows in heads}:
        members = [
            number for number, rows in enumerate(heads) if tuple(rows) == block and not is_head[number]
        ]
        column = _first_data_column(table, [grid[n] for n in members], [grid[n] for n in block])
        for number in members:
            first[number] = column
    return _Shape(grid, heads, is_head, first)


def _own(table: Table, row: list[int | None], number: int) -> list[Cell]:
    """Return the cells that begin in row ``number``, without those reaching down from above."""
    seen = dict.fromkeys(at for at in row if at is not None)
    return [table.cells[at] for at in seen if table.cells[at].row == number]


def _head_rows(table: Table, grid: list[list[int | None]]) -> tuple[list[bool], list[list[int]]]:
    kinds = [_row_kind(table, _own(table, row, number), number) for number, row in enumerate(grid)]
    has_numbers = "data" in kinds
    is_head, heads, stack, data_seen = [], [], list[int](), False
    for number, kind in enumerate(kinds):
        cells = _own(table, grid[number], number)
        if kind == "text" and data_seen:
            head = _is_new_head(table, grid, kinds, stack, cells, number)
        elif kind == "text":
            head = has_numbers or number == 0 or kinds[number - 1] == "title" or _telling(cells)
        else:
            head = kind == "title"
        if head and data_seen:
            inside = kind == "title" and kinds[number + 1 : number + 2] not in (["text"], ["title"])
            stack = [row for row in stack if kinds[row] != "title"] if inside else []
            data_seen = False
        if head:
            titles = sum(kinds[row] == "title" for row in stack) if kind == "title" else len(stack)
            stack = [*stack[:titles], number, *stack[titles:]]
        else:
            data_seen = True
        is_head.append(head)
        heads.append([] if head else stack)
    return is_head, heads


def _row_kind(table: Table, cells: list[Cell], number: int) -> str:
    """Say what a row is by its own cells: ``title``, ``text``, ``data`` or ``blank`` (a label, nothing more)."""
    texts = [cell for cell in cells if not is_empty(cell.text) and not is_number(cell.text)]
    numbers = [cell for cell in cells if is_number(cell.text)]
    if numbers and not (number == 0 and texts and all(is_year(cell.text) for cell in numbers)):
        return "data"
    if len(texts) == 1 and texts[0].colspan >= table.columns > 1:
        return "title"
    empty = len(cells) - len(texts) - len(numbers)
    if empty and len(texts) <= 1 and not _telling(cells):
        return "blank" if number else "text"
    if empty and number and len(texts) == 2 and empty >= 5 and not _telling(cells):
        return "blank"
    return "text"


def _telling(cells: list[Cell]) -> bool:
    words = ("信息内容", "统计指标", "申请人情况", "自然人", "商业企业", *_columns_of_forms())
    return any(best_similarity(cell.text, words) >= _FIT for cell in cells)


def _columns_of_forms() -> tuple[str, ...]:
    return (*TELLING["active.2021"], *TELLING["active.2019"][:7], *TELLING["disputes"])


def _is_new_head(
    table: Table,
    grid: list[list[int | None]],
    kinds: list[str],
    stack: list[int],
    cells: list[Cell],
    number: int,
) -> bool:
    """Whether a row of words below data starts a new block: known words, or the first head again."""
    if number + 1 < len(kinds) and kinds[number - 1] == "title":
        return True
    if _telling(cells):
        return True
    first = [table.cells[at].text for head in stack if (at := grid[head][0]) is not None]
    return bool(cells) and fold(cells[0].text) in {fold(text) for text in first if text.strip()}


def _first_data_column(table: Table, rows: list[list[int | None]], heads: list[list[int | None]]) -> int:
    """Return the first column with more numbers than words, running numbers of the rows and years left aside."""
    for column in range(table.columns):
        texts = [table.cells[at].text for row in rows if (at := row[column]) is not None]
        numbers = sum(is_number(text) for text in texts)
        words = sum(not is_number(text) and not is_empty(text) for text in texts)
        years = column == 0 and table.columns > 1 and all(map(is_year, texts))
        if numbers and numbers >= words and not years and not _is_serial(table, heads, texts, column):
            return column
    return min(1, table.columns - 1)


def _is_serial(table: Table, heads: list[list[int | None]], texts: list[str], column: int) -> bool:
    named = [table.cells[at].text for row in heads if (at := row[column]) is not None]
    if any(fold(text) in {"序号", "编号"} for text in named):
        return True
    counted = [text.strip() for text in texts]
    return (
        column == 0
        and table.columns > 2
        and len(counted) > 2
        and counted == [str(i + 1) for i in range(len(counted))]
    )


def _with_paths(table: Table, shape: _Shape, before: tuple[Table, _Shape] | None) -> tuple[Cell, ...]:
    borrowed = _borrowed(table, shape, before)
    cells = []
    for cell in table.cells:
        if shape.is_head[cell.row] or cell.column < shape.first[cell.row]:
            cells.append(replace(cell, header=True, row_path=(), column_path=()))
            continue
        column_path = _column_path(table, shape, cell)
        if not column_path and not shape.heads[cell.row]:
            column_path = borrowed.get(cell.column, ())
        row_path = _row_path(table, shape, cell)
        cells.append(replace(cell, header=False, row_path=row_path, column_path=column_path))
    return tuple(cells)


def _row_path(table: Table, shape: _Shape, cell: Cell) -> tuple[str, ...]:
    seen: dict[int, str] = {}
    for column in range(min(shape.first[cell.row], cell.column)):
        at = shape.grid[cell.row][column]
        if at is None or is_empty(table.cells[at].text):
            continue
        head = [
            table.cells[up].text
            for row in shape.heads[cell.row]
            if (up := shape.grid[row][column]) is not None
        ]
        if any(fold(text) in _SKIPPED_HEADS for text in head) or (
            seen and table.cells[at].text.strip() in _UNITS
        ):
            continue
        seen[at] = table.cells[at].text.strip()
    return tuple(seen.values())


def _column_path(table: Table, shape: _Shape, cell: Cell) -> tuple[str, ...]:
    rows = shape.heads[cell.row]
    seen: dict[int, str] = {}
    for depth, row in enumerate(rows):
        at = shape.grid[row][cell.column]
        if at is not None and is_empty(table.cells[at].text) and depth < len(rows) - 1:
            at = _merged_left(table, shape, row, cell)
        if at is None or is_empty(table.cells[at].text):
            continue
        if is_number(table.cells[at].text) and not is_year(table.cells[at].text):
            continue
        seen[at] = table.cells[at].text.strip()
    return tuple(seen.values())


def _merged_left(table: Table, shape: _Shape, row: int, cell: Cell) -> int | None:
    """Return the head that an empty upper head belongs to: merged cells come as one word and blanks."""
    for left in range(cell.column, shape.first[cell.row] - 1, -1):
        at = shape.grid[row][left]
        if at is not None and not is_empty(table.cells[at].text):
            return at
    return None


def _borrowed(table: Table, shape: _Shape, before: tuple[Table, _Shape] | None) -> dict[int, tuple[str, ...]]:
    """Return the column paths of the table before, by this table's columns; empty where they do not fit."""
    if before is None or any(shape.is_head):
        return {}
    other, other_shape = before
    first, other_first = shape.first[0], other_shape.first[-1]
    paths = {c.column: c.column_path for c in other.cells if not c.header and c.row == other.rows - 1}
    columns = range(first, table.columns)
    if len(columns) != other.columns - other_first or len(columns) < 2:
        return {}
    shift = first - other_first
    return {column: paths.get(column - shift, ()) for column in columns}


def _form(table: Table) -> str | None:
    texts = {
        cell.text for cell in table.cells if cell.header and not is_empty(cell.text) and len(cell.text) < 60
    }
    scores: dict[str, int] = {}
    for form, words in TELLING.items():
        found = {text for text in texts if best_similarity(text, words) >= _FIT}
        if len(found) >= _LEAST[form]:
            scores[form] = len(found)
    if scores.get("active.2019") and scores.get("active.2021") and not _exact(texts, TELLING["active.2021"]):
        del scores["active.2021"]
    return max(scores, key=lambda form: scores[form]) if scores else None


def _exact(texts: set[str], words: tuple[str, ...]) -> bool:
    return bool({fold(text) for text in texts} & {fold(word) for word in words})


def _has_any(table: Table, words: tuple[str, ...]) -> bool:
    return any(best_similarity(cell.text, words) >= _FIT for cell in table.cells if cell.header)


def _is_old_requests(tables: Sequence[Table]) -> bool:
    """Whether table 3 is of the form of 2019: 其他处理 has numbers and its three rows of 2021 are absent."""
    for table in tables:
        for cell in table.cells:
            if cell.header and best_similarity(cell.text, _NEW_ROWS) >= _FIT:
                return False
    return any(
        cell.row_path and label(cell.row_path[-1]).body == "其他处理"
        for table in tables
        for cell in table.cells
        if not cell.header
    )
