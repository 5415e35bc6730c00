"""Samples as plain text (wrapped, tables pasted) and as Markdown."""

from __future__ import annotations

import re

from .model import NOTE, Block, Heading, Paragraph, Sample, Table

TIGHT = "，。；：、）》”％%"
PIECE = re.compile(r"[A-Za-z0-9.,:/@%—-]+|.", re.DOTALL)


def width(text: str) -> float:
    """Return the printed width in full-width characters."""
    return sum(0.5 if ord(c) < 0x2000 else 1 for c in text)


def wrap(text: str, limit: float) -> list[str]:
    """Break ``text`` into lines; numbers and addresses stay whole, no line starts with a full stop."""
    lines = [""]
    for piece in PIECE.findall(text):
        if width(lines[-1] + piece) > limit and piece not in TIGHT:
            lines.append("")
        lines[-1] += piece
    return lines


def table_lines(table: Table, style: str) -> list[str]:
    """Return the table as pasted: ``tabs``, ``cells`` (one a line) or ``spaces``."""
    rows = [[cell.text for cell in table.row(r)] for r in range(table.rows)]
    if style == "cells":
        return [text for row in rows for text in row]
    if style == "spaces":
        widest = max(width(row[0]) for row in rows)
        return [
            "".join(_pad(text, widest + 1 if at == 0 else 5) for at, text in enumerate(row)).rstrip()
            for row in rows
        ]
    return ["\t".join(row) for row in rows]


def _pad(text: str, columns: float) -> str:
    return text + " " * max(2, round((columns - width(text)) * 2))


def plain(sample: Sample) -> bytes:
    """Return the .txt file."""
    limit = float(str(sample.shape.get("wrap", 0)))
    style = str(sample.shape.get("table", "tabs"))
    lines = [sample.title, NOTE, ""]
    for block in sample.blocks:
        if isinstance(block, Table):
            lines += table_lines(block, style)
            continue
        start = "" if isinstance(block, Heading) or block.align == "right" else "　　"
        lines += wrap(start + block.text, limit) if limit else [start + block.text]
    if sample.shape.get("airy"):
        lines = [part for line in lines for part in (line, "")]
    return ("\n".join(lines) + "\n").encode(str(sample.shape.get("encoding", "utf-8")))


def markdown(sample: Sample) -> bytes:
    """Return the .md file; cells that a span covers are left empty."""
    lines = [f"# {sample.title}", "", f"> {NOTE}", ""]
    for block in sample.blocks:
        lines += [*_markdown(block), ""]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _markdown(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [f"{'#' * (block.level + 1)} {block.text}"]
    if isinstance(block, Paragraph):
        return [block.text]
    lines = []
    for number in range(block.rows):
        row = [""] * block.columns
        for cell in block.row(number):
            row[cell.column] = cell.text
        lines.append(f"| {' | '.join(row)} |")
        if number == 0:
            lines.append("|" + "---|" * block.columns)
    return lines
