"""Which figures of a year leave one of its quarters: a longer period less what else it holds."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from itertools import product

from xl_addin.domain.periods import QUARTERS


@dataclass(frozen=True, slots=True)
class Terms:
    """A quarter is the year to date up to `last`, less that up to `before` (0: none), less `quarters`."""

    last: int
    before: int
    quarters: tuple[int, ...]


def terms(quarter: int, alone: Set[int], to_date: Set[int]) -> Terms | None:
    """The shortest way to a quarter that is not given; None where there is none.

    Args:
        quarter: its number in the year.
        alone: the numbers of the quarters that are given.
        to_date: up to which quarters the year to date is given; 4 is the year.
    """
    found = [
        Terms(last, before, tuple(number for number in range(before + 1, last + 1) if number != quarter))
        for before, last in product(range(quarter), range(quarter, QUARTERS + 1))
        if last in to_date and (not before or before in to_date)
    ]
    known = [each for each in found if set(each.quarters) <= alone]
    return min(known, key=lambda each: (len(each.quarters) + bool(each.before), each.last), default=None)
