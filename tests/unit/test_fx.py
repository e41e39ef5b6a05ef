"""Translation into dollars; expected values by hand or as published."""

from __future__ import annotations

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Scalar, Value
from xl_addin.domain.fx import translated
from xl_addin.errors import UndefinedResult

NA, VALUE, NUM, DIV0 = ExcelError.NA, ExcelError.VALUE, ExcelError.NUM, ExcelError.DIV0


def evaluated(*values: Value) -> Value:
    return FUNCTIONS["IIJ_FX"].evaluate(*values)


@pytest.mark.parametrize(
    ("amount", "rate", "result"),
    [
        (11985, 119.85, 100.0),
        (-240, 120, -2.0),
        (0, 120, 0.0),
        # no rate
        (100, 0, NUM),
        (100, -119.85, NUM),
        (100, "119.85", VALUE),
        (100, True, VALUE),
        (100, None, NA),
        (100, NA, NA),
        # no amount
        (None, 119.85, NA),
        ("n/a", 119.85, VALUE),
        (DIV0, None, DIV0),
        (None, 0, NA),
    ],
)
def test_an_amount_is_never_left_untranslated(amount: Scalar, rate: Scalar, result: Scalar) -> None:
    assert evaluated(amount, rate) == result


@pytest.mark.parametrize(
    ("yen_million", "dollars_million"),
    # The presentation of 1Q02, all at 119.85: operating loss, and both ends of the guidance for 2Q02.
    [(464, 3.9), (10_500, 87.6), (11_000, 91.8)],
)
def test_dollars_are_as_the_presentation_prints_them(yen_million: int, dollars_million: float) -> None:
    assert round(translated(yen_million, 119.85), 1) == dollars_million


def test_dollars_come_from_unrounded_yen() -> None:
    """JPY9.9B would be $82.6M; the presentation printed $82M, as 9,851 million gives."""
    assert round(translated(9_900, 119.85), 1) == 82.6
    assert round(translated(9_851, 119.85)) == 82


def test_a_rate_that_is_none_says_so() -> None:
    with pytest.raises(UndefinedResult, match="the exchange rate is 0; it must be above zero"):
        translated(100, 0)


def test_each_period_can_have_its_own_rate() -> None:
    assert evaluated([[240, 260]], [[120, 130]]) == [[2, 2]]
    assert evaluated([[240], [360]], 120) == [[2], [3]]
    assert evaluated([[240], [360]], [[120, None]]) == [[2, NA], [3, NA]]
