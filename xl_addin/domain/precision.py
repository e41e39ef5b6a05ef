"""Rounding as Excel does it, and a printed figure as the interval it stands for.

Everything is decided on decimal values of 15 significant digits, which is what Excel shows of a
number: binary floats put 2.675 below 2.675, and Python's `round` takes 2.5 to 2.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

from xl_addin.errors import InvalidInput, UndefinedResult

_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_BEYOND_EVERY_FLOAT = 309
_DOWNWARD = Context(rounding=ROUND_FLOOR)
_UPWARD = Context(rounding=ROUND_CEILING)
_PRINTED = re.compile(r"(?P<sign>[-+−△▲]?) ?(?P<amount>(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?)")


class Rounding(StrEnum):
    """How amounts are shortened for print: half away from zero, or toward zero (切捨て).

    Percentages, ratios, points and figures per share or contract are rounded beside amounts cut off.
    """

    HALF_UP = "half_up"
    TRUNCATE = "truncate"


def decimal15(value: int | float) -> Decimal:
    """The value on 15 significant digits, as Excel sees it.

    Raises:
        UndefinedResult: the value is infinite or not a number.
    """
    if isinstance(value, float) and not math.isfinite(value):
        raise UndefinedResult(f"{value} is not a finite number")
    return _FIFTEEN_DIGITS.create_decimal_from_float(value)


def round_figure(value: int | float, digits: int = 0, mode: Rounding = Rounding.HALF_UP) -> float:
    """The value shortened to `digits` decimals, as Excel's ROUND and TRUNC do; never -0.0.

    Negative digits shorten before the point: -2 gives hundreds.

    Raises:
        UndefinedResult: the value is not finite, or rounds beyond the largest float.

    Source: the conventions' chapter on rounding.
    """
    exact = decimal15(value)
    place = min(-digits, _BEYOND_EVERY_FLOAT)
    if place > int(exact.as_tuple().exponent):
        direction = ROUND_DOWN if mode is Rounding.TRUNCATE else ROUND_HALF_UP
        exact = exact.quantize(_unit(place), rounding=direction)
    rounded = float(exact)
    if math.isinf(rounded):
        raise UndefinedResult(f"{value} rounded to {digits} digits is too large")
    return rounded + 0.0


def whole_number(value: int | float, name: str) -> int:
    """The value as an integer, if it is one on 15 digits.

    Raises:
        UndefinedResult: it is a fraction (#NUM!); `name` says in the message of what.
    """
    exact = decimal15(value)
    if exact != exact.to_integral_value():
        raise UndefinedResult(f"{name} is {value}; it must be a whole number")
    return int(exact)


@dataclass(frozen=True, slots=True)
class Interval:
    """The values a figure may have. An end belongs to it where it is closed.

    Raises:
        InvalidInput: no value lies between the ends.
    """

    low: Decimal
    high: Decimal
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        if self.low > self.high or (self.low == self.high and not (self.low_closed and self.high_closed)):
            raise InvalidInput(f"{self} is empty")

    @classmethod
    def between(cls, low: int | float | Decimal, high: int | float | Decimal) -> Interval:
        """Both ends and what lies between them; floats count as Excel sees them."""
        return cls(_exact(low), _exact(high))

    @classmethod
    def exactly(cls, value: int | float | Decimal) -> Interval:
        """The one value; a float counts as Excel sees it."""
        return cls.between(value, value)

    def __str__(self) -> str:
        """`[9.85, 9.95)`."""
        return f"{'[' if self.low_closed else '('}{self.low}, {self.high}{']' if self.high_closed else ')'}"

    def __contains__(self, value: int | float | Decimal) -> bool:
        """Whether the value is one of these; a float counts as Excel sees it."""
        return self.contains_interval(Interval.exactly(value))

    def contains_interval(self, other: Interval) -> bool:
        """Whether every value of the other one lies in this one."""
        above_low = self.low < other.low or (
            self.low == other.low and (self.low_closed or not other.low_closed)
        )
        below_high = other.high < self.high or (
            self.high == other.high and (self.high_closed or not other.high_closed)
        )
        return above_low and below_high

    def overlaps(self, other: Interval) -> bool:
        """Whether some value lies in both."""
        return not (self._lies_below(other) or other._lies_below(self))

    def _lies_below(self, other: Interval) -> bool:
        touch = self.high == other.low and self.high_closed and other.low_closed
        return self.high <= other.low and not touch


def printed_interval(printed: str | int | Decimal, mode: Rounding = Rounding.HALF_UP) -> Interval:
    """The values that print as this figure: 9.9 is [9.85, 9.95), truncated [9.9, 10.0).

    Args:
        printed: digits as printed ("9.90" has two decimals), with thousands commas and a minus, △ or
            parentheses where there are; or a Decimal, whose exponent is its precision, so that
            `Decimal("-15.3").scaleb(-2)` is the printed percentage as a fraction.
        mode: how the figure was shortened.

    Raises:
        InvalidInput: the text is not one plain number.

    Source: the conventions' chapter on rounding and printed precision.
    """
    figure = _printed_decimal(printed) if isinstance(printed, str) else Decimal(printed)
    if not figure.is_finite():
        raise InvalidInput(f"{figure} is not a printed figure")
    unit = _unit(int(figure.as_tuple().exponent))
    inward, outward = (Decimal(0), unit) if mode is Rounding.TRUNCATE else (unit / 2, unit / 2)
    if figure == 0:
        return Interval(-outward, outward, low_closed=False, high_closed=False)
    if figure < 0:
        return Interval(figure - outward, figure + inward, low_closed=False)
    return Interval(figure - inward, figure + outward, high_closed=False)


def growth_interval(current: Interval, base: Interval) -> Interval:
    """Every growth, current / base - 1 as a fraction, that the two figures allow.

    Ends that are no finite decimals are moved outward in their 28th digit. Whether growth to a
    negative figure means anything is for the caller to judge.

    Raises:
        UndefinedResult: the base may be zero or negative.
    """
    if base.low <= 0:
        raise UndefinedResult(f"growth on the base {base}, which is not positive throughout")
    least, least_closed = _divisor(current.low, base, largest=current.low > 0)
    most, most_closed = _divisor(current.high, base, largest=current.high < 0)
    return Interval(
        _DOWNWARD.subtract(_DOWNWARD.divide(current.low, least), Decimal(1)),
        _UPWARD.subtract(_UPWARD.divide(current.high, most), Decimal(1)),
        current.low_closed and least_closed,
        current.high_closed and most_closed,
    )


def footing_tolerance(parts: int, unit: float = 1.0, rounding: Rounding = Rounding.HALF_UP) -> float:
    """By how much a total may miss the sum of its parts: half a unit for each figure printed.

    What was cut off adds up: each part may hide nearly a whole unit, and the total one.

    Args:
        parts: how many parts are summed; the total is one figure more.
        unit: the last printed place of the source figures, in their unit.
        rounding: how the figures were printed.

    Raises:
        InvalidInput: a negative count, or a unit that is not positive.

    Source: the conventions' rule on footing.
    """
    if parts < 0 or unit <= 0:
        raise InvalidInput(f"no footing tolerance for {parts} parts in units of {unit}")
    return unit * max(parts, 1) if rounding is Rounding.TRUNCATE else unit / 2 * (parts + 1)


def _unit(place: int) -> Decimal:
    """One in the place of the given power of ten."""
    return Decimal((0, (1,), place))


def _exact(value: int | float | Decimal) -> Decimal:
    return value if isinstance(value, Decimal) else decimal15(value)


def _divisor(numerator: Decimal, base: Interval, *, largest: bool) -> tuple[Decimal, bool]:
    """The end of the base that gives the extreme quotient, and whether the quotient reaches it."""
    end, closed = (base.high, base.high_closed) if largest else (base.low, base.low_closed)
    return end, closed or numerator == 0


def _printed_decimal(text: str) -> Decimal:
    plain = unicodedata.normalize("NFKC", text).strip()
    in_parentheses = plain.startswith("(") and plain.endswith(")")
    found = _PRINTED.fullmatch(plain[1:-1].strip() if in_parentheses else plain)
    if found is None or (in_parentheses and found["sign"]):
        raise InvalidInput(f"'{text}' is not a printed figure; write digits such as 9.9 or -464")
    amount = Decimal(found["amount"].replace(",", ""))
    return -amount if in_parentheses or found["sign"] in tuple("-−△▲") else amount
