"""Figures of an answer with labels, amounts and the computations that make their digits."""

from __future__ import annotations

import re

from reportqa.answering.wording import wording
from reportqa.figures.catalogue import Catalogue
from reportqa.figures.numerals import fold_width
from reportqa.figures.units import MONEY
from reportqa.model import AnswerFigure, Approx, Figure, How, Language

_EDGE = re.compile(r"^[\s，。、：:；（(]+|[\s，。、：:；）)为达共计是]+$")

_INNER = str.maketrans("“”", "‘’")


def label_of(figure: Figure, catalogue: Catalogue, language: Language) -> str:
    """Return the figure's name: the catalogue's, or the words that it counts as published."""
    if figure.indicator:
        return catalogue.label(figure.indicator, language, figure.applicant)
    words = _EDGE.sub("", figure.counted or figure.clause)
    words = _EDGE.sub("", re.sub(r"^(?:\d{4}\s*年度?[，,]?|全年|其中|本年度?|共|累计)+", "", words)) or words
    # quotes within quotes are single ones: “‘三公’经费”
    return f"“{words.translate(_INNER)}”" if language == "en" else words


def number_text(value: float) -> str:
    """Write a value in plain digits."""
    return str(int(value)) if float(value).is_integer() else f"{value:.10g}"


def amount_of(figure: Figure, language: Language) -> tuple[str, str | None]:
    """Return the amount in words and, where its digits are not in the quote, how they were made.

    A published ``536 万`` stays so in Chinese; English says 5360000 and shows 536 × 10000.
    """
    said = wording(language)
    number = number_text(figure.value)
    if figure.how is How.STATED_ZERO and not any(ch.isdigit() for ch in figure.text):
        return said.NOTHING, None
    published = fold_width(figure.text).replace(",", "").replace(" ", "")
    if re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", published):
        return _in_yuan(said.amount(number, figure.unit, figure.approx), figure, language)
    if language == "zh" and published:
        return fold_width(figure.text).strip(), None
    return said.amount(number, figure.unit, figure.approx), f"{published or '（空）'} = {number}{figure.unit}"


def _in_yuan(amount: str, figure: Figure, language: Language) -> tuple[str, str | None]:
    """Say an amount of 万元 or 亿元 in yuan as well, which English readers cannot count, and how it was made."""
    factor, number = MONEY.get(figure.unit, 1), number_text(figure.value)
    plain = round(figure.value * factor, 2)
    if language == "zh" or factor == 1 or not plain:
        return amount, None
    yuan = wording(language).amount(number_text(plain), "元", Approx.EXACT)
    return f"{amount} ({yuan.strip()})", f"{number} × {factor} = {number_text(plain)}"


def answer_figure(
    figure: Figure, catalogue: Catalogue, language: Language, citation: int, role: str = ""
) -> AnswerFigure:
    """Return the figure as part of an answer."""
    return AnswerFigure(
        value=figure.value,
        unit=figure.unit,
        text=figure.text,
        indicator=figure.indicator,
        label=label_of(figure, catalogue, language),
        agency=figure.agency,
        year=figure.year,
        how=figure.how,
        approx=figure.approx,
        citation=citation,
        role=role,
        checks=tuple(c for c in figure.checks if c.result == "FAIL"),
        confidence=figure.confidence,
    )
