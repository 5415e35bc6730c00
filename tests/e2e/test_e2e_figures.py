"""The table of figures in a browser: filters, order, chart, and what is exported read back."""

from __future__ import annotations

import csv
import io

import pytest
from openpyxl import load_workbook

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install 'reportqa[test]'"
)

expect = sync_api.expect
pytestmark = pytest.mark.browser


def exported(page, name: str):
    with page.expect_download() as download:
        page.locator("a", has_text=name).click()
    return download.value.path()


def test_filters_and_order_stand_in_the_address_and_exports_hold_what_is_shown(open_sample):
    page = open_sample("/figures")
    page.locator("select[name=agency]").select_option("示例市教育局")
    page.locator("select[name=year]").select_option("2023")
    page.locator("input[name=q]").fill("结转")
    page.locator("button", has_text="筛选").click()
    page.locator("th a", has_text="数值").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("数值")
    page.locator("th a", has_text="数值").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("数值")
    address = page.url
    shown = [line.split("\t") for line in page.locator("tbody tr").all_inner_texts()]
    assert {(row[0], row[1]) for row in shown} == {("示例市教育局", "2023")}

    rows = list(csv.reader(io.StringIO(exported(page, "CSV").read_text("utf-8-sig"))))
    assert rows[0][:4] == ["机关", "年份", "指标", "数值"]
    assert len(rows) - 1 == len(shown)
    values = [float(row[3]) for row in rows[1:]]
    assert values == sorted(values, reverse=True)
    sheet = load_workbook(io.BytesIO(exported(page, "XLSX").read_bytes())).active
    assert [["" if c is None else str(c) for c in row] for row in sheet.iter_rows(values_only=True)] == rows

    page.goto("about:blank")
    page.goto(address)
    assert [line.split("\t") for line in page.locator("tbody tr").all_inner_texts()] == shown


def test_one_indicator_is_charted_and_its_picture_kept(open_sample):
    page = open_sample("/figures?indicator=requests.new")
    expect(page.locator(".rq-charted")).to_have_count(3)
    with page.expect_download() as download:
        page.locator(".rq-charted .rq-png").nth(1).click()
    assert download.value.suggested_filename == "chart.png"
    page.goto(page.url + "&year=2022")
    expect(page.locator(".rq-charted figcaption")).to_have_text(
        "本年新收政府信息公开申请数量（单位：件） · 2022"
    )
    page.goto(page.url.partition("?")[0])
    expect(page.locator(".rq-charted")).to_have_count(0)


def test_a_value_opens_its_quote_and_a_failed_check_stands_beside_it(open_sample):
    page = open_sample("/figures?report=qinghe-2022&indicator=requests.partly_granted", locale="en-US")
    row = page.locator("tbody tr", has_text="Check failed").last
    expect(row.locator(".rq-flag")).to_be_visible()
    row.locator("td.rq-num a").click()
    expect(page.locator("#quote")).to_be_in_viewport()
    expect(page.locator("mark strong")).to_have_text("17")
    page.locator("summary", has_text="Checks that failed").click()
    expect(page.locator(".rq-oddities li")).to_have_count(3)


def test_nothing_found_says_so_with_a_way_back(open_sample):
    page = open_sample("/figures?q=没有这样的词")
    expect(page.locator(".rq-empty")).to_have_text("没有符合条件的数据。")
    page.locator("a", has_text="清除条件").click()
    assert page.locator("tbody tr").count() == 100


@pytest.mark.parametrize("size", ["normal", "large"])
def test_on_a_phone_each_row_is_a_block_and_still_a_table(open_sample, size: str):
    page = open_sample("/figures?report=qinghe-2022&indicator=requests.partly_granted", width=360, size=size)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    row = page.locator("tbody tr").last
    boxes = {
        name: row.locator(f".rq-{name}").first.bounding_box()
        for name in ("what", "num", "agency", "when", "excerpt")
    }
    assert abs(boxes["what"]["y"] - boxes["num"]["y"]) < 12, "subject and value share the first line"
    assert boxes["what"]["x"] + boxes["what"]["width"] <= boxes["num"]["x"]
    assert boxes["agency"]["y"] >= boxes["what"]["y"] + boxes["what"]["height"] - 1
    assert abs(boxes["agency"]["y"] - boxes["when"]["y"]) < 2
    assert boxes["excerpt"]["y"] >= boxes["agency"]["y"] + boxes["agency"]["height"] - 1
    assert boxes["excerpt"]["width"] > 250
    expect(page.get_by_role("table")).to_have_count(1)
    expect(page.get_by_role("columnheader")).to_have_count(5)
    expect(page.get_by_role("row")).to_have_count(8)
    expect(row.get_by_role("cell")).to_have_count(5)
    page.get_by_role("columnheader", name="数值").get_by_role("link").click()
    expect(page.locator("th[aria-sort=ascending]")).to_be_visible()
