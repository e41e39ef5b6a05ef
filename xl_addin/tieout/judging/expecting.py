"""Claims about a period ahead against guidance, the amounts guided, and the analysts' consensus."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xl_addin.domain.periods import Period, shifted
from xl_addin.domain.precision import Interval, Rounding
from xl_addin.domain.units import Unit
from xl_addin.errors import MissingData
from xl_addin.inputs.model import Status
from xl_addin.release.expressions import Op
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.judging.comparison import Comparison, Verdict, as_printed, compared, is_bound, is_least
from xl_addin.tieout.judging.guided import Ends, Outlook
from xl_addin.tieout.judging.quantity import Quantity, weakest
from xl_addin.tieout.judging.telling import told

_CONSENSUS = re.compile(r"consensus|analyst|broker|コンセンサス|アナリスト|市場予想", re.IGNORECASE)
_OWN_GUIDANCE = re.compile(
    r"guidance|guided|outlook|(?<![a-z])(?:we|our|company)(?![a-z])|当社|会社|業績予想", re.IGNORECASE
)
BREAK_EVEN = "break_even"
_FAILURES = {
    (0,): "it holds at the high end of what is guided, but not at the low end",
    (1,): "it holds at the low end of what is guided, but not at the high end",
    (0, 1): "it holds at neither end of what is guided",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A verdict, the figure it was reached with, and why."""

    verdict: Verdict
    quantity: Quantity | None
    reason: str


class Expecting:
    """Judges what is said of periods ahead."""

    def __init__(self, outlook: Outlook, mode: Rounding, unit: Unit) -> None:
        self.outlook = outlook
        self.mode = mode
        self.unit = unit

    def judge(self, claim: Claim) -> Finding:
        """The finding on a claim about what is expected.

        Raises:
            MissingData: the workbook expects nothing of that item and period.
        """
        item, period = claim.subject.item_and_period
        if claim.measure in (Measure.AMOUNT, Measure.COUNT):
            if _CONSENSUS.search(claim.sentence):
                return self._beside_consensus(claim, item, period)
            return self._amount(claim, item, period)
        if claim.measure is Measure.GROWTH:
            return self._growth(claim, item, period)
        raise MissingData(f"the workbook has no guidance of this kind for {period}")

    def _beside_consensus(self, claim: Claim, item: str, period: Period) -> Finding:
        """A number in a sentence about the consensus, which may tell the guidance beside it."""
        try:
            mean = self._consensus(claim, item, period)
        except MissingData:
            if _OWN_GUIDANCE.search(claim.sentence) is None:
                raise
            return self._amount(claim, item, period)
        if mean.verdict is Verdict.TIES or self.outlook.amount(item, period, claim.unit) is None:
            return mean
        guided = self._amount(claim, item, period)
        return guided if guided.verdict is Verdict.TIES else mean

    def _consensus(self, claim: Claim, item: str, period: Period) -> Finding:
        mean = self.outlook.consensus(item, period, claim.unit)
        if mean is None:
            raise MissingData(f"the workbook has no consensus on {item} of {period}")
        comparison = compared(claim, mean.interval, self.mode)
        return self._finding(claim, comparison, mean, f"the consensus on {item} of {period} is")

    def _amount(self, claim: Claim, item: str, period: Period) -> Finding:
        ends = self.outlook.amount(item, period, claim.unit) or self.outlook.total(item, period, claim.unit)
        if ends is None and _CONSENSUS.search(claim.passage.text):
            return self._consensus(claim, item, period)
        if ends is None:
            mean = self.outlook.consensus(item, period, claim.unit)
            reason = f"the workbook has no guidance of {item} for {period}"
            if mean is None:
                raise MissingData(reason)
            known = told(mean.interval, claim, self.unit)
            reason = f"{reason}; the analysts' consensus, which the text does not speak of, is {known}"
            return Finding(Verdict.UNVERIFIABLE, mean, reason)
        if claim.qualifier is Qualifier.NEAR:
            return self._near(claim, ends)
        return self._against(claim, ends)

    def _near(self, claim: Claim, ends: Ends) -> Finding:
        """Break-even, said or guided."""
        hull = _hull(ends)
        if ends.qualifier == BREAK_EVEN and not claim.value:
            return Finding(Verdict.TIES, hull, f"{ends.of}: at or near break-even")
        if hull is None:
            return Finding(Verdict.UNVERIFIABLE, None, f"{ends.of} has an open end")
        verdict = Verdict.CONSISTENT if claim.value in hull.interval else Verdict.CONTRADICTED
        return self._finding(claim, Comparison(verdict), hull, f"{ends.of} is")

    def _against(self, claim: Claim, ends: Ends) -> Finding:
        """One number of guidance against the end that it is, or against the whole range."""
        if is_bound(claim.qualifier):
            side = is_least(claim.qualifier) == (claim.value >= 0)
            end, name = (ends.low, "low") if side else (ends.high, "high")
            if end is None:
                return Finding(Verdict.UNVERIFIABLE, None, f"{ends.of} has no {name} end")
            comparison = as_printed(claim, end.interval, self.mode)
            return self._finding(claim, comparison, end, f"the {name} end of {ends.of} is")
        hull = _hull(ends)
        if hull is not None:
            # A guided number is printed as it is, however it is hedged.
            compare = as_printed(claim, hull.interval, self.mode)
            if not hull.is_exact:
                compare = compared(claim, hull.interval, self.mode)
            return self._finding(claim, compare, hull, f"{ends.of} is")
        end = ends.low or ends.high
        if end is None:
            return Finding(Verdict.UNVERIFIABLE, None, f"{ends.of} is without a figure")
        comparison = compared(claim, end.interval, self.mode)
        if comparison.verdict is Verdict.TIES:
            comparison = Comparison(Verdict.CONSISTENT, "it is a bound there, with the other end open")
        return self._finding(claim, comparison, end, f"{ends.of} is")

    def _growth(self, claim: Claim, item: str, period: Period) -> Finding:
        """The growth guided, and what the amounts guided make of it."""
        ends = self.outlook.growth(item, period)
        said = None if ends is None else self._on_year_before(claim, period) or self._against(claim, ends)
        implied = self.outlook.implied(item, period, claim.base)
        if implied is not None and weakest(_given(implied)) is not Status.ILLUSTRATIVE:
            is_end = claim.qualifier in (Qualifier.LOW, Qualifier.HIGH)
            against = (
                self._against(claim, implied) if is_end and said is None else self._implied(claim, implied)
            )
            if said is None or (_fails(against) and not _fails(said)):
                return against
            return replace(said, reason=f"{said.reason}; {against.reason}")
        if said is None:
            raise MissingData(f"the workbook has no guidance that gives the growth of {item} for {period}")
        return said

    def _on_year_before(self, claim: Claim, period: Period) -> Finding | None:
        """What is wrong where growth is said to be on another base than the year before, as guidance is."""
        before = shifted(period, -4)
        if claim.base in (None, before):
            return None
        reason = f"the growth guided for {period} is on {before}, not on {claim.base}"
        return Finding(Verdict.CONTRADICTED, None, reason)

    def _implied(self, claim: Claim, implied: Ends) -> Finding:
        """The growth that the amounts guided give, tested at each end where it is a bound."""
        low, high = _given(implied)
        hull = _hull(implied)
        assert hull is not None
        if not is_bound(claim.qualifier):
            comparison = compared(claim, hull.interval, self.mode)
            return self._finding(claim, comparison, hull, f"by {implied.of} it is")
        found = f"by {implied.of} it is {self._told_ends(claim, implied)}"
        verdicts = [compared(claim, end.interval, self.mode).verdict for end in (low, high)]
        failing = [end for end, verdict in enumerate(verdicts) if verdict is Verdict.CONTRADICTED]
        if not failing:
            verdict = Verdict.TIES if set(verdicts) == {Verdict.TIES} else Verdict.CONSISTENT
            return Finding(verdict, hull, f"{found}: it holds at both ends")
        shown = (low, high)[failing[0]]
        hull = replace(hull, point=shown.point, expression=shown.expression)
        return Finding(Verdict.CONTRADICTED, hull, f"{_FAILURES[tuple(failing)]}: {found}")

    def _told_ends(self, claim: Claim, ends: Ends) -> str:
        low, high = (told(end.interval, claim, self.unit) for end in _given(ends))
        return f"{low} at the low end and {high} at the high end"

    def _finding(self, claim: Claim, comparison: Comparison, quantity: Quantity, words: str) -> Finding:
        reason = f"{words} {told(quantity.interval, claim, self.unit)}"
        if comparison.remark:
            reason = f"{reason}; {comparison.remark}"
        return Finding(comparison.verdict, quantity, reason)


def _fails(finding: Finding) -> bool:
    return finding.verdict is Verdict.CONTRADICTED


def _given(ends: Ends) -> Sequence[Quantity]:
    return ends.both() or ()


def _hull(ends: Ends) -> Quantity | None:
    """From the low end to the high end; live it is their middle."""
    both = ends.both()
    if both is None:
        return None
    low, high = both
    if low.is_exact and low.interval == high.interval:
        return low
    interval = Interval(
        low.interval.low, high.interval.high, low.interval.low_closed, high.interval.high_closed
    )
    middle = Op("/", Op("+", low.expression, high.expression), 2)
    cells = tuple(dict.fromkeys((*low.cells, *high.cells)))
    return Quantity(interval, (low.point + high.point) / Decimal(2), middle, cells, weakest(both))
