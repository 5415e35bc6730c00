"""By keyboard alone: ask, change a chip, open the quote, say that it is wrong, filter figures."""

from __future__ import annotations

import pytest

from e2e.asking import answered

sync_api = pytest.importorskip(
    "playwright.sync_api", reason="playwright is not installed: pip install 'reportqa[test]'"
)

expect = sync_api.expect
pytestmark = pytest.mark.browser
FOCUSED = "document.activeElement"


def tab_to(page, what: str, *, back: bool = False, most: int = 60):
    """Press Tab until the focused element matches a selector; it must show where it is."""
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if page.evaluate(f"(what) => {FOCUSED}.matches(what)", what):
            width = page.evaluate(f"parseFloat(getComputedStyle({FOCUSED}).outlineWidth)")
            assert width >= 2, f"the focus on {what} cannot be seen"
            return
    pytest.fail(f"{what} cannot be reached by keyboard")


def test_the_first_tab_skips_to_the_content(open_page):
    page = open_page("/reports")
    page.keyboard.press("Tab")
    expect(page.locator(".rq-skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUSED}.id") == "main"


def test_asking_changing_a_chip_and_opening_the_quote(open_page):
    page = open_page()
    page.locator("#rq-send").wait_for()
    tab_to(page, "#rq-question textarea")
    page.keyboard.type("科技局2018年收到多少件政协提案？")
    page.keyboard.press("Enter")
    expect(answered(page).locator(".rq-number")).to_have_text("7")
    tab_to(page, ".rq-chip summary", back=True)
    page.keyboard.press("Enter")
    tab_to(page, ".rq-menu button")
    page.keyboard.press("Enter")
    second = answered(page, 2)
    expect(second.locator(".rq-figure")).to_be_visible()
    tab_to(page, "#rq-question textarea", most=80)
    tab_to(page, "a.rq-open", back=True)
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    expect(opened.value.locator("#quote")).to_be_in_viewport()


def test_a_verdict_is_given_and_the_dialog_left(open_page, site):
    site.verdicts.clear()
    page = open_page("/?q=科技局2018年收到多少件政协提案？")
    answered(page)
    tab_to(page, ".rq-wrong")
    page.keyboard.press("Enter")
    expect(page.locator("#rq-feedback")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#rq-feedback")).to_be_hidden()
    assert page.evaluate(f"{FOCUSED}.classList.contains('rq-wrong')")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    tab_to(page, "#rq-feedback textarea")
    page.keyboard.type("看错了句子")
    tab_to(page, "#rq-feedback button[value=send]")
    page.keyboard.press("Enter")
    expect(page.locator("#rq-toast")).to_have_text("已记录，谢谢。")
    assert [(v.reason, v.words) for v in site.verdicts] == [("quote", "看错了句子")]


def test_figures_are_filtered_sorted_and_opened(open_page):
    page = open_page("/figures")
    tab_to(page, "select[name=agency]")
    page.keyboard.press("ArrowDown")
    tab_to(page, "input[name=q]")
    page.keyboard.type("提案")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    tab_to(page, "th a[href*='sort=value']")
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=value**")
    tab_to(page, "td a")
    page.keyboard.press("Enter")
    expect(page.locator("#quote")).to_be_in_viewport()


def test_theme_size_and_language_are_reached_and_kept(open_page):
    page = open_page("/reports")
    for what, now in (
        ("#rq-size", "document.documentElement.dataset.size === 'large'"),
        (".rq-theme", "document.documentElement.dataset.theme === 'dark'"),
        ("#rq-lang", "document.documentElement.lang === 'en'"),
    ):
        tab_to(page, what)
        page.keyboard.press("Enter")
        page.wait_for_function(now)
    assert page.evaluate("document.documentElement.dataset.size") == "large"
