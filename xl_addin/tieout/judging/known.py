"""What the workbook knows of an item and a period: from its cells, their sums, and what a year leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from xl_addin.domain.items import ItemKind
from xl_addin.domain.periods import FiscalYear, HalfYear, Period, Quarter, to_date
from xl_addin.domain.precision import Interval, decimal15
from xl_addin.domain.units import Unit
from xl_addin.errors import AddinError, MissingData
from xl_addin.inputs.model import Figures, Status
from xl_addin.release.expressions import Expression, Op, call
from xl_addin.release.units import in_unit
from xl_addin.tieout.judging.quantity import (
    Quantity,
    added,
    bounded,
    firmness,
    narrowed,
    negated,
    over,
    scaled,
)

# Items that are a sum or a difference of two others, where the workbook has no row of their own.
DERIVED: Mapping[str, tuple[str, str, str]] = {
    "ebitda": ("+", "operating_income", "depreciation_amortization"),
    "adjusted_ebitda": ("+", "operating_income", "depreciation_amortization"),
    "gross_profit": ("-", "total_revenues", "cost_of_revenues"),
    "cost_of_revenues": ("-", "total_revenues", "gross_profit"),
}
# What a longer period has of its closing quarter: balances, and counts such as contracts.
_AT_THE_END = (ItemKind.BALANCE, ItemKind.COUNT)
_ARPU = "arpu"
_LABELS = {"ebitda": "EBITDA", "adjusted_ebitda": "adjusted EBITDA", _ARPU: "ARPU"}
_MONTHS = 3


class Knowledge:
    """The figures, and what was found out about them so far."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self._found: dict[tuple[str, Period], Quantity | AddinError] = {}

    def figure(self, item: str, period: Period) -> Quantity:
        """What is known of an item, in the unit of `unit`.

        Raises:
            MissingData: the workbook has no such item or not every quarter of the period.
            UndefinedResult: a ratio without meaning.
        """
        key = item, period
        if key not in self._found:
            try:
                self._found[key] = self._figure(item, period)
            except AddinError as error:
                self._found[key] = error
        found = self._found[key]
        if isinstance(found, AddinError):
            raise found.with_traceback(None)
        return found

    def has(self, item: str) -> bool:
        """Whether the item is a row, or made of rows."""
        return item in self.figures.items or all(part in self.figures.items for part in self._parts(item))

    def unit(self, item: str) -> Unit:
        """The unit of an item's figures here: of amounts the workbook's, else its own."""
        return self.common(self.figures.items[self._row(item)].unit)

    def common(self, unit: Unit) -> Unit:
        """The unit in which what has this one is put beside other figures."""
        shared = self.figures.settings.unit
        return unit if unit.factor(shared) is None else shared

    def is_flow(self, item: str) -> bool:
        """Whether its quarters may be summed."""
        return self.figures.items[self._row(item)].is_flow

    def label(self, item: str) -> str:
        """What the workbook calls an item."""
        row = self.figures.items.get(item)
        if row is not None and row.label:
            return row.label
        return _LABELS.get(item, item.replace("_", " "))

    def _row(self, item: str) -> str:
        return item if item in self.figures.items else self._parts(item)[0]

    def _parts(self, item: str) -> tuple[str, str]:
        """The rows that an item is made of; the item itself where it is made of none."""
        if item in DERIVED:
            return DERIVED[item][1:]
        if is_arpu(item):
            line = item.removesuffix(_ARPU).rstrip("_") or "ip_service"
            return f"{line}_revenues", f"{line}_contracts"
        return item, item

    def _figure(self, item: str, period: Period) -> Quantity:
        if item in self.figures.items:
            return self._of_row(item, period)
        if not self.has(item):
            raise MissingData(f"the workbook has no {item}")
        if item in DERIVED:
            return self._derived(item, period)
        return self._arpu(item, period)

    def _of_row(self, item: str, period: Period) -> Quantity:
        readings = list(self._readings(item, period))
        if not readings:
            raise MissingData(self._gap(item, period))
        best = min(readings, key=lambda reading: firmness(reading.status))
        if best.is_exact or best.status is Status.ILLUSTRATIVE:
            return best
        others = (each for each in readings if each is not best and each.status is not Status.ILLUSTRATIVE)
        return narrowed(best, others)

    def _readings(self, item: str, period: Period) -> Iterator[Quantity]:
        """The period's own cell, the sum of its quarters, and the year without the other quarters."""
        if (cell := self._cell(item, period)) is not None:
            yield cell
        row = self.figures.items[item]
        if not row.is_flow:
            closing = self._cell(item, period.quarters[-1]) if row.kind in _AT_THE_END else None
            if closing is not None and not isinstance(period, Quarter):
                yield replace(closing, note=f"{item} at the end of {period.quarters[-1]}")
            return
        if not isinstance(period, Quarter) and (parts := self._cells(item, period.quarters)):
            yield added(parts, call("SUM", *(part.expression for part in parts)))
        yield from self._left_of_year(item, period)

    def _left_of_year(self, item: str, period: Period) -> Iterator[Quantity]:
        year = FiscalYear(period.quarters[0].fiscal_year)
        whole = self._cell(item, year)
        if whole is None or isinstance(period, FiscalYear) or period.quarters[-1] not in year.quarters:
            return
        others = [quarter for quarter in year.quarters if quarter not in period.quarters]
        rest = self._cells(item, others)
        if not others:
            yield whole
        elif rest:
            less = call("SUM", *(part.expression for part in rest))
            note = f"{item} of {period} is {year} less {', '.join(map(str, others))}"
            yield replace(
                added([whole, *map(negated, rest)], Op("-", whole.expression, less)),
                note=note,
            )

    def given(self, item: str, period: Period) -> Quantity | None:
        """An input cell as it stands, in the unit of its row; None where it is blank or not there."""
        figure = self.figures.figure(item, period)
        if figure is None or figure.value is None:
            return None
        key = item, to_date(period)
        point, source = decimal15(figure.value), self.figures.sources.get(key)
        if source is None:
            return Quantity(Interval.exactly(point), point, figure.ref, (key,))
        low, high = (point if end is None else decimal15(end) for end in (source.low, source.high))
        interval = bounded(min(low, point), max(high, point), point)
        return Quantity(interval, point, figure.ref, (key,), source.status)

    def _cell(self, item: str, period: Period) -> Quantity | None:
        cell = self.given(item, period)
        return None if cell is None else self.in_common(cell, self.figures.items[item].unit)

    def in_common(self, quantity: Quantity, unit: Unit) -> Quantity:
        """A figure of an input cell in the common unit."""
        wanted = self.common(unit)
        expression = in_unit(quantity.expression, unit, wanted)
        if unit == wanted or expression is None:
            return quantity
        moved = scaled(quantity, unit.factor(wanted) or Decimal(1))
        return replace(moved, expression=expression)

    def _cells(self, item: str, quarters: Iterable[Quarter]) -> list[Quantity]:
        """The cells of the quarters, none where one is missing."""
        found = [self._cell(item, quarter) for quarter in quarters]
        return [] if None in found else [cell for cell in found if cell is not None]

    def _gap(self, item: str, period: Period) -> str:
        """Which cell is missing."""
        wanted: Sequence[Period] = period.quarters if self.figures.items[item].is_flow else (period,)
        missing = [each for each in wanted if self.figures.value(item, each) is None] or [period]
        held = {*self.figures.quarters, *self.figures.years}
        how = "is blank" if missing[0] in held else "is not in the workbook"
        return f"{item} {missing[0]} {how}"

    def _derived(self, item: str, period: Period) -> Quantity:
        sign, *names = DERIVED[item]
        first, second = (self._of_row(name, period) for name in names)
        if len({self.unit(name) for name in names}) > 1:
            raise MissingData(f"{' and '.join(names)} are not in one unit")
        if sign == "-":
            return added([first, negated(second)], Op("-", first.expression, second.expression))
        whole = added([first, second], call("IIJ_EBITDA", first.expression, second.expression))
        return self._taken_back(whole, first, second)

    def _taken_back(self, whole: Quantity, income: Quantity, depreciation: Quantity) -> Quantity:
        """EBITDA from depreciation that was itself EBITDA less operating income.

        The bounds of such depreciation already hold those of the income, so that adding the income takes
        them back: 792 to 794 with -464.5 to -463.5 is 328.5 to 329.5, what was printed as 329.
        """
        source = self.figures.sources.get(depreciation.cells[0]) if len(depreciation.cells) == 1 else None
        low = depreciation.interval.low + income.interval.high
        high = depreciation.interval.high + income.interval.low
        if source is None or "ebitda" not in source.rests_on.casefold() or low > high:
            return whole
        return replace(whole, interval=bounded(min(low, whole.point), max(high, whole.point), whole.point))

    def _arpu(self, item: str, period: Period) -> Quantity:
        """Revenue per contract and month, in the revenue's unit."""
        revenues, contracts = self._parts(item)
        first, last = period.quarters[0], period.quarters[-1]
        income = self._of_row(revenues, period)
        counts = [self._of_row(contracts, first - 1), self._of_row(contracts, last)]
        months = _MONTHS * len(period.quarters)
        args: list[Expression] = [income.expression, *(count.expression for count in counts)]
        if months != _MONTHS:
            args.append(months)
        expression = call("IIJ_ARPU", *args)
        divisor = scaled(added(counts, expression), Decimal(months) / 2)
        return over(income, divisor, expression)


def is_arpu(item: str) -> bool:
    """Whether an item is revenue per contract, of the service that revenues are asked of or of a line."""
    return item == _ARPU or item.endswith("_" + _ARPU)


def periods_of(figures: Figures) -> tuple[Period, ...]:
    """The quarters, halves and years that the workbook can say something of, oldest first in each kind."""
    years = sorted({*figures.years, *(FiscalYear(quarter.fiscal_year) for quarter in figures.quarters)})
    halves = [HalfYear(year.year, number) for year in years for number in (1, 2)]
    return (*figures.quarters, *halves, *years)
