"""IIJ_SURPRISE and IIJ_GUIDANCE."""

from __future__ import annotations

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Scalar

SURPRISE, GUIDANCE = FUNCTIONS["IIJ_SURPRISE"], FUNCTIONS["IIJ_GUIDANCE"]
NA, NUM, VALUE = ExcelError.NA, ExcelError.NUM, ExcelError.VALUE


@pytest.mark.parametrize(
    ("actual", "expected", "result"),
    [
        (120, 100, 0.2),
        (75, 100, -0.25),
        (0, 100, -1),
        (-1, 100, "n.m."),
        (5, 0, "n.m."),
        (5, -5, "n.m."),
        (None, 100, NA),
        (100, None, NA),
        ("100", 100, VALUE),
        (100, True, VALUE),
        (NUM, "x", NUM),
    ],
)
def test_a_surprise_follows_the_rules_of_growth(actual: Scalar, expected: Scalar, result: Scalar) -> None:
    assert SURPRISE.evaluate(actual, expected) == result


@pytest.mark.parametrize(
    ("actual", "low", "high", "verdict"),
    [
        (10_499, 10_500, 11_000, "below"),
        (10_500, 10_500, 11_000, "within"),
        (11_000, 10_500, 11_000, "within"),
        (11_000.001, 10_500, 11_000, "above"),
        (1, None, 11_000, "within"),
        (11_001, None, 11_000, "above"),
        (10_499, 10_500, None, "below"),
        (1e15, 10_500, None, "within"),
        (-5, -10, 0, "within"),
        (-5, None, -10, "above"),
        (5, 5, 5, "within"),
        (5, None, None, NA),
        (5, 7, 6, NUM),
        (None, 1, 2, NA),
        (5, "", 10, VALUE),
        (5, 1, True, VALUE),
        (5, NUM, "x", NUM),
    ],
)
def test_a_result_lies_below_within_or_above_the_guidance(
    actual: Scalar, low: Scalar, high: Scalar, verdict: Scalar
) -> None:
    assert GUIDANCE.evaluate(actual, low, high) == verdict
