"""What holds for every period."""

from __future__ import annotations

import unicodedata
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

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

YEARS = st.integers(1901, 9998)
QUARTERS = st.builds(Quarter, YEARS, st.integers(1, 4))
PERIODS: st.SearchStrategy[Period] = st.one_of(
    QUARTERS,
    st.builds(FiscalYear, YEARS),
    st.builds(HalfYear, YEARS, st.integers(1, 2)),
    st.builds(Cumulative, YEARS, st.integers(1, 4)),
    st.builds(LastTwelveMonths, QUARTERS),
)
CALENDARS = st.builds(FiscalCalendar, st.integers(1, 12), st.sampled_from(YearName))
MODERN_PERIODS = PERIODS.filter(lambda period: 2000 <= period.quarters[-1].fiscal_year <= 9000)
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@given(PERIODS)
def test_parse_is_the_inverse_of_format(period: Period) -> None:
    assert parse_label(str(period)) == period


@given(st.text(alphabet="0123456789QHFYLTM -", max_size=12))
def test_whatever_parses_was_the_canonical_text(text: str) -> None:
    try:
        period = parse_label(text)
    except InvalidInput:
        return
    assert str(period) == text


@given(PERIODS, CALENDARS)
def test_a_person_may_write_a_label_in_any_width_and_case(period: Period, calendar: FiscalCalendar) -> None:
    label = str(period)
    full_width = f" {label.lower()} ".translate(FULL_WIDTH)
    assert unicodedata.normalize("NFKC", full_width) != full_width
    assert read_period(full_width, calendar) == period


@given(MODERN_PERIODS, st.integers(-100, 100))
def test_shifting_forth_and_back_changes_nothing(period: Period, years: int) -> None:
    there = shifted(period, 4 * years)
    assert type(there) is type(period)
    assert shifted(there, -4 * years) == period


@given(QUARTERS.filter(lambda quarter: 2000 <= quarter.fiscal_year <= 9000), st.integers(-400, 400))
def test_a_difference_of_quarters_is_what_was_added(quarter: Quarter, count: int) -> None:
    assert (quarter + count) - quarter == count
    assert (quarter + count) - count == quarter
    assert shifted(LastTwelveMonths(quarter), count) == LastTwelveMonths(quarter + count)


@given(MODERN_PERIODS, st.integers(-8, 8))
def test_a_shift_moves_every_quarter_alike_or_is_refused(period: Period, count: int) -> None:
    try:
        there = shifted(period, count)
    except InvalidInput:
        assert not isinstance(period, Quarter | LastTwelveMonths)
        return
    assert there.quarters == tuple(quarter + count for quarter in period.quarters)


@given(st.dates(date(1902, 1, 1), date(9998, 12, 31)), CALENDARS)
def test_a_day_lies_between_the_ends_of_its_quarter(day: date, calendar: FiscalCalendar) -> None:
    quarter = Quarter.containing(day, calendar)
    assert quarter.start(calendar) <= day <= quarter.end(calendar)
    assert read_period(day, calendar) == read_period(day.isoformat(), calendar) == quarter


@given(QUARTERS.filter(lambda quarter: quarter.fiscal_year < 9998), CALENDARS)
def test_quarters_follow_each_other_without_a_day_between(quarter: Quarter, calendar: FiscalCalendar) -> None:
    assert quarter.end(calendar) + timedelta(days=1) == (quarter + 1).start(calendar)
    assert quarter.start(calendar).day == 1


@given(PERIODS)
def test_the_quarters_of_a_period_are_contiguous(period: Period) -> None:
    assert all(later - earlier == 1 for earlier, later in pairwise(period.quarters))
    assert gaps(period.quarters) == ()


@given(st.sets(st.builds(Quarter, st.integers(1995, 2005), st.integers(1, 4)), min_size=1))
def test_gaps_fill_a_run(present: set[Quarter]) -> None:
    missing = gaps(tuple(present))
    assert present.isdisjoint(missing)
    assert len(present) + len(missing) == max(present) - min(present) + 1
    assert gaps((*present, *missing)) == ()


@given(st.text() | st.integers() | st.floats() | st.booleans() | st.none() | st.datetimes())
def test_anything_is_read_or_refused(value: object) -> None:
    try:
        period = read_period(value)
    except InvalidInput:
        return
    assert parse_label(str(period)) == period


@given(PERIODS, st.sampled_from(PeriodStyle), CALENDARS)
def test_what_a_release_prints_is_read_back(
    period: Period, style: PeriodStyle, calendar: FiscalCalendar
) -> None:
    assert read_period(printed_label(period, style, calendar), calendar) == period


@given(st.dates(date(1903, 1, 1), date(9990, 1, 1)), CALENDARS)
def test_a_day_lies_in_its_fiscal_year_by_whatever_name(day: date, calendar: FiscalCalendar) -> None:
    year = FiscalYear(Quarter.containing(day, calendar).fiscal_year)
    assert year.start(calendar) <= day <= year.end(calendar)
    named_after = year.start(calendar) if calendar.named is YearName.START else year.end(calendar)
    assert year.year == named_after.year
