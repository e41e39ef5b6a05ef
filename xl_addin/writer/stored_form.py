"""What XlsxWriter does not write in the form that Excel stores: formulas with their results, charts' caches.

A program that does not calculate, such as Excel in Protected View, shows what is stored.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from xl_addin.catalog.spec import Rows, Scalar
from xl_addin.errors import ExcelError
from xl_addin.inputs.model import CellRef

# Row and column, counted from 0 as XlsxWriter does.
Place: TypeAlias = tuple[int, int]


class _Calculated(NamedTuple):
    """A cell in XlsxWriter's table: a formula, or what the array formula of another cell gives there."""

    formula: str | None
    area: str
    is_dynamic: bool
    value: Scalar
    format: Any


def with_formulas(sheet: Any) -> Any:
    """The sheet of XlsxWriter's, which takes formulas from `put_formula`.

    Unaided it stores booleans and errors of arrays as texts, and adds prefixes to words in a formula's texts.
    """
    sheet._write_cell = partial(_write_cell, sheet, sheet._write_cell)
    return sheet


def put_formula(sheet: Any, at: Place, formula: str, style: Any, value: Scalar) -> None:
    """Put a formula that gives one value into a cell."""
    _put(sheet, at, _Calculated(formula.removeprefix("="), "", False, value, style))


def put_array(sheet: Any, at: Place, formula: str, style: Any, rows: Rows, *, is_dynamic: bool) -> None:
    """Put a formula that may give an array into a cell, and all that it gives into its area.

    A dynamic one grows and shrinks with its result, and Excel shows it as it is; another is in braces.
    """
    area = _area(at, len(rows), len(rows[0]))
    for y, values in enumerate(rows):
        for x, value in enumerate(values):
            text = None if y or x else formula.removeprefix("=")
            _put(sheet, (at[0] + y, at[1] + x), _Calculated(text, area, is_dynamic, value, style))
    sheet.has_dynamic_arrays |= is_dynamic


def _area(at: Place, height: int, width: int) -> str:
    last = _address(at[0] + height - 1, at[1] + width - 1)
    return last if height == width == 1 else f"{_address(*at)}:{last}"


def _address(row: int, column: int) -> str:
    return CellRef("", row + 1, column + 1).a1


def _put(sheet: Any, at: Place, cell: _Calculated) -> None:
    row, column = at
    sheet.write_blank(row, column, None, cell.format)
    sheet.table[row][column] = cell


def _write_cell(sheet: Any, write: Any, row: int, column: int, cell: Any) -> None:
    if not isinstance(cell, _Calculated):
        write(row, column, cell)
        return
    kind, value = _stored(cell.value)
    marks = [("cm", 1)] if cell.is_dynamic and cell.formula is not None else []
    given = [("r", _address(row, column)), ("s", cell.format._get_xf_index()), *marks]
    # Of a formula with an empty text XlsxWriter writes no type, so that every program calculates it.
    attributes = [*given, ("t", kind)] if kind and (cell.area or value != "") else given
    if cell.formula is not None and not cell.area:
        sheet._xml_formula_element(cell.formula, value, attributes)
        return
    sheet._xml_start_tag("c", attributes)
    if cell.formula is not None:
        sheet._write_cell_array_formula(cell.formula, cell.area)
    sheet._write_cell_value(value)
    sheet._xml_end_tag("c")


def _stored(value: Scalar) -> tuple[str, int | float | str]:
    """A result's type and its text; a number has no type."""
    if isinstance(value, bool):
        return "b", int(value)
    if isinstance(value, ExcelError):
        return "e", value.value
    return ("", value) if isinstance(value, int | float) else ("str", value or "")


class Points(list[Any]):
    """The cached values of a range that a chart draws, one without a figure None, with their formats."""

    def __init__(self, values: Sequence[Scalar], formats: Sequence[str] = ()) -> None:
        super().__init__(None if isinstance(value, ExcelError) else value for value in values)
        self.formats = formats or ("General",) * len(self)


def with_caches(chart: Any) -> Any:
    """The chart of XlsxWriter's, which caches each point as it is and leaves gaps where there is none.

    Unaided it caches a text or an error as 0, and no number formats; a text of digits makes categories
    numbers, and what a gap is drawn as is left to who reads it.
    """
    chart._get_data_type = _data_type
    chart._write_num_cache = partial(_write_numbers, chart)
    chart._write_disp_blanks_as = partial(chart._xml_empty_tag, "c:dispBlanksAs", [("val", "gap")])
    return chart


def _data_type(points: Points) -> str:
    """Of categories."""
    return "str" if any(isinstance(point, str) for point in points) else "num"


def _write_numbers(chart: Any, points: Points) -> None:
    """The format of the first cell is that of the range; others are told beside their points."""
    common = points.formats[0]
    chart._xml_start_tag("c:numCache")
    chart._write_format_code(common)
    chart._write_pt_count(len(points))
    for place, (point, code) in enumerate(zip(points, points.formats, strict=True)):
        if point is not None:
            own = [("formatCode", code)] if code != common else []
            chart._xml_start_tag("c:pt", [("idx", place), *own])
            chart._write_v(point if type(point) in (int, float) else 0)  # Excel draws a text so
            chart._xml_end_tag("c:pt")
    chart._xml_end_tag("c:numCache")
