from __future__ import annotations

import json
import threading
import time

import pytest

from web.fake_library import FakeLibrary

ASK = "/api/v1/ask"
JSON = {"content-type": "application/json"}
QUESTION = "示例市教育局2019年收到多少件信息公开申请？"


def code(response) -> str:
    error = response.json()["error"]
    assert error["status"] == response.status_code
    assert set(error) <= {"code", "status", "message", "retry_after", "details"}
    return error["code"]


def test_an_answer_is_the_one_json_form_with_links_and_a_token(real, sample_library):
    data = real.post(ASK, json={"question": QUESTION}).json()
    expected = sample_library.ask(QUESTION).to_dict()
    assert data.pop("after")
    for citation in data["citations"]:
        assert citation.pop("url").startswith(f"/reports/{citation['report']}?quote=")
    for citation in expected["citations"]:
        del citation["url"]
    del data["ms"], expected["ms"]
    assert data == expected


def test_the_link_marks_the_figure(real):
    first = real.post(ASK, json={"question": QUESTION}).json()["citations"][0]
    assert first["url"] == "/reports/education-2019?quote=243-267&mark=249-252#quote"


def test_a_follow_up_needs_nothing_but_the_token(real, sample_library):
    first = real.post(ASK, json={"question": QUESTION}).json()
    second = real.post(ASK, json={"question": "那2021年呢？", "after": first["after"]}).json()
    assert second["figures"][0]["value"] == 36
    assert second["question"]["carried"] == ["agency", "indicator"]
    assert len(first["after"]) < 1000
    direct = sample_library.ask("那2021年呢？", after=sample_library.ask(QUESTION))
    assert second["text"] == direct.text


def test_the_language_asked_for_is_passed_on(make):
    library = FakeLibrary()
    make(library).post(ASK, json={"question": "2018年提案", "language": "en"})
    assert library.asked[-1] == ("2018年提案", None, "en")


def test_a_token_of_another_server_or_changed_or_old_is_refused(make):
    token = make(secret="one secret of the site").post(ASK, json={"question": "2018年提案"}).json()["after"]
    same = make(secret="one secret of the site")
    assert same.post(ASK, json={"question": "那2017年呢", "after": token}).status_code == 200
    other = make(secret="another secret, longer")
    assert code(other.post(ASK, json={"question": "q", "after": token})) == "after_invalid"
    for forged in (token[:-1], "A" + token[1:], token.rpartition(".")[0], "..", "{}", "x" * 8000, "é"):
        assert code(same.post(ASK, json={"question": "q", "after": forged})) == "after_invalid", forged
    old = make(secret="one secret of the site", after_hours=0.0001)
    time.sleep(2.1)
    assert code(old.post(ASK, json={"question": "q", "after": token})) == "after_expired"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"{", "invalid_json"),
        (b"", "invalid_request"),
        (b"null", "invalid_request"),
        (b"[]", "invalid_request"),
        (b"[" * 8000, "invalid_json"),
        (b'{"question": ' + b"9" * 6000 + b"}", "invalid_json"),
        (b'{"question": 1}', "invalid_request"),
        (b'{"question": ""}', "invalid_request"),
        (b'{"question": "  "}', "invalid_request"),
        (b'{"question": "q", "language": "fr"}', "invalid_request"),
        (b'{"question": "q", "after": 7}', "invalid_request"),
        (b'{"question": "q", "after": NaN}', "invalid_request"),
        (b'{"question": "q", "surprise": 1}', "invalid_request"),
        (b'{"question": "q", "\\ud800": 1}', "invalid_request"),
        (b'{"question": "\\ud800"}', "invalid_request"),
        (b'{"question": "\xff\xfe"}', "invalid_json"),
        (json.dumps({"question": "问" * 501}).encode(), "question_too_long"),
        (b'{"question": "' + b"q" * 20_000 + b'"}', "body_too_large"),
    ],
)
def test_a_bad_body_is_refused_with_a_code(client, body, expected):
    assert code(client.post(ASK, content=body, headers=JSON)) == expected


def test_unfit_fields_are_named_and_never_repeated(client):
    error = client.post(ASK, json={"question": ["secret"], "extra": 1}).json()["error"]
    assert {d["field"] for d in error["details"]} == {"body.question", "body.extra"}
    assert "secret" not in str(error)


@pytest.mark.parametrize(
    "media", ["text/plain", "application/x-www-form-urlencoded", "", "application/jsonp"]
)
def test_only_json_is_taken(client, media):
    headers = {"content-type": media}
    assert code(client.post(ASK, content=b'{"question": "q"}', headers=headers)) == "unsupported_media_type"


def test_a_streamed_huge_body_is_refused(client):
    def chunks():
        yield b'{"question": "'
        for _ in range(100):
            yield b"q" * 1000

    assert code(client.post(ASK, content=chunks(), headers=JSON)) == "body_too_large"


def test_wrong_methods_and_addresses_have_the_same_shape(client):
    refused = client.get(ASK)
    assert code(refused) == "method_not_allowed"
    assert refused.headers["allow"] == "POST"
    assert code(client.get("/api/v1/nothing")) == "not_found"
    assert code(client.get("/api/v1/no%0Athing")) == "not_found"
    assert code(client.post("/api/v1/reports")) == "method_not_allowed"
    assert code(client.delete("/api/v1/reports")) == "method_not_allowed"


def test_messages_come_in_both_languages(client):
    zh = client.get("/api/v1/nothing", headers={"accept-language": "zh-CN,en;q=0.5"}).json()
    assert zh["error"]["message"] == "没有这个地址。"
    assert client.get("/api/v1/nothing").json()["error"]["message"] == "There is no such address."


def test_a_slow_question_is_stopped(make):
    slow = make(web={"answer_seconds": 0.1})
    assert code(slow.post(ASK, json={"question": "慢 提案"})) == "too_slow"


def test_an_unforeseen_error_tells_nothing(client):
    response = client.post(ASK, json={"question": "炸"})
    assert code(response) == "internal"
    assert "secret" not in response.text


def test_no_library_yet(make):
    response = make(loaded=False).post(ASK, json={"question": "q"})
    assert (code(response), response.headers["retry-after"]) == ("loading", "3")


def test_too_many_waiting_are_told_to_come_back(make):
    crowded = make(most_waiting=1, web={"workers": 1})
    thread = threading.Thread(target=crowded.post, args=(ASK,), kwargs={"json": {"question": "慢"}})
    thread.start()
    time.sleep(0.3)
    assert code(crowded.post(ASK, json={"question": "2018年提案"})) == "busy"
    thread.join()
    assert crowded.post(ASK, json={"question": "2018年提案"}).status_code == 200


def events(text: str) -> list[tuple[str, dict]]:
    blocks = [dict(line.split(": ", 1) for line in b.splitlines()) for b in text.strip().split("\n\n")]
    return [(b["event"], json.loads(b["data"])) for b in blocks]


def test_an_answer_is_streamed(client):
    response = client.post(ASK, json={"question": "2018年提案"}, headers={"accept": "text/event-stream"})
    assert response.headers["content-type"].startswith("text/event-stream")
    (first, _), (second, answer) = events(response.text)
    assert (first, second) == ("accepted", "answer")
    assert answer["figures"][0]["value"] == 7
    assert answer["after"]


def test_a_failure_in_mid_stream_is_an_event(make):
    slow = make(web={"answer_seconds": 0.1})
    response = slow.post(ASK, json={"question": "慢"}, headers={"accept": "text/event-stream"})
    assert events(response.text)[-1][1]["error"]["code"] == "too_slow"


def test_what_is_not_offered_is_not_acceptable(client):
    headers = {"accept": "image/png"}
    assert code(client.post(ASK, json={"question": "q"}, headers=headers)) == "not_acceptable"
