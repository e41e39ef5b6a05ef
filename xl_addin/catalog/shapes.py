"""Rows and columns of operands: what a formula's text tells of them, and whether they fit together.

Excel pads ranges of unequal shapes with #N/A; here they are #VALUE! in every form.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce

from xl_addin.catalog.syntax import TRUE, Binary, Call, Literal, Node, Reference
from xl_addin.errors import ExcelError

Shape = tuple[int, int]
SINGLE: Shape = (1, 1)

_AREA = re.compile(
    r"(?:(?:'(?:[^']|'')+'|[\w.]+)!)?"
    r"\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?"
)
# Of all cells of the ranges they are given these make one value.
AGGREGATES = frozenset({"SUM", "COUNT", "SUMPRODUCT", "MAX", "MIN", "AVERAGE", "AND", "OR"})
_SINGLE_VALUED = AGGREGATES | {"ROWS", "COLUMNS"}

# They give one value for one; of others, such as OFFSET, the text does not tell.
_CELL_BY_CELL = frozenset(
    {"IF", "IFNA", "IFERROR", "ISNUMBER", "ISBLANK", "ISERROR", "NA"}
    | {"ABS", "INT", "MOD", "ROUND", "TRUNC", "FIXED", "DATE"}
)


def shape(node: Node | None) -> Shape | None:
    """Rows and columns of an operand; None where its text does not tell."""
    match node:
        case None | Literal():
            return SINGLE
        case Reference(text):
            return _area(text)
        case Call(function) if function in _SINGLE_VALUED:
            return SINGLE
        case Call(function, arguments) if function in _CELL_BY_CELL:
            return SINGLE if all(shape(argument) == SINGLE for argument in arguments) else None
        case Binary(_, left, right):
            return SINGLE if shape(left) == shape(right) == SINGLE else None
    return None


def _area(text: str) -> Shape | None:
    found = _AREA.fullmatch(text)
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    if right is None:
        return SINGLE
    return abs(int(bottom) - int(top)) + 1, abs(_column(right) - _column(left)) + 1


def _column(letters: str) -> int:
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters, 0)


def misfit(operands: Sequence[Node]) -> Node:
    """A test that is true where the operands cannot be broadcast over each other, FALSE where they can."""
    ranged = [operand for operand in operands if shape(operand) != SINGLE]
    if len(ranged) < 2:
        return Literal(False)
    shapes = [known for operand in ranged if (known := shape(operand)) is not None]
    if len(shapes) == len(ranged):
        return Literal(any(not _fits(shapes, side) for side in (0, 1)))
    heights, widths = ([length(count, operand) for operand in ranged] for count in ("ROWS", "COLUMNS"))
    terms = [_excess(each, lengths) for lengths in (heights, widths) for each in lengths]
    return Binary("<", reduce(_sum, terms), Literal(0))


def misfit_of_arrays(operands: Sequence[Node]) -> Node:
    """The same test where nothing is known of the operands and numbered arrays of their shapes can be made.

    Excel pads with #N/A what it broadcasts over too few cells, and a sum shows it.
    """
    if len(operands) < 2:
        return Literal(False)
    arrays: list[Node] = [
        Call("SEQUENCE", (length("ROWS", each), length("COLUMNS", each))) for each in operands
    ]
    return Call("ISERROR", (Call("SUM", (reduce(_sum, arrays),)),))


def ranged(operands: Sequence[Node]) -> Node:
    """A test that is true where one of the operands is more than one cell, FALSE where none is."""
    lengths = [
        length(count, operand)
        for operand in operands
        if shape(operand) != SINGLE
        for count in ("ROWS", "COLUMNS")
    ]
    return Binary(">", Call("MAX", tuple(lengths)), Literal(1)) if lengths else Literal(False)


def spread(operands: Sequence[Node]) -> Node:
    """A test that is true for every cell the operands are broadcast to; TRUE where the formula has them all.

    Where a single value decides, IF gives a single value whatever stands beside it. The first operand is
    judged first: a formula over it has its shape already.
    """
    ranged = [operand for operand in operands if shape(operand) != SINGLE]
    shapes = [shape(operand) or SINGLE for operand in ranged]
    whole = tuple(max(lengths) for lengths in zip(*shapes, strict=True)) if shapes else SINGLE
    known = all(shape(operand) is not None for operand in ranged)
    if len(operands) < 2 or (known and shape(operands[0]) == whole):
        return TRUE
    tests: list[Node] = [Call("ISERROR", (operand,)) for operand in ranged]
    # A count of errors is never below zero, and a boolean is above every number.
    return Binary(">=", reduce(_sum, tests), Literal(0))


def _sum(left: Node, right: Node) -> Node:
    return Binary("+", left, right)


def _fits(shapes: Sequence[Shape], side: int) -> bool:
    return len({shape[side] for shape in shapes} - {1}) < 2


def length(count: str, operand: Node) -> Node:
    """ROWS or COLUMNS of an operand; an error, and an argument left out, is one cell."""
    known = shape(operand)
    if known is not None:
        return Literal(known[0 if count == "ROWS" else 1])
    return Call("IFERROR", (Call(count, (operand,)), Literal(1)))


def _excess(length: Node, lengths: Sequence[Node]) -> Node:
    """Zero where a length is one or the longest, else less than zero."""
    longest = Call("MAX", tuple(lengths))
    return Binary("*", Binary("-", length, Literal(1)), Binary("-", length, longest))


def guarded_by_shape(fault: Node, inner: Node) -> Node:
    """The formula behind a test of its operands' shapes."""
    return inner if fault == Literal(False) else Call("IF", (fault, Literal(ExcelError.VALUE), inner))
