"""Units as the sheets write them. A currency unit is one of a few; a count's unit is any word."""

from __future__ import annotations

from collections.abc import Callable

from xl_addin.domain.items import ItemKind
from xl_addin.domain.kinds import kind_of_key
from xl_addin.domain.units import CURRENCIES, DEFAULT_UNIT, PERCENT, SCALES, SHARE, Unit, read_unit
from xl_addin.errors import InvalidInput
from xl_addin.inputs.cells import Cell
from xl_addin.inputs.headings import nearest

# What an item's key ends in where its growth is spoken of.
GROWTH = "_growth"
# The scales of the figures of a whole company.
_EXAMPLES = "JPY million, USD thousand, EUR"


def unit_in(cell: Cell) -> Unit | None:
    """The unit that a cell names, a currency's or what is counted; None where it is blank or names none.

    A currency with what is no scale beside it is reported.
    """
    text = cell.word()
    if not text:
        return None
    try:
        return read_unit(text)
    except InvalidInput:
        near = nearest(text, (str(Unit(code, scale)) for code in CURRENCIES for scale in SCALES))
        meant = f"did you mean {near}? " if near else ""
        cell.report(f"unknown unit '{text}'", f"{meant}write it like {_EXAMPLES} or USD per {SHARE}")
        return None


def unit_that(cell: Cell, suits: Callable[[Unit], bool], wanted: str, what: str = "unit") -> Unit | None:
    """A unit of the wanted sort; another one is reported. None where the cell is blank or has none."""
    unit = unit_in(cell)
    if unit is None or suits(unit):
        return unit
    cell.report(f"unknown {what} '{cell.word()}'", f"use {wanted}")
    return None


def company_unit(cell: Cell) -> Unit | None:
    """The unit of the company's amounts, yen millions where the cell is blank; None where it has none."""
    if cell.is_blank:
        return DEFAULT_UNIT
    return unit_that(cell, lambda unit: unit.is_total, f"a currency and its scale: {_EXAMPLES}")


def usual_unit(key: str, unit: Unit, kind: ItemKind | None) -> Unit:
    """The unit of an item without one: the setting's, but for figures a share, ratios and usual counts."""
    match kind or kind_of_key(key):
        case ItemKind.PER_SHARE:
            return Unit(unit.currency, per=SHARE)
        case ItemKind.RATIO:
            return PERCENT
        case ItemKind.COUNT if kind is None:
            return Unit()
        case _:
            return unit


def currency_in(cell: Cell, otherwise: str) -> str:
    """The code of a currency; empty where the cell names none, which is reported.

    `otherwise` is what else may stand there.
    """
    wanted = f"{otherwise}, or one of: {', '.join(CURRENCIES)}"
    unit = unit_that(cell, lambda unit: unit.is_total and not unit.scale, wanted, "currency")
    return "" if unit is None else unit.currency
