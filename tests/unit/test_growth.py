"""The conventions' table of growth, and its words; expected values by hand or as published."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Scalar, Value
from xl_addin.domain.growth import cagr, trend
from xl_addin.domain.precision import growth_interval, printed_interval
from xl_addin.errors import UndefinedResult

NA, VALUE, NUM, DIV0, REF = (
    ExcelError.NA,
    ExcelError.VALUE,
    ExcelError.NUM,
    ExcelError.DIV0,
    ExcelError.REF,
)

both_functions = pytest.mark.parametrize("name", ["IIJ_YOY", "IIJ_QOQ"])


def evaluated(name: str, *values: Value) -> Value:
    return FUNCTIONS[name].evaluate(*values)


TABLE: list[tuple[Scalar, Scalar, Scalar]] = [
    # base above zero, current not negative: the number
    (100, 118, 0.18),
    (100, 100, 0.0),
    (100, 0, -1.0),
    (0.5, 1.25, 1.5),
    # base above zero, current negative
    (186, -464, "n.m."),
    # base zero or negative, any current
    (0, 100, "n.m."),
    (0, 0, "n.m."),
    (0, -100, "n.m."),
    (-1206, -830, "n.m."),
    (-464, 30, "n.m."),
    (-464, 0, "n.m."),
    # a blank on either side
    (None, 100, NA),
    (100, None, NA),
    (None, None, NA),
    (None, -100, NA),
    # text and booleans
    ("n/a", 100, VALUE),
    ("100", 118, VALUE),
    ("", 118, VALUE),
    (100, "118", VALUE),
    (True, 118, VALUE),
    (100, False, VALUE),
    # an error comes back unchanged
    (REF, 100, REF),
    (100, DIV0, DIV0),
]


@both_functions
@pytest.mark.parametrize(("base", "current", "result"), TABLE)
def test_growth_follows_the_table(name: str, base: Scalar, current: Scalar, result: Scalar) -> None:
    assert evaluated(name, current, base) == (
        pytest.approx(result, rel=1e-12) if isinstance(result, float) else result
    )


JUDGED: list[tuple[Scalar, Scalar]] = [(REF, REF), (DIV0, DIV0), (None, NA), ("x", VALUE), (True, VALUE)]


@both_functions
@pytest.mark.parametrize(("current", "verdict"), JUDGED)
@pytest.mark.parametrize("base", [100, 0, None, "x", False, NUM])
def test_the_current_figure_is_judged_first(
    name: str, current: Scalar, verdict: Scalar, base: Scalar
) -> None:
    assert evaluated(name, current, base) == verdict


@both_functions
@pytest.mark.parametrize(("base", "verdict"), JUDGED)
@pytest.mark.parametrize("current", [100, 0, -100])
def test_then_the_base_is(name: str, current: Scalar, base: Scalar, verdict: Scalar) -> None:
    assert evaluated(name, current, base) == verdict


@both_functions
@pytest.mark.parametrize("instead", ["turned to loss", "", 0, -1.5, True, NA, REF])
def test_the_third_argument_stands_where_growth_has_no_meaning(name: str, instead: Scalar) -> None:
    assert evaluated(name, -5, 10, instead) is instead
    assert evaluated(name, 12, 10, instead) == pytest.approx(0.2, rel=1e-12)
    assert evaluated(name, None, 10, instead) is NA


@both_functions
def test_a_blank_third_argument_counts_as_left_out(name: str) -> None:
    assert evaluated(name, -5, 10, None) == "n.m."


def test_growth_of_a_printed_pair_is_as_printed_and_not_as_reported() -> None:
    """IIJ's release of 1Q08 reports -40.5% for 411 against 692; the printed figures give -40.6%."""
    growth = evaluated("IIJ_YOY", 411, 692)
    assert isinstance(growth, float)
    assert round(growth, 4) == -0.4061
    allowed = growth_interval(printed_interval("411"), printed_interval("692"))
    assert Decimal("-0.405") in allowed
    assert Decimal("-0.404") not in allowed


@pytest.mark.parametrize(
    ("current", "base", "per_cent"),
    [
        # Releases of 1Q00, 2Q00 and 1Q03; each base is inside the interval that the release allows.
        (7246, 5395, 34.3),
        (8108, 6679, 21.4),
        (8344, 9851, -15.3),
        # The presentation of 1Q02: 18.2% up from 1Q01 and 18.7% down from 4Q01.
        (9851, 8334, 18.2),
        (9851, 12115, -18.7),
    ],
)
def test_growth_is_as_the_releases_print_it(current: int, base: int, per_cent: float) -> None:
    growth = evaluated("IIJ_YOY", current, base)
    assert isinstance(growth, float)
    assert round(growth * 100, 1) == per_cent


def test_growth_that_ends_in_a_tie_is_not_off_in_its_last_digit() -> None:
    """Excel shows 8.8% of 0.0875, but 8.7% of the 0.08749999999999991 that 87 / 80 - 1 is."""
    assert evaluated("IIJ_YOY", 87, 80) == 0.0875
    assert evaluated("IIJ_QOQ", 401, 400) == 0.0025


def test_growth_over_ranges_is_growth_cell_by_cell() -> None:
    currents: Value = [[118, -464, None], [100, "x", 5]]
    bases: Value = [[100, 186, 3], [0, 3, REF]]
    assert evaluated("IIJ_YOY", currents, bases) == [
        [pytest.approx(0.18), "n.m.", NA],
        ["n.m.", VALUE, REF],
    ]


@pytest.mark.parametrize(
    ("last", "first", "years", "result"),
    [
        (121, 100, 2, 0.1),
        (133.1, 100, 3, 0.1),
        (100, 400, 2, -0.5),
        (100, 100, 5, 0.0),
        (121, 11, 0.5, 120.0),
    ],
)
def test_compound_growth(last: float, first: float, years: float, result: float) -> None:
    assert cagr(last, first, years) == pytest.approx(result, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize(
    "arguments", [(0, 100, 2), (-1, 100, 2), (121, 0, 2), (121, -100, 2), (121, 100, -1)]
)
def test_no_compound_growth_where_an_end_or_the_years_are_not_positive(
    arguments: tuple[float, float, float],
) -> None:
    assert evaluated("IIJ_CAGR", *arguments) is NUM
    with pytest.raises(UndefinedResult, match="must be positive"):
        cagr(*arguments)


def test_compound_growth_beyond_every_number_is_an_error() -> None:
    assert evaluated("IIJ_CAGR", 1e15, 1e-9, 0.01) is NUM


WORDS = [
    (110, 100, "up", "増加"),
    (5, 0, "turned to profit", "黒字転換"),
    (90, 100, "down", "減少"),
    (0, 100, "down", "減少"),
    (100, 100, "unchanged", "横ばい"),
    (0, 0, "unchanged", "横ばい"),
    (-464, 186, "turned to loss", "赤字転換"),
    (-464, 0, "turned to loss", "赤字転換"),
    (30, -464, "turned to profit", "黒字転換"),
    # IIJ's operating losses of 4Q99 and 1Q00: 521 and 865.
    (-865, -521, "loss widened", "赤字拡大"),
    (-521, -865, "loss narrowed", "赤字縮小"),
    (0, -464, "loss narrowed", "赤字縮小"),
    (-464, -464, "unchanged", "横ばい"),
]


@pytest.mark.parametrize(("current", "base", "english", "japanese"), WORDS)
def test_what_happened_is_said_in_words(current: int, base: int, english: str, japanese: str) -> None:
    assert trend(current, base) == english
    assert evaluated("IIJ_TREND", current, base, "en") == english
    assert evaluated("IIJ_TREND", current, base, "ja") == japanese


def test_figures_that_excel_sees_as_equal_are_unchanged() -> None:
    assert trend(0.1 + 0.2, 0.3) == "unchanged"
    assert trend(-0.3, -0.1 - 0.2) == "unchanged"
    assert trend(0.300000000000001, 0.3) == "up"


@pytest.mark.parametrize("language", ["fr", "EN", "", 1, True])
def test_words_are_english_or_japanese(language: Scalar) -> None:
    assert evaluated("IIJ_TREND", 110, 100, language) is VALUE
