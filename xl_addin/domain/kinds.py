"""What a line item is to time: summed over quarters, taken at their end, or neither.

What an item is, its row may say; else its key tells, else its unit. The keys are data: an item more is
a word more.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

PERCENT = "%"
PER = " per "


class ItemKind(StrEnum):
    """How an item's figures of several quarters belong together.

    A flow is summed, a balance is that of the closing quarter. A ratio, an amount of each share and a
    count of things have no figure of a longer period but the one given.
    """

    FLOW = "flow"
    BALANCE = "balance"
    RATIO = "ratio"
    PER_SHARE = "per_share"
    COUNT = "count"


KIND_WORDS: Mapping[str, ItemKind] = {
    "フロー": ItemKind.FLOW,
    "残高": ItemKind.BALANCE,
    "比率": ItemKind.RATIO,
    "1株当たり": ItemKind.PER_SHARE,
    "件数": ItemKind.COUNT,
}
# The words that keys end with. A key in which something moves, or of which something is, is no balance:
# change_in_cash, repayment_of_long_term_debt, gain_on_sale_of_assets.
_ENDINGS: Mapping[ItemKind, tuple[str, ...]] = {
    ItemKind.PER_SHARE: ("per_share", "eps", "dps", "bps"),
    ItemKind.RATIO: (
        *("ratio", "margin", "growth", "return_on_equity", "return_on_assets", "roe", "roa", "roic"),
    ),
    ItemKind.BALANCE: (
        *("assets", "liabilities", "equity", "net_worth", "retained_earnings", "capital_stock"),
        *("common_stock", "treasury_stock", "capital_surplus", "additional_paid_in_capital"),
        *("cash", "cash_equivalents", "cash_and_deposits", "deposits", "securities"),
        *("equity_attributable", "receivable", "receivables", "inventory", "inventories", "goodwill"),
        *("property_and_equipment", "property_plant_and_equipment", "intangibles"),
        *("debt", "debts", "borrowings", "loans_payable", "bonds_payable", "payable", "payables"),
        *("accrued_expenses", "deferred_revenue", "deferred_revenues", "allowance_for_doubtful_accounts"),
        *("backlog", "remaining_performance_obligations", "working_capital"),
    ),
}
_PARTICIPLES = ("basic", "diluted")
_NO_BALANCE = re.compile(
    r"(?:^|_)(?:of|on|in|from|for|to|by|change|changes|increase|decrease|gain|gains|loss|losses|purchase"
    r"|purchases|proceeds|repayment|repayments|impairment|write_down)(?:_|$)"
)
_EXEMPT = ("allowance_for_doubtful_accounts", "additional_paid_in_capital")


def kind_of(key: str, unit: str) -> ItemKind:
    """What an item is whose row does not say it: by its key where its unit suits that, else by its unit.

    A gross_margin in millions of yen is an amount, whatever its name. Without a unit it is an amount
    of the company's, if its key tells nothing else.
    """
    if not unit:
        return kind_of_key(key) or ItemKind.FLOW
    if PER in unit:
        return ItemKind.PER_SHARE
    if unit == PERCENT:
        return ItemKind.RATIO
    known = kind_of_key(key)
    if known is not None and suits(known, unit):
        return known
    return ItemKind.FLOW if _is_money(unit) else ItemKind.COUNT


def suits(kind: ItemKind, unit: str) -> bool:
    """Whether what is of this kind can have that unit."""
    match kind:
        case ItemKind.RATIO | ItemKind.COUNT:
            return not _is_money(unit)
        case ItemKind.PER_SHARE:
            return PER in unit or _is_money(unit)
        case _:
            return unit != PERCENT and PER not in unit


def _is_money(unit: str) -> bool:
    return unit.startswith(("JPY", "USD"))


def kind_of_key(key: str) -> ItemKind | None:
    """What the words of a key tell; None where they tell nothing."""
    words = [word for word in key.split("_") if word not in _PARTICIPLES]
    plain = "_".join(words)
    for kind, endings in _ENDINGS.items():
        if plain.endswith(tuple(f"_{ending}" for ending in endings)) or plain in endings:
            return None if kind is ItemKind.BALANCE and _moves(plain) else kind
    return None


def _moves(key: str) -> bool:
    return not key.endswith(_EXEMPT) and _NO_BALANCE.search(key) is not None
