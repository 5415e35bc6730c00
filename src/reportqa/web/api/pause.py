"""The one switch that stops the widget everywhere: a setting, or a file beside the index."""

from __future__ import annotations

import time
from dataclasses import dataclass

from reportqa.model import Language
from reportqa.web.api.settings import ApiSettings

_LOOK_SECONDS = 1.0
_LONGEST_NOTICE = 500


@dataclass(frozen=True, slots=True)
class Notice:
    """What visitors read while the widget is paused."""

    zh: str
    en: str

    def of(self, language: Language) -> str:
        """Return the notice in one language."""
        return self.zh if language == "zh" else self.en


class PauseSwitch:
    """Looks at the settings and, at most once a second, at the file; every server process sees the same."""

    def __init__(self, settings: ApiSettings) -> None:
        self._settings = settings
        self._looked = -_LOOK_SECONDS
        self._found: Notice | None = None

    def notice(self) -> Notice | None:
        """Return the notice while paused, None while not."""
        standing = Notice(self._settings.pause_notice_zh, self._settings.pause_notice_en)
        if self._settings.paused:
            return standing
        if self._settings.pause_file is None:
            return None
        now = time.monotonic()
        if now - self._looked >= _LOOK_SECONDS:
            self._looked = now
            self._found = self._read(standing)
        return self._found

    def _read(self, standing: Notice) -> Notice | None:
        path = self._settings.pause_file
        if path is None or not path.is_file():
            return None
        try:
            text = path.read_text("utf-8")[:_LONGEST_NOTICE].strip()
        except (OSError, ValueError):
            return standing
        return Notice(text, text) if text else standing
