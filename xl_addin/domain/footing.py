"""Whether a total is the sum of its parts, within what rounding explains."""

from __future__ import annotations

from math import fsum

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.precision import round_figure
from xl_addin.domain.terms import AnyAmount, Parts, RoundingUnit, Total
from xl_addin.errors import ExcelError, UndefinedResult


@excel_function(
    "IIJ_FOOT",
    # The difference in units, without the noise of binary fractions: 100.15 - 100 is not quite 0.15.
    formula=(
        "IF(unit>0,IF(ROUND(ABS(total-SUM(parts))/unit,6)<=(ROWS(parts)*COLUMNS(parts)+1)/2,"
        "0,total-SUM(parts)),#NUM!)"
    ),
    help_ja="合計と内訳の差を返します(端数処理で説明できる差は0)。",
    examples=[
        Example((100, [[40], [60]]), 0),
        Example((100, [[40, 59]]), 0, "1 is within half a unit for each of three figures"),
        Example((100, [[40, 58]]), 2, "2 is not: 1.5 is what rounding explains"),
        Example((100, [[40, 70]]), -10),
        Example((100, [[40, 59]], 0.1), 1),
        Example((100.15, [[40], [60]], 0.1), 0, "0.15 is just what rounding explains"),
        Example((100, [[40, None]]), ExcelError.NA, "a missing part is not zero"),
        Example((100, [["n/a", ExcelError.REF]]), ExcelError.REF, "errors first"),
        Example((100, [[40, 60]], 0), ExcelError.NUM),
    ],
)
def footing_difference(total: Total, parts: Parts, unit: RoundingUnit = 1) -> AnyAmount:
    """Zero when a total foots, else the whole difference.

    Args: one currency and scale; `parts` is a range of any shape; `unit` is what the figures are
        rounded to, in the same scale.

    Returns:
        total - sum of parts, or 0 within half a unit x (parts + 1).

    Raises:
        UndefinedResult: `unit` is not above zero (#NUM!).

    Source: the conventions' chapter on rounding.
    """
    if unit <= 0:
        raise UndefinedResult(f"the rounding unit is {unit}; it must be above zero")
    cells = [cell for row in parts for cell in row if isinstance(cell, int | float)]
    difference = total - fsum(cells)
    return 0 if round_figure(abs(difference) / unit, 6) <= (len(cells) + 1) / 2 else difference
