"""Figures in words; expected texts by hand, from the rules of notation or as the presentation prints."""

from __future__ import annotations

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Scalar, Value
from xl_addin.domain.wording import amount_text, change_text

NA, VALUE, NUM, REF = ExcelError.NA, ExcelError.VALUE, ExcelError.NUM, ExcelError.REF


def evaluated(name: str, *values: Value) -> Value:
    return FUNCTIONS[name].evaluate(*values)


AMOUNTS = [
    # From 1,000 million on in billions with one digit; below in millions.
    ((0,), "JPY0M"),
    ((464,), "JPY464M"),
    ((999,), "JPY999M"),
    ((999.6,), "JPY1,000M"),
    ((1000,), "JPY1.0B"),
    ((9851,), "JPY9.9B"),
    ((9949.9,), "JPY9.9B"),
    ((9950,), "JPY10.0B"),
    ((1_234_567,), "JPY1,234.6B"),
    # What Excel sees as 1,000 prints as such.
    ((999.9999999999999,), "JPY1.0B"),
    # Dollars: millions with one digit.
    ((3.9, "USD million"), "$3.9M"),
    ((82.2, "USD million"), "$82.2M"),
    ((999.96, "USD million"), "$1,000.0M"),
    ((1234.5, "USD million"), "$1.2B"),
    # Losses in parentheses; a rounded zero has no sign.
    ((-464,), "(JPY464M)"),
    ((-9851,), "(JPY9.9B)"),
    ((-3.9, "USD million"), "($3.9M)"),
    # What rounds to no digit of a million is printed in full.
    ((-0.4,), "(JPY400,000)"),
    ((0.4999,), "JPY499,900"),
    ((0.000_9,), "JPY900"),
    ((0.033_375, "USD million"), "$33,375"),
    ((0.5,), "JPY1M"),
    ((90, "JPY"), "JPY90"),
    ((-90, "JPY"), "(JPY90)"),
    ((499_999, "JPY"), "JPY499,999"),
    ((32.34, "JPY"), "JPY32"),
    ((-99.994, "USD"), "($99.99)"),
    ((100.4, "USD"), "$100"),
    ((12.5, "JPY", 0), "JPY13"),
    ((0.25, "JPY thousand"), "JPY250"),
    ((0.0001, "JPY billion"), "JPY100,000"),
    ((0.016, "USD"), "$0.02"),
    ((0, "JPY", None, "ja"), "0百万円"),
    ((90, "JPY", None, "ja"), "90円"),
    ((12_345, "USD", None, "ja"), "12,345ドル"),
    ((-0.5,), "(JPY1M)"),
    ((-0.04, "USD million"), "($40,000)"),
    ((-0.05, "USD million"), "($0.1M)"),
    ((-0.9, None, None, None, "truncate"), "(JPY900,000)"),
    # Every unit, for the same amount.
    ((9_851_000_000, "JPY"), "JPY9.9B"),
    ((9_851_000, "JPY thousand"), "JPY9.9B"),
    ((9_851, "JPY million"), "JPY9.9B"),
    ((9.851, "JPY billion"), "JPY9.9B"),
    ((82_200_000, "USD"), "$82.2M"),
    ((82_200, "USD thousand"), "$82.2M"),
    ((82.2, "USD million"), "$82.2M"),
    ((0.0822, "USD billion"), "$82.2M"),
    ((464_499, "JPY thousand"), "JPY464M"),
    ((464_500, "JPY thousand"), "JPY465M"),
    # Digits, of the unit printed.
    ((82.2, "USD million", 0), "$82M"),
    ((9851, None, 0), "JPY10B"),
    ((9851, None, 2), "JPY9.85B"),
    ((9855, None, 2), "JPY9.86B"),
    ((464, None, 2), "JPY464.00M"),
    ((464, None, -1), "JPY460M"),
    ((465, None, -1), "JPY470M"),
    ((464, None, -2), "JPY500M"),
    ((449, None, -3), "JPY449,000,000"),
    ((-449, None, -3), "(JPY449,000,000)"),
    ((12_345_000, None, -1), "JPY12,350B"),
    ((9851, None, 1.9), "JPY9.9B"),
    ((9851, None, -0.9), "JPY10B"),
    ((1.123456789, None, 9), "JPY1.123456789M"),
    # Truncation.
    ((9899, None, None, None, "truncate"), "JPY9.8B"),
    ((464.9, None, None, None, "truncate"), "JPY464M"),
    ((-464.9, None, None, None, "truncate"), "(JPY464M)"),
    ((2.29, "USD million", 2, "en", "truncate"), "$2.29M"),
    ((9999, "JPY thousand", 2, "en", "truncate"), "JPY9.99M"),
    ((199, None, -2, "en", "truncate"), "JPY100M"),
    ((1125, None, 2, "en", "half_up"), "JPY1.13B"),
    ((1125, None, 2, "en", "truncate"), "JPY1.12B"),
    # Japanese: hundred millions, whose one digit fewer is the same precision.
    ((9851, None, None, "ja"), "99億円"),
    ((9851, None, None, "ja", "truncate"), "98億円"),
    ((9851, None, 2, "ja"), "98.5億円"),
    ((9851, None, 3, "ja"), "98.51億円"),
    ((9851, None, 0, "ja"), "100億円"),
    ((1000, None, None, "ja"), "10億円"),
    ((999, None, None, "ja"), "999百万円"),
    ((464, None, 1, "ja"), "464.0百万円"),
    ((-464, None, None, "ja"), "△464百万円"),
    ((-9851, None, None, "ja"), "△99億円"),
    ((-0.4, None, None, "ja"), "△400,000円"),
    ((1_234_567, None, None, "ja"), "12,346億円"),
    ((82.2, "USD million", None, "ja"), "82.2百万ドル"),
    ((1500, "USD million", None, "ja"), "15億ドル"),
    # Every currency: one decimal of millions if it has a smaller coin.
    ((12, "EUR million"), "€12.0M"),
    ((-12, "EUR million", None, "ja"), "△12.0百万ユーロ"),
    ((12, "KRW million"), "KRW 12M"),
    ((12, "CHF million"), "CHF 12.0M"),
    ((12, "NZD million", None, "ja"), "12.0百万ニュージーランドドル"),
    ((-1.25, "SAR thousand"), "(SAR 1,250)"),
    ((3.5, "GBP"), "£3.50"),
    # 25.5 hundred millions are 2,550 million; 0.345 trillion are 345,000 million.
    ((25.5, "CHF 100 million"), "CHF 2.6B"),
    ((25.5, "JPY 100 million", None, "ja"), "26億円"),
    ((0.345, "KRW trillion"), "KRW 345.0B"),
    ((0.0004, "JPY trillion"), "JPY400M"),
    # Of each share: in no scale, two decimals, of yen as many as are needed.
    ((1.5, "USD per share"), "$1.50"),
    ((2, "USD per share"), "$2.00"),
    ((-0.04, "EUR per share"), "(€0.04)"),
    ((-0.004, "EUR per share"), "€0.00"),
    ((0, "EUR per share"), "€0.00"),
    ((0, "JPY per share"), "JPY0"),
    ((12, "JPY per share"), "JPY12"),
    ((-12.345, "JPY per share", None, "ja"), "△12.35円"),
    ((2_000_000_000, "JPY per share"), "JPY2,000,000,000"),
    ((1.2345, "USD per share", 3), "$1.235"),
    ((1.2349, "USD per share", 3, "en", "truncate"), "$1.234"),
]


@pytest.mark.parametrize(("arguments", "text"), AMOUNTS)
def test_an_amount_is_printed_as_a_release_prints_it(arguments: tuple[Scalar, ...], text: str) -> None:
    assert evaluated("IIJ_AMOUNT", *arguments) == text


@pytest.mark.parametrize(
    ("yen_million", "digits", "yen", "dollars"),
    [
        (9851, 0, "JPY9.9B", "$82M"),
        (10_500, None, "JPY10.5B", "$87.6M"),
        (11_000, None, "JPY11.0B", "$91.8M"),
        (464, None, "JPY464M", "$3.9M"),
    ],
)
def test_the_presentation_is_printed_as_it_was(
    yen_million: int, digits: int | None, yen: str, dollars: str
) -> None:
    """At $1=JPY119.85, from the yen figures. [presentation of 1Q02]"""
    assert amount_text(yen_million) == yen
    assert amount_text(yen_million / 119.85, "USD million", digits) == dollars


@pytest.mark.parametrize(
    ("arguments", "result"),
    [
        ((None,), NA),
        (("9851",), VALUE),
        ((True,), VALUE),
        ((REF, "EUR"), REF),
        ((1, "XYZ million"), VALUE),
        ((1, "EUR  million"), VALUE),
        ((1, "EUR million thousand"), VALUE),
        ((1, "EUR ~ million"), VALUE),
        ((1, "EUR per"), VALUE),
        ((1, "€ million"), VALUE),
        ((1, "jpy million"), VALUE),
        ((1, " JPY"), VALUE),
        ((1, ""), VALUE),
        ((1, 5), VALUE),
        ((1, REF), REF),
        ((1, "JPY", "1"), VALUE),
        ((1, "JPY", True), VALUE),
        ((1, "JPY", NA), NA),
        ((1, "JPY", 10), NUM),
        ((1, "JPY", -10), NUM),
        ((1, "JPY", 9.99), "JPY0.000001000M"),
        ((1, "JPY", 1e300), NUM),
        ((1, "JPY", 10, "fr"), VALUE),
        ((1, "JPY", 1, "fr"), VALUE),
        ((1, "JPY", 1, "JA"), VALUE),
        ((1, "JPY", 1, "en", "up"), VALUE),
        ((1, "XYZ", REF, "fr", "up"), VALUE),
    ],
)
def test_what_cannot_be_printed_is_an_error(arguments: tuple[Scalar, ...], result: Scalar) -> None:
    assert evaluated("IIJ_AMOUNT", *arguments) == result


CHANGES = [
    # The presentation of 1Q02: "18.2% up from 1Q01 & 18.7% down from 4Q01".
    ((9851, 8334, "1Q01"), "18.2% up from 1Q01", "1Q01比18.2%増"),
    ((9851, 12_115, "4Q01"), "18.7% down from 4Q01", "4Q01比18.7%減"),
    # Printed figures; IIJ reported 40.5% from unrounded ones.
    ((411, 692, "1Q07"), "40.6% down from 1Q07", "1Q07比40.6%減"),
    ((0, 692, "1Q07"), "100.0% down from 1Q07", "1Q07比100.0%減"),
    ((20_000, 100, "1Q01"), "19,900.0% up from 1Q01", "1Q01比19,900.0%増"),
    # A rate that prints as zero is no change; half of its last digit is one.
    ((10_004, 10_000, "1Q01"), "unchanged from 1Q01", "1Q01比横ばい"),
    ((10_005, 10_000, "1Q01"), "0.1% up from 1Q01", "1Q01比0.1%増"),
    ((9_995, 10_000, "1Q01"), "0.1% down from 1Q01", "1Q01比0.1%減"),
    ((100.05, 100, "1Q01"), "0.1% up from 1Q01", "1Q01比0.1%増"),
    ((99.95, 100, "1Q01"), "0.1% down from 1Q01", "1Q01比0.1%減"),
    ((401, 400, "1Q01"), "0.3% up from 1Q01", "1Q01比0.3%増"),
    ((2369, 2000, "1Q01"), "18.5% up from 1Q01", "1Q01比18.5%増"),
    # The words of profit items, where growth has no meaning.
    ((-464, 186, "4Q01"), "turned to loss from 4Q01", "4Q01比赤字転換"),
    ((30, -464, "1Q02"), "turned to profit from 1Q02", "1Q02比黒字転換"),
    ((5, 0, "1Q02"), "turned to profit from 1Q02", "1Q02比黒字転換"),
    ((-865, -521, "4Q99"), "loss widened from 4Q99", "4Q99比赤字拡大"),
    ((-521, -865, "1Q00"), "loss narrowed from 1Q00", "1Q00比赤字縮小"),
    ((-5, -5, "1Q00"), "unchanged from 1Q00", "1Q00比横ばい"),
    ((0, 0, "1Q00"), "unchanged from 1Q00", "1Q00比横ばい"),
    ((110, 100, ""), "10.0% up from ", "比10.0%増"),
]


@pytest.mark.parametrize(("arguments", "english", "japanese"), CHANGES)
def test_a_change_is_said_as_a_release_says_it(
    arguments: tuple[float, float, str], english: str, japanese: str
) -> None:
    assert change_text(*arguments) == evaluated("IIJ_CHANGE", *arguments) == english
    assert evaluated("IIJ_CHANGE", *arguments, "ja") == japanese


@pytest.mark.parametrize(
    ("arguments", "result"),
    [
        ((None, 100, "1Q01"), NA),
        ((100, None, "1Q01"), NA),
        ((100, 90, None), NA),
        ((100, 90, 5), VALUE),
        ((100, "90", None), VALUE),
        ((100, 90, "1Q01", "fr"), VALUE),
        ((100, 90, REF, "fr"), REF),
        ((100, 0, "1Q01", REF), REF),
    ],
)
def test_a_change_that_cannot_be_said_is_an_error(arguments: tuple[Scalar, ...], result: Scalar) -> None:
    assert evaluated("IIJ_CHANGE", *arguments) == result


def test_words_over_a_row_of_quarters() -> None:
    assert evaluated("IIJ_AMOUNT", [[9851, -464, None]]) == [["JPY9.9B", "(JPY464M)", NA]]
    assert evaluated("IIJ_CHANGE", 9851, [[8334, 12_115]], [["1Q01", "4Q01"]]) == [
        ["18.2% up from 1Q01", "18.7% down from 4Q01"]
    ]
