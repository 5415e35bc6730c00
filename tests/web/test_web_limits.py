"""How much a visitor may ask by chat and page, and that those who wait hold nobody else."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient

from reportqa.web.api.settings import ApiSettings
from reportqa.web.server import create_app
from reportqa.web.settings import WebSettings
from web.fake_library import FakeLibrary

ABOUT = {"question": "q", "status": "answered", "value": 7, "report": "kj-2018", "span": [1, 2], "index": "g"}


def app(**api: int) -> TestClient:
    settings = WebSettings(api=ApiSettings(**api), answer_seconds=2, workers=1)
    return TestClient(create_app(FakeLibrary(), settings, library_feedback=lambda _: None))


def chat(client: TestClient, question: str) -> str:
    reply = client.post("/gradio_api/run/predict", json={"data": [question, "", []], "fn_index": 0})
    assert reply.status_code == 200
    return str(reply.json()["data"][2][-1]["content"][0]["text"])


def test_the_chat_and_the_page_share_one_quota():
    with app(asks_per_minute=3) as client:
        assert "5条" in chat(client, "科技局2017年提案")
        assert client.get("/answer", params={"q": "2018年提案", "lang": "zh"}).status_code == 200
        assert client.post("/api/v1/ask", json={"question": "2018年提案"}).status_code == 200
        assert "秒再问" in chat(client, "科技局2017年提案")
        refused = client.get("/answer", params={"q": "2018年提案", "lang": "en"})
        assert refused.status_code == 429
        assert int(refused.headers["retry-after"]) >= 1
        assert "Too many questions" in refused.text
        assert client.get("/answer").status_code == 200


def test_verdicts_have_a_quota():
    with app() as client:
        given = [client.post("/feedback", json={"verdict": "right", "about": ABOUT}) for _ in range(25)]
        assert [r.status_code for r in given[:20]] == [201] * 20
        assert given[-1].status_code == 429
        assert int(given[-1].headers["retry-after"]) >= 1


def test_waiting_questions_hold_no_other_page_and_the_limit_counts_their_wait():
    with app(asks_per_minute=0, asks_per_minute_total=0, most_waiting=50) as client:
        with ThreadPoolExecutor(60) as many:
            asked = [many.submit(chat, client, f"很慢的问题{n}") for n in range(60)]
            time.sleep(0.5)
            assert client.get("/healthz").status_code == 200
            assert sum(one.done() for one in asked) < 50
            replies = [one.result() for one in asked]
        assert sum("提问的人太多" in r for r in replies) == 10
        # one worker needs 3 s for each: all are told after 2 s, since waiting in line is part of the limit
        assert sum("超过 2 秒" in r for r in replies) == 50
