"""Formulas of a workbook calculated anew, as far as they are plain: what Excel would show, or no answer.

Plain are operators, literals, cells and areas of the workbook's own sheets, and the functions of sums,
rounding and conditions. Of anything else the saved value counts, if it is one: a zero may be what a program
wrote that calculates nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final, Protocol

from xl_addin.catalog.spec import Scalar, Value
from xl_addin.catalog.syntax import Binary, Call, FormulaSyntaxError, Literal, Node, Reference, parse
from xl_addin.domain.builtin import LAZY, STRICT, arithmetic, joined
from xl_addin.errors import ExcelError
from xl_addin.inputs.dates import serial
from xl_addin.inputs.model import CellValue

_REFERENCE = re.compile(
    r"(?:'(?P<quoted>(?:[^']|'')+)'!|(?P<sheet>[\w.]+)!)?"
    r"\$?(?P<left>[A-Z]+)\$?(?P<top>[0-9]+)(?::\$?(?P<right>[A-Z]+)\$?(?P<bottom>[0-9]+))?"
)
_MOST_CELLS = 50_000
# What Excel takes for zero: the dust that a sum of binary fractions leaves.
_DUST = 4e-15
_OF_AREAS = {"SUM", "AVERAGE", "MAX", "MIN", "COUNT"}
# Its criteria are more than the deck needs of it.
_OTHERWISE = {"COUNTIF"}

Place = tuple[str, int, int]
_NOWHERE: Place = ("", 0, 0)


class Sheet(Protocol):
    """One sheet's cells and the texts of its formulas, by row and column."""

    @property
    def cells(self) -> Mapping[tuple[int, int], CellValue]:
        """What each cell holds."""
        ...

    @property
    def formulas(self) -> Mapping[tuple[int, int], str]:
        """The formulas, empty where a cell cannot be calculated by itself."""
        ...


class NoAnswer(Exception):
    """A formula that cannot be calculated here, or rests on one that cannot."""


_NONE: Final = NoAnswer()


class Recalculation:
    """The formulas of one workbook; each is calculated once."""

    def __init__(self, sheet: Callable[[str], Sheet | None]) -> None:
        """The sheets are asked for by their names when a formula speaks of them; None where there is none."""
        self._sheet = sheet
        self._found: dict[Place, Scalar | NoAnswer] = {}

    def value(self, sheet: str, row: int, column: int) -> Scalar:
        """What a cell holds, its formula calculated.

        Raises:
            NoAnswer: it cannot be told.
        """
        place = (sheet, row, column)
        self._calculate(place)
        return self._known(place)

    def _calculate(self, wanted: Place) -> None:
        """Calculate a cell after those that it rests on; without recursion, for chains may be long."""
        stack, entered = [wanted], set[Place]()
        while stack:
            place = stack[-1]
            if place in self._found:
                stack.pop()
                continue
            tree = self._tree(place)
            if tree is None:
                self._found[place] = self._saved(place)
            elif place in entered:
                self._found[place] = self._evaluated(tree, place)
            else:
                entered.add(place)
                rests_on = (found for found in self._precedents(tree, place[0]) if found not in self._found)
                stack += [found for found in rests_on if found not in entered]

    def _known(self, place: Place) -> Scalar:
        found = self._found.get(place, _NONE)  # a cell that rests on itself is not known yet
        if isinstance(found, NoAnswer):
            raise found
        return found

    def _tree(self, place: Place) -> Node | None:
        """The cell's formula, if it is one that can be calculated."""
        text = self._formula(place)
        try:
            return parse(text.replace("_xlfn.", "")) if text else None
        except (FormulaSyntaxError, RecursionError):
            return None

    def _formula(self, place: Place) -> str | None:
        sheet = self._sheet(place[0])
        return None if sheet is None else sheet.formulas.get(place[1:])

    def _saved(self, place: Place) -> Scalar | NoAnswer:
        """What is saved in the cell; of a formula neither nothing nor zero is to be relied on."""
        sheet = self._sheet(place[0])
        if sheet is None:
            return _NONE
        value = plain(sheet.cells.get(place[1:]))
        return _NONE if place[1:] in sheet.formulas and value in (None, "", 0) else value

    def _precedents(self, tree: Node, home: str) -> Iterator[Place]:
        """The cells with a formula that a formula rests on."""
        stack: list[Node | None] = [tree]
        while stack:
            match stack.pop():
                case Reference(text):
                    yield from (
                        place
                        for row in _area(text, home)
                        for place in row
                        if self._formula(place) is not None
                    )
                case Call(_, arguments):
                    stack += arguments
                case Binary(_, left, right):
                    stack += [left, right]

    def _evaluated(self, tree: Node, place: Place) -> Scalar | NoAnswer:
        try:
            result = self._value(tree, place[0])
        except (NoAnswer, RecursionError, OverflowError):
            return _NONE
        except (TypeError, ValueError):  # a function called in a way that it is not known in here
            return _NONE
        if isinstance(result, list):
            return _NONE
        return 0 if result is None else result

    def _value(self, node: Node | None, home: str) -> Value:
        match node:
            case None:
                return None
            case Literal(value):
                return value
            case Reference(text):
                rows = [[self._cell(place) for place in row] for row in _area(text, home)]
                return rows if ":" in text else rows[0][0]
            case Binary(operator, left, right):
                return _operated(operator, self._value(left, home), self._value(right, home))
            case Call(function, arguments) if function in _LATER:
                return _LATER[function](*(self._later(argument, home) for argument in arguments))
            case Call(function, arguments) if function in _FUNCTIONS:
                values = [self._value(argument, home) for argument in arguments]
                if function not in _OF_AREAS and any(isinstance(value, list) for value in values):
                    raise NoAnswer
                return _FUNCTIONS[function](*values)
            case _:
                raise NoAnswer

    def _later(self, node: Node | None, home: str) -> Callable[[], Value]:
        return lambda: self._value(node, home)

    def _cell(self, place: Place) -> Scalar:
        if place not in self._found and self._formula(place) is None:
            self._found[place] = self._saved(place)
        return self._known(place)


def plain(value: CellValue) -> Scalar:
    """A cell's value as a formula takes it: a date is a number."""
    return serial(value) if isinstance(value, date) else value


def _area(text: str, home: str) -> list[list[Place]]:
    """The cells of a reference, row by row; what is none, or beyond reason, is nowhere."""
    found = _REFERENCE.fullmatch(text)
    if found is None:
        return [[_NOWHERE]]
    sheet = found["quoted"].replace("''", "'") if found["quoted"] else found["sheet"] or home
    top, left = int(found["top"]), _number(found["left"])
    bottom = int(found["bottom"] or top)
    right = _number(found["right"] or found["left"])
    if (bottom - top + 1) * (right - left + 1) > _MOST_CELLS:
        return [[_NOWHERE]]
    return [[(sheet, row, column) for column in range(left, right + 1)] for row in range(top, bottom + 1)]


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _operated(operator: str, left: Value, right: Value) -> Value:
    if isinstance(left, list) or isinstance(right, list):
        raise NoAnswer  # an array, or the one cell of an area beside the formula
    if operator == "&":
        return joined([left, right])
    result = _power(left, right) if operator == "^" else arithmetic(operator, left, right)
    if operator in "+-" and isinstance(result, float):
        largest = max(abs(part) for part in (left, right, 0) if isinstance(part, int | float))
        return 0 if abs(result) < _DUST * largest else result
    return result


def _power(base: Value, exponent: Value) -> Value:
    """A power of a number above zero; the rest is rare."""
    if not isinstance(base, int | float) or not isinstance(exponent, int | float) or base <= 0:
        raise NoAnswer
    return float(base) ** exponent


def _average(*values: Value) -> Value:
    count = STRICT["COUNT"](*values)
    total = STRICT["SUM"](*values)
    return arithmetic("/", total, count)


def _if_error(wanted: Callable[[], Value], otherwise: Callable[[], Value]) -> Value:
    result = wanted()
    return otherwise() if isinstance(result, ExcelError) else result


_LATER: Mapping[str, Callable[..., Value]] = {**LAZY, "IFERROR": _if_error}
_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    **{name: function for name, function in STRICT.items() if name not in _OTHERWISE},
    "AVERAGE": _average,
    "ROUNDDOWN": STRICT["TRUNC"],
}
