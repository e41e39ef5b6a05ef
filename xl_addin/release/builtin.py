"""Excel's own functions and operators, as far as the deck uses them, computed in Python.

Blanks count as zero or empty text, errors are handed on, the leftmost first: Excel's rules.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from xl_addin.catalog.spec import Scalar, Value
from xl_addin.domain.precision import Rounding, round_figure
from xl_addin.errors import ExcelError

Later = Callable[[], Value]


def _if(condition: Later, chosen: Later, otherwise: Later = lambda: False) -> Value:
    decided = condition()
    if isinstance(decided, ExcelError):
        return decided
    return _shown(chosen() if decided else otherwise())


def _ifna(wanted: Later, otherwise: Later) -> Value:
    result = _shown(wanted())
    return _shown(otherwise()) if result is ExcelError.NA else result


def _shown(result: Value) -> Value:
    """A formula that gives a blank cell shows zero."""
    return 0 if result is None else result


LAZY: Mapping[str, Callable[..., Value]] = {"IF": _if, "IFNA": _ifna}


def _strict(function: Callable[..., Value]) -> Callable[..., Value]:
    """The function, but an error among its arguments comes back."""

    def guarded(*values: Value) -> Value:
        error = next(_errors(values), None)
        return function(*values) if error is None else error

    return guarded


def _errors(values: Sequence[Value]) -> Iterator[ExcelError]:
    return (cell for cell in _cells(values) if isinstance(cell, ExcelError))


def _cells(values: Sequence[Value]) -> Iterator[Scalar]:
    for value in values:
        if isinstance(value, list):
            yield from (cell for row in value for cell in row)
        else:
            yield value


def _numbers(*values: Value) -> list[int | float]:
    return [c for c in _cells(values) if isinstance(c, int | float) and not isinstance(c, bool)]


def _number_of(text: Any) -> Value:
    try:
        return float(str(text).replace(",", ""))
    except ValueError:
        return ExcelError.VALUE


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    return str(value)


STRICT: Mapping[str, Callable[..., Value]] = {
    "ISBLANK": lambda cell: cell is None,
    "ISNUMBER": lambda cell: isinstance(cell, int | float) and not isinstance(cell, bool),
    "ISERROR": lambda cell: isinstance(cell, ExcelError),
    "NA": lambda: ExcelError.NA,
    "COUNTIF": lambda area, wanted: sum(type(c) is type(wanted) and c == wanted for c in _cells([area])),
    "SUM": _strict(lambda *values: sum(_numbers(*values))),
    "MAX": _strict(lambda *values: max(_numbers(*values), default=0)),
    "MIN": _strict(lambda *values: min(_numbers(*values), default=0)),
    "COUNT": lambda *values: len(_numbers(*values)),
    "ABS": _strict(lambda number: abs(number or 0)),
    "TRUNC": _strict(lambda number, digits=0: round_figure(number or 0, digits, Rounding.TRUNCATE)),
    "ROUND": _strict(lambda number, digits: round_figure(number or 0, digits)),
    "MOD": _strict(lambda number, divisor: math.fmod(math.fmod(number, divisor) + divisor, divisor)),
    "VALUE": _strict(_number_of),
    "LEFT": _strict(lambda text, length: _text(text)[:length]),
    "RIGHT": _strict(lambda text, length: _text(text)[-length:]),
    "MID": _strict(lambda text, start, length: _text(text)[int(start) - 1 : int(start) - 1 + int(length)]),
    "LEN": _strict(lambda text: len(_text(text))),
    "SUBSTITUTE": _strict(lambda text, old, new: _text(text).replace(old, new)),
    "FIXED": _strict(lambda number, digits: f"{round_figure(number, digits):,.{max(digits, 0)}f}"),
}


def arithmetic(operator: str, left: Value, right: Value) -> Value:
    """An operator of Excel over two cells."""
    if isinstance(left, ExcelError):
        return left
    if isinstance(right, ExcelError):
        return right
    if operator in _COMPARISONS:
        return _COMPARISONS[operator](_comparable(left, right), _comparable(right, left))
    if isinstance(left, str | list) or isinstance(right, str | list):
        return ExcelError.VALUE
    return _result(operator, left or 0, right or 0)


def _result(operator: str, left: float, right: float) -> Value:
    if operator == "/":
        return left / right if right else ExcelError.DIV0
    return _OPERATIONS[operator](left, right)


_OPERATIONS: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
}
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}


def _comparable(value: Value, other: Value) -> tuple[int, Any]:
    """A key that sorts as Excel does: numbers before texts before booleans; a blank is like the other."""
    if value is None:
        value = "" if isinstance(other, str) else 0
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, value)


def joined(values: Sequence[Value]) -> Value:
    """The & of Excel."""
    error = next(_errors(values), None)
    return "".join(map(_text, values)) if error is None else error
