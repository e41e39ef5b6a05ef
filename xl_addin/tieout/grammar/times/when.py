"""When: the periods that a sentence speaks of, and how one is found from another."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xl_addin.domain.periods import (
    MONTHS,
    MONTHS_OF_QUARTER,
    QUARTERS,
    QUARTERS_OF_HALF,
    Cumulative,
    FiscalCalendar,
    FiscalYear,
    HalfYear,
    LastTwelveMonths,
    Period,
    Quarter,
    YearName,
    shifted,
)
from xl_addin.errors import InvalidInput

_SEVENTH = 7


class Role(StrEnum):
    """What the words do: place a figure in time, compare with another time, date it, leave it open."""

    PLACE = "place"
    COMPARISON = "comparison"
    DAY = "day"
    UNCLEAR = "unclear"


class Back(StrEnum):
    """How far before the period spoken of another lies; year end is the last fiscal year's last quarter."""

    YEAR = "year"
    QUARTER = "quarter"
    FISCAL_YEAR = "fiscal year"
    YEAR_END = "year end"


@dataclass(frozen=True, slots=True)
class When:
    """Words for a period: the period itself, or how far it lies before the one spoken of.

    `year` is the fiscal year named in "the same quarter of 2023". A weak one ("the quarter", "the year")
    gives way to any other.
    """

    start: int
    end: int
    role: Role = Role.PLACE
    period: Period | None = None
    back: Back | None = None
    year: int | None = None
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The quarter that is reported, and how the company counts its years.

    With `named_by_end` "fiscal 2024" ends in 2024, as companies have it whose year starts in July or
    later; else it starts in 2024.
    """

    release: Quarter
    days: FiscalCalendar
    named_by_end: bool

    @classmethod
    def of(cls, release: Quarter, days: FiscalCalendar) -> Calendar:
        """The calendar as the first month suggests it."""
        late = days.named is YearName.START and days.first_month >= _SEVENTH
        return cls(release, days, late)

    def fiscal(self, year: int) -> int:
        """The year of the workbook's labels for "fiscal 2024"; two digits are of this century or the last."""
        full = year if year >= 100 else year + (1900 if year >= 70 else 2000)
        return full - self.named_by_end

    def part(self, kind: str, number: int, year: int | None, *, ahead: bool = False) -> Period | None:
        """A quarter, half, year or the quarters up to one; without a year the one nearest the release."""
        if year is None:
            year = self._nearest(kind, number, ahead=ahead)
        try:
            return _built(kind, number, year)
        except InvalidInput:
            return None

    def _nearest(self, kind: str, number: int, *, ahead: bool) -> int:
        last = {"half": number * QUARTERS_OF_HALF, "year": QUARTERS}.get(kind, number)
        first = {"half": last - 1, "year": 1}.get(kind, last)
        if ahead and self.release.number == QUARTERS and not (kind == "quarter" and number == QUARTERS):
            return self.release.fiscal_year + 1
        if not ahead and kind != "year" and first > self.release.number:
            return self.release.fiscal_year - 1
        return self.release.fiscal_year

    def quarter_of(self, year: int, month: int) -> Quarter | None:
        """The quarter a month lies in."""
        try:
            return Quarter.containing(date(year, month, 1), self.days)
        except (ValueError, InvalidInput):
            return None

    def recent(self, month: int) -> Quarter | None:
        """The quarter of the last such month up to the end of the release quarter."""
        end = self.release.end(self.days)
        return self.quarter_of(end.year - (month > end.month), month)

    def ended(self, year: int, month: int, months: int) -> Period | None:
        """The period of so many months that ends in this one."""
        last = self.quarter_of(year, month)
        if last is None or (month - self.days.first_month) % MONTHS_OF_QUARTER != MONTHS_OF_QUARTER - 1:
            return None
        return self.up_to(last, months // MONTHS_OF_QUARTER)

    def up_to(self, last: Quarter, quarters: int) -> Period | None:
        """So many quarters up to and with the last one; None where no label says so."""
        try:
            return _run_up_to(last, quarters)
        except InvalidInput:
            return None

    def months(self, first: int, last: int, year: int | None) -> Period | None:
        """From month to month, April to June: a quarter, a half, or the quarters so far."""
        span = (last - first) % MONTHS + 1
        if year is None:
            recent = self.recent(last)
            return None if recent is None or span % MONTHS_OF_QUARTER else self.up_to(recent, span // 3)
        return self.ended(year + (last < first), last, span)


def _built(kind: str, number: int, year: int) -> Period:
    match kind:
        case "quarter":
            return Quarter(year, number)
        case "half":
            return HalfYear(year, number)
        case "year":
            return FiscalYear(year)
        case _:
            return so_far(Quarter(year, number))


def so_far(quarter: Quarter) -> Period:
    """The fiscal year up to and with the quarter, under its usual label."""
    match quarter.number:
        case 1:
            return quarter
        case 2:
            return HalfYear(quarter.fiscal_year, 1)
        case 3:
            return Cumulative(quarter.fiscal_year, 3)
        case _:
            return FiscalYear(quarter.fiscal_year)


def _run_up_to(last: Quarter, quarters: int) -> Period | None:
    if quarters == 1:
        return last
    if quarters == last.number:
        return so_far(last)
    if quarters == QUARTERS_OF_HALF and last.number == QUARTERS:
        return HalfYear(last.fiscal_year, 2)
    return LastTwelveMonths(last) if quarters == QUARTERS else None


def last_quarter(period: Period) -> Quarter:
    """The quarter a balance of the period is of."""
    return period.quarters[-1]


def before(period: Period, back: Back) -> Period | None:
    """The period that lies so far before this one; None where the two kinds do not go together."""
    try:
        match back:
            case Back.YEAR:
                return shifted(period, -QUARTERS)
            case Back.QUARTER:
                return shifted(last_quarter(period), -1) if isinstance(period, Quarter) else None
            case Back.FISCAL_YEAR if isinstance(period, Quarter):
                return FiscalYear(period.fiscal_year - 1)
            case Back.FISCAL_YEAR:
                return shifted(period, -QUARTERS)
            case Back.YEAR_END:
                return Quarter(period.quarters[-1].fiscal_year - 1, QUARTERS)
    except InvalidInput:
        return None


def in_year(period: Period, year: int) -> Period | None:
    """The same period of another fiscal year."""
    try:
        return shifted(period, (year - period.quarters[0].fiscal_year) * QUARTERS)
    except InvalidInput:
        return None


def closing_quarter(period: Period | None) -> Period | None:
    """The quarter whose end a balance is of."""
    return None if period is None else last_quarter(period)
