"""Units of claims against those of the workbook: scales, and currencies at the release's rate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from xl_addin.domain.periods import Period, Quarter
from xl_addin.domain.precision import Interval, decimal15
from xl_addin.domain.units import PERCENT, Unit, read_unit
from xl_addin.errors import MissingData
from xl_addin.inputs.model import Rate
from xl_addin.inputs.rates import AVERAGE, PERIOD_END, conversion_of_quarter
from xl_addin.release.expressions import Op, call
from xl_addin.tieout.judging.known import Knowledge
from xl_addin.tieout.judging.quantity import Quantity, over, scaled

_BITS: Mapping[str, int] = {"kbps": -3, "Mbps": 0, "Gbps": 3, "Tbps": 6}
_COUNTED = re.compile(r"(?P<scale>thousand|million|千|万|百万) ?\w+")
_COUNT_SCALES: Mapping[str, int] = {"thousand": 3, "million": 6, "千": 3, "万": 4, "百万": 6}


def currency(unit: str) -> str:
    """The currency of a unit; empty for a count."""
    return read_unit(unit).currency


def scale(unit: str) -> Decimal:
    """How many of its smallest a unit is: a million of JPY million, 1,000 Mbps of Gbps."""
    if (money := read_unit(unit)).is_money:
        return Decimal(1).scaleb(money.power)
    if unit in _BITS:
        return Decimal(1).scaleb(_BITS[unit])
    counted = _COUNTED.fullmatch(unit)
    return Decimal(1).scaleb(_COUNT_SCALES[counted["scale"]] if counted else 0)


class Translation:
    """Figures of the workbook in the units that texts print."""

    def __init__(self, known: Knowledge) -> None:
        self.known = known
        self.figures = known.figures
        settings = self.figures.settings
        self.basis = AVERAGE if settings.fx_mode == "average" else PERIOD_END
        self.is_convenient = settings.fx_mode == "convenience"

    def figure(self, item: str, period: Period, unit: str) -> Quantity:
        """What is known of an item, in the unit of a claim.

        Raises:
            MissingData: no such figure, no rate, or a unit that it cannot be given in.
        """
        if (each := self._of_each(item, period, unit)) is not None:
            return each
        quantity = self.known.figure(item, period)
        own = self.known.unit(item)
        if own.currency == currency(unit):
            return scaled(quantity, self.factor(own, unit))
        if self.is_convenient or isinstance(period, Quarter) or not self.known.is_flow(item):
            return self.in_unit(quantity, own, unit, period.quarters[-1])
        raise MissingData(f"{period} has no one rate: the workbook translates each quarter at its own")

    def _of_each(self, item: str, period: Period, unit: str) -> Quantity | None:
        """What is given for a share; it is neither summed nor scaled."""
        row = self.figures.items.get(item)
        asked = read_unit(unit)
        if not asked.per or row is None or row.unit != asked:
            return None
        return self.known.given(item, period)

    def in_unit(self, quantity: Quantity, own: Unit, unit: str, quarter: Quarter) -> Quantity:
        """A figure in another unit: on its scale, and in its currency at the rate for a quarter."""
        if own.currency == currency(unit):
            return scaled(quantity, self.factor(own, unit))
        if not (own.currency and currency(unit)):
            raise MissingData(f"{own} of the workbook cannot be compared with {unit}")
        rate, divides = self.rate(own.currency, currency(unit), quarter)
        fixed = decimal15(rate.rate)
        at = Quantity(Interval.exactly(fixed), fixed, rate.ref)
        if divides:
            moved = over(quantity, at, call("IIJ_FX", quantity.expression, rate.ref))
        else:
            moved = replace(scaled(quantity, fixed), expression=Op("*", quantity.expression, rate.ref))
        return scaled(moved, self.factor(own.in_currency(currency(unit)), unit))

    def factor(self, own: Unit, unit: str) -> Decimal:
        """What one of the workbook's unit is in the claim's, currencies being equal; percent as a fraction.

        Raises:
            MissingData: one is of each share or a rate of bits, the other not.
        """
        if read_unit(unit).per:
            raise MissingData(f"{own} of the workbook cannot be compared with {unit}")
        if (str(own) in _BITS) != (unit in _BITS):
            raise MissingData(f"{own} of the workbook cannot be compared with {unit}")
        return Decimal("0.01") if str(own) == unit == str(PERCENT) else scale(str(own)) / scale(unit)

    def rate(self, own: str, wanted: str, quarter: Quarter) -> tuple[Rate, bool]:
        """The rate that leads from one currency to another, and whether it divides.

        What lies after the release quarter is translated at its rate, there being no other.
        """
        release = self.figures.settings.release_quarter
        at = release if self.is_convenient or quarter > release else quarter
        found = conversion_of_quarter(
            self.figures.rates, (own, wanted), at, self.basis, self.figures.settings.calendar
        )
        if found is not None:
            return found.rate, found.divides
        raise MissingData(f"the workbook has no rate of {own} and {wanted} at {at}")
