"""axe-core finds no barrier on any page, in both languages, both themes, the chat with answers included."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest

from e2e.asking import answered

pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install 'reportqa[test]'")
pytestmark = pytest.mark.browser
AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
if not AXE.is_file():
    pytest.skip("axe-core is not installed: npm install --prefix tests/e2e", allow_module_level=True)
RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    v => `${v.id}: ${v.help} ${v.nodes.slice(0, 4).map(n => n.target + " " + n.html.slice(0, 160)).join(" | ")}`)"""

UNFOLD = "document.querySelectorAll('details').forEach(d => { d.open = true; })"

QUESTIONS = {
    "zh": (
        "教育局2023年收到多少件申请？",
        "教育局2021年至2023年收到申请的变化",
        "青禾区2022年予以公开和部分公开一共多少件",
        "青禾区2023年规章现行有效多少件",
        "教育局2018年收到多少件政协提案",
        "2030年教育局收到多少申请",
        "2023年收到多少申请",
        "今天天气怎么样",
    ),
    "en": (
        "How many disclosure requests did 示例市教育局 receive in 2023?",
        "How did 示例市教育局's figure for disclosure requests received change from 2021 to 2023?",
        "How many disclosure requests did 示例市教育局 receive in 2030?",
        "What is the weather today?",
    ),
}
PAGES = (
    "/reports",
    "/reports?q=nothing",
    "/reports/education-2016",
    "/reports/qinghe-2022?quote=1000-1060&page=2",
    "/reports/qinghe-2023",
    "/figures?indicator=requests.new",
    "/figures?q=nothing",
    "/answer?q=" + quote("教育局2023年收到多少件申请？"),
)
MISSING = ("/nowhere", "/reports/nowhere", "/reports/education-2016?quote=9-1")


def violations(page) -> list[str]:
    page.add_script_tag(path=str(AXE)) if not page.evaluate("'axe' in window") else None
    return page.evaluate(RUN)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_barrier_on_any_page(open_sample, language: str, theme: str):
    page = open_sample("/reports", locale=language, theme=theme, tolerate="404", bypass_csp=True)
    base = page.url.rsplit("/", 1)[0]
    for path in (*PAGES, *MISSING):
        page.goto(base + path)
        page.evaluate(UNFOLD)
        assert violations(page) == [], (path, theme)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_no_barrier_in_the_chat_empty_and_with_every_kind_of_answer(open_sample, language: str, theme: str):
    page = open_sample("/", locale=language, theme=theme, bypass_csp=True)
    page.locator("#rq-send").wait_for()
    assert violations(page) == []
    for n, question in enumerate(QUESTIONS[language], start=1):
        page.locator("#rq-question textarea").fill(question)
        page.locator("#rq-send").click()
        answered(page, n)
    page.evaluate(UNFOLD)
    assert violations(page) == []
    page.locator(".rq-wrong").first.click()
    assert violations(page) == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_barrier_in_large_text_on_a_small_screen(open_sample, theme: str):
    page = open_sample(
        "/figures?indicator=requests.new", size="large", theme=theme, width=320, bypass_csp=True
    )
    assert violations(page) == []
