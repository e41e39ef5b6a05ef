"""The rate that stands for a quarter: of its days the latest, near its end, of yen per dollar."""

from __future__ import annotations

from datetime import date

import pytest

from xl_addin.domain.periods import FiscalCalendar, Quarter
from xl_addin.inputs.model import CellRef, Rate
from xl_addin.inputs.rates import AVERAGE, PERIOD_END, rate_of_quarter

QUARTER, APRIL = Quarter(2002, 1), 4


def rate(day: str, yen: float, basis: str = PERIOD_END, pair: str = "USDJPY", row: int = 2) -> Rate:
    return Rate(pair, date.fromisoformat(day), basis, yen, "H.10", CellRef("Rates", row, 4))


def of_quarter(*rates: Rate, basis: str = PERIOD_END, first_month: int = APRIL) -> float | None:
    found = rate_of_quarter(rates, "USDJPY", QUARTER, basis, FiscalCalendar(first_month))
    return None if found is None else found.rate


@pytest.mark.parametrize("order", [1, -1], ids=["oldest first", "latest first"])
def test_of_several_days_before_the_quarters_end_the_last_counts(order: int) -> None:
    rates = [rate("2002-06-24", 121.5), rate("2002-06-27", 119.5), rate("2002-06-28", 119.85)]
    assert of_quarter(*rates[::order]) == 119.85


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2002-06-30", True),  # 1Q02 ends on 30 June
        ("2002-06-23", True),  # seven days before
        ("2002-06-22", False),
        ("2002-07-01", False),
        ("2001-06-29", False),
    ],
)
def test_a_rate_counts_from_seven_days_before_the_quarters_end_to_its_end(day: str, counts: bool) -> None:
    assert (of_quarter(rate(day, 119.85)) is not None) is counts


def test_the_quarters_end_follows_the_first_month_of_the_fiscal_year() -> None:
    # With a fiscal year from January 1Q02 ends on 31 March 2002.
    assert of_quarter(rate("2002-03-29", 132.7), rate("2002-06-28", 119.85), first_month=1) == 132.7


def test_other_pairs_and_bases_are_no_rate_of_the_quarter() -> None:
    average, euro = rate("2002-06-30", 127.06, AVERAGE), rate("2002-06-29", 117.5, pair="EURJPY")
    end = rate("2002-06-28", 119.85)
    assert of_quarter(average, end, euro) == 119.85
    assert of_quarter(average, end, euro, basis=AVERAGE) == 127.06
    assert of_quarter(average, euro) is None
