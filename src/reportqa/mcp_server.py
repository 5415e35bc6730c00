"""The library for other offices' assistants, by the Model Context Protocol: over stdio, or HTTP at ``/mcp``.

Tools: ``ask``, ``figures``, ``reports`` and ``read_report``. Every answer and figure carries its quote and
a link, so that an assistant can pass them on.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field
from starlette.applications import Starlette

from reportqa.errors import ReportQAError
from reportqa.model import Figure, Language
from reportqa.web.api import schemas
from reportqa.web.api.errors import ApiError
from reportqa.web.api.signing import Signer, load_secret
from reportqa.web.library import LibraryLike

_ABOUT = (
    "Questions about Chinese yearly reports on government information disclosure. Every figure comes with the exact "
    "quote of a published report and a link to it; pass both on. A status other than answered or stated_none "
    "means that the reports do not say: do not fill the gap."
)
_READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
_MOST_ITEMS, _MOST_TEXT = 200, 20_000
_KEPT_HOURS = 24.0

Agency = Annotated[str | None, Field(description="Agency: full Chinese name, short one, or part of one")]
YearReported = Annotated[int | None, Field(description="The year reported on", ge=1900, le=2200)]


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls a tool over HTTP: the client's address and the origin by which it knows this site."""

    address: str = ""
    origin: str = ""


class Source(Protocol):
    """Where the tools take the library, answers and links from."""

    def library(self) -> LibraryLike:
        """Return the library of the moment."""

    async def answer(
        self, question: str, language: Language | None, after: str | None, caller: Caller
    ) -> dict[str, Any]:
        """Return the JSON form of an answer, with ``after`` and a link in each citation."""

    def link(self, report: str, start: int, end: int, caller: Caller) -> str:
        """Return the address that opens a report at a place; "" where there is none."""


def make_server(source: Source) -> MCPServer:
    """Return the server with its four tools."""
    server = MCPServer("reportqa", instructions=_ABOUT, log_level="WARNING")
    _add_ask(server, source)
    _add_figures(server, source)
    _add_reports(server, source)
    _add_read(server, source)
    return server


def http_app(server: MCPServer) -> Starlette:
    """Return the app that speaks streamable HTTP at ``/mcp``; it keeps no sessions, so workers may share it."""
    from mcp.server.transport_security import TransportSecuritySettings

    # the host and origin are checked by the site that mounts it
    return server.streamable_http_app(
        streamable_http_path="/mcp",
        stateless_http=True,
        json_response=True,
        max_request_body_size=65_536,
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )


def run_stdio(index: str | Path, encoder: str | None = "bundled", corpus: str | Path | None = None) -> None:
    """Serve one client over standard input and output, until it leaves.

    Raises:
        NoIndex: there is none in ``index``.

    """
    from reportqa.library import Library

    logging.getLogger("mcp").setLevel(logging.WARNING)
    library = Library.open(index, encoder=encoder, corpus=corpus)
    try:
        asyncio.run(make_server(OnDisk(library)).run_stdio_async())
    finally:
        library.close()


@dataclass(frozen=True, slots=True)
class OnDisk:
    """A library with no web site around it: links lead to where the agency published the report."""

    held: LibraryLike
    signer: Signer = field(default_factory=lambda: Signer(load_secret("", None), _KEPT_HOURS))

    def library(self) -> LibraryLike:
        """Return the library."""
        return self.held

    async def answer(
        self, question: str, language: Language | None, after: str | None, caller: Caller
    ) -> dict[str, Any]:
        """Ask in a thread, so that the client can go on talking."""
        answer = await asyncio.to_thread(
            self.held.ask, question, after=self.signer.answer(after), language=language
        )
        data = answer.to_dict()
        for shown, citation in zip(data["citations"], answer.citations, strict=True):
            shown["url"] = self.link(citation.report, citation.start, citation.end, caller)
        data["after"] = self.signer.after(answer)
        return data

    def link(self, report: str, start: int, end: int, caller: Caller) -> str:
        """Return the published address of the report."""
        return self.held.report(report).url or ""


def _add_ask(server: MCPServer, source: Source) -> None:
    @server.tool(title="Ask the reports", annotations=_READS)
    async def ask(
        question: Annotated[str, Field(description="A question in Chinese or English", min_length=1)],
        ctx: Context,
        language: Annotated[
            Literal["zh", "en"] | None, Field(description="Language of the answer; else the question's")
        ] = None,
        after: Annotated[
            str | None, Field(description="`after` of the answer that this question follows")
        ] = None,
    ) -> Annotated[CallToolResult, schemas.AnswerDoc]:
        """Answer a question with the figure, the exact quote and its place; never guesses."""
        data = await _told(lambda: source.answer(question, language, after, _caller(ctx)))
        return CallToolResult(content=[TextContent(type="text", text=said(data))], structured_content=data)


def _add_figures(server: MCPServer, source: Source) -> None:
    @server.tool(title="Look up figures", annotations=_READS)
    async def figures(
        ctx: Context,
        agency: Agency = None,
        year: YearReported = None,
        indicator: Annotated[
            str | None, Field(description="Indicator: id, or part of its Chinese or English name")
        ] = None,
        limit: Annotated[int, Field(ge=1, le=_MOST_ITEMS)] = 50,
        offset: Annotated[int, Field(ge=0)] = 0,
    ) -> dict[str, Any]:
        """List figures with value, unit, quote and link; those of the catalogue's indicators."""
        library = _library(source)
        names = {key: (zh, en) for key, zh, en, _ in library.indicators()}
        wanted = None if indicator is None else _indicators(indicator, names)
        found = [
            f
            for f in await asyncio.to_thread(library.figures, agency=agency, year=year)
            if f.indicator is not None and (wanted is None or f.indicator in wanted)
        ]
        found.sort(key=lambda f: (f.agency, f.year or 0, f.value_start))
        shown = found[offset : offset + limit]
        return {
            "total": len(found),
            "offset": offset,
            "figures": [_figure(f, names, source, _caller(ctx)) for f in shown],
        }


def _add_reports(server: MCPServer, source: Source) -> None:
    @server.tool(title="List reports", annotations=_READS)
    def reports(agency: Agency = None, year: YearReported = None) -> dict[str, Any]:
        """List the reports: id, agency, year, title."""
        rows = [
            {"id": row.id, "agency": row.agency, "year": row.year, "title": row.title, "sample": row.sample}
            for row in _library(source).reports()
            if (agency or "") in row.agency and year in (None, row.year)
        ]
        rows.sort(key=lambda row: (str(row["agency"]), str(row["year"])))
        return {"total": len(rows), "reports": rows[: _MOST_ITEMS * 5]}


def _add_read(server: MCPServer, source: Source) -> None:
    @server.tool(title="Read a report", annotations=_READS)
    def read_report(
        ctx: Context,
        report: Annotated[str, Field(description="Id of a report")],
        start: Annotated[int, Field(description="Character to read from", ge=0)] = 0,
        length: Annotated[int, Field(description="Characters to read", ge=1, le=_MOST_TEXT)] = 6000,
    ) -> dict[str, Any]:
        """Read a report's text as published, with its outline; go on from `next`."""
        try:
            found = _library(source).report(report)
        except KeyError:
            raise ToolError(f"There is no report {report!r}; the tool reports lists them") from None
        if start >= len(found.text):
            raise ToolError(f"The report has {len(found.text)} characters; start was {start}")
        end = min(start + length, len(found.text))
        return {
            "id": found.id,
            "title": found.title,
            "agency": found.agency,
            "year": found.year,
            "sample": found.sample,
            "outline": [{"heading": " > ".join(s.path), "start": s.start} for s in found.sections if s.path],
            "text": found.text[start:end],
            "start": start,
            "end": end,
            "next": end if end < len(found.text) else None,
            "link": source.link(found.id, start, end, _caller(ctx)),
        }


def said(data: dict[str, Any]) -> str:
    """Return an answer as text: what it says, then each quote with its place and link."""
    lines = [f"[{data['status']}] {data['text']}"]
    if data["computation"]:
        lines.append(f"= {data['computation']}")
    lines += data["notes"]
    for n, citation in enumerate(data["citations"], 1):
        place = " > ".join([citation["title"], *citation["section"]])
        sample = " (a sample, not a published report)" if citation["sample"] else ""
        lines += [f"[{n}] “{citation['quote']}”", f"    {place}{sample} {citation['url']}".rstrip()]
    lines += [f"- {s['question']}" for s in data["suggestions"]]
    if data["after"]:
        lines.append(f"after: {data['after']}")
    return "\n".join(lines)


def _figure(f: Figure, names: dict[str, tuple[str, str]], source: Source, caller: Caller) -> dict[str, Any]:
    zh, en = names.get(f.indicator or "", ("", ""))
    return {
        "agency": f.agency,
        "year": f.year,
        "indicator": f.indicator,
        "name_zh": zh,
        "name_en": en,
        "value": f.value,
        "unit": f.unit,
        "approx": str(f.approx),
        "applicant": str(f.applicant) if f.applicant else None,
        "quote": f.quote,
        "section": " > ".join(f.section),
        "report": f.report,
        "failed_checks": [c.text_en for c in f.checks if c.result == "FAIL"],
        "link": source.link(f.report, f.start, f.end, caller),
    }


def _indicators(asked: str, names: dict[str, tuple[str, str]]) -> set[str]:
    """Return the ids meant by an id or a part of a name."""
    wanted = asked.strip().lower()
    if wanted in names:
        return {wanted}
    found = {
        key for key, labels in names.items() if wanted and any(wanted in n.lower() for n in (key, *labels))
    }
    if not found:
        raise ToolError(
            f"No indicator is named {asked!r}. Try a word of its name, such as 申请, 提案 or requests"
        )
    return found


def _caller(ctx: Context) -> Caller:
    request = getattr(ctx.request_context, "request", None)
    if request is None:
        return Caller()
    address = request.client.host if request.client else ""
    return Caller(address, f"{request.url.scheme}://{request.url.netloc}")


def _library(source: Source) -> LibraryLike:
    try:
        return source.library()
    except ApiError as refused:
        raise _tool_error(refused) from None


def _tool_error(refused: ApiError) -> ToolError:
    error = refused.body("en")["error"]
    return ToolError(f"{error['code']}: {error['message']}")


async def _told(call: Callable[[], Awaitable[dict[str, Any]]]) -> dict[str, Any]:
    """Await an answer; say a refusal in words that an assistant can act on."""
    try:
        return await call()
    except ApiError as refused:
        raise _tool_error(refused) from None
    except ReportQAError as problem:
        raise ToolError(str(problem)) from None
