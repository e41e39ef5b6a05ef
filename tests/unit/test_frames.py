"""Figures as a pandas table."""

from datetime import date

import pandas as pd
import pytest

from xl_addin.domain.periods import FiscalCalendar, Quarter
from xl_addin.hosts.jobs import packaged_input
from xl_addin.inputs.frames import _period, frame
from xl_addin.inputs.load import read_figures


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    figures, _ = read_figures(packaged_input())
    assert figures is not None
    return frame(figures)


def test_columns_are_the_fiscal_quarters(table: pd.DataFrame) -> None:
    last = table.columns[-1]
    assert last.start_time.date() == date(2002, 4, 1)
    assert last.end_time.date() == date(2002, 6, 30)
    assert str(last) == "2003Q1"


def test_a_figure_stands_in_its_row_and_column(table: pd.DataFrame) -> None:
    assert table.loc["operating_income"].iloc[-1] == -464


def test_a_blank_is_missing_and_not_zero(table: pd.DataFrame) -> None:
    assert pd.isna(table.loc["total_revenues"].iloc[0])


@pytest.mark.parametrize(
    ("first_month", "frequency", "start"),
    [(1, "Q-DEC", date(2002, 1, 1)), (4, "Q-MAR", date(2002, 4, 1)), (10, "Q-SEP", date(2002, 10, 1))],
)
def test_the_first_month_decides_the_frequency(first_month: int, frequency: str, start: date) -> None:
    period = _period(Quarter(2002, 1), FiscalCalendar(first_month))
    assert period.freqstr == frequency
    assert period.start_time.date() == start
