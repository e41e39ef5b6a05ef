"""The sheet Rates: exchange rates by date and basis, and the one that stands for a quarter."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin.domain.fx import rate_days
from xl_addin.domain.periods import FiscalCalendar, Quarter
from xl_addin.inputs.cells import Cell
from xl_addin.inputs.model import Rate
from xl_addin.inputs.rate_checks import PER_DOLLAR
from xl_addin.inputs.tables import Seen, Table

USDJPY = "USDJPY"
PERIOD_END = "period_end"
AVERAGE = "average"
BASES = (PERIOD_END, AVERAGE)


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


def rate_of_quarter(
    rates: Iterable[Rate], quarter: Quarter, basis: str, calendar: FiscalCalendar
) -> Rate | None:
    """The latest rate of yen per dollar inside the quarter, at most seven days before its end."""
    first, last = rate_days(quarter, calendar)
    inside = [
        rate for rate in rates if rate.pair == USDJPY and rate.basis == basis and first <= rate.date <= last
    ]
    return max(inside, key=lambda rate: rate.date, default=None)


def _pair(cell: Cell) -> str:
    text = cell.word()
    pair = text.upper().replace("/", "")
    base, quote = pair[:3], pair[3:]
    if pair == "JPYUSD":
        cell.report("rates are given as yen per dollar", "write USDJPY, and the yen that a dollar costs")
    elif text and not (base != quote and {base, quote} <= PER_DOLLAR.keys()):
        cell.report(f"unknown currency pair '{text}'", f"write it like {USDJPY}, for yen per dollar")
    else:
        return pair
    return ""


def _rate(cell: Cell) -> float | None:
    rate = cell.number()
    if rate is not None and rate <= 0:
        cell.report(f"the rate is {rate}", "a rate is above zero; USDJPY is yen per dollar")
        return None
    return rate
