"""Addresses of the app's own pages; every link is made here, so a prefix is set in one place."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from reportqa.model import Citation, Language


class Addresses:
    """Makes links under ``root_path``, the prefix that a proxy strips."""

    def __init__(self, root_path: str = "", version: str = "") -> None:
        self.root = root_path
        self.version = version

    def to(self, path: str, query: Mapping[str, object] | None = None, fragment: str = "") -> str:
        """Return the address of ``path`` with the parts of ``query`` that are set."""
        kept = {key: str(value) for key, value in (query or {}).items() if value not in (None, "", False)}
        address = self.root + path
        if kept:
            address += "?" + urlencode(kept)
        return address + (f"#{fragment}" if fragment else "")

    def static(self, name: str) -> str:
        """Return the address of one of the app's own style sheets, scripts or images."""
        return f"{self.root}/ui/{name}" + (f"?v={self.version}" if self.version else "")

    def report(self, report_id: str) -> str:
        """Return the address of the reader."""
        return f"{self.root}/reports/{quote(report_id, safe='')}"

    def original(self, report_id: str) -> str:
        """Return the address of the file as published."""
        return self.report(report_id) + "/original"

    def image(self, report_id: str, page: int) -> str:
        """Return the address of one page of the published file as an image."""
        return f"{self.report(report_id)}/pages/{page}.png"

    def leaf(self, report_id: str, page: int, query: Mapping[str, object]) -> str:
        """Return the address that opens the reader with one page of the published file beside the text."""
        kept = {key: str(value) for key, value in query.items() if value}
        return f"{self.report(report_id)}?{urlencode({**kept, 'page': page})}#original"

    def place(self, report_id: str, start: int, end: int, mark: tuple[int, int] | None = None) -> str:
        """Return the address that opens the reader at a span, with the figure in it marked."""
        query = f"quote={start}-{end}"
        if mark is not None:
            query += f"&mark={mark[0]}-{mark[1]}"
        return f"{self.report(report_id)}?{query}#quote"

    def cited(self, citation: Citation) -> str:
        """Return the address that opens the report at a citation."""
        mark = None
        if citation.mark_start is not None and citation.mark_end is not None:
            mark = (citation.start + citation.mark_start, citation.start + citation.mark_end)
        return self.place(citation.report, citation.start, citation.end, mark)

    def question(self, text: str, language: Language) -> str:
        """Return the address that opens with the question answered."""
        return self.to("/", {"q": text, "lang": language})
