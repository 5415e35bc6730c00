"""The nginx example of ``docs/deploy.md`` with a real nginx: prefix, forwarded addresses, events, the widget."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest
from fastapi.testclient import TestClient

from e2e.portal import Portal, served
from reportqa.web.api.settings import ApiSettings
from reportqa.web.server import create_app
from reportqa.web.settings import WebSettings
from web.fake_library import FakeLibrary

NGINX = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else None)
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "deploy.md"
ZH = "示例市教育局2019年收到多少件信息公开申请？"
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is not installed: apt-get install nginx-light")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def whole_configuration(folder: Path, port: int, backend: str) -> str:
    """Return the guide's example inside the frame that Debian's nginx.conf gives it."""
    example = re.search(r"```nginx\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)[1]
    example = example.replace("listen 80;", f"listen 127.0.0.1:{port};").replace(
        "127.0.0.1:7860;", f"{backend};", 1
    )
    places = "\n".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.name == "posix" and os.geteuid() == 0 else ""
    return (
        f"{user}\ndaemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{\naccess_log off;\n{places}\n{example}\n}}\n"
    )


@pytest.fixture(scope="module")
def proxied(sample_library, tmp_path_factory):
    folder, port, portal = tmp_path_factory.mktemp("nginx"), free_port(), Portal()
    public = f"http://127.0.0.1:{port}/nianbao"
    api = ApiSettings(
        allowed_origins=(portal.origin,),
        public_url=public,
        trusted_proxies=("127.0.0.1",),
        asks_per_minute=20,
    )
    with served(create_app(sample_library, WebSettings(root_path="/nianbao", api=api))) as base:
        (folder / "nginx.conf").write_text(
            whole_configuration(folder, port, base.removeprefix("http://")), encoding="utf-8"
        )
        server = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")])
        for _ in range(100):
            if server.poll() is not None:
                pytest.fail((folder / "error.log").read_text() or "nginx ended")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield public, portal
        server.terminate()
        server.wait(10)
    portal.close()


def test_links_keep_the_prefix_and_lead_through_the_proxy(proxied):
    public, _ = proxied
    answer = httpx.post(f"{public}/api/v1/ask", json={"question": ZH}).json()
    url = answer["citations"][0]["url"]
    assert url.startswith(f"{public}/reports/education-2019?quote=")
    reader = httpx.get(url)
    assert reader.status_code == 200
    assert 'href="/nianbao/' in reader.text
    assert httpx.get(f"{public}/widget.js").status_code == 200
    assert httpx.get(public, follow_redirects=False).status_code == 301
    assert httpx.get(f"{public}/metrics").status_code == 403
    assert httpx.get(f"{public}/readyz").status_code == 200


def test_events_arrive_as_they_are_made(proxied):
    public, _ = proxied
    headers = {"accept": "text/event-stream"}
    with httpx.stream("POST", f"{public}/api/v1/ask", json={"question": ZH}, headers=headers) as response:
        text = "".join(response.iter_text())
    assert text.index("event: accepted") < text.index("event: answer")


def test_visitors_cannot_name_another_address_to_ask_more(proxied):
    public, _ = proxied
    statuses = [
        httpx.post(
            f"{public}/api/v1/ask", json={"question": "2018年"}, headers={"x-forwarded-for": f"203.0.113.{n}"}
        ).status_code
        for n in range(30)
    ]
    assert 429 in statuses


def test_the_widget_works_at_the_prefix(proxied, browser):
    from playwright.sync_api import expect

    public, portal = proxied
    time.sleep(7)  # two questions of the quota come back
    page = browser.new_page(locale="zh-CN")
    page.goto(portal.page("/", f'<script src="{public}/widget.js" data-lang="zh" defer></script>'))
    page.locator("reportqa-chat .launch").click()
    page.get_by_role("textbox").fill(ZH)
    page.keyboard.press("Enter")
    card = page.locator("reportqa-chat article")
    expect(card.locator(".number")).to_have_text("26件")
    assert card.locator("a").first.get_attribute("href").startswith(f"{public}/reports/education-2019?")
    page.close()


@pytest.mark.parametrize(("proxies", "asked"), [((), 1), (("10.0.0.0/8",), 1), (("192.0.2.0/24",), 3)])
def test_forwarded_addresses_are_believed_from_listed_proxies_only(proxies, asked):
    api = ApiSettings(asks_per_minute=1, trusted_proxies=proxies)
    client = TestClient(create_app(FakeLibrary(), WebSettings(api=api)), client=("192.0.2.7", 1))
    answered = [
        client.post(
            "/api/v1/ask", json={"question": "2018年提案"}, headers={"x-forwarded-for": f"203.0.113.{n}"}
        ).status_code
        for n in range(3)
    ]
    assert answered.count(200) == asked
