"""Revenue per contract and month; expected values by hand."""

from __future__ import annotations

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Scalar

NUM, DIV0 = ExcelError.NUM, ExcelError.DIV0


@pytest.mark.parametrize(
    ("revenue", "opening", "closing", "months", "result"),
    [
        (600, 90, 110, 3, 2.0),
        (600, 0, 100, 3, 4.0),  # a mean of 50
        (600, 100, 0, 3, 4.0),
        (600, 100, 100, 1.5, 4.0),
        (-300, 100, 100, 3, -1.0),
        (0, 100, 100, 3, 0.0),
        # no contracts, or fewer than none, or no time
        (600, 0, 0, 3, DIV0),
        (600, 100, -1, 3, NUM),
        (600, -1, 100, 3, NUM),
        (600, 100, 100, 0, NUM),
        (600, 100, 100, -3, NUM),
        (600, 0, 0, 0, NUM),
    ],
)
def test_revenue_is_spread_over_the_mean_of_the_counts_and_the_months(
    revenue: float, opening: float, closing: float, months: float, result: Scalar
) -> None:
    assert FUNCTIONS["IIJ_ARPU"].evaluate(revenue, opening, closing, months) == result
