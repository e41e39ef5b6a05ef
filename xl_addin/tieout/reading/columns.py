"""Rows of tables that a plain text draws: with tabs, with bars, with columns of two spaces and more."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Two spaces after the end of a sentence are a typist's habit, three are a column.
_GAP = re.compile(r"\t|(?<=[^\s.!?:;,。、])[ \u3000\u00a0]{2,}|(?<=[.!?:;,。、])[ \u3000\u00a0]{3,}")
_NUMBER = re.compile(
    r"(?:[△▲¥￥$€+(（\[]|[-−–] ?)*(?:JPY|USD|Y)? ?[0-9０-９][0-9０-９,.]*[)）\]]?"
    r"(?: ?[^\s0-9]{1,4})?[0-9]{0,4}"
    r"|[-−–—―*]+|n/?[am]\.?(?:m\.)?",
    re.IGNORECASE,
)
_MARK = re.compile(r"[^\w\s(¥$△▲]|\(?[0-9A-Za-z]{1,2}[.)]")
_RULE = re.compile(r"[-=_─━―~+|:┼├┤┌┐└┘┬┴*\s]+")


def is_rule(line: str) -> bool:
    """Whether a line is drawn, not written."""
    return len(line.strip()) > 2 and _RULE.fullmatch(line) is not None


def rows(lines: Sequence[str]) -> list[list[str] | None]:
    """The cells of each line of a block that is a row of a table, None for one that is none."""
    cells = [_cells(line) for line in lines]
    certain = [_is_row(line, found) for line, found in zip(lines, cells, strict=True)]
    if len(lines) > 2 and all(found and len(found) > 1 for found in cells):
        certain = [True] * len(lines)
    return [
        found if found and (certain[index] or _heads(cells, certain, index)) else None
        for index, found in enumerate(cells)
    ]


def _cells(line: str) -> list[str]:
    """The cells of a line, empty for one without columns."""
    text = line.strip(" \u3000")
    if text.count("|") > 1 or " | " in text:
        return [cell.strip() for cell in text.strip("|").split("|")]
    parts = [part.strip() for part in _GAP.split(text)]
    if _MARK.fullmatch(parts[0]):
        parts[:2] = [" ".join(parts[:2])]
    return parts if sum(map(bool, parts)) > 1 else []


def _is_row(line: str, cells: Sequence[str]) -> bool:
    if not cells:
        return False
    if "|" in line or "\t" in line.strip():
        return True
    return any(_NUMBER.fullmatch(cell) for cell in cells[1:])


def _heads(cells: Sequence[list[str]], certain: Sequence[bool], index: int) -> bool:
    """Whether a line with columns stands above a row, at most one line between them."""
    return len(cells[index]) > 1 and any(certain[index + 1 : index + 3])
