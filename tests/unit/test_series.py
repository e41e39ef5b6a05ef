"""IIJ_GROWTH_SERIES and IIJ_LTM."""

from __future__ import annotations

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Rows, Value

SERIES, LTM = FUNCTIONS["IIJ_GROWTH_SERIES"], FUNCTIONS["IIJ_LTM"]
NA, NUM, VALUE, DIV0 = ExcelError.NA, ExcelError.NUM, ExcelError.VALUE, ExcelError.DIV0

QUARTERS = [[100, 110, 120, 130, 150, 99]]
# 150 over 100 and 99 over 110.
OVER_A_YEAR = [[NA, NA, NA, NA, 0.5, -0.1]]


def transposed(rows: Rows) -> Rows:
    return [list(column) for column in zip(*rows, strict=True)]


def test_growth_over_a_year_stands_below_each_quarter() -> None:
    assert SERIES.evaluate(QUARTERS, 4) == OVER_A_YEAR
    assert SERIES.evaluate(transposed(QUARTERS), 4) == transposed(OVER_A_YEAR)


def test_a_table_is_read_along_its_longer_side() -> None:
    table = [[1, 2, 4], [10, 20, 15]]
    growth = [[NA, 1, 1], [NA, 1, -0.25]]
    assert SERIES.evaluate(table, 1) == growth
    assert SERIES.evaluate(transposed(table), 1) == transposed(growth)


def test_a_square_is_read_along_its_rows() -> None:
    assert SERIES.evaluate([[1, 2], [10, 5]], 1) == [[NA, 1], [NA, -0.5]]


@pytest.mark.parametrize("lag", [6, 7, 1000])
def test_a_lag_as_long_as_the_series_leaves_no_growth(lag: int) -> None:
    assert SERIES.evaluate(QUARTERS, lag) == [[NA] * 6]


@pytest.mark.parametrize("lag", [0, -1, 1.5, 1e15])
def test_a_lag_is_a_number_of_cells(lag: float) -> None:
    assert SERIES.evaluate(QUARTERS, lag) is NUM


@pytest.mark.parametrize(("lag", "error"), [(None, NA), ("1", VALUE), (True, VALUE), (DIV0, DIV0)])
def test_a_lag_is_a_number(lag: Value, error: ExcelError) -> None:
    assert SERIES.evaluate(QUARTERS, lag) is error


def test_each_cell_is_judged_before_its_base() -> None:
    found = SERIES.evaluate([["x", 10, DIV0, 12, None, 5, True, 8]], 1)
    assert found == [[NA, VALUE, DIV0, DIV0, NA, NA, VALUE, VALUE]]


def test_what_growth_without_meaning_gives_is_the_callers_choice() -> None:
    assert SERIES.evaluate([[-5, 10]], 1, "turned") == [[NA, "turned"]]
    assert SERIES.evaluate([[-5, 10]], 1, None) == [[NA, "n.m."]]


def test_a_single_cell_has_nothing_before_it() -> None:
    assert SERIES.evaluate([[5]], 1) == [[NA]]


def test_jagged_rows_are_no_range() -> None:
    assert SERIES.evaluate([[1, 2], [3]], 1) is VALUE


def test_twelve_months_are_four_quarters() -> None:
    assert LTM.evaluate([[8334, 9097, 9858, 12115]]) == 39404
    assert LTM.evaluate([[8334], [9097], [9858], [12115]]) == 39404


@pytest.mark.parametrize("missing", range(4))
def test_a_missing_quarter_makes_twelve_months_missing(missing: int) -> None:
    quarters: list[float | None] = [8334, 9097, 9858, 12115]
    quarters[missing] = None
    assert LTM.evaluate([quarters]) is NA  # type: ignore[list-item]


@pytest.mark.parametrize("quarters", [5, [[5]], [[1, 2, 3]], [[1, 2, 3, 4, 5]]])
def test_other_than_four_quarters_are_no_year(quarters: Value) -> None:
    assert LTM.evaluate(quarters) is VALUE


def test_a_lag_is_at_most_the_rows_of_a_sheet() -> None:
    growth = FUNCTIONS["IIJ_GROWTH_SERIES"]
    assert growth.evaluate([[10, 12]], 1_048_576) == [[ExcelError.NA, ExcelError.NA]]
    assert growth.evaluate([[10, 12]], 1_048_577) is ExcelError.NUM
