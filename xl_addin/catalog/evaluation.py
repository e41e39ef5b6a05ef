"""Calling a function with Excel's values: guards before the body, ranges around it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, repeat
from typing import Any

from xl_addin.catalog.spec import Arg, Declaration, Kind, Rows, Scalar, Value
from xl_addin.errors import AddinError, ExcelError

_NUMBERS = frozenset((int, float))
_SCALARS = frozenset((int, float, str, bool, ExcelError))
_MOST_CHARACTERS = 32_767
# Half of the largest float; an integer above it may be none, and a float is looked at again.
_LARGE = 2.0**1023

Judge = Callable[[Any], bool]


class Evaluator:
    """A declaration as Excel calls it: the judges of its arguments are made once."""

    __slots__ = ("_body", "_judges", "_omittable", "_spec")

    def __init__(self, spec: Declaration) -> None:
        self._spec = spec
        self._body = spec.body
        self._judges = tuple(map(_judge, spec.args))
        # Where an argument left out is what the body takes for it without being told.
        self._omittable = range(sum(not arg.optional for arg in spec.args), len(spec.args) + 1)

    def __call__(self, values: Sequence[Any]) -> Value:
        """See `FunctionSpec.evaluate`."""
        if len(values) not in self._omittable:
            return ExcelError.VALUE
        for value, accepts in zip(values, self._judges, strict=False):
            if not accepts(value):
                return self._judged(values)
        return self._called(values)

    def _judged(self, values: Sequence[Any]) -> Value:
        """The call with a blank, a range or a fault among its arguments."""
        args = self._spec.args
        whole = (*values, *repeat(None, len(args) - len(values)))
        if not any(_is_ranged(arg, value) for arg, value in zip(args, whole, strict=True)):
            return self._guarded(whole)
        if self._spec.spills:
            single = tuple(map(_single, args, whole))
            return ExcelError.VALUE if any(map(_is_ranged, args, single)) else self._guarded(single)
        return self._over_ranges(whole)

    def _guarded(self, values: Iterable[Any]) -> Value:
        """One call: the arguments judged left to right, then the body."""
        arguments = []
        for arg, value in zip(self._spec.args, values, strict=True):
            fault, argument = _judged(arg, value)
            if fault is not None:
                return fault
            arguments.append(argument)
        return self._called(arguments)

    def _called(self, arguments: Sequence[Any]) -> Value:
        try:
            result = self._body(*arguments)
        except AddinError as error:
            return error.excel
        except (OverflowError, ZeroDivisionError):
            return ExcelError.NUM
        if type(result) is float and -_LARGE < result < _LARGE:
            return result or 0.0
        return [list(map(_cell, row)) for row in result] if isinstance(result, list) else _cell(result)

    def _over_ranges(self, values: Sequence[Any]) -> Value:
        """The function over each cell of its broadcast arguments."""
        ranged = [_is_ranged(arg, value) for arg, value in zip(self._spec.args, values, strict=True)]
        ranges = [value for value, is_range in zip(values, ranged, strict=True) if is_range]
        if not all(map(_is_rectangular, ranges)):
            return ExcelError.VALUE
        height, width = max(map(len, ranges)), max(len(rows[0]) for rows in ranges)
        if any(len(rows) not in (1, height) or len(rows[0]) not in (1, width) for rows in ranges):
            return ExcelError.VALUE
        columns = [
            _flattened(value, height, width) if is_range else [value] * (height * width)
            for value, is_range in zip(values, ranged, strict=True)
        ]
        cells = self._mapped(columns)
        if width == 1:
            return list(map(list, zip(cells, strict=True)))
        return [cells[start : start + width] for start in range(0, height * width, width)]

    def _mapped(self, columns: Sequence[list[Any]]) -> list[Any]:
        """The bare body where every argument is a number, the guarded call where one is not."""
        args = self._spec.args
        if not all(map(_is_plain, args, columns)):
            return [self._guarded(cells) for cells in zip(*columns, strict=True)]
        given = [
            [arg.default] * len(column) if arg.optional and column[0] is None else column
            for arg, column in zip(args, columns, strict=True)
        ]
        try:
            results = list(map(self._body, *given))
        except (AddinError, OverflowError, ZeroDivisionError):
            return [self._called(cells) for cells in zip(*given, strict=True)]
        types = set(map(type, results))
        # A zero may be a negative one.
        if types <= {float, str} and 0.0 not in results and _is_finite(results, types):
            return results
        return list(map(_cell, results))


def _is_finite(results: Iterable[Any], types: set[type]) -> bool:
    numbers = results if types == {float} else [result for result in results if type(result) is float]
    texts = [] if types == {float} else [result for result in results if type(result) is str]
    return math.isfinite(sum(numbers)) and max(map(len, texts), default=0) <= _MOST_CHARACTERS


def _judge(arg: Arg) -> Judge:
    """Tells an argument that needs neither its guard nor its default."""
    choices = arg.term.choices
    if arg.kind in (Kind.NUMBER, Kind.DATE):
        return lambda value: type(value) in _NUMBERS and -_LARGE < value < _LARGE
    if choices:
        return lambda value: type(value) is str and value in choices
    if arg.kind in (Kind.TEXT, Kind.LABEL):
        return lambda value: type(value) is str
    return lambda value: False


def _is_ranged(arg: Arg, value: Any) -> bool:
    """Whether an argument is a range of cells to call the function with one by one."""
    return isinstance(value, list) and arg.kind != Kind.RANGE


def _single(arg: Arg, value: Any) -> Any:
    """The one cell of a range of one; anything else as it is."""
    one = _is_ranged(arg, value) and _is_rectangular(value) and len(value) == len(value[0]) == 1
    return value[0][0] if one else value


def _cell(result: Any) -> Any:
    """A result as a cell holds it: no infinity, no NaN, no negative zero, no endless text."""
    if isinstance(result, float):
        return (result or 0.0) if math.isfinite(result) else ExcelError.NUM
    if isinstance(result, str):
        return result if len(result) <= _MOST_CHARACTERS else ExcelError.VALUE
    return _fault_of_number(result) or result


def _judged(arg: Arg, value: Any) -> tuple[ExcelError | None, Any]:
    """The error an argument gives, or the argument as the body takes it."""
    if arg.kind == Kind.RANGE:
        return _judged_range(arg, value)
    if value is None:
        if arg.optional:
            return None, arg.default
        return (None, None) if arg.term.blank_has_meaning else (ExcelError.NA, None)
    if arg.kind == Kind.ANY:
        return (None, value) if _is_scalar(value) else (ExcelError.VALUE, None)
    if isinstance(value, ExcelError):
        return value, None
    return _fault_of_type(arg, value), value


def _is_scalar(value: Any) -> bool:
    return type(value) in _SCALARS and _fault_of_number(value) is None


def _fault_of_type(arg: Arg, value: Any) -> ExcelError | None:
    if arg.kind in (Kind.TEXT, Kind.LABEL):
        good = type(value) is str and (not arg.term.choices or value in arg.term.choices)
        return None if good else ExcelError.VALUE
    if type(value) not in _NUMBERS:
        return ExcelError.VALUE
    return _fault_of_number(value)


def _fault_of_number(value: Any) -> ExcelError | None:
    """A number that no cell can hold."""
    if type(value) is float and not math.isfinite(value):
        return ExcelError.NUM
    if type(value) is int and abs(value) >= _LARGE:
        return ExcelError.NUM
    return None


def _judged_range(arg: Arg, value: Any) -> tuple[ExcelError | None, Any]:
    """A range as a list of rows of numbers; else its first error, #N/A for a blank, #VALUE!."""
    rows = value if isinstance(value, list) else [[value]]
    if not _is_rectangular(rows):
        return ExcelError.VALUE, None
    cells = list(chain.from_iterable(rows))
    if arg.term.unjudged:
        good = all(cell is None or _is_scalar(cell) for cell in cells)
        return (None, rows) if good else (ExcelError.VALUE, None)
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
    """Whether this is a list of lists of one length, none of them empty."""
    if not (isinstance(rows, list) and rows and set(map(type, rows)) == {list}):
        return False
    return len(rows[0]) > 0 and len(set(map(len, rows))) == 1


def _flattened(rows: Rows, height: int, width: int) -> list[Scalar]:
    wide = rows if len(rows[0]) == width else [row * width for row in rows]
    return list(chain.from_iterable(wide * height if len(wide) < height else wide))


def _is_plain(arg: Arg, column: Sequence[Any]) -> bool:
    """Whether no cell of a column needs its guard: finite numbers, or an option left out."""
    types = set(map(type, column))
    if arg.optional and types == {type(None)}:
        return True
    if arg.kind != Kind.NUMBER or not types <= _NUMBERS:
        return False
    if types == {float}:
        return math.isfinite(sum(column))
    return all(_fault_of_number(cell) is None for cell in column)
