"""A figure as far as it is known: the values it may have, what shows it live, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Context, Decimal

from xl_addin.domain.periods import Period
from xl_addin.domain.precision import Interval, growth_interval, printed_interval
from xl_addin.errors import UndefinedResult
from xl_addin.inputs.model import Status
from xl_addin.release.expressions import Expression

Key = tuple[str, Period]

_AS_EXCEL = Context(prec=15, rounding=ROUND_HALF_UP)
_FIRMEST_FIRST = tuple(Status)
_ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Quantity:
    """The values a figure may have, and the one that the workbook shows.

    `expression` gives the shown one live, in the workbook's unit; `cells` are the items and periods whose
    input cells it rests on, `status` is that of the weakest. `note` says how it was put together, where
    that is not plain.
    """

    interval: Interval
    point: Decimal
    expression: Expression
    cells: tuple[Key, ...] = ()
    status: Status = Status.OWN
    note: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it is one value."""
        return self.interval.low == self.interval.high


def firmness(status: Status) -> int:
    """0 for the company's own books, more for what is less firm."""
    return _FIRMEST_FIRST.index(status)


def bounded(low: Decimal, high: Decimal, point: Decimal) -> Interval:
    """The values between two bounds; those that are just what a printed figure stands for are open as it is.

    So -464.5 to -463.5, which is what -464 stands for, is without -464.5, which would print -465.
    """
    closed = Interval(low, high)
    width, middle = (high - low).normalize(), (high + low) / 2
    if not width or width.as_tuple().digits != (1,) or middle % width:
        return closed
    printed = printed_interval(middle.quantize(width))
    return printed if point in printed else closed


def added(quantities: Sequence[Quantity], expression: Expression) -> Quantity:
    """The sum, its bounds taken as independent of each other."""
    intervals = [quantity.interval for quantity in quantities]
    return _combined(
        quantities,
        Interval(
            sum((each.low for each in intervals), Decimal(0)),
            sum((each.high for each in intervals), Decimal(0)),
            all(each.low_closed for each in intervals),
            all(each.high_closed for each in intervals),
        ),
        sum((quantity.point for quantity in quantities), Decimal(0)),
        expression,
    )


def negated(quantity: Quantity) -> Quantity:
    """The figure with the other sign; its expression stays, for the sum that it goes into."""
    each = quantity.interval
    turned = Interval(-each.high, -each.low, each.high_closed, each.low_closed)
    return replace(quantity, interval=turned, point=-quantity.point)


def scaled(quantity: Quantity, factor: Decimal) -> Quantity:
    """The figure in another unit, which is `factor` of them; its expression stays in the workbook's."""
    if factor == 1:
        return quantity
    if factor < 0:
        return scaled(negated(quantity), -factor)
    each = quantity.interval
    interval = Interval(each.low * factor, each.high * factor, each.low_closed, each.high_closed)
    return replace(quantity, interval=interval, point=quantity.point * factor)


def over(numerator: Quantity, divisor: Quantity, expression: Expression) -> Quantity:
    """The quotient.

    Raises:
        UndefinedResult: the divisor may be zero or negative.
    """
    grown = growth_of(numerator, divisor, expression)
    each = grown.interval
    interval = Interval(each.low + 1, each.high + 1, each.low_closed, each.high_closed)
    point = _AS_EXCEL.divide(numerator.point, divisor.point)
    return replace(grown, interval=Interval.exactly(point) if grown.is_exact else interval, point=point)


def growth_of(current: Quantity, base: Quantity, expression: Expression) -> Quantity:
    """Growth as a fraction.

    Raises:
        UndefinedResult: the base may be zero or negative.
    """
    interval = growth_interval(current.interval, base.interval)
    if base.point <= 0:
        raise UndefinedResult(f"the base {base.point} is not above zero")
    point = _AS_EXCEL.divide(current.point - base.point, base.point)
    if current.is_exact and base.is_exact:
        interval = Interval.exactly(point)
    return _combined((current, base), interval, point, expression)


def narrowed(best: Quantity, others: Iterable[Quantity]) -> Quantity:
    """A figure with every bound that holds for it: bounds of one year hang together.

    What contradicts it beyond any overlap leaves it as it is; that is for the checks to tell.
    """
    for other in others:
        if best.interval.overlaps(other.interval) and not other.interval.contains_interval(best.interval):
            cells = (*best.cells, *(key for key in other.cells if key not in best.cells))
            best = replace(best, interval=_common(best.interval, other.interval), cells=cells)
    return best


def weakest(quantities: Iterable[Quantity]) -> Status:
    """The least firm of their statuses."""
    return max((quantity.status for quantity in quantities), key=firmness)


def _combined(
    quantities: Sequence[Quantity], interval: Interval, point: Decimal, expression: Expression
) -> Quantity:
    cells = tuple(dict.fromkeys(key for quantity in quantities for key in quantity.cells))
    notes = "; ".join(dict.fromkeys(quantity.note for quantity in quantities if quantity.note))
    return Quantity(interval, point, expression, cells, weakest(quantities), notes)


def _common(one: Interval, other: Interval) -> Interval:
    """What lies in both, which overlap."""
    low = max(one, other, key=lambda each: (each.low, not each.low_closed))
    high = min(one, other, key=lambda each: (each.high, each.high_closed))
    return Interval(low.low, high.high, low.low_closed, high.high_closed)
