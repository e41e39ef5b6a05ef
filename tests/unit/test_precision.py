"""Rounding as Excel does it, and printed figures as intervals; expected values by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from xl_addin.domain.precision import (
    Interval,
    Rounding,
    decimal15,
    footing_tolerance,
    growth_interval,
    printed_interval,
    round_figure,
)
from xl_addin.errors import InvalidInput, UndefinedResult


def percentage(text: str) -> Interval:
    """A printed percentage as an interval of fractions."""
    return printed_interval(Decimal(text).scaleb(-2))


def test_a_float_counts_on_fifteen_significant_digits() -> None:
    assert decimal15(0.1 + 0.2) == Decimal("0.3")
    assert decimal15(2.675) == Decimal("2.675")
    assert decimal15(-1234567890123456) == -1234567890123460
    assert decimal15(0) == 0


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_what_is_not_finite_is_undefined(value: float) -> None:
    with pytest.raises(UndefinedResult):
        decimal15(value)


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (2.5, 0, 3.0),
        (-2.5, 0, -3.0),
        (0.5, 0, 1.0),
        (0.125, 2, 0.13),
        (-0.125, 2, -0.13),
        (2.675, 2, 2.68),
        (1.005, 2, 1.01),
        (0.285, 2, 0.29),
        (8344, 0, 8344.0),
        (8350, -2, 8400.0),
        (8349, -2, 8300.0),
        (49, -2, 0.0),
        (50, -2, 100.0),
        (-411 / 692, 3, -0.594),
        (1.5, 400, 1.5),
        (1.5, -400, 0.0),
    ],
)
def test_halves_round_away_from_zero(value: float, digits: int, expected: float) -> None:
    assert round_figure(value, digits) == expected


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (2.9, 0, 2.0),
        (-2.9, 0, -2.0),
        (9.99, 1, 9.9),
        (0.29 * 100, 0, 29.0),
        (8399, -2, 8300.0),
    ],
)
def test_truncation_cuts_toward_zero(value: float, digits: int, expected: float) -> None:
    assert round_figure(value, digits, Rounding.TRUNCATE) == expected


@pytest.mark.parametrize("mode", Rounding)
@pytest.mark.parametrize("value", [-0.0, -0.2, -0.4])
def test_a_rounded_zero_has_no_sign(value: float, mode: Rounding) -> None:
    assert str(round_figure(value, 0, mode)) == "0.0"


def test_rounding_beyond_the_largest_float_is_undefined() -> None:
    with pytest.raises(UndefinedResult):
        round_figure(1.7e308, -308)


def test_a_number_too_large_for_a_float_is_undefined() -> None:
    with pytest.raises(UndefinedResult):
        round_figure(10**400)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("9.9", "[9.85, 9.95)"),
        ("9.90", "[9.895, 9.905)"),
        ("10", "[9.5, 10.5)"),
        ("-464", "(-464.5, -463.5]"),
        ("-0.5", "(-0.55, -0.45]"),
        ("0", "(-0.5, 0.5)"),
        ("0.0", "(-0.05, 0.05)"),
        ("-0", "(-0.5, 0.5)"),
    ],
)
def test_a_rounded_figure_stands_for_what_rounds_to_it(printed: str, expected: str) -> None:
    assert str(printed_interval(printed)) == expected


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("9.9", "[9.9, 10.0)"),
        ("-464", "(-465, -464]"),
        ("0", "(-1, 1)"),
        ("0.0", "(-0.1, 0.1)"),
    ],
)
def test_a_truncated_figure_stands_for_what_is_cut_to_it(printed: str, expected: str) -> None:
    assert str(printed_interval(printed, Rounding.TRUNCATE)) == expected


@pytest.mark.parametrize("printed", ["-9,845", "(9,845)", "△9,845", "−9845", "－９，８４５", " △ 9,845 "])
def test_every_notation_of_a_negative_figure_is_read(printed: str) -> None:
    assert printed_interval(printed) == printed_interval(-9845)


def test_the_exponent_of_a_decimal_is_its_precision() -> None:
    assert printed_interval(Decimal("9.9").scaleb(3)) == Interval(
        Decimal(9850), Decimal(9950), high_closed=False
    )


@pytest.mark.parametrize(
    "printed", ["", "n/a", "-", "9.", ".5", "9,84", "1 000", "(-464)", "--4", "15%", "1e3", "4Q"]
)
def test_a_text_that_is_not_one_plain_number_is_refused(printed: str) -> None:
    with pytest.raises(InvalidInput, match="printed figure"):
        printed_interval(printed)


@pytest.mark.parametrize("printed", [Decimal("Infinity"), Decimal("NaN")])
def test_a_decimal_that_is_not_finite_is_refused(printed: Decimal) -> None:
    with pytest.raises(InvalidInput):
        printed_interval(printed)


def test_the_closed_end_belongs_and_the_open_end_does_not() -> None:
    positive, negative = printed_interval("9.9"), printed_interval("-464")
    assert 9.85 in positive
    assert 9.95 not in positive
    assert -464.5 not in negative
    assert -463.5 in negative


def test_a_float_belongs_by_its_decimal_value() -> None:
    # In binary 9.85 lies below the decimal 9.85, which is the closed end.
    assert Fraction(9.85) < Fraction("9.85")
    assert 9.85 in printed_interval("9.9")


def test_intervals_that_touch_overlap_only_where_both_ends_are_closed() -> None:
    low, high = Interval.between(1, 2), Interval.between(2, 3)
    below_two = Interval(Decimal(1), Decimal(2), high_closed=False)
    above_two = Interval(Decimal(2), Decimal(3), low_closed=False)
    assert low.overlaps(high)
    assert high.overlaps(low)
    assert not below_two.overlaps(high)
    assert not high.overlaps(below_two)
    assert not low.overlaps(above_two)


def test_neighbouring_printed_figures_do_not_overlap() -> None:
    assert not printed_interval("9.9").overlaps(printed_interval("10.0"))
    assert printed_interval("9.9").overlaps(printed_interval("10"))


def test_an_interval_holds_another_only_with_its_ends() -> None:
    half_open = printed_interval("9.9")
    assert half_open.contains_interval(half_open)
    assert half_open.contains_interval(Interval.between(9.85, 9.94))
    assert not half_open.contains_interval(Interval.between(9.85, 9.95))
    assert not half_open.contains_interval(Interval.between(9.84, 9.9))
    assert Interval.between(9.85, 9.95).contains_interval(half_open)


@pytest.mark.parametrize(("low_closed", "high_closed"), [(True, False), (False, True), (False, False)])
def test_an_interval_without_values_is_refused(low_closed: bool, high_closed: bool) -> None:
    with pytest.raises(InvalidInput):
        Interval(Decimal(1), Decimal(1), low_closed, high_closed)


def test_an_interval_with_exchanged_ends_is_refused() -> None:
    with pytest.raises(InvalidInput):
        Interval.between(2, 1)


def test_growth_of_exact_figures_is_exact() -> None:
    assert growth_interval(Interval.exactly(125), Interval.exactly(100)) == Interval.exactly(0.25)


def test_growth_is_least_over_the_largest_base_and_greatest_over_the_smallest() -> None:
    growth = growth_interval(Interval.between(150, 180), Interval.between(100, 120))
    assert growth == Interval.between(0.25, 0.8)  # 150 / 120 - 1 and 180 / 100 - 1


def test_growth_to_a_loss_is_least_over_the_smallest_base() -> None:
    growth = growth_interval(Interval.between(-50, -24), Interval.between(100, 120))
    assert growth == Interval.between(-1.5, -1.2)  # -50 / 100 - 1 and -24 / 120 - 1


def test_growth_reaches_an_end_only_where_both_figures_reach_theirs() -> None:
    growth = growth_interval(printed_interval("11.5"), printed_interval("2"))
    assert (growth.low_closed, growth.high_closed) == (False, False)
    assert growth.high == Decimal("6.7")  # 11.55 / 1.5 - 1
    assert growth.low == Decimal("3.58")  # 11.45 / 2.5 - 1, and 2.5 prints as 3


def test_growth_to_exactly_zero_is_reached_whatever_the_base() -> None:
    growth = growth_interval(Interval.exactly(0), printed_interval("692"))
    assert growth == Interval.exactly(-1)


@pytest.mark.parametrize("base", ["0", "-464"])
def test_growth_needs_a_positive_base(base: str) -> None:
    with pytest.raises(UndefinedResult):
        growth_interval(Interval.exactly(1), printed_interval(base))


def test_growth_of_1q03_agrees_with_the_printed_percentage() -> None:
    """-1,514 / 9,858 is -15.358 % and -1,501 / 9,845 is -15.246 %; the release prints -15.3 %."""
    growth = growth_interval(Interval.exactly(8344), Interval.between(9845, 9858))
    assert growth.overlaps(percentage("-15.3"))
    assert not percentage("-15.3").contains_interval(growth)
    assert not growth.overlaps(percentage("-15.1"))
    assert not growth.overlaps(percentage("-15.5"))


def test_growth_of_printed_figures_holds_the_growth_reported_from_unrounded_ones() -> None:
    """IIJ 1Q08: 411 against 692 reported as -40.5 %; the printed figures alone give -40.6 %."""
    printed_growth = 411 / 692 - 1
    assert printed_growth in percentage("-40.6")
    assert printed_growth not in percentage("-40.5")
    growth = growth_interval(printed_interval("411"), printed_interval("692"))
    assert Decimal("-0.405") in growth
    assert growth.overlaps(percentage("-40.5"))


def test_footing_allows_half_a_unit_for_each_part_and_the_total() -> None:
    assert footing_tolerance(3) == 2.0
    assert footing_tolerance(6) == 3.5
    assert footing_tolerance(0) == 0.5
    assert footing_tolerance(4, unit=0.1) == pytest.approx(0.25)


def test_figures_that_are_cut_off_may_miss_their_total_by_nearly_one_each() -> None:
    # 1.9 + 1.9 + 1.9 is 5.7: cut off 5, and 1 + 1 + 1 is 3; three parts just below 2 come near to 3 apart.
    assert footing_tolerance(3, rounding=Rounding.TRUNCATE) == 3.0
    assert footing_tolerance(1, rounding=Rounding.TRUNCATE) == 1.0
    assert footing_tolerance(0, unit=0.1, rounding=Rounding.TRUNCATE) == pytest.approx(0.1)


@pytest.mark.parametrize(("parts", "unit"), [(-1, 1.0), (3, 0.0), (3, -1.0)])
def test_footing_needs_a_count_and_a_unit(parts: int, unit: float) -> None:
    with pytest.raises(InvalidInput):
        footing_tolerance(parts, unit)


@pytest.mark.parametrize(
    ("printed", "mode", "expected"),
    [
        ("0.5", Rounding.HALF_UP, "[0.45, 0.55)"),
        ("0.01", Rounding.HALF_UP, "[0.005, 0.015)"),
        ("0.5", Rounding.TRUNCATE, "[0.5, 0.6)"),
        ("-0.5", Rounding.HALF_UP, "(-0.55, -0.45]"),
        ("-0.5", Rounding.TRUNCATE, "(-0.6, -0.5]"),
    ],
)
def test_a_figure_below_one_is_as_positive_as_any(printed: str, mode: Rounding, expected: str) -> None:
    assert str(printed_interval(printed, mode)) == expected


def test_growth_on_a_base_below_one_is_growth_like_any() -> None:
    # 0.6 over 0.5
    grown = growth_interval(Interval.exactly(0.6), Interval.exactly(0.5))
    assert grown == Interval.exactly(Decimal("0.2"))


def test_growth_to_figures_below_one_takes_the_base_that_makes_it_extreme() -> None:
    base = Interval.between(0.5, 1)
    # 0.4 / 1 and 0.6 / 0.5; -0.6 / 0.5 and -0.4 / 1
    assert growth_interval(Interval.between(0.4, 0.6), base) == Interval.between(-0.6, 0.2)
    assert growth_interval(Interval.between(-0.6, -0.4), base) == Interval.between(-2.2, -1.4)


def test_half_a_pair_of_parentheses_is_no_notation() -> None:
    for text in ("(464", "464)", "(9.9", "9.9)"):
        with pytest.raises(InvalidInput):
            printed_interval(text)


def test_growth_to_zero_is_minus_one_even_where_no_base_is_reached() -> None:
    base = Interval(Decimal(1), Decimal(2), low_closed=False, high_closed=False)
    assert growth_interval(Interval.exactly(0), base) == Interval.exactly(-1)
    # From zero up: -1 is reached; 1 over what is above 1, less 1, never comes to 0.
    assert growth_interval(Interval.between(0, 1), base) == Interval(
        Decimal(-1), Decimal(0), high_closed=False
    )
