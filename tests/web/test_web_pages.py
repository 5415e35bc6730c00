from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from reportqa.model import Oddity
from reportqa.web.server import create_app
from reportqa.web.settings import WebSettings
from web.fake_library import SCIENCE, FakeLibrary, figure, make_report

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}"


def tree(response) -> HTMLParser:
    return HTMLParser(response.text)


def test_reports_are_listed_filtered_and_searched(client: TestClient):
    assert len(tree(client.get("/reports")).css(".rq-list li")) == 4
    assert (
        len(tree(client.get("/reports", params={"agency": SCIENCE, "year": "2018"})).css(".rq-list li")) == 1
    )
    assert len(tree(client.get("/reports", params={"q": "交通 2018"})).css(".rq-list li")) == 1
    empty = client.get("/reports", params={"q": "没有的词"})
    assert empty.status_code == 200
    assert "没有符合条件的年报" in empty.text


def test_a_long_list_of_reports_comes_in_pages():
    many = [replace(make_report(SCIENCE, 2018, "7条", 50), id=f"r{i}") for i in range(150)]
    client = TestClient(create_app(FakeLibrary(None, *many)), headers={"accept": "text/html"})
    assert [len(tree(client.get(f"/reports?page={n}")).css(".rq-list li")) for n in (1, 2, 3)] == [100, 54, 0]
    assert "page=2" in client.get("/reports?year=2018").text


def test_samples_are_marked_wherever_they_show(client: TestClient):
    assert len(tree(client.get("/reports")).css(".rq-list .rq-sample")) == 2
    assert "样例" in tree(client.get("/reports/kj-2017")).css_first("article").text()
    assert "样例" not in tree(client.get("/reports/kj-2018")).css_first("article").text()
    assert "样例" in tree(client.get("/answer?q=科技局2017年提案")).css_first(".rq-card").text()


def test_the_reader_shows_outline_tables_warnings_and_failed_checks(client: TestClient):
    page = tree(client.get("/reports/kj-2018"))
    anchors = [a.attributes["href"] for a in page.css(".rq-outline a")]
    assert len(anchors) == 6
    assert all(page.css_first(a) is not None for a in anchors)
    assert [c.text() for c in page.css("table tr:last-child > *")] == ["本年新收", "3", "1", "5"]
    assert "落款日期早于统计期限结束" in page.body.text()
    assert "3 + 1 = 4 ≠ 5" in page.body.text()


def test_a_quote_is_marked_with_its_figure(client: TestClient, library: FakeLibrary):
    f = library.figures(agency=SCIENCE, year=2018)[0]
    page = tree(client.get(f"/reports/kj-2018?quote={f.start}-{f.end}&mark={f.value_start}-{f.value_end}"))
    assert "".join(m.text() for m in page.css("mark")) == f.quote
    assert page.css_first("mark strong").text() == "7条"
    assert len(page.css("#quote")) == 1


def test_a_quote_in_a_table_marks_its_cells(client: TestClient, library: FakeLibrary):
    f = library.figures(agency=SCIENCE, year=2018)[2]
    page = tree(client.get(f"/reports/kj-2018?quote={f.start}-{f.end}&mark={f.value_start}-{f.value_end}"))
    assert [m.text() for m in page.css("td mark, th mark")] == ["本年新收", "3", "1", "5"]
    assert page.css_first("th mark#quote") is not None


@pytest.mark.parametrize("place", ["0-999999", "9-3", "x", "-1-2", "3-3", "1-2-3", "٣-٤", "1" * 30 + "-2"])
def test_an_unknown_place_is_404_with_a_way_to_the_report(client: TestClient, place: str):
    response = client.get("/reports/kj-2018", params={"quote": place})
    assert response.status_code == 404
    assert 'href="/reports/kj-2018"' in response.text


@pytest.mark.parametrize(
    "path", ["/reports/none", "/reports/none/original", "/nowhere", "/reports/..%2f..%2fetc"]
)
@pytest.mark.parametrize("language,words", [("zh", "没有找到"), ("en", "Not found")])
def test_unknown_pages_are_404_in_both_languages_with_a_way_on(client: TestClient, path, language, words):
    response = client.get(path, params={"lang": language})
    assert response.status_code == 404
    assert words in response.text
    assert 'href="/reports"' in response.text


def test_programs_get_errors_as_json(client: TestClient):
    response = client.get("/reports/none", headers={"accept": "application/json"})
    assert response.json()["error"]["code"] == 404


def test_the_original_downloads_and_never_runs(client: TestClient, library: FakeLibrary):
    name = library.report("kj-2018").source
    (library.folder / name).write_text("年报", encoding="utf-8")
    response = client.get("/reports/kj-2018/original")
    assert response.content.decode() == "年报"
    assert response.headers["content-disposition"].startswith("attachment; filename*=utf-8''%E6")
    assert "sandbox" in response.headers["content-security-policy"]
    assert client.get("/reports/jt-2018/original").status_code == 404


def test_what_reports_hold_is_shown_as_text():
    evil = replace(
        make_report(EVIL, 2018, "7条", 50),
        id='x"><b',
        title=EVIL,
        source=EVIL + ".txt",
        url="javascript:alert(1)",
        text="第一行" + EVIL + "\n",
        sections=(),
        tables=(),
        warnings=(Oddity("x", EVIL, EVIL),),
        period=EVIL,
    )
    library = FakeLibrary(None, evil)
    library.all_figures.append(replace(figure(evil, EVIL, "7*7", 49, EVIL, None), counted=EVIL, agency=EVIL))
    client = TestClient(create_app(library, WebSettings(notice_zh=EVIL)), headers={"accept": "text/html"})
    for path in (
        "/reports",
        "/reports/x%22%3E%3Cb",
        "/figures?all=1",
        f"/figures?q={EVIL}",
        f"/reports?q={EVIL}",
        f"/answer?q={EVIL}",
        "/",
    ):
        response = client.get(path)
        assert response.status_code == 200, path
        page = tree(response)
        assert not page.css("img[src=x], [onerror], a[href^='javascript']"), path
        assert all("alert" not in s.text() for s in page.css("script:not([type])")), path
        assert "49" not in page.css_first("title").text()


def test_figures_filter_sort_and_link_to_their_quote(client: TestClient):
    rows = tree(client.get("/figures", params={"agency": SCIENCE, "sort": "value", "dir": "down"})).css(
        "tbody tr"
    )
    values = [row.css_first(".rq-num a").text() for row in rows]
    assert values == ["50条", "41条", "38条", "12条", "7条", "5", "5条", "5", "5"]
    assert len(tree(client.get("/figures?year=2018&indicator=proposals.cppcc.received")).css("tbody tr")) == 2
    assert len(tree(client.get("/figures?all=1&year=2018")).css("tbody tr")) == 8
    page = tree(client.get("/figures?q=提案&year=2017"))
    link = page.css_first("tbody a").attributes["href"]
    assert tree(client.get(link)).css_first("mark strong").text() == "5条"
    assert "核对不符" in client.get("/figures?indicator=requests.new.total").text
    assert "没有符合条件的数据" in client.get("/figures?year=1999").text


@pytest.mark.parametrize(
    "query", ["page=0", "page=-1", "page=x", "page=99", "sort=drop", "year=abc", "year=９", "page=²"]
)
def test_odd_parameters_do_no_harm(client: TestClient, query: str):
    assert client.get(f"/figures?{query}").status_code == 200


def test_exports_hold_what_is_shown(client: TestClient):
    text = client.get("/figures.csv?year=2018").content.decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert len(rows) == 1 + 6
    assert rows[1][:5] == [SCIENCE, "2018", "政协提案收到件数", "7", "条"]
    sheet = load_workbook(io.BytesIO(client.get("/figures.xlsx?year=2018").content)).active
    assert sheet.max_row == 7
    assert sheet["D2"].value == 7


def test_exports_never_hold_formulas(library: FakeLibrary, client: TestClient):
    first = library.all_figures[0]
    library.all_figures[0] = replace(first, quote="=HYPERLINK(1)", agency="+1")
    rows = list(csv.reader(io.StringIO(client.get("/figures.csv").text[1:])))
    assert rows[1][0] == "'+1"
    sheet = load_workbook(io.BytesIO(client.get("/figures.xlsx").content)).active
    assert (sheet["F2"].value, sheet["F2"].data_type) == ("=HYPERLINK(1)", "s")
