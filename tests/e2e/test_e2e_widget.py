from __future__ import annotations

import gzip
import re
import time
from pathlib import Path

import pytest

from e2e.portal import Portal, served
from reportqa.web.api.ops import WIDGET
from reportqa.web.api.settings import ApiSettings
from reportqa.web.server import create_app
from reportqa.web.settings import WebSettings

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install 'reportqa[test]'"
)
expect = sync_api.expect
pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
ZH = "示例市教育局2019年收到多少件信息公开申请？"
SCRIPT = '<script src="{base}/widget.js" data-lang="{lang}" defer></script>'


class Stage:
    """The service, a portal that may embed it, and one that may not."""

    def __init__(self, base, portal, stranger, verdicts, pause):
        self.base, self.portal, self.stranger = base, portal, stranger
        self.verdicts, self.pause = verdicts, pause


@pytest.fixture(scope="module")
def stage(sample_library, tmp_path_factory):
    portal, stranger, verdicts = Portal(), Portal(), []
    pause = tmp_path_factory.mktemp("switch") / "paused"
    api = ApiSettings(
        allowed_origins=(portal.origin,), asks_per_minute=0, asks_per_minute_total=0, pause_file=pause
    )
    settings = WebSettings(api=api, examples_zh=(ZH, "教育局2021年有没有行政复议？"))
    with served(create_app(sample_library, settings, library_feedback=verdicts.append)) as base:
        for page in (portal, stranger):
            page.policy = (
                f"default-src 'self' {base}; img-src 'self' data:; require-trusted-types-for 'script'"
            )
        yield Stage(base, portal, stranger, verdicts, pause)
    portal.close()
    stranger.close()


@pytest.fixture
def visit(stage, browser):
    """Open a portal's page; at the end nothing was asked of any other host, and no policy was broken."""
    contexts, troubles = [], []

    def opened(address, *, width=1000, height=800, tolerate="", **more):
        context = browser.new_context(viewport={"width": width, "height": height}, locale="zh-CN", **more)
        contexts.append(context)

        def watch(page):
            page.on(
                "console",
                lambda m: (
                    troubles.append(m.text)
                    if m.type in ("error", "warning") and not (tolerate and re.search(tolerate, m.text))
                    else None
                ),
            )
            page.on("pageerror", lambda e: troubles.append(str(e)))
            page.on(
                "request",
                lambda r: (
                    None
                    if r.url.startswith((stage.base, stage.portal.origin, stage.stranger.origin, "data:"))
                    else troubles.append(f"request to {r.url}")
                ),
            )

        context.on("page", watch)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not troubles


def hostile_page(stage, lang="zh"):
    head = '<link rel="stylesheet" href="/hostile.css">' + SCRIPT.format(base=stage.base, lang=lang)
    return stage.portal.page("/", head, "<p>欢迎</p>")


def test_the_file_is_small():
    assert len(gzip.compress(WIDGET.read_bytes(), 9)) <= 10 * 1024


@pytest.mark.parametrize("width", [1000, 320])
def test_a_hostile_strict_page_asks_follows_up_and_opens_the_reader_by_keyboard(stage, visit, width):
    page = visit(hostile_page(stage), width=width, height=640)
    launch = page.locator("reportqa-chat .launch")
    expect(launch).to_be_visible()
    assert launch.evaluate("e => getComputedStyle(e).fontSize") == "15px"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox")
    expect(field).to_be_focused()
    page.keyboard.type(ZH)
    page.keyboard.press("Enter")
    card = page.locator("reportqa-chat article").nth(0)
    expect(card.locator(".number")).to_have_text("26件")
    expect(card.locator(".state")).to_have_text("年报载明")
    expect(card.locator("mark").first).to_have_text("26件")
    expect(page.locator("reportqa-chat [role=status]")).to_contain_text("26件")
    page.keyboard.type("那2021年呢？")
    page.keyboard.press("Enter")
    expect(page.locator("reportqa-chat article").nth(1).locator(".number")).to_have_text("36件")
    box = page.locator("reportqa-chat dialog").bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    for _ in range(40):
        if page.evaluate("document.querySelector('reportqa-chat').shadowRoot.activeElement.href"):
            break
        page.keyboard.press("Tab")
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    reader = opened.value
    expect(reader.locator("#quote")).to_be_in_viewport()
    expect(reader.locator("mark strong").first).to_have_text(re.compile("26|36"))


def test_the_keyboard_is_trapped_escape_closes_and_focus_returns(stage, visit):
    page = visit(hostile_page(stage))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("reportqa-chat .offers button").first).to_be_visible()
    seen = set()
    for _ in range(16):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.shadowRoot?.activeElement?.tagName ?? 'outside'")
        seen.add(name)
    assert seen == {"BUTTON", "DIV", "INPUT"}
    page.keyboard.press("Escape")
    expect(page.locator("reportqa-chat dialog")).to_be_hidden()
    expect(page.locator("reportqa-chat .launch")).to_be_focused()


def test_the_talk_of_this_tab_is_remembered_and_can_be_cleared(stage, visit):
    page = visit(hostile_page(stage))
    page.locator("reportqa-chat .launch").click()
    page.locator("reportqa-chat .offers button").first.click()
    expect(page.locator("reportqa-chat article")).to_have_count(1)
    page.reload()
    page.locator("reportqa-chat .launch").click()
    expect(page.locator("reportqa-chat article .number")).to_have_text("26件")
    page.get_by_role("textbox").fill("那2021年呢？")
    page.keyboard.press("Enter")
    expect(page.locator("reportqa-chat article").nth(1).locator(".number")).to_have_text("36件")
    page.get_by_role("button", name="清空对话").click()
    expect(page.locator("reportqa-chat article")).to_have_count(0)
    page.reload()
    page.locator("reportqa-chat .launch").click()
    expect(page.locator("reportqa-chat .offers button")).to_have_count(2)


def test_two_widgets_live_together_and_survive_being_moved(stage, visit):
    body = '<reportqa-chat id="a" mode="inline"></reportqa-chat><reportqa-chat id="b" mode="inline" lang="en"></reportqa-chat>'
    page = visit(stage.portal.page("/two", SCRIPT.format(base=stage.base, lang="zh"), body))
    expect(page.locator("reportqa-chat")).to_have_count(2)
    page.locator("#a input").fill(ZH)
    page.locator("#a .main").click()
    page.locator("#b input").fill("How many disclosure requests did the education bureau receive in 2021?")
    page.locator("#b .main").click()
    expect(page.locator("#a .number")).to_have_text("26件")
    expect(page.locator("#b .number")).to_contain_text("36")
    expect(page.locator("#b .state")).to_have_text("Stated in the report")
    page.evaluate("const a = document.querySelector('#a'); a.remove(); document.body.append(a)")
    expect(page.locator("#a .number")).to_have_text("26件")
    page.locator("#a input").fill("那2021年呢？")
    page.evaluate(
        "const a = document.querySelector('#a'); a.shadowRoot.querySelector('form').requestSubmit(); a.remove();"
        "setTimeout(() => document.body.append(a), 50)"
    )
    expect(page.locator("#a article")).to_have_count(1)
    page.locator("#a input").fill("那2021年呢？")
    page.locator("#a form .main").click()
    expect(page.locator("#a .number").nth(1)).to_have_text("36件")
    expect(page.locator("#b article")).to_have_count(1)


def test_a_page_that_is_not_allowed_is_refused_by_the_server(stage, visit):
    address = stage.stranger.page("/", SCRIPT.format(base=stage.base, lang="zh"))
    page = visit(address, tolerate="CORS|ERR_FAILED|Failed to load resource")
    with page.expect_event("requestfailed", lambda r: "/ask" in r.url):
        page.locator("reportqa-chat .launch").click()
        page.get_by_role("textbox").fill(ZH)
        page.keyboard.press("Enter")
    for origin, status in ((stage.stranger.origin, 403), (stage.portal.origin, 200), (stage.base, 200)):
        asked = page.request.post(
            f"{stage.base}/api/v1/ask", data={"question": ZH}, headers={"Origin": origin}
        )
        assert asked.status == status
    expect(page.locator("reportqa-chat .trouble")).to_contain_text("未获准")
    expect(page.locator("reportqa-chat article")).to_have_count(0)


def test_choices_suggestions_and_verdicts(stage, visit):
    stage.verdicts.clear()
    page = visit(hostile_page(stage))
    page.locator("reportqa-chat .launch").click()
    page.get_by_role("textbox").fill("收到多少件信息公开申请？")
    page.keyboard.press("Enter")
    expect(page.locator("reportqa-chat article")).to_have_count(1)
    offers = page.locator("reportqa-chat article .offers button")
    if offers.count():
        offers.first.click()
        expect(page.locator("reportqa-chat article")).to_have_count(2)
    card = page.locator("reportqa-chat article").last
    card.get_by_role("button", name="回答有误").click()
    expect(card.get_by_role("button", name="数字不对")).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_contain_text("已记录")
    assert (stage.verdicts[0].verdict, stage.verdicts[0].reason) == ("wrong", "figure")


def test_a_lost_connection_offers_to_try_again(stage, visit):
    page = visit(hostile_page(stage), tolerate="ERR_INTERNET_DISCONNECTED|Failed to load")
    page.locator("reportqa-chat .launch").click()
    expect(page.locator("reportqa-chat .offers button").first).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("textbox").fill(ZH)
    page.keyboard.press("Enter")
    expect(page.locator("reportqa-chat .trouble")).to_contain_text("网络已断开")
    page.context.set_offline(False)
    page.get_by_role("button", name="重试").click()
    expect(page.locator("reportqa-chat .number")).to_have_text("26件")
    expect(page.locator("reportqa-chat .trouble")).to_have_count(0)
    expect(page.locator("reportqa-chat .asked")).to_have_count(1)


def test_the_switch_pauses_it_with_a_notice(stage, visit):
    stage.pause.write_text("系统维护至今晚八点。", encoding="utf-8")
    try:
        page = visit(hostile_page(stage))
        page.wait_for_timeout(1100)
        page.locator("reportqa-chat .launch").click()
        expect(page.locator("reportqa-chat .log")).to_contain_text("系统维护至今晚八点。")
        expect(page.get_by_role("textbox")).to_be_disabled()
    finally:
        stage.pause.unlink()
        time.sleep(1.1)  # the server looks once a second


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: npm install --no-save axe-core")
@pytest.mark.parametrize(("theme", "size"), [("light", ""), ("dark", "large")])
def test_axe_finds_nothing(stage, browser, theme, size):
    element = f'<reportqa-chat theme="{theme}" size="{size}"></reportqa-chat>'
    address = stage.portal.page("/axe", SCRIPT.format(base=stage.base, lang="zh"), element)
    # the checker itself needs what the policy forbids
    context = browser.new_context(bypass_csp=True, locale="zh-CN")
    page = context.new_page()
    page.goto(address)
    page.locator("reportqa-chat .launch").click()
    page.locator("reportqa-chat .offers button").first.click()
    expect(page.locator("reportqa-chat article")).to_have_count(1)
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    context.close()


def test_the_test_page_shows_both_forms(stage, visit):
    page = visit(stage.base + "/embed-test?lang=zh")
    page.locator("#inline .offers button").first.click()
    expect(page.locator("#inline .number")).to_have_text("26件")
    page.locator("#floating .launch").click()
    expect(page.locator("#floating dialog")).to_be_visible()
    expect(page.locator("code").first).to_have_text(stage.portal.origin)


def test_the_viewer_of_the_api_loads_from_this_host(stage, visit):
    page = visit(stage.base + "/api/v1/docs")
    expect(page.locator(".opblock-summary-path", has_text="/ask")).to_be_visible()


def test_a_proof_of_work_is_solved_unseen(sample_library, browser):
    portal = Portal()
    api = ApiSettings(allowed_origins=(portal.origin,), proof_of_work=True, proof_numbers=5000)
    with served(create_app(sample_library, WebSettings(api=api))) as base:
        page = browser.new_page(locale="zh-CN")
        page.goto(portal.page("/", SCRIPT.format(base=base, lang="zh")))
        page.locator("reportqa-chat .launch").click()
        for n, question in enumerate((ZH, "那2021年呢？")):
            page.get_by_role("textbox").fill(question)
            page.keyboard.press("Enter")
            expect(page.locator("reportqa-chat article").nth(n).locator(".number")).to_be_visible(
                timeout=15_000
            )
        page.close()
    portal.close()


def test_allowed_origins_may_frame_what_visitors_see_and_nothing_of_the_staff(stage, browser):
    page = browser.new_page()
    for path, framed in (("/", True), ("/reports", True), ("/staff", False)):
        headers = page.request.get(stage.base + path).headers
        assert (f"frame-ancestors {stage.portal.origin}" in headers["content-security-policy"]) is framed
        assert ("x-frame-options" in headers) is not framed
    page.close()
