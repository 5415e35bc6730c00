"""A small library held in memory: hand-made reports and answers by simple rules, for the pages' tests."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportqa.model import (
    Answer,
    AnswerFigure,
    Applicant,
    Approx,
    Cell,
    Check,
    Citation,
    Figure,
    How,
    Intent,
    Oddity,
    Question,
    Report,
    Section,
    Status,
    Suggestion,
    Table,
)
from reportqa.search import FigureQuery

SCIENCE, TRAFFIC = "淄城区科学技术局", "淄城区交通运输局"
PROPOSALS, DISCLOSED, REQUESTS = "proposals.cppcc.received", "active.items", "requests.new.total"
INDICATORS = (
    (PROPOSALS, "政协提案收到件数", "CPPCC proposals received", "件"),
    (DISCLOSED, "主动公开信息数", "items disclosed on own initiative", "条"),
    (REQUESTS, "新收申请总数", "new requests in total", "件"),
)
FAILED = Check(
    "sum.columns",
    "FAIL",
    "3 + 1 = 4",
    "5",
    "各列之和与总计不符",
    "the columns do not add up to the total",
    ((0, 5),),
)


@dataclass
class Builder:
    text: str = ""
    sections: list[Section] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def heading(self, *path: str) -> None:
        start = len(self.text)
        self.text += path[-1] + "\n"
        self.sections.append(Section(path, start, len(self.text), body_start=len(self.text)))

    def paragraph(self, text: str) -> None:
        self.text += text + "\n"
        self._grow()

    def table(self, rows: list[list[str]], caption: str = "") -> None:
        start, cells = len(self.text), []
        for r, row in enumerate(rows):
            for c, word in enumerate(row):
                at = len(self.text)
                self.text += word
                cells.append(Cell(r, c, 1, 1, word, at, len(self.text), header=r == 0 or c == 0))
                self.text += "\t" if c < len(row) - 1 else "\n"
        self.tables.append(
            Table(tuple(cells), len(rows), len(rows[0]), start, len(self.text), caption=caption)
        )
        self._grow()

    def _grow(self) -> None:
        if self.sections:
            self.sections[-1] = replace(self.sections[-1], end=len(self.text))


def make_report(agency: str, year: int, proposals: str, disclosed: int, *, sample: bool = False) -> Report:
    b = Builder()
    b.paragraph(f"{agency}{year}年政府信息公开工作年度报告")
    b.heading("一、概述")
    b.paragraph("本年报由编制机关按照《中华人民共和国政府信息公开条例》编制。" * 6)
    b.heading("二、主动公开情况")
    b.paragraph(f"本年度通过网络、公告栏等方式主动公开政府信息 {disclosed}条。" + "其他工作有序推进。" * 40)
    b.heading("二、主动公开情况", "（一）组织领导")
    for _ in range(8):
        b.paragraph("加强组织领导，强化工作机制，明确责任科室和具体负责人员。" * 4)
    b.heading("三、申请办理情况")
    b.paragraph("没有收到要求公开政府信息的申请。")
    b.table([["申请来源", "自然人", "法人", "总计"], ["本年新收", "3", "1", "5"]], "申请情况")
    b.heading("四、办理建议和提案情况")
    b.paragraph(f"{year}年度，收到政协委员提案 {proposals}，均及时给予了答复。")
    b.heading("五、存在问题")
    b.paragraph("公开内容有待丰富。" * 60)
    return Report(
        id=f"{'kj' if agency == SCIENCE else 'jt'}-{year}",
        agency=agency,
        year=year,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        source=f"{agency}{year}.txt",
        sha256="0" * 64,
        text=b.text,
        sections=tuple(b.sections),
        tables=tuple(b.tables),
        sample=sample,
        signed=f"{year}-03-25",
        warnings=(
            Oddity(
                "signed_before_period_end", "落款日期早于统计期限结束", "signed before the period ended", 0, 6
            ),
        ),
    )


def figure(
    report: Report, quote: str, text: str, value: int, unit: str, indicator: str | None, **more: object
) -> Figure:
    start = report.text.index(quote)
    at = start + quote.index(text)
    section = report.section_at(start)
    return Figure(
        report=report.id,
        agency=report.agency,
        year=report.year,
        value=value,
        unit=unit,
        text=text,
        indicator=indicator,
        how=How.STATED,
        quote=quote,
        start=start,
        end=start + len(quote),
        value_start=at,
        value_end=at + len(text),
        section=section.path if section else (),
        **more,  # type: ignore[arg-type]
    )


def found(figures: list[Figure], query: FigureQuery) -> list[Figure]:
    """Find by reading every figure: what the real library is held against."""
    kept = [
        f
        for f in figures
        if (query.agencies is None or f.agency in query.agencies)
        and query.year in (None, f.year)
        and query.indicator in (None, f.indicator)
        and query.report in (None, f.report)
        and not (query.known and f.indicator is None)
        and query.said_by(f)
    ]
    keys = {
        "place": lambda f: (f.agency, f.year or 0, f.report, f.value_start),
        "agency": lambda f: f.agency,
        "year": lambda f: f.year or 0,
        "indicator": lambda f: query.name(f.indicator),
        "value": lambda f: f.value,
    }
    return sorted(kept, key=keys[query.order], reverse=query.down) if query.order else kept


@dataclass(frozen=True)
class Row:
    id: str
    agency: str
    year: int | None
    title: str
    source: str
    sample: bool
    kind: str
    n_figures: int


class FakeLibrary:
    index_id = "g-0001"
    built = "2026-11-24T08:00:00+08:00"

    def __init__(self, folder: Path | None = None, *extra: Report) -> None:
        made = [
            make_report(SCIENCE, 2018, "7条", 50),
            make_report(SCIENCE, 2017, "5条", 41, sample=True),
            make_report(SCIENCE, 2016, "12条", 38, sample=True),
            make_report(TRAFFIC, 2018, "21件", 120),
            *extra,
        ]
        self.folder = folder
        self.by_id = {r.id: r for r in made}
        self.all_figures = [f for r in made[:4] for f in self._figures(r)]
        self.asked: list[tuple[str, Answer | None, str | None]] = []

    def _figures(self, r: Report) -> list[Figure]:
        proposals = r.text.split("政协委员提案 ")[1].split("，")[0]
        disclosed = r.text.split("主动公开政府信息 ")[1].split("。")[0]
        return [
            figure(
                r,
                f"{r.year}年度，收到政协委员提案 {proposals}，均及时给予了答复。",
                proposals,
                int(proposals[:-1]),
                proposals[-1],
                PROPOSALS,
            ),
            figure(
                r,
                f"本年度通过网络、公告栏等方式主动公开政府信息 {disclosed}。",
                disclosed,
                int(disclosed[:-1]),
                "条",
                DISCLOSED,
            ),
            figure(
                r, "本年新收\t3\t1\t5", "5", 5, "件", REQUESTS, checks=(FAILED,), applicant=Applicant.TOTAL
            ),
            figure(
                r, "没有收到要求公开政府信息的申请。", "没有收到", 0, "", None, counted="公开政府信息的申请"
            ),
        ]

    def reports(self) -> list[Row]:
        return [
            Row(
                r.id,
                r.agency,
                r.year,
                r.title,
                r.source,
                r.sample,
                r.kind,
                sum(f.report == r.id for f in self.all_figures),
            )
            for r in self.by_id.values()
        ]

    def report(self, report_id: str) -> Report:
        return self.by_id[report_id]

    def figures(
        self,
        *,
        agency: str | None = None,
        year: int | None = None,
        indicator: str | None = None,
        report: str | None = None,
    ) -> list[Figure]:
        return [
            f
            for f in self.all_figures
            if agency in (None, f.agency)
            and year in (None, f.year)
            and indicator in (None, f.indicator)
            and report in (None, f.report)
        ]

    def find_figures(self, query: FigureQuery) -> list[Figure]:
        return found(self.all_figures, query)

    def agencies_like(self, name: str) -> list[str]:
        return [f.agency for f in self.all_figures if name in f.agency]

    def indicators(self) -> tuple[tuple[str, str, str, str], ...]:
        return INDICATORS

    def source_path(self, report_id: str) -> Path | None:
        path = self.folder / self.by_id[report_id].source if self.folder else None
        return path if path and path.is_file() else None

    def ask(self, question: str, *, after: Answer | None = None, language: str | None = None) -> Answer:
        self.asked.append((question, after, language))
        zh = any("\u4e00" <= c <= "\u9fff" for c in question)
        q = Question(question, "zh" if zh else "en")
        low = question.lower()
        if "慢" in question:
            time.sleep(3)
        if "炸" in question:
            raise RuntimeError("secret detail")
        years = [y for y in (2016, 2017, 2018, 2025) if str(y) in question]
        if 2025 in years:
            return Answer(
                Status.NO_REPORT,
                "没有收录该机关2025年的年报。" if zh else "No report for that year.",
                replace(q, years=(2025,)),
            )
        carried: tuple[str, ...] = ()
        wanted = DISCLOSED if "主动公开" in question or "disclosed" in low else None
        wanted = PROPOSALS if "提案" in question or "proposals" in low else wanted
        if wanted is None and after is not None and after.question.indicators:
            wanted, carried = after.question.indicators[0], ("indicator", "agency")
        if wanted is None and ("申请" in question or "requests" in low):
            return self._none(q, zh)
        if wanted is None:
            return Answer(
                Status.OUT_OF_SCOPE,
                "年报回答不了这个问题。" if zh else "Reports do not answer this.",
                q,
                suggestions=(Suggestion("科技局提案", "科学技术局2018年政协提案多少件？"),),
            )
        agency = TRAFFIC if "交通" in question or "transport" in low else SCIENCE
        if "哪个局" in question:
            return Answer(
                Status.AMBIGUOUS,
                "有两个机关。",
                replace(q, years=(2018,)),
                suggestions=tuple(
                    Suggestion(a, f"{a}2018年收到政协提案多少件？", choice=True) for a in (SCIENCE, TRAFFIC)
                ),
            )
        q = replace(
            q,
            agencies=(agency,),
            years=tuple(years) or (2018,),
            indicators=(wanted,),
            carried=carried,
            assumed=() if years else ("year",),
        )
        if "历年" in question or "trend" in low:
            found = sorted(self.figures(agency=agency, indicator=wanted), key=lambda f: f.year or 0)
            q = replace(q, years=(2016, 2017, 2018), intent=Intent.TREND)
        elif "比较" in question:
            found = self.figures(year=2018, indicator=wanted)
            q = replace(q, agencies=(SCIENCE, TRAFFIC), intent=Intent.COMPARE)
        else:
            found = self.figures(agency=agency, year=q.years[0], indicator=wanted)[:1]
        return self._answer(q, found, zh)

    def _answer(self, q: Question, found: list[Figure], zh: bool) -> Answer:
        name = next(i for i in INDICATORS if i[0] == q.indicators[0])[1 if zh else 2]
        figures = tuple(
            AnswerFigure(
                f.value,
                f.unit,
                f.text,
                f.indicator,
                name,
                f.agency,
                f.year,
                f.how,
                Approx.EXACT,
                i,
                checks=f.checks,
            )
            for i, f in enumerate(found)
        )
        first = found[0]
        text = (
            f"{first.agency}{first.year}年{name}为 {first.text}。"
            if zh
            else f"{first.agency} reported {first.value} in {first.year}."
        )
        if len(found) > 1:
            text = f"共 {len(found)} 项。" if zh else f"{len(found)} values."
        return Answer(
            Status.ANSWERED,
            text,
            q,
            figures,
            tuple(self._cite(f) for f in found),
            index=self.index_id,
            suggestions=(
                Suggestion(
                    "交通运输局呢？" if zh else "And transport?", "交通运输局2018年收到政协提案多少件？"
                ),
            ),
            why=({"step": "understood", "agency": first.agency}, {"step": "ranked", "score": 0.93}),
        )

    def _none(self, q: Question, zh: bool) -> Answer:
        f = next(f for f in self.figures(agency=SCIENCE, year=2018) if f.indicator is None)
        shown = AnswerFigure(
            0,
            "件",
            "没有收到",
            REQUESTS,
            "新收申请" if zh else "new requests",
            f.agency,
            f.year,
            How.STATED_ZERO,
            Approx.EXACT,
            0,
        )
        text = "年报载明没有收到申请。" if zh else "The report states that no request was received."
        return Answer(
            Status.STATED_NONE,
            text,
            replace(q, agencies=(SCIENCE,), years=(2018,)),
            (shown,),
            (self._cite(f),),
        )

    def _cite(self, f: Figure) -> Citation:
        r = self.by_id[f.report]
        return Citation(
            r.id,
            r.title,
            r.agency,
            r.year,
            f.section,
            f.quote,
            f.start,
            f.end,
            None,
            r.source,
            f"/reports/{r.id}",
            f.value_start - f.start,
            f.value_end - f.start,
            r.sample,
        )
