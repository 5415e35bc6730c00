"""Bytes of a text file into characters, whatever encoding the office's software wrote.

Marks first, then strict UTF-8, then GB18030, Big5 and UTF-16 told apart by how many characters of
the outcome are common Chinese ones. Nothing is repaired silently: a file with damaged bytes carries
a warning, a file that decodes to rubbish is refused.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from reportqa.errors import UnreadableFile
from reportqa.model import Oddity
from reportqa.reading.common_characters import COMMON

SAMPLE = 20_000
"""Characters looked at to judge a decoding."""

PLAUSIBLE = 0.35
"""Least share of common characters among the non-ASCII letters; real texts have 0.75 to 0.98."""

DAMAGED = 0.01
"""Most replaced bytes, as a share of the characters, that a readable text may have."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
)
_MULTIBYTE = ("gb18030", "big5hkscs")
_WIDE = ("utf-16-le", "utf-16-be")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")
_PUNCTUATION = frozenset("，。、；：？！（）《》“”‘’—…·【】〔〕「」『』　％～－０１２３４５６７８９")
_OLD_MAC_BREAK = re.compile(r"\r(?!\n)|[\x0b\x85\u2028\u2029]|(?<=[^\r\n])\x0c(?=[^\r\n])")


@dataclass(frozen=True, slots=True)
class Decoded:
    r"""A file's characters; line ends other than CRLF stand as ``\\n``, one character for one."""

    text: str
    encoding: str
    warnings: tuple[Oddity, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Return the characters of ``data``; ``name`` stands in error messages only.

    Raises:
        UnreadableFile: if the file is empty, binary, or in no encoding that gives readable text.

    """
    if not data.strip(b"\x00\r\n\t "):
        raise UnreadableFile(name, "the file is empty; a report with text was expected")
    for mark, encoding, family in _MARKS:
        if data.startswith(mark):
            return _marked(data, name, encoding, family)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, name)
    if b"\x00" in data:
        return _guessed(data, name)
    return _checked(text, name, "utf-8")


def plausibility(text: str) -> float:
    """Return the share (0 to 1) of common Chinese characters among the non-ASCII ones of ``text``.

    Full-width punctuation counts for nothing: wrong decodings of ASCII make it too.
    """
    sample = text if len(text) <= SAMPLE else text[: SAMPLE // 2] + text[-SAMPLE // 2 :]
    foreign = [c for c in sample if c > "\x7f" and c not in _PUNCTUATION]
    if not foreign:
        return 0.0
    return sum(c in COMMON for c in foreign) / len(foreign)


def _marked(data: bytes, name: str, encoding: str, family: str) -> Decoded:
    """Decode a file that says its encoding in a mark; damaged bytes become a warning."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return _damaged(data, name, encoding)
    return _checked(text.removeprefix("\ufeff"), name, family)


def _guessed(data: bytes, name: str) -> Decoded:
    """Choose the encoding that gives the most plausible Chinese text."""
    names = list(_WIDE) if b"\x00" in data else [*_MULTIBYTE, *_WIDE]
    best, best_score, best_name = "", 0.0, ""
    for encoding in names:
        try:
            text = _shortened(data, encoding).decode(encoding)
        except UnicodeDecodeError:
            continue
        score = plausibility(text)
        if score > best_score:
            best, best_score, best_name = text, score, encoding
    if best_score < PLAUSIBLE:
        return _damaged(data, name, "utf-8")
    return _checked(best, name, best_name)


def _shortened(data: bytes, encoding: str) -> bytes:
    """Leave out a stray last byte of a file cut in the middle of a two-byte character."""
    return data[:-1] if encoding.startswith("utf-16") and len(data) % 2 else data


def _damaged(data: bytes, name: str, encoding: str) -> Decoded:
    """Decode a file in which some bytes fit no encoding, if they are few."""
    tries = [encoding] if encoding != "utf-8" else ["utf-8", *_MULTIBYTE]
    for candidate in tries:
        text = data.decode(candidate, errors="replace")
        damaged = text.count("\ufffd")
        if damaged and damaged <= max(1, DAMAGED * len(text)) and plausibility(text) >= PLAUSIBLE:
            warning = Oddity(
                "damaged_bytes",
                f"文件中有 {damaged} 处字节无法按 {candidate} 解码，显示为 �。",
                f"{damaged} places in the file cannot be decoded as {candidate}; they show as �.",
            )
            checked = _checked(text.removeprefix("\ufeff"), name, candidate)
            return Decoded(checked.text, checked.encoding, (warning, *checked.warnings))
    raise UnreadableFile(
        name,
        "neither UTF-8, GB18030, Big5 nor UTF-16 gives readable Chinese text; "
        "save the report as UTF-8 text, or add the original Word, PDF or HTML file",
    )


def _checked(text: str, name: str, encoding: str) -> Decoded:
    """Refuse binary data and rubbish that happens to decode; unify rare line ends one for one."""
    sample = text[:SAMPLE]
    if len(_CONTROL.findall(sample)) > 0.02 * len(sample):
        raise UnreadableFile(
            name, "the file holds binary data; a text, Word, PDF or HTML report was expected"
        )
    foreign = sum(c > "\x7f" for c in sample)
    latin = sum("\x80" <= c <= "\u024f" for c in sample)
    if sample.count("\ufffd") > 0.05 * len(sample) or (foreign >= 20 and latin > 0.5 * foreign):
        raise UnreadableFile(
            name,
            "the text is garbled (an earlier conversion used the wrong encoding); "
            "add the report as it was published",
        )
    if not text.strip():
        raise UnreadableFile(name, "the file holds no text; a report with text was expected")
    return Decoded(_OLD_MAC_BREAK.sub("\n", text), encoding)
