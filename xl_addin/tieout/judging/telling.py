"""Figures and periods as reasons tell them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from xl_addin.domain.precision import Interval
from xl_addin.domain.units import Unit
from xl_addin.inputs.model import Status
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.judging.quantity import Key, Quantity
from xl_addin.tieout.judging.translation import currency, scale

PERCENT = "%"
_MOST_DECIMALS = 4


def shown_unit(claim: Claim, workbook_unit: Unit) -> str:
    """The unit a claim is told in: money on the workbook's scale, all else in its own."""
    money = currency(claim.unit)
    if not money or claim.unit != money:
        return claim.unit
    return str(workbook_unit.in_currency(money)) if workbook_unit.is_total else money


def in_shown_unit(value: Decimal, claim: Claim, workbook_unit: Unit) -> Decimal:
    """A value in the claim's unit, as it is told: percent in percent, money on the workbook's scale."""
    if claim.unit == PERCENT:
        return value * 100
    if currency(claim.unit) == claim.unit:
        return value / scale(shown_unit(claim, workbook_unit))
    return value


def told(interval: Interval, claim: Claim, workbook_unit: Unit) -> str:
    """An interval or the one value of it, on one digit more than the claim has: "18.00% to 18.41%"."""
    place = in_shown_unit(Decimal((0, (1,), int(claim.value.as_tuple().exponent))), claim, workbook_unit)
    decimals = min(max(1 - place.adjusted(), 0), _MOST_DECIMALS)
    is_exact = interval.low == interval.high
    shown = (in_shown_unit(end, claim, workbook_unit) for end in _ends(interval))
    ends = [_rounded(end, decimals, is_exact=is_exact) for end in shown]
    unit = shown_unit(claim, workbook_unit)
    sign = PERCENT if unit == PERCENT else ""
    words = " to ".join(f"{end}{sign}" for end in dict.fromkeys(ends))
    return words if sign else f"{words} {unit}"


def _ends(interval: Interval) -> tuple[Decimal, ...]:
    return (interval.low,) if interval.low == interval.high else (interval.low, interval.high)


def _rounded(value: Decimal, decimals: int, *, is_exact: bool) -> str:
    """The value with its thousands; an exact one without zeros at its end."""
    text = f"{value.quantize(Decimal((0, (1,), -decimals)), rounding=ROUND_HALF_UP) + 0:,}"
    return text.rstrip("0").rstrip(".") if is_exact and "." in text else text


def told_cells(cells: tuple[Key, ...], most: int = 4) -> str:
    """Items and their periods: "total_revenues 1Q02, 1Q01"."""
    by_item: dict[str, list[str]] = {}
    for item, period in cells:
        by_item.setdefault(item, []).append(str(period))
    words = [f"{item} {', '.join(periods)}" for item, periods in by_item.items()]
    return ", ".join(words[:most]) + (", ..." if len(words) > most else "")


def told_basis(quantity: Quantity) -> str:
    """How a figure is known: "an estimate from total_revenues 1Q02"."""
    kinds = {
        Status.OWN: "",
        Status.PUBLISHED: "published",
        Status.DERIVED: "derived",
        Status.ESTIMATE: "estimated",
        Status.ILLUSTRATIVE: "illustrative",
    }
    kind, cells = kinds[quantity.status], told_cells(quantity.cells)
    return " ".join(part for part in (kind, cells) if part)
