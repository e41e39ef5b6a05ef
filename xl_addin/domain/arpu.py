"""Average revenue per contract."""

from __future__ import annotations

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.terms import AnyAmount, ClosingContracts, Months, OpeningContracts, Revenue
from xl_addin.errors import ExcelError, UndefinedResult


@excel_function(
    "IIJ_ARPU",
    formula=(
        "IF((opening_contracts<0)+(closing_contracts<0)+(months<=0)>0,#NUM!,"
        "revenue/((opening_contracts+closing_contracts)/2)/months)"
    ),
    help_ja="契約当たり月間平均収入(ARPU)を返します。",
    examples=[
        Example((600, 90, 110), 2.0, "600 over 100 contracts and 3 months"),
        Example((1200, 100, 100, 12), 1.0),
        Example((600, 0, 0), ExcelError.DIV0, "no contracts"),
        Example((600, -1, 100), ExcelError.NUM),
        Example((600, None, 100), ExcelError.NA, "the opening count is missing"),
    ],
)
def arpu(
    revenue: Revenue,
    opening_contracts: OpeningContracts,
    closing_contracts: ClosingContracts,
    months: Months = 3,
) -> AnyAmount:
    """Revenue per contract and month, over the mean of the opening and closing count.

    Args: revenue of the period; counts at its start and its end; the months it has.

    Returns:
        An amount in the revenue's unit, per contract and month.

    Raises:
        UndefinedResult: no contracts (#DIV/0!); a negative count, or months not above zero (#NUM!).

    Source: the usual definition of average revenue per user.
    """
    if opening_contracts < 0 or closing_contracts < 0 or months <= 0:
        counts = f"{opening_contracts} and {closing_contracts} contracts over {months} months"
        raise UndefinedResult(f"{counts}; none may be negative, and months must be above 0")
    mean = (opening_contracts + closing_contracts) / 2
    if mean == 0:
        raise UndefinedResult("there are no contracts to divide by", ExcelError.DIV0)
    return revenue / mean / months
