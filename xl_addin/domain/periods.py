"""Fiscal periods, and how they are written.

Fiscal year N is named after the year it starts in: with April as its first month, FY2002 is April
2002 to March 2003 and 1Q02 is April to June 2002. Every period is a run of standalone quarters.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
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
_CANONICAL = "1Q02, 1H02, 1Q-3Q01, FY2002, LTM 1Q02"
_ACCEPTED = f"{_CANONICAL}, Q1 FY2002, FY02/1Q, 2002年度第1四半期 or a date such as 2002-06-30"

_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_GAP = r"(?: ?/ ?| )"
_NUMBER_FIRST = r"[1-4]Q|[12]H|1Q ?[-–~] ?[1-4]Q"
_LETTER_FIRST = r"Q[1-4]|H[12]"
_SPELLINGS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<part>{_NUMBER_FIRST}){_GAP}?(?:FY ?)?{_YEAR}",
        rf"(?P<part>{_LETTER_FIRST})(?:{_GAP}?FY ?|{_GAP}){_YEAR}",
        rf"FY ?{_YEAR}{_GAP}(?P<part>{_NUMBER_FIRST}|{_LETTER_FIRST})",
        rf"FY ?{_YEAR}(?P<part>{_LETTER_FIRST}|)",
    )
)


class _Span(ABC):
    """A run of quarters of any length."""

    __slots__ = ()

    @property
    @abstractmethod
    def quarters(self) -> tuple[Quarter, ...]:
        """The standalone quarters it is made of, contiguous and oldest first."""

    def start(self, first_month: int = APRIL) -> date:
        """Its first day."""
        return self.quarters[0].start(first_month)

    def end(self, first_month: int = APRIL) -> date:
        """Its last day."""
        return self.quarters[-1].end(first_month)


@dataclass(frozen=True, slots=True, order=True)
class Quarter(_Span):
    """Three months standing alone: `Quarter(2002, 1)` prints `1Q02`.

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
    def containing(cls, day: date, first_month: int = APRIL) -> Quarter:
        """The quarter the day lies in."""
        _check_month(first_month)
        year, month = divmod(day.year * MONTHS + day.month - first_month, MONTHS)
        return cls(year, month // MONTHS_OF_QUARTER + 1)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Itself."""
        return (self,)

    def start(self, first_month: int = APRIL) -> date:
        """Its first day."""
        return self._month_start(first_month, 0)

    def end(self, first_month: int = APRIL) -> date:
        """Its last day."""
        return self._month_start(first_month, MONTHS_OF_QUARTER) - timedelta(days=1)

    def _month_start(self, first_month: int, month: int) -> date:
        _check_month(first_month)
        year, index = divmod(self._ordinal * MONTHS_OF_QUARTER + first_month - 1 + month, MONTHS)
        return date(year, index + 1, 1)

    @property
    def _ordinal(self) -> int:
        return self.fiscal_year * QUARTERS + self.number - 1


@dataclass(frozen=True, slots=True, order=True)
class FiscalYear(_Span):
    """Four quarters, named after the year they start in: `FY2002`."""

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


def parse_label(text: str) -> Period:
    """The period of a canonical label; the inverse of `str`.

    Raises:
        InvalidInput: any other text, other spellings of a period included.
    """
    with _naming(text):
        period = _spelled(text)
    if period is None or str(period) != text:
        raise InvalidInput(f"'{text}' is not a period label; labels are {_CANONICAL}")
    return period


def read_label(text: str) -> Period:
    """The period of a label in any accepted spelling.

    Raises:
        InvalidInput: it cannot be read; dates are none.
    """
    with _naming(text):
        period = _spelled(_normalised(text))
    if period is None:
        raise _unreadable(text)
    return period


def read_period(value: object, first_month: int = APRIL) -> Period:
    """The period a person wrote: a label in any accepted spelling, or a day for its quarter.

    Args:
        value: text or a date; a cell may hold anything else, which is refused.
        first_month: of the fiscal year; it matters to days only.

    Raises:
        InvalidInput: it cannot be read, or could mean several things, as a bare number could.
    """
    day = value if isinstance(value, date) else None
    if isinstance(value, str):
        day = _iso_day(_normalised(value))
        if day is None:
            return read_label(value)
    if day is None:
        raise _unreadable(value)
    with _naming(value):
        return Quarter.containing(day, first_month)


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


def _check_month(month: int) -> None:
    if not 1 <= month <= MONTHS:
        raise InvalidInput(f"the first month of the fiscal year is 1 to 12, not {month}")


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
    return short if _full_year(short) == year else str(year)


def _full_year(digits: str) -> int:
    """70 to 99 are 19xx, 00 to 69 are 20xx; four digits are the year itself."""
    year = int(digits)
    if len(digits) == len("2002"):
        return year
    return _FIRST_SHORT_YEAR + (year - _FIRST_SHORT_YEAR) % 100


def _unreadable(value: object) -> InvalidInput:
    return InvalidInput(f"'{value}' is not a period; accepted are {_ACCEPTED}")


@contextmanager
def _naming(value: object) -> Iterator[None]:
    """Puts the value that is being read before what is wrong with it."""
    try:
        yield
    except InvalidInput as error:
        raise InvalidInput(f"'{value}': {error}") from error


def _spelled(text: str) -> Period | None:
    """The period of a normalised text that is no date; None where it cannot be read."""
    if text.startswith("LTM "):
        quarter = _spelled(text.removeprefix("LTM "))
        return LastTwelveMonths(quarter) if isinstance(quarter, Quarter) else None
    for spelling in _SPELLINGS:
        if found := spelling.fullmatch(text):
            return _part_of_year(found["part"], _full_year(found["year"]))
    return None


def _part_of_year(part: str, year: int) -> Period:
    """`1Q`, `Q1`, `1H`, `1Q-3Q` of a year; the whole year for an empty part."""
    if not part:
        return FiscalYear(year)
    number = int(re.findall(r"[1-4]", part)[-1])
    if "H" in part:
        return HalfYear(year, number)
    return Cumulative(year, number) if part.count("Q") > 1 else Quarter(year, number)


def _normalised(text: str) -> str:
    """Half-width capitals, single spaces, and Japanese words turned into FY and Q."""
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = re.sub(r"([0-9]+) ?年度", r" FY\1 ", plain)
    plain = re.sub(r"第? ?([1-4]) ?四半期", r" \1Q ", plain)
    return " ".join(plain.split())


def _iso_day(text: str) -> date | None:
    """The day of `2002-06-30`, with or without a time; None for any other text."""
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]|$)", text):
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
