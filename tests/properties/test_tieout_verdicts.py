"""No false tie: whatever the figures, a wrong number never ties and a right one always does."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.decks import figures_of
from tests.tieout.made import CONSISTENT, CONTRADICTED, TIES, UNVERIFIABLE, claim
from xl_addin.domain.periods import Quarter
from xl_addin.domain.precision import Rounding
from xl_addin.inputs.model import Figures, Provenance, Status
from xl_addin.tieout.claims import Claim, Measure, Qualifier
from xl_addin.tieout.judging.verdicts import judge

SHIPPED = figures_of()
RATE = Fraction("119.85")
BASE, CURRENT = Quarter(2001, 1), Quarter(2002, 1)
SALES, INCOME, CONTRACTS = "total_revenues", "operating_income", "ip_service_contracts"

revenues = st.integers(1, 99_999_999).map(lambda value: Decimal(value) / 100)
results = st.integers(-9_999_999, 9_999_999).map(lambda value: Decimal(value) / 100)
moves = st.integers(2, 50).flatmap(lambda units: st.sampled_from([units, -units]))
modes = st.sampled_from(Rounding)
claims = st.builds(
    claim,
    st.just("x"),
    st.builds("{}E{}".format, st.integers(-(10**6), 10**6), st.integers(-9, 9)),
    st.sampled_from([*SHIPPED.items, "ebitda", "arpu", "eps", "usdjpy", None]),
    st.sampled_from(["1Q02", "4Q01", "2Q02", "1H01", "1H02", "FY2001", "FY2002", "LTM 1Q02", "1Q-3Q01", ""]),
    measure=st.sampled_from(Measure),
    unit=st.sampled_from(["JPY", "USD", "EUR", "JPY per share", "%", "pt", "bps", "JPY per USD", "Mbps"]),
    base=st.sampled_from(["1Q01", "1H01", "FY2000", "FY2001", "1H00", "1Q98", ""]),
    qualifier=st.sampled_from(Qualifier),
    outlook=st.booleans(),
)


def own_books(mode: Rounding, values: dict[tuple[str, Quarter], Decimal]) -> Figures:
    """The shipped workbook with some figures typed over, all of them the company's own."""
    typed = {key: replace(SHIPPED.cells[key], value=float(value)) for key, value in values.items()}
    settings = replace(SHIPPED.settings, rounding=mode)
    return replace(SHIPPED, settings=settings, sources={}, cells={**SHIPPED.cells, **typed})


def printed(value: Fraction, place: int, mode: Rounding) -> Decimal:
    """A value shortened for print, exactly: its last digit is in the place."""
    scaled = abs(value) / Fraction(10) ** place
    whole = scaled.numerator // scaled.denominator
    if mode is Rounding.HALF_UP and scaled - whole >= Fraction(1, 2):
        whole += 1
    return Decimal((int(value < 0), tuple(map(int, str(whole))), place))


def is_on_a_border(value: Fraction, place: int) -> bool:
    """Whether 15 digits and the exact quotient may fall on two sides of where print changes."""
    halves = value / Fraction(10) ** place * 2
    return abs(halves - round(halves)) < Fraction(1, 10**6)


def verdicts(figures: Figures, right: Claim, units: int) -> tuple[str, str]:
    """Of the claim as it is, and moved by some units of its last digit."""
    exponent = int(right.value.as_tuple().exponent)
    wrong = replace(right, value=right.value + units * Decimal((0, (1,), exponent)))
    first, second = judge([right], figures), judge([wrong], figures)
    return first[0].verdict, second[0].verdict


@given(revenues, st.integers(0, 8), moves, modes)
def test_an_amount_ties_as_printed_and_not_when_moved(
    value: Decimal, place: int, units: int, mode: Rounding
) -> None:
    figures = own_books(mode, {(SALES, CURRENT): value})
    right = claim("amount", str(printed(Fraction(value) * 10**6, place, mode)), SALES)
    assert verdicts(figures, right, units) == (TIES, CONTRADICTED)


@given(results, st.integers(0, 7), moves, modes)
def test_dollars_tie_as_printed_and_not_when_moved(
    value: Decimal, place: int, units: int, mode: Rounding
) -> None:
    dollars = Fraction(value) * 10**6 / RATE
    assume(not is_on_a_border(dollars, place))
    figures = own_books(mode, {(INCOME, CURRENT): value})
    right = claim("dollars", str(printed(dollars, place, mode)), INCOME, unit="USD")
    assert verdicts(figures, right, units) == (TIES, CONTRADICTED)


@given(revenues, revenues, st.integers(-5, -2), moves, modes)
def test_growth_ties_as_printed_and_not_when_moved(
    current: Decimal, base: Decimal, place: int, units: int, mode: Rounding
) -> None:
    rate = Fraction(current) / Fraction(base) - 1
    assume(not is_on_a_border(rate, place))
    figures = own_books(mode, {(SALES, CURRENT): current, (SALES, BASE): base})
    value = str(printed(rate, place, Rounding.HALF_UP))  # a company that truncates cuts amounts only
    right = claim("growth", value, SALES, measure=Measure.GROWTH, unit="%", base="1Q01")
    assert verdicts(figures, right, units) == (TIES, CONTRADICTED)


@given(results, revenues, st.integers(-5, -2), moves, modes)
def test_a_margin_ties_as_printed_and_not_when_moved(
    profit: Decimal, sales: Decimal, place: int, units: int, mode: Rounding
) -> None:
    share = Fraction(profit) / Fraction(sales)
    assume(not is_on_a_border(share, place))
    figures = own_books(mode, {(INCOME, CURRENT): profit, (SALES, CURRENT): sales})
    right = claim(
        "margin", str(printed(share, place, Rounding.HALF_UP)), INCOME, measure=Measure.MARGIN, unit="%"
    )
    assert verdicts(figures, right, units) == (TIES, CONTRADICTED)


@given(results, results, st.integers(0, 7), moves, modes)
def test_a_change_ties_as_printed_and_not_when_moved(
    current: Decimal, base: Decimal, place: int, units: int, mode: Rounding
) -> None:
    figures = own_books(mode, {(INCOME, CURRENT): current, (INCOME, BASE): base})
    value = str(printed(Fraction(current - base) * 10**6, place, mode))
    right = claim("change", value, INCOME, measure=Measure.CHANGE, base="1Q01")
    assert verdicts(figures, right, units) == (TIES, CONTRADICTED)


@given(
    st.integers(1, 10**6),
    st.integers(0, 10**4),
    st.integers(0, 10**4),
    st.integers(1, 2 * 10**6),
    st.integers(0, 3),
)
def test_an_estimate_ties_by_all_it_may_be_and_is_contradicted_by_none(
    value: int, below: int, above: int, said: int, place: int
) -> None:
    source = Provenance(Status.ESTIMATE, value - below, value + above, "", "")
    figures = own_books(Rounding.HALF_UP, {(CONTRACTS, CURRENT): Decimal(value)})
    figures = replace(figures, sources={(CONTRACTS, CURRENT): source})
    made = claim("n", f"{said}E{place}", CONTRACTS, measure=Measure.COUNT, unit="contracts")
    unit = 10**place
    low, high = said * unit - Fraction(unit, 2), said * unit + Fraction(unit, 2)
    verdict = judge([made], figures)[0].verdict
    if verdict == TIES:
        assert low <= value - below
        assert value + above <= high
    elif verdict == CONTRADICTED:
        assert value + above <= low or value - below >= high
    else:
        assert verdict == CONSISTENT
        assert value - below < high
        assert value + above >= low


@given(claims)
def test_whatever_is_claimed_gets_a_verdict_with_a_reason(made: Claim) -> None:
    found = judge([made], SHIPPED)[0]
    assert found.reason
    if made.item is None or (made.period is None and made.measure is not Measure.RATE):
        assert found.verdict == UNVERIFIABLE
    in_doubt = judge([replace(made, doubts=("two readings",))], SHIPPED)[0]
    assert (in_doubt.verdict, in_doubt.reason) == (UNVERIFIABLE, "two readings")
