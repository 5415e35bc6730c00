"""The whole way over the real library: ask in both languages, open the quote, change a chip, follow up, share."""

from __future__ import annotations

import re
import struct
from urllib.parse import quote

import pytest

from e2e.asking import answered, ask

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install 'reportqa[test]'"
)

expect = sync_api.expect
pytestmark = pytest.mark.browser

EDUCATION, ENVIRONMENT = "示例市教育局", "示例市生态环境局"
ZH = "教育局2023年收到多少件申请？"
EN = f"How many disclosure requests did {EDUCATION} receive in 2023?"
TREND = "教育局2021年至2023年收到申请的变化"


def opened_by(page, link):
    with page.context.expect_page() as opened:
        link.click()
    return opened.value


@pytest.mark.parametrize(
    ("locale", "question", "status"),
    [("zh-CN", ZH, "年报载明"), ("en-US", EN, "Stated in the report")],
)
def test_the_figure_is_found_and_marked_in_view_in_its_report(open_sample, locale, question, status):
    page = open_sample(locale=locale)
    card = ask(page, question)
    expect(card.locator(".rq-state")).to_have_text(status)
    expect(card.locator(".rq-figure .rq-number")).to_have_text("50")
    expect(card.locator(".rq-sample").first).to_be_visible()
    reader = opened_by(page, card.locator("a.rq-open").first)
    expect(reader.locator("#quote")).to_be_in_viewport()
    expect(reader.locator("mark strong")).to_have_text("50件")
    expect(reader.locator("h1")).to_contain_text("2023年")


def test_chips_follow_ups_and_choices_ask_again(open_sample):
    page = open_sample("/?q=" + quote(ZH))
    card = answered(page)
    card.locator(".rq-chip summary", has_text="年份").click()
    card.locator(".rq-menu button", has_text="2022").click()
    card = answered(page, 2)
    expect(card.locator(".rq-figure .rq-number")).to_have_text("34")
    card.locator(".rq-chip summary", has_text="机关").click()
    card.locator(".rq-menu button", has_text=ENVIRONMENT).click()
    expect(answered(page, 3).locator(".rq-figure .rq-number")).to_have_text("92")
    expect(ask(page, "那2021年呢？", 4).locator(".rq-figure .rq-number")).to_have_text("122")


def test_a_choice_is_picked_where_several_agencies_fit(open_sample):
    page = open_sample("/?q=" + quote("2023年收到多少申请"))
    card = answered(page)
    expect(card.locator(".rq-state")).to_have_text("请选择")
    card.locator(".rq-choice", has_text=EDUCATION).click()
    expect(answered(page, 2).locator(".rq-figure .rq-number")).to_have_text("50")


@pytest.mark.parametrize(("locale", "question"), [("zh-CN", TREND), ("en-US", "")])
def test_the_chips_of_a_trend_keep_its_years(open_sample, locale, question):
    question = (
        question or f"How did {EDUCATION}'s figure for disclosure requests received change from 2021 to 2023?"
    )
    page = open_sample("/?q=" + quote(question), locale=locale)
    card = answered(page)
    expect(card.locator(".rq-chart img.rq-light")).to_be_visible()
    card.locator(".rq-chip summary", has_text=EDUCATION).click()
    card.locator(".rq-menu button", has_text="示例市青禾区人民政府").click()
    card = answered(page, 2)
    expect(card.locator(".rq-table .rq-year")).to_have_text(["2021", "2022", "2023"])


def test_a_trend_can_be_kept_as_table_and_picture(open_sample):
    page = open_sample("/?q=" + quote(TREND))
    card = answered(page)
    expect(card.locator("caption")).to_contain_text(EDUCATION)
    with page.expect_download() as download:
        card.locator(".rq-csv").click()
    lines = download.value.path().read_text("utf-8").splitlines()
    assert [line.split(",")[1] for line in lines] == ["年份", "2021", "2022", "2023"]
    with page.expect_download() as download:
        card.locator(".rq-png").click()
    picture = download.value.path().read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">2I", picture[16:24]) == (1080, 702)


def test_a_sum_shows_its_parts_and_how_it_was_found(open_sample):
    page = open_sample("/?q=" + quote("青禾区2022年予以公开和部分公开一共多少件"))
    card = answered(page)
    expect(card.locator(".rq-figure .rq-number")).to_have_text("81")
    expect(card.locator(".rq-small tbody tr")).to_have_count(2)
    expect(card.locator(".rq-computation")).to_contain_text("64 + 17 = 81")
    expect(card.locator("p.rq-warn", has_text="核对不符")).to_have_count(1)
    card.locator(".rq-why summary", has_text="如何找到").click()
    expect(card.locator(".rq-why li").first).to_have_text("读到的机关：示例市青禾区人民政府")
    expect(card.locator(".rq-why tbody tr").first).to_contain_text("采用")
    assert "indicators" not in card.inner_text()


def test_what_is_not_there_leads_to_what_is(open_sample):
    page = open_sample("/?q=" + quote("2030年教育局收到多少申请"))
    card = answered(page)
    expect(card.locator(".rq-shelf li a")).to_have_count(7)
    reader = opened_by(page, card.locator(".rq-shelf a", has_text="2019"))
    expect(reader.locator("h1")).to_contain_text("2019年")
    card = ask(page, "教育局2018年收到多少件政协提案", 2)
    expect(card.locator(".rq-state")).to_have_text("年报未载")
    expect(card.locator("blockquote")).to_have_count(0)
    reader = opened_by(page, card.locator("a.rq-open"))
    expect(reader.locator("#quote")).to_be_in_viewport()


def test_the_page_as_published_stands_beside_the_text_with_the_place_marked(open_sample):
    page = open_sample("/?q=" + quote("青禾区2022年部分公开多少件"), width=1400)
    card = answered(page)
    expect(card.locator(".rq-figure .rq-number")).to_have_text("17")
    reader = opened_by(page, card.locator("a.rq-open").first)
    reader.set_viewport_size({"width": 1400, "height": 800})
    expect(reader.locator("#quote")).to_be_in_viewport()
    expect(reader.locator(".rq-leaf svg")).to_be_in_viewport()
    expect(reader.locator(".rq-leaf > p")).to_have_text("原件第 2 页，共 3 页 · 引文的位置已标出")
    box, sheet = (reader.locator(f".rq-leaf {name}").bounding_box() for name in (".rq-on-figure", "svg"))
    assert sheet["x"] < box["x"] < sheet["x"] + sheet["width"]
    image = reader.locator(".rq-leaf image").get_attribute("href")
    assert reader.request.get(reader.url.partition("/reports")[0] + image).body().startswith(b"\x89PNG")
    reader.locator(".rq-leaf a", has_text="上一页").click()
    expect(reader.locator(".rq-leaf > p")).to_have_text("原件第 1 页，共 3 页")


def test_doubtful_readings_are_marked_wherever_they_are_shown(open_sample):
    page = open_sample("/figures?report=qinghe-2023&sort=value")
    flag = page.locator(".rq-ocr", has_text="扫描识别，可信度").first
    expect(flag).to_be_visible()
    flag.locator("xpath=ancestor::tr").locator(".rq-num a").click()
    expect(page.locator("mark .rq-doubt").first).to_have_attribute(
        "title", re.compile("^扫描识别，可信度 [678]")
    )
    expect(page.locator("header .rq-ocr")).to_contain_text("文中以 ? 标出")
    expect(page.locator(".rq-leaf > p")).to_contain_text("具体位置无从得知")


def test_a_shared_address_opens_answered_and_a_citation_says_all(open_sample):
    page = open_sample()
    card = ask(page, ZH)
    card.locator("button[name=share]").click()
    expect(page.locator("#rq-toast")).to_have_text("已复制")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    card = answered(page)
    expect(card.locator(".rq-figure .rq-number")).to_have_text("50")
    card.locator("button[name=copy]").first.click()
    text = page.evaluate("navigator.clipboard.readText()")
    for part in (
        EDUCATION,
        "《",
        "2023年",
        "（二）依申请公开",
        "“2023年收到申请50件",
        "http://127",
        "访问日期",
    ):
        assert part in text
    page.goto(text.partition("http")[2].partition("，")[0].join(["http", ""]))
    expect(page.locator("mark strong")).to_have_text("50件")
