"""Calling a function with Excel's values: guards before the body, ranges around it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

from xl_addin.catalog.spec import Arg, Declaration, Rows, Scalar, Value
from xl_addin.errors import AddinError, ExcelError

_NUMBERS = frozenset((int, float))
_SCALARS = frozenset((int, float, str, bool, ExcelError))
_MOST_CHARACTERS = 32_767


def evaluate(spec: Declaration, values: Sequence[Value]) -> Value:
    """See `Declaration.evaluate`."""
    missing = len(spec.args) - len(values)
    if missing < 0 or any(not arg.optional for arg in spec.args[len(values) :]):
        return ExcelError.VALUE
    whole = (*values, *repeat(None, missing))
    if any(_is_ranged(spec, whole)):
        return _over_ranges(spec, whole)
    return _scalar(spec, whole)


def _is_ranged(spec: Declaration, values: Sequence[Any]) -> list[bool]:
    """Which arguments are ranges of cells to call the function with one by one."""
    return [
        isinstance(value, list) and arg.kind != "range" for arg, value in zip(spec.args, values, strict=True)
    ]


def _scalar(spec: Declaration, values: Iterable[Any]) -> Scalar:
    """One call: the arguments judged left to right, then the body."""
    arguments = []
    for arg, value in zip(spec.args, values, strict=True):
        fault, argument = _judged(arg, value)
        if fault is not None:
            return fault
        arguments.append(argument)
    return _called(spec, arguments)


def _called(spec: Declaration, arguments: Sequence[Any]) -> Scalar:
    try:
        result = spec.body(*arguments)
    except AddinError as error:
        return error.excel
    except (OverflowError, ZeroDivisionError):
        return ExcelError.NUM
    return _cell(result)


def _cell(result: Any) -> Scalar:
    """A result as a cell holds it: no infinity, no NaN, no negative zero, no endless text."""
    if isinstance(result, float):
        return (result or 0.0) if math.isfinite(result) else ExcelError.NUM
    if isinstance(result, str):
        return result if len(result) <= _MOST_CHARACTERS else ExcelError.VALUE
    return _fault_of_number(result) or result


def _judged(arg: Arg, value: Any) -> tuple[ExcelError | None, Any]:
    """The error an argument gives, or the argument as the body takes it."""
    if arg.kind == "range":
        return _judged_range(arg, value)
    if value is None:
        return (None, arg.default) if arg.optional else (ExcelError.NA, None)
    if arg.kind == "any":
        return (None, value) if _is_scalar(value) else (ExcelError.VALUE, None)
    if isinstance(value, ExcelError):
        return value, None
    return _fault_of_type(arg, value), value


def _is_scalar(value: Any) -> bool:
    return type(value) in _SCALARS and _fault_of_number(value) is None


def _fault_of_type(arg: Arg, value: Any) -> ExcelError | None:
    if arg.kind in ("text", "label"):
        good = type(value) is str and (not arg.term.choices or value in arg.term.choices)
        return None if good else ExcelError.VALUE
    if type(value) not in _NUMBERS:
        return ExcelError.VALUE
    return _fault_of_number(value)


def _fault_of_number(value: Any) -> ExcelError | None:
    """A number that no cell can hold."""
    if type(value) is float and not math.isfinite(value):
        return ExcelError.NUM
    if type(value) is int and abs(value) >= 2**1023:
        return ExcelError.NUM
    return None


def _judged_range(arg: Arg, value: Any) -> tuple[ExcelError | None, Any]:
    """A range as a list of rows of numbers; else its first error, #N/A for a blank, #VALUE!."""
    rows = value if isinstance(value, list) else [[value]]
    if not _is_rectangular(rows):
        return ExcelError.VALUE, None
    cells = [cell for row in rows for cell in row]
    errors = (cell for cell in cells if isinstance(cell, ExcelError))
    if arg.term.blanks_ignored:
        rows = [[cell for cell in cells if cell is not None]]
        blank = None if rows[0] else ExcelError.NA
        cells = [cell for cell in cells if cell is not None]
    else:
        blank = ExcelError.NA if any(cell is None for cell in cells) else None
    wrong = None if all(type(cell) in _NUMBERS for cell in cells) else ExcelError.VALUE
    too_large = next(filter(None, map(_fault_of_number, cells)), None)
    return next(errors, None) or blank or wrong or too_large, rows


def _is_rectangular(rows: Any) -> bool:
    return bool(
        isinstance(rows, list)
        and rows
        and all(isinstance(row, list) and row and len(row) == len(rows[0]) for row in rows)
    )


def _over_ranges(spec: Declaration, values: Sequence[Any]) -> Value:
    """The function over each cell of its broadcast arguments."""
    ranged = _is_ranged(spec, values)
    ranges = [value for value, is_range in zip(values, ranged, strict=True) if is_range]
    if not all(map(_is_rectangular, ranges)):
        return ExcelError.VALUE
    height, width = max(len(rows) for rows in ranges), max(len(rows[0]) for rows in ranges)
    if any(len(rows) not in (1, height) or len(rows[0]) not in (1, width) for rows in ranges):
        return ExcelError.VALUE
    columns = [
        _flattened(value, height, width) if is_range else [value] * (height * width)
        for value, is_range in zip(values, ranged, strict=True)
    ]
    cells = _mapped(spec, columns)
    return [cells[start : start + width] for start in range(0, height * width, width)]


def _flattened(rows: Rows, height: int, width: int) -> list[Scalar]:
    wide = [row * width if len(row) < width else row for row in rows]
    return [cell for row in (wide * height if len(wide) < height else wide) for cell in row]


def _mapped(spec: Declaration, columns: Sequence[list[Any]]) -> list[Scalar]:
    """The bare body where every argument is a number, the guarded call where one is not."""
    if not all(_is_plain(arg, column) for arg, column in zip(spec.args, columns, strict=True)):
        return [_scalar(spec, cells) for cells in zip(*columns, strict=True)]
    given = [
        [arg.default] * len(column) if arg.optional and column[0] is None else column
        for arg, column in zip(spec.args, columns, strict=True)
    ]
    try:
        results = list(map(spec.body, *given))
    except (AddinError, OverflowError, ZeroDivisionError):
        return [_called(spec, cells) for cells in zip(*given, strict=True)]
    return [_cell(result) for result in results]


def _is_plain(arg: Arg, column: Sequence[Any]) -> bool:
    """Whether no cell of a column needs its guard: finite numbers, or an option left out."""
    types = set(map(type, column))
    if arg.optional and types == {type(None)}:
        return True
    if arg.kind != "number" or not types <= _NUMBERS:
        return False
    if types == {float}:
        return math.isfinite(sum(column))
    return all(_fault_of_number(cell) is None for cell in column)
