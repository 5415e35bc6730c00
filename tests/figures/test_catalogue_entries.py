"""The entries of the catalogue: labels, places in the forms, and what they say of each other."""

from __future__ import annotations

import pytest

from reportqa.figures.catalogue import Catalogue
from reportqa.model import Applicant

FORMS = {"active.2019", "active.2021", "requests.2019", "requests.2021", "disputes", "statistics"}


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue.load()


def test_labels_name_the_applicant(catalogue):
    assert catalogue.label("requests.granted", "zh", Applicant.COMPANY) == "予以公开（商业企业）"
    assert catalogue.label("requests.granted", "en", Applicant.COMPANY).endswith("(commercial enterprises)")
    assert catalogue.label("requests.granted", "zh", Applicant.TOTAL) == "予以公开"


def test_every_entry_is_sound(catalogue):
    for entry in catalogue:
        assert entry.zh and entry.en.isascii() and entry.topic
        assert entry.unit in entry.units, entry.id
        assert entry.ask_zh or entry.place, entry.id
        for other in (*entry.parts, *entry.also, *([entry.all_of] if entry.all_of else [])):
            assert other in catalogue, (entry.id, other)
        assert {p.form for p in entry.place} <= FORMS


def test_labels_are_all_different(catalogue):
    assert len({e.zh for e in catalogue}) == len({e.en for e in catalogue}) == len(catalogue)


def test_parts_of_sums_are_not_sums_of_themselves(catalogue):
    for entry in catalogue:
        assert entry.id not in entry.parts
        assert len(set(entry.parts)) == len(entry.parts)


@pytest.mark.parametrize(
    ("form", "row", "column", "expected"),
    [
        ("active.2021", "行政规范性文件", "本年废止件数", "normative.abolished"),
        ("active.2021", "规章", "现行有效件数", "rules.in_force"),
        ("active.2019", "行政许可", "本年增/减", "licences.change"),
        ("requests.2021", "（六）其他处理 3.其他", "", "requests.other.other"),
        ("requests.2019", "（六）其他处理", "", "requests.other"),
        ("requests.2021", "三、本年度办理结果 （七）总计", "", "requests.closed"),
        (
            "requests.2021",
            "（四）无法提供 3.补正后申请内容仍不明确",
            "",
            "requests.unavailable.still_unclear",
        ),
        ("disputes", "行政复议 结果维持", "", "reconsideration.upheld"),
        ("disputes", "行政诉讼 未经复议直接起诉 总计", "", "litigation.direct.total"),
        ("disputes", "行政诉讼 复议后起诉 其他结果", "", "litigation.after_reconsideration.other"),
        ("disputes", "附注", "", None),
    ],
)
def test_places_of_the_statutory_forms(catalogue, form, row, column, expected):
    assert catalogue.place_of(form, row, column) == expected


def test_siblings_are_the_easily_mistaken_ones(catalogue):
    assert "proposals.cppcc.replied" in catalogue.siblings("proposals.cppcc.received")
    assert "fees.processing" in catalogue.siblings("fees.amount")
    assert "fees.amount" not in catalogue.siblings("fees.amount")
