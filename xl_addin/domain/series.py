"""Quarters in a row: growth along them, and their sum over twelve months."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from xl_addin.catalog import Example, Scalar, excel_function
from xl_addin.domain.growth import NOT_MEANINGFUL, yoy
from xl_addin.domain.periods import QUARTERS
from xl_addin.domain.precision import whole_number
from xl_addin.domain.terms import AnyAmount, FourQuarters, GrowthRows, IfNotMeaningful, Lag, Series
from xl_addin.errors import ExcelError, InvalidInput, UndefinedResult

_NA = ExcelError.NA
_LONGEST = 1_048_576  # the rows of a sheet

_BASE = "INDEX(series,IF(along_row,DOWN(series),back),IF(along_row,back,ACROSS(series)))"
_SERIES_PARTS = {
    "along_row": "COLUMNS(series)>=ROWS(series)",
    "place": "IF(along_row,ACROSS(series),DOWN(series))",
    "back": "IF(place>lag,place-lag,1)",
    "base": _BASE,
    # Asked before the cells are taken out of their range, where a blank would be zero.
    "base_blank": _BASE.replace("INDEX(series", "INDEX(ISBLANK(series)+0"),
}
_GROWTH_OF_CELL = "IF((base>0)*(series>=0),(series-base)/base,if_nm)"
_SERIES = (
    f"IF((ROUND(lag,0)<>lag)+(lag<1)+(lag>{_LONGEST})>0,#NUM!,IF(place<=lag,#N/A,IF(ISNUMBER(series),"
    f"IF(base_blank>0,#N/A,IF(ISNUMBER(base),{_GROWTH_OF_CELL},IF(ISERROR(base),base,#VALUE!))),"
    "IF(ISERROR(series),series,IF(ISBLANK(series),#N/A,#VALUE!)))))"
)


@excel_function(
    "IIJ_GROWTH_SERIES",
    formula=_SERIES,
    where=_SERIES_PARTS,
    help_ja="数値の並びの各セルについて、指定したセル数だけ前の数値に対する伸び率を返します。",
    examples=[
        Example(([[10, 12, 9]], 1), [[_NA, 0.2, -0.25]], "each over the cell before"),
        Example(([[10], [20], [15], [30]], 2), [[_NA], [_NA], [0.5], [0.5]], "over the cell before the last"),
        Example(([[10, None, 12]], 1), [[_NA, _NA, _NA]], "a blank is no zero, as figure or as base"),
        Example(([[-5, 10, -2]], 1), [[_NA, "n.m.", "n.m."]]),
        Example(([[-5, 10]], 1, _NA), [[_NA, _NA]], "for a chart, which draws text as zero"),
        Example(([[4, "n/a", 5]], 1), [[_NA, ExcelError.VALUE, ExcelError.VALUE]]),
        Example(([[1, 2, 4], [5, 4, 3]], 1), [[_NA, 1, 1], [_NA, -0.2, -0.25]], "a table, row by row"),
        Example(([[10, 12]], 0), ExcelError.NUM, "a figure does not grow over itself"),
    ],
)
def growth_series(series: Series, lag: Lag, if_nm: IfNotMeaningful = NOT_MEANINGFUL) -> GrowthRows:
    """Growth of each figure of a series over the one so many cells before it.

    Args: a row, a column or a table, read along its longer side, a square along its rows; one currency
        and scale along it. Each cell is judged as by IIJ_YOY, the current figure before its base.

    Returns:
        Fractions in the shape of the series, #N/A in the first `lag` cells; `if_nm` where the base is
        not above zero or the figure is negative.

    Raises:
        UndefinedResult: `lag` is no whole number from 1 to 1,048,576 (#NUM!).

    Source: the conventions' table of growth.
    """
    steps = whole_number(lag, "lag")
    if not 1 <= steps <= _LONGEST:
        raise UndefinedResult(f"lag is {lag}; the base stands 1 to {_LONGEST:,} cells before")
    if len(series[0]) >= len(series):
        return [_along(row, steps, if_nm) for row in series]
    columns = [_along(column, steps, if_nm) for column in zip(*series, strict=True)]
    return [list(row) for row in zip(*columns, strict=True)]


def _along(figures: Sequence[Scalar], steps: int, if_nm: Any) -> list[Any]:
    first = min(steps, len(figures))
    pairs = zip(figures[first:], figures, strict=False)
    return [_NA] * first + [yoy.spec.evaluate(current, base, if_nm) for current, base in pairs]


@excel_function(
    "IIJ_LTM",
    formula="IF(ROWS(four_quarters)*COLUMNS(four_quarters)=4,SUM(four_quarters),#VALUE!)",
    help_ja="連続する4四半期(直近12か月)の合計を返します。",
    examples=[
        Example(([[1, 2, 3, 4]],), 10),
        Example(([[8], [-3], [2], [1]],), 8, "a loss counts"),
        Example(([[1, 2, None, 4]],), ExcelError.NA, "a missing quarter makes the sum missing"),
        Example(([[1, 2, 3]],), ExcelError.VALUE, "three quarters are no year"),
    ],
)
def last_twelve_months(four_quarters: FourQuarters) -> AnyAmount:
    """The sum of four quarters on end.

    Args: a range of four cells, flows of one currency and scale; balances and counts are not summed.

    Returns:
        An amount in that currency and scale.

    Raises:
        InvalidInput: not four cells (#VALUE!).

    Source: the conventions' chapter on periods.
    """
    figures = [cell for row in four_quarters for cell in row if isinstance(cell, int | float)]
    if len(figures) != QUARTERS:
        raise InvalidInput(f"{len(figures)} quarters are given; twelve months have {QUARTERS}")
    return math.fsum(figures)
