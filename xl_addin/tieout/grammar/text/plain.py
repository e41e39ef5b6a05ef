"""A text in plain signs, place for place, and the sentences it is made of.

Every sign stays where it is, so that what is found in the plain text is found in the printed one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SIGNS = {
    "-": "−–‐‑‒",
    ",": "—―",
    "~": "〜∼",
    "¥": "￥",
    "'": "’‘",
    '"': "“”",
    " ": "\u3000\u00a0\u2002\u2003\u2009\u202f\t\n\r\v\f",
    "△": "▲",
}
_PLAIN = _FULL_WIDTH | {ord(sign): plain for plain, signs in _SIGNS.items() for sign in signs}
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}

_END = re.compile(r"。|[.!?][\"')\]]{0,3} (?=[A-Z0-9\"'(¥$€+-])|[!?](?=[ぁ-んァ-ヶ一-龠])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:no|nos|vs|inc|co|ltd|corp|approx|mr|ms|dr|st|fig|pp?|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov"
    r"|dec|ca|est|excl|incl|mil|bil|u\.s|e\.g|i\.e)|(?<![a-z0-9])[a-z])$",
    re.IGNORECASE,
)
_LONGEST = 1500
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def plain(text: str) -> str:
    """The text with full-width signs, dashes, quotes and spaces in their plain forms."""
    return text.translate(_PLAIN)


def lowered(text: str) -> str:
    """The text with the letters A to Z small; others may change their length and stay."""
    return text.translate(_LOWER)


def is_japanese(text: str) -> bool:
    """Whether any of it is written in Japanese."""
    return _JAPANESE.search(text) is not None


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a plain text starts and ends; one beyond all measure is cut."""
    start = 0
    for found in _END.finditer(text):
        if found[0][0] == "." and _ABBREVIATION.search(text, max(start, found.start() - 8), found.start()):
            continue
        yield from _pieces(text, start, found.end())
        start = found.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST) + 1
        cut = space if space > start else start + _LONGEST
        yield start, cut
        start = cut
    if text[start:end].strip():
        yield start, end
