"""EBITDA, in the two definitions that are in use.

What IIJ calls EBITDA is operating income plus depreciation and amortization. Under the SEC's rules only
net income before interest, taxes, depreciation and amortization may carry the bare name.
"""

from __future__ import annotations

from xl_addin.catalog import Example, excel_function
from xl_addin.domain.margins import margin
from xl_addin.domain.terms import (
    AnyAmount,
    DepreciationAmortization,
    IncomeTaxes,
    NetIncome,
    NetInterestExpense,
    OperatingIncome,
    Ratio,
    Revenue,
)
from xl_addin.errors import ExcelError


@excel_function(
    "IIJ_EBITDA",
    formula="operating_income+depreciation_amortization",
    help_ja="EBITDA(営業利益+減価償却費)を返します。",
    examples=[
        Example((-464, 793), 329, "IIJ's release of 1Q03 states 329 for 1Q02"),
        Example((100, 50), 150),
        Example((100, None), ExcelError.NA, "missing depreciation is not zero"),
    ],
)
def ebitda(
    operating_income: OperatingIncome, depreciation_amortization: DepreciationAmortization
) -> AnyAmount:
    """EBITDA as operating income plus depreciation and amortization.

    Args: one currency and scale for both; depreciation positive.

    Returns:
        An amount in that currency and scale.

    Source: IIJ's releases of 1Q02 and 1Q03 (329 = -464 + 793).
    """
    return operating_income + depreciation_amortization


@excel_function(
    "IIJ_EBITDA_NET",
    formula="net_income+net_interest_expense+income_taxes+depreciation_amortization",
    help_ja="当期純利益から計算したEBITDA(純利益+純支払利息+法人税等+減価償却費)を返します。",
    examples=[
        Example((100, 20, 40, 60), 220),
        Example((-100, 20, -5, 60), -25, "a tax credit is negative"),
        Example((100, "n/a", 40, 60), ExcelError.VALUE),
    ],
)
def ebitda_net(
    net_income: NetIncome,
    net_interest_expense: NetInterestExpense,
    income_taxes: IncomeTaxes,
    depreciation_amortization: DepreciationAmortization,
) -> AnyAmount:
    """EBITDA as net income before interest, taxes, depreciation and amortization.

    Args: one currency and scale for all; expenses positive.

    Returns:
        An amount in that currency and scale.

    Source: SEC C&DI on non-GAAP financial measures, 103.01.
    """
    return net_income + net_interest_expense + income_taxes + depreciation_amortization


@excel_function(
    "IIJ_EBITDA_MARGIN",
    formula="IIJ_MARGIN(operating_income+depreciation_amortization,revenue)",
    help_ja="EBITDAマージン((営業利益+減価償却費)÷売上高)を返します。",
    examples=[
        Example((100, 50, 600), 0.25),
        Example((-80, 60, 200), -0.1),
        Example((100, 50, 0), ExcelError.DIV0),
    ],
)
def ebitda_margin(
    operating_income: OperatingIncome, depreciation_amortization: DepreciationAmortization, revenue: Revenue
) -> Ratio:
    """EBITDA (operating income plus depreciation and amortization) as a share of revenue.

    Args: one currency and scale for all.

    Returns:
        Fraction, unrounded.

    Raises:
        UndefinedResult: revenue is zero (#DIV/0!) or negative (#NUM!).

    Source: IIJ's definition of EBITDA; the conventions' chapter on margins.
    """
    return margin(operating_income + depreciation_amortization, revenue)
