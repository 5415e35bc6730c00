"""Settings of the API and the widget: who may embed, how much may be asked, how tokens are signed."""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator

from reportqa.errors import BadSetting

_ORIGIN = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?")


def _listed(value: Any) -> Any:
    """Read a list from an environment variable: JSON, or parted by commas."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    return (
        json.loads(text)
        if text.startswith("[")
        else [part.strip() for part in text.split(",") if part.strip()]
    )


Names = Annotated[tuple[str, ...], BeforeValidator(_listed)]


@dataclass(frozen=True, slots=True)
class ApiSettings:
    """How the API and the widget behave.

    ``allowed_origins`` are the sites that may embed the widget and frame the pages, such as
    ``https://www.example.gov.cn``. ``secret`` signs what browsers hold; without one a random secret is
    kept in ``secret_file``, or for the life of the process where that is None. A signed context is good
    for ``after_hours``. Each client may ask ``asks_per_minute`` questions and all together
    ``asks_per_minute_total`` (0: no limit); ``most_waiting`` questions may stand in line.
    ``trusted_proxies`` are addresses or networks whose ``X-Forwarded-*`` headers are believed.
    ``public_url`` is the address by which the world knows this site; with it links are absolute.
    ``paused``, or a file at ``pause_file`` (its text is the notice), stops the widget everywhere.
    """

    allowed_origins: Names = ()
    secret: str = ""
    secret_file: Path | None = None
    after_hours: float = 24.0
    asks_per_minute: int = 30
    asks_per_minute_total: int = 1200
    most_waiting: int = 200
    trusted_proxies: Names = ()
    public_url: str = ""
    paused: bool = False
    pause_file: Path | None = None
    pause_notice_zh: str = "智能问答暂停服务，请稍后再来，或直接查阅年报。"
    pause_notice_en: str = "The assistant is paused. Please come back later, or browse the reports."
    proof_of_work: bool = False
    proof_numbers: int = 50_000
    metrics: bool = True
    mcp: bool = True

    def __post_init__(self) -> None:
        """Refuse values that cannot work."""
        for origin in self.allowed_origins:
            if not _ORIGIN.fullmatch(origin):
                raise BadSetting(
                    "allowed_origins takes origins in lower case without a path, such as "
                    f"'https://www.example.gov.cn'; found {origin!r}"
                )
        if self.secret and len(self.secret) < 16:
            raise BadSetting(f"secret needs at least 16 characters; found {len(self.secret)}")
        for name in ("asks_per_minute", "asks_per_minute_total"):
            if getattr(self, name) < 0:
                raise BadSetting(f"{name} must be 0 (no limit) or above; found {getattr(self, name)}")
        for name in ("after_hours", "most_waiting", "proof_numbers"):
            if getattr(self, name) <= 0:
                raise BadSetting(f"{name} must be above 0; found {getattr(self, name)}")
        for proxy in self.trusted_proxies:
            try:
                ipaddress.ip_network(proxy, strict=False)
            except ValueError:
                raise BadSetting(f"trusted_proxies takes addresses or networks; found {proxy!r}") from None
        if self.public_url and (
            not re.fullmatch(r"https?://[^\s?#]+", self.public_url) or self.public_url.endswith("/")
        ):
            raise BadSetting(
                f"public_url must look like 'https://qa.example.gov.cn'; found {self.public_url!r}"
            )
