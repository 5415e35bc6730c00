from __future__ import annotations

from pathlib import Path

import pytest

from llm.fake_endpoint import FakeEndpoint
from reportqa.library import Library
from reportqa.llm import ChatModel

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def fake():
    endpoint = FakeEndpoint()
    yield endpoint
    endpoint.close()


@pytest.fixture
def model(fake):
    chat = ChatModel(fake.url, "fake", timeout_s=2)
    yield chat
    chat.close()


@pytest.fixture(scope="session")
def index(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index-llm")
    Library.build(ROOT / "corpus", folder, encoder="none").close()
    return folder


@pytest.fixture
def library(index, model):
    opened = Library.open(index, encoder="none", language_model=model)
    yield opened
    opened.close()


@pytest.fixture
def plain(index):
    opened = Library.open(index, encoder="none")
    yield opened
    opened.close()
