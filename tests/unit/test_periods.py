"""Fiscal periods and their spellings; expected values from the conventions' chapter on periods."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from xl_addin.domain.labels import PeriodStyle, parse_label, printed_label, read_period
from xl_addin.domain.periods import (
    Cumulative,
    FiscalCalendar,
    FiscalYear,
    HalfYear,
    LastTwelveMonths,
    Period,
    Quarter,
    YearName,
    gaps,
    shifted,
)
from xl_addin.errors import InvalidInput

FROM_JANUARY, FROM_OCTOBER = FiscalCalendar(1), FiscalCalendar(10)


def test_fiscal_year_is_named_after_the_year_it_starts_in() -> None:
    year = FiscalYear(2002)
    assert (year.start(), year.end()) == (date(2002, 4, 1), date(2003, 3, 31))


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        (1, date(2002, 4, 1), date(2002, 6, 30)),
        (2, date(2002, 7, 1), date(2002, 9, 30)),
        (3, date(2002, 10, 1), date(2002, 12, 31)),
        (4, date(2003, 1, 1), date(2003, 3, 31)),
    ],
)
def test_quarters_of_a_year_from_april(number: int, start: date, end: date) -> None:
    quarter = Quarter(2002, number)
    assert (quarter.start(), quarter.end()) == (start, end)


def test_a_year_from_january_is_the_calendar_year() -> None:
    assert (FiscalYear(2002).start(FROM_JANUARY), FiscalYear(2002).end(FROM_JANUARY)) == (
        date(2002, 1, 1),
        date(2002, 12, 31),
    )
    assert (Quarter(2002, 4).start(FROM_JANUARY), Quarter(2002, 4).end(FROM_JANUARY)) == (
        date(2002, 10, 1),
        date(2002, 12, 31),
    )


def test_a_year_from_october_reaches_into_the_next() -> None:
    assert (Quarter(2002, 1).start(FROM_OCTOBER), Quarter(2002, 1).end(FROM_OCTOBER)) == (
        date(2002, 10, 1),
        date(2002, 12, 31),
    )
    assert (Quarter(2002, 2).start(FROM_OCTOBER), Quarter(2002, 2).end(FROM_OCTOBER)) == (
        date(2003, 1, 1),
        date(2003, 3, 31),
    )


@pytest.mark.parametrize(("year", "last_day"), [(1999, 29), (2000, 28), (2003, 29), (2099, 28)])
def test_a_quarter_that_ends_in_february_knows_leap_years(year: int, last_day: int) -> None:
    assert Quarter(year, 4).end(FiscalCalendar(3)) == date(year + 1, 2, last_day)


@pytest.mark.parametrize(
    ("day", "first_month", "quarter"),
    [
        (date(2002, 3, 31), 4, Quarter(2001, 4)),
        (date(2002, 4, 1), 4, Quarter(2002, 1)),
        (date(2002, 12, 31), 4, Quarter(2002, 3)),
        (date(2003, 1, 1), 4, Quarter(2002, 4)),
        (date(2002, 1, 1), 1, Quarter(2002, 1)),
        (date(2002, 12, 31), 1, Quarter(2002, 4)),
        (date(2002, 9, 30), 10, Quarter(2001, 4)),
        (date(2002, 10, 1), 10, Quarter(2002, 1)),
        (date(2004, 2, 29), 12, Quarter(2003, 1)),
    ],
)
def test_a_day_lies_in_one_quarter(day: date, first_month: int, quarter: Quarter) -> None:
    assert Quarter.containing(day, FiscalCalendar(first_month)) == quarter


@pytest.mark.parametrize("first_month", [0, 13, -3])
def test_a_fiscal_year_starts_in_a_month_of_the_calendar(first_month: int) -> None:
    with pytest.raises(InvalidInput, match="first month"):
        Quarter(2002, 1).start(FiscalCalendar(first_month))
    with pytest.raises(InvalidInput, match="first month"):
        Quarter.containing(date(2002, 6, 30), FiscalCalendar(first_month))


def test_quarters_count_across_the_end_of_the_year() -> None:
    assert Quarter(2002, 1) + 4 == Quarter(2003, 1)
    assert Quarter(2001, 4) + 1 == Quarter(2002, 1)
    assert Quarter(2002, 1) - 1 == Quarter(2001, 4)
    assert Quarter(2000, 2) - 7 == Quarter(1998, 3)
    assert Quarter(2002, 1) - Quarter(2001, 1) == 4
    assert Quarter(2001, 4) - Quarter(2002, 1) == -1


def test_quarters_sort_by_time() -> None:
    quarters = [Quarter(2002, 1), Quarter(2001, 4), Quarter(1999, 2), Quarter(2001, 1)]
    assert [str(quarter) for quarter in sorted(quarters)] == ["2Q99", "1Q01", "4Q01", "1Q02"]


@pytest.mark.parametrize("number", [0, 5, -1])
def test_a_year_has_four_quarters_and_two_halves(number: int) -> None:
    for kind in (Quarter, HalfYear, Cumulative):
        with pytest.raises(InvalidInput, match=f" {number} "):
            kind(2002, number)
    with pytest.raises(InvalidInput):
        HalfYear(2002, 3)


def test_a_year_outside_the_dates_of_excel_is_refused() -> None:
    for year in (1899, 9999, 2):
        with pytest.raises(InvalidInput, match=str(year)):
            FiscalYear(year)
    with pytest.raises(InvalidInput):
        Quarter(9998, 4) + 1
    with pytest.raises(InvalidInput):
        LastTwelveMonths(Quarter(1900, 3))


@pytest.mark.parametrize("first_month", range(1, 13))
def test_the_last_year_has_its_days_wherever_it_starts(first_month: int) -> None:
    assert FiscalYear(9998).end(FiscalCalendar(first_month)).year in (9998, 9999)


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        (Quarter(2002, 1), ["1Q02"]),
        (FiscalYear(2001), ["1Q01", "2Q01", "3Q01", "4Q01"]),
        (HalfYear(2002, 1), ["1Q02", "2Q02"]),
        (HalfYear(2002, 2), ["3Q02", "4Q02"]),
        (Cumulative(2001, 1), ["1Q01"]),
        (Cumulative(2001, 3), ["1Q01", "2Q01", "3Q01"]),
        (LastTwelveMonths(Quarter(2002, 1)), ["2Q01", "3Q01", "4Q01", "1Q02"]),
    ],
)
def test_a_period_is_a_run_of_standalone_quarters(period: Period, labels: list[str]) -> None:
    assert [str(quarter) for quarter in period.quarters] == labels


def test_the_days_of_a_period_are_those_of_its_quarters() -> None:
    months = LastTwelveMonths(Quarter(2002, 1))
    assert (months.start(), months.end()) == (date(2001, 7, 1), date(2002, 6, 30))
    assert (HalfYear(2002, 2).start(), HalfYear(2002, 2).end()) == (date(2002, 10, 1), date(2003, 3, 31))
    assert Cumulative(2001, 3).end() == date(2001, 12, 31)


LABELS: list[tuple[str, Period]] = [
    ("1Q02", Quarter(2002, 1)),
    ("4Q01", Quarter(2001, 4)),
    ("1Q99", Quarter(1999, 1)),
    ("4Q99", Quarter(1999, 4)),
    ("1Q00", Quarter(2000, 1)),
    ("1Q70", Quarter(1970, 1)),
    ("4Q69", Quarter(2069, 4)),
    ("1Q2075", Quarter(2075, 1)),
    ("3Q1969", Quarter(1969, 3)),
    ("1H02", HalfYear(2002, 1)),
    ("2H1965", HalfYear(1965, 2)),
    ("FY2001", FiscalYear(2001)),
    ("FY2070", FiscalYear(2070)),
    ("1Q-3Q01", Cumulative(2001, 3)),
    ("1Q-2Q2070", Cumulative(2070, 2)),
    ("LTM 1Q02", LastTwelveMonths(Quarter(2002, 1))),
    ("LTM 4Q2070", LastTwelveMonths(Quarter(2070, 4))),
]


@pytest.mark.parametrize(("label", "period"), LABELS)
def test_a_canonical_label_reads_and_prints(label: str, period: Period) -> None:
    assert parse_label(label) == period
    assert read_period(label) == period
    assert str(period) == label


@pytest.mark.parametrize(
    "text",
    [
        *("", "1q02", " 1Q02", "1Q02\n", "1Q2002", "Q1 FY2002", "FY02", "LTM1Q02", "LTM FY2002"),
        *("5Q02", "0Q02", "3H02", "1Q", "2002", "１Q02", "2002-06-30", "1Q1850", "1Q2", "1Q002", "2Q-3Q01"),
    ],
)
def test_any_other_label_is_refused_by_name(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        parse_label(text)
    assert f"'{text}'" in str(refused.value)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("2Q2002", "2Q02"),
        ("Q1 FY2002", "1Q02"),
        ("FY2002 Q1", "1Q02"),
        ("FY2002Q1", "1Q02"),
        ("FY02/1Q", "1Q02"),
        ("1Q FY02", "1Q02"),
        ("1Q/02", "1Q02"),
        ("Q1 2002", "1Q02"),
        ("fy 2002 / q1", "1Q02"),
        ("1q99", "1Q99"),
        ("FY02", "FY2002"),
        ("FY99", "FY1999"),
        ("fy2002", "FY2002"),
        ("1H2002", "1H02"),
        ("2H FY02", "2H02"),
        ("FY2002 H2", "2H02"),
        ("1Q-3Q FY2001", "1Q-3Q01"),
        ("1Q～3Q01", "1Q-3Q01"),
        ("1Q – 2Q01", "1Q-2Q01"),
        ("ltm 1q02", "LTM 1Q02"),
        ("LTM Q1 FY2002", "LTM 1Q02"),
        ("2002年度", "FY2002"),
        ("2002年度第1四半期", "1Q02"),
        ("２００２年度　第４四半期", "4Q02"),
        ("2002年度1Q", "1Q02"),
        ("99年度第2四半期", "2Q99"),
        ("１Ｑ０２", "1Q02"),
        ("  1Q02  ", "1Q02"),
        ("LTM  1Q02", "LTM 1Q02"),
        ("FY2002\u3000\u3000Q1", "1Q02"),
    ],
)
def test_a_person_may_write_a_period_in_many_ways(text: str, label: str) -> None:
    assert str(read_period(text)) == label


@pytest.mark.parametrize(
    ("value", "first_month", "label"),
    [
        (date(2002, 6, 30), 4, "1Q02"),
        (datetime(2002, 7, 1, 9, 30), 4, "2Q02"),  # noqa: DTZ001 - Excel's dates have no zone
        ("2002-03-31", 4, "4Q01"),
        ("２００２-０３-３１", 4, "4Q01"),
        ("2002-03-31T00:00:00", 4, "4Q01"),
        ("2002-03-31 00:00", 1, "1Q02"),
        ("2002-12-31", 10, "1Q02"),
        ("2004-02-29", 4, "4Q03"),
    ],
)
def test_a_day_reads_as_its_quarter(value: object, first_month: int, label: str) -> None:
    assert str(read_period(value, FiscalCalendar(first_month))) == label


@pytest.mark.parametrize(
    "value",
    [
        *("", "  ", "5Q02", "0Q02", "3Q", "Q1", "1Q1Q02", "1Q02 1Q02", "3H02", "Q5 FY2002", "1Q02E"),
        *("FY", "FY2", "FY200", "FY021Q", "2002", "02", "20020401", "2Q-3Q01", "1Q1850", "total"),
        *("2002年", "2002年度第5四半期", "2002年度第12四半期", "LTM", "LTM FY2002", "LTM LTM 1Q02"),
        *("2002-02-30", "2003-02-29", "2002-13-01", "2002-W14-1", "06/30/2002", "1800-01-01"),
        *(2002, 37437, 1.0, True, None, date(1800, 1, 1)),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(value: object) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_period(value)
    assert f"'{value}'" in str(refused.value)


def test_the_refusal_says_what_is_accepted() -> None:
    with pytest.raises(InvalidInput, match=r"1Q02.*1H02.*FY2002.*LTM 1Q02.*2002-06-30"):
        read_period("first quarter")


@pytest.mark.parametrize(
    ("label", "quarters", "expected"),
    [
        ("1Q02", -4, "1Q01"),
        ("1Q02", -1, "4Q01"),
        ("1Q00", -1, "4Q99"),
        ("4Q69", 1, "1Q2070"),
        ("1H02", -4, "1H01"),
        ("1H02", -2, "2H01"),
        ("2H02", 2, "1H03"),
        ("FY2002", -4, "FY2001"),
        ("FY2002", 8, "FY2004"),
        ("1Q-3Q01", -4, "1Q-3Q00"),
        ("LTM 1Q02", -1, "LTM 4Q01"),
        ("LTM 1Q02", 0, "LTM 1Q02"),
    ],
)
def test_a_shifted_period_is_of_the_same_kind(label: str, quarters: int, expected: str) -> None:
    assert str(shifted(parse_label(label), quarters)) == expected


@pytest.mark.parametrize(
    ("label", "quarters"),
    [("1H02", 1), ("1H02", -3), ("FY2002", 2), ("FY2002", -1), ("1Q-2Q01", 2), ("1Q-3Q01", -1)],
)
def test_a_longer_period_moves_by_whole_steps_only(label: str, quarters: int) -> None:
    with pytest.raises(InvalidInput, match=label):
        shifted(parse_label(label), quarters)


def test_a_gap_is_what_is_missing_between_the_first_and_the_last() -> None:
    quarters = [Quarter(2002, 1), Quarter(2001, 1), Quarter(2001, 3)]
    assert gaps(quarters) == (Quarter(2001, 2), Quarter(2001, 4))
    assert gaps([Quarter(2001, 4), Quarter(2002, 1)]) == ()
    assert gaps([Quarter(2001, 4)]) == ()
    assert gaps([]) == ()


BY_END = FiscalCalendar(4, YearName.END)
NVIDIA = FiscalCalendar(2, YearName.END)


def test_a_year_may_be_named_after_the_year_it_ends_in() -> None:
    # MinebeaMitsumi's fiscal 2003 ended in March 2003; NVIDIA's fiscal 2026 in January 2026.
    assert (FiscalYear(2003).start(BY_END), FiscalYear(2003).end(BY_END)) == (
        date(2002, 4, 1),
        date(2003, 3, 31),
    )
    assert (Quarter(2026, 1).start(NVIDIA), Quarter(2026, 4).end(NVIDIA)) == (
        date(2025, 2, 1),
        date(2026, 1, 31),
    )
    assert Quarter.containing(date(2025, 2, 1), NVIDIA) == Quarter(2026, 1)
    assert Quarter.containing(date(2025, 1, 31), NVIDIA) == Quarter(2025, 4)


def test_a_calendar_year_has_one_name() -> None:
    for named in YearName:
        assert FiscalYear(2002).end(FiscalCalendar(1, named)) == date(2002, 12, 31)


@pytest.mark.parametrize(
    ("text", "calendar", "period"),
    [
        ("2003年3月期 第1四半期", FiscalCalendar(4), Quarter(2002, 1)),
        ("2003年3月期第1四半期", BY_END, Quarter(2003, 1)),
        ("2003年3月期", FiscalCalendar(4), FiscalYear(2002)),
        ("2003年3月期 通期", BY_END, FiscalYear(2003)),
        ("2025年12月期 第3四半期累計期間", FiscalCalendar(1), Cumulative(2025, 3)),
        ("2003年3月期 中間期", FiscalCalendar(4), HalfYear(2002, 1)),
        ("2003年3月期 下半期", FiscalCalendar(4), HalfYear(2002, 2)),
        ("9M02", FiscalCalendar(4), Cumulative(2002, 3)),
        ("6M FY2002", FiscalCalendar(4), Cumulative(2002, 2)),
    ],
)
def test_a_period_is_read_in_the_words_of_its_company(
    text: str, calendar: FiscalCalendar, period: Period
) -> None:
    assert read_period(text, calendar) == period


def test_a_year_told_by_a_month_it_does_not_end_in_is_refused() -> None:
    with pytest.raises(InvalidInput, match="ends in month 3"):
        read_period("2003年12月期 第1四半期", FiscalCalendar(4))


@pytest.mark.parametrize(
    ("style", "texts"),
    [
        (PeriodStyle.COMPACT, ["1Q02", "FY2002", "1H02", "1Q-3Q02", "LTM 1Q02"]),
        (PeriodStyle.SPOKEN, ["Q1 FY2002", "FY2002", "H1 FY2002", "9M FY2002", "LTM Q1 FY2002"]),
        (
            PeriodStyle.JAPANESE,
            [
                "2003年3月期 第1四半期",
                "2003年3月期",
                "2003年3月期 上期",
                "2003年3月期 第3四半期累計",
                "直近12か月(2003年3月期 第1四半期)",
            ],
        ),
    ],
)
def test_a_period_is_printed_in_the_style_of_the_release(style: PeriodStyle, texts: list[str]) -> None:
    first = Quarter(2002, 1)
    periods = [first, FiscalYear(2002), HalfYear(2002, 1), Cumulative(2002, 3), LastTwelveMonths(first)]
    assert [printed_label(period, style) for period in periods] == texts
