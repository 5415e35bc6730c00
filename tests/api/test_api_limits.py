from __future__ import annotations

import base64
import hashlib
import json
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportqa.errors import BadSetting, ReportQAError
from reportqa.web.api.settings import ApiSettings
from reportqa.web.api.signing import load_secret
from reportqa.web.quota import MOST_CLIENTS, Quota, client_key

ASK = "/api/v1/ask"
PORTAL = "https://www.example.gov.cn"
ABOUT = {"question": "q", "status": "answered", "value": 7, "report": "kj-2018", "span": [1, 2], "index": "g"}


def code(response) -> str:
    return response.json()["error"]["code"]


def ask(client, **headers):
    return client.post(ASK, json={"question": "2018年提案"}, headers=headers)


# --- origins


@pytest.mark.parametrize(
    "origin",
    [
        "https://www.example.gov.cn.evil.example",
        "https://evil.example",
        "http://www.example.gov.cn",
        "https://www.example.gov.cn:8443",
        "https://WWW.example.gov.cn",
        "https://www.example.gov.cn/",
        "https://www.example.gov.cn https://evil.example",
        "null",
        "",
        "file://",
        "https://",
        "*",
        "https://testserver.evil",
        "ftp://testserver",
        "testserver",
    ],
)
def test_other_origins_are_refused_before_anything_is_read(make, origin):
    client = make(allowed_origins=(PORTAL,))
    refused = ask(client, origin=origin)
    assert (refused.status_code, code(refused)) == (403, "origin_not_allowed")
    assert "access-control-allow-origin" not in refused.headers
    preflight = client.options(ASK, headers={"origin": origin, "access-control-request-method": "POST"})
    assert preflight.status_code == 403
    read = client.get("/api/v1/reports", headers={"origin": origin})
    assert "access-control-allow-origin" not in read.headers


def test_an_allowed_origin_may_ask_and_read(make):
    client = make(allowed_origins=(PORTAL,))
    headers = {"origin": PORTAL, "access-control-request-method": "POST"}
    preflight = client.options(ASK, headers={**headers, "access-control-request-headers": "content-type"})
    assert preflight.status_code == 204
    assert preflight.headers["access-control-allow-origin"] == PORTAL
    assert "access-control-allow-credentials" not in preflight.headers
    answer = ask(client, origin=PORTAL)
    assert answer.status_code == 200
    assert answer.headers["access-control-allow-origin"] == PORTAL
    assert "Origin" in answer.headers["vary"]
    # an error must be readable too, or the widget could not say what is wrong
    broken = client.post(ASK, content=b"{", headers={"origin": PORTAL, "content-type": "application/json"})
    assert broken.headers["access-control-allow-origin"] == PORTAL


def test_preflights_for_other_methods_and_two_origins_are_refused(make):
    client = make(allowed_origins=(PORTAL,))
    for method in ("DELETE", "PUT", "post", "", "TRACE"):
        headers = {"origin": PORTAL, "access-control-request-method": method}
        assert client.options(ASK, headers=headers).status_code == 405
    twice = [("origin", PORTAL), ("origin", "https://evil.example")]
    assert client.post(ASK, json={"question": "q"}, headers=twice).status_code == 403


def test_programs_and_this_sites_own_pages_may_ask(client):
    assert ask(client).status_code == 200
    assert ask(client, origin="http://testserver").status_code == 200
    assert ask(client, origin="https://testserver").status_code == 200


def test_with_a_public_address_the_host_header_makes_no_origin_own(make):
    client = make(public_url="https://qa.example.gov.cn/prefix")
    assert ask(client, origin="https://qa.example.gov.cn").status_code == 200
    assert ask(client, origin="http://testserver").status_code == 403


# --- quota


def test_a_thousand_questions_a_minute_from_one_client(make):
    client = make(asks_per_minute=30, asks_per_minute_total=100)
    with ThreadPoolExecutor(8) as pool:
        given_ = list(pool.map(lambda _: ask(client), range(1000)))
    answered = [r for r in given_ if r.status_code == 200]
    refused = [r for r in given_ if r.status_code == 429]
    assert len(answered) + len(refused) == 1000
    assert 30 <= len(answered) <= 60
    error = refused[-1].json()["error"]
    assert error["code"] == "quota_reached"
    assert int(refused[-1].headers["retry-after"]) == error["retry_after"] >= 1
    assert answered[0].headers["ratelimit-limit"] == "30"


def test_bad_requests_cost_nothing(make):
    client = make(asks_per_minute=1)
    for _ in range(5):
        assert client.post(ASK, json={"question": ""}).status_code == 422
    assert ask(client).status_code == 200
    assert ask(client).status_code == 429


def test_tokens_come_back_and_all_together_have_a_limit():
    now = [0.0]
    quota = Quota(2, 3, clock=lambda: now[0])
    assert [quota.take("a")[0] == 0 for _ in range(3)] == [True, True, False]
    assert quota.take("b") == (0.0, 1)
    wait, left = quota.take("c")
    assert wait > 0
    assert left == 2, "a refusal for all costs the client nothing"
    now[0] = 60.0
    assert quota.take("c")[0] == 0


def test_clients_are_forgotten_oldest_first():
    quota = Quota(1, 0, clock=lambda: 0.0)
    for n in range(MOST_CLIENTS + 1):
        quota.take(str(n))
    assert len(quota._clients) == MOST_CLIENTS
    assert quota.take("0")[0] == 0


@given(st.lists(st.floats(0, 5), max_size=60), st.integers(1, 50))
def test_no_client_ever_gets_more_than_the_bucket_and_its_refill(steps, per_minute):
    now = [0.0]
    quota = Quota(per_minute, 0, clock=lambda: now[0])
    taken = 0
    for step in steps:
        now[0] += step
        taken += quota.take("a")[0] == 0
    assert taken <= per_minute + now[0] * per_minute / 60 + 1e-6


def test_one_line_has_one_bucket():
    assert client_key("2001:db8::1") == client_key("2001:db8::ffff")
    assert client_key("2001:db8::1") != client_key("2001:db8:0:1::1")
    assert client_key("::ffff:10.0.0.1") == client_key("10.0.0.1")
    assert client_key("testclient") == "testclient"


# --- pause, proof, feedback


def test_the_switch_stops_the_widget_and_not_programs(make, tmp_path):
    switch = tmp_path / "paused"
    client = make(pause_file=switch, allowed_origins=(PORTAL,))
    assert client.get("/api/v1/widget?lang=en").json()["paused"] is None
    switch.write_text("维护中", encoding="utf-8")
    client = make(pause_file=switch, allowed_origins=(PORTAL,))
    assert client.get("/api/v1/widget?lang=en").json()["paused"] == "维护中"
    paused = ask(client, origin=PORTAL)
    assert (paused.status_code, code(paused)) == (503, "paused")
    assert paused.json()["error"]["message"] == "维护中"
    assert ask(client).status_code == 200
    standing = make(paused=True).get("/api/v1/widget?lang=en").json()["paused"]
    assert standing.startswith("The assistant is paused")


def solved(challenge: dict) -> dict:
    for number in range(challenge["maxnumber"] + 1):
        text = f"{challenge['salt']}{number}".encode()
        if hashlib.sha256(text).hexdigest() == challenge["challenge"]:
            return {k: challenge[k] for k in ("algorithm", "challenge", "salt", "signature")} | {
                "number": number
            }
    raise AssertionError("no number solves it")


def encoded(solution: object) -> str:
    return base64.b64encode(json.dumps(solution).encode()).decode()


def test_a_proof_of_work_is_good_once(make):
    client = make(proof_of_work=True, proof_numbers=2000)
    assert code(ask(client)) == "proof_required"
    assert client.get("/api/v1/widget").json()["proof"] is True
    solution = solved(client.get("/api/v1/challenge").json())
    body = {"question": "2018年提案", "altcha": encoded(solution)}
    assert client.post(ASK, json=body).status_code == 200
    assert code(client.post(ASK, json=body)) == "proof_invalid"
    respelt = {**body, "altcha": encoded(dict(reversed(solution.items())))}
    assert code(client.post(ASK, json=respelt)) == "proof_invalid"


@pytest.mark.parametrize(
    "change",
    [
        {"number": -1},
        {"signature": "0" * 64},
        {"salt": "a?expires=9999999999&"},
        {"algorithm": "SHA-1"},
        {"salt": None},
        {"number": None},
        {"challenge": [1]},
    ],
)
def test_a_changed_proof_is_refused(make, change):
    client = make(proof_of_work=True, proof_numbers=50)
    solution = solved(client.get("/api/v1/challenge").json()) | change
    assert code(client.post(ASK, json={"question": "q", "altcha": encoded(solution)})) == "proof_invalid"


@pytest.mark.parametrize(
    "payload", ["x", "e30=", encoded([]), encoded(7), encoded("x"), encoded(None), "é", "=" * 99]
)
def test_what_is_no_proof_is_refused(make, payload):
    client = make(proof_of_work=True)
    assert code(client.post(ASK, json={"question": "q", "altcha": payload})) == "proof_invalid"


def test_a_verdict_is_kept(make):
    kept = []
    client = make(feedback=kept.append)
    sent = client.post("/api/v1/feedback", json={"verdict": "wrong", "reason": "figure", "about": ABOUT})
    assert (sent.status_code, sent.json()) == (201, {"status": "ok"})
    assert (kept[0].verdict, kept[0].value, kept[0].span) == ("wrong", 7, (1, 2))
    for bad in ({"verdict": "wrong", "about": ABOUT}, {"verdict": "right"}, {"verdict": "right", "about": 1}):
        assert client.post("/api/v1/feedback", json=bad).status_code == 422
    assert len(kept) == 1
    answers = [client.post("/api/v1/feedback", json={"verdict": "right", "about": ABOUT}) for _ in range(25)]
    assert answers[-1].status_code == 429
    assert code(make().post("/api/v1/feedback", json={"verdict": "right", "about": ABOUT})) == "feedback_off"


# --- secret and settings


def test_the_secret_is_made_once_and_for_its_owner_only(tmp_path):
    path = tmp_path / "index" / "secret"
    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(lambda _: load_secret("", path), range(16)))
    assert len(secrets) == 1
    assert [p.name for p in path.parent.iterdir()] == ["secret"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert load_secret("a secret that is set", path) == "a secret that is set"


def test_a_secret_that_cannot_be_kept_or_is_too_short_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReportQAError, match="set a secret"):
        load_secret("", tmp_path / "file" / "secret")
    with pytest.raises(ReportQAError, match="Remove the file"):
        load_secret("", tmp_path / "file")


@pytest.mark.parametrize(
    "wrong",
    [
        {"allowed_origins": ("https://x.cn/",)},
        {"allowed_origins": ("*",)},
        {"allowed_origins": ("https://*.x.cn",)},
        {"allowed_origins": ("HTTPS://x.cn",)},
        {"secret": "short"},
        {"asks_per_minute": -1},
        {"after_hours": 0},
        {"trusted_proxies": ("proxy.local",)},
        {"public_url": "qa.example.cn"},
        {"public_url": "https://qa.example.cn/"},
    ],
)
def test_settings_that_cannot_work_are_refused(wrong):
    with pytest.raises(BadSetting, match=next(iter(wrong))):
        ApiSettings(**wrong)
