"""Margins: profit as a share of revenue, and their changes in percentage points."""

from __future__ import annotations

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.terms import BaseProfit, BaseRevenue, Points, Profit, Ratio, Revenue
from xl_addin.errors import ExcelError, UndefinedResult


@excel_function(
    "IIJ_MARGIN",
    # LibreOffice lets an error of its own division replace one that came before; a stated one it keeps.
    formula="IF(revenue>0,profit/revenue,IF(revenue<0,#NUM!,#DIV/0!))",
    help_ja="売上高に対する利益の比率を返します。",
    examples=[
        Example((25, 200), 0.125, "an eighth"),
        Example((-50, 200), -0.25, "a loss gives a negative margin"),
        Example((896, 0), ExcelError.DIV0),
        Example((896, -1), ExcelError.NUM, "revenue cannot be negative"),
    ],
)
def margin(profit: Profit, revenue: Revenue) -> Ratio:
    """Profit as a share of revenue.

    Args: one currency and scale for both.

    Returns:
        Fraction, unrounded. A loss gives a negative margin.

    Raises:
        UndefinedResult: revenue is zero (#DIV/0!) or negative (#NUM!).

    Source: the conventions' chapter on margins.
    """
    if revenue < 0:
        raise UndefinedResult(f"revenue is {revenue}; a margin needs revenue above zero")
    if revenue == 0:
        raise UndefinedResult("revenue is zero; a margin needs revenue above zero", ExcelError.DIV0)
    return profit / revenue


@excel_function(
    "IIJ_MARGIN_CHANGE",
    formula="(IIJ_MARGIN(profit,revenue)-IIJ_MARGIN(base_profit,base_revenue))*100",
    help_ja="利益率の変化をポイントで返します。",
    examples=[
        Example((25, 200, 1, 4), -12.5, "from 25% to 12.5%"),
        Example((3, 4, 1, 2), 25.0),
        Example((25, 200, 1, 0), ExcelError.DIV0),
        Example((25, -200, 1, 0), ExcelError.NUM, "judged left to right"),
    ],
)
def margin_change(
    profit: Profit, revenue: Revenue, base_profit: BaseProfit, base_revenue: BaseRevenue
) -> Points:
    """Change of a margin in percentage points.

    Args: one currency and scale within each period.

    Returns:
        Percentage points, unrounded: -3.4 is a fall from 12.5% to 9.1%.

    Raises:
        UndefinedResult: a revenue is zero (#DIV/0!) or negative (#NUM!).

    Source: the conventions' chapter on margins.
    """
    return (margin(profit, revenue) - margin(base_profit, base_revenue)) * 100
