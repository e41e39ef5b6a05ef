"""Figures as a pandas table, for analysis beside the release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xl_addin.domain.periods import Quarter
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

    first_month = figures.settings.first_month
    columns = pd.PeriodIndex([_period(quarter, first_month) for quarter in figures.quarters], name="quarter")
    rows = {key: [figures.value(key, quarter) for quarter in figures.quarters] for key in figures.items}
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns, dtype="float64")


def _period(quarter: Quarter, first_month: int) -> pd.Period:
    import pandas as pd  # noqa: PLC0415

    end = quarter.end(first_month)
    last_month = (first_month - 2) % 12
    months = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
    return pd.Period(end, freq=f"Q-{months[last_month]}")
