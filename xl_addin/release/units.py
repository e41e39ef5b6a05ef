"""Amounts in the unit of the item they are compared with."""

from __future__ import annotations

from xl_addin.domain.units import Unit
from xl_addin.release.expressions import Expression, Op


def in_unit(content: Expression, unit: Unit, wanted: Unit) -> Expression | None:
    """An amount in another scale of its currency; None where no factor leads to it."""
    factor = unit.factor(wanted)
    if factor is None or not (unit == wanted or unit.is_money):
        return None
    return content if factor == 1 else Op("*", content, float(factor) if factor % 1 else int(factor))
