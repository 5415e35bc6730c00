from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from reportqa import cli, export
from reportqa.errors import ReportQAError
from reportqa.export import COLUMNS, QUOTE_COLUMNS, Row
from reportqa.library import Library

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports") / "index"
    Library.build(ROOT / "corpus", folder, encoder="none").close()
    return folder


@pytest.fixture
def run(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REPORTQA_ENCODER", "none")

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(
            cli.app, ["figures", "--index", str(index), *arguments], catch_exceptions=False
        )

    return run


def row(**changed: object) -> Row:
    values = {
        "agency": "示例局",
        "year": 2018,
        "indicator": "published.total",
        "indicator_zh": "主动公开",
        "indicator_en": "published",
        "counted": "",
        "value": 7,
        "unit": "条",
        "approx": "exact",
        "how": "stated",
        "quote": "公开7条。",
        "section": "一、概述",
        "page": None,
        "source": "a.txt",
        "checks": "",
    }
    return Row(**(values | changed))  # type: ignore[arg-type]


def test_csv_opens_in_a_spreadsheet(run, tmp_path: Path):
    assert run("--output", "out.csv").exit_code == 0
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    replied = next(r for r in rows if r["indicator"] == "proposals.cppcc.replied")
    assert replied["quote"] == "2018年度，区科技局收到政协委员提案 7条，均及时给予了答复。"
    assert (replied["value"], replied["unit"], replied["how"]) == ("7", "条", "all_of")
    assert replied["section"] == "五、办理人大代表建议和政协委员提案情况"
    assert replied["source"] == "zhangdian-science-bureau-2018.txt"
    assert run("--format", "csv").stdout == data.decode("utf-8").replace("\r\n", "\n")


def test_xlsx_has_figures_and_quotes(run, tmp_path: Path):
    result = run("--output", "out.xlsx")
    assert "out.xlsx holds" in result.stderr
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["figures", "quotes"]
    for sheet, heads in zip(book, (COLUMNS, QUOTE_COLUMNS), strict=True):
        assert sheet.freeze_panes == "A2"
        assert tuple(cell.value for cell in sheet[1]) == heads
        assert sheet.auto_filter.ref.endswith(str(sheet.max_row))
    values = [cell.value for cell in book["figures"]["G"][1:]]
    assert all(isinstance(value, int | float) for value in values)
    quotes = [cell.value for cell in book["quotes"]["F"][1:]]
    assert len(quotes) == len(set(quotes)) < len(values), "each quote once"


def test_json(run, tmp_path: Path):
    printed = json.loads(run("--format", "json").stdout)
    assert tuple(printed[0]) == COLUMNS
    run("--output", "out.json")
    assert json.loads((tmp_path / "out.json").read_text("utf-8")) == printed


def test_what_a_spreadsheet_would_run_is_disarmed():
    rows = [row(quote="=1+1", section="@cmd", counted="\x1b[31m一\u202e")]
    line = export.to_csv(rows).decode("utf-8-sig").splitlines()[1]
    assert "'=1+1" in line
    assert "'@cmd" in line
    assert "\x1b" not in line
    sheet = load_workbook(io.BytesIO(export.to_xlsx(rows)))["figures"]
    cell = sheet.cell(2, COLUMNS.index("quote") + 1)
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    assert sheet.cell(2, COLUMNS.index("counted") + 1).value == "[31m一"


def test_a_cell_longer_than_a_workbook_allows_is_cut():
    sheet = load_workbook(io.BytesIO(export.to_xlsx([row(quote="长" * 40_000)])))["figures"]
    assert len(sheet.cell(2, COLUMNS.index("quote") + 1).value) == 32_767


def test_no_figures_give_empty_files():
    assert export.to_csv([]).decode("utf-8-sig").strip() == ",".join(COLUMNS)
    assert load_workbook(io.BytesIO(export.to_xlsx([])))["quotes"].max_row == 1
    assert json.loads(export.to_json_bytes([])) == []


def test_filters(run):
    def found(*arguments: str) -> list[str | None]:
        return [entry["indicator"] for entry in json.loads(run("--format", "json", *arguments).stdout)]

    every = found("--all")
    assert None in every
    assert found() == [key for key in every if key is not None], "numbers of no indicator only if asked for"
    assert found("--agency", "科技局", "--year", "2018") == found()
    assert found("--year", "2017") == []
    assert found("--indicator", "proposals.cppcc.received") == ["proposals.cppcc.received"]
    assert set(found("--words", "提案 答复")) == {"proposals.cppcc.received", "proposals.cppcc.replied"}
    assert None in found("--words", "其他需要报告"), "words find any number"


def test_an_indicator_may_be_given_by_name(run):
    with_names = json.loads(run("--format", "json", "--indicator", "proposals.cppcc.received").stdout)
    for column in ("indicator_zh", "indicator_en"):
        name = with_names[0][column]
        assert json.loads(run("--format", "json", "--indicator", name).stdout) == with_names


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--indicator", "proposals"], "proposals.cppcc.received"),
        (["--indicator", "requests.recieved"], "requests.received"),
        (["--indicator", "食堂"], "docs/data-format.md"),
        (["--agency", "水利部"], "there are 张店区科学技术局"),
        (["--format", "xlsx"], "--output FILE.xlsx"),
        (["--format", "table", "--output", "x.txt"], "csv, xlsx or json"),
        (["--output", "figures"], ".csv, .xlsx or .json"),
        (["--output", "no/such/folder/x.csv"], "no/such/folder/x.csv could not be written"),
    ],
)
def test_mistakes_name_the_next_step(run, arguments: list[str], said: str):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_failed_checks_stand_beside_their_figures(tmp_path: Path, sample_library: Library):
    rows = export.select(sample_library, agency="青禾区", year=2022, indicator="requests.new")
    assert any("145" in entry.checks and "144" in entry.checks for entry in rows)
    columns = {entry.indicator_zh for entry in rows}
    assert len(columns) > 5, "a column of table 3 is part of the name"


def test_select_names_what_is_missing(sample_library: Library):
    with pytest.raises(ReportQAError, match="No agency named '水利部'"):
        export.select(sample_library, agency="水利部")
