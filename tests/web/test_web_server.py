from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from reportqa.errors import BadSetting, NoIndex
from reportqa.web import actions
from reportqa.web.feedback import Feedback, FeedbackFile
from reportqa.web.gate import is_open
from reportqa.web.server import create_app
from reportqa.web.settings import WebSettings
from reportqa.web.talk import BadTalk, kept, rebuilt
from reportqa.web.visitor import preferred, safe_next
from web.fake_library import FakeLibrary

HTML = {"accept": "text/html"}
ABOUT = {"question": "q", "status": "answered", "value": 7, "report": "kj-2018", "span": [1, 2], "index": "g"}


def test_it_answers_while_the_library_loads_and_then_serves_it():
    gate = threading.Event()

    def factory() -> FakeLibrary:
        gate.wait(10)
        return FakeLibrary()

    with TestClient(create_app(factory), headers=HTML) as client:
        waiting = client.get("/healthz")
        assert (waiting.status_code, waiting.json()["status"]) == (503, "loading")
        for path in ("/", "/reports", "/figures", "/reports/kj-2018"):
            page = client.get(path)
            assert page.status_code == 503
            assert "http-equiv" in page.text
        gate.set()
        deadline = time.monotonic() + 20
        while client.get("/healthz").status_code != 200 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert client.get("/healthz").json() == {"status": "ok", "index": "g-0001", "reports": 4}
        assert client.get("/").status_code == 200


def test_a_library_that_cannot_be_loaded_is_told():
    def factory() -> FakeLibrary:
        raise NoIndex("nowhere")

    with TestClient(create_app(factory), headers=HTML) as client:
        deadline = time.monotonic() + 10
        while client.get("/healthz").json()["status"] == "loading" and time.monotonic() < deadline:
            time.sleep(0.02)
        assert client.get("/healthz").json() == {"status": "failed"}
        page = client.get("/reports?lang=en")
        assert page.status_code == 503
        assert "nowhere" not in page.text


def test_a_newer_build_is_taken_over_while_serving():
    opened: list[Build] = []

    def factory() -> Build:
        opened.append(Build())
        opened[-1].index_id = f"g-{len(opened)}"
        return opened[-1]

    def index_becomes(name: str) -> bool:
        deadline = time.monotonic() + 10
        while client.get("/healthz").json().get("index") != name and time.monotonic() < deadline:
            time.sleep(0.02)
        return client.get("/healthz").json().get("index") == name

    with TestClient(create_app(factory, WebSettings(watch_seconds=0.05))) as client:
        assert index_becomes("g-1")
        assert opened[0].warmed
        opened[0].current = False
        assert index_becomes("g-2")
    assert len(opened) == 2


class Build(FakeLibrary):
    warmed = False
    current = True

    def warm(self) -> None:
        self.warmed = True

    def is_current(self) -> bool:
        return self.current


def test_a_replaced_library_is_used_by_the_next_request(client: TestClient):
    other = FakeLibrary()
    other.index_id = "g-0002"
    client.app.state.shelf.put(other)
    assert client.get("/healthz").json()["index"] == "g-0002"


@pytest.mark.parametrize("path", ["/", "/reports", "/reports/kj-2018", "/figures", "/nowhere", "/healthz"])
def test_every_response_carries_the_strict_headers(client: TestClient, path: str):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'none'" in policy
    assert ("'unsafe-inline'" in policy) == (path == "/")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_framing_is_allowed_by_setting():
    app = create_app(FakeLibrary(), WebSettings(frame_ancestors=("'self'", "https://portal.example.gov.cn")))
    headers = TestClient(app).get("/reports").headers
    assert "frame-ancestors 'self' https://portal.example.gov.cn" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


def test_no_page_holds_an_inline_script_or_another_host(client: TestClient):
    for path in ("/", "/reports", "/reports/kj-2018", "/figures", "/answer"):
        text = client.get(path).text
        assert "<script>" not in text
        assert "style=" not in text
        page = text.partition('id="gradio-config"')[0] + text.partition("</script>")[2]
        assert "https://" not in page.partition('id="gradio-api"')[0], path


def test_gradio_is_closed_but_for_what_the_page_needs(client: TestClient):
    files = {"files": ("a.txt", b"x")}
    assert client.post("/gradio_api/upload", files=files).status_code == 404
    for path in (
        "/config",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/file=/etc/passwd",
        "/login",
        "/monitoring",
        "/gradio_api/queue/join",
        "/docs",
        "/openapi.json",
        "/gradio_api/runs",
        "/gradio_api/proxy=http://x",
        "/static/img/logo.svg",
        "/assets/../../routes.py",
    ):
        assert client.get(path).status_code == 404, path
    assert client.get("/manifest.json").headers["content-type"] == "application/manifest+json"
    assert client.get("/gradio_api/app_id").status_code == 200
    assert client.get("/gradio_api/heartbeat/s").status_code == 404
    assert not is_open("/gradio_api/upload_progress")


def ask(client: TestClient, question: object, packed: object = "", history: object = None):
    page = client.get("/").text
    config = json.loads(page.partition('id="gradio-config">')[2].partition("</script>")[0])
    body = {
        "data": [question, packed, history or []],
        "fn_index": config["dependencies"][0]["id"],
        "session_hash": "s",
    }
    return client.post("/gradio_api/run/predict", json=body)


def test_the_chat_answers_through_gradio_with_context_held_by_the_page(
    client: TestClient, library: FakeLibrary
):
    _, packed, log = ask(client, "科技局2018年收到多少件政协提案？").json()["data"]
    assert "7" in log[1]["content"][0]["text"]
    assert "<mark>7条</mark>" in log[1]["content"][0]["text"]
    _, _, log = ask(client, "那2017年呢？", packed, log).json()["data"]
    assert library.asked[-1][1].question.indicators == ("proposals.cppcc.received",)
    assert len(log) == 4
    assert "5条" in log[3]["content"][0]["text"]


@pytest.mark.parametrize(
    "packed", ["x", "[]", "{}", '{"status":"answered","question":{}}', "[" * 3000, None, 7]
)
def test_a_forged_context_is_left_out(client: TestClient, library: FakeLibrary, packed: object):
    assert ask(client, "2018年提案", packed).status_code == 200
    assert library.asked[-1][1] is None


def test_a_forged_history_is_left_out(client: TestClient):
    long = {
        "role": "assistant",
        "metadata": None,
        "options": None,
        "content": [{"type": "text", "text": "y" * 70_000}],
    }
    assert len(ask(client, "2018年提案", "", [long]).json()["data"][2]) == 2
    odd = [
        7,
        None,
        {"role": "system", "content": "x"},
        {"role": "user"},
        {"role": "user", "content": [{"file": {}}]},
    ]
    assert kept([*odd, {"role": "user", "content": [{"type": "text", "text": "a"}]}]) == [
        {"role": "user", "content": "a"}
    ]
    assert kept("x") == []
    assert len(kept([{"role": "user", "content": "a"}] * 99)) == 20


def hostile(path: Path) -> list[dict[str, object]]:
    """Messages that make Gradio open a file, or build a component, when they reach it."""
    file = {"path": str(path), "meta": {"_type": "gradio.FileData"}, "orig_name": "x.txt"}
    component = {"component": "Image", "value": file, "constructor_args": {"height": 9}, "props": {}}
    return [
        {"role": "user", "metadata": None, "options": None, "content": [{"type": "file", "file": file}]},
        {"role": "user", "metadata": None, "options": None, "content": [{"type": "component", **component}]},
        {"role": "assistant", "metadata": {"title": file}, "options": [file], "content": [{"type": "text", "text": "a"}]},
        {"role": "user", "content": [{"type": "text", "text": "b", "path": str(path), "meta": {"_type": "gradio.FileData"}}]},
    ]  # fmt: skip


def test_a_visitor_reaches_no_file_and_builds_no_component(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    secret = tmp_path / "secret.txt"
    secret.write_text("the signing secret")
    cache = tmp_path / "cache"
    cache.mkdir()
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(cache))
    with TestClient(create_app(FakeLibrary()), headers=HTML) as client:
        reply = ask(client, "2018年提案", "", hostile(secret))
    assert reply.status_code == 200
    assert "secret" not in reply.text
    assert [m["content"][0]["text"] for m in reply.json()["data"][2][:2]] == ["a", "b"]
    assert not list(cache.rglob("secret*"))


def test_what_goes_on_to_gradio_is_text_and_nothing_else(tmp_path: Path):
    sent = {
        "data": ["q" * 900, {"path": "/etc/passwd"}, hostile(tmp_path)],
        "fn_index": 7,
        "event_data": {"path": "/etc/passwd"},
        "session_hash": "s",
        "batched": True,
    }
    clean = json.loads(rebuilt(json.dumps(sent).encode(), 0, 501))
    assert set(clean) == {"data", "fn_index"}
    assert clean["fn_index"] == 0
    question, packed, talk = clean["data"]
    assert (len(question), packed) == (501, "")
    assert [set(part) for m in talk for part in m["content"]] == [{"type", "text"}] * 2
    assert "path" not in json.dumps(clean)


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"data": "x"}', b'{"data": [1, 2]}', b"[" * 100_000])
def test_a_message_that_is_no_question_is_refused(client: TestClient, body: bytes):
    with pytest.raises(BadTalk):
        rebuilt(body, 0, 501)
    answer = client.post("/gradio_api/run/ask", content=body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, 400)
    assert client.post("/gradio_api/run/other", content=body).status_code == 404


def test_a_huge_body_is_refused(client: TestClient):
    assert client.post("/gradio_api/run/predict", content=b"x" * 2_100_000).status_code == 413
    chunks = (b"x" * 500_000 for _ in range(6))
    assert client.post("/feedback", content=chunks).status_code == 413


def test_the_page_says_its_language_and_remembers_it(client: TestClient):
    assert '<html lang="zh-CN"' in client.get("/").text
    page = client.get("/?lang=en")
    assert '<html lang="en"' in page.text
    assert "rq_lang=en" in page.headers["set-cookie"]
    assert '<html lang="en"' in client.get("/reports").text
    back = client.get("/prefs?theme=dark&size=large&next=/figures%3Fyear=2018", follow_redirects=False)
    assert back.headers["location"] == "/figures?year=2018"
    assert '<html lang="en" data-theme="dark" data-size="large">' in client.get("/figures").text


@pytest.mark.parametrize(
    "address", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:1", "", "/a\nb"]
)
def test_going_back_stays_on_this_site(address: str):
    assert safe_next(address) == "/"


@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("en-US,en;q=0.9", "en"),
        ("zh-TW", "zh"),
        ("fr, en;q=0.2, zh;q=0.8", "zh"),
        ("fr", "zh"),
        ("", "zh"),
        ("en;q=x", "zh"),
    ],
)
def test_the_browsers_language_is_read_by_weight(accept: str, language: str):
    assert preferred(accept, "zh") == language


def test_verdicts_are_checked_and_kept(client: TestClient, verdicts: list[Feedback]):
    assert client.post("/feedback", json={"verdict": "right", "about": ABOUT}).status_code == 201
    wrong = {"verdict": "wrong", "reason": "figure", "words": "应为 8", "about": ABOUT}
    assert client.post("/feedback", json=wrong).status_code == 201
    assert [(v.verdict, v.reason, v.span) for v in verdicts] == [
        ("right", "", (1, 2)),
        ("wrong", "figure", (1, 2)),
    ]
    for bad in (
        [],
        {"verdict": "maybe", "about": ABOUT},
        {"verdict": "wrong", "about": ABOUT},
        {"verdict": "right"},
    ):
        assert client.post("/feedback", json=bad).status_code == 400
    assert (
        client.post("/feedback", content="{", headers={"content-type": "application/json"}).status_code == 400
    )
    assert client.post("/feedback", data={"verdict": "right"}).status_code == 415
    other = client.post(
        "/feedback", json={"verdict": "right", "about": ABOUT}, headers={"sec-fetch-site": "cross-site"}
    )
    assert other.status_code == 403
    assert len(verdicts) == 2


def test_verdicts_are_kept_in_a_file_when_no_other_store_is_given(tmp_path: Path):
    path = tmp_path / "kept" / "feedback.sqlite"
    client = TestClient(create_app(FakeLibrary(), WebSettings(feedback_file=path)))
    assert client.post("/feedback", json={"verdict": "right", "about": ABOUT}).status_code == 201
    assert [kept["question"] for kept in FeedbackFile(path).all()] == ["q"]
    off = TestClient(create_app(FakeLibrary()))
    assert off.post("/feedback", json={"verdict": "right", "about": ABOUT}).status_code == 404


def test_a_page_that_breaks_says_so_without_details(client: TestClient, library: FakeLibrary):
    library.by_id = None
    response = client.get("/reports?lang=en")
    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert "Traceback" not in response.text
    assert "content-security-policy" in response.headers


@pytest.mark.parametrize(
    "wrong", [{"answer_seconds": 0}, {"workers": 0}, {"root_path": "x"}, {"frame_ancestors": ("a; b",)}]
)
def test_settings_that_cannot_work_are_refused(wrong: dict):
    with pytest.raises(BadSetting):
        WebSettings(**wrong)


def test_links_carry_the_prefix_of_a_proxy():
    client = TestClient(create_app(FakeLibrary(), WebSettings(root_path="/qa")), headers=HTML)
    page = client.get("/reports").text
    assert 'href="/qa/reports/kj-2018"' in page
    assert 'href="/qa/ui/ui.css' in page
    back = client.get("/prefs?lang=en&next=/reports", follow_redirects=False)
    assert back.headers["location"] == "/qa/reports"


def test_errors_have_one_shape():
    assert json.loads(actions.problem(400, "x").body) == {"error": {"code": 400, "message": "x"}}


@pytest.mark.parametrize("path", ["/", "/reports", "/reports/kj-2018", "/figures", "/healthz"])
def test_head_is_get_without_a_body(client: TestClient, path: str):
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code == 200
    assert head.content == b""
    assert head.headers["content-type"] == get.headers["content-type"]
    assert client.head("/nowhere").status_code == 404


@pytest.mark.parametrize("year", ["9" * 5000, "²", "20188", "-1"])
def test_an_impossible_year_filters_nothing(client: TestClient, year: str):
    assert client.get("/figures", params={"year": year}).status_code == 200


def test_verdicts_are_for_staff_and_hold_no_personal_numbers(tmp_path: Path):
    keep = FeedbackFile(tmp_path / "kept" / "feedback.sqlite")
    words = "我是110101199003071234，电话13800138000，受理号20180012"
    keep(Feedback.of({"verdict": "right", "about": {**ABOUT, "question": words}, "words": words}))
    assert keep.all()[0]["question"] == keep.all()[0]["words"] == "我是***，电话***，受理号20180012"
    assert keep.path.stat().st_mode & 0o077 == 0


def test_the_language_is_remembered_safely(client: TestClient):
    cookie = client.get("https://testserver/?lang=en").headers["set-cookie"]
    assert "Secure" in cookie
