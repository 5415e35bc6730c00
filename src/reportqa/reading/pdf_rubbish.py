"""Whether a page's text layer can be trusted, or the page must be read as an image."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from reportqa.reading.common_characters import COMMON
from reportqa.reading.pdf_glyphs import Glyph
from reportqa.reading.pdf_paths import Drawing

FEW = 12
"""A page number is no text layer: fewer characters than this beside an image are none."""
ENOUGH = 60
"""From this many Chinese characters on, the share of common ones tells text from rubbish."""
COMMON_SHARE = 0.3
"""Reports have about 0.9; characters picked by a broken map have about 0.05."""


class Layer(StrEnum):
    """What a page's text layer is worth."""

    GOOD = "good"
    EMPTY = "empty"
    """A page with nothing on it."""
    IMAGE = "image"
    """No text, but something is painted: a scan, or letters turned into outlines."""
    RUBBISH = "rubbish"
    """Characters that are not those on the page."""
    UNDER_SCAN = "under_scan"
    """Unpainted text below a scan: somebody's OCR, of unknown quality."""


def judge_layer(glyphs: Sequence[Glyph], drawing: Drawing) -> Layer:
    """Judge the text layer of one page."""
    painted = drawing.image_share > 0.2 or drawing.outlines > 40
    if len(glyphs) < FEW:
        if painted:
            return Layer.IMAGE
        return Layer.GOOD if glyphs else Layer.EMPTY
    if drawing.image_share > 0.6 and sum(glyph.hidden for glyph in glyphs) * 2 > len(glyphs):
        return Layer.UNDER_SCAN
    return Layer.RUBBISH if is_rubbish(glyphs, painted=painted) else Layer.GOOD


def is_rubbish(glyphs: Sequence[Glyph], *, painted: bool = False) -> bool:
    """Whether the characters cannot be those of a Chinese report.

    Three signs: many characters without a meaning; Chinese characters that are hardly ever common ones;
    nothing but digits and signs left (with an image or outlines on the page, or many of them).
    """
    broken = sum(glyph.unmapped or _meaningless(glyph.text) for glyph in glyphs)
    if broken > 0.1 * len(glyphs):
        return True
    chinese = [glyph.text for glyph in glyphs if "\u3400" <= glyph.text <= "\u9fff"]
    if len(chinese) >= ENOUGH:
        return sum(char in COMMON for char in chinese) < COMMON_SHARE * len(chinese)
    letters = sum(glyph.text.isalpha() and glyph.text not in chinese for glyph in glyphs)
    only_digits = not chinese and letters * 10 < len(glyphs)
    return only_digits and (painted or len(glyphs) >= ENOUGH)


def _meaningless(char: str) -> bool:
    code = ord(char[0])
    return 0xE000 <= code < 0xF900 or code >= 0xF0000 or code == 0xFFFD or code < 0x20 or 0x7F <= code < 0xA0
