"""A printed figure against a computed one: as printed, as the words limit it, in either rounding."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from xl_addin.domain.precision import Interval, Rounding, printed_interval
from xl_addin.domain.units import CURRENCIES
from xl_addin.tieout.claims import Claim, Qualifier
from xl_addin.tieout.judging.known import is_arpu

_INFINITE = Decimal("Infinity")
_FAR = 2  # times a bound: a figure beyond it is not what "more than" speaks of
_NEAR_UNITS = 5
_NEAR_SHARE = Decimal("0.05")
# 390万: where a scale has no smaller step in use, zeros stand for digits that are not known.
_FILLED = re.compile(r"0[万億]")
_LEAST = (Qualifier.MORE_THAN, Qualifier.AT_LEAST, Qualifier.LOW)
_MOST = (Qualifier.LESS_THAN, Qualifier.AT_MOST, Qualifier.HIGH)


def printed(claim: Claim, mode: Rounding) -> Interval:
    """The values that print as the claim's figure where amounts are shortened in this mode.

    Only amounts are ever cut off: percentages, points, rates, counts, figures per share are rounded.
    """
    return printed_interval(claim.value, mode if _is_amount(claim) else Rounding.HALF_UP)


def _is_amount(claim: Claim) -> bool:
    """Whether it is money, and not of one share, contract or dollar."""
    return claim.unit in CURRENCIES and not is_arpu(claim.item or "")


class Verdict(StrEnum):
    """What a claim is by the workbook."""

    TIES = "ties"
    CONSISTENT = "consistent"
    CONTRADICTED = "contradicted"
    UNVERIFIABLE = "unverifiable"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on two intervals, and what there is to say about it."""

    verdict: Verdict
    remark: str = ""


def is_bound(qualifier: Qualifier) -> bool:
    """Whether the words make the printed figure a bound."""
    return qualifier in _LEAST or qualifier in _MOST


def is_least(qualifier: Qualifier) -> bool:
    """Whether it is a lower bound."""
    return qualifier in _LEAST


def compared(claim: Claim, computed: Interval, mode: Rounding) -> Comparison:
    """How a claim stands to the computed figure.

    A plain figure stands for the values that print so. "About" ties within one printed unit either way
    and is consistent within five, or within 5% of the figure. A bound is exact, being a round number as a
    rule: "more than 15%" does not hold for 14.9%; it is of the magnitude, so that a decline of more than
    15% is below -15%.
    """
    if is_bound(claim.qualifier):
        return _against_bound(claim, computed, mode)
    if claim.qualifier in (Qualifier.ABOUT, Qualifier.NEAR):
        return _about(claim, computed)
    return as_printed(claim, computed, mode)


def as_printed(claim: Claim, computed: Interval, mode: Rounding) -> Comparison:
    """A figure without words about its precision."""
    verdict = _graded(printed(claim, mode), computed)
    if verdict is Verdict.CONTRADICTED and _FILLED.search(claim.printed):
        coarse = printed(replace(claim, value=claim.value.normalize()), mode)
        if coarse.overlaps(computed):
            return Comparison(
                Verdict.CONSISTENT, "its last zeros may only fill up to the scale it is printed on"
            )
    if verdict is not Verdict.TIES:
        return Comparison(verdict, _tying_otherwise(claim, computed, mode))
    return Comparison(verdict)


def _tying_otherwise(claim: Claim, computed: Interval, mode: Rounding) -> str:
    """Words for a figure that ties if it is shortened as the workbook's setting does not have it."""
    is_cut = mode is Rounding.TRUNCATE and _is_amount(claim)
    other = Rounding.HALF_UP if is_cut else Rounding.TRUNCATE
    if not printed_interval(claim.value, other).contains_interval(computed):
        return ""
    if is_cut:
        return "it would tie rounded, which is not the workbook's rounding"
    if mode is Rounding.TRUNCATE:
        return "it would tie cut off, which in the workbook's rounding only amounts are"
    return "it would tie cut off, which is not the workbook's rounding"


def _graded(allowed: Interval, computed: Interval) -> Verdict:
    if allowed.contains_interval(computed):
        return Verdict.TIES
    return Verdict.CONSISTENT if allowed.overlaps(computed) else Verdict.CONTRADICTED


def printed_unit(value: Decimal) -> Decimal:
    """One in the place of the last printed digit."""
    return Decimal((0, (1,), int(value.as_tuple().exponent)))


def _about(claim: Claim, computed: Interval) -> Comparison:
    unit = printed_unit(claim.value)
    if Interval(claim.value - unit, claim.value + unit).contains_interval(computed):
        return Comparison(Verdict.TIES)
    reach = max(_NEAR_UNITS * unit, abs(claim.value) * _NEAR_SHARE)
    wide = Interval(claim.value - reach, claim.value + reach)
    if wide.overlaps(computed):
        return Comparison(Verdict.CONSISTENT, "near enough for a figure that is said to be about right")
    return Comparison(Verdict.CONTRADICTED)


def _against_bound(claim: Claim, computed: Interval, mode: Rounding) -> Comparison:
    is_down = claim.value < 0
    size, bound = _mirrored(computed) if is_down else computed, abs(claim.value)
    verdict = _graded(_allowed(claim.qualifier, bound), size)
    is_rounded = bound not in size and printed(claim, mode).contains_interval(computed)
    if verdict is Verdict.CONTRADICTED and is_rounded:
        return Comparison(Verdict.CONSISTENT, "the bound is reached by rounding only")
    if verdict is Verdict.TIES and _is_far(claim.qualifier, bound, size):
        return Comparison(Verdict.CONSISTENT, "it holds, but the figure is far from the bound")
    return Comparison(verdict)


def _allowed(qualifier: Qualifier, bound: Decimal) -> Interval:
    """The magnitudes that the words allow."""
    if qualifier in _LEAST:
        is_open = qualifier is Qualifier.MORE_THAN
        return Interval(bound, _INFINITE, low_closed=not is_open)
    if not bound:
        return Interval.exactly(bound)
    return Interval(Decimal(0), bound, high_closed=qualifier is not Qualifier.LESS_THAN)


def _is_far(qualifier: Qualifier, bound: Decimal, size: Interval) -> bool:
    if qualifier in _LEAST:
        return bound > 0 and size.low > _FAR * bound
    return size.high * _FAR < bound


def _mirrored(interval: Interval) -> Interval:
    return Interval(-interval.high, -interval.low, interval.high_closed, interval.low_closed)
