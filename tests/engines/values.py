"""The values of a workbook as every engine reports them, and how they compare.

Sheet name, then A1 address, then value. Blank cells are left out, so a cell that one engine lists as
blank and another does not list is no difference. Dates are Excel's serial numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TypeAlias, TypeGuard

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from xl_addin.errors import ExcelError

Value: TypeAlias = float | int | str | bool | ExcelError | None
Sheets: TypeAlias = dict[str, dict[str, Value]]

NEAR_ZERO = 1e-12


def same(a: Value, b: Value, relative: float = 1e-9) -> bool:
    """Whether two cells hold the same value.

    Numbers agree within `relative`, or within 1e-12 where both are next to zero. Everything else must be
    equal and of one type: TRUE is not 1, "1" is not 1, and a blank is neither 0 nor "". All engines tell
    a blank from an empty text. LibreOffice alone cannot tell a boolean that carries a number format from
    the number.
    """
    if _is_number(a) and _is_number(b):
        return math.isclose(a, b, rel_tol=relative, abs_tol=NEAR_ZERO)
    return type(a) is type(b) and a == b


def differences(expected: Sheets, actual: Sheets, relative: float = 1e-9) -> list[str]:
    """One line for every cell in which two workbooks differ, and for every sheet only one of them has."""
    lines = [f"{sheet}: sheet is missing" for sheet in expected if sheet not in actual]
    lines += [f"{sheet}: sheet is not expected" for sheet in actual if sheet not in expected]
    for sheet in expected:
        if sheet in actual:
            lines += _cell_differences(sheet, expected[sheet], actual[sheet], relative)
    return lines


def a1(row: int, column: int) -> str:
    """The address of a cell, counted from zero: `a1(4, 7)` is H5."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def position(address: str) -> tuple[int, int]:
    """Row and column of an address, counted from zero: H5 and $H$5 are (4, 7)."""
    row, column = coordinate_to_tuple(address.replace("$", ""))
    return row - 1, column - 1


def _is_number(value: Value) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell_differences(
    sheet: str, expected: Mapping[str, Value], actual: Mapping[str, Value], relative: float
) -> list[str]:
    lines = []
    for address in sorted(expected.keys() | actual.keys(), key=position):
        wanted, found = expected.get(address), actual.get(address)
        if not same(wanted, found, relative):
            lines.append(f"{sheet}!{address}: expected {_shown(wanted)}, found {_shown(found)}")
    return lines


def _shown(value: Value) -> str:
    if value is None:
        return "blank"
    return str(value) if isinstance(value, ExcelError) else repr(value)
