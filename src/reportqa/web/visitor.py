"""How a visitor wants the pages: language, theme and size of text, remembered in cookies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from starlette.requests import HTTPConnection

from reportqa.model import Language

Theme = Literal["light", "dark", ""]
Size = Literal["large", ""]
YEAR_SECONDS = 365 * 24 * 3600
PREFERENCES: dict[str, tuple[str, ...]] = {
    "lang": ("zh", "en"),
    "theme": ("light", "dark"),
    "size": ("large", "normal"),
}


@dataclass(frozen=True, slots=True)
class Visitor:
    """What one request says of its visitor. ``theme`` "" follows the device."""

    language: Language
    theme: Theme = ""
    size: Size = ""

    @classmethod
    def of(
        cls,
        query: Mapping[str, str],
        cookies: Mapping[str, str],
        headers: Mapping[str, str],
        default: Language,
    ) -> Visitor:
        """Read the address first, then the cookie, then what the browser prefers."""
        chosen = query.get("lang") if query.get("lang") in ("zh", "en") else cookies.get("rq_lang")
        language: Language
        if chosen == "zh":
            language = "zh"
        elif chosen == "en":
            language = "en"
        else:
            language = preferred(headers.get("accept-language", ""), default)
        theme = cookies.get("rq_theme")
        return cls(
            language=language,
            theme="dark" if theme == "dark" else "light" if theme == "light" else "",
            size="large" if cookies.get("rq_size") == "large" else "",
        )

    @property
    def tag(self) -> str:
        """The language tag of the pages."""
        return "zh-CN" if self.language == "zh" else "en"


def preferred(accept: str, default: Language) -> Language:
    """Return Chinese or English, whichever the ``Accept-Language`` header weighs more; else the default."""
    best: tuple[float, Language] | None = None
    for part in accept[:500].split(","):
        tag, _, weight = part.strip().partition(";")
        primary = tag.strip().lower().partition("-")[0]
        try:
            q = float(weight.strip().removeprefix("q=")) if weight else 1.0
        except ValueError:
            continue
        language: Language | None = "zh" if primary == "zh" else "en" if primary == "en" else None
        if language is not None and q > 0 and (best is None or q > best[0]):
            best = (q, language)
    return best[1] if best else default


def safe_next(address: str) -> str:
    """Return an address on this site, "/" for anything else."""
    if not address.startswith("/") or address.startswith(("//", "/\\")) or len(address) > 2000:
        return "/"
    return "/" if any(c < " " or c == "\\" for c in address) else address


def client_of(request: HTTPConnection) -> str:
    """Return the address that asks; behind a listed proxy, the one that the proxy names."""
    return request.client.host if request.client else ""
