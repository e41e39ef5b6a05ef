"""The worksheet functions as names of an open workbook: it calculates then without the add-in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from xl_addin.domain.functions import FUNCTIONS
from xl_addin.errors import Issue, WorkbookError
from xl_addin.writer.open_book.native import Native, native

if TYPE_CHECKING:
    import xlwings as xw

_OPTIONAL = re.compile(r"_xlop\.(\w+)")
_PREFIX = re.compile(r"_xl(?:fn|pm)\.")
_LAMBDA = re.compile(r"=\s*(?:_xlfn\.)?LAMBDA\(", re.IGNORECASE)


def typed_lambdas() -> Mapping[str, str]:
    """Each function that has a LAMBDA, as one types it: optional arguments in brackets, no prefixes."""
    found = {name: spec.lambda_formula for name, spec in FUNCTIONS.items() if spec.lambda_formula}
    return {name: _typed(text) for name, text in found.items()}


def _typed(text: str) -> str:
    parts = text.split('"')  # every other one is a text inside the formula
    parts[::2] = [_PREFIX.sub("", _OPTIONAL.sub(r"[\1]", part)) for part in parts[::2]]
    return '"'.join(parts)


def carried(book: xw.Book) -> Mapping[str, xw.Name]:
    """The workbook's names that are functions of the add-in's as LAMBDAs."""
    named = {name.name: name for name in book.names if name.name in FUNCTIONS}
    return {text: name for text, name in named.items() if _LAMBDA.match(str(name.refers_to))}


def carry(book: xw.Book) -> tuple[str, ...]:
    """Give the workbook every function that has a LAMBDA; gives their names. Those it has are renewed.

    Raises:
        WorkbookError: the workbook has another name like a function's, or Excel takes no LAMBDA. It is as
            it was then.
    """
    wanted, before = typed_lambdas(), carried(book)
    taken = [name.name for name in book.names if name.name in wanted and name.name not in before]
    if taken:
        remedy = "rename it: Formulas > Name Manager; nothing was changed"
        raise WorkbookError(*(Issue(f"it has a name {name} of its own", remedy, book.name) for name in taken))
    texts = {name: str(found.refers_to) for name, found in before.items()}
    platform, added = native(), list[str]()
    try:
        for name, text in wanted.items():
            added.append(name)
            platform.define(book, name, text)
    except Exception as error:  # of whatever kind Excel raises
        _take_back(book, platform, added, texts)
        message = f"Excel did not take the function {added[-1]} as a LAMBDA; the workbook is as it was"
        remedy = "it takes Excel 365 or 2024; or build a file with xl-addin build --formulas lambda"
        raise WorkbookError(Issue(message, remedy, book.name)) from error
    return tuple(wanted)


def _take_back(book: xw.Book, platform: Native, added: list[str], before: Mapping[str, str]) -> None:
    for name in reversed(added):
        if name in before:
            platform.define(book, name, before[name])
        elif name in book.names:
            book.names[name].delete()


def drop(book: xw.Book) -> tuple[str, ...]:
    """Take the LAMBDAs of the add-in's functions out of the workbook; gives their names."""
    found = carried(book)
    for name in found.values():
        name.delete()
    return tuple(found)
