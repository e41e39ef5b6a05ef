"""Units as the sheets write them. A currency unit is one of a few; a count's unit is any word."""

from __future__ import annotations

import re
from collections.abc import Iterable

from xl_addin.domain.kinds import PERCENT, ItemKind, kind_of_key
from xl_addin.domain.terms import UNITS
from xl_addin.inputs.cells import Cell, suggestion
from xl_addin.inputs.headings import folded

RELEASE_UNITS = ("JPY million", "JPY thousand")
PER_SHARE_UNITS = ("JPY per share", "USD per share")
# What an item's key ends in where its growth is spoken of.
GROWTH = "_growth"

_JAPANESE = {
    "円": "JPY",
    "千円": "JPY thousand",
    "百万円": "JPY million",
    "十億円": "JPY billion",
    "円/株": "JPY per share",
    "1株当たり円": "JPY per share",
    "ドル/株": "USD per share",
}
_CURRENCY_WORDS = re.compile(r"jpy|usd|eur|gbp|yen|円|dollar|ドル|[¥$€£]")


def choose_unit(cell: Cell, allowed: Iterable[str]) -> str:
    """One of the units allowed; empty where the cell is blank or has another one, which is reported."""
    text = cell.word()
    units = list(allowed)
    known = {folded(unit): unit for unit in units}
    known |= {folded(word): unit for word, unit in _JAPANESE.items() if unit in units}
    if text and folded(text) not in known:
        cell.report(f"unknown unit '{text}'", suggestion(text, units))
    return known.get(folded(text), "")


def item_unit(cell: Cell) -> str:
    """The unit of an item: of a currency, or the word that a count is counted in. Empty where blank."""
    text = cell.word()
    if _CURRENCY_WORDS.search(folded(text)):
        return choose_unit(cell, (*UNITS, *PER_SHARE_UNITS))
    return text


def usual_unit(key: str, unit: str, kind: ItemKind | None) -> str:
    """The unit of an item without one: the setting's, but for what is of each share or a ratio."""
    match kind or kind_of_key(key):
        case ItemKind.PER_SHARE:
            return f"{unit.partition(' ')[0]} per share"
        case ItemKind.RATIO:
            return PERCENT
        case _:
            return unit


def currency(unit: str) -> str:
    """The currency that a unit begins with; empty for a count."""
    return unit.partition(" ")[0] if unit in (*UNITS, *PER_SHARE_UNITS) else ""
