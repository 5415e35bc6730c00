"""Reports made by hand and a tiny encoder, for the tests of search."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from reportqa.model import Cell, Figure, How, Oddity, Report, Section, Table
from reportqa.search import IndexEntry


class FakeEncoder:
    """Vectors from hashes of pairs of characters: deterministic, alike for texts that share pairs."""

    def __init__(self, name: str = "fake", dimension: int = 64) -> None:
        self.name = name
        self.dimension = dimension
        self.passages_encoded = 0
        self.failure: BaseException | None = None

    def encode_queries(self, texts: Sequence[str]):
        return np.stack([self._vector(text) for text in texts])

    def encode_passages(self, texts: Sequence[str]):
        if self.failure is not None:
            raise self.failure
        self.passages_encoded += len(texts)
        return np.stack([self._vector(text) for text in texts])

    def _vector(self, text: str):
        vector = np.full(self.dimension, 0.01, np.float32)
        for first, second in pairwise(text):
            digest = hashlib.md5((first + second).encode("utf-8", "replace")).digest()
            vector[digest[0] % self.dimension] += 1.0
        return (vector / np.linalg.norm(vector)).astype(np.float32)


def make_report(agency: str, year: int, bodies: dict[str, str], number: str = "") -> Report:
    """Return a report whose sections are ``bodies``: heading to text."""
    text, sections = f"{agency}{year}年政府信息公开工作年度报告\n", []
    for heading, body in bodies.items():
        start = len(text)
        text += heading + "\n"
        body_start = len(text)
        text += body + "\n"
        sections.append(Section((heading,), start, len(text), None, body_start))
    return Report(
        id=f"{agency}-{year}{number}",
        agency=agency,
        year=year,
        title=f"{agency}{year}年年报",
        source=f"{agency}-{year}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        text=text,
        sections=tuple(sections),
    )


def with_table(report: Report, rows: Sequence[Sequence[str]]) -> Report:
    """Return ``report`` with a table after its text, one line a row, cells parted by tabs."""
    start = len(report.text)
    cells, text = [], report.text
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            if c:
                text += "\t"
            cells.append(Cell(r, c, 1, 1, cell, len(text), len(text) + len(cell), header=r == 0 or c == 0))
            text += cell
        text += "\n"
    table = Table(tuple(cells), len(rows), len(rows[0]), start, len(text) - 1)
    last = report.sections[-1]
    sections = (*report.sections[:-1], Section(last.path, last.start, len(text), last.page, last.body_start))
    return Report(
        id=report.id, agency=report.agency, year=report.year, title=report.title, source=report.source,
        sha256=report.sha256, text=text, sections=sections, tables=(table,),
        warnings=(Oddity("odd", "怪", "odd"),),
    )  # fmt: skip


def make_figure(report: Report, quote: str, value: int, indicator: str | None) -> Figure:
    """Return a figure whose quote is the first occurrence of ``quote``."""
    start = report.text.index(quote)
    return Figure(
        report=report.id, agency=report.agency, year=report.year, value=value, unit="件", text=f"{value}件",
        indicator=indicator, how=How.STATED, quote=quote, start=start, end=start + len(quote),
        value_start=start, value_end=start + 2,
    )  # fmt: skip


def entry(report: Report, figures: Sequence[Figure] = ()) -> IndexEntry:
    """Return an index entry whose key is the hash of the text."""
    return IndexEntry(report, tuple(figures), report.sha256)


SCIENCE_2018 = make_report(
    "张店区科学技术局",
    2018,
    {
        "一、概述": "2018年，区科技局认真贯彻《中华人民共和国政府信息公开条例》。主动公开政府信息120条。",
        "五、办理人大代表建议和政协委员提案情况": "2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。",
    },
)
SCIENCE_2017 = make_report(
    "张店区科学技术局",
    2017,
    {
        "一、概述": "2017年，区科技局主动公开政府信息98条。",
        "五、办理人大代表建议和政协委员提案情况": "2017年度，区科技局收到政协委员提案 5条，均及时给予了答复。",
    },
)
EDUCATION_2018 = make_report(
    "张店区教育局",
    2018,
    {
        "一、概述": "区教育局主动公开政府信息301条，举办新闻发布会2次。",
        "三、依申请公开情况": "全年收到信息公开申请12件，均按期答复；没有收取费用。",
    },
)
REPORTS = (SCIENCE_2018, SCIENCE_2017, EDUCATION_2018)
