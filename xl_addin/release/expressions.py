"""One expression, two readings: the formula text of a cell in a mode, and the value it has.

A cell of the deck is built from these; what Excel will calculate and what Python computed for it
come from the same tree.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from xl_addin.catalog import syntax
from xl_addin.catalog.spec import Scalar, Value
from xl_addin.domain.builtin import LAZY, STRICT, arithmetic, joined
from xl_addin.domain.functions import FUNCTIONS
from xl_addin.inputs.model import CellRef


class Mode(StrEnum):
    """How a deck calculates: in any spreadsheet, by named LAMBDAs, by the add-in, or not at all."""

    NATIVE = "native"
    LAMBDA = "lambda"
    UDF = "udf"
    VALUES = "values"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells of one sheet."""

    first: CellRef
    last: CellRef


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the catalogue or one of Excel's own; an argument left out is None."""

    function: str
    args: tuple[Expression | None, ...]


@dataclass(frozen=True, slots=True)
class Op:
    """Two operands and an operator of Excel."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Join:
    """Texts one after the other."""

    parts: tuple[Expression, ...]


Expression = CellRef | Area | Call | Op | Join | int | float | str | bool
Cells = Callable[[CellRef], Scalar]

# Words that are cells, in either notation, or constants.
_MEANS_ELSE = re.compile(r"[A-Z]{1,3}\d+|R\d*(C\d*)?|C\d*|TRUE|FALSE", re.IGNORECASE)
# Functions newer than the file format carry this prefix in a file.
_NEWER = {"IFNA"}


def call(function: str, *args: Expression | None) -> Call:
    """`call("IIJ_YOY", current, year_ago)`."""
    return Call(function, args)


def join(*parts: Expression) -> Expression:
    """Texts one after the other; a single part stays what it is."""
    return Join(parts) if len(parts) > 1 else parts[0]


def formula(expression: Expression, mode: Mode, sheet: str) -> str:
    """The text of a cell on `sheet`, with a leading =."""
    return "=" + syntax.written(_node(expression, mode, sheet))


def reference(cell: CellRef | Area, sheet: str = "", *, absolute: bool = False) -> str:
    """`Figures!H5`, or `H5` on its own sheet; a sheet's name is quoted where Excel wants it."""
    first, last = (cell.first, cell.last) if isinstance(cell, Area) else (cell, cell)
    texts = [ref.absolute if absolute else ref.a1 for ref in (first, last)]
    address = ":".join(texts) if isinstance(cell, Area) else texts[0]
    return address if first.sheet == sheet else f"{quoted(first.sheet)}!{address}"


def quoted(sheet: str) -> str:
    """A sheet's name as a formula needs it."""
    is_plain = re.fullmatch(r"[^\W\d]\w*", sheet) and not _MEANS_ELSE.fullmatch(sheet)
    return sheet if is_plain else "'" + sheet.replace("'", "''") + "'"


def _node(expression: Expression | None, mode: Mode, sheet: str) -> syntax.Node:
    match expression:
        case CellRef() | Area():
            return syntax.Reference(reference(expression, sheet))
        case Call(function, args):
            return _call_node(function, args, mode, sheet)
        case Op(operator, left, right):
            return syntax.Binary(operator, _node(left, mode, sheet), _node(right, mode, sheet))
        case Join(parts):
            nodes = [_node(part, mode, sheet) for part in parts]
            whole = nodes[0]
            for node in nodes[1:]:
                whole = syntax.Binary("&", whole, node)
            return whole
        case None:
            return syntax.Reference("")
        case _:
            return syntax.Literal(expression)


def _call_node(function: str, args: tuple[Expression | None, ...], mode: Mode, sheet: str) -> syntax.Node:
    nodes = tuple(_node(argument, mode, sheet) for argument in args)
    if function not in FUNCTIONS or mode is not Mode.NATIVE:
        return syntax.Call(f"_xlfn.{function}" if function in _NEWER else function, nodes)
    native = FUNCTIONS[function].native(*map(syntax.written, nodes))
    if native is None:
        raise ValueError(f"{function} has no native form; the deck cannot use it")
    return syntax.parse(native)


def calls_catalogue(expression: Expression | None) -> bool:
    """Whether a function of the catalogue is called anywhere in it."""
    match expression:
        case Call(function, inner):
            return function in FUNCTIONS or any(map(calls_catalogue, inner))
        case Join(parts):
            return any(map(calls_catalogue, parts))
        case Op(_, left, right):
            return calls_catalogue(left) or calls_catalogue(right)
    return False


def value(expression: Expression | None, cells: Cells) -> Value:
    """What the expression gives, with Excel's own rules for blanks and errors."""
    match expression:
        case CellRef():
            return cells(expression)
        case Area():
            return area_values(expression, cells)
        case Call(function, args) if function in LAZY:
            return LAZY[function](*(_later(argument, cells) for argument in args))
        case Call(function, args):
            values = [value(argument, cells) for argument in args]
            return (
                FUNCTIONS[function].evaluate(*values) if function in FUNCTIONS else STRICT[function](*values)
            )
        case Op(operator, left, right):
            return arithmetic(operator, value(left, cells), value(right, cells))
        case Join(parts):
            return joined([value(part, cells) for part in parts])
        case _:
            return expression


def _later(expression: Expression | None, cells: Cells) -> Callable[[], Value]:
    return lambda: value(expression, cells)


def area_values(area: Area, cells: Cells) -> list[list[Scalar]]:
    """The cells of an area as rows."""
    return [[cells(cell) for cell in row] for row in area_rows(area)]


def area_rows(area: Area) -> list[list[CellRef]]:
    """The addresses of an area as rows."""
    first, last = area.first, area.last
    return [
        [CellRef(first.sheet, row, column) for column in range(first.column, last.column + 1)]
        for row in range(first.row, last.row + 1)
    ]


def references(expression: Expression | None) -> Iterator[CellRef]:
    """Every cell an expression reads."""
    match expression:
        case CellRef():
            yield expression
        case Area():
            for row in area_rows(expression):
                yield from row
        case Call(_, inner) | Join(inner):
            for part in inner:
                yield from references(part)
        case Op(_, left, right):
            yield from references(left)
            yield from references(right)
