"""How periods are written: the canonical label, the spellings that are read, the styles of print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum

from xl_addin.domain.periods import (
    BY_START,
    MONTHS_OF_QUARTER,
    Cumulative,
    FiscalCalendar,
    FiscalYear,
    HalfYear,
    LastTwelveMonths,
    Period,
    Quarter,
    full_year,
)
from xl_addin.errors import InvalidInput

_CANONICAL = "1Q02, 1H02, 1Q-3Q01, FY2002, LTM 1Q02"
_ACCEPTED = (
    f"{_CANONICAL}, 9M02, Q1 FY2002, FY02/1Q, 2002年度第1四半期, 2003年3月期第1四半期 "
    "or a date such as 2002-06-30"
)

_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_GAP = r"(?: ?/ ?| )"
_NUMBER_FIRST = r"[1-4]Q|[12]H|1Q ?[-–~] ?[1-4]Q|[69]M"
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
# Japanese words for years and parts of them, as the spellings above have them; the first that fits counts.
_JAPANESE = (
    (re.compile(r"第? ?([1-4]) ?四半期 ?累計(?:期間)?"), r" 1Q-\1Q "),
    (re.compile(r"第? ?([1-4]) ?四半期"), r" \1Q "),
    (re.compile(r"(?:上半?期|中間期)"), " 1H "),
    (re.compile(r"下半?期"), " 2H "),
    (re.compile(r"([0-9]+) ?年度"), r" FY\1 "),
    (re.compile(r"通期"), " "),
    (re.compile(r"直近12か月 ?\((.*)\)"), r"LTM \1"),
)
_YEAR_TO_MONTH = re.compile(r"(?P<year>[0-9]{4}) ?年 ?(?P<month>[0-9]{1,2}) ?月期")


class PeriodStyle(StrEnum):
    """How a release prints its periods; each style is named by how it prints a first quarter."""

    COMPACT = "1Q02"
    SPOKEN = "Q1 FY2002"
    JAPANESE = "2003年3月期 第1四半期"


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


def read_label(text: str, calendar: FiscalCalendar = BY_START) -> Period:
    """The period of a label in any accepted spelling.

    Raises:
        InvalidInput: it cannot be read; dates are none.
    """
    with _naming(text):
        period = _spelled(_normalised(text, calendar))
    if period is None:
        raise _unreadable(text)
    return period


def read_period(value: object, calendar: FiscalCalendar = BY_START) -> Period:
    """The period a person wrote: a label in any accepted spelling, or a day for its quarter.

    Args:
        value: text or a date; a cell may hold anything else, which is refused.
        calendar: the company's; it matters to days, and to years told by the month they end in.

    Raises:
        InvalidInput: it cannot be read, or could mean several things, as a bare number could.
    """
    day = value if isinstance(value, date) else None
    if isinstance(value, str):
        day = _iso_day(unicodedata.normalize("NFKC", value).strip())
        if day is None:
            return read_label(value, calendar)
    if day is None:
        raise _unreadable(value)
    with _naming(value):
        return Quarter.containing(day, calendar)


def printed_label(period: Period, style: PeriodStyle, calendar: FiscalCalendar = BY_START) -> str:
    """A period as a release prints it: `1Q02`, `Q1 FY2002` or `2003年3月期 第1四半期`.

    `read_period` reads each of them back.
    """
    match style:
        case PeriodStyle.SPOKEN:
            return _spoken(period)
        case PeriodStyle.JAPANESE:
            return _in_japanese(period, calendar)
    return str(period)


def _spoken(period: Period) -> str:
    match period:
        case Quarter(year, number):
            return f"Q{number} FY{year}"
        case HalfYear(year, number):
            return f"H{number} FY{year}"
        case Cumulative(year, number) if number in (2, 3):
            return f"{number * MONTHS_OF_QUARTER}M FY{year}"
        case Cumulative(year, number):
            return f"1Q-{number}Q FY{year}"
        case LastTwelveMonths(quarter):
            return f"LTM {_spoken(quarter)}"
    return str(period)


def _in_japanese(period: Period, calendar: FiscalCalendar) -> str:
    match period:
        case LastTwelveMonths(quarter):
            return f"直近12か月({_in_japanese(quarter, calendar)})"
        case FiscalYear(year):
            return f"{FiscalYear(year).end(calendar).year}年{calendar.last_month}月期"
        case Quarter(year, number):
            part = f"第{number}四半期"
        case HalfYear(year, number):
            part = "上期" if number == 1 else "下期"
        case Cumulative(year, number):
            part = f"第{number}四半期累計"
    return f"{_in_japanese(FiscalYear(year), calendar)} {part}"


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
            return _part_of_year(found["part"], full_year(found["year"]))
    return None


def _part_of_year(part: str, year: int) -> Period:
    """`1Q`, `Q1`, `1H`, `1Q-3Q`, `9M` of a year; the whole year for an empty part."""
    if not part:
        return FiscalYear(year)
    if part.endswith("M"):
        return Cumulative(year, int(part[0]) // MONTHS_OF_QUARTER)
    number = int(re.findall(r"[1-4]", part)[-1])
    if "H" in part:
        return HalfYear(year, number)
    return Cumulative(year, number) if part.count("Q") > 1 else Quarter(year, number)


def _normalised(text: str, calendar: FiscalCalendar) -> str:
    """Half-width capitals, single spaces, and Japanese words turned into FY and Q.

    Raises:
        InvalidInput: a year is told by a month that it does not end in.
    """
    plain = unicodedata.normalize("NFKC", text).upper()
    plain = _YEAR_TO_MONTH.sub(lambda found: _named_year(found, calendar), plain)
    for words, spelling in _JAPANESE:
        plain = words.sub(spelling, plain)
    return " ".join(plain.split())


def _named_year(found: re.Match[str], calendar: FiscalCalendar) -> str:
    month = int(found["month"])
    if month != calendar.last_month:
        raise InvalidInput(
            f"the fiscal year ends in month {calendar.last_month} (first_month is {calendar.first_month}), "
            f"not in month {month}"
        )
    year, _ = calendar.position(date(int(found["year"]), month, 1))
    return f" FY{year} "


def _iso_day(text: str) -> date | None:
    """The day of `2002-06-30`, with or without a time; None for any other text."""
    if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ]|$)", text):
        return None
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        return None
