from __future__ import annotations

from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from reportqa.web.feedback import Feedback
from reportqa.web.server import create_app
from reportqa.web.settings import WebSettings
from web.fake_library import FakeLibrary


@pytest.fixture(scope="session")
def shared() -> tuple[FastAPI, list[Feedback]]:
    """One app for all tests, since Gradio takes a second to build; each test puts its own library on the shelf."""
    kept: list[Feedback] = []
    return create_app(FakeLibrary(), WebSettings(notice_zh="试运行"), library_feedback=kept.append), kept


@pytest.fixture
def verdicts(shared: tuple[FastAPI, list[Feedback]]) -> list[Feedback]:
    shared[1].clear()
    return shared[1]


@pytest.fixture
def library(tmp_path: Path) -> FakeLibrary:
    return FakeLibrary(tmp_path)


@pytest.fixture
def client(shared: tuple[FastAPI, list[Feedback]], library: FakeLibrary) -> TestClient:
    shared[0].state.shelf.put(library)
    headers = {"accept": "text/html", "accept-language": "zh-CN"}
    return TestClient(shared[0], headers=headers, raise_server_exceptions=False)
