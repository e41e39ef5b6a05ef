"""Dates as Excel counts them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from xl_addin.domain.calendar import EPOCH

_EPOCH = datetime.combine(EPOCH, time.min)


def serial(day: date) -> int | float:
    """The number a cell holds for a date; a time of day is a fraction."""
    moment = day if isinstance(day, datetime) else datetime.combine(day, time.min)
    number = (moment.replace(tzinfo=None) - _EPOCH) / timedelta(days=1)
    return int(number) if number.is_integer() else number
