"""Judged claims as the entries of `tie-out --json`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xl_addin.domain.precision import Interval
from xl_addin.domain.units import Unit
from xl_addin.inputs.model import Figures
from xl_addin.tieout.claims import Claim
from xl_addin.tieout.judging.candidates import Candidate
from xl_addin.tieout.judging.judged import Judged
from xl_addin.tieout.judging.telling import in_shown_unit, shown_unit

_DIGITS = 12


def entry(judged: Judged, figures: Figures) -> dict[str, Any]:
    """One printed number; amounts on the workbook's scale ("USD million"), percentages in percent."""
    claim, scale = judged.claim, figures.settings.unit
    return {
        "text": claim.sentence,
        "line": claim.line,
        "page": claim.passage.page,
        "item": claim.item,
        "measure": claim.measure.value,
        "period": _label(claim.period),
        "base": _label(claim.base),
        "unit": shown_unit(claim, scale),
        "printed": claim.printed,
        "computed": _numbers(judged.computed, claim, scale),
        "verdict": judged.verdict.value,
        "reason": judged.reason,
        "candidates": [_candidate(candidate, claim, scale) for candidate in judged.candidates],
    }


def _candidate(candidate: Candidate, claim: Claim, scale: Unit) -> dict[str, Any]:
    reading = candidate.reading
    return {
        "text": candidate.text,
        "item": reading.item,
        "period": _label(reading.period),
        "base": _label(reading.base),
        "unit": shown_unit(reading, scale),
        "computed": _numbers(candidate.computed, reading, scale),
        "illustrative": candidate.is_illustrative,
    }


def _label(period: object) -> str | None:
    return None if period is None else str(period)


def _numbers(interval: Interval | None, claim: Claim, scale: Unit) -> float | list[float] | None:
    """The one value or the two ends."""
    if interval is None:
        return None
    low, high = (_number(in_shown_unit(end, claim, scale)) for end in (interval.low, interval.high))
    return low if interval.low == interval.high else [low, high]


def _number(value: Decimal) -> float:
    """A float without the dust of a division; never -0.0."""
    return float(f"{value:.{_DIGITS}g}") + 0.0
