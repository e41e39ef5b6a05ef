"""What is expected of a period ahead: the company's guidance at both ends, and the analysts' consensus."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from xl_addin.domain.periods import FiscalYear, HalfYear, Period, Quarter, shifted
from xl_addin.domain.precision import Interval, decimal15
from xl_addin.domain.units import Unit
from xl_addin.errors import AddinError, InvalidInput, MissingData
from xl_addin.inputs.model import Figure, Forecast, Guidance, Status
from xl_addin.inputs.units import GROWTH
from xl_addin.release.expressions import Op, call
from xl_addin.tieout.judging.expected import Expectation, grown
from xl_addin.tieout.judging.quantity import Key, Quantity, added, over, scaled, weakest

MEAN = "mean"
CONTRIBUTORS = ("contributors", "analysts", "firms", "brokers")


@dataclass(frozen=True, slots=True)
class Ends:
    """Both ends of what is guided; one that is open is None. `of` says what they are of."""

    low: Quantity | None
    high: Quantity | None
    of: str
    qualifier: str = "range"

    def both(self) -> tuple[Quantity, Quantity] | None:
        """The ends where both are given."""
        return None if self.low is None or self.high is None else (self.low, self.high)


class Outlook:
    """Guidance and consensus of the workbook, beside its own figures.

    `lines` is the guidance that holds, or some that was replaced, for what texts say of it.
    """

    def __init__(self, expectation: Expectation, lines: Sequence[Guidance]) -> None:
        self.expectation = expectation
        self.known = expectation.known
        self.figures = self.known.figures
        self._lines = {(line.item, line.period): line for line in lines}

    def is_ahead(self, period: Period) -> bool:
        """Whether the period ends after the quarter that is released."""
        return period.quarters[-1] > self.figures.settings.release_quarter

    def amount(self, item: str, period: Period, unit: str) -> Ends | None:
        """The amount guided for just this period, in a claim's unit; None without guidance.

        Raises:
            MissingData: the amount cannot be given in that unit.
        """
        line = self._lines.get((item, period))
        if line is None:
            return None
        to_unit, quarter = self.expectation.translation.in_unit, period.quarters[-1]
        low, high = (
            None if end is None else to_unit(end, self.known.common(line.unit), unit, quarter)
            for end in (self._end(line.low, line.unit), self._end(line.high, line.unit))
        )
        return Ends(low, high, f"{item} guided for {period}", line.qualifier)

    def total(self, item: str, period: Period, unit: str) -> Ends | None:
        """The amount of a longer period, in a claim's unit: its actual quarters with the guided ones."""
        ends, quarter = self._total(item, period), period.quarters[-1]
        if ends is None or (both := ends.both()) is None:
            return None
        to_unit, own = self.expectation.translation.in_unit, self.known.unit(item)
        low, high = (to_unit(end, own, unit, quarter) for end in both)
        return Ends(low, high, ends.of)

    def growth(self, item: str, period: Period) -> Ends | None:
        """The growth guided, as a fraction; None without such guidance."""
        line = self._lines.get((f"{item}{GROWTH}", period))
        if line is None:
            return None
        ends = (self._end(figure, line.unit) for figure in (line.low, line.high))
        low, high = (None if end is None else _hundredth(end) for end in ends)
        return Ends(low, high, f"growth of {item} guided for {period}", line.qualifier)

    def implied(self, item: str, period: Period, base: Period | None) -> Ends | None:
        """The growth that the amounts guided give at either end; None where they do not reach so far."""
        before = self._before(item, period, base)
        amounts = self._total(item, period)
        if before is None or amounts is None or (ends := amounts.both()) is None:
            return None
        try:
            low, high = (grown(item, end, before) for end in ends)
        except AddinError:
            return None
        return Ends(low, high, amounts.of)

    def _before(self, item: str, period: Period, base: Period | None) -> Quantity | None:
        try:
            return self.known.figure(item, base or shifted(period, -4))
        except (MissingData, InvalidInput):
            return None

    def _total(self, item: str, period: Period) -> Ends | None:
        """The amounts guided for a period; of a longer one, its actual quarters with the guided ones."""
        if item not in self.figures.items:
            return None
        unit = self.known.unit(item)
        whole = self.amount(item, period, str(unit))
        if whole is not None and whole.both() is not None:
            return whole
        if isinstance(period, Quarter) or not self.known.is_flow(item):
            return None
        parts = list(self._quarters(item, period, str(unit)))
        lows, highs = ([ends[side] for ends, _ in parts if ends] for side in (0, 1))
        if len(lows) < len(period.quarters):
            return None
        names = ", ".join(name for _, name in parts)
        low, high = (added(each, call("SUM", *(end.expression for end in each))) for each in (lows, highs))
        return Ends(low, high, f"{item} of {names}")

    def _quarters(
        self, item: str, period: HalfYear | FiscalYear | Period, unit: str
    ) -> Iterator[tuple[tuple[Quantity, Quantity] | None, str]]:
        """Both ends of each quarter, and what it is."""
        for quarter in period.quarters:
            try:
                actual = self.known.figure(item, quarter)
                yield (actual, actual), f"{quarter}"
            except MissingData:
                guided = self.amount(item, quarter, unit)
                yield guided.both() if guided else None, f"{quarter} as guided"

    def consensus(self, item: str, period: Period, unit: str) -> Quantity | None:
        """The analysts' mean in a claim's unit: the published one, else that of the contributors."""
        lines = self._forecasts(item, period)
        published = [line for line in lines if line.contributor.casefold() == MEAN]
        to_unit, quarter = self.expectation.translation.in_unit, period.quarters[-1]
        single = [
            to_unit(each, self.known.common(line.unit), unit, quarter)
            for line in lines
            if line not in published and (each := self._forecast(line, self._status(line))) is not None
        ]
        if published and (mean := self._forecast(published[-1], Status.PUBLISHED)) is not None:
            return to_unit(mean, self.known.common(published[-1].unit), unit, quarter)
        if not single:
            return None
        total = added(single, call("SUM", *(each.expression for each in single)))
        count = Quantity(Interval.exactly(len(single)), Decimal(len(single)), len(single))
        return over(total, count, Op("/", total.expression, len(single)))

    def contributors(self, period: Period | None) -> Quantity:
        """How many analysts the consensus is of.

        Raises:
            MissingData: no one's forecast is given, or those of several items or periods.
        """
        lines = [
            line
            for line in self.figures.consensus
            if line.contributor.casefold() != MEAN and period in (None, line.period)
        ]
        subjects = dict.fromkeys((line.item, line.period) for line in lines)
        if len(subjects) != 1:
            raise MissingData("the workbook has no one consensus to count the contributors of")
        single = [each for line in lines if (each := self._forecast(line, self._status(line))) is not None]
        if not single:
            raise MissingData("no contributor to the consensus has a forecast")
        count = Decimal(len(single))
        expression = call("COUNT", *(each.expression for each in single))
        return Quantity(Interval.exactly(count), count, expression, tuple(subjects), weakest(single))

    def _forecasts(self, item: str, period: Period) -> Sequence[Forecast]:
        return [line for line in self.figures.consensus if (line.item, line.period) == (item, period)]

    def _status(self, line: Forecast) -> Status:
        return self.figures.status(line.item, line.period)

    def _end(self, figure: Figure, unit: Unit) -> Quantity | None:
        """An input cell in the unit that figures are put together in; None where it is blank."""
        if figure.value is None:
            return None
        point = decimal15(figure.value)
        return self.known.in_common(Quantity(Interval.exactly(point), point, figure.ref), unit)

    def _forecast(self, line: Forecast, status: Status) -> Quantity | None:
        quantity = self._end(line.value, line.unit)
        keys: tuple[Key, ...] = () if status is Status.PUBLISHED else ((line.item, line.period),)
        return None if quantity is None else replace(quantity, cells=keys, status=status)


def _hundredth(percent: Quantity) -> Quantity:
    fraction = scaled(percent, Decimal("0.01"))
    return replace(fraction, expression=Op("/", percent.expression, 100))
