"""Figures that a report states in prose: each number with the words that it counts.

Ownership is strict: the words beside a number come before those of its clause, the clause before the
sentence (findings 1). Sentences inside tables are left to ``figures.tables``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportqa.figures.catalogue import Catalogue
from reportqa.figures.clauses import Span, clauses, sentences
from reportqa.figures.numbers import Number, numbers
from reportqa.figures.respectively import respectively
from reportqa.figures.units import families
from reportqa.figures.zero import zero_statements
from reportqa.model import Figure, How, Report

_PART = re.compile(
    r"^\s*(?:[（(])?\s*(?:其中|含|包括|另有|内有|包含|各(?:镇|乡|街|部门|单位|局|科室|县|区|市))"
)
_CUMULATIVE = re.compile(
    r"(?:截至|截止)(?!.{0,8}(?:年底|年末|月底|31日))|历年|自\s*\d{4}\s*年.{0,8}(?:以来|起)|以来|累[计积]|共有|现有|已有|目前"
)
_SINCE = re.compile(r"自[^，。；]{0,30}(?:以来|起|至今)")
_AT_LEAST = re.compile(r"不(?:得|应|能)?(?:少于|低于|超过|多于|高于|晚于)\s*\d[\d.]*[^\d，。；]{0,4}$")
"""A number that is required, not counted: 全年培训不少于4期."""
_PLANS = re.compile(r"打算|下一步|计划|安排|改进|设想|着力|努力方向|今后|措施")
_WILL = re.compile(r"(?:计划|拟|力争|争取|将|要求|目标|确保|达到|准备|再)[^，。；]{0,24}$")
_THIS_YEAR = re.compile(r"全年|本年|今年|年度|\d{4}\s*年[，,]?(?!底|末|\d)")
_DELTA = re.compile(
    r"(?:同比|环比|比上?[一]?年|较上?[一]?年|比\s*\d{4}\s*年|较\s*\d{4}\s*年|比去年|较去年|(?:增长|增加|减少|下降|上升|提高)(?![到至])|增幅|降幅)[^，；。0-9]{0,10}$"
    r"|[比较][^，；。]{1,24}(?:多|少)(?:了|出)?\s*$"
)
_LEVEL = re.compile(
    r"(?:增[加长]?|上?升|提[高升]|扩[大展充]|压[缩减]|缩[短减]|减[少]?|下?降[低]?|涨|延长|调整|更新|提速)(?:了)?(?:到了?|至|为|成)\s*(?:现在的|目前的|年末的|年底的)?\s*$"
)
"""Words before a number that something has come to: 由1.1万人增加到2.9万人."""
_FROM = re.compile(r"(?:由|从|自)[^，；。]{0,14}$")
"""Words before the number that it came from."""
_OTHER_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?!底|末|\d{1,2}月)")
_COMPARED = re.compile(r"(?:比|较|与|同|由|从|自|相比|相对于|是)\s*$")
"""Words before a year with which this one is compared."""
_BASE = re.compile(r"(?:比|较|与|同|是|为)\s*(?:19|20)\d{2}\s*年(?:度|全年|同期)?(?:的|是)?\s*[（(]?\s*$")
"""Words before the figure of an earlier year that this one is compared with: 比2017年的61件."""
_AREA = re.compile(r"全[区县市省镇乡州盟旗系]|辖区|全系统")
_OFFICE = re.compile(
    r"本(?:机关|单位|局|委|办|厅|级)|我(?:局|委|办|厅|院)|政府办(?!公室?印发)|办公[室厅]|区政府(?!网|信息|门户|各)|市政府(?!网|信息|门户|规章|新闻)"
)
_ALL = re.compile(
    r"(?:均|全部|都|已全部)[^，。；0-9]{0,12}?(?:答复|办结|办理完毕|办复|回复|办毕|处理完毕)"
    r"|(?:办结|答复|办复|回复|办理)率(?:均)?(?:为|达到?|是)?\s*(?:100\s*[%％]|百分之百)"
    r"|(?:100\s*[%％]|百分之百)(?:答复|办结|办复|回复)"
)
_REPLIED = re.compile("答复|办结|办复|回复|办理完毕|办毕")
_REPLIED_ALONE = re.compile(
    r"(?:截[至止]?(?:年底|年末|12月底|12月31日|目前)?|当年|年内|年底前?|已经?|共|全部|均|[，, ])*(?:答复|回复|(?P<closed>办结|办理完毕|办毕))了?"
)
_CAME_IN = frozenset({"requests.received", "requests.new"})
_REQUEST_UNITS = frozenset({"件", "条", "份", "宗", "个", "项", "起"})
_ANAPHOR = re.compile(
    "^(?:我|全|本)?.?(?:共|全年|累计)*(?:办理|处理|涉及|发生)?(?:相关|此类|上述|该类|同类|前述)(?:案件|申请|事项|信息|问题|诉求)"
)
"""Words that take their meaning from the clause before: 依法做好行政复议…工作，全县共办理相关案件 74 件."""
_CHINESE = re.compile(r"[一-鿿]")
_RUN_IN = re.compile(r"^\s*【[^】]{1,16}】")
"""The head of a paragraph on its first line: 【建议提案】承办建议94件."""
_SAME_THING = re.compile(r"\s*[、，,/／和及共计]{1,2}\s*")
"""What parts two counts of one thing: 农村低保2207户、3418人."""


@dataclass(frozen=True, slots=True)
class Owned:
    """A number with its clause and the words beside it."""

    number: Number
    clause: Span
    counted: str
    part_of: bool
    before: Span | None = None
    """The clause before, within the sentence."""
    former: bool = False
    """Whether the number is what something was before: 由年初的1.1万人增加到2.9万人."""

    def number_lead(self, text: str) -> str:
        """Return the clause up to the number."""
        return text[self.clause.start : self.number.start]


def prose_figures(report: Report, catalogue: Catalogue) -> tuple[Figure, ...]:
    """Return the figures that the report's prose states, zero statements and "all replied" included."""
    found: list[Figure] = []
    latest: list[Figure] = []
    end = 0
    for sentence in _prose_sentences(report):
        parts = clauses(report.text, sentence)
        owned = _owned(report.text, sentence, parts)
        stated = [f for o in owned for f in _figure(report, catalogue, sentence, o)]
        same_paragraph = "\n" not in report.text[end : sentence.start]
        stated = _replied_of_them(stated, latest if same_paragraph else [])
        latest, end = stated, sentence.end
        found += stated
        found += _zeros(report, catalogue, sentence, parts)
        found += _all_of(report, catalogue, sentence, stated)
    return tuple(found)


def _prose_sentences(report: Report) -> Iterator[Span]:
    tables = [(t.start, t.end) for t in report.tables]
    heads = [(s.start, s.body_start) for s in report.sections if s.body_start > s.start]
    for sentence in sentences(report.text):
        if any(sentence.start < end and start < sentence.end for start, end in tables):
            continue
        start = sentence.start
        for head_start, head_end in heads:
            if head_start <= start < head_end:
                start = min(head_end, sentence.end)
        while start < sentence.end and report.text[start].isspace():
            start += 1
        if start < sentence.end:
            yield Span(start, sentence.end)


def _owned(text: str, sentence: Span, parts: list[Span]) -> list[Owned]:
    """Give each number of a sentence its clause and the words that it counts."""
    found: list[Owned] = []
    previous: Span | None = None
    for clause in parts:
        inside = numbers(text, clause.start, clause.end)
        for i, number in enumerate(inside):
            begin = inside[i - 1].end if i else clause.start
            end = inside[i + 1].start if i + 1 < len(inside) else clause.end
            before = text[begin : number.start]
            after = re.split(r"[、，；。：:（）()]", text[number.end : end], maxsplit=1)[0]
            if i + 1 < len(inside) and _words(before) and not re.search("[、（(）)]", text[number.end : end]):
                after = ""
            before = _RUN_IN.sub("", before)
            bracketed = _in_brackets(text, clause.start, number.start)
            before = _own_item(before, bracketed)
            counted = f"{before.strip()} {after.strip()}".strip(" 、（(")
            if previous is not None and _ANAPHOR.search(counted):
                clause = Span(previous.start, clause.end)
            if not _words(counted) and found and (bracketed or (i and _SAME_THING.fullmatch(before))):
                counted = found[-1].counted
            elif not _words(counted) and previous is not None:
                counted = previous.of(text).strip()
            part = (
                bool(_PART.match(before))
                or bool(_PART.match(clause.of(text)))
                or (bracketed and bool(_words(before)))
            )
            leads = text[clause.start : number.start]
            if found and _BASE.search(leads):
                counted, part = found[-1].counted, found[-1].part_of
            if found and _LEVEL.search(leads) and _FROM.search(found[-1].number_lead(text)):
                subject = _FROM.sub("", found[-1].number_lead(text)).strip(" ，、")
                found[-1] = replace(found[-1], former=True)
                counted = subject if _words(subject) else found[-1].counted
            found.append(Owned(number, clause, counted, part, previous))
        previous = clause
    named = respectively(text, sentence, [o.number for o in found])
    return [replace(o, counted=named.get(o.number.start, o.counted)) for o in found]


def _own_item(before: str, bracketed: bool) -> str:
    """Drop what belongs to the figure before: unit words and closing brackets up to the last 、."""
    if bracketed and re.search("[（(]", before):
        outside, _, inside = re.sub("[(]", "（", before).rpartition("（")
        # 油烟扰民（9118件）: the bracket holds no words of its own
        return inside if _words(inside) else re.split("[、）)]", outside)[-1]
    cut = re.split(r"[）)]\s*[、，]?|^\s*[、，]", before)
    return cut[-1] if _words(cut[-1]) else before


def _words(text: str) -> bool:
    return len(_CHINESE.findall(text)) >= 2


def _in_brackets(text: str, start: int, at: int) -> bool:
    stretch = text[start:at]
    return stretch.count("（") + stretch.count("(") > stretch.count("）") + stretch.count(")")


def _base(report: Report, sentence: Span, clause: Span) -> Figure:
    """Return a figure that holds all that follows from where it stands."""
    section = report.section_at(sentence.start)
    stretch, lead = clause.of(report.text), report.text[sentence.start : clause.end]
    circle = _circle(stretch) or _circle(lead)
    return Figure(
        report=report.id,
        agency=report.agency,
        year=report.year,
        value=0,
        unit="",
        text="",
        indicator=None,
        how=How.STATED,
        quote=sentence.of(report.text),
        start=sentence.start,
        end=sentence.end,
        value_start=clause.start,
        value_end=clause.end,
        section=section.path if section else (),
        page=report.page_at(sentence.start),
        clause=stretch.strip(),
        circle=circle,
    )


def _circle(text: str) -> str | None:
    """Return whose figures a text speaks of, by the last word that says so."""
    area = max((m.end() for m in _AREA.finditer(text)), default=-1)
    office = max((m.end() for m in _OFFICE.finditer(text)), default=-1)
    return None if area == office else "area" if area > office else "office"


def _figure(report: Report, catalogue: Catalogue, sentence: Span, owned: Owned) -> list[Figure]:
    """Return the figure, once for each indicator that it states (mostly one)."""
    number, text = owned.number, report.text
    base = _base(report, sentence, owned.clause)
    before = text[owned.clause.start : number.start]
    year = [m[1] for m in _OTHER_YEAR.finditer(before) if not _compared(before, m, number)]
    compared_with = bool(_BASE.search(before))
    lead = text[sentence.start : number.start]
    cumulative = bool(_CUMULATIVE.search(before)) and (
        bool(_SINCE.search(lead)) or not _THIS_YEAR.search(lead)
    )
    planned = _is_target(before + text[number.start : number.end], base.section)
    base = replace(
        base,
        year=_year_of(report, year, former=owned.former, planned=planned),
        value=number.value,
        unit=number.unit,
        text=text[number.start : number.end],
        how=How.STATED if number.value else How.STATED_ZERO,
        value_start=number.start,
        value_end=number.end,
        counted=owned.counted,
        approx=number.approx,
        part_of=owned.part_of,
        cumulative=cumulative,
        delta=bool(_DELTA.search(before)) and not compared_with,
    )
    if base.delta:
        return [base]
    heading = base.section[-1] if base.section else ""
    if compared_with and owned.before is not None:
        # 收到78件，比2017年的61件多17件: the clause before says what both count
        ids = catalogue.match_statement(owned.counted, owned.before.of(text), number.unit, heading)
        return [replace(base, indicator=i) for i in ids] or [base]
    ids = catalogue.match_statement(owned.counted, base.clause, number.unit, heading)
    if not ids and owned.before is not None and families(number.unit) & {"people"}:
        # 举办业务培训 2 期，受训 115 人次: the clause before says what the people came to
        lead = owned.before.of(text)
        ids = catalogue.match_statement(
            f"{lead} {owned.counted}", f"{lead}，{base.clause}", number.unit, heading
        )
    return [replace(base, indicator=i) for i in ids] or [base]


def _compared(before: str, year: re.Match[str], number: Number) -> bool:
    """Whether a year is only what this one is compared with: 较2019年的4205条增加407条, 由2022年的14.2缩短为11.8."""
    if not _COMPARED.search(before[: year.start()]) or _BASE.search(before):
        return False
    between = before[year.end() :]
    return bool(numbers(between, 0, len(between)) or _DELTA.search(before) or number.unit == "倍")


def _is_target(words: str, section: tuple[str, ...]) -> bool:
    """Whether a number with the words before it sets an aim and states nothing: 全年培训不少于4期."""
    planned = bool(section) and bool(_PLANS.search(section[-1]))
    return planned and bool(_AT_LEAST.search(words) or _WILL.search(words))


def _year_of(report: Report, named: list[str], *, former: bool, planned: bool) -> int | None:
    """Return the year that a number is of: the one named before it, the year before, the one to come."""
    if named or report.year is None:
        return int(named[-1]) if named else None
    return report.year - former if former else report.year + planned


def _zeros(report: Report, catalogue: Catalogue, sentence: Span, parts: list[Span]) -> list[Figure]:
    """Return the zero statements of a sentence as figures, one for each thing denied."""
    found: list[Figure] = []
    for i, clause in enumerate(parts):
        if numbers(report.text, clause.start, clause.end):
            continue
        for zero in zero_statements(report.text, clause):
            counted = zero.what or zero.before
            if not zero.what and not _words(zero.before) and i:
                counted = parts[i - 1].of(report.text).strip()
            base = replace(
                _base(report, sentence, clause),
                text=zero.text,
                how=How.STATED_ZERO,
                value_start=zero.start,
                value_end=zero.end,
                counted=counted,
                part_of=bool(_PART.match(clause.of(report.text))),
            )
            heading = base.section[-1] if base.section else ""
            ids = catalogue.match_statement(counted, base.clause, "", heading)
            for indicator in ids:
                found.append(replace(base, indicator=indicator, unit=catalogue.get(indicator).unit))
            if not ids:
                found.append(base)
    return found


def _all_of(report: Report, catalogue: Catalogue, sentence: Span, stated: list[Figure]) -> list[Figure]:
    """Read 收到 7 条，均已答复 as "replied: 7" unless the sentence gives that figure itself."""
    match = _ALL.search(report.text, sentence.start, sentence.end)
    if not match:
        return []
    given = {f.indicator for f in stated}
    found: list[Figure] = []
    for figure in stated:
        target = _answered(catalogue, figure.indicator)
        fewer = any(
            _REPLIED.search(f.counted) and figure.value_end <= f.value_start and f.value < figure.value
            for f in stated
            if f.unit != "%"
        )  # 收到12件，答复10件，均…: those of which all is said are the ten
        if (
            target
            and target not in given
            and not (figure.part_of or fewer)
            and figure.value_end <= match.end()
        ):
            found.append(replace(figure, indicator=target, how=How.ALL_OF))
    return found


def _replied_of_them(stated: list[Figure], before: list[Figure]) -> list[Figure]:
    """Read 收到申请31件，截至年底已答复29件: what was replied to are the requests of the clause or sentence before."""
    done: list[Figure] = []
    for figure in stated:
        said = _REPLIED_ALONE.fullmatch(figure.counted) if figure.indicator is None else None
        pool = done or before
        last = max((n for n, f in enumerate(pool) if f.indicator in _CAME_IN), default=None)
        # nothing but parts of them may stand between: 其中网上20件
        of_them = (
            last is not None
            and pool[last].value >= figure.value
            and all(
                f.part_of or f.delta or (f.indicator or "").startswith("requests.") for f in pool[last + 1 :]
            )
        )
        if said and of_them and not figure.delta and figure.unit in _REQUEST_UNITS:
            figure = replace(figure, indicator="requests.closed" if said["closed"] else "requests.answered")
        done.append(figure)
    return done


def _answered(catalogue: Catalogue, indicator: str | None) -> str | None:
    """Return the indicator that "all replied" speaks of after ``indicator``, if there is one."""
    return catalogue.get(indicator).all_of if indicator else None
