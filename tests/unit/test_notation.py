"""Printed figures read back, and IIJ_TIE."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Value
from xl_addin.domain.notation import Measure, read_printed
from xl_addin.errors import InvalidInput

TIE = FUNCTIONS["IIJ_TIE"]
NA, VALUE = ExcelError.NA, ExcelError.VALUE


@pytest.mark.parametrize(
    ("text", "figure", "currency", "exponent"),
    [
        ("9,851", "9851", "", 0),
        ("JPY9.9B", "9900000000", "JPY", 8),
        ("JPY 8,344 million", "8344000000", "JPY", 6),
        ("¥464M", "464000000", "JPY", 6),
        ("$69.6 million", "69600000", "USD", 5),
        ("US$3.9mn", "3900000", "USD", 5),
        ("9.9 billion yen", "9900000000", "JPY", 8),
        ("98億5千万円", "9850000000", "JPY", 7),
        ("9,851百万円", "9851000000", "JPY", 6),
        ("99億円", "9900000000", "JPY", 8),
        ("1兆2,345億円", "1234500000000", "JPY", 8),
        ("△464百万円", "-464000000", "JPY", 6),
        ("301億5千1百万円", "30151000000", "JPY", 6),
        ("7億8千2百万円", "782000000", "JPY", 6),
        ("3千億円", "300000000000", "JPY", 11),
        ("12億600万円", "1206000000", "JPY", 4),
        ("5百3十万円", "5300000", "JPY", 5),
        ("2千円", "2000", "JPY", 3),
        ("(464)", "-464", "", 0),
        ("(JPY464M)", "-464000000", "JPY", 6),
        ("-97", "-97", "", 0),
        ("−97", "-97", "", 0),
        ("▲1.50", "-1.50", "", -2),
        ("$(3.9)M", None, "", 0),
        ("３９４億円", "39400000000", "JPY", 8),
        ("$ 1,234.50", "1234.50", "USD", -2),
    ],
)
def test_a_printed_amount_is_read(text: str, figure: str | None, currency: str, exponent: int) -> None:
    if figure is None:
        with pytest.raises(InvalidInput, match="not a printed figure"):
            read_printed(text)
        return
    printed = read_printed(text)
    assert printed.figure == Decimal(figure)
    assert printed.figure.as_tuple().exponent == exponent
    assert printed.currency == currency


@pytest.mark.parametrize(
    ("text", "figure", "measure"),
    [
        ("18.2%", "0.182", Measure.PERCENT),
        ("(4.7)%", "-0.047", Measure.PERCENT),
        ("(4.7%)", "-0.047", Measure.PERCENT),
        ("△4.7%", "-0.047", Measure.PERCENT),
        ("46.0％", "0.460", Measure.PERCENT),
        ("-3.4pt", "-3.4", Measure.POINTS),
        ("3.4ポイント", "3.4", Measure.POINTS),
    ],
)
def test_a_printed_ratio_is_read(text: str, figure: str, measure: Measure) -> None:
    printed = read_printed(text)
    assert (printed.figure, printed.measure) == (Decimal(figure), measure)


@pytest.mark.parametrize(
    "text",
    [
        *("", "n/a", "about 10", "9.9.9", "1,23", "(464", "464)", "((464))", "-(464)", "-△464", "JPY9.9$"),
        *(
            "$18%",
            "5千万98億円",
            "1百5千万円",
            "5億5億円",
            "18M%",
            "9" * 29,
            "JPY",
            "%",
            "1Q02",
            "10-11",
            "12 34",
        ),
    ],
)
def test_what_is_not_one_printed_figure_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        read_printed(text)
    assert TIE.evaluate(text, 1) is VALUE


@pytest.mark.parametrize("text", ["1" * 32_000, "1 " * 16_000, "1M" * 16_000, "(" * 32_000, "1," * 16_000])
def test_a_long_text_is_refused(text: str) -> None:
    assert TIE.evaluate(text, 1) is VALUE


@pytest.mark.parametrize(
    ("arguments", "ties"),
    [
        (("JPY9.9B", 9851), True),
        (("JPY9.9B", 9850), True),
        (("JPY9.9B", 9849.9), False),
        (("JPY9.9B", 9950), False),
        (("JPY9.8B", 9851), False),
        (("JPY9.8B", 9851, None, "truncate"), True),
        (("JPY9.9B", 9_851_000, "JPY thousand"), True),
        (("JPY9.9B", 9.851, "JPY billion"), True),
        (("9.9 billion", 9_851_000_000, "JPY"), True),
        (("$82M", 82.2, "USD million"), True),
        (("$82.6M", 82.2, "USD million"), False),
        (("(464)", -464.4), True),
        (("(464)", 464), False),
        (("464", -464), False),
        # -464 stands for (-464.5, -463.5].
        (("-464", -464.5), False),
        (("-464", -463.5), True),
        (("0", 0.49), True),
        (("0", -0.49), True),
        (("0", 0.5), False),
        (("0", -0.9, None, "truncate"), True),
        (("464", 464.9, None, "truncate"), True),
        # Beside amounts that are cut off, shares and points are rounded.
        (("19.0%", 0.1899, None, "truncate"), True),
        (("18.9%", 0.1899, None, "truncate"), False),
        (("-19.0%", -0.1899, None, "truncate"), True),
        (("3.4pt", 3.39, None, "truncate"), True),
        (("3.3pt", 3.39, None, "truncate"), False),
        # 0.1825 prints as 18.3%, a half away from zero.
        (("18.2%", 0.18249), True),
        (("18.2%", 0.1825), False),
        (("18.3%", 0.1825), True),
        (("-3.4pt", -3.39), True),
        (("3.4pt", -3.39), False),
        (("98億5千万円", 9846), True),
        (("98億5千万円", 9856), False),
        (("$82M", 9851), VALUE),
        (("9.9", "9.9"), VALUE),
        (("9.9", None), NA),
        ((None, 9.9), NA),
        ((9.9, 9.9), VALUE),
        (("9.9", 9.9, "XYZ"), VALUE),
    ],
)
def test_a_figure_ties_where_the_value_prints_so(arguments: tuple[Value, ...], ties: Value) -> None:
    assert TIE.evaluate(*arguments) is ties


def test_figures_may_stand_in_ranges() -> None:
    assert TIE.evaluate([["JPY9.9B"], ["JPY1.8B"]], [[9851], [1851]]) == [[True], [False]]


@pytest.mark.parametrize(
    ("scale", "value"),
    [
        ("", 9_900_000),
        ("K", 9_900_000_000),
        (" thousand", 9_900_000_000),
        ("M", 9.9e12),
        ("mn", 9.9e12),
        (" million", 9.9e12),
        ("B", 9.9e15),
        ("bn", 9.9e15),
        (" billion", 9.9e15),
        ("T", 9.9e18),
        (" trillion", 9.9e18),
        ("万", 9.9e10),
        ("億", 9.9e14),
        ("兆", 9.9e18),
        ("百万", 9.9e12),
        ("千", 9.9e9),
    ],
)
def test_each_word_of_scale_is_its_power_of_ten(scale: str, value: float) -> None:
    assert read_printed(f"9,900,000{scale}").figure == Decimal(value)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("JPY9.9B", Measure.AMOUNT),
        ("82ドル", Measure.AMOUNT),
        ("464", Measure.PLAIN),
        ("9.9B", Measure.PLAIN),
        ("18.2%", Measure.PERCENT),
        ("3.4pt", Measure.POINTS),
    ],
)
def test_what_a_figure_counts_is_told_by_its_currency_or_sign(text: str, measure: Measure) -> None:
    assert read_printed(text).measure is measure


def test_twenty_eight_digits_are_read_and_one_more_is_not() -> None:
    assert read_printed("1" * 28).figure == Decimal("1" * 28)
    with pytest.raises(InvalidInput):
        read_printed("1" * 29)
