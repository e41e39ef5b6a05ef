"""Dates as Excel counts them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

# Day 0 of Excel's serial dates, so that 1 March 1900 is day 61.
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a cell's date has no zone


def serial(day: date) -> int | float:
    """The number a cell holds for a date; a time of day is a fraction."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time.min)
    number = (moment.replace(tzinfo=None) - _EPOCH) / timedelta(days=1)
    return int(number) if number.is_integer() else number
