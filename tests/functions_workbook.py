"""The functions workbook for tests: built as the command builds it, and read back by its layout."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from tests.engines.values import Sheets, Value, a1, position
from xl_addin import FUNCTIONS
from xl_addin.catalog import FunctionSpec, Rows
from xl_addin.release.expressions import Mode
from xl_addin.release.functions.workbook import build_function_sheets
from xl_addin.writer.edits import compile_functions
from xl_addin.writer.headless import write_stream

# What SOURCE_DATE_EPOCH=1028160000 stands for in the command that makes the committed file.
BUILT = datetime(2002, 8, 1, tzinfo=UTC)
CALCULATING = (Mode.LAMBDA, Mode.UDF, Mode.NATIVE)

CALL = re.compile(r"=(IIJ_\w+)\((.*)\)")
VERDICTS = "C"


def written(mode: Mode, specs: Iterable[FunctionSpec] | None = None) -> bytes:
    """The workbook as a file."""
    sheets = build_function_sheets(FUNCTIONS.values() if specs is None else specs, mode)
    stream = io.BytesIO()
    write_stream(compile_functions(sheets, mode), stream, BUILT)
    return stream.getvalue()


def called(mode: Mode) -> int:
    """How many examples are calculated in a mode, counted in the catalogue."""
    specs = [spec for spec in FUNCTIONS.values() if mode is Mode.UDF or spec.lambda_formula]
    return sum(len(spec.examples) for spec in specs)


def verdicts(values: Sheets) -> dict[str, Value]:
    """The cells that say whether a row agrees, by address."""
    return {
        address: value
        for address, value in values["Examples"].items()
        if re.fullmatch(rf"{VERDICTS}\d+", address) and isinstance(value, bool)
    }


class Call(NamedTuple):
    """A call in a cell, with the values of the cells that it is given."""

    address: str
    name: str
    arguments: list[Value | Rows]


def calls(formulas: dict[str, str], values: dict[str, Value]) -> Iterator[Call]:
    """The calls of the sheet Examples."""
    for address, text in formulas.items():
        match = CALL.fullmatch(text)
        if match is not None:
            references = match[2].split(",") if match[2] else []
            yield Call(address, match[1], [cells(reference, values) for reference in references])


def cells(reference: str, values: dict[str, Value]) -> Value | Rows:
    """What a formula is given by a reference to a cell or an area."""
    first, _, last = reference.partition(":")
    if not last:
        return values.get(first)
    (top, left), (bottom, right) = position(first), position(last)
    return [[values.get(a1(y, x)) for x in range(left, right + 1)] for y in range(top, bottom + 1)]
