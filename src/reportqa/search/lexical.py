"""Ranking by words: BM25 of SQLite's FTS5 over segmented text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from reportqa.errors import IndexProblem

HEAD_WEIGHT = 1.0
BODY_WEIGHT = 1.0
_MANY = 500
"""Above this many stretches of allowed rows, filter in Python (SQLite's limit is 1,000 terms)."""


def create_table(connection: sqlite3.Connection) -> None:
    """Create the full-text table: words of the head and of the body, parted by spaces."""
    try:
        connection.execute(
            "CREATE VIRTUAL TABLE words USING fts5(head, body, tokenize='unicode61 remove_diacritics 0')"
        )
    except sqlite3.OperationalError as error:
        if "fts5" not in str(error):
            raise
        raise IndexProblem(
            f"SQLite {sqlite3.sqlite_version} of this Python has no FTS5; reportqa needs it. "
            "Use a Python whose sqlite3 was built with FTS5 (python.org, Debian, conda have it)."
        ) from error


def match_expression(words: Iterable[str]) -> str:
    """Return the FTS5 expression that matches any of ``words``; empty if there are none."""
    # Doubling quotation marks is the whole of FTS5's escaping; NUL would end the expression.
    unique = dict.fromkeys(word.replace("\0", " ") for word in words)
    return " OR ".join(f'"{word.replace(chr(34), chr(34) * 2)}"' for word in unique if word.strip())


def rank(
    connection: sqlite3.Connection,
    words: Iterable[str],
    limit: int,
    allowed: Sequence[range] | None = None,
) -> list[tuple[int, float]]:
    """Return (row, BM25 score) pairs, best first, equal scores by row; greater scores are better.

    ``allowed`` are the stretches of rows to search in.
    """
    expression = match_expression(words)
    if not expression or limit <= 0 or (allowed is not None and not allowed):
        return []
    sql = f"SELECT rowid, -bm25(words, {HEAD_WEIGHT}, {BODY_WEIGHT}) AS score FROM words WHERE words MATCH ?"
    parameters: list[object] = [expression]
    in_sql = allowed is not None and len(allowed) <= _MANY
    if allowed is not None and in_sql:
        sql += " AND (" + " OR ".join("rowid BETWEEN ? AND ?" for _ in allowed) + ")"
        parameters += [edge for rows in allowed for edge in (rows.start, rows.stop - 1)]
    sql += " ORDER BY score DESC, rowid"
    if allowed is None or in_sql:
        return connection.execute(f"{sql} LIMIT ?", [*parameters, limit]).fetchall()
    wanted = {row for rows in allowed for row in rows}
    found = []
    for row, score in connection.execute(sql, parameters):
        if row in wanted:
            found.append((row, score))
            if len(found) == limit:
                break
    return found
