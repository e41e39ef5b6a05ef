"""Footing within what rounding explains; expected values by hand."""

from __future__ import annotations

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Value
from xl_addin.domain.footing import footing_difference
from xl_addin.errors import UndefinedResult

NA, VALUE, NUM, REF = ExcelError.NA, ExcelError.VALUE, ExcelError.NUM, ExcelError.REF


def evaluated(*values: Value) -> Value:
    return FUNCTIONS["IIJ_FOOT"].evaluate(*values)


@pytest.mark.parametrize(
    ("total", "parts", "unit", "result"),
    [
        # Half a unit for each of the parts and the total.
        (100, [[100]], 1, 0),
        (101, [[100]], 1, 0),
        (102, [[100]], 1, 2),
        (101, [[40, 60]], 1, 0),
        (102, [[40, 60]], 1, 2),
        (98, [[40], [60]], 1, -2),
        (102, [[40, 60], [-10, 10]], 1, 0),
        (103, [[40, 60], [-10, 10]], 1, 3),
        (115, [[40, 60]], 10, 0),
        (116, [[40, 60]], 10, 16),
        (99.8, [[40, 60]], 0.1, -0.2),
        (100, 100, 1, 0),
        (0, [[0]], 1, 0),
    ],
)
def test_a_total_foots_within_half_a_unit_for_each_figure(
    total: float, parts: Value, unit: float, result: float
) -> None:
    assert evaluated(total, parts, unit) == pytest.approx(result, abs=1e-12)


@pytest.mark.parametrize(
    ("total", "parts", "unit"),
    [(100.15, 100, 0.1), (0.3, 0.2, 0.1), (1.15, 1, 0.1), (8.5, 8.2, 0.2), (1000.015, 1000, 0.01)],
)
def test_just_what_rounding_explains_foots_whatever_its_binary_fraction(
    total: float, parts: float, unit: float
) -> None:
    """One and a half units with two parts: 100.15 - 100 is 0.15000000000000568 to a computer."""
    assert evaluated(total, [[parts, 0]], unit) == 0


def test_noise_is_what_lies_behind_the_sixth_decimal_of_a_unit() -> None:
    # 1.5 units are explained: 1.5000004 prints as that on six decimals, 1.5000006 does not.
    assert evaluated(101.5000004, [[40, 60]]) == 0
    assert evaluated(101.5000006, [[40, 60]]) == pytest.approx(1.5000006, abs=1e-12)


def test_the_unit_is_one_if_left_out() -> None:
    assert evaluated(101, [[40, 60]]) == evaluated(101, [[40, 60]], None) == 0
    assert evaluated(102, [[40, 60]]) == 2


@pytest.mark.parametrize(
    ("values", "result"),
    [
        ((100, [[40, None]]), NA),
        ((100, None), NA),
        ((None, [[REF]]), NA),
        ((100, [[40, "60"]]), VALUE),
        ((100, [[40, True]]), VALUE),
        ((100, [["n/a", None, REF]]), REF),
        ((100, [["n/a", None]]), NA),
        ((100, [[40], [50, 10]]), VALUE),
        ((100, [[40, 60]], 0), NUM),
        ((100, [[40, 60]], -1), NUM),
        ((100, [[40, 60]], "1"), VALUE),
        ((100, [[40, None]], 0), NA),
    ],
)
def test_a_missing_part_is_not_zero(values: tuple[Value, ...], result: Value) -> None:
    assert evaluated(*values) == result


def test_several_totals_over_one_range_of_parts() -> None:
    assert evaluated([[100], [102]], [[40, 60]]) == [[0], [2]]


def test_no_unit_says_so() -> None:
    with pytest.raises(UndefinedResult, match="the rounding unit is 0"):
        footing_difference(100, [[40, 60]], 0)
