"""EBITDA in both definitions; expected values by hand or as published."""

from __future__ import annotations

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Scalar, Value
from xl_addin.domain.ebitda import ebitda, ebitda_margin, ebitda_net

NA, VALUE, NUM, DIV0, REF = (
    ExcelError.NA,
    ExcelError.VALUE,
    ExcelError.NUM,
    ExcelError.DIV0,
    ExcelError.REF,
)


def evaluated(name: str, *values: Value) -> Value:
    return FUNCTIONS[name].evaluate(*values)


def test_what_iij_calls_ebitda_is_operating_income_plus_depreciation() -> None:
    """329 = -464 + 793. [releases of 1Q02 and 1Q03]"""
    assert ebitda(-464, 793) == 329
    assert evaluated("IIJ_EBITDA", -464, 793) == 329


def test_what_the_sec_calls_ebitda_starts_from_net_income() -> None:
    assert (
        ebitda_net(net_income=-100, net_interest_expense=20, income_taxes=-5, depreciation_amortization=60)
        == -25
    )


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("IIJ_EBITDA", (100, None), NA),
        ("IIJ_EBITDA", (None, "x"), NA),
        ("IIJ_EBITDA", ("100", None), VALUE),
        ("IIJ_EBITDA", (True, 50), VALUE),
        ("IIJ_EBITDA", (100, REF), REF),
        ("IIJ_EBITDA_NET", (100, 20, 40, 60), 220),
        ("IIJ_EBITDA_NET", (100, 20, None, REF), NA),
        ("IIJ_EBITDA_NET", (100, DIV0, None, REF), DIV0),
        ("IIJ_EBITDA_MARGIN", (100, 50, 600), 0.25),
        ("IIJ_EBITDA_MARGIN", (-80, 60, 200), -0.1),
        ("IIJ_EBITDA_MARGIN", (100, 50, 0), DIV0),
        ("IIJ_EBITDA_MARGIN", (100, 50, -600), NUM),
        ("IIJ_EBITDA_MARGIN", (100, None, 0), NA),
        ("IIJ_EBITDA_MARGIN", (100, 50, None), NA),
    ],
)
def test_a_missing_part_is_never_zero(name: str, arguments: tuple[Scalar, ...], result: Scalar) -> None:
    assert evaluated(name, *arguments) == result


def test_an_ebitda_margin_is_the_margin_of_ebitda() -> None:
    assert ebitda_margin(-464, 793, 9851) == 329 / 9851


def test_ebitda_over_the_quarters_of_a_row() -> None:
    assert evaluated("IIJ_EBITDA", [[-464, 186]], [[793, 780]]) == [[329, 966]]
    assert evaluated("IIJ_EBITDA", [[-464, None]], 793) == [[329, NA]]
