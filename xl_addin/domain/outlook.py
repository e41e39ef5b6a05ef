"""Forecasts of the company's results by others."""

from __future__ import annotations

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.terms import AnyAmount, Forecasts
from xl_addin.errors import ExcelError


@excel_function(
    "IIJ_CONSENSUS",
    formula="SUM(values)/COUNT(values)",
    help_ja="各社の予想の平均(コンセンサス)を返します。",
    examples=[
        Example(([[850, 920, 980, 1030, 1120]],), 980, "4,900 over five contributors"),
        Example(([[10], [None], [20]],), 15, "a contributor without a forecast does not count"),
        Example(([[None, None]],), ExcelError.NA, "nobody gave one"),
        Example(([[10, "n/a"]],), ExcelError.VALUE),
    ],
)
def consensus(values: Forecasts) -> AnyAmount:
    """The mean of the contributors' forecasts.

    Args: a range of any shape in one currency and scale; blank cells are ignored.

    Returns:
        An amount in that currency and scale; #N/A without any forecast.

    Source: the conventions' chapter on guidance and consensus.
    """
    cells = [cell for row in values for cell in row if isinstance(cell, int | float)]
    return sum(cells) / len(cells)
