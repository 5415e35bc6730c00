"""The samples say what the script knows, and are marked as samples wherever they are."""

from __future__ import annotations

import html
import json
import subprocess
import sys
import tomllib
import zipfile
from collections import defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
CORPUS = EXAMPLES / "corpus"
NOTE = "样例报告，仅供演示：本文及其数字均为虚构"
TRUTH = json.loads((EXAMPLES / "truth.json").read_text(encoding="utf-8"))
REPORTS = {report["file"]: report for report in TRUTH["reports"]}
FORMS = [file for file, report in REPORTS.items() if report["form"] != "prose"]
APPLICANTS = ("natural", "company", "research", "public_benefit", "legal_service", "other")
INPUTS = ("requests.new", "requests.carried_in", "requests.carried_out", "requests.closed")
WRONG = {("qinghe/2022.pdf", "total")}
MISMATCHED = {("示例市生态环境局", 2022)}


def cells(file: str) -> dict[tuple[str, str | None], float]:
    return {
        (f["indicator"], f.get("applicant")): f["value"]
        for f in REPORTS[file]["figures"]
        if f["where"] == "table"
    }


def bare(text: str) -> str:
    return "".join(text.split())


def test_the_script_still_makes_what_is_committed() -> None:
    command = [sys.executable, str(EXAMPLES / "make_samples.py"), "--check"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr


def test_three_agencies_several_years_every_format() -> None:
    years = defaultdict(set)
    for report in REPORTS.values():
        years[report["agency"]].add(report["year"])
    assert len(years) == 3
    assert all(len(some) >= 5 for some in years.values())
    assert {Path(file).suffix for file in REPORTS} == {".txt", ".md", ".html", ".docx", ".xlsx", ".pdf"}
    assert {report["form"] for report in REPORTS.values()} == {"prose", "2019", "2021"}


def published_text(path: Path) -> str:
    if path.suffix in (".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(n).decode() for n in archive.namelist() if n.endswith(".xml")]
        return html.unescape("".join(parts))
    if path.suffix == ".pdf":
        pypdfium2 = pytest.importorskip("pypdfium2")
        document = pypdfium2.PdfDocument(path)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return text
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


@pytest.mark.parametrize("file", REPORTS)
def test_every_sample_says_that_it_is_one(file: str) -> None:
    path = CORPUS / file
    meta = tomllib.loads(path.with_suffix(".meta.toml").read_text(encoding="utf-8"))
    assert meta["sample"] is True
    assert meta["url"].startswith("https://example.org/")
    if file != "qinghe/2023.pdf":  # a scan has no text; its pictures show the note
        assert NOTE in bare(published_text(path))


@pytest.mark.parametrize("file", FORMS)
def test_identities_of_table_3_hold_except_the_documented_one(file: str) -> None:
    table = cells(file)
    rows = {name for name, who in table if who == "natural" and name not in INPUTS}
    for who in (*APPLICANTS, "total"):
        closed = table["requests.closed", who]
        received = table["requests.new", who] + table["requests.carried_in", who]
        balanced = received == closed + table["requests.carried_out", who]
        added = sum(table[name, who] for name in rows) == closed
        assert (balanced and added) == ((file, who) not in WRONG)
    for name in (*rows, *INPUTS):
        added = sum(table[name, who] for who in APPLICANTS) == table[name, "total"]
        assert added == (not (file == "qinghe/2022.pdf" and name == "requests.closed"))


@pytest.mark.parametrize("file", FORMS)
def test_totals_of_table_4_add_up(file: str) -> None:
    table = cells(file)
    for kind in ("reconsideration", "litigation.direct", "litigation.after_reconsideration"):
        parts = sum(table[f"{kind}.{result}", None] for result in ("upheld", "corrected", "other", "pending"))
        assert parts == table[f"{kind}.total", None]


def test_what_was_carried_over_arrives_except_the_documented_one() -> None:
    by_year = {(REPORTS[file]["agency"], REPORTS[file]["year"]): cells(file) for file in FORMS}
    compared = 0
    for (agency, year), table in by_year.items():
        before = by_year.get((agency, year - 1))
        if before:
            compared += 1
            arrived = all(
                before["requests.carried_out", who] == table["requests.carried_in", who] for who in APPLICANTS
            )
            assert arrived == ((agency, year) not in MISMATCHED)
    assert compared >= 6


@pytest.mark.parametrize("file", REPORTS)
def test_prose_agrees_with_tables(file: str) -> None:
    table = cells(file)
    for figure in REPORTS[file]["figures"]:
        if figure["where"] != "prose" or figure.get("circle") == "office":
            continue
        who = figure.get("applicant", "total")
        printed = table.get((figure["indicator"], who), table.get((figure["indicator"], None)))
        scale = 10000 if figure["indicator"] == "fees.processing" else 1  # 元 in prose, 万元 in the appendix
        assert printed is None or printed * scale == figure["value"], figure
