"""Rates that cannot be right: the wrong way round, a digit too many, far off the others of their pair.

A rate is seen beside those before and after it: how far apart two of them may lie grows with the days
between them. Where there are none, or all of them err, the order of magnitude of the currencies decides.
Every pair is read in either direction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, groupby
from math import log

from xl_addin.domain.periods import FiscalCalendar, Quarter
from xl_addin.domain.units import CURRENCIES
from xl_addin.errors import Severity
from xl_addin.inputs.model import Rate
from xl_addin.inputs.problems import Problems


@dataclass(frozen=True, slots=True)
class Reach:
    """How many times the other one of two rates can be, up to so many days apart: rarely, and at most."""

    days: float
    rarely: float
    at_most: float


# The won of 1997 rose 1.85 times in a quarter, sterling against the yen in 2008 fell 1.46 times.
_REACHES = (
    Reach(10, 1.25, 1.5),
    Reach(35, 1.4, 1.7),
    Reach(100, 1.5, 2),
    Reach(400, 1.8, 3),
    Reach(1200, 2.5, 4),
    Reach(float("inf"), 4, 8),
)
# Yen and dollar: 1.16 times in a week and 1.2 in a quarter of 1998, twice in three years from 1985.
_YEN_AND_DOLLAR = (
    Reach(10, 1.2, 1.2),
    Reach(35, 1.3, 1.3),
    Reach(100, 1.4, 1.4),
    Reach(400, 1.6, 1.6),
    Reach(1200, 2.2, 2.2),
    Reach(float("inf"), 5, 5),
)
_MIDDLE_OF_QUARTER = 45  # days that an average is older than its date
_SLIPS = (10, 100, 1000, 0.1, 0.01, 0.001)
_LATE = 92  # days
_SAME = 1.01  # times that a rate and one divided by its reverse may be apart, as rounded or of two sources


def report_implausible(rates: Iterable[Rate], problems: Problems) -> None:
    """Every rate that cannot be right, with what was probably meant."""
    in_pairs = sorted(rates, key=lambda rate: _currencies(rate.pair))
    for _, group in groupby(in_pairs, key=lambda rate: _currencies(rate.pair)):
        _Pair(tuple(group), problems).report()


def report_late(
    rates: Iterable[Rate], release: Quarter, calendar: FiscalCalendar, issued: date | None, problems: Problems
) -> None:
    """Rates of days that lay ahead when the release was made, most likely a mistyped year."""
    for rate in rates:
        end = release.end(calendar)
        if issued is not None and rate.date > issued:
            message = f"the rate of {rate.date} is later than the release_date {issued}, and is not used"
        elif issued is None and (rate.date - end).days > _LATE:
            message = f"the rate of {rate.date} is long after {release}, and is not used"
        else:
            continue
        problems.of_cell(rate.ref, message, "correct the date, or take the row out", Severity.WARNING)


class _Pair:
    """The rates of two currencies, in whichever direction each is given."""

    def __init__(self, rates: Sequence[Rate], problems: Problems) -> None:
        self.rates = sorted(rates, key=lambda rate: (rate.date, rate.basis))
        self.problems = problems
        yen_and_dollar = _currencies(rates[0].pair) == ("JPY", "USD")
        self.reaches = _YEN_AND_DOLLAR if yen_and_dollar else _REACHES

    def report(self) -> None:
        """Each rate once; one line where all are the wrong way round."""
        turned = [rate for rate in self.rates if _is_turned(rate)]
        if len(turned) == len(self.rates) > 1:
            first = turned[0]
            message = f"all {len(turned)} rates of {first.pair} are the wrong way round, {first.rate:g} here"
            self._report(first, message, "give 1 divided by each")
            return
        likely = [rate for rate in self.rates if _is_in_proportion(rate.pair, rate.rate)]
        contradicting = [pair for pair in combinations(likely, 2) if _contradict(*pair)]
        for one, other in contradicting:
            message = f"the rate {other.rate:g} of {other.pair} contradicts {one.rate:g} of {one.pair}"
            self._report(
                other, f"{message} in {one.ref.a1}", f"keep one of the two, or write {1 / one.rate:.6g}"
            )
        likely = [rate for rate in likely if not any(rate is other for _, other in contradicting)]
        for rate in (each for each in self.rates if not _is_in_proportion(each.pair, each.rate)):
            self._report_beside(rate, likely, "is out of all proportion")
        for limit, severity in ((_at_most, Severity.ERROR), (_rarely, Severity.WARNING)):
            odd = self._odd_ones(likely, limit)
            likely = [rate for rate in likely if rate not in odd]
            for rate in odd:
                self._report_beside(rate, likely, "is far off", severity)

    def _report_beside(
        self, rate: Rate, likely: Sequence[Rate], how: str, severity: Severity = Severity.ERROR
    ) -> None:
        """One rate with the nearest that may be right, and what was probably meant."""
        near = min(likely, key=lambda other: _days(rate, other), default=None)
        beside = f": {near.rate:g} of {near.date}, {near.basis}, in {near.ref.a1}" if near else ""
        if _is_turned(rate):
            how, meant = "is the wrong way round", f"write {1 / rate.rate:.6g}"
        else:
            low, high = _proportion(rate.pair)
            meant = self._moved(rate, near) or (
                "correct the one that is wrong" if near else f"some {low:.3g} to {high:.3g}"
            )
        self._report(rate, f"the rate {rate.rate:g} of {rate.pair} {how}{beside}", meant, severity)

    def _odd_ones(self, rates: Sequence[Rate], limit: Callable[[Reach], float]) -> Sequence[Rate]:
        """The fewest rates without which each follows on the one before; of two rates the later one."""
        kept, odd = list(rates), []

        def strain(first: int, second: int) -> float:
            """How much of their reach two rates take; none at the ends."""
            if first < 0 or second >= len(kept):
                return 0.0
            reach = next(reach for reach in self.reaches if _days(kept[first], kept[second]) <= reach.days)
            return log(_times(kept[first], kept[second])) / log(limit(reach))

        def relief(place: int) -> tuple[int, float, int]:
            """What it helps to leave a rate out: leaps that go, and strain."""
            before = strain(place - 1, place), strain(place, place + 1)
            after = strain(place - 1, place + 1) if place else 0.0
            return sum(one > 1 for one in before) - (after > 1), sum(before) - after, place

        while leaps := [place for place in range(len(kept) - 1) if strain(place, place + 1) > 1]:
            odd.append(kept.pop(max({*leaps, *(place + 1 for place in leaps)}, key=relief)))
        return odd

    def _moved(self, rate: Rate, near: Rate | None) -> str:
        """The digits with the point where it belongs, where that makes a likely rate."""
        for factor in _SLIPS:
            moved = replace(rate, rate=rate.rate * factor)
            is_near = near is None or _times(moved, near) < _REACHES[0].rarely
            if is_near and _is_in_proportion(moved.pair, moved.rate):
                return f"if the point is misplaced, write {moved.rate:g}"
        return ""

    def _report(self, rate: Rate, message: str, meant: str, severity: Severity = Severity.ERROR) -> None:
        meaning = f"{rate.pair} is {rate.pair[3:]} for one {rate.pair[:3]}"
        self.problems.of_cell(rate.ref, message, f"{meaning}: {meant}", severity)


def _at_most(reach: Reach) -> float:
    return reach.at_most


def _rarely(reach: Reach) -> float:
    return reach.rarely


def _times(rate: Rate, other: Rate) -> float:
    """How many times the one is the other, whichever is larger."""
    beside = other.rate if rate.pair == other.pair else 1 / other.rate
    return max(rate.rate / beside, beside / rate.rate)


def _contradict(one: Rate, other: Rate) -> bool:
    """Whether two rates of one day in opposite directions are not each other's reverse."""
    is_same = (one.date, one.basis) == (other.date, other.basis)
    return is_same and one.pair != other.pair and _times(one, other) > _SAME


def _is_turned(rate: Rate) -> bool:
    return not _is_in_proportion(rate.pair, rate.rate) and _is_in_proportion(rate.pair, 1 / rate.rate)


def _currencies(pair: str) -> tuple[str, str]:
    """The two currencies of a pair, whichever comes first."""
    first, second = sorted((pair[:3], pair[3:]))
    return first, second


def _days(rate: Rate, other: Rate) -> float:
    apart = abs((rate.date - other.date).days)
    return apart if rate.basis == other.basis else apart + _MIDDLE_OF_QUARTER


def _proportion(pair: str) -> tuple[float, float]:
    """The order of magnitude of a pair, lowest and highest."""
    base, quote = CURRENCIES[pair[:3]].per_dollar, CURRENCIES[pair[3:]].per_dollar
    return quote[0] / base[1], quote[1] / base[0]


def _is_in_proportion(pair: str, rate: float) -> bool:
    low, high = _proportion(pair)
    return low <= rate <= high
