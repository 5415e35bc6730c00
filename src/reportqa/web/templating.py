"""The Jinja2 environment: everything that comes from reports or people is escaped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup, escape

_PUNCTUATION = re.compile(r"[!#$%()*+\-./:=?@\[\\\]^_`{|}~]")
HERE = Path(__file__).parent


def plain(text: object) -> Markup:
    """Escape text so that neither HTML nor Markdown is read in it; newlines become line breaks."""
    safe = _PUNCTUATION.sub(
        lambda m: f"&#{ord(m.group())};",
        str(escape(str(text))).replace("&#34;", "&quot;").replace("&#39;", "&apos;"),
    )
    return Markup(safe.replace("\r", "").replace("\n", "<br>"))


@cache
def environment() -> jinja2.Environment:
    """Return the one environment; autoescape is always on."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["plain"] = plain
    return env
