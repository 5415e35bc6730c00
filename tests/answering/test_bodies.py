"""One body under several names, and never two bodies under one."""

from __future__ import annotations

from reportqa.answering.bodies import CanonicalShelf, canonical_names


def test_a_name_lengthened_by_its_places_is_the_same_body():
    names = canonical_names(["洪泽区人民政府", "淮安市洪泽区人民政府"])
    assert set(names.values()) == {"淮安市洪泽区人民政府"}


def test_two_longer_names_leave_the_short_one_alone():
    names = canonical_names(["鼓楼区教育局", "南京市鼓楼区教育局", "福州市鼓楼区教育局"])
    assert names["鼓楼区教育局"] == "鼓楼区教育局"
    assert names["福州市鼓楼区教育局"] == "福州市鼓楼区教育局"


def test_a_bare_body_belongs_to_no_place():
    assert canonical_names(["教育局", "张店区教育局"])["教育局"] == "教育局"


def test_bodies_that_only_end_alike_stay_apart():
    names = canonical_names(["张店区科学技术局", "区科学技术局", "技术局", "张店区教育局"])
    assert len(set(names.values())) == 4


def test_every_level_is_joined():
    names = canonical_names(["洪泽区人民政府", "淮安市洪泽区人民政府", "江苏省淮安市洪泽区人民政府"])
    assert set(names.values()) == {"江苏省淮安市洪泽区人民政府"}


def test_the_order_of_names_does_not_matter():
    some = ["洪泽区人民政府", "淮安市洪泽区人民政府", "鼓楼区教育局", "南京市鼓楼区教育局"]
    assert canonical_names(some) == canonical_names(reversed(some))
    assert canonical_names([]) == {}


def test_a_shelf_lists_each_body_by_one_name(sample_library):
    shelf = CanonicalShelf(sample_library)
    assert len(shelf.rows()) == len(sample_library.rows())
    for row in shelf.rows():
        assert sample_library.report(row.id).agency in shelf.variants(row.agency)
