"""Margins and their changes; expected values by hand or as published."""

from __future__ import annotations

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Scalar, Value
from xl_addin.domain.margins import margin, margin_change
from xl_addin.errors import UndefinedResult

NA, VALUE, NUM, DIV0, REF = (
    ExcelError.NA,
    ExcelError.VALUE,
    ExcelError.NUM,
    ExcelError.DIV0,
    ExcelError.REF,
)


def evaluated(name: str, *values: Value) -> Value:
    return FUNCTIONS[name].evaluate(*values)


@pytest.mark.parametrize(
    ("profit", "revenue", "result"),
    [
        (25, 200, 0.125),
        (-50, 200, -0.25),
        (0, 200, 0.0),
        (300, 200, 1.5),
        (25, 0, DIV0),
        (0, 0, DIV0),
        (25, -200, NUM),
        (-25, -200, NUM),
        (None, 200, NA),
        (25, None, NA),
        ("25", 200, VALUE),
        (25, True, VALUE),
        (REF, 0, REF),
        (25, DIV0, DIV0),
        (None, REF, NA),
        (REF, None, REF),
        ("x", None, VALUE),
    ],
)
def test_a_margin_is_profit_over_revenue(profit: Scalar, revenue: Scalar, result: Scalar) -> None:
    assert evaluated("IIJ_MARGIN", profit, revenue) == result


def test_a_loss_ratio_is_as_the_release_prints_it() -> None:
    """Operating loss 865 on revenues of 7,246: 11.9%. [1Q00 release]"""
    assert round(margin(-865, 7246) * 100, 1) == -11.9


def test_the_operating_margin_of_the_presentation_is_another_line() -> None:
    """It prints 9.1% beside an operating loss of 464; at revenues of 9.9 billion that is -4.7%."""
    assert round(margin(-464, 9851) * 100, 1) == -4.7


def test_what_is_undefined_says_why() -> None:
    with pytest.raises(UndefinedResult, match="revenue is zero"):
        margin(25, 0)
    with pytest.raises(UndefinedResult, match="revenue is -200"):
        margin(25, -200)


@pytest.mark.parametrize(
    ("arguments", "result"),
    [
        ((25, 200, 1, 4), -12.5),
        ((3, 4, 1, 2), 25.0),
        ((-1, 4, 1, 4), -50.0),
        ((1, 4, 2, 8), 0.0),
        ((25, 0, 1, 4), DIV0),
        ((25, 200, 1, 0), DIV0),
        ((25, -200, 1, 0), NUM),
        ((25, 0, 1, -4), DIV0),
        ((25, 200, None, 4), NA),
        ((25, "x", None, 4), VALUE),
        ((25, 200, REF, None), REF),
        # The arguments' own faults come before what their values give.
        ((25, 0, None, 4), NA),
    ],
)
def test_a_change_of_margin_is_in_points(arguments: tuple[Scalar, ...], result: Scalar) -> None:
    assert evaluated("IIJ_MARGIN_CHANGE", *arguments) == result


def test_the_fall_that_the_presentation_states() -> None:
    """ "Operating margin declined to 9.1%, from 12.5% in 1Q01": 3.4 points. [presentation of 1Q02]"""
    assert margin_change(91, 1000, 125, 1000) == pytest.approx(-3.4, rel=1e-12)


def test_margins_over_ranges() -> None:
    assert evaluated("IIJ_MARGIN", [[25], [-50], [1]], [[200], [200], [0]]) == [[0.125], [-0.25], [DIV0]]
    assert evaluated("IIJ_MARGIN", [[25, 50]], 200) == [[0.125, 0.25]]
