"""Settings of the web app: one small frozen object, checked where it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from reportqa.errors import BadSetting
from reportqa.model import Language
from reportqa.web.api.settings import ApiSettings

EXAMPLES_ZH = (
    "科学技术局2018年答复了多少件政协提案？",
    "2018年主动公开政府信息多少条？",
    "2018年收到几件信息公开申请？",
    "2018年有没有行政复议和行政诉讼？",
)
EXAMPLES_EN = (
    "How many CPPCC proposals did the science and technology bureau answer in 2018?",
    "How many items of government information were disclosed in 2018?",
    "How many disclosure requests were received in 2018?",
    "Was there any administrative litigation in 2018?",
)


@dataclass(frozen=True, slots=True)
class WebSettings:
    """How the pages look and how far they go.

    ``notice_*`` is shown on every page when set. ``frame_ancestors`` are the origins that may embed
    the pages (``'self'`` and ``https://…``; empty: none). ``answer_seconds`` is the time limit of one
    question. ``root_path`` is the prefix that a proxy strips, without a slash at the end.
    ``feedback_file`` is the SQLite file that keeps readers' verdicts when no other store is given;
    None, or ``feedback`` False, switches feedback off. Every ``watch_seconds`` the server looks for a newer build of the index.
    ``api`` holds the settings of the HTTP API and of the widget that portals embed.
    """

    title_zh: str = "政府信息公开年报问答"
    title_en: str = "Disclosure Report Answers"
    notice_zh: str = ""
    notice_en: str = ""
    examples_zh: tuple[str, ...] = EXAMPLES_ZH
    examples_en: tuple[str, ...] = EXAMPLES_EN
    default_language: Language = "zh"
    frame_ancestors: tuple[str, ...] = ()
    feedback: bool = True
    feedback_file: Path | None = None
    watch_seconds: float = 10.0
    answer_seconds: float = 20.0
    workers: int = 4
    max_question: int = 500
    root_path: str = ""
    api: ApiSettings = field(default_factory=ApiSettings)

    def __post_init__(self) -> None:
        """Refuse values that cannot work."""
        if self.answer_seconds <= 0:
            raise BadSetting(f"answer_seconds must be above 0; found {self.answer_seconds}")
        if self.watch_seconds <= 0:
            raise BadSetting(f"watch_seconds must be above 0; found {self.watch_seconds}")
        if self.workers < 1:
            raise BadSetting(f"workers must be at least 1; found {self.workers}")
        if self.max_question < 10:
            raise BadSetting(f"max_question must be at least 10; found {self.max_question}")
        if self.root_path and (not self.root_path.startswith("/") or self.root_path.endswith("/")):
            raise BadSetting(f"root_path must look like '/reports-qa'; found {self.root_path!r}")
        for origin in self.frame_ancestors:
            if not origin or any(c in origin for c in " ;,\r\n"):
                raise BadSetting(f"frame_ancestors takes single origins; found {origin!r}")

    def title(self, language: Language) -> str:
        """Return the name of the site."""
        return self.title_zh if language == "zh" else self.title_en

    def notice(self, language: Language) -> str:
        """Return the notice of the site, the other language's where only one is set."""
        pair = (self.notice_zh, self.notice_en) if language == "zh" else (self.notice_en, self.notice_zh)
        return pair[0] or pair[1]

    def examples(self, language: Language) -> tuple[str, ...]:
        """Return the example questions."""
        return self.examples_zh if language == "zh" else self.examples_en
