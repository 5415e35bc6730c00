"""Where an answer stands, as people read it: quotes cut at their mark, citations to paste, reports to open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reportqa.model import Answer, Citation, Language, Status
from reportqa.web.addresses import Addresses
from reportqa.web.library import ReportRow, Shelved
from reportqa.web.wording import texts

MOST_AGENCIES = 8


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation as people read it: the quote cut at its mark, and what can be done with it."""

    before: str
    marked: str
    after: str
    section: str
    title: str
    agency: str
    year: str
    page: int | None
    sample: bool
    address: str
    copy: str


@dataclass(frozen=True, slots=True)
class AgencyShelf:
    """The reports that there are of one agency: year and address of each."""

    agency: str
    reports: tuple[tuple[str, str], ...]


def quoted(citation: Citation, addresses: Addresses, language: Language) -> Quoted:
    """Cut the quote at its mark; a mark outside the quote marks nothing."""
    say = texts(language)
    left, right = 0, 0
    if citation.mark_start is not None and citation.mark_end is not None:
        left, right = citation.mark_start, citation.mark_end
        if not 0 <= left < right <= len(citation.quote):
            left, right = 0, 0
    return Quoted(
        before=citation.quote[:left],
        marked=citation.quote[left:right],
        after=citation.quote[right:],
        section=" › ".join(citation.section),
        title=citation.title,
        agency=citation.agency,
        year=str(citation.year) if citation.year else say("unknown"),
        page=citation.page,
        sample=citation.sample,
        address=addresses.cited(citation),
        copy=citation_text(citation, addresses, language),
    )


def citation_text(citation: Citation, addresses: Addresses, language: Language) -> str:
    """Return the citation to paste into a document: title, agency, year, section, quote, address, date."""
    say = texts(language)
    zh = language == "zh"
    title = f"《{citation.title}》" if zh else citation.title
    year = (f"{citation.year}年" if zh else str(citation.year)) if citation.year else ""
    quote = f"“{' '.join(citation.quote.split())}”"
    sample = say("sample.long") if citation.sample else ""
    page = say("card.page", n=citation.page) if citation.page else ""
    parts = [citation.agency, title, year, " › ".join(citation.section), page, quote]
    # "@/" stands for the site's own address, which only the browser knows; its script fills it in
    parts += ["@" + addresses.cited(citation), say("cite.accessed", date=date.today().isoformat()), sample]
    return ("，" if zh else ", ").join(part for part in parts if part)


def reports_there_are(answer: Answer, shelved: Shelved, addresses: Addresses) -> tuple[AgencyShelf, ...]:
    """Return what can be read instead of a report that is missing: the agency's own, else every agency's."""
    if answer.status is not Status.NO_REPORT:
        return ()
    rows = list(shelved.library.reports())
    mine = [row for row in rows if row.agency in answer.question.agencies]
    by_agency: dict[str, list[ReportRow]] = {}
    for row in sorted(mine or rows, key=lambda row: (row.agency, row.year or 0)):
        by_agency.setdefault(row.agency, []).append(row)
    unknown = texts(answer.language)("unknown")
    return tuple(
        AgencyShelf(agency, tuple((str(row.year or unknown), addresses.report(row.id)) for row in found))
        for agency, found in list(by_agency.items())[:MOST_AGENCIES]
    )
