"""Excel's own functions and operators, as far as a deck and the formulas of its inputs use them, in Python.

Excel's rules: errors are handed on, the leftmost first; a blank counts as zero, as empty text or as FALSE,
whichever is wanted; TRUE counts as 1, and a text that reads as a number as that number. Dates and
currencies in texts, which Excel reads too, are no numbers here, and texts are ordered by their characters.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from xl_addin.catalog.spec import Scalar, Value
from xl_addin.domain.precision import Rounding, decimal15, round_figure
from xl_addin.errors import ExcelError

Later = Callable[[], Value]

_NUMBER = re.compile(
    r"[-+]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII
)
# A number in a text has an exponent where it would take more characters than this.
_LONGEST = 20


def _if(condition: Later, chosen: Later, otherwise: Later = lambda: False) -> Value:
    decided = _truth(condition())
    if isinstance(decided, ExcelError):
        return decided
    return chosen() if decided else otherwise()


def _ifna(wanted: Later, otherwise: Later) -> Value:
    result = wanted()
    return otherwise() if result is ExcelError.NA else result


LAZY: Mapping[str, Callable[..., Value]] = {"IF": _if, "IFNA": _ifna}


def _truth(value: Value) -> bool | ExcelError:
    """A condition; of the texts only TRUE and FALSE are one."""
    if isinstance(value, ExcelError):
        return value
    if isinstance(value, str):
        return {"TRUE": True, "FALSE": False}.get(value.upper(), ExcelError.VALUE)
    return bool(value)


def _number(value: Value) -> int | float | ExcelError:
    """What a value counts for where a number is wanted."""
    match value:
        case None:
            return 0
        case str():
            return _number_in(value)
        case list():
            return ExcelError.VALUE
        case _:
            return value


def _number_in(text: str) -> float | ExcelError:
    plain = text.strip()
    figure = plain.removesuffix("%")
    if not _NUMBER.fullmatch(figure):
        return ExcelError.VALUE
    return float(figure.replace(",", "")) / (1 if figure == plain else 100)


def _text(value: Any) -> str:
    """What a value reads as where a text is wanted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return _number_text(value) if isinstance(value, int | float) else str(value)


def _number_text(number: int | float) -> str:
    """15 digits at most; a zero has no sign."""
    exact = (decimal15(number) + 0).normalize()
    plain = f"{exact:f}"
    if len(plain.removeprefix("-")) <= _LONGEST:
        return plain
    digits, exponent = f"{exact:E}".split("E")
    return f"{digits}E{int(exponent):+03}"


def _cells(values: Sequence[Value]) -> Iterator[Scalar]:
    for value in values:
        if isinstance(value, list):
            yield from (cell for row in value for cell in row)
        else:
            yield value


def _error_among(values: Sequence[Value]) -> ExcelError | None:
    return next((cell for cell in _cells(values) if isinstance(cell, ExcelError)), None)


def _strict(function: Callable[..., Value]) -> Callable[..., Value]:
    """The function, but an error among its arguments comes back."""

    def guarded(*values: Value) -> Value:
        error = _error_among(values)
        return function(*values) if error is None else error

    return guarded


def _numeric(function: Callable[..., Value]) -> Callable[..., Value]:
    """A function of numbers: whatever counts for one is taken, all else is #VALUE!."""

    def counted(*values: Value) -> Value:
        numbers = [_number(value) for value in values]
        return _error_among(numbers) or function(*numbers)

    return _strict(counted)


def _part(pick: Callable[..., str], *least: int) -> Callable[..., Value]:
    """A part of a text, by whole numbers that must not be below `least`."""

    def picked(text: Value, *wanted: Value) -> Value:
        counts = [_number(number) for number in wanted]
        if any(isinstance(n, ExcelError) or n < low for n, low in zip(counts, least, strict=True)):
            return ExcelError.VALUE
        return pick(_text(text), *(int(n) for n in counts if not isinstance(n, ExcelError)))

    return _strict(picked)


def _numbers(*values: Value) -> list[int | float]:
    """The numbers in cells; texts and booleans there do not count."""
    return [c for c in _cells(values) if isinstance(c, int | float) and not isinstance(c, bool)]


def _count_if(area: Value, wanted: Value) -> int:
    """How many cells hold the word or number; * ? < and > have no other meaning here."""
    given = [cell for cell in _cells([area]) if cell is not None and not isinstance(cell, ExcelError)]
    return sum(_key(cell, cell) == _key(wanted, wanted) for cell in given)


def _substitute(text: Value, old: Value, new: Value) -> str:
    return _text(text).replace(_text(old), _text(new)) if _text(old) else _text(text)


def _fixed(number: float, digits: float) -> str:
    places = int(digits)
    return f"{decimal15(round_figure(number, places)):,.{max(places, 0)}f}"


def _value_of(value: Value) -> Value:
    return ExcelError.VALUE if isinstance(value, bool) else _number(value)


def _mod(number: float, divisor: float) -> Value:
    return math.fmod(math.fmod(number, divisor) + divisor, divisor) if divisor else ExcelError.DIV0


STRICT: Mapping[str, Callable[..., Value]] = {
    "ISBLANK": lambda cell: cell is None,
    "ISNUMBER": lambda cell: isinstance(cell, int | float) and not isinstance(cell, bool),
    "ISERROR": lambda cell: isinstance(cell, ExcelError),
    "NA": lambda: ExcelError.NA,
    "COUNTIF": _count_if,
    "SUM": _strict(lambda *values: sum(_numbers(*values))),
    "MAX": _strict(lambda *values: max(_numbers(*values), default=0)),
    "MIN": _strict(lambda *values: min(_numbers(*values), default=0)),
    "COUNT": lambda *values: len(_numbers(*values)),
    "ABS": _numeric(abs),
    "TRUNC": _numeric(lambda number, digits=0: round_figure(number, int(digits), Rounding.TRUNCATE)),
    "ROUND": _numeric(lambda number, digits: round_figure(number, int(digits))),
    "MOD": _numeric(_mod),
    "FIXED": _numeric(_fixed),
    "VALUE": _strict(_value_of),
    "LEFT": _part(lambda text, length: text[:length], 0),
    "RIGHT": _part(lambda text, length: text[max(len(text) - length, 0) :], 0),
    "MID": _part(lambda text, start, length: text[start - 1 :][:length], 1, 0),
    "LEN": _strict(lambda text: len(_text(text))),
    "SUBSTITUTE": _strict(_substitute),
}


def arithmetic(operator: str, left: Value, right: Value) -> Value:
    """An operator of Excel over two cells."""
    error = _error_among([left, right])
    if error is not None:
        return error
    if operator in _COMPARISONS:
        return _COMPARISONS[operator](_key(left, right), _key(right, left))
    a, b = _number(left), _number(right)
    if isinstance(a, ExcelError) or isinstance(b, ExcelError):
        return ExcelError.VALUE
    if operator == "/" and not b:
        return ExcelError.DIV0
    result = _OPERATIONS[operator](a, b)
    return result if abs(result) < math.inf else ExcelError.NUM


_OPERATIONS: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": lambda left, right: left / right,
}
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": lambda left, right: left == right,
    "<>": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    ">": lambda left, right: left > right,
    "<=": lambda left, right: left <= right,
    ">=": lambda left, right: left >= right,
}


def _key(value: Any, other: Any) -> tuple[int, Any]:
    """Sorts as Excel does: numbers, of 15 digits, before texts before booleans; a blank is like the other."""
    if value is None:
        value = {str: "", bool: False}.get(type(other), 0)
    if isinstance(value, bool):
        return 2, value
    return (1, value.casefold()) if isinstance(value, str) else (0, decimal15(value))


def joined(values: Sequence[Value]) -> Value:
    """The & of Excel."""
    error = _error_among(values)
    return "".join(map(_text, values)) if error is None else error
