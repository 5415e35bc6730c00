from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from e2e.asking import answered, ask
from web.fake_library import SCIENCE

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install 'reportqa[test]'"
)
expect = sync_api.expect
pytestmark = pytest.mark.browser

ZH = "科技局2018年收到多少件政协提案？"
EN = "How many proposals did the science bureau receive in 2018?"


@pytest.mark.parametrize(
    ("locale", "question", "status", "unit", "send"),
    [("zh-CN", ZH, "年报载明", "条", "提问"), ("en-US", EN, "Stated in the report", "items", "Ask")],
)
def test_a_question_is_answered_with_figure_quote_and_link(open_page, locale, question, status, unit, send):
    page = open_page(locale=locale)
    expect(page.locator("#rq-send")).to_have_text(send)
    card = ask(page, question)
    expect(card.locator(".rq-state")).to_have_text(status)
    expect(card.locator(".rq-number")).to_have_text("7")
    expect(card.locator(".rq-unit")).to_have_text(unit)
    expect(card.locator("blockquote mark")).to_have_text("7条")
    assert (
        float(card.locator(".rq-number").evaluate("e => getComputedStyle(e).fontSize").removesuffix("px"))
        >= 40
    )
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if locale == "zh-CN" else "en")
    with page.context.expect_page() as opened:
        card.locator("a.rq-open").click()
    reader = opened.value
    mark = reader.locator("#quote")
    expect(mark).to_be_in_viewport()
    expect(reader.locator("mark strong")).to_have_text("7条")
    expect(reader.locator("mark").first).to_contain_text("2018年度")


def test_example_buttons_ask_and_enter_sends(open_page):
    page = open_page()
    page.locator(".rq-example").nth(1).click()
    expect(answered(page, 1).locator(".rq-number")).to_have_text("50")
    expect(page.locator(".rq-examples")).to_be_hidden()
    page.locator("#rq-question textarea").fill("那2017年呢？")
    page.locator("#rq-question textarea").press("Enter")
    card = answered(page, 2)
    expect(card.locator(".rq-number")).to_have_text("41")
    expect(card.locator(".rq-sample").first).to_have_text("样例")
    expect(page.locator("#rq-question textarea")).to_have_value("")


def test_choices_chips_and_suggestions_ask_again(open_page):
    page = open_page("/?q=" + quote("哪个局2018年提案多？"))
    answered(page, 1).locator(".rq-choice", has_text="交通").click()
    card = answered(page, 2)
    expect(card.locator(".rq-number")).to_have_text("21")
    card.locator(".rq-chip summary", has_text="机关").click()
    card.locator(".rq-menu button", has_text=SCIENCE).click()
    card = answered(page, 3)
    expect(card.locator(".rq-number")).to_have_text("7")
    card.locator(".rq-next button").click()
    expect(answered(page, 4).locator(".rq-number")).to_have_text("21")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_shared_address_opens_answered_in_its_language(open_page, language: str):
    page = open_page(f"/?q={quote(ZH)}&lang={language}", locale="fr-FR")
    expect(answered(page, 1).locator(".rq-number")).to_have_text("7")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if language == "zh" else "en")
    expect(page.locator("#rq-send")).to_have_text("提问" if language == "zh" else "Ask")
    page.goto(page.url.partition("?")[0] + "reports")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN" if language == "zh" else "en")


def test_each_question_has_an_address_to_copy(open_page):
    page = open_page()
    card = ask(page, ZH)
    assert f"q={quote(ZH)}" in page.url
    card.locator("button[name=share]").click()
    expect(page.locator("#rq-toast")).to_have_text("已复制")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.startswith("http://127.0.0.1:")
    page.goto(address)
    expect(answered(page, 1).locator(".rq-number")).to_have_text("7")
    page.locator("#rq-log button[name=copy]").click()
    text = page.evaluate("navigator.clipboard.readText()")
    assert re.search(
        r"《.+》，2018年，四、.+“2018年度.+”，http://127\.0\.0\.1:\d+/reports/kj-2018\?quote=.+访问日期", text
    )


def test_several_figures_are_charted_tabled_and_downloaded(open_page):
    page = open_page("/?q=" + quote("科技局历年主动公开信息数趋势"))
    card = answered(page, 1)
    expect(card.locator("tbody tr")).to_have_count(3)
    chart = card.locator("img.rq-light")
    expect(chart).to_be_visible()
    assert chart.evaluate("e => e.complete && e.naturalWidth") == 360
    with page.expect_download() as download:
        card.locator(".rq-csv").click()
    assert download.value.path().read_text("utf-8").startswith("\ufeff机关,年份")


def test_verdicts_reach_the_store(open_page, site):
    site.verdicts.clear()
    page = open_page("/?q=" + quote(ZH))
    card = answered(page, 1)
    card.locator(".rq-right").click()
    expect(page.locator("#rq-toast")).to_have_text("已记录，谢谢。")
    card.locator(".rq-wrong").click()
    page.locator("#rq-feedback label", has_text="引文").click()
    page.locator("#rq-feedback textarea").fill("应看另一句")
    page.locator("#rq-feedback button[value=cancel]").click()
    card.locator(".rq-wrong").click()
    page.locator("#rq-feedback label", has_text="引文").click()
    page.locator("#rq-feedback textarea").fill("应看另一句")
    page.locator("#rq-feedback button[value=send]").click()
    expect(page.locator("#rq-feedback")).to_be_hidden()
    page.wait_for_function("document.getElementById('rq-toast').textContent.length > 0")
    page.wait_for_timeout(200)
    assert [(v.verdict, v.reason, v.words) for v in site.verdicts] == [
        ("right", "", ""),
        ("wrong", "quote", "应看另一句"),
    ]


def test_what_people_type_is_shown_as_text(open_page):
    evil = "<img src=x onerror=alert(1)> **粗** $$x$$ [a](javascript:alert(1)) </div><script>alert(2)</script> `c` # h"
    page = open_page("/?q=" + quote(evil))
    page.on("dialog", lambda d: pytest.fail("a script ran"))
    answered(page, 1)
    expect(page.locator("#rq-log .rq-asked")).to_have_text(evil)
    assert (
        page.locator(
            "#rq-log img, #rq-log strong, #rq-log a[href^=javascript], #rq-log code, #rq-log .katex"
        ).count()
        == 0
    )


def test_a_question_that_fails_says_what_to_do(open_page):
    page = open_page("/?q=" + quote("炸"))
    card = answered(page, 1)
    expect(card.locator(".rq-state")).to_have_text("暂时不能回答")
    card.locator("a", has_text="年报目录").wait_for()


def test_a_lost_connection_is_told_and_the_question_answered_once_it_is_back(open_page):
    page = open_page(tolerate="ERR_FAILED")
    page.locator("#rq-send").wait_for()
    page.route("**/gradio_api/**", lambda route: route.abort())
    page.locator("#rq-question textarea").fill(ZH)
    page.locator("#rq-send").click()
    expect(page.locator("#rq-pending .rq-card")).to_contain_text("没有收到回答")
    page.unroute("**/gradio_api/**")
    expect(answered(page, 1).locator(".rq-number")).to_have_text("7")


@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_scrolls_sideways_at_320_pixels(open_sample, size, theme):
    page = open_sample("/reports", width=320, size=size, theme=theme)
    base = page.url.removesuffix("/reports")
    for path in (
        "/",
        "/?q=" + quote("教育局2021年至2023年收到申请的变化"),
        "/?q=" + quote("青禾区2022年予以公开和部分公开一共多少件"),
        "/reports",
        "/reports/qinghe-2022?quote=899-943",
        "/reports/qinghe-2023",
        "/figures?indicator=requests.new",
    ):
        page.goto(base + path)
        if path.startswith("/?q"):
            answered(page, 1).locator(".rq-why summary").last.click()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_theme_and_size_change_in_place_and_are_remembered(open_page):
    page = open_page("/?q=" + quote(ZH))
    answered(page, 1)
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.locator(".rq-theme[data-theme-to=dark]").click()
    page.locator("#rq-size").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    expect(page.locator("#rq-log .rq-card")).to_have_count(1)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    page.goto(page.url.partition("?")[0] + "figures")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    expect(page.locator("html")).to_have_attribute("data-size", "large")


def test_the_device_decides_the_theme_until_the_visitor_does(open_page):
    page = open_page(color_scheme="dark")
    page.locator("#rq-question textarea").wait_for()
    colour = "getComputedStyle(document.querySelector('{}')).backgroundColor"
    assert page.evaluate(colour.format("body")) == "rgb(16, 22, 29)"
    assert page.evaluate(colour.format("#rq-question textarea")) == "rgb(24, 33, 43)"


def test_pages_read_without_javascript(open_page):
    page = open_page("/", java_script_enabled=False)
    page.locator("noscript input[name=q]").fill(ZH)
    page.locator("noscript button").click()
    expect(page.locator(".rq-number")).to_have_text("7")
    page.locator("a.rq-open").click()
    expect(page.locator("mark strong")).to_have_text("7条")
    page.locator("a", has_text="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.locator("a", has_text="Large text").click()
    expect(page.locator("html")).to_have_attribute("data-size", "large")


def test_figures_lead_to_their_quote_and_the_original_downloads(open_page):
    page = open_page("/figures?year=2018")
    page.locator("th a", has_text="数值").click()
    page.locator("td.rq-num a", has_text="7条").click()
    expect(page.locator("#quote")).to_be_in_viewport()
    with page.expect_download() as download:
        page.locator("a", has_text="下载原文件").click()
    assert download.value.path().read_text("utf-8") == "年报原文"
