"""IIJ_FIGURE and IIJ_RATE over ranges as the input sheets have them."""

from __future__ import annotations

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Rows, Value

FIGURE, RATE = FUNCTIONS["IIJ_FIGURE"], FUNCTIONS["IIJ_RATE"]
NA, NUM, VALUE, DIV0, REF = (ExcelError(f"#{name}") for name in ("N/A", "NUM!", "VALUE!", "DIV/0!", "REF!"))

PERIODS = ["1Q99", "2Q99", "3Q99", "4Q99", "1Q00", "2Q00", "FY1998", "FY1999"]
FIGURES: Rows = [
    ["item", "label", "unit", *PERIODS],
    ["total_revenues", "Total revenues", None, 10, 20, 30, 40, 50, 60, 70, 100],
    ["net_income", "Net income", "JPY million", -1, 2, None, 4, 5, 6, None, None],
    ["gross_profit", "Gross profit", "JPY thousand", 1, DIV0, 3, "n/a", True, 6, None, None],
    ["contracts", "Contracts", "contracts", 5, 6, 7, 8, 9, 10, None, 8],
    ["twice", "", None, 1, 1, 1, 1, 1, 1, 1, 1],
    ["twice", "", None, 2, 2, 2, 2, 2, 2, 2, 2],
]


KINDS: Rows = [
    ["item", "kind", "unit", *PERIODS],
    ["total_assets", None, "JPY million", 10, 20, 30, 40, 50, 60, 70, None],
    ["reserves", "残高", "JPY million", 1, 2, 3, 4, 5, None, None, 9],
    ["visits", "flow", "visits", 1, 2, 3, 4, 5, 6, None, None],
    ["dividend_per_share", None, "JPY", None, 14, None, 22, None, 18, None, 36],
    ["equity_ratio", None, None, 40, 41, 42, 43, 44, 45, None, None],
    ["odd", "stock", "JPY million", 1, 2, 3, 4, 5, 6, 7, None],
    ["broken", REF, "JPY million", 1, 2, 3, 4, 5, 6, 7, None],
]


@pytest.mark.parametrize(
    ("item", "period", "expected"),
    [
        ("total_assets", "FY1999", 40),
        ("total_assets", "1H99", 20),
        ("total_assets", "1Q-3Q99", 30),
        ("total_assets", "LTM 1Q00", 50),
        ("total_assets", "FY2000", NA),
        ("reserves", "FY1999", 9),
        ("reserves", "2H99", 4),
        ("reserves", "1H00", NA),
        ("visits", "1H99", 3),
        ("dividend_per_share", "FY1999", 36),
        ("dividend_per_share", "2H99", NA),
        ("equity_ratio", "1H99", NA),
        ("odd", "1H99", VALUE),
        ("broken", "1H99", REF),
    ],
)
def test_balances_are_taken_at_the_end_and_ratios_never_summed(
    item: Value, period: Value, expected: Value
) -> None:
    assert FIGURE.evaluate(KINDS, item, period) == expected


@pytest.mark.parametrize(
    ("item", "period", "expected"),
    [
        ("total_revenues", "1Q99", 10),
        ("total_revenues", "4Q99", 40),
        ("total_revenues", "1H99", 30),
        ("total_revenues", "2H99", 70),
        ("total_revenues", "1Q-3Q99", 60),
        ("total_revenues", "1Q-1Q99", 10),
        ("total_revenues", "FY1999", 100),
        ("total_revenues", "FY1998", 70),
        ("total_revenues", "LTM 2Q00", 180),
        ("total_revenues", "LTM 4Q99", 100),
        # A quarter without a column makes the sum missing, never smaller.
        ("total_revenues", "LTM 3Q99", NA),
        ("total_revenues", "FY2000", NA),
        ("total_revenues", "2H00", NA),
        ("total_revenues", "3Q00", NA),
        # So does a blank one.
        ("net_income", "1H99", 1),
        ("net_income", "2H99", NA),
        ("net_income", "1Q-3Q99", NA),
        ("net_income", "FY1999", NA),
        ("net_income", "LTM 1Q00", NA),
        ("net_income", "3Q99", NA),
        # What stands in the cell instead of a figure.
        ("gross_profit", "2Q99", DIV0),
        ("gross_profit", "1H99", DIV0),
        ("gross_profit", "4Q99", VALUE),
        ("gross_profit", "1Q00", VALUE),
        # Counts are not summed; a year's own column is the count at its end.
        ("contracts", "1H99", NA),
        ("contracts", "LTM 1Q00", NA),
        ("contracts", "FY1999", 8),
        ("operating_income", "1Q99", NA),
        ("TOTAL_REVENUES", "1Q99", NA),
        ("twice", "1Q99", VALUE),
        ("total_revenues", "1Q1999", VALUE),
        ("total_revenues", "Q1 FY1999", VALUE),
        ("total_revenues", None, NA),
        (None, "1Q99", NA),
        (REF, "x", REF),
    ],
)
def test_a_figure_is_found_or_summed(item: Value, period: Value, expected: Value) -> None:
    assert FIGURE.evaluate(FIGURES, item, period) == expected


def test_headers_may_be_spelled_as_the_input_sheets_allow() -> None:
    table: Rows = [["Item ", "Q1 FY2001", "FY2001 Q2", "3Q2001", "FY01/4Q"], ["x", 1, 2, 3, 4]]
    assert FIGURE.evaluate(table, "x", "1H01") == 3
    assert FIGURE.evaluate(table, "x", "3Q01") == 3


def test_a_day_as_a_header_is_no_period() -> None:
    assert FIGURE.evaluate([["item", "2001-06-30"], ["x", 1]], "x", "1Q01") is NA


def test_a_period_with_two_columns_is_no_period() -> None:
    assert FIGURE.evaluate([["item", "1Q01", "Q1 FY2001"], ["x", 1, 1]], "x", "1Q01") is VALUE


def test_a_range_without_the_header_of_the_periods_has_no_figure() -> None:
    assert FIGURE.evaluate(FIGURES[1:], "net_income", "1Q99") is NA
    assert FIGURE.evaluate(5, "total_revenues", "1Q99") is NA


def test_items_stand_in_the_first_column_where_none_is_named() -> None:
    assert FIGURE.evaluate([["", "1Q01"], ["x", 7]], "x", "1Q01") == 7


def test_rates_without_headers_are_in_the_order_of_their_sheet() -> None:
    rates: Rows = [
        ["EURJPY", 37435, "period_end", 118],
        [
            "USDJPY",
            "2002-06-28",
            "period_end",
            119.85,
        ],
    ]
    assert RATE.evaluate(rates, "USDJPY", "1Q02") == 119.85
    assert RATE.evaluate([["USDJPY", 37435, 119.85]], "USDJPY", "1Q02") is VALUE
    assert RATE.evaluate([["rate", "date", "pair"], [119.85, 37435, "USDJPY"]], "USDJPY", "1Q02") is VALUE


def test_the_day_of_a_rate_may_be_iso_text() -> None:
    header: list[str] = ["pair", "date", "basis", "rate"]
    assert (
        RATE.evaluate([[*header], ["USDJPY", "2002-06-28", "average", 127]], "USDJPY", "1Q02", "average")
        == 127
    )
    assert (
        RATE.evaluate([[*header], ["USDJPY", "June", "average", 127]], "USDJPY", "1Q02", "average") is VALUE
    )


def test_items_and_periods_may_be_ranges() -> None:
    found = FIGURE.evaluate(FIGURES, [["total_revenues"], ["contracts"]], [["1Q99", "1H99"]])
    assert found == [[10, 30], [5, NA]]


# 28 June 2002 is day 37435, two days before the quarter ends; 37400 is 24 May 2002.
RATES: Rows = [
    ["source", "rate", "basis", "date", "pair"],
    ["", 132.7, "period_end", 37344, "USDJPY"],
    ["", 124, "period_end", 37429, "USDJPY"],
    ["", 119.85, "period_end", 37435, "USD/JPY"],
    ["", 126.99, "average", 37437, "USDJPY"],
    ["", 118.0, "period_end", 37436, "EURJPY"],
    ["", "n/a", "period_end", 37527, "USDJPY"],
    ["", 0, "period_end", 37620, "USDJPY"],
    ["", REF, "period_end", 37711, "USDJPY"],
]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("USDJPY", "1Q02"), 119.85),
        (("USDJPY", 37400), 119.85),
        (("USDJPY", 37437.5), 119.85),
        (("USDJPY", "4Q01"), 132.7),
        (("USDJPY", "1Q02", "average"), 126.99),
        (("EURJPY", "1Q02"), 118),
        # A calendar year's first quarter ended on 31 March.
        (("USDJPY", "1Q02", None, 1), 132.7),
        # No rate in the last seven days, or none at all.
        (("USDJPY", "4Q01", "average"), NA),
        (("USDJPY", "3Q01"), NA),
        (("GBPJPY", "1Q02"), NA),
        # What is no rate: a text, zero, an error.
        (("USDJPY", "2Q02"), VALUE),
        (("USDJPY", "3Q02"), NUM),
        (("USDJPY", "4Q02"), REF),
        (("USDJPY", "1H02"), VALUE),
        (("USDJPY", "Q1 FY2002"), VALUE),
        (("USDJPY", None), NA),
        (("USDJPY", True), VALUE),
        (("USDJPY", DIV0), DIV0),
        (("USDJPY", 0), NUM),
        (("USDJPY", "1Q02", "spot"), VALUE),
        (("USDJPY", "1Q02", None, 13), NUM),
        ((None, "1Q02"), NA),
    ],
)
def test_the_rate_of_a_quarter_is_its_last(arguments: tuple[Value, ...], expected: Value) -> None:
    assert RATE.evaluate(RATES, *arguments) == expected


def test_a_rate_a_week_before_the_end_counts_and_one_a_day_earlier_does_not() -> None:
    def table(day: int) -> Rows:
        return [["pair", "date", "basis", "rate"], ["USDJPY", day, "period_end", 120]]

    assert RATE.evaluate(table(37430), "USDJPY", "1Q02") == 120
    assert RATE.evaluate(table(37429), "USDJPY", "1Q02") is NA
    assert RATE.evaluate(table(37438), "USDJPY", "1Q02") is NA


def test_a_rate_without_a_day_is_an_error() -> None:
    table: Rows = [["pair", "date", "basis", "rate"], ["USDJPY", None, "period_end", 120]]
    assert RATE.evaluate(table, "USDJPY", "1Q02") is NA
    table[1][1] = REF
    assert RATE.evaluate(table, "USDJPY", "1Q02") is REF


@pytest.mark.parametrize("label", ["FY2001", "2H01", "1Q-4Q01", "LTM 4Q01"])
def test_a_period_that_ends_with_the_quarter_is_not_the_quarter(label: str) -> None:
    # 4Q01 has a rate, of 29 March 2002 (37344); all of these end with it.
    assert RATE.evaluate(RATES, "USDJPY", "4Q01") == 132.7
    assert RATE.evaluate(RATES, "USDJPY", label) is VALUE


@pytest.mark.parametrize(
    ("rate", "expected"), [(0.9945, 0.9945), (1, 1), (0, NUM), (-119.85, NUM), (None, NA)]
)
def test_a_rate_is_above_zero_and_may_be_below_one(rate: float | None, expected: Value) -> None:
    table: Rows = [["pair", "date", "basis", "rate"], ["EURUSD", 37435, "period_end", rate]]
    assert RATE.evaluate(table, "EURUSD", "1Q02") == expected
