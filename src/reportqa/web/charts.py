"""Small charts as SVG, made on the server: columns over years, bars over agencies; values labelled."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 360
FONT = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a chart; ``shown`` is the value as people read it."""

    label: str
    value: float
    shown: str


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours of a chart on a light or a dark page."""

    text: str
    axis: str
    bar: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as addresses that an ``img`` takes, for light and for dark pages, and what it shows in words."""

    light: str
    dark: str
    title: str
    described: str


LIGHT = Ink(text="#1f2933", axis="#8896a5", bar="#1d5a8f")
DARK = Ink(text="#e4e9ee", axis="#7c8a98", bar="#79b4e8")


def data_uri(svg: str) -> str:
    """Return the chart as an address that an ``img`` takes, with no further request."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


Draw = Callable[[Sequence[Point], Ink], str]


def picture(draw: Draw, points: Sequence[Point], title: str, described: str) -> Picture:
    """Draw once for light and once for dark pages."""
    return Picture(data_uri(draw(points, LIGHT)), data_uri(draw(points, DARK)), title, described)


def columns(points: Sequence[Point], ink: Ink) -> str:
    """Draw one column a point, for values over years."""
    height, base, top = 200, 168, 30
    step = (WIDTH - 16) / max(len(points), 1)
    width = min(step * 0.62, 44)
    scale = (base - top) / (_largest(points) or 1)
    size = 12 if len(points) <= 8 else 10
    parts = [f'<line x1="8" y1="{base}" x2="{WIDTH - 8}" y2="{base}" stroke="{ink.axis}"/>']
    for i, point in enumerate(points):
        middle = 8 + step * (i + 0.5)
        tall = max(point.value, 0) * scale
        parts.append(
            f'<rect x="{middle - width / 2:.1f}" y="{base - tall:.1f}" width="{width:.1f}" '
            f'height="{tall:.1f}" rx="2" fill="{ink.bar}"/>'
        )
        parts.append(_text(middle, base - tall - 6, point.shown, ink, size, "middle", bold=True))
        parts.append(_text(middle, base + 18, point.label, ink, size, "middle"))
    return _svg(height, parts)


def bars(points: Sequence[Point], ink: Ink) -> str:
    """Draw one bar a point with its name above it, for values over agencies."""
    row = 44
    scale = (WIDTH - 90) / (_largest(points) or 1)
    parts = []
    for i, point in enumerate(points):
        y = i * row + 8
        long = max(point.value, 0) * scale
        parts.append(_text(4, y + 10, _short(point.label), ink, 12, "start"))
        parts.append(
            f'<rect x="4" y="{y + 16}" width="{max(long, 1):.1f}" height="14" rx="2" fill="{ink.bar}"/>'
        )
        parts.append(_text(10 + long, y + 28, point.shown, ink, 12, "start", bold=True))
    return _svg(row * len(points) + 8, parts)


def _largest(points: Sequence[Point]) -> float:
    return max((point.value for point in points), default=0)


def _short(label: str, most: int = 26) -> str:
    return label if len(label) <= most else label[: most - 1] + "…"


def _text(x: float, y: float, text: str, ink: Ink, size: int, anchor: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{ink.text}"{weight}>{escape(text)}</text>'
    )


def _svg(height: int, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" '
        f'height="{height}" font-family="{escape(FONT)}">{"".join(parts)}</svg>'
    )
