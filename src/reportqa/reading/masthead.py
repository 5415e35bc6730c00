"""What a report says of itself: agency, year reported on, title, period, contact, signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from reportqa.model import ContactItem, Oddity
from reportqa.reading.agency_name import is_agency, same_agency, with_place
from reportqa.reading.contact import find_contact
from reportqa.reading.dates import Period, find_period, iso_date, published_date, trailing_date
from reportqa.reading.plain import compact, plain, year_number
from reportqa.reading.titles import Title, parse_title
from reportqa.reading.unwrap import Paragraph, Unwrapped

_HEAD = 20
"""Paragraphs at the top of a report in which its title is looked for."""
_OPENING = 20_000
"""Characters at the top in which period and year are looked for."""
_COMPILED = re.compile(
    r"由(?P<name>[一-龥（）]{3,40}?)(?:根据[^，。；]{4,120}?)?(?:负责)?(?:编制|编写|编撰|按照|组织编制)"
)
_SOURCE = re.compile(
    r"(?:发布机构|公开主体|发布单位|编制单位|编制机关|信息来源|来源)[：:](?P<name>[一-龥（）]{3,40})"
)
_YEARLY = re.compile(
    r"((?:19|20)\d\d|[二一][零一二三四五六七八九]{3})年(?:度)?(?![\d一二三四五六七八九十]{1,2}月)"
)
_SUBJECT = re.compile("(?:信息|政务|资讯)公开")


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a report says of itself; empty or None where it does not say."""

    agency: str
    year: int | None
    title: str
    kind: str
    period: str
    contact: tuple[ContactItem, ...]
    signed: str | None
    published: str | None
    warnings: tuple[Oddity, ...]


@dataclass(frozen=True, slots=True)
class _Signature:
    agency: str = ""
    date: str | None = None
    span: tuple[int, int] | None = None


def find_masthead(unwrapped: Unwrapped, file_title: str = "") -> Masthead:
    """Read the masthead of a text; ``file_title`` is the title that the file's format gives, if any."""
    text = unwrapped.text
    prose = [p for p in unwrapped.paragraphs if p.kind != "row"]
    head = [text[p.start : p.end] for p in prose[:_HEAD]]
    title = _title(head, file_title)
    signature = _signature(text, prose, title)
    opening = text[:_OPENING]
    period = find_period(opening)
    year = title.year or (period.year if period else None) or _usual_year(opening)
    contact = find_contact(text)
    agency = title.agency or signature.agency or _named(head) or _of_office(contact)
    agency = with_place(agency, _fuller_names(agency, signature.agency, head, file_title, text))
    published = next((d for line in head if (d := published_date(line))), None)
    subject = len(_SUBJECT.findall(plain(text[:3000])))
    disclosure = title.disclosure or (parse_title(title.text) is None and subject >= 3)
    return Masthead(
        agency,
        year,
        title.text,
        "disclosure" if disclosure else "other",
        period.text if period else "",
        contact,
        signature.date or None,
        published,
        tuple(_oddities(agency, year, title, signature, period)),
    )


def _title(head: Sequence[str], file_title: str) -> Title:
    """Choose the title among runs of up to three lines at the top: the run that names most."""
    best: tuple[float, Title] | None = None
    for i in range(len(head)):
        for count in (1, 2, 3):
            lines = head[i : i + count]
            if len(lines) < count or any(len(x) > 60 or x.endswith(("。", "，")) for x in lines):
                break
            found = parse_title("".join(lines))
            if found is None:
                continue
            score = (
                4 * found.disclosure
                + 2 * bool(found.agency)
                + (found.year is not None)
                - 0.1 * count
                - 0.01 * i
            )
            if best is None or score > best[0]:
                best = score, found
    named = [t for part in re.split(r"[_|｜]|\s[-—–]\s", file_title) if (t := parse_title(part))]
    if best is not None:
        title = best[1]
        spare = next((t for t in named if t.agency), None)
        return (
            title
            if title.agency or spare is None
            else Title(title.text, spare.agency, title.year or spare.year, title.disclosure)
        )
    if named:
        return named[0]
    first = next((x for x in head if 4 <= len(x) <= 60 and not re.search("[。；]", x)), "")
    return Title(file_title.strip() or first, "", None, False)


def _signature(text: str, prose: Sequence[Paragraph], title: Title) -> _Signature:
    """Find the agency and date that close the report, else the ones under its title."""
    for i in range(len(prose) - 1, -1, -1):
        paragraph = prose[i]
        if paragraph.end - paragraph.start > 80:
            continue
        line = text[paragraph.start : paragraph.end]
        span = (paragraph.start, paragraph.end)
        date = iso_date(line)
        if date is not None:
            near = [
                text[p.start : p.end] for p in (*reversed(prose[max(0, i - 2) : i]), *prose[i + 1 : i + 2])
            ]
            return _Signature(next((_joined(x) for x in near if is_agency(x)), ""), date, span)
        ended = trailing_date(line)
        if ended and is_agency(ended[0]):
            return _Signature(_joined(ended[0]), ended[1], span)
    closing = [text[p.start : p.end] for p in prose[-3:] if p.end - p.start <= 40]
    under = [text[p.start : p.end] for p in prose[:5] if p.end - p.start <= 40]
    names = [_joined(x) for x in (*reversed(closing), *under) if is_agency(x) and x != title.text]
    return _Signature(names[0] if names else "")


def _joined(name: str) -> str:
    return "".join(name.split())


def _named(head: Sequence[str]) -> str:
    """Return the agency that a line at the top names as source or compiler."""
    for pattern in (_SOURCE, _COMPILED):
        for line in head:
            view, positions = compact(line[:2000])
            found = pattern.search(view)
            if found and is_agency(found["name"]):
                return _joined(line[positions[found.start("name")] : positions[found.end("name") - 1] + 1])
    return ""


def _fuller_names(agency: str, signed: str, head: Sequence[str], file_title: str, text: str) -> list[str]:
    """Return names that may hold the place which ``agency`` leaves out: signature, source, site, text."""
    parts = re.split(r"[_|｜—–-]", file_title)
    found = [signed, _named(head), *(_joined(p) for p in parts)]
    if agency and len(agency) >= 4:
        # a place before the name in two sentences is no chance
        said = Counter(re.findall(rf"(?<![一-龥])[一-龥]{{2,7}}{re.escape(agency)}", text))
        found += [name for name, count in said.items() if count > 1]
    return [name for name in found if name]


def _of_office(contact: Sequence[ContactItem]) -> str:
    """Return the agency whose office is to be contacted (``东河区教育局办公室``)."""
    for item in contact:
        name = item.value.removesuffix("办公室")
        if item.kind == "department" and name != item.value and name.endswith("局") and is_agency(name):
            return name
    return ""


def _usual_year(opening: str) -> int | None:
    """Return the year that the opening speaks of most, days and months left out."""
    view, _ = compact(opening)
    years = Counter(y for written in _YEARLY.findall(view) if (y := year_number(written)) is not None)
    return years.most_common(1)[0][0] if years else None


def _oddities(
    agency: str, year: int | None, title: Title, signature: _Signature, period: Period | None
) -> list[Oddity]:
    """Say what is missing or contradicts itself."""
    odd = []
    if not agency:
        odd.append(
            Oddity("no_agency", "报告中没有找到发布机关名称。", "The report does not name its agency.")
        )
    if year is None:
        odd.append(
            Oddity("no_year", "报告中没有找到所属年度。", "The report does not say which year it covers.")
        )
    if title.agency and signature.agency and not same_agency(title.agency, signature.agency):
        odd.append(
            Oddity(
                "agency_mismatch",
                f"标题中的机关（{title.agency}）与落款（{signature.agency}）不同，以标题为准。",
                f"The title names {title.agency}, the signature {signature.agency}; the title is used.",
                *(signature.span or (None, None)),
            )
        )
    if title.year and period and title.year not in (period.year, period.end.year):
        odd.append(
            Oddity(
                "year_mismatch",
                f"标题年度为 {title.year}，统计期限为“{period.text}”，以标题为准。",
                f"The title says {title.year}, the period is “{period.text}”; the title is used.",
            )
        )
    if signature.date == "":
        odd.append(
            Oddity(
                "impossible_date",
                "落款日期不存在。",
                "The signing date is no day of the calendar.",
                *(signature.span or ()),
            )
        )
    elif signature.date and year and signature.date < f"{year}-12-31"[: len(signature.date)]:
        odd.append(
            Oddity(
                "signed_before_period_end",
                f"落款日期（{signature.date}）早于所报告年度的年末（{year}-12-31）。",
                f"The signing date ({signature.date}) lies before the end of the year reported on ({year}-12-31).",
                *(signature.span or (None, None)),
            )
        )
    return odd
