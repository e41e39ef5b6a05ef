"""What was expected of a period, by others and by the company, and what came of it."""

from __future__ import annotations

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.growth import NOT_MEANINGFUL
from xl_addin.domain.precision import decimal15
from xl_addin.domain.terms import (
    Actual,
    AnyAmount,
    Expected,
    Forecasts,
    Growth,
    GuidanceHigh,
    GuidanceLow,
    IfNotMeaningful,
    Wording,
)
from xl_addin.errors import ExcelError, MissingData, UndefinedResult


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


@excel_function(
    "IIJ_SURPRISE",
    formula="IF((expected>0)*(actual>=0),(actual-expected)/expected,if_nm)",
    help_ja="実績値が予想値をどれだけ上回ったか(下回ったか)を比率で返します。",
    examples=[
        Example((110, 100), 0.1, "a tenth above what was expected"),
        Example((90, 120), -0.25),
        Example((-5, 100), "n.m.", "a loss where a profit was expected has no rate"),
        Example((5, -10, "loss expected"), "loss expected"),
        Example((110, None), ExcelError.NA, "nobody expected anything"),
    ],
)
def surprise(actual: Actual, expected: Expected, if_nm: IfNotMeaningful = NOT_MEANINGFUL) -> Growth:
    """The surprise of a result: how far it lies above what was expected.

    Args: one currency and scale for both figures, unrounded.

    Returns:
        Fraction of the expectation, unrounded; `if_nm` where the expectation is not above zero or the
        result is negative.

    Source: the conventions' chapter on guidance and consensus: by the rules of growth.
    """
    return (actual - expected) / expected if expected > 0 and actual >= 0 else if_nm


@excel_function(
    "IIJ_GUIDANCE",
    formula=(
        "IF(ISBLANK(low)*ISBLANK(high)>0,#N/A,"
        "IF((1-ISBLANK(low))*(1-ISBLANK(high))*(low>high)>0,#NUM!,"
        'IF((1-ISBLANK(low))*(actual<low)>0,"below",'
        'IF((1-ISBLANK(high))*(actual>high)>0,"above","within"))))'
    ),
    help_ja="実績値が業績予想の範囲を下回ったか(below)、範囲内か(within)、上回ったか(above)を返します。",
    examples=[
        Example((10.2, 10.5, 11), "below"),
        Example((10.5, 10.5, 11), "within", "a bound belongs to the range"),
        Example((12, 10.5, 11), "above"),
        Example((12, 10.5, None), "within", "no upper bound was given"),
        Example((0.3, 0.1 + 0.2, 1), "within", "Excel compares on 15 digits"),
        Example((12, None, None), ExcelError.NA, "nothing was guided"),
        Example((12, 11, 10.5), ExcelError.NUM, "no figure lies between these"),
    ],
)
def guidance(actual: Actual, low: GuidanceLow, high: GuidanceHigh) -> Wording:
    """Where a result lies against the guidance: below, within or above.

    Args: one currency and scale for all, the actual figure unrounded; a blank bound is open.

    Returns:
        "below", "within" or "above".

    Raises:
        MissingData: neither bound is given (#N/A).
        UndefinedResult: the lower bound is above the upper (#NUM!).

    Source: the conventions' chapter on guidance and consensus.
    """
    figure = decimal15(actual)
    least, most = (None if bound is None else decimal15(bound) for bound in (low, high))
    if least is None and most is None:
        raise MissingData("neither bound of the guidance is given")
    if least is not None and most is not None and least > most:
        raise UndefinedResult(f"the guidance runs from {low} down to {high}")
    if least is not None and figure < least:
        return "below"
    return "above" if most is not None and figure > most else "within"
