from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from reportqa.model import Answer, How
from reportqa.web import context
from reportqa.web.addresses import Addresses
from reportqa.web.answering import Answerer
from reportqa.web.card_figures import number_and_unit
from reportqa.web.card_sources import citation_text
from reportqa.web.cards import answer_card
from reportqa.web.charts import DARK, LIGHT, Point, bars, columns
from reportqa.web.library import Shelf, Shelved
from reportqa.web.reader import Layout
from reportqa.web.settings import WebSettings
from reportqa.web.templating import plain
from reportqa.web.wording import WORDS, texts
from web.fake_library import DISCLOSED, SCIENCE, FakeLibrary

LIBRARY = FakeLibrary()
SHELVED = Shelved.of(LIBRARY)
HERE = Addresses()


def card(question: str, **more: object) -> HTMLParser:
    return HTMLParser(answer_card(LIBRARY.ask(question), SHELVED, HERE, **more))


def test_a_card_shows_status_figure_quote_place_and_a_link():
    c = card("科技局2018年收到多少件政协提案？", feedback=True)
    assert c.css_first(".rq-state").text() == "年报载明"
    assert (c.css_first(".rq-number").text(), c.css_first(".rq-unit").text()) == ("7", "条")
    assert c.css_first(".rq-label").text() == f"政协提案收到件数 · {SCIENCE} · 2018"
    assert c.css_first("blockquote mark").text() == "7条"
    assert "均及时给予了答复" in c.css_first("blockquote").text()
    assert c.css_first(".rq-section").text() == "四、办理建议和提案情况"
    href = c.css_first("a.rq-open").attributes["href"]
    assert href.startswith("/reports/kj-2018?quote=")
    assert href.endswith("#quote")
    assert c.css_first("details.rq-why") is not None
    assert json.loads(c.css_first(".rq-wrong").attributes["value"])["report"] == "kj-2018"


def test_chips_offer_other_agencies_years_and_subjects_as_whole_questions():
    c = card("科技局2018年收到多少件政协提案？")
    asked = {b.text(): b.attributes["value"] for b in c.css(".rq-menu button")}
    assert asked["2017"] == f"{SCIENCE}2017年政协提案收到件数是多少？"
    assert "淄城区交通运输局" in asked
    assert "主动公开信息数" in asked


def test_several_figures_show_a_table_a_chart_and_csv():
    c = card("科技局历年主动公开信息数趋势")
    assert [r.css_first("td:last-child").text().split() for r in c.css("tbody tr")] == [
        ["38", "条"],
        ["41", "条"],
        ["50", "条"],
    ]
    assert c.css_first("img").attributes["src"].startswith("data:image/svg+xml;base64,")
    text = json.loads(c.css_first(".rq-csv").attributes["value"])
    assert text.splitlines()[1].startswith(f"{SCIENCE},2016,主动公开信息数,38,条")


def test_figures_in_different_units_are_not_drawn_on_one_scale():
    assert card("比较2018年政协提案").css_first("img") is None


def test_stated_none_ambiguous_and_out_of_scope_say_so_in_words():
    none = card("How many requests in 2018?")
    assert none.css_first(".rq-state").text() == "The report states none"
    assert none.css_first(".rq-number").text() == "None"
    assert len(card("哪个局2018年提案多？").css("button.rq-choice")) == 2
    assert card("天气？").css_first(".rq-figure") is None


def test_without_scripts_choices_are_links():
    c = card("哪个局2018年提案多？", interactive=False)
    assert not c.css("button")
    assert all(a.attributes["href"].startswith("/answer?q=") for a in c.css("a.rq-choice"))


def test_the_citation_has_every_part():
    answer = LIBRARY.ask("科技局2017年收到多少件政协提案？")
    text = citation_text(answer.citations[0], HERE, "zh")
    for part in (
        SCIENCE,
        "2017年",
        "四、办理建议和提案情况",
        "5条",
        "@/reports/kj-2017?quote=",
        "访问日期",
        "样例",
    ):
        assert part in text


@pytest.mark.parametrize(
    ("text", "unit", "value", "how", "zh", "en"),
    [
        ("7条", "条", 7, How.STATED, ("7", "条"), ("7", "items")),
        ("5500余条", "条", 5500, How.STATED, ("5500余", "条"), ("5,500", "items")),
        ("二十三条", "条", 23, How.STATED, ("二十三", "条"), ("23", "items")),
        ("536 万", "", 5360000, How.STATED, ("536 万", ""), ("5,360,000", "")),
        ("没有收到", "件", 0, How.STATED_ZERO, ("无", ""), ("None", "")),
        ("0件", "件", 0, How.STATED_ZERO, ("0", "件"), ("0", "items")),
        ("17.46%", "%", 17.46, How.STATED, ("17.46", "%"), ("17.46", "%")),
    ],
)
def test_figures_keep_the_digits_of_the_report(text, unit, value, how, zh, en):
    f = replace(LIBRARY.ask("2018年提案").figures[0], text=text, unit=unit, value=value, how=how)
    assert number_and_unit(f, "zh", texts("zh")) == zh
    assert number_and_unit(f, "en", texts("en")) == en


@given(st.text(max_size=60))
@settings(max_examples=60)
def test_any_text_comes_through_as_text(text: str):
    shown = plain(text)
    assert "\n" not in shown
    assert not set("<>*`_[]()#$|~") & set(
        shown.replace("<br>", "").replace("&#", "").replace("&lt;", "").replace("&gt;", "")
    )
    assert Markup(shown.replace("<br>", "\n")).unescape() == text.replace("\r", "")


@given(st.text(alphabet="<>&\"'`*_#\n $ab中", max_size=40), st.text(alphabet="<>\"'/ \nx", max_size=20))
@settings(max_examples=40)
def test_no_answer_can_break_out_of_its_card(words: str, name: str):
    base = LIBRARY.ask("科技局2018年提案")
    cited = replace(base.citations[0], quote=words, title=name, section=(words, name), report=name)
    answer = replace(
        base, text=words, citations=(cited,), notes=(words,), why=({name: words},), computation=words
    )
    html = answer_card(answer, SHELVED, HERE, feedback=True)
    assert "\n" not in html
    body = HTMLParser(html).body
    assert [n.attributes.get("class") for n in body.iter()] == ["rq-card rq-answered"]
    assert not body.css("script, img, b[onclick]")


def test_the_context_survives_the_browser_and_stays_small():
    answer = LIBRARY.ask("科技局2018年主动公开多少条？")
    assert context.unpack(context.pack(answer)).question == answer.question
    assert len(context.pack(answer)) < 1000


def run(reply):
    """Wait for a reply in a thread of its own: browser tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, reply).result()


def test_a_slow_or_broken_question_says_so(caplog: pytest.LogCaptureFixture):
    answerer = Answerer(Shelf(LIBRARY), WebSettings(answer_seconds=0.2), HERE)
    assert "超过 0.2 秒" in HTMLParser(run(answerer.reply("很慢的问题", "", "zh")).html).text()
    broken = run(answerer.reply("炸", "", "zh"))
    assert "secret detail" not in broken.html
    assert "出了错" in broken.html
    assert broken.packed is None
    assert "请输入问题" in run(answerer.reply("  ", "", "zh")).html
    assert "limit is 500" in run(answerer.reply("x" * 501, "", "en")).html
    assert "loaded" in run(Answerer(Shelf(), WebSettings(), HERE).reply("2018?", "", "en")).html


def test_the_pages_language_decides_only_where_the_question_shows_none():
    answerer = Answerer(Shelf(LIBRARY), WebSettings(), HERE)
    run(answerer.reply("2018?", "", "en"))
    assert LIBRARY.asked[-1][2] == "en"
    run(answerer.reply("2018年提案", "", "en"))
    assert LIBRARY.asked[-1][2] is None


@pytest.mark.parametrize("draw", [bars, columns])
def test_charts_label_every_value_and_escape_names(draw):
    svg = draw([Point("<b>&", 0, "0"), Point("2018", 7.5, "7.5<")], DARK)
    assert "<b>" not in svg
    assert "7.5&lt;" in svg
    assert draw([], LIGHT).startswith("<svg")


def test_every_word_is_there_in_both_languages():
    assert all(zh and en for zh, en in WORDS.values())
    blanks = [(k, v) for k, v in WORDS.items() if sorted(set(_blanks(v[0]))) != sorted(set(_blanks(v[1])))]
    assert not blanks


def _blanks(text: str) -> list[str]:
    return [part.partition("}")[0].partition(":")[0] for part in text.split("{")[1:]]


@given(st.data())
@settings(max_examples=60)
def test_the_reader_shows_the_whole_text_and_marks_exactly_the_quote(data: st.DataObject):
    report = LIBRARY.report("kj-2018")
    start = data.draw(st.integers(0, len(report.text) - 2))
    end = data.draw(st.integers(start + 1, min(len(report.text), start + 400)))
    blocks = list(Layout(report, (start, end)).blocks())
    pieces = [p for b in blocks for p in b.pieces] + [
        p for b in blocks for r in b.rows for c in r for p in c.pieces
    ]
    squeeze = str.maketrans("", "", "\n\t ")
    assert sorted("".join(p.text for p in pieces).translate(squeeze)) == sorted(
        report.text.translate(squeeze)
    )
    marked = "".join(p.text for p in pieces if p.marked)
    assert sorted(marked.translate(squeeze)) == sorted(report.text[start:end].translate(squeeze))
    assert sum(p.first for p in pieces) == (1 if report.text[start:end].strip() else 0)


def test_a_follow_up_is_shared_as_a_whole_question():
    first = LIBRARY.ask("科技局2018年主动公开多少条？")
    answer: Answer = LIBRARY.ask("那2017年呢？", after=first)
    assert answer.question.indicators == (DISCLOSED,)
    share = HTMLParser(answer_card(answer, SHELVED, HERE)).css_first("button[name=share]").attributes["value"]
    assert "2017" in share
    assert "%E4%B8%BB%E5%8A%A8" in share
