"""What a claim's figure is by the workbook: measure by measure, in the claim's unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from xl_addin.domain.periods import Period, Quarter
from xl_addin.domain.precision import Interval, decimal15
from xl_addin.errors import MissingData, UndefinedResult
from xl_addin.inputs.model import Status
from xl_addin.inputs.rates import AVERAGE, rate_of_quarter
from xl_addin.release.expressions import Expression, Op, call
from xl_addin.tieout.claims import Claim, Measure, Subject
from xl_addin.tieout.judging.known import Knowledge
from xl_addin.tieout.judging.quantity import Quantity, added, growth_of, negated, over, scaled, weakest
from xl_addin.tieout.judging.translation import Translation

TOTAL = "total_revenues"
POINTS: Mapping[str, int] = {"pt": 100, "bps": 10_000, "%": 1}
_TRANSLATES = re.compile(r"(\$|ドル) ?1? ?=|1 ?ドル|convenience|translat|換算|便宜", re.IGNORECASE)
_AVERAGE = re.compile(r"average|平均|期中", re.IGNORECASE)


class NotMeaningful(UndefinedResult):
    """A growth that has no meaning, though its figures are known.

    `is_illustrative` where one of them is made up; `both_losses` where texts print the change of the
    loss's size, though by the rules that is no growth.
    """

    def __init__(self, message: str, current: Quantity, before: Quantity) -> None:
        super().__init__(message)
        self.is_illustrative = weakest((current, before)) is Status.ILLUSTRATIVE
        self.both_losses = current.interval.high < 0 and before.interval.high < 0


class Expectation:
    """Computes claims from the workbook's own figures, each once."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self.translation = Translation(known)
        self._found: dict[Subject, Quantity | MissingData | UndefinedResult] = {}

    def of(self, claim: Claim) -> Quantity:
        """The claim's figure by the workbook, in the claim's unit.

        Raises:
            MissingData: there is nothing to compute it from.
            NotMeaningful: a growth on a base that is not above zero, or to a loss.
            UndefinedResult: another result that does not exist.
        """
        return self.rate(claim) if claim.measure is Measure.RATE else self.figure(claim.subject)

    def figure(self, subject: Subject) -> Quantity:
        """What a claim of this subject would have to be, but for rates of exchange. Raises as `of` does."""
        if subject not in self._found:
            try:
                self._found[subject] = self._by_measure[subject.measure](self, subject)
            except (MissingData, UndefinedResult) as error:
                self._found[subject] = error
        found = self._found[subject]
        if not isinstance(found, Quantity):
            raise found.with_traceback(None)
        return found

    def amount(self, subject: Subject) -> Quantity:
        """An amount, or a count."""
        item, period = subject.item_and_period
        return self.translation.figure(item, period, subject.unit)

    def growth(self, subject: Subject) -> Quantity:
        """Growth of one figure on another."""
        item, period = subject.item_and_period
        current, before = self.known.figure(item, period), self.known.figure(item, subject.compared_with)
        return grown(item, current, before, is_quarterly=_is_quarter_before(period, subject.compared_with))

    def margin(self, subject: Subject) -> Quantity:
        """A share of revenues, or of what else the item is a part of."""
        item, period = subject.item_and_period
        return self.share(item, period)

    def change(self, subject: Subject) -> Quantity:
        """The difference of two margins in points, or of two amounts."""
        item, period = subject.item_and_period
        if subject.unit in POINTS:
            return self._points(item, period, subject.compared_with, subject.unit)
        current, before = (
            self.translation.figure(item, each, subject.unit) for each in (period, subject.compared_with)
        )
        return added([current, negated(before)], Op("-", current.expression, before.expression))

    def rate(self, claim: Claim) -> Quantity:
        """An exchange rate; that of the release quarter where the text states what it translates at."""
        figures, translation = self.known.figures, self.translation
        if claim.item is not None and self.known.has(claim.item):
            return self.amount(claim.subject)
        if claim.item is None or claim.item.upper() not in {rate.pair for rate in figures.rates}:
            raise MissingData(f"the workbook has no {claim.item or 'such rate'}")
        release = figures.settings.release_quarter
        basis = AVERAGE if _AVERAGE.search(claim.sentence) else translation.basis
        quarter = release if claim.period is None else claim.period.quarters[-1]
        if quarter > release and translation.is_convenient and _TRANSLATES.search(claim.passage.text):
            quarter = release
        calendar = figures.settings.calendar
        found = rate_of_quarter(figures.rates, claim.item.upper(), quarter, basis, calendar)
        if found is None:
            kind = "average" if basis == AVERAGE else "period-end"
            raise MissingData(f"the workbook has no {kind} rate of {claim.item.upper()} at {quarter}")
        point = decimal15(found.rate)
        return Quantity(Interval.exactly(point), point, found.ref)

    def share(self, item: str, period: Period) -> Quantity:
        """The margin of an item in a period, as a fraction."""
        numerator, divisor = self._profit_and_revenue(item, period)
        expression = call("IIJ_MARGIN", numerator.expression, divisor.expression)
        return over(numerator, divisor, expression)

    def _profit_and_revenue(self, item: str, period: Period) -> tuple[Quantity, Quantity]:
        whole = denominator(self.known, item)
        profit, revenue = self.known.figure(item, period), self.known.figure(whole, period)
        if self.known.unit(item) != self.known.unit(whole):
            raise MissingData(f"{item} and {whole} are not in one unit")
        if revenue.interval.low <= 0:
            raise UndefinedResult(f"{whole} of {period} is not above zero: there is no margin")
        return profit, revenue

    def _points(self, item: str, period: Period, base: Period, unit: str) -> Quantity:
        current, before = self.share(item, period), self.share(item, base)
        figures = (*self._profit_and_revenue(item, period), *self._profit_and_revenue(item, base))
        change = call("IIJ_MARGIN_CHANGE", *(figure.expression for figure in figures))
        factor: int = POINTS[unit]
        expression: Expression = change if factor == 100 else Op("*", change, factor / 100)
        return scaled(added([current, negated(before)], expression), Decimal(factor))

    _by_measure: Mapping[Measure, Callable[[Expectation, Subject], Quantity]] = {
        Measure.AMOUNT: amount,
        Measure.COUNT: amount,
        Measure.GROWTH: growth,
        Measure.MARGIN: margin,
        Measure.CHANGE: change,
    }


def denominator(known: Knowledge, item: str) -> str:
    """What a margin of the item is a share of.

    Raises:
        MissingData: the item is that itself.
    """
    line = f"{item.removesuffix('_gross_profit')}_revenues"
    row = known.figures.items.get(item)
    if item == TOTAL:
        raise MissingData("revenues are no share of themselves")
    if item.endswith("_gross_profit") and known.has(line):
        return line
    if item == "shareholders_equity" and known.has("total_assets"):
        return "total_assets"
    return row.total_of if row is not None and row.total_of else TOTAL


def grown(item: str, current: Quantity, before: Quantity, *, is_quarterly: bool = False) -> Quantity:
    """Growth by the rules: above zero the base, not negative the figure.

    Raises:
        NotMeaningful: the rules give no number.
        UndefinedResult: the bounds leave open whether they do.
    """
    figures = f"{item}, {current.point:,} against {before.point:,}"
    if before.interval.high <= 0 or current.interval.high < 0:
        raise NotMeaningful(f"growth of {figures}, is n.m.: {_why(current, before)}", current, before)
    if before.interval.low <= 0 or current.interval.low < 0:
        raise UndefinedResult(f"growth of {figures}, may be n.m.: the bounds reach below zero")
    function = "IIJ_QOQ" if is_quarterly else "IIJ_YOY"
    return growth_of(current, before, call(function, current.expression, before.expression))


def _why(current: Quantity, before: Quantity) -> str:
    if before.interval.high > 0:
        return "it turned to a loss"
    return "the base is not above zero"


def _is_quarter_before(period: Period, base: Period) -> bool:
    return isinstance(period, Quarter) and base == period - 1
