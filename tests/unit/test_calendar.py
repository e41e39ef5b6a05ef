"""IIJ_PERIOD, IIJ_PERIOD_END and IIJ_QUARTER, by the calendar on the wall."""

from __future__ import annotations

from datetime import date

import pytest

from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import Scalar
from xl_addin.domain.calendar import day_of
from xl_addin.errors import UndefinedResult

PERIOD, PERIOD_END, QUARTER = (FUNCTIONS[name] for name in ("IIJ_PERIOD", "IIJ_PERIOD_END", "IIJ_QUARTER"))
NUM, VALUE, NA = ExcelError.NUM, ExcelError.VALUE, ExcelError.NA


def serial(text: str) -> int:
    """Excel's number of a day: 1 March 1900 is day 61."""
    return (date.fromisoformat(text) - date(1900, 3, 1)).days + 61


@pytest.mark.parametrize(
    ("label", "quarters", "expected"),
    [
        ("1Q02", 0, "1Q02"),
        ("1Q02", -4, "1Q01"),
        ("1Q02", -5, "4Q00"),
        ("4Q01", 1, "1Q02"),
        ("1Q99", -1, "4Q98"),
        ("4Q99", 1, "1Q00"),
        ("1Q00", -1, "4Q99"),
        # Two digits mean 1970 to 2069, four any other year.
        ("4Q69", 1, "1Q2070"),
        ("1Q70", -1, "4Q1969"),
        ("1Q2070", -1, "4Q69"),
        ("4Q1969", 1, "1Q70"),
        ("1H02", 2, "2H02"),
        ("2H99", 2, "1H00"),
        ("1H02", -4, "1H01"),
        ("FY2001", 4, "FY2002"),
        ("FY1999", 4, "FY2000"),
        ("LTM 1Q02", -1, "LTM 4Q01"),
        ("LTM 4Q99", 1, "LTM 1Q00"),
        ("1Q-3Q01", 4, "1Q-3Q02"),
        ("1Q-2Q69", 4, "1Q-2Q2070"),
        # A half moves by halves, a year by years.
        ("1H02", 1, NUM),
        ("FY2001", 2, NUM),
        ("1Q-3Q01", 1, NUM),
        ("1Q02", 0.5, NUM),
        ("1Q02", 1e15, NUM),
        # Out of the calendar.
        ("1Q1900", -1, NUM),
        ("4Q9998", 1, NUM),
        ("LTM 4Q1900", -1, NUM),
        ("LTM 1Q1900", 0, VALUE),
        ("1Q1899", 4, VALUE),
        # Spellings that are not canonical.
        ("1Q2002", 0, VALUE),
        ("FY02", 0, VALUE),
        ("1q02", 0, VALUE),
        ("Q102", 0, VALUE),
        ("5Q02", 0, VALUE),
        ("3H02", 0, VALUE),
        ("1Q02 ", 0, VALUE),
        ("1Q-5Q02", 0, VALUE),
        ("LTM FY2002", 0, VALUE),
        ("FY~.~1H02", 0, VALUE),
        ("", 0, VALUE),
        (None, 0, NA),
        ("1Q02", None, NA),
        (37437, 0, VALUE),
        ("1Q02", "1", VALUE),
        (ExcelError.REF, "x", ExcelError.REF),
    ],
)
def test_labels_move_by_quarters(label: Scalar, quarters: Scalar, expected: Scalar) -> None:
    assert PERIOD.evaluate(label, quarters) == expected


@pytest.mark.parametrize(
    ("label", "first_month", "last_day"),
    [
        ("1Q02", None, "2002-06-30"),
        ("4Q01", None, "2002-03-31"),
        ("1H02", None, "2002-09-30"),
        ("FY2002", None, "2003-03-31"),
        ("1Q-3Q01", None, "2001-12-31"),
        ("LTM 1Q02", None, "2002-06-30"),
        ("4Q99", None, "2000-03-31"),
        ("4Q99", 3, "2000-02-29"),
        ("4Q02", 3, "2003-02-28"),
        ("1Q02", 1, "2002-03-31"),
        ("FY2002", 1, "2002-12-31"),
        ("FY2002", 12, "2003-11-30"),
        ("FY9998", 12, "9999-11-30"),
        ("1Q1900", 1, "1900-03-31"),
    ],
)
def test_a_period_ends_with_its_last_month(label: str, first_month: Scalar, last_day: str) -> None:
    assert PERIOD_END.evaluate(label, first_month) == serial(last_day)


@pytest.mark.parametrize(
    ("label", "first_month", "last_day"),
    [
        ("1Q26", 2, "2025-04-30"),
        ("FY2026", 2, "2026-01-31"),
        ("4Q02", None, "2002-03-31"),
        ("1H02", 4, "2001-09-30"),
        ("LTM 1Q02", 4, "2001-06-30"),
        ("FY2002", 12, "2002-11-30"),
        ("FY2002", 1, "2002-12-31"),
        ("1Q1900", 1, "1900-03-31"),
        ("FY9998", 12, "9998-11-30"),
        # The first end that spreadsheets agree on.
        ("4Q1900", 4, "1900-03-31"),
    ],
)
def test_a_period_of_a_year_named_by_its_end_ends_a_year_earlier(
    label: str, first_month: Scalar, last_day: str
) -> None:
    assert PERIOD_END.evaluate(label, first_month, "end") == serial(last_day)


@pytest.mark.parametrize(
    ("label", "first_month"), [("1Q1900", 4), ("3Q1900", 4), ("4Q1900", 3), ("1Q1900", 12)]
)
def test_a_period_that_ends_before_march_1900_has_no_day(label: str, first_month: float) -> None:
    """4Q1900 from March on ends with February 1900, which Excel gives a day too many."""
    assert PERIOD_END.evaluate(label, first_month, "end") is NUM


@pytest.mark.parametrize(
    ("day", "first_month", "label"),
    [
        ("2025-01-31", 2, "4Q25"),
        ("2025-02-01", 2, "1Q26"),
        ("2002-03-31", None, "4Q02"),
        ("2002-04-01", None, "1Q03"),
        ("2002-12-31", 1, "4Q02"),
        ("1900-03-01", None, "4Q1900"),
    ],
)
def test_a_year_may_be_named_by_its_end(day: str, first_month: Scalar, label: str) -> None:
    assert QUARTER.evaluate(serial(day), first_month, "end") == label


def test_a_year_is_named_by_its_start_or_its_end() -> None:
    assert QUARTER.evaluate(37437, 4, "END") is VALUE
    assert QUARTER.evaluate(serial("9998-04-01"), 4, "end") is NUM
    assert PERIOD_END.evaluate("1Q02", 4, "start") == PERIOD_END.evaluate("1Q02")


@pytest.mark.parametrize("first_month", [0, 13, 4.5, -1])
def test_a_fiscal_year_begins_with_a_month(first_month: float) -> None:
    assert PERIOD_END.evaluate("1Q02", first_month) is NUM
    assert QUARTER.evaluate(37437, first_month) is NUM


@pytest.mark.parametrize(
    ("day", "first_month", "label"),
    [
        ("2002-04-01", None, "1Q02"),
        ("2002-06-30", None, "1Q02"),
        ("2002-03-31", None, "4Q01"),
        ("1999-04-01", None, "1Q99"),
        ("2000-03-31", None, "4Q99"),
        ("2000-02-29", 1, "1Q00"),
        ("1970-03-31", None, "4Q1969"),
        ("2070-04-01", None, "1Q2070"),
        ("2002-12-31", 12, "1Q02"),
        ("2002-11-30", 12, "4Q01"),
    ],
)
def test_a_day_lies_in_a_quarter(day: str, first_month: Scalar, label: str) -> None:
    assert QUARTER.evaluate(serial(day), first_month) == label
    assert QUARTER.evaluate(serial(day) + 0.75, first_month) == label


@pytest.mark.parametrize("day", [0, 60, 60.9, -1, serial("9999-12-31") + 1, 61])
def test_a_day_that_lies_in_no_fiscal_year_is_an_error(day: float) -> None:
    """Day 61 is the first that spreadsheets agree on, 1 March 1900; it lies in fiscal year 1899."""
    assert QUARTER.evaluate(day) is NUM


def test_labels_and_days_lead_to_each_other() -> None:
    for year in range(1901, 2100, 7):
        for number in range(1, 5):
            day = date(year, 3 * number, 28)
            label = QUARTER.evaluate((day - date(1900, 3, 1)).days + 61, 1)
            assert PERIOD_END.evaluate(label, 1) == serial(
                f"{year}-{3 * number:02}-{(31, 30, 30, 31)[number - 1]}"
            )


def test_days_are_numbered_from_1_march_1900_to_the_end_of_9999_with_any_time_of_day() -> None:
    assert day_of(61) == day_of(61.99) == date(1900, 3, 1)
    assert day_of(2_958_465.99) == date(9999, 12, 31)
    for serial_number in (60.99, 2_958_466, -1):
        with pytest.raises(UndefinedResult, match="no day from 1 March 1900 to the end of 9999"):
            day_of(serial_number)


def test_the_word_for_nothing_is_no_label() -> None:
    assert PERIOD.evaluate("None", 1) is VALUE
    assert PERIOD_END.evaluate("None") is VALUE
