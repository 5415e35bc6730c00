"""``reportqa ask``: one question, one answer with its quotes."""

from __future__ import annotations

import json as jsonlib
from typing import TYPE_CHECKING, Annotated

import typer

from reportqa.commands.options import IndexOption, JsonOption, Lang, open_library, settings_with
from reportqa.commands.terminal import one_line, say, say_json
from reportqa.errors import ReportQAError

if TYPE_CHECKING:
    from reportqa.model import Answer, Citation

_WORDS = {
    "zh": {"page": "第{}页", "sample": "样例", "also": "还可以问：", "choose": "请选择：", "year": "{}年"},
    "en": {
        "page": "page {}",
        "sample": "sample",
        "also": "You can also ask:",
        "choose": "Choose:",
        "year": "{}",
    },
}

EXAMPLES = (
    'reportqa ask "2018年科技局答复了多少件政协提案？"',
    'reportqa ask "How many disclosure requests were received in 2018?"',
    'reportqa ask "那2017年呢？" --after "2018年科技局答复了多少件政协提案？"',
    'reportqa ask "2018年有没有被提起行政诉讼" --json',
)
"""Shown by ``--help``."""


def ask(
    question: Annotated[str, typer.Argument(metavar="QUESTION", help="The question, in Chinese or English.")],
    index: IndexOption = None,
    json: JsonOption = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show how the answer was found.")] = False,
    after: Annotated[
        list[str] | None,
        typer.Option("--after", metavar="QUESTION", help="A question asked before; may be given again."),
    ] = None,
    lang: Annotated[
        Lang | None, typer.Option("--lang", help="Language of the reply (the question's, if not given).")
    ] = None,
) -> None:
    """Answer a question with the figure, the exact quote and its place."""
    if not question.strip():
        raise ReportQAError(
            'The question is empty. Ask one, such as: reportqa ask "2018年主动公开政府信息多少条？"'
        )
    library = open_library(settings_with(index))
    try:
        before: Answer | None = None
        for earlier in after or ():
            before = library.ask(earlier, after=before, language=lang)
        answer = library.ask(question, after=before, language=lang)
    finally:
        library.close()
    if json:
        say_json(answer.to_dict(explain=explain))
        return
    say_answer(answer)
    if explain:
        say()
        for step in answer.why:
            say(jsonlib.dumps(dict(step), ensure_ascii=False))


def say_answer(answer: Answer) -> None:
    """Write an answer for people: text, computation, quotes with their places, notes, next questions."""
    words = _WORDS[answer.language]
    say(answer.text)
    if answer.computation and answer.computation not in answer.text:
        say(answer.computation)
    quoted = {citation.report for citation in answer.citations if citation.role != "report"}
    for citation in answer.citations:
        if citation.role == "report" and citation.report in quoted:
            continue  # its title says the year and no more; the place of the other quote does so too
        say()
        say(f"  “{one_line(citation.quote)}”")
        say(f"  {_place(citation, words)}")
    checks = {c.text_zh if answer.language == "zh" else c.text_en for f in answer.figures for c in f.checks}
    for text in (*answer.notes, *sorted(checks - set(answer.notes))):
        say(f"\n! {one_line(text)}")
    if answer.suggestions:
        say("\n" + words["choose" if any(s.choice for s in answer.suggestions) else "also"])
        for suggestion in answer.suggestions:
            say(f"  · {one_line(suggestion.text)}")


def _place(citation: Citation, words: dict[str, str]) -> str:
    """Return where a quote stands, in one line."""
    parts = [
        citation.agency + (" " + words["year"].format(citation.year) if citation.year else ""),
        " › ".join(citation.section),
        words["page"].format(citation.page) if citation.page else "",
        citation.source,
        words["sample"] if citation.sample else "",
    ]
    return one_line(" · ".join(part for part in parts if part))
