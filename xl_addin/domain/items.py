"""The catalogue of line items: what a release usually reports, under whatever key a company keeps it.

The key of an entry is the item's role: `net_sales` and `売上高` are total_revenues.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

from xl_addin.domain.tables import several, table


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


class Statement(StrEnum):
    """Where in a report an item stands."""

    INCOME = "income"
    SHARE = "share"
    POSITION = "position"
    CASH_FLOW = "cash_flow"
    OPERATIONS = "operations"


@dataclass(frozen=True)
class LineItem:
    """An item of the catalogue. `is_cost`: an expense or outflow that is entered positive.

    The entries of a statement stand in the order in which it is read, an income statement's from the top
    line to net income.
    """

    key: str
    name: str
    name_ja: str
    kind: ItemKind
    statement: Statement
    is_cost: bool
    synonyms: tuple[str, ...]

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """Its key, its names, and what companies call it else."""
        return (self.key, self.name, self.name_ja, *self.synonyms)


LINE_ITEMS: Mapping[str, LineItem] = {
    row["key"]: LineItem(
        row["key"],
        row["name"],
        row["name_ja"],
        ItemKind(row["kind"]),
        Statement(row["statement"]),
        row["sign"] == "cost",
        several(row["synonyms"]),
    )
    for row in table("items")
}


def role_of(text: str) -> str:
    """The catalogue's key for an item's key or name; empty where it is none of the usual items."""
    return text if text in LINE_ITEMS else _roles().get(_folded(text), "")


@lru_cache(maxsize=1)
def _roles() -> Mapping[str, str]:
    return {_folded(word): item.key for item in LINE_ITEMS.values() for word in item.spellings}


def _folded(text: str) -> str:
    """Without case, width, punctuation and the word that links two others."""
    words = re.findall(r"[^\W_]+|&", unicodedata.normalize("NFKC", text).casefold())
    return " ".join(word for word in words if word not in {"and", "&", "the"})
