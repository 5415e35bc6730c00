"""Answers in English; quotes stay as published."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportqa.figures.units import UNITS
from reportqa.model import Approx, How

_CONTACT = {
    "telephone": "telephone", "email": "e-mail", "address": "address", "postcode": "postcode", "fax": "fax", "website": "website",
    "department": "department", "hours": "hours",
}  # fmt: skip
_UNITS = {
    "元": (" yuan", " yuan"), "万元": (" ten thousand yuan", " ten thousand yuan"), "亿元": (" hundred million yuan", " hundred million yuan"),
    "%": ("%", "%"), "‰": (" per mille", " per mille"), "个百分点": (" percentage point", " percentage points"),
    "百分点": (" percentage point", " percentage points"), "人": (" person", " people"), "名": (" person", " people"),
    "位": (" person", " people"), "人次": (" attendance", " attendances"), "户": (" household", " households"), "天": (" day", " days"),
    "年": (" year", " years"), "小时": (" hour", " hours"), "分钟": (" minute", " minutes"), "工作日": (" working day", " working days"),
    "个工作日": (" working day", " working days"), "课时": (" class hour", " class hours"), "页": (" page", " pages"),
    "平方米": (" square metre", " square metres"), "公里": (" kilometre", " kilometres"), "吨": (" tonne", " tonnes"),
    "公顷": (" hectare", " hectares"), "亩": (" mu", " mu"), "篇": (" article", " articles"), "倍": (" times", " times"),
    "公斤": (" kilogram", " kilograms"), "千克": (" kilogram", " kilograms"), "米": (" metre", " metres"), "千米": (" kilometre", " kilometres"),
    "平方公里": (" square kilometre", " square kilometres"), "立方米": (" cubic metre", " cubic metres"), "剂": (" dose", " doses"),
    "剂次": (" dose", " doses"), "户次": (" visit to households", " visits to households"), "家次": (" visit", " visits"),
    "批次": (" batch", " batches"), "万字": (" ten thousand characters", " ten thousand characters"), "个月": (" month", " months"),
}  # fmt: skip
"""Units that say more than that things are counted, for one and for several."""


def _upper(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]


class English:
    """All sentences of answers in English; ``year`` is empty where no quote holds it."""

    NOTHING = "none"
    EXAMPLES = (
        "How many proposals did the bureau reply to in 2018?",
        "How many information requests were received in 2018?",
        "What problems did the bureau report?",
    )

    @staticmethod
    def amount(number: str, unit: str, approx: Approx) -> str:
        """Say a number with its unit and approximation."""
        lead = {Approx.UNDER: "nearly ", Approx.ABOUT: "about ", Approx.OVER: "over "}.get(approx, "")
        counted = _UNITS.get(unit, ("", "") if not unit or unit in UNITS else (f" ({unit})", f" ({unit})"))
        whole, point, rest = number.partition(".")
        grouped = (f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole) + point + rest
        return f"{lead}{grouped}{counted[0] if number == '1' else counted[1]}"

    @staticmethod
    def who(agency: str, year: str) -> str:
        """Name the agency and the year."""
        return f"{agency}, {year}" if year else agency

    @classmethod
    def figure(cls, agency: str, year: str, label: str, amount: str, how: How) -> str:
        """State one figure."""
        tail = " (the report says that all of those received were replied to)" if how is How.ALL_OF else ""
        return f"{_upper(label)}: {amount}{tail}. ({cls.who(agency, year)})"

    @classmethod
    def none(cls, agency: str, year: str, label: str, stated: str) -> str:
        """State that the report says there was none."""
        return f"{_upper(label)}: none. The report says “{stated}”. ({cls.who(agency, year)})"

    @classmethod
    def zero(cls, agency: str, year: str, label: str, amount: str) -> str:
        """State a printed zero."""
        return f"{_upper(label)}: {amount}. ({cls.who(agency, year)})"

    @classmethod
    def text(cls, agency: str, year: str) -> str:
        """Introduce quoted sentences."""
        return f"The report says ({cls.who(agency, year)}): "

    @classmethod
    def contact(cls, agency: str, year: str, items: Sequence[tuple[str, str]]) -> str:
        """Give ways to reach the agency."""
        listed = "; ".join(f"{_CONTACT.get(kind, kind)} {value}" for kind, value in items)
        return f"As printed in the report: {listed}. ({cls.who(agency, year)})"

    @classmethod
    def not_stated(cls, agency: str, year: str, section: str) -> str:
        """Say that the right report was read and does not say."""
        near = f" The nearest section is “{section}”." if section else ""
        return f"The report was read and does not state this ({cls.who(agency, year)}).{near}"

    @staticmethod
    def no_report(wanted: str, there: Sequence[str]) -> str:
        """Say that there is no such report and what there is."""
        lead = (
            f"There is no report by {wanted.replace('、', ', ')} here."
            if wanted
            else "There is no report for that year here."
        )
        return lead + (f" Available: {'; '.join(there)}." if there else " No reports have been added yet.")

    @staticmethod
    def ambiguous(what: str) -> str:
        """Ask which one is meant."""
        return {
            "agency": "Which public body do you mean? Please choose.",
            "figure": "Several figures in the report fit this question. Which one do you mean?",
        }[what]

    @staticmethod
    def out_of_scope() -> str:
        """Say what can be asked."""
        return (
            "Yearly reports on information disclosure do not deal with this. Ask about their figures, what was done, "
            "problems and improvements, or how to contact a public body, for example:"
        )

    @staticmethod
    def too_long(longest: int) -> str:
        """Refuse a question that is too long."""
        return "The question is too long. Please ask for one thing, in a sentence or two."

    @staticmethod
    def empty() -> str:
        """Ask for a question."""
        return "Please type a question, for example:"

    @staticmethod
    def series(label: str, points: Sequence[tuple[str, str]]) -> str:
        """List a figure over years or agencies."""
        return f"{_upper(label)} – " + "; ".join(f"{who}: {amount}" for who, amount in points) + "."

    @classmethod
    def each(cls, agency: str, year: str, points: Sequence[tuple[str, str]]) -> str:
        """List several figures of one report."""
        return "; ".join(f"{label}: {amount}" for label, amount in points) + f". ({cls.who(agency, year)})"

    @staticmethod
    def lacking(labels: Sequence[str]) -> str:
        """Name what a report says nothing of, beside what it states."""
        return f"The report does not state: {', '.join(labels)}."

    @staticmethod
    def shown(amount: str, computation: str) -> str:
        """Give an amount with the computation that made it."""
        return f"{amount} ({computation})"

    @staticmethod
    def more(first: str, last: str, difference: str) -> str:
        """Say by how much one body's figure is above another's."""
        return f"{last} has {difference} more than {first}."

    @staticmethod
    def change(first: str, last: str, difference: str, percent: str, direction: int) -> str:
        """Say how a figure changed from first to last."""
        if direction == 0:
            return f"The same {'in' if first.isdigit() else 'for'} {last} as {'in' if first.isdigit() else 'for'} {first}."
        measured = re.search("yuan|%|percentage", difference)
        word = "more" if direction > 0 else "less" if measured else "fewer"
        share = f" ({'up' if direction > 0 else 'down'} {percent})" if percent else ""
        at = "in" if first.isdigit() else "for"
        return f"{difference} {word} {at} {last} than {at} {first}{share}."

    @staticmethod
    def top(who: str, amount: str, most: bool) -> str:
        """Name the highest or lowest."""
        return f"{'Most' if most else 'Fewest'}: {who.replace('、', ' and ')}, {amount}."

    @staticmethod
    def total(label: str, amount: str) -> str:
        """Give a total."""
        return f"{_upper(label)}, in total: {amount}."

    @staticmethod
    def missing(items: Sequence[str]) -> str:
        """Name what no figure was found for."""
        return f"No figure was found for: {', '.join(items)}."

    @staticmethod
    def also(circle: str, amount: str, where: str) -> str:
        """Note another figure of the same thing."""
        return f"The report also gives {amount} (under “{where}”), which may count a different group."

    @staticmethod
    def assumed(kind: str, value: str) -> str:
        """Say what was filled in."""
        return {
            "year": f"The question names no year; this is the latest report ({value}).",
            "agency": f"The question names no body; this is the report of {value}.",
        }[kind]

    @staticmethod
    def inside(body: str, government: str) -> str:
        """Say that a body's figure stands in its government's report."""
        return f"There is no report by {body} here; this is what the report of {government} says about it."

    @staticmethod
    def planned(year: str, before: str) -> str:
        """Say that plans for a year come from the report on the year before."""
        return f"There is no report on {year}; this is what the report on {before} planned for the next year."

    @staticmethod
    def told(year: str, report: str) -> str:
        """Say that a year's figure is told by the report on a later one."""
        return f"The figure for {year} is the one that the report on {report} gives for comparison."

    @staticmethod
    def joint() -> str:
        """Say that a figure counts two things together."""
        return "The report gives one figure for suggestions and proposals together, not one for each."

    @staticmethod
    def failed_check(text: str) -> str:
        """Say that an identity does not hold."""
        return f"Note: {text}"

    @staticmethod
    def low_confidence() -> str:
        """Warn of a doubtful reading."""
        return "This figure was read by OCR from a scan; please check it against the original."

    @staticmethod
    def reports(count: int, listed: Sequence[str]) -> str:
        """Say which reports there are."""
        return (
            ("There is 1 report: " if count == 1 else f"There are {count} reports: ")
            + "; ".join(listed)
            + "."
        )

    @staticmethod
    def year(value: int | None) -> str:
        """Write a year."""
        return str(value) if value else "year unknown"

    @staticmethod
    def ask_for(agency: str, year: int | None, label: str) -> str:
        """Write a question for a choice or suggestion."""
        return f"{label}, {agency}{f', {year}' if year else ''}: how many?"

    @staticmethod
    def different_form() -> str:
        """Note that figures of different forms are set side by side."""
        return "These figures come from reports in different forms, or count different groups; compare them with care."
