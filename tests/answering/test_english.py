"""How English questions are understood: phrasing, spelling, counted nouns, bodies, intent; and how answers read."""

from __future__ import annotations

import pytest

from reportqa.answering.agencies_en import find_groups
from reportqa.answering.lexicon import english_terms, unit_hints
from reportqa.answering.question import understand
from reportqa.answering.wording.en import English
from reportqa.figures.catalogue import Catalogue
from reportqa.model import Approx, Intent
from reportqa.reader import bundled_reader

EDUCATION, ECOLOGY, DISTRICT = "滨河市教育局", "滨河市生态环境局", "滨河市南湖区人民政府"
NAMES = (EDUCATION, ECOLOGY, DISTRICT)


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.load()


@pytest.fixture(scope="module")
def read(catalogue):
    from reportqa.answering.agencies import AgencyBook
    from reportqa.search.segment import Segmenter

    book, segmenter = AgencyBook(NAMES), Segmenter()
    return lambda q: understand(q, book=book, catalogue=catalogue, segmenter=segmenter, this_year=2025)


@pytest.mark.parametrize(
    ("question", "unit"),
    [
        ("How many posts got over 10,000 views?", "条"),
        ("For how many kindergartens were fees published?", "所"),
        ("number of training sessions for liaison officers", "场"),
        ("How many people took part in the press conference?", "人"),
        ("How many of the parents were advised?", "人"),
        ("What proportion of the requests were withdrawn?", "%"),
        ("how much was paid in fees", "元"),
        ("How many working days did it take?", "工作日"),
    ],
)
def test_the_unit_is_that_of_what_is_counted(question, unit):
    assert unit in unit_hints(question, "en")


@pytest.mark.parametrize(
    "question", ["How much did they post on WeChat?", "How many were there?", "requests for maps"]
)
def test_a_question_that_counts_no_noun_expects_no_unit(question):
    assert unit_hints(question, "en") == ()


def test_phrasing_is_no_term():
    assert english_terms("Roughly how many were there altogether, according to anyone, at present?") == []


def test_accountability_is_no_account():
    named = {a for t in english_terms("accounts on social platforms") for a in t.alternatives}
    assert "账号" in named and "问责" not in named
    assert "问责" in {a for t in english_terms("accountability") for a in t.alternatives}


def test_a_term_knows_where_it_stands():
    question = "read how many readers read the column"
    for term in english_terms(question):
        assert question[term.start : term.end] == term.source


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("Did someone take the education bureau to court?", [[EDUCATION]]),
        ("What did the education bureau spend on government procurement?", [[EDUCATION]]),
        ("documents made public, education bureau 2019", [[EDUCATION]]),
        ("the edu bureau in 2018", [[EDUCATION]]),
        ("Nanhu's gazette", [[DISTRICT]]),
        ("the environment bureau and Nanhu", [[ECOLOGY], [DISTRICT]]),
        ("the ecology or the education bureau", [[ECOLOGY], [EDUCATION]]),
        ("education vs environment bureau", [[EDUCATION], [ECOLOGY]]),
        ("bureau of ecology and environment", [[ECOLOGY]]),
        ("items on Douyin", []),
        ("Change in the number of requests", []),
        ("How many government departments were trained?", []),
    ],
)
def test_bodies_named_in_english(question, known):
    groups, unknown, _ = find_groups(question, NAMES)
    assert ([names for names, _ in groups], unknown) == (known, [])


@pytest.mark.parametrize(
    ("question", "stranger"),
    [
        ("fees collected by the civil affairs bureau", "civil affairs bureau"),
        ("the Nanhu public security bureau", "Nanhu public security bureau"),
        ("the Wuhan education bureau", "Wuhan"),
    ],
)
def test_a_body_without_report_stays_unknown(question, stranger):
    labelled = bundled_reader().glance(question).spans["body"]
    assert find_groups(question, NAMES, labelled)[:2] == ([], [stranger])


@pytest.mark.parametrize(
    ("question", "indicator"),
    [
        ("How many people asked the education bureau for information in 2020?", "requests.received"),
        ("requests brought forward from the previous year", "requests.carried_in"),
        ("Were any requests left open at the end of the year?", "requests.carried_out"),
        ("How many trainings were run?", "training.courses"),
        ("How many staff were trained?", "training.people"),
        ("What did applicants have to pay?", "fees.processing"),
        ("How many decisions were overturned on review?", "reconsideration.corrected"),
        ("How many requests did they turn down?", "requests.refused"),
        ("Which bureau got the most requests?", "requests.received"),
        ("total of rules open to the public", "rules.public_total"),
    ],
)
def test_everyday_english_names_indicators(catalogue, question, indicator):
    assert catalogue.match_question(question, "en")[0].indicator == indicator


@pytest.mark.parametrize(
    ("question", "stranger"),
    [
        ("How many student grants were paid?", "requests.granted"),
        ("Was anybody sanctioned over disclosure?", "penalties.decisions"),
        ("How many penalty notices were posted?", "penalties.decisions"),
        ("How many requests were brought forward from last year?", "requests.received"),
        ("How many training providers were closed?", "training.courses"),
        ("infographic interpretations published", "responses.interpretations"),
    ],
)
def test_a_neighbour_is_not_taken_for_the_indicator(catalogue, question, stranger):
    assert stranger not in {m.indicator for m in catalogue.match_question(question, "en")}


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("coercive measures of the education bureau, 2021", Intent.FIGURE),
        ("requests by fax to the education bureau in 2021", Intent.FIGURE),
        ("fax number of the education bureau", Intent.CONTACT),
        ("e-mail address of the education bureau", Intent.CONTACT),
        ("How will the education bureau handle more requests?", Intent.TEXT),
        ("Which measures did the education bureau take?", Intent.TEXT),
        ("How did new requests change at the education bureau from 2019 to 2021?", Intent.TREND),
    ],
)
def test_what_kind_of_answer_is_wanted(read, question, intent):
    assert read(question).intent is intent


def test_an_e_mail_address_is_no_street_address(read):
    assert read("e-mail address of the education bureau").contact == ("email",)


def test_a_table_is_a_wish_and_no_condition(read):
    asked = read("By the statutory table, how many requests did the education bureau get in 2020?")
    assert "table" in asked.wants
    assert all(t.weight < 0.5 for t in asked.terms if t.source == "statutory table")


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("1", "人", "1 person"),
        ("164", "人次", "164 attendances"),
        ("2", "场", "2"),
        ("5360000", "次", "5,360,000"),
        ("1206", "件", "1,206"),
        ("36.5", "元", "36.5 yuan"),
        ("1", "天", "1 day"),
        ("12.5", "%", "12.5%"),
        ("3", "匹", "3 (匹)"),
        ("43.6", "千克", "43.6 kilograms"),
    ],
)
def test_amounts_read_naturally(number, unit, text):
    assert English.amount(number, unit, Approx.EXACT) == text


def test_sentences_agree_in_number_and_direction():
    assert English.reports(1, ["甲局（2020）"]) == "There is 1 report: 甲局（2020）."
    assert English.reports(2, ["甲局（2020）", "乙局（2020）"]).startswith("There are 2 reports: ")
    assert English.change("2019", "2020", "5", "25%", 1) == "5 more in 2020 than in 2019 (up 25%)."
    assert "less" in English.change("2019", "2020", "36 yuan", "", -1)
    assert "fewer" in English.change("2019", "2020", "5", "20%", -1)


def test_labels_hold_no_colon_and_no_capital(catalogue):
    assert not [
        i.id
        for i in catalogue
        if ":" in i.en or (i.en[0].isupper() and i.en.split()[0] not in {"WeChat", "Weibo", "CPPCC"})
    ]


@pytest.mark.parametrize(
    "question",
    [
        "How many pupils were enrolled, going by the disclosure report?",
        "How many pupils were enrolled, according to its annual report?",
        "In all, how many pupils were enrolled, as stated in the report?",
        "How many pupils were enrolled (not teachers)?",
        "How many pupils were enrolled, excluding teachers?",
    ],
)
def test_where_an_answer_stands_and_what_is_left_out_are_no_content(question):
    assert [t.source for t in english_terms(question)] == ["pupils", "enrolled"]


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How many boilers were dismantled?", "台"),
        ("How many kilos of drugs were seized?", "公斤"),
        ("How many parking spaces were added?", "个"),
        ("How many food samples failed?", "批次"),
        ("What was the budget of the bureau?", "元"),
        ("Total attendance at the trainings", "人次"),
    ],
)
def test_units_of_what_is_counted(question, first):
    assert unit_hints(question, "en")[0] == first


@pytest.mark.parametrize(
    ("word", "chinese"),
    [
        ("drugs", "毒品"),
        ("drug", "药品"),
        ("filed", "提出"),
        ("passed", "合格"),
        ("acknowledged", "承认"),
        ("paper copy", "纸质"),
    ],
)
def test_words_mean_what_they_mean_in_reports(word, chinese):
    assert english_terms(f"Which {word}?")[0].alternatives[0] == chinese


@pytest.mark.parametrize(
    ("question", "narrowed"),
    [
        ("How many English-language items did the education bureau publish in 2020?", True),
        ("How many items of information did the education bureau publish in 2020?", False),
        ("How many requests to the education bureau in 2020 came from journalists?", True),
        ("How many requests did the education bureau receive from companies in 2020?", False),
        ("How many requests to the education bureau in 2020 were about school districts?", True),
        ("How many complaints about information disclosure did the education bureau get in 2020?", False),
    ],
)
def test_a_part_is_not_answered_with_the_whole(read, question, narrowed):
    whole = {"published.total", "requests.received", "requests.new", "complaints.total"}
    assert bool(whole & set(read(question).indicators)) is not narrowed


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("What was the budget of the education bureau in 2020?", Intent.FIGURE),
        ("How much did the education bureau spend in 2020?", Intent.FIGURE),
        ("What will the education bureau do to make its website better?", Intent.TEXT),
        ("What shortcomings does the education bureau name?", Intent.TEXT),
    ],
)
def test_amounts_are_figures_and_intentions_are_sentences(read, question, intent):
    assert read(question).intent is intent


def test_what_a_body_counts_is_no_request_for_other_help(read):
    assert not read("How many parking spaces did the education bureau add?").outside
    assert not read("How many drafts did the education bureau hold back?").outside


def test_on_its_own_initiative_is_proactive_disclosure(read):
    asked = read("How many items did the district government put out on its own initiative in 2020?")
    assert asked.indicators[:1] == ("published.total",)
    assert "own" not in asked.wants


def test_lists_in_english_sentences_have_english_joints():
    assert English.no_report("甲局、乙局", []).startswith("There is no report by 甲局, 乙局 here.")
    assert "甲局 and 乙局" in English.top("甲局、乙局", "5", most=True)


@pytest.mark.parametrize(
    ("question", "indicator", "wanted"),
    [
        ("In the general part of its 2019 report, how many requests did it receive?", "complaints.total", False),
        ("Total attendances at disclosure training sessions", "training.people", True),
        ("Total attendances at disclosure training sessions", "training.courses", False),
        ("How many requests were answered late?", "requests.closed.extended", False),
        ("How many normative documents were declared void?", "normative.abolished", True),
        ("How many normative documents were declared void?", "normative.issued", False),
        ("How many requesters were told that the body doesn't hold the information?", "requests.unavailable.not_held", True),
        ("How many 12345 hotline cases were referred to it?", "hotline.calls", True),
        ("How many 12345 hotline cases were referred to it?", "requests.answered.other_channel", False),
        ("Were any staff disciplined over information disclosure work?", "staff.people", False),
    ],
)  # fmt: skip
def test_neighbouring_indicators_are_told_apart(read, question, indicator, wanted):
    assert (indicator in read(question).indicators) is wanted


def test_a_government_above_the_known_bodies_is_unknown():
    subdistrict = ("滨河市南湖区柳林街道办事处",)
    groups, unknown, _ = find_groups("How many requests did the Nanhu District government get?", subdistrict)
    assert not groups
    assert unknown == ["Nanhu District government"]


def test_had_the_year_before_asks_for_that_year(read):
    assert read("How many requests had Binhe education bureau got the year before 2020?").years.years == (
        2020,
    )
    assert read(
        "In 2020, how many requests had Binhe education bureau received the year before?"
    ).years.years == (2019,)


def test_the_last_words_of_a_part_weigh_more():
    terms = english_terms("How many of the documents were made public?")
    assert terms[-1].weight >= 0.7
