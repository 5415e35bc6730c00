"""``docs/api.md``: its examples run, its codes are those of the program, and a lost connection costs nothing."""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.alone import made_app
from e2e.portal import served
from reportqa.web.api.errors import CODES
from reportqa.web.api.settings import ApiSettings
from reportqa.web.settings import WebSettings
from web.fake_library import FakeLibrary

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "api.md"


@pytest.fixture(scope="module")
def base(sample_library):
    settings = WebSettings(api=ApiSettings(asks_per_minute=0, asks_per_minute_total=0))
    with served(made_app(sample_library, settings)) as address:
        yield address


def example(kind: str, base: str) -> str:
    code = re.search(rf"```{kind}\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[1]
    return code.replace("http://127.0.0.1:7860", base)


def output(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_the_curl_examples(base):
    text = output("sh", "-e", "-c", example("sh", base))
    assert text.startswith('{"status":"answered"')
    assert "示例市教育局,2019,requests.received" in text
    assert "event: answer" in text


def test_the_python_example(base):
    lines = output(sys.executable, "-X", "utf8", "-c", example("python", base)).splitlines()
    assert lines == ["answered 26 全年新收申请26件，办结25件，结转下年度1件。", "36", "True"]


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_javascript_example(base):
    text = output("node", "--input-type=module", "-e", example("js", base))
    assert text.strip() == "26 全年新收申请26件，办结25件，结转下年度1件。"


def test_the_error_shown_is_one_and_every_code_is_told():
    text = GUIDE.read_text("utf-8")
    shown = json.loads(re.search(r"```json\n(\{\"error\".*?)\n```", text)[1])["error"]
    assert CODES[shown["code"]][0] == shown["status"]
    told = dict(re.findall(r"^\| `(\w+)` \| (\d+) \|", text, re.MULTILINE))
    assert told == {code: str(status) for code, (status, _, _) in CODES.items()}


def test_a_client_that_leaves_in_mid_answer_frees_its_place():
    library = FakeLibrary()
    api = ApiSettings(asks_per_minute=0, asks_per_minute_total=0, most_waiting=2)
    with served(made_app(library, WebSettings(workers=1, api=api))) as address:
        host, port = address.removeprefix("http://").split(":")
        body = json.dumps({"question": "慢"}).encode()
        head = (
            f"POST /api/v1/ask HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
            f"Accept: text/event-stream\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        clients = [socket.create_connection((host, int(port))) for _ in range(2)]
        for client in clients:
            client.sendall(head + body)
            told = b""
            while b"accepted" not in told:  # head and event may come in one piece or in two
                piece = client.recv(4000)
                assert piece, told
                told += piece
        for client in clients:
            client.close()
        import httpx

        deadline = time.monotonic() + 8
        status = 503
        while status != 200 and time.monotonic() < deadline:
            status = httpx.post(
                f"{address}/api/v1/ask", json={"question": "2018年提案"}, timeout=20
            ).status_code
            time.sleep(0.1)
        assert status == 200
        assert [q for q, *_ in library.asked].count("慢") == 1, "the one still in line was taken out"
