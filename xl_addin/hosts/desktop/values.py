"""Values between desktop Excel and the catalogue: what its COM interface hands over, and takes.

A function of a cell cannot return an error value through xlwings; an error goes out as marked text,
`xl-addin:#N/A`, which the VBA wrapper turns into the error itself.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from xl_addin.catalog import Rows, Scalar, Value
from xl_addin.errors import ExcelError
from xl_addin.inputs.dates import serial
from xl_addin.inputs.model import CellValue

MARK = "xl-addin:"
# DISP_E_PARAMNOTFOUND, which VBA passes on for an argument that was left out.
MISSING = -2147352572

# An error value arrives as the integer 0x800A0000 + its xlErr number.
_FIRST_ERROR = -2146828288
_ERRORS = {
    2000: ExcelError.NULL,
    2007: ExcelError.DIV0,
    2015: ExcelError.VALUE,
    2023: ExcelError.REF,
    2029: ExcelError.NAME,
    2036: ExcelError.NUM,
    2042: ExcelError.NA,
    2043: ExcelError.GETTING_DATA,
    2045: ExcelError.SPILL,
    2046: ExcelError.CONNECT,
    2047: ExcelError.BLOCKED,
    2048: ExcelError.UNKNOWN,
    2049: ExcelError.FIELD,
    2050: ExcelError.CALC,
}
_ERROR_NUMBERS = range(_FIRST_ERROR + 2000, _FIRST_ERROR + 3000)
_WHOLE = 2.0**53
# A time without a date is one on Excel's day 0.
_FIRST_DAY = datetime(1900, 1, 1)  # noqa: DTZ001 - a cell's date has no zone


def from_excel(argument: Any) -> Value:
    """An argument as a function takes it: a cell's value, or rows of them; None where it was left out.

    A constant such as {1,2,3} arrives as one dimension and is a row.
    """
    if not isinstance(argument, tuple | list):
        return _scalar(argument)
    rows = argument if argument and isinstance(argument[0], tuple | list) else (argument,)
    return [[cell if type(cell) is float else _scalar(cell) for cell in row] for row in rows]


def _scalar(value: Any) -> Scalar:
    match value:
        case None | bool() | float() | str():
            return value
        case int():
            return _integer(value)
        case date():
            return serial(value)
        case Decimal():  # a cell formatted as a currency
            return float(value)
        case _:
            return ExcelError.VALUE


def _integer(value: int) -> Scalar:
    """Cells hold no integers: it is an error value, a missing argument, or a number given by VBA."""
    if value in _ERROR_NUMBERS:
        return _ERRORS.get(value - _FIRST_ERROR, ExcelError.UNKNOWN)
    return None if value == MISSING else value


def to_excel(result: Value) -> list[list[float | str | bool | None]]:
    """A function's result as rows, which is what xlwings unpacks; error values as marked text."""
    rows: Rows = result if isinstance(result, list) else [[result]]
    return [[cell if type(cell) is float else _told(cell) for cell in row] for row in rows]


def _told(value: Scalar) -> float | str | bool | None:
    if isinstance(value, ExcelError):
        return MARK + value.value
    if isinstance(value, int) and not isinstance(value, bool):
        return float(value)  # COM has no integer as large as a cell's numbers may be
    return value


def cell_value(value: Any) -> CellValue:
    """A cell's value as the input sheets are read from a file: whole numbers as such, dates as dates."""
    if isinstance(value, datetime):
        return _moment(value.replace(tzinfo=None))
    if isinstance(value, date):
        return value
    scalar = _scalar(value)
    if isinstance(scalar, float) and scalar.is_integer() and abs(scalar) < _WHOLE:
        return int(scalar)
    return scalar


def _moment(value: datetime) -> CellValue:
    if value < _FIRST_DAY:
        return (value - datetime.combine(value.date(), time.min)) / timedelta(days=1)
    plain = datetime.combine(value.date(), value.time())  # pywin32 has a class of its own for it
    return plain.date() if plain.time() == time.min else plain
