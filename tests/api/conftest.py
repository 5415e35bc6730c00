"""The API alone, without the pages: quick to make, so that each test has the settings it needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.alone import made_app
from reportqa.web.api.settings import ApiSettings
from reportqa.web.settings import WebSettings
from web.fake_library import FakeLibrary


@pytest.fixture
def make() -> Callable[..., TestClient]:
    """Make a client of the API; keywords are settings of the API, ``web`` those of the pages."""

    def made(library=None, *, loaded=True, feedback=None, web=None, **api) -> TestClient:
        api = {"asks_per_minute": 0, "asks_per_minute_total": 0, **api}
        settings = WebSettings(api=ApiSettings(**api), **(web or {}))
        shelved = (library or FakeLibrary()) if loaded else None
        headers = {"accept-language": "en"}
        return TestClient(
            made_app(shelved, settings, feedback), headers=headers, raise_server_exceptions=False
        )

    return made


@pytest.fixture
def client(make) -> TestClient:
    return make()


@pytest.fixture(scope="session")
def real(sample_library) -> TestClient:
    """The API on the sample reports."""
    settings = WebSettings(api=ApiSettings(asks_per_minute=0, asks_per_minute_total=0))
    return TestClient(made_app(sample_library, settings), headers={"accept-language": "en"})
