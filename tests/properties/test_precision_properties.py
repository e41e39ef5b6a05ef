"""What holds for every rounded and printed figure."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from xl_addin.domain.precision import (
    Interval,
    Rounding,
    decimal15,
    growth_interval,
    printed_interval,
    round_figure,
)

MODES = st.sampled_from(Rounding)
AMOUNTS = st.floats(-1e8, 1e8) | st.integers(-(10**8), 10**8) | st.just(0) | st.just(-0.0)
HALVES = st.integers(-(10**6), 10**6).map(lambda count: count / 2)
PRINTED = st.decimals(-(10**6), 10**6, places=1) | st.integers(-(10**6), 10**6).map(Decimal)
POSITIVE = st.decimals("0.5", 10**6, places=2)


@given(AMOUNTS | HALVES, st.integers(0, 5), MODES)
def test_a_value_lies_in_the_interval_of_its_print(value: float, digits: int, mode: Rounding) -> None:
    printed = f"{round_figure(value, digits, mode):.{digits}f}"
    assert value in printed_interval(printed, mode)


@given(AMOUNTS, st.integers(1, 6), MODES)
def test_so_it_does_when_printed_in_thousands(value: float, places: int, mode: Rounding) -> None:
    rounded = Decimal(round_figure(value, -places, mode))
    printed = (rounded / 10**places).quantize(Decimal(1)).scaleb(places)
    assert value in printed_interval(printed, mode)


@given(PRINTED, MODES, st.fractions(0, 1))
def test_whatever_lies_in_the_interval_prints_alike(figure: Decimal, mode: Rounding, share: Fraction) -> None:
    interval = printed_interval(figure, mode)
    width = interval.high - interval.low
    inside = interval.low + width * Decimal(round(share * 1000)) / 1000
    digits = -int(figure.as_tuple().exponent)
    assert (inside in interval) == (round_figure(float(inside), digits, mode) == float(figure))


@given(PRINTED, MODES)
def test_a_printed_figure_lies_in_its_own_interval(figure: Decimal, mode: Rounding) -> None:
    assert figure in printed_interval(figure, mode)
    assert printed_interval(f"{figure:,}", mode) == printed_interval(figure, mode)


@given(PRINTED, MODES)
def test_intervals_of_opposite_figures_mirror_each_other(figure: Decimal, mode: Rounding) -> None:
    one, other = printed_interval(figure, mode), printed_interval(-figure, mode)
    assert (one.low, one.low_closed) == (-other.high, other.high_closed)


@given(st.floats(allow_nan=False, allow_infinity=False, max_value=1e300, min_value=-1e300), MODES)
def test_rounding_twice_is_rounding_once(value: float, mode: Rounding) -> None:
    once = round_figure(value, 2, mode)
    assert round_figure(once, 2, mode) == once
    assert once == -round_figure(-value, 2, mode)
    assert str(once) != "-0.0"


@given(AMOUNTS, st.integers(-6, 6))
def test_truncation_never_grows_a_figure(value: float, digits: int) -> None:
    assert abs(decimal15(round_figure(value, digits, Rounding.TRUNCATE))) <= abs(decimal15(value))


@given(PRINTED, PRINTED, MODES, MODES)
def test_overlap_is_mutual_and_follows_from_containment(
    one: Decimal, other: Decimal, mode: Rounding, other_mode: Rounding
) -> None:
    first, second = printed_interval(one, mode), printed_interval(other, other_mode)
    assert first.overlaps(second) == second.overlaps(first)
    assert first.overlaps(first)
    assert first.overlaps(second) or not first.contains_interval(second)


@given(POSITIVE, POSITIVE, MODES, st.booleans())
def test_growth_of_the_figures_lies_in_the_growth_of_their_intervals(
    current: Decimal, base: Decimal, mode: Rounding, loss: bool
) -> None:
    numerator = -current if loss else current
    growth = growth_interval(printed_interval(numerator, mode), printed_interval(base, mode))
    exact = Fraction(numerator) / Fraction(base) - 1
    assert Fraction(growth.low) <= exact <= Fraction(growth.high)
    assert growth.contains_interval(growth_interval(Interval.exactly(numerator), Interval.exactly(base)))
