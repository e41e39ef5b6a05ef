"""Whether a printed figure stands for a value."""

from __future__ import annotations

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.notation import read_printed
from xl_addin.domain.precision import Rounding, decimal15
from xl_addin.domain.terms import PrintedText, RoundingMode, TiedUnit, TiedValue, Verdict
from xl_addin.domain.units import MONEY_UNITS
from xl_addin.errors import ExcelError, InvalidInput


@excel_function(
    "IIJ_TIE",
    reason="it reads a text in the notations of two languages, which no formula could be checked for",
    help_ja="印刷された数値が、端数処理前の数値と一致するかどうかを返します。",
    examples=[
        Example(("JPY9.9B", 9851), True, "9,851 million prints as 9.9 billion"),
        Example(("JPY9.9B", 9851, None, "truncate"), False, "cut off it would print as 9.8 billion"),
        Example(("(464)", -464), True, "a figure without scale is in the value's unit"),
        Example(("△464百万円", -463.5), True, "a half is rounded away from zero"),
        Example(("18.2%", 0.182), True, "a percentage stands for a fraction"),
        Example(("18.2%", 0.1826), False),
        Example(("19.0%", 0.1899, None, "truncate"), True, "amounts are cut off, percentages rounded"),
        Example(("$82M", 82.2, "USD million"), True),
        Example(("€1.3B", 12.5, "EUR 100 million"), True, "1,250 million"),
        Example(("98億5千万円", 9851), True, "its last digit is of ten millions: 9,845 to 9,855"),
        Example(("$82M", 9851), ExcelError.VALUE, "dollars against yen"),
        Example(("about ten", 10), ExcelError.VALUE),
        Example(("9.9", None), ExcelError.NA),
    ],
)
def tie(
    printed_text: PrintedText,
    value: TiedValue,
    unit: TiedUnit = "JPY million",
    rounding: RoundingMode = "half_up",
) -> Verdict:
    """TRUE where the printed figure is how the value would print.

    Args: one printed figure with its currency and scale, if any, in English or Japanese notation; the
        unrounded value in `unit`, of a percentage as a fraction, of points in points; `rounding` is that of
        amounts, beside which percentages and points are rounded.

    Returns:
        TRUE or FALSE: whether the value lies among those that print so.

    Raises:
        InvalidInput: the text is not one printed figure, or in another currency than the unit (#VALUE!).

    Source: the conventions' chapter on rounding and printed precision.
    """
    printed = read_printed(printed_text)
    of = MONEY_UNITS[unit]
    if printed.currency and printed.currency != of.currency:
        raise InvalidInput(f"'{printed_text}' is in {printed.currency}, the value in {unit}")
    exact = decimal15(value)
    if printed.scaled:
        exact = exact.scaleb(of.power)
    return exact in printed.interval(Rounding(rounding))
