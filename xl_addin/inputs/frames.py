"""Figures as a pandas table, for analysis beside the release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_addin.domain.periods import FiscalCalendar, Quarter
from xl_addin.inputs.model import Figures

if TYPE_CHECKING:
    import pandas as pd


def frame(figures: Figures) -> pd.DataFrame:
    """The quarterly figures: one row an item, one column a quarter.

    Returns:
        Floats in each item's unit, NaN for a blank. The columns are a PeriodIndex of the company's
        fiscal year; pandas counts a fiscal year by the calendar year it ends in, so 1Q02 of a year
        from April is 2003Q1 of frequency Q-MAR.
    """
    import pandas as pd  # noqa: PLC0415 - half a second that a build does not need

    calendar = figures.settings.calendar
    columns = pd.PeriodIndex([_period(quarter, calendar) for quarter in figures.quarters], name="quarter")
    rows = {key: [figures.value(key, quarter) for quarter in figures.quarters] for key in figures.items}
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="float64")


def _period(quarter: Quarter, calendar: FiscalCalendar) -> pd.Period:
    import pandas as pd  # noqa: PLC0415

    months = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
    return pd.Period(quarter.end(calendar), freq=f"Q-{months[calendar.last_month - 1]}")
