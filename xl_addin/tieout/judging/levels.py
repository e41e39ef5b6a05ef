"""The levels that a text prints of an item in a period, to hold its growth against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xl_addin.domain.periods import Period, Quarter
from xl_addin.domain.precision import Interval, Rounding
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.judging.comparison import printed

_MEASURES = (Measure.AMOUNT, Measure.COUNT)
_QUALIFIERS = (Qualifier.NONE, Qualifier.LOW, Qualifier.HIGH)


@dataclass(frozen=True, slots=True)
class Level:
    """What was printed for an item and a period."""

    interval: Interval
    words: str


class Levels:
    """The amounts and counts of a text by item, period and unit; the finest print of each."""

    def __init__(self, claims: Sequence[Claim], mode: Rounding) -> None:
        self.mode = mode
        self._found: dict[tuple[str | None, Period | None, str], dict[Qualifier, Claim]] = {}
        self._units: dict[str, None] = {}
        for claim in claims:
            if claim.measure in _MEASURES and claim.qualifier in _QUALIFIERS and not claim.doubts:
                self._units.setdefault(claim.unit)
                prints = self._found.setdefault((claim.item, claim.period, claim.unit), {})
                if claim.qualifier not in prints or _is_finer(claim, prints[claim.qualifier]):
                    prints[claim.qualifier] = claim

    def pairs(self, growth: Claim) -> Iterator[tuple[Level, Level]]:
        """The levels of a growth's period, at both ends of a range, each with that of its base."""
        if growth.period is None or growth.base is None:
            return
        for unit in self._units:
            base = self._level(growth.item, growth.base, unit, Qualifier.NONE)
            if base is None:
                continue
            plain = self._level(growth.item, growth.period, unit, Qualifier.NONE)
            ends = [self._level(growth.item, growth.period, unit, end) for end in _QUALIFIERS[1:]]
            found = [plain] if plain is not None else ends
            yield from ((level, base) for level in found if level is not None)

    def _level(self, item: str | None, period: Period, unit: str, end: Qualifier) -> Level | None:
        """The level printed, else the sum of those of its quarters; actual quarters have one end."""
        prints = self._found.get((item, period, unit), {})
        claim = prints.get(end) or (prints.get(Qualifier.NONE) if isinstance(period, Quarter) else None)
        if claim is not None:
            return Level(printed(claim, self.mode), f"{claim.printed} of {period}")
        if isinstance(period, Quarter):
            return None
        levels = [self._level(item, quarter, unit, end) for quarter in period.quarters]
        parts = [level for level in levels if level is not None]
        if len(parts) < len(levels):
            return None
        return Level(summed([part.interval for part in parts]), " and ".join(part.words for part in parts))


def summed(intervals: Sequence[Interval]) -> Interval:
    """The sums that printed figures allow."""
    return Interval(
        sum((each.low for each in intervals), Decimal(0)),
        sum((each.high for each in intervals), Decimal(0)),
        all(each.low_closed for each in intervals),
        all(each.high_closed for each in intervals),
    )


def _is_finer(claim: Claim, other: Claim) -> bool:
    return int(claim.value.as_tuple().exponent) < int(other.value.as_tuple().exponent)
