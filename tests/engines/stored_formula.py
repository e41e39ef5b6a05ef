"""A formula as a file holds it, taken apart sign by sign: calls, names, and what stands between."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from openpyxl.utils import FORMULAE

# The file format's own functions carry no prefix, all newer ones do.
NEWER = "_xlfn."


class Word(NamedTuple):
    """A name or the name of a function, without what is in quotes, and how deep in brackets it stands."""

    text: str
    is_call: bool
    depth: int


def words(formula: str) -> Iterator[Word]:
    """The words of a formula; texts, quoted sheet names, error values and numbers are none."""
    word, depth, quote = "", 0, ""
    for sign in formula + " ":
        if quote:
            quote = "" if sign == quote else quote
        elif sign.isalnum() or sign in "_.$#!?":
            word += sign
        elif sign == "/" and word.startswith("#"):
            word += sign  # of #DIV/0! and #N/A
        else:
            if word and not word.startswith("#") and not word[0].isdigit():
                yield Word(word, sign == "(", depth)
            word, quote = "", sign if sign in "\"'" else ""
            depth += (sign in "({[") - (sign in ")}]")


def misnamed(formula: str, own: frozenset[str]) -> list[str]:
    """Functions that Excel would not find: a newer one without its prefix, an old one with it."""
    called = {word.text for word in words(formula) if word.is_call} - own
    plain = {name for name in called if not name.startswith("_xl")}
    newer = {name.removeprefix(NEWER).removeprefix("_xlws.") for name in called - plain}
    return sorted(plain - FORMULAE) + sorted(newer & FORMULAE)
