"""Translation of amounts into another currency."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.periods import FiscalCalendar, Quarter
from xl_addin.domain.terms import Amount, AnyAmount, ExchangeRate
from xl_addin.errors import ExcelError, UndefinedResult

# Holidays may keep the last rate of a quarter this far from its end.
LATEST_DAYS = 7


def rate_days(quarter: Quarter, calendar: FiscalCalendar) -> tuple[date, date]:
    """The first and the last day whose rate can stand for a quarter.

    Source: the conventions' chapter on currency.
    """
    end = quarter.end(calendar)
    return end - timedelta(days=LATEST_DAYS), end


Dated = TypeVar("Dated")


def latest_of_quarter(
    dated: Iterable[tuple[date, Dated]], quarter: Quarter, calendar: FiscalCalendar
) -> Dated | None:
    """What stands for a quarter: the latest of its last days. None where there is nothing of them."""
    first, last = rate_days(quarter, calendar)
    inside = [entry for entry in dated if first <= entry[0] <= last]
    return max(inside, key=lambda entry: entry[0])[1] if inside else None


@excel_function(
    "IIJ_FX",
    formula="IF(rate>0,amount/rate,#NUM!)",
    help_ja="金額を為替レートで換算します。",
    examples=[
        Example((11985, 119.85), 100.0, "JPY11,985 at JPY119.85 a dollar"),
        Example((-240, 120), -2.0),
        Example((100, 0), ExcelError.NUM, "a rate of zero is no rate"),
        Example((100, None), ExcelError.NA, "never the untranslated amount"),
        Example((100, "119.85"), ExcelError.VALUE),
    ],
)
def translated(amount: Amount, rate: ExchangeRate) -> AnyAmount:
    """An amount translated at a rate; USDJPY is yen per dollar.

    Args: the amount in any scale; the rate in units of its currency for one unit of the other.

    Returns:
        The amount in the other currency, same scale, unrounded.

    Raises:
        UndefinedResult: the rate is not above zero (#NUM!).

    Source: the conventions' chapter on foreign exchange.
    """
    if rate <= 0:
        raise UndefinedResult(f"the exchange rate is {rate}; it must be above zero")
    return amount / rate
