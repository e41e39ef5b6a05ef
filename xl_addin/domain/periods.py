"""Fiscal periods: runs of standalone quarters.

A period knows the name of its fiscal year and which quarters it is made of; which days these are, the
company's calendar says.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import overload

from xl_addin.errors import InvalidInput

APRIL = 4
MONTHS = 12
QUARTERS = 4
HALVES = 2
MONTHS_OF_QUARTER = MONTHS // QUARTERS
QUARTERS_OF_HALF = QUARTERS // HALVES
# Their days all lie among Excel's dates, wherever the fiscal year starts.
FIRST_YEAR = 1900
LAST_YEAR = 9998

_FIRST_SHORT_YEAR = 1970


class YearName(StrEnum):
    """After which calendar year a fiscal year is named: the one it starts in, or the one it ends in."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """A company's fiscal year: its first month, and the year it is named after.

    With April as its first month FY2002 is April 2002 to March 2003 where years are named after their
    start (IIJ), and April 2001 to March 2002 where they are named after their end (MinebeaMitsumi).

    Raises:
        InvalidInput: there is no such month.
    """

    first_month: int = APRIL
    named: YearName = YearName.START

    def __post_init__(self) -> None:
        if not 1 <= self.first_month <= MONTHS:
            raise InvalidInput(f"the first month of the fiscal year is 1 to 12, not {self.first_month}")

    def first_day(self, year: int, months: int = 0) -> date:
        """The day so many months after the start of the fiscal year of that name."""
        years, index = divmod(self.first_month - 1 + months, MONTHS)
        return date(year - self._named_late + years, index + 1, 1)

    def position(self, day: date) -> tuple[int, int]:
        """The name of the fiscal year a day lies in, and the months since its start."""
        year, months = divmod(day.year * MONTHS + day.month - self.first_month, MONTHS)
        return year + self._named_late, months

    @property
    def last_month(self) -> int:
        """The month that the fiscal year ends in, 1 to 12."""
        return (self.first_month - 2) % MONTHS + 1

    @property
    def _named_late(self) -> int:
        """By how many years the name is ahead of the year of the start."""
        return int(self.named is YearName.END and self.first_month > 1)


BY_START = FiscalCalendar()


class _Span(ABC):
    """A run of quarters of any length."""

    __slots__ = ()

    @property
    @abstractmethod
    def quarters(self) -> tuple[Quarter, ...]:
        """The standalone quarters it is made of, contiguous and oldest first."""

    def start(self, calendar: FiscalCalendar = BY_START) -> date:
        """Its first day."""
        return self.quarters[0].start(calendar)

    def end(self, calendar: FiscalCalendar = BY_START) -> date:
        """Its last day."""
        return self.quarters[-1].end(calendar)


@dataclass(frozen=True, slots=True, order=True)
class Quarter(_Span):
    """Three months standing alone: `Quarter(2002, 1)`, the first of the fiscal year 2002, prints `1Q02`.

    Raises:
        InvalidInput: there is no such quarter.
    """

    fiscal_year: int
    number: int

    def __post_init__(self) -> None:
        _check("quarter", self.fiscal_year, self.number, QUARTERS)

    def __str__(self) -> str:
        return f"{self.number}Q{_year_text(self.fiscal_year)}"

    def __add__(self, quarters: int) -> Quarter:
        return _quarter_at(self._ordinal + quarters)

    @overload
    def __sub__(self, other: int) -> Quarter: ...
    @overload
    def __sub__(self, other: Quarter) -> int: ...
    def __sub__(self, other: int | Quarter) -> Quarter | int:
        """The quarter so many before, or the number of quarters from the other to this one."""
        if isinstance(other, Quarter):
            return self._ordinal - other._ordinal
        return _quarter_at(self._ordinal - other)

    @classmethod
    def containing(cls, day: date, calendar: FiscalCalendar = BY_START) -> Quarter:
        """The quarter the day lies in."""
        year, months = calendar.position(day)
        return cls(year, months // MONTHS_OF_QUARTER + 1)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Itself."""
        return (self,)

    def start(self, calendar: FiscalCalendar = BY_START) -> date:
        """Its first day."""
        return calendar.first_day(self.fiscal_year, (self.number - 1) * MONTHS_OF_QUARTER)

    def end(self, calendar: FiscalCalendar = BY_START) -> date:
        """Its last day."""
        return calendar.first_day(self.fiscal_year, self.number * MONTHS_OF_QUARTER) - timedelta(days=1)

    @property
    def _ordinal(self) -> int:
        return self.fiscal_year * QUARTERS + self.number - 1


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear(_Span):
    """The four quarters of a fiscal year: `FY2002`."""

    year: int

    def __post_init__(self) -> None:
        _check_year(self.year)

    def __str__(self) -> str:
        return f"FY{self.year}"

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The year's four quarters."""
        return _run(Quarter(self.year, 1), QUARTERS)


@dataclass(frozen=True, slots=True, order=True)
class HalfYear(_Span):
    """The first or the second half of a fiscal year: `1H02`."""

    fiscal_year: int
    number: int

    def __post_init__(self) -> None:
        _check("half", self.fiscal_year, self.number, HALVES)

    def __str__(self) -> str:
        return f"{self.number}H{_year_text(self.fiscal_year)}"

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The half's two quarters."""
        return _run(Quarter(self.fiscal_year, self.number * QUARTERS_OF_HALF - 1), QUARTERS_OF_HALF)


@dataclass(frozen=True, slots=True, order=True)
class Cumulative(_Span):
    """The first quarters of a fiscal year up to and with the numbered one: `1Q-3Q01`."""

    fiscal_year: int
    number: int

    def __post_init__(self) -> None:
        _check("quarter", self.fiscal_year, self.number, QUARTERS)

    def __str__(self) -> str:
        return f"1Q-{self.number}Q{_year_text(self.fiscal_year)}"

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters of the year so far."""
        return _run(Quarter(self.fiscal_year, 1), self.number)


@dataclass(frozen=True, slots=True, order=True)
class LastTwelveMonths(_Span):
    """The four quarters that end with this one: `LTM 1Q02`."""

    quarter: Quarter

    def __post_init__(self) -> None:
        _check_year((self.quarter - (QUARTERS - 1)).fiscal_year)

    def __str__(self) -> str:
        return f"LTM {self.quarter}"

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The quarter and the three before it."""
        return _run(self.quarter - (QUARTERS - 1), QUARTERS)


Period = Quarter | FiscalYear | HalfYear | Cumulative | LastTwelveMonths


def shifted(period: Period, quarters: int) -> Period:
    """The period of the same kind so many quarters later; earlier where negative.

    Raises:
        InvalidInput: a half moves by whole halves, a year and the quarters so far by whole years.
    """
    match period:
        case Quarter():
            return period + quarters
        case LastTwelveMonths(quarter):
            return LastTwelveMonths(quarter + quarters)
        case FiscalYear(year):
            return FiscalYear(year + _steps(period, quarters, QUARTERS))
        case Cumulative(year, number):
            return Cumulative(year + _steps(period, quarters, QUARTERS), number)
        case HalfYear(year, number):
            years, half = divmod(number - 1 + _steps(period, quarters, QUARTERS_OF_HALF), HALVES)
            return HalfYear(year + years, half + 1)


def to_date(period: Period) -> Period:
    """A first half and the year's first quarters under one name: `1H02` and `6M02` are `1Q-2Q02`.

    The first quarter alone is that quarter, all four are the year; every other period is itself.
    """
    match period:
        case HalfYear(year, 1):
            return Cumulative(year, QUARTERS_OF_HALF)
        case Cumulative(year, 1):
            return Quarter(year, 1)
        case Cumulative(year, number) if number == QUARTERS:
            return FiscalYear(year)
    return period


def gaps(quarters: Sequence[Quarter]) -> tuple[Quarter, ...]:
    """The quarters missing between the first and the last of these, oldest first."""
    if not quarters:
        return ()
    present, first = set(quarters), min(quarters)
    return tuple(quarter for quarter in _run(first, max(quarters) - first) if quarter not in present)


def _check(kind: str, year: int, number: int, count: int) -> None:
    _check_year(year)
    if not 1 <= number <= count:
        raise InvalidInput(f"there is no {kind} {number} in a fiscal year; they are 1 to {count}")


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput(f"fiscal year {year} is outside {FIRST_YEAR} to {LAST_YEAR}")


def _quarter_at(ordinal: int) -> Quarter:
    year, index = divmod(ordinal, QUARTERS)
    return Quarter(year, index + 1)


@lru_cache(maxsize=4096)
def _run(first: Quarter, count: int) -> tuple[Quarter, ...]:
    return tuple(first + index for index in range(count))


def _steps(period: Period, quarters: int, length: int) -> int:
    steps, rest = divmod(quarters, length)
    if rest:
        raise InvalidInput(f"{period} moves by multiples of {length} quarters, not by {quarters}")
    return steps


def _year_text(year: int) -> str:
    """Two digits where they are read back as the same year, else four."""
    short = f"{year % 100:02d}"
    return short if full_year(short) == year else str(year)


def full_year(digits: str) -> int:
    """70 to 99 are 19xx, 00 to 69 are 20xx; four digits are the year itself."""
    year = int(digits)
    if len(digits) == len("2002"):
        return year
    return _FIRST_SHORT_YEAR + (year - _FIRST_SHORT_YEAR) % 100
