"""What the headers and footers of a page hold, part by part."""

from __future__ import annotations

import re

_CODES = re.compile(r"&(.)", re.DOTALL)


def header_parts(text: str) -> dict[str, str]:
    """The parts L, C and R of a header or footer in a file's notation; each stands there once or is ""."""
    parts = {"L": "", "C": "", "R": ""}
    place, start = "C", 0
    for code in _CODES.finditer(text):
        if code[1] in parts:
            parts[place] += text[start : code.start()]
            place, start = code[1], code.end()
    parts[place] += text[start:]
    return parts
