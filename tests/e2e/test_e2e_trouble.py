"""When something is in the way: slow questions, an index replaced, a report withdrawn, a tab closed."""

from __future__ import annotations

import threading
from urllib.parse import quote

import pytest

from e2e.asking import answered, ask
from web.fake_library import FakeLibrary, make_report

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install 'reportqa[test]'"
)

expect = sync_api.expect
pytestmark = pytest.mark.browser
ZH = "科技局2018年收到多少件政协提案？"


@pytest.fixture
def put(site):
    """Replace the library for one test."""
    yield site.app.state.shelf.put
    site.app.state.shelf.put(site.library)


@pytest.mark.parametrize(
    ("locale", "said", "way"),
    [("zh-CN", "超过 2 秒，已停止", "年报目录"), ("en-US", "more than 2 s", "list of reports")],
)
def test_a_slow_question_is_stopped_and_says_what_to_do(open_page, locale, said, way):
    page = open_page("/?q=" + quote("慢"), locale=locale)
    expect(page.locator("#rq-pending .rq-card")).to_be_visible()
    card = answered(page)
    expect(card.locator(".rq-text")).to_contain_text(said)
    expect(card.locator("a", has_text=way)).to_be_visible()
    expect(ask(page, ZH, 2).locator(".rq-number")).to_have_text("7")


def test_a_question_while_the_index_is_replaced_is_answered_by_one_of_them(open_page, put):
    page = open_page()
    page.locator("#rq-send").wait_for()
    stop = threading.Event()

    def replace() -> None:
        while not stop.is_set():
            put(FakeLibrary())

    thread = threading.Thread(target=replace)
    thread.start()
    try:
        for n in range(1, 4):
            expect(ask(page, ZH, n).locator(".rq-number")).to_have_text("7")
    finally:
        stop.set()
        thread.join()


def test_a_report_withdrawn_while_it_is_read_says_so_with_a_way_on(open_page, put):
    page = open_page("/?q=" + quote(ZH), tolerate="404")
    card = answered(page)
    library = FakeLibrary()
    del library.by_id["kj-2018"]
    library.all_figures = [f for f in library.all_figures if f.report != "kj-2018"]
    put(library)
    with page.context.expect_page() as opened:
        card.locator("a.rq-open").first.click()
    gone = opened.value
    expect(gone.locator("h1")).to_have_text("没有找到")
    expect(gone.locator("main")).to_contain_text("撤下")
    gone.locator("a", has_text="年报目录").click()
    expect(gone.locator(".rq-list")).not_to_contain_text("淄城区科学技术局2018年")


def test_a_closed_tab_leaves_the_server_well(open_page):
    page = open_page()
    page.locator("#rq-question textarea").fill("慢")
    page.locator("#rq-send").click()
    expect(page.locator("#rq-pending .rq-card")).to_be_visible()
    page.close()
    expect(answered(open_page("/?q=" + quote(ZH))).locator(".rq-number")).to_have_text("7")


@pytest.mark.parametrize(("locale", "title"), [("zh-CN", "没有找到"), ("en-US", "Not found")])
@pytest.mark.parametrize("path", ["/nowhere", "/reports/nowhere", "/reports/kj-2018?quote=9-1"])
def test_unknown_addresses_say_so_in_both_languages(open_page, path, locale, title):
    page = open_page(path, locale=locale, tolerate="404")
    expect(page.locator("h1")).to_have_text(title)
    assert page.locator("main a").count() >= 3


def test_names_and_text_with_markup_are_shown_as_text(open_page, put):
    evil = "<img src=x onerror=alert(1)>**粗**"
    library = FakeLibrary(None, make_report(evil, 2018, "7条", 50))
    put(library)
    for path in ("/reports", "/reports/jt-2018", "/figures"):
        page = open_page(path)
        page.on("dialog", lambda d: pytest.fail("a script ran"))
        assert page.locator("main img").count() == 0
        assert evil in page.inner_text("body")
        page.close()
