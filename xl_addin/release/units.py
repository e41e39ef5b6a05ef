"""Amounts in the unit of the item they are compared with."""

from __future__ import annotations

from collections.abc import Mapping

from xl_addin.domain.terms import UNITS
from xl_addin.release.expressions import Expression, Op

# A unit of yen in millions of it.
MILLIONS: Mapping[str, float] = {"JPY": 1e-6, "JPY thousand": 1e-3, "JPY million": 1, "JPY billion": 1000}


def is_amount(unit: str) -> bool:
    """Whether figures in this unit are amounts of money, which may be cut off; counts are rounded."""
    return unit in UNITS


def in_unit(content: Expression, unit: str, wanted: str) -> Expression | None:
    """An amount in another unit of its currency; None where one does not lead to the other."""
    if unit == wanted:
        return content
    if unit not in MILLIONS or wanted not in MILLIONS:
        return None
    return Op("*", content, MILLIONS[unit] / MILLIONS[wanted])
