"""What a line item is to time: summed over quarters, taken at their end, or neither.

What an item is, its row may say; else its key tells, the catalogue's or by its last words; else its unit.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xl_addin.domain.items import LINE_ITEMS, ItemKind, role_of
from xl_addin.domain.tables import several, table
from xl_addin.domain.units import PERCENT, Unit

KIND_WORDS: Mapping[str, ItemKind] = {row["name_ja"]: ItemKind(row["kind"]) for row in table("kinds")}
# The words that keys end with. A key in which something moves, or of which something is, is no balance:
# change_in_cash, repayment_of_long_term_debt, gain_on_sale_of_assets.
_ENDINGS: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind(row["kind"]): several(row["endings"]) for row in table("kinds") if row["endings"]
}
_PARTICIPLES = ("basic", "diluted")
_NO_BALANCE = re.compile(
    r"(?:^|_)(?:of|on|in|from|for|to|by|change|changes|increase|decrease|gain|gains|loss|losses|purchase"
    r"|purchases|proceeds|repayment|repayments|impairment|write_down)(?:_|$)"
)
_EXEMPT = ("allowance_for_doubtful_accounts", "additional_paid_in_capital")


def kind_of(key: str, unit: Unit) -> ItemKind:
    """What an item is whose row does not say it: by its key where its unit suits that, else by its unit.

    A gross_margin in millions of yen is an amount, whatever its name. Without a unit it is an amount
    of the company's, if its key tells nothing else.
    """
    if unit == Unit():
        return kind_of_key(key) or ItemKind.FLOW
    if unit.per:
        return ItemKind.PER_SHARE
    if unit == PERCENT:
        return ItemKind.RATIO
    known = kind_of_key(key)
    if known is not None and suits(known, unit):
        return known
    return ItemKind.FLOW if unit.is_money else ItemKind.COUNT


def suits(kind: ItemKind, unit: Unit) -> bool:
    """Whether what is of this kind can have that unit."""
    match kind:
        case ItemKind.RATIO | ItemKind.COUNT:
            return not unit.is_money
        case ItemKind.PER_SHARE:
            return unit.is_money
        case _:
            return unit != PERCENT and not unit.per


def kind_of_key(key: str) -> ItemKind | None:
    """What a key tells, as one of the catalogue or by its words; None where it tells nothing."""
    if known := LINE_ITEMS.get(role_of(key)):
        return known.kind
    words = [word for word in key.split("_") if word not in _PARTICIPLES]
    plain = "_".join(words)
    for kind, endings in _ENDINGS.items():
        if plain.endswith(tuple(f"_{ending}" for ending in endings)) or plain in endings:
            return None if kind is ItemKind.BALANCE and _moves(plain) else kind
    return None


def _moves(key: str) -> bool:
    return not key.endswith(_EXEMPT) and _NO_BALANCE.search(key) is not None
