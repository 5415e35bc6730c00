"""What people call public bodies, of every kind and level: each form is understood, and as no other body."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reportqa.answering.agencies import AgencyBook

NAMES = tomllib.loads(Path(__file__).with_name("body_names.toml").read_text(encoding="utf-8"))
OTHER = "云溪市松江区教育局"


@pytest.mark.parametrize("name", NAMES)
def test_every_form_is_understood(name):
    book = AgencyBook([OTHER, name])
    for form in NAMES[name]:
        chinese = any("一" <= c <= "鿿" for c in form)
        ask = "{}2018年收到多少件申请？" if chinese else "How many requests did {} receive in 2018?"
        mention = book.find(ask.format(form))
        assert (mention.agencies, mention.unknown) == ((name,), ()), form


def test_no_form_is_taken_for_another_body():
    """Beside all the others, a form names its body, or several that it fits; never only another."""
    book = AgencyBook(NAMES)
    for name, forms in NAMES.items():
        for form in forms:
            found = book.find(f"{form} 2018").agencies
            assert not found or name in found, (form, found)
