"""Verdicts: each claim of a text against the workbook, with the figure it was computed from and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from xl_addin.errors import MissingData, UndefinedResult
from xl_addin.inputs.model import Figures, Status
from xl_addin.inputs.units import GROWTH
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.grammar.reservations.reasons import SUPERSEDED
from xl_addin.tieout.judging.candidates import Candidates
from xl_addin.tieout.judging.circles import resting_on
from xl_addin.tieout.judging.comparison import Verdict, compared
from xl_addin.tieout.judging.consistency import cross_checked
from xl_addin.tieout.judging.expected import Expectation, NotMeaningful
from xl_addin.tieout.judging.expecting import Expecting, Finding
from xl_addin.tieout.judging.guided import CONTRIBUTORS, Outlook
from xl_addin.tieout.judging.judged import Judged
from xl_addin.tieout.judging.known import Knowledge
from xl_addin.tieout.judging.moves import moved_otherwise
from xl_addin.tieout.judging.telling import told, told_basis, told_cells

__all__ = ["Judge", "Judged", "Verdict", "judge"]


def judge(claims: Sequence[Claim], figures: Figures) -> tuple[Judged, ...]:
    """The verdict on each claim, in their order."""
    return Judge(figures).judge(claims)


class Judge:
    """Judges claims against one workbook; what it finds out about an item and a period it keeps."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.mode = figures.settings.rounding
        self.known = Knowledge(figures)
        self.expectation = Expectation(self.known)
        self.outlook = Outlook(self.expectation, figures.guidance)
        self.expecting = Expecting(self.outlook, self.mode, figures.settings.unit)
        self.candidates = Candidates(self.outlook)

    def judge(self, claims: Sequence[Claim]) -> tuple[Judged, ...]:
        """The verdict on each claim, in their order, each seen beside the others of the text."""
        judged = [self.by_workbook(claim) for claim in claims]
        return cross_checked(judged, self.expectation)

    def by_workbook(self, claim: Claim) -> Judged:
        """The verdict that the workbook gives, the other claims of the text left aside."""
        if claim.doubts:
            before = self._as_replaced(claim) if claim.doubts == (SUPERSEDED,) else None
            doubted = Finding(Verdict.UNVERIFIABLE, None, "; ".join(claim.doubts))
            return self._judged(claim, before or doubted)
        try:
            finding = self._moved(claim, self._firm(claim, self._finding(claim)))
        except NotMeaningful as error:
            is_open = error.is_illustrative or error.both_losses
            verdict = Verdict.UNVERIFIABLE if is_open else Verdict.CONTRADICTED
            return Judged(claim, verdict, str(error))
        except (MissingData, UndefinedResult) as error:
            return Judged(claim, Verdict.UNVERIFIABLE, str(error))
        return self._judged(claim, finding)

    def _as_replaced(self, claim: Claim) -> Finding | None:
        """The earlier guidance that a claim about an earlier forecast ties with; None where there is none."""
        for line in sorted(self.figures.replaced_guidance, key=lambda line: line.issued or date.min):
            if line.period != claim.period or line.item.removesuffix(GROWTH) != claim.item:
                continue
            earlier = Expecting(Outlook(self.expectation, (line,)), self.mode, self.figures.settings.unit)
            try:
                finding = earlier.judge(claim)
            except (MissingData, UndefinedResult):
                continue
            if finding.verdict is Verdict.TIES:
                return replace(finding, reason=f"{finding.reason}; issued {line.issued}, replaced since")
        return None

    def _moved(self, claim: Claim, finding: Finding) -> Finding:
        """The finding, or that the level is right but not which way it went."""
        sound = finding.verdict in (Verdict.TIES, Verdict.CONSISTENT)
        if not sound or finding.quantity is None:
            return finding
        wrong = moved_otherwise(claim, finding.quantity, self.expectation, self.figures.settings.unit)
        return replace(finding, verdict=Verdict.CONTRADICTED, reason=wrong) if wrong else finding

    def _judged(self, claim: Claim, finding: Finding) -> Judged:
        found = self.candidates.of(claim) if finding.verdict is Verdict.CONTRADICTED else ()
        if (quantity := finding.quantity) is None:
            return Judged(claim, finding.verdict, finding.reason, candidates=found)
        return Judged(
            claim,
            finding.verdict,
            finding.reason,
            quantity.interval,
            quantity.point,
            quantity.expression,
            quantity.cells,
            quantity.status,
            found,
        )

    def _finding(self, claim: Claim) -> Finding:
        """What the workbook says, of what was or of what is expected."""
        if claim.measure is Measure.RATE:
            return self._actual(claim)
        if claim.measure is Measure.COUNT and _counts_contributors(claim):
            return self._contributors(claim)
        if claim.period is not None and self.outlook.is_ahead(claim.period) and not self._has_figure(claim):
            return self.expecting.judge(claim)
        return self.expecting.judge(claim) if claim.is_outlook else self._actual(claim)

    def _contributors(self, claim: Claim) -> Finding:
        count = self.outlook.contributors(claim.period)
        verdict = compared(claim, count.interval, self.mode).verdict
        return Finding(verdict, count, f"the workbook has the forecasts of {count.point} contributors")

    def _has_figure(self, claim: Claim) -> bool:
        try:
            self.expectation.of(claim)
        except (MissingData, UndefinedResult):
            return False
        return True

    def _actual(self, claim: Claim) -> Finding:
        quantity = self.expectation.of(claim)
        known = told(quantity.interval, claim, self.figures.settings.unit)
        basis = told_basis(quantity)
        reason = f"the workbook has {known}" + (f", from {basis}" if basis else "")
        reason = f"{reason} ({quantity.note})" if quantity.note else reason
        if claim.qualifier is Qualifier.NEAR:
            return Finding(Verdict.UNVERIFIABLE, quantity, f"{reason}; how near that is to it, no rule says")
        comparison = compared(claim, quantity.interval, self.mode)
        if comparison.verdict is Verdict.CONSISTENT and not comparison.remark:
            reason = f"{reason}, of which a part prints as {claim.printed}"
        remark = f"; {comparison.remark}" if comparison.remark else ""
        return Finding(comparison.verdict, quantity, f"{reason}{remark}")

    def _firm(self, claim: Claim, finding: Finding) -> Finding:
        """The finding as far as its figures bear it: made up ones and those in a circle confirm nothing."""
        quantity = finding.quantity
        if quantity is None or finding.verdict is Verdict.UNVERIFIABLE:
            return finding
        if quantity.status is Status.ILLUSTRATIVE:
            made_up = tuple(key for key in quantity.cells if self.figures.status(*key) is Status.ILLUSTRATIVE)
            reason = f"it rests on illustrative figures ({told_cells(made_up)}); {finding.reason}"
            return replace(finding, verdict=Verdict.UNVERIFIABLE, reason=reason)
        circle = resting_on(claim, quantity, self.figures)
        if not circle or finding.verdict is Verdict.CONTRADICTED:
            return finding
        named = told_cells(circle)
        if finding.verdict is Verdict.TIES or len(circle) == len(quantity.cells):
            reason = f"{named} was itself taken from {claim.printed}; {finding.reason}"
            return replace(finding, verdict=Verdict.UNVERIFIABLE, reason=reason)
        return replace(finding, reason=f"{finding.reason}; the bounds of {named} rest on it too")


def _counts_contributors(claim: Claim) -> bool:
    return claim.item is not None and claim.item.rpartition("_")[2] in CONTRIBUTORS
