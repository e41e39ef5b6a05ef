"""The Excel forms of a function, calculated by the engines over the same arguments as `evaluate`."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeGuard

import xlsxwriter

from tests.engines import formulon_engine
from tests.engines.libreoffice import LibreOffice
from tests.engines.values import a1
from xl_addin import FUNCTIONS, ExcelError
from xl_addin.catalog import FunctionSpec, Rows, Scalar, Value
from xl_addin.catalog.syntax import literal_text

LAMBDAS = {name: spec.lambda_formula for name, spec in FUNCTIONS.items() if spec.lambda_formula}

RELATIVE = 1e-12
# Rows and columns that one argument has on a test sheet, with a blank one between neighbours.
AREA = 8


class Written(StrEnum):
    """How an argument stands in a formula."""

    CELL = "cell"
    CONSTANT = "constant"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Argument:
    """A value and how it stands in a formula; an empty one and a blank cell are both None."""

    value: Value
    written: Written = Written.CELL

    def __repr__(self) -> str:
        return f"{self.written}({self.value!r})"


@dataclass(frozen=True, slots=True)
class Case:
    """One call of a function."""

    spec: FunctionSpec
    arguments: tuple[Argument, ...]

    def __repr__(self) -> str:
        return f"{self.spec.name}({', '.join(map(repr, self.arguments))})"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(argument.value for argument in self.arguments)

    @property
    def expected(self) -> Value:
        """What `evaluate` gives."""
        return self.spec.evaluate(*self.values)

    @property
    def scalars(self) -> Iterator[Scalar]:
        """Every cell and constant it is made from."""
        return (cell for value in self.values for cells in rows(value) for cell in cells)

    def cells(self, row: int) -> dict[str, Scalar]:
        """The input cells, with the first row given (counted from zero)."""
        found = {}
        for index, argument in enumerate(self.arguments):
            if argument.written is Written.CELL:
                for y, cells in enumerate(rows(argument.value)):
                    for x, cell in enumerate(cells):
                        found[a1(row + y, AREA * index + x)] = cell
        return found

    def texts(self, row: int) -> list[str]:
        """The arguments as a formula holds them."""
        return [_text(argument, row, AREA * index) for index, argument in enumerate(self.arguments)]

    def call(self, row: int) -> str:
        return f"={self.spec.name}({','.join(self.texts(row))})"

    def native(self, row: int) -> str:
        text = self.spec.native(*self.texts(row))
        assert text is not None
        return text

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the result."""
        result = rows(self.expected)
        return len(result), len(result[0])


def _text(argument: Argument, row: int, column: int) -> str:
    if argument.written is Written.EMPTY:
        return ""
    if argument.written is Written.CONSTANT:
        assert not isinstance(argument.value, list)
        assert argument.value is not None
        return literal_text(argument.value)
    first = a1(row, column)
    if not isinstance(argument.value, list):
        return first
    return f"{first}:{a1(row + len(argument.value) - 1, column + len(argument.value[0]) - 1)}"


def rows(value: Value) -> Rows:
    """A value as a range: a single one is a range of one cell."""
    return value if isinstance(value, list) else [[value]]


def in_cells(spec: FunctionSpec, values: Sequence[Value]) -> Case:
    """The call with every argument in cells."""
    return Case(spec, tuple(map(Argument, values)))


def as_constants(spec: FunctionSpec, values: Sequence[Value]) -> Case:
    """The call with every argument in the formula itself that can stand there."""

    def argument(value: Value, optional: bool) -> Argument:
        if value is None:
            return Argument(None, Written.EMPTY if optional else Written.CELL)
        return Argument(value, Written.CELL if isinstance(value, list) else Written.CONSTANT)

    pairs = zip(values, spec.args, strict=False)
    return Case(spec, tuple(argument(value, arg.optional) for value, arg in pairs))


def by_formulon(cases: Sequence[Case], *, native: bool) -> list[Rows]:
    """The results of the LAMBDAs or the native formulas, all in one workbook."""
    places = range(0, AREA * len(cases), AREA)
    cells = dict(
        itertools.chain.from_iterable(
            case.cells(row).items() for case, row in zip(cases, places, strict=True)
        )
    )
    formulas = [
        case.native(row) if native else case.call(row) for case, row in zip(cases, places, strict=True)
    ]
    return formulon_engine.calculate(formulas, cells, {} if native else LAMBDAS, array=True)


def by_libreoffice(office: LibreOffice, cases: Sequence[Case], folder: Path) -> list[Rows]:
    """The results of the native formulas, all in one file; those of ranges as array formulas."""
    file = folder / "native.xlsx"
    column = AREA * max(len(case.arguments) for case in cases)
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("S")
        for index, case in enumerate(cases):
            for address, value in case.cells(AREA * index).items():
                _write(sheet, address, value)
            height, width = case.shape
            text = case.native(AREA * index)
            if any(isinstance(value, list) for value in case.values):
                last = (AREA * index + height - 1, column + width - 1)
                sheet.write_array_formula(AREA * index, column, *last, "{" + text + "}")
            else:
                sheet.write_formula(AREA * index, column, text)
    with office.open(file) as document:
        found = document.values()["S"]
    return [_grid(found, AREA * index, column, case.shape) for index, case in enumerate(cases)]


def _write(sheet: xlsxwriter.worksheet.Worksheet, address: str, value: Scalar) -> None:
    match value:
        case None:
            pass
        case ExcelError():
            sheet.write_formula(address, f"={value}", value=value.value)
        case "":
            # LibreOffice takes a stored empty text for a blank cell, but not one that is calculated.
            sheet.write_formula(address, '=""', value="")
        case str():
            sheet.write_string(address, value)
        case _:
            sheet.write(address, value)


def _grid(found: Mapping[str, Scalar], row: int, column: int, shape: tuple[int, int]) -> Rows:
    height, width = shape
    return [[found.get(a1(row + y, column + x)) for x in range(width)] for y in range(height)]


def disagreements(case: Case, actual: Value) -> list[str]:
    """One line for each cell in which a result differs from what `evaluate` gives, or one for its shape."""
    expected, found = rows(case.expected), rows(actual)
    height, width = len(expected), len(expected[0])
    if (len(found), len(found[0])) != (height, width):
        return [f"shape: evaluate gives {expected!r}, the formula {found!r}"]
    return [
        f"evaluate gives {expected[y][x]!r}, the formula {found[y][x]!r}"
        for y, x in itertools.product(range(height), range(width))
        if not agree(expected[y][x], found[y][x], largest_intermediate(case, y, x))
    ]


def agree(one: Scalar, other: Scalar, largest: float = 0.0) -> bool:
    """The same type and value; numbers within 1e-12 of the larger of them and `largest`."""
    if is_number(one) and is_number(other):
        return abs(one - other) <= RELATIVE * max(abs(one), abs(other), largest)
    return type(one) is type(other) and (one == other or _alike(one, other))


def _alike(one: Scalar, other: Scalar) -> bool:
    """Texts whose only difference is in numbers printed with more digits than the 15 that Excel knows.

    formulon takes a tie in the sixteenth digit to the even neighbour, `evaluate` and LibreOffice away
    from zero: 10000000000000050 is 10,000,000,000,000,000 to one and 10,000,000,000,000,100 to the others.
    """
    if not (isinstance(one, str) and isinstance(other, str)):
        return False
    numbers = [[float(n.replace(",", "")) for n in LONG_NUMBER.findall(text)] for text in (one, other)]
    words = [LONG_NUMBER.sub("", text) for text in (one, other)]
    return words[0] == words[1] and all(
        math.isclose(a, b, rel_tol=1.01e-14) for a, b in zip(*numbers, strict=True)
    )


# A digit, and at least 14 more.
LONG_NUMBER = re.compile(r"[0-9](?:[,.]?[0-9]){14,}")


def is_number(value: Scalar) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def largest_intermediate(case: Case, y: int, x: int) -> float:
    """The largest number on the way to one cell of the result, which bounds what digits it can have."""
    magnitudes = [
        [abs(cell) for cell in cells if is_number(cell)]  # type: ignore
        for cells in (_seen(case, index, y, x) for index in range(len(case.arguments)))
    ]
    try:
        return float(
            LARGEST.get(case.spec.name, lambda *_: 0.0)(*(max(cells, default=0) for cells in magnitudes))
        )
    except ZeroDivisionError:
        return 0.0


def _seen(case: Case, index: int, y: int, x: int) -> list[Scalar]:
    """The cells of an argument that one cell of the result is made from."""
    grid = rows(case.arguments[index].value)
    if case.spec.args[index].kind == "range":
        return [cell for cells in grid for cell in cells]
    cells = grid[y if len(grid) > 1 else 0]
    return [cells[x if len(cells) > 1 else 0]]


# By function, from the magnitudes of its arguments; a ratio of them may be far above the result.
LARGEST: Mapping[str, Callable[..., float]] = {
    "IIJ_YOY": lambda *_: 1,
    "IIJ_QOQ": lambda *_: 1,
    "IIJ_GROWTH_SERIES": lambda *_: 1,
    "IIJ_SURPRISE": lambda *_: 1,
    "IIJ_CAGR": lambda *_: 1,
    "IIJ_MARGIN_CHANGE": lambda profit, revenue, base_profit, base_revenue: (
        100 * max(profit / revenue, base_profit / base_revenue)
    ),
    "IIJ_EBITDA": max,
    "IIJ_EBITDA_NET": max,
    "IIJ_EBITDA_MARGIN": lambda income, depreciation, revenue: max(income, depreciation) / revenue,
    "IIJ_LTM": lambda four_quarters: four_quarters,
    "IIJ_CONSENSUS": lambda values: values,
    "IIJ_FOOT": max,
}
