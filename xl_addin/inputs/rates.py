"""The sheet Rates: exchange rates by date and basis, and the one that stands for a quarter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xl_addin.domain.fx import latest_of_quarter
from xl_addin.domain.periods import FiscalCalendar, Quarter
from xl_addin.domain.units import CURRENCIES
from xl_addin.inputs.cells import Cell
from xl_addin.inputs.model import Rate
from xl_addin.inputs.tables import Seen, Table

PERIOD_END = "period_end"
AVERAGE = "average"
BASES = (PERIOD_END, AVERAGE)
# The currencies that markets quote others in, the first before those behind it: EURUSD, USDJPY.
_QUOTED_FIRST = ("EUR", "GBP", "AUD", "NZD", "USD")


def read_rates(table: Table) -> tuple[Rate, ...]:
    """Every rate, by pair and oldest first."""
    seen, found = Seen(), []
    for row in table.rows():
        pair, basis = _pair(row.cell("pair").required()), row.cell("basis").required().choice(BASES)
        day, rate = row.cell("date").required().day(), _rate(row.cell("rate").required())
        source, ref = row.cell("source").text(), row.cell("rate").ref
        if not (pair and basis and day and rate and ref):
            continue
        if not seen.again(row, "pair", pair, day, basis):
            found.append(Rate(pair, day, basis, rate, source, ref))
    return tuple(sorted(found, key=lambda rate: (rate.pair, rate.date, rate.basis)))


@dataclass(frozen=True, slots=True)
class Conversion:
    """A rate that leads from one currency to another: amounts are divided by it, or multiplied."""

    rate: Rate
    divides: bool


def conversion_of_quarter(
    rates: Iterable[Rate], currencies: tuple[str, str], quarter: Quarter, basis: str, calendar: FiscalCalendar
) -> Conversion | None:
    """How amounts of a quarter are translated from the first of the currencies into the second.

    The pair of both serves, whichever way it is quoted.
    """
    own, wanted = currencies
    ways = {f"{wanted}{own}": True, f"{own}{wanted}": False}
    dated = ((rate.date, rate) for rate in rates if rate.pair in ways and rate.basis == basis)
    rate = latest_of_quarter(dated, quarter, calendar)
    return None if rate is None else Conversion(rate, ways[rate.pair])


def rate_of_quarter(
    rates: Iterable[Rate], pair: str, quarter: Quarter, basis: str, calendar: FiscalCalendar
) -> Rate | None:
    """The rate of a pair as it is quoted that stands for a quarter."""
    dated = ((rate.date, rate) for rate in rates if rate.pair == pair and rate.basis == basis)
    return latest_of_quarter(dated, quarter, calendar)


def market_pair(own: str, wanted: str) -> str:
    """The pair of two currencies as it is usually quoted."""
    leading = [code for code in _QUOTED_FIRST if code in (own, wanted)]
    first = leading[0] if leading else wanted
    return f"{first}{own if first == wanted else wanted}"


def _pair(cell: Cell) -> str:
    text = cell.word()
    pair = text.upper().replace("/", "").replace(" ", "")
    base, quote = pair[:3], pair[3:]
    if text and not (base != quote and {base, quote} <= CURRENCIES.keys()):
        cell.report(f"unknown currency pair '{text}'", "write it like USDJPY, for yen per dollar")
        return ""
    return pair


def _rate(cell: Cell) -> float | None:
    rate = cell.number()
    if rate is not None and rate <= 0:
        cell.report(f"the rate is {rate}", "a rate is above zero; USDJPY is yen per dollar")
        return None
    return rate
