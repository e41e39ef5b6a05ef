"""Claims made by hand, and the verdict on one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from xl_addin.domain.labels import read_label
from xl_addin.domain.periods import Period
from xl_addin.inputs.model import Figures
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.document import Kind, Passage
from xl_addin.tieout.judging.verdicts import Judged, judge

TIES, CONSISTENT, CONTRADICTED, UNVERIFIABLE = "ties", "consistent", "contradicted", "unverifiable"


def period(label: str) -> Period | None:
    """A period by its label; None for an empty one."""
    return read_label(label) if label else None


def claim(
    printed: str,
    value: str,
    item: str | None,
    at: str = "1Q02",
    *,
    text: str = "",
    measure: Measure = Measure.AMOUNT,
    unit: str = "JPY",
    base: str = "",
    qualifier: Qualifier = Qualifier.NONE,
    outlook: bool = False,
    line: int | None = None,
    kind: Kind = Kind.ITEM,
    doubts: tuple[str, ...] = (),
) -> Claim:
    """A claim printed in a text of one sentence; the value is in the claim's unit."""
    text = text or printed
    start = text.index(printed)
    return Claim(
        printed,
        Passage(text, kind, 0, line),
        start,
        start + len(printed),
        text,
        measure,
        Decimal(value),
        unit,
        item,
        period(at),
        period(base),
        qualifier,
        is_outlook=outlook,
        doubts=doubts,
    )


def growth(printed: str, value: str, item: str, at: str, base: str, **more: Any) -> Claim:
    """A claim of growth."""
    return claim(printed, value, item, at, measure=Measure.GROWTH, unit="%", base=base, **more)


def judged(figures: Figures, made: Claim) -> Judged:
    """The verdict on one claim."""
    return judge([made], figures)[0]
