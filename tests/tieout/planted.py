"""Errors planted in a claim: the last digit, the direction, the base, the currency, the scale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xl_addin.domain.periods import FiscalYear, HalfYear, Quarter
from xl_addin.tieout.claims import Claim, Measure, Qualifier


def planted(claim: Claim) -> Iterator[tuple[str, Claim]]:
    """Each error by its name with the claim that has it."""
    if claim.qualifier is Qualifier.NEAR:
        return
    unit = Decimal((0, (1,), int(claim.value.as_tuple().exponent)))
    yield "last digit up", replace(claim, value=claim.value + unit)
    yield "last digit down", replace(claim, value=claim.value - unit)
    yield "direction", replace(claim, value=-claim.value)
    if claim.unit in ("JPY", "USD"):
        yield "currency", replace(claim, unit="USD" if claim.unit == "JPY" else "JPY")
    if claim.measure is not Measure.RATE:
        for power in (3, -3, 1, -1):
            yield f"scale 10^{power}", replace(claim, value=claim.value.scaleb(power))
    match claim.base:
        case Quarter() as base:
            yield "base", replace(claim, base=base + 1)
        case FiscalYear(year):
            yield "base", replace(claim, base=FiscalYear(year - 1))
        case HalfYear(year, 1):
            yield "base", replace(claim, base=HalfYear(year, 2))
    if claim.qualifier in (Qualifier.LOW, Qualifier.HIGH):
        other = Qualifier.HIGH if claim.qualifier is Qualifier.LOW else Qualifier.LOW
        yield "end", replace(claim, qualifier=other)
