"""The client against a server that lies, hangs or returns rubbish: a text in time, or ModelFailed."""

from __future__ import annotations

import logging
import sys
import threading
import time

import pytest
from pydantic import SecretStr

from llm import fake_endpoint
from llm.fake_endpoint import completion, sends, slow
from reportqa.errors import BadSetting, MissingPart
from reportqa.llm import ChatModel, ModelFailed, language_model
from reportqa.settings import Settings

KEY = "sk-very-secret-1234"


def test_a_text_comes_back_and_the_request_is_a_chat_completion(fake, model):
    fake.say = "  七件。 "
    assert model.complete("rules", "question") == "七件。"
    request = fake.requests[0]
    assert request["path"] == "/v1/chat/completions"
    assert [m["role"] for m in request["body"]["messages"]] == ["user"]
    assert request["body"]["messages"][0]["content"] == "rules\n\nquestion"
    assert (request["body"]["temperature"], request["body"]["stream"]) == (0, False)
    assert "Authorization" not in request["headers"]


def test_a_model_that_thinks_aloud_is_cut_to_what_it_says(fake, model):
    fake.say = "<think>Let me see: 12?</think>\nSeven."
    assert model.complete("", "") == "Seven."


@pytest.mark.parametrize(
    ("say", "told"),
    [
        (sends(b"{}", status=500), "HTTP status 500"),
        (sends(b"", status=302), "HTTP status 302"),
        (sends(b"<html>not found</html>"), "no chat completion"),
        (sends(b"\xff\xfe\x00"), "no chat completion"),
        (sends(b"[" * 100_000), "no chat completion"),
        (sends(b"null"), "no chat completion"),
        (sends(b'{"choices": []}'), "no chat completion"),
        (sends(b'{"choices": [{"message": "x"}]}'), "no chat completion"),
        (sends(b'{"choices": [{"message": {"content": 7}}]}'), "int, expected a string"),
        (sends(b'{"choices": [{"message": {"content": null}}]}'), "NoneType"),
        (sends(completion("  \n ")), "empty"),
        (sends(completion("2018年科技局", finish="length")), "cut at"),
        (sends(completion("x"), length=10_000), "no usable reply|no reply within|no whole reply"),
        (fake_endpoint.streams, "no chat completion"),
        (fake_endpoint.hangs_up, "no usable reply"),
    ],
)
def test_rubbish_is_one_error_of_one_line(fake, say, told):
    model = ChatModel(fake.url, "fake", timeout_s=0.5)
    fake.say = say
    with pytest.raises(ModelFailed, match=told) as caught:
        model.complete("", "")
    assert len(str(caught.value).splitlines()) == 1
    model.close()


@pytest.mark.parametrize("say", [fake_endpoint.hangs, fake_endpoint.trickles, fake_endpoint.trickles_body])
def test_the_time_limit_bounds_the_whole_call(fake, say):
    model = ChatModel(fake.url, "fake", timeout_s=0.3)
    fake.say = say
    started = time.monotonic()
    with pytest.raises(ModelFailed, match="within"):
        model.complete("", "")
    assert time.monotonic() - started < 1.5


def test_a_body_of_50_mb_is_not_read(fake, model):
    fake.say = fake_endpoint.huge
    with pytest.raises(ModelFailed, match="longer than"):
        model.complete("", "")
    model.close()
    assert getattr(fake, "sent", 0) < 40 * 1024 * 1024


def test_nobody_listening_is_an_error_of_the_model(fake):
    fake.close()
    with pytest.raises(ModelFailed, match="ConnectError"):
        ChatModel(fake.url, "fake", timeout_s=1).complete("", "")


def test_a_failing_endpoint_is_left_alone_for_a_while(fake, model):
    fake.say = sends(b"", status=500)
    for _ in range(3):
        with pytest.raises(ModelFailed, match="500"):
            model.complete("", "")
    with pytest.raises(ModelFailed, match="left alone"):
        model.complete("", "")
    assert len(fake.requests) == 3


def test_calls_under_way_are_bounded(fake):
    model = ChatModel(fake.url, "fake", timeout_s=0.6)
    fake.say, failed = slow("x", 0.4), []

    def call():
        try:
            model.complete("", "")
        except ModelFailed as error:
            failed.append(str(error))

    threads = [threading.Thread(target=call) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(fake.requests) <= 8
    assert any("waiting" in text for text in failed)


def test_the_key_is_sent_and_never_shown(fake, caplog):
    caplog.set_level(logging.DEBUG)
    model = ChatModel(fake.url, "fake", key=SecretStr(KEY), timeout_s=1)
    model.complete("", "")
    assert fake.requests[0]["headers"]["Authorization"] == f"Bearer {KEY}"
    fake.say = sends(KEY.encode(), status=401)
    with pytest.raises(ModelFailed) as caught:
        model.complete("", "")
    assert KEY not in caplog.text + repr(model) + str(caught.value)
    model.close()


@pytest.mark.parametrize("key", ["schlüssel", "two words", "line\nbreak"])
def test_a_key_that_no_header_takes_is_refused_without_showing_it(key):
    with pytest.raises(BadSetting) as caught:
        ChatModel("http://127.0.0.1:1/v1", "fake", key=SecretStr(key))
    assert key not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:8000",
        "ftp://x/v1",
        "http://",
        "http://[::1",
        "http://h:x/v1",
        f"http://u:{KEY}@h/v1",
        f"http://h/v1?k={KEY}",
    ],
)
def test_an_address_that_cannot_work_is_named_without_its_secrets(url):
    with pytest.raises(BadSetting, match="llm_url") as caught:
        ChatModel(url, "fake")
    assert KEY not in str(caught.value)


def test_settings_make_the_model_or_none(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert language_model(Settings()) is None
    with pytest.raises(BadSetting, match="llm_model"):
        language_model(Settings(llm_url="http://127.0.0.1:1/v1"))
    settings = Settings(llm_url="http://127.0.0.1:1/v1", llm_model="m", llm_key=KEY)
    assert isinstance(language_model(settings), ChatModel)
    assert KEY not in repr(settings)


@pytest.mark.parametrize("name", ["llm_key", "llm_keyy"])
def test_a_key_in_the_wrong_place_is_not_shown(monkeypatch, tmp_path, name):
    from reportqa.settings import load_settings

    monkeypatch.chdir(tmp_path)
    (tmp_path / "reportqa.toml").write_text(f"{name} = 123456789\n")
    with pytest.raises(BadSetting, match=name) as caught:
        load_settings()
    assert "123456789" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_without_httpx_the_install_command_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(MissingPart, match=r"pip install 'reportqa\[llm\]'"):
        ChatModel("http://127.0.0.1:1/v1", "fake")
