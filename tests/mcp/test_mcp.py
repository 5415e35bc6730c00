from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

import pytest
from mcp.client.stdio import stdio_client

from mcp import Client, StdioServerParameters
from reportqa.mcp_server import OnDisk, http_app, make_server, run_stdio
from reportqa.web.api.mcp_mount import McpMount
from reportqa.web.api.parts import Parts
from reportqa.web.api.settings import ApiSettings
from reportqa.web.library import Shelf
from reportqa.web.settings import WebSettings
from reportqa.web.site import Site

QUESTION = "示例市教育局2019年收到多少件信息公开申请？"


def run(server, use):
    async def main():
        async with Client(server) as client:
            return await use(client)

    return alone(main())


def alone(work):
    """Run in a thread of its own: the browser tests of the same run leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(scope="module")
def server(sample_library):
    return make_server(OnDisk(sample_library))


def test_the_four_tools_are_listed_with_what_they_take(server):
    async def use(client):
        return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in run(server, use)}
    assert set(tools) == {"ask", "figures", "reports", "read_report"}
    assert all(tool.description and tool.annotations.read_only_hint for tool in tools.values())
    assert "after" in tools["ask"].input_schema["properties"]
    assert "citations" in tools["ask"].output_schema["properties"]


def test_an_answer_carries_quotes_and_links_and_can_be_followed_up(server, sample_library):
    async def use(client):
        first = await client.call_tool("ask", {"question": QUESTION})
        after = first.structured_content["after"]
        return first, await client.call_tool("ask", {"question": "那2021年呢？", "after": after})

    first, second = run(server, use)
    assert first.structured_content["figures"][0]["value"] == 26
    quote = first.structured_content["citations"][0]["quote"]
    assert quote in first.content[0].text
    assert quote in sample_library.report("education-2019").text
    assert "https://example.org/education/2019" in first.content[0].text
    assert second.structured_content["figures"][0]["value"] == 36


def test_figures_reports_and_their_text(server, sample_library):
    async def use(client):
        figures = await client.call_tool("figures", {"agency": "教育局", "year": 2019, "indicator": "申请数"})
        reports = await client.call_tool("reports", {"agency": "教育局", "year": 2019})
        text, at = "", 0
        while at is not None:
            part = await client.call_tool(
                "read_report", {"report": "education-2019", "start": at, "length": 900}
            )
            text, at = text + part.structured_content["text"], part.structured_content["next"]
        return figures.structured_content, reports.structured_content, text

    figures, reports, text = run(server, use)
    assert figures["total"] >= 1
    assert all(f["quote"] in text and f["link"] for f in figures["figures"])
    assert [r["id"] for r in reports["reports"]] == ["education-2019"]
    assert text == sample_library.report("education-2019").text


@pytest.mark.parametrize(
    ("tool", "arguments", "message"),
    [
        ("ask", {"question": "q", "after": "forged"}, "after_invalid"),
        ("ask", {}, "question"),
        ("ask", {"question": 7}, "question"),
        ("ask", {"question": "q", "language": "fr"}, "language"),
        ("figures", {"indicator": "没有这个指标"}, "No indicator"),
        ("figures", {"year": 3000}, "year"),
        ("figures", {"limit": 100000}, "limit"),
        ("read_report", {"report": "none"}, "no report"),
        ("read_report", {"report": "education-2019", "start": 10**9}, "characters"),
    ],
)
def test_bad_arguments_are_errors_that_say_what_fits(server, tool, arguments, message):
    async def use(client):
        return await client.call_tool(tool, arguments)

    result = run(server, use)
    assert result.is_error
    assert message in result.content[0].text


def test_over_stdio(sample_library, tmp_path):
    index = sample_library._generation.folder.parent
    code = f"from reportqa.mcp_server import run_stdio; run_stdio({str(index)!r}, 'none')"

    async def use(client):
        return await client.call_tool("ask", {"question": QUESTION})

    result = run(stdio_client(StdioServerParameters(command=sys.executable, args=["-c", code])), use)
    assert result.structured_content["figures"][0]["value"] == 26


def test_over_stdio_without_an_index_says_so(tmp_path):
    from reportqa.errors import NoIndex

    with pytest.raises(NoIndex, match="reportqa index"):
        run_stdio(tmp_path, "none")


# --- on the web site


@asynccontextmanager
async def mounted(library, **api):
    from httpx import ASGITransport, AsyncClient

    mount = McpMount(Parts.of(Site(Shelf(library), WebSettings(api=ApiSettings(**api)), None)))
    stop = asyncio.Event()
    task = asyncio.create_task(mount.run(stop))
    transport = ASGITransport(mount)
    try:
        async with AsyncClient(transport=transport, base_url="http://qa.example") as client:
            for _ in range(200):
                if mount._inner is not None or not api.get("mcp", True):
                    break
                await asyncio.sleep(0.05)
            yield client
    finally:
        stop.set()
        await task


def rpc(method: str, **params):
    return {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}


HEADERS = {"accept": "application/json, text/event-stream"}


def test_http_links_to_this_site_shares_the_quota_and_checks_origins(sample_library):
    async def use():
        async with mounted(sample_library, asks_per_minute=2) as client:
            call = rpc("tools/call", name="ask", arguments={"question": QUESTION})
            answers = [
                (await client.post("/mcp", json=call, headers=HEADERS)).json()["result"] for _ in range(3)
            ]
            evil = await client.post("/mcp", json=call, headers={**HEADERS, "origin": "https://evil.example"})
            own = await client.post(
                "/mcp", json=rpc("tools/list"), headers={**HEADERS, "origin": "http://qa.example"}
            )
            return answers, evil, own

    answers, evil, own = alone(use())
    url = answers[0]["structuredContent"]["citations"][0]["url"]
    assert url.startswith("http://qa.example/reports/education-2019?quote=")
    assert answers[2]["isError"]
    assert "quota_reached" in answers[2]["content"][0]["text"]
    assert evil.status_code == 403
    assert own.status_code == 200


def test_http_before_a_library_is_loaded_and_when_switched_off():
    async def use(**api):
        async with mounted(None, **api) as client:
            call = rpc("tools/call", name="reports", arguments={})
            return await client.post("/mcp", json=call, headers=HEADERS)

    assert "loading" in alone(use()).json()["result"]["content"][0]["text"]
    assert alone(use(mcp=False)).status_code == 404


def test_the_sdks_client_over_http(sample_library):
    from e2e.portal import served

    app = http_app(make_server(OnDisk(sample_library)))

    async def use(client):
        return await client.call_tool("ask", {"question": QUESTION})

    with served(app) as base:
        result = run(f"{base}/mcp", use)
    assert result.structured_content["figures"][0]["value"] == 26
