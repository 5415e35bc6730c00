"""Settings: arguments before the environment, the environment before the file; mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportqa.errors import BadSetting
from reportqa.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def clean(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(f"REPORTQA_{name.upper()}", raising=False)


def test_defaults_listen_on_this_machine_only():
    settings = load_settings()
    assert (settings.corpus, settings.index, settings.encoder) == (Path("corpus"), Path("index"), "bundled")
    assert settings.host == "127.0.0.1"


def test_the_environment_wins_over_the_file(monkeypatch):
    Path("reportqa.toml").write_text('port = 9000\ncorpus = "年报"\n', "utf-8")
    monkeypatch.setenv("REPORTQA_PORT", "9001")
    settings = load_settings()
    assert (settings.port, settings.corpus) == (9001, Path("年报"))
    assert Settings(port=9002).port == 9002


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "7860.5", ""])
def test_a_port_that_cannot_be_names_setting_and_value(monkeypatch, port):
    monkeypatch.setenv("REPORTQA_PORT", port)
    with pytest.raises(BadSetting) as caught:
        load_settings()
    assert "port" in str(caught.value)
    assert repr(port) in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


def test_an_unknown_setting_in_the_file_is_named():
    Path("reportqa.toml").write_text("colour = 1\n", "utf-8")
    with pytest.raises(BadSetting, match="colour"):
        load_settings()


@pytest.mark.parametrize("content", [b"port = ", b"\xff\xfe\x00", b"port 1", b"[["])
def test_a_file_that_is_no_toml_is_named(content):
    Path("reportqa.toml").write_bytes(content)
    with pytest.raises(BadSetting, match=r"reportqa\.toml"):
        load_settings()


def test_every_setting_says_what_it_is():
    assert all(field.description for field in Settings.model_fields.values())


def test_settings_never_change():
    with pytest.raises(ValueError, match="frozen"):
        load_settings().port = 1


def test_the_settings_of_the_pages_come_from_file_and_environment(monkeypatch):
    Path("reportqa.toml").write_text('[web]\nnotice_zh = "试运行"\nframe_ancestors = ["\'self\'"]\n', "utf-8")
    monkeypatch.setenv("REPORTQA_WEB__ANSWER_SECONDS", "5")
    pages = load_settings().pages()
    assert (pages.notice_zh, pages.frame_ancestors, pages.answer_seconds) == ("试运行", ("'self'",), 5)


def test_verdicts_are_kept_beside_the_index_unless_told_otherwise(monkeypatch):
    assert load_settings().pages().feedback_file == Path("feedback.sqlite")
    monkeypatch.setenv("REPORTQA_WEB__FEEDBACK_FILE", "verdicts.sqlite")
    assert load_settings().pages().feedback_file == Path("verdicts.sqlite")
    monkeypatch.delenv("REPORTQA_WEB__FEEDBACK_FILE")
    monkeypatch.setenv("REPORTQA_WEB__FEEDBACK", "false")
    assert load_settings().pages().feedback_file is None
