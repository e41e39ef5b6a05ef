"""The input sheets of a workbook open in Excel, as they stand there, saved or not."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Set

import xlwings as xw

from xl_addin.errors import ExcelError
from xl_addin.hosts.desktop.values import cell_value
from xl_addin.inputs.grids import Grid
from xl_addin.inputs.layout import Area, Layout
from xl_addin.inputs.load import INPUT_SHEETS
from xl_addin.inputs.model import CellValue
from xl_addin.inputs.sheet_names import sheets_wanted
from xl_addin.writer.open_book.reading import rows_of

# A formatted but empty column counts as used down to its last row; so large a sheet is read in pieces.
_CELLS_AT_ONCE = 200_000
_ERROR_TEXTS = {error.value: error for error in ExcelError}


def open_grids(book: xw.Book) -> Mapping[str, Grid]:
    """The input sheets by the name they are wanted under, in the workbook's order."""
    wanted = sheets_wanted(book.sheet_names, INPUT_SHEETS)
    return {kind: _grid(book.sheets[name]) for name, kind in wanted.items()}


def _grid(sheet: xw.Sheet) -> Grid:
    cells: dict[tuple[int, int], CellValue] = {}
    layout = Layout()
    for block in _blocks(sheet.used_range):
        for place, value, formula in _cells(block):
            if formula.startswith("="):
                layout.formulas[place] = formula.removeprefix("=")
            if value is not None:
                cells[place] = value
            elif formula.startswith("="):
                layout.formulas_without_value.add(place)
    filled = cells.keys() | layout.formulas_without_value
    formats: dict[tuple[int, int], str] = {}
    if filled:
        last_row, last_column = (max(place[side] for place in filled) for side in (0, 1))
        area = sheet.range((1, 1), (last_row, last_column))
        _read_layout(area, layout)
        numbers = {place for place, value in cells.items() if isinstance(value, int | float)}
        formats.update(_formats(area, numbers))
    return Grid(sheet.name, cells, layout, formats, is_hidden=sheet.visible in (False, 0, 2))


def _formats(area: xw.Range, numbers: Set[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
    """The number formats of cells; Excel tells that of a range where all its cells have one."""
    (height, width), top, left = area.shape, area.row, area.column
    inside = {
        (row, column)
        for row, column in numbers
        if top <= row < top + height and left <= column < left + width
    }
    if not inside:
        return
    shared = area.number_format  # of cells that differ None, or on a Mac a word of AppleScript's
    if isinstance(shared, str):
        yield from ((place, shared) for place in inside if shared != "General")
    elif height * width > 1:
        for half in _halves(area):
            yield from _formats(half, inside)


def _halves(area: xw.Range) -> tuple[xw.Range, xw.Range]:
    """A range cut in two: across columns first, for these have one format more often than rows."""
    rows, columns = area.shape
    if columns > 1:
        return area[:, : columns // 2], area[:, columns // 2 :]
    return area[: rows // 2, :], area[rows // 2 :, :]


def _blocks(area: xw.Range) -> Iterator[xw.Range]:
    """The area in pieces of whole rows."""
    rows, columns = area.shape
    height = max(1, _CELLS_AT_ONCE // columns)
    for first in range(0, rows, height):
        yield area[first : min(first + height, rows), :]


def _cells(block: xw.Range) -> Iterator[tuple[tuple[int, int], CellValue, str]]:
    """Address, value and formula of each cell; both are asked for in one call each."""
    formulas = rows_of(block.formula, block.shape)
    for down, row in enumerate(_values(block)):
        for across, value in enumerate(row):
            yield (block.row + down, block.column + across), value, str(formulas[down][across] or "")


def _values(block: xw.Range) -> list[list[CellValue]]:
    if sys.platform == "darwin":
        # AppleScript tells an error by its text alone, and xlwings looks for it in a single row only.
        told = block.options(ndim=2, err_to_str=True, chunksize=1).value
        return [[_ERROR_TEXTS.get(value, cell_value(value)) for value in row] for row in told]
    return [[cell_value(value) for value in row] for row in rows_of(block.raw_value, block.shape)]


def _read_layout(area: xw.Range, layout: Layout) -> None:
    if area.rows.hidden is not False:
        layout.hidden_rows.update(number for number, row in enumerate(area.rows, 1) if row.rows.hidden)
    if area.columns.hidden is not False:
        hidden = (number for number, column in enumerate(area.columns, 1) if column.columns.hidden)
        layout.hidden_columns.extend((number, number) for number in hidden)
    layout.merged.extend(dict.fromkeys(_merged(area)))


def _merged(area: xw.Range) -> Iterator[Area]:
    """The merged areas, some of them more than once; Excel tells only whether there is one in a range."""
    if area.merge_cells is False:
        return
    rows, columns = area.shape
    if rows == columns == 1:
        whole = area.merge_area
        (height, width), top, left = whole.shape, whole.row, whole.column
        yield Area(top, left, top + height - 1, left + width - 1)
    elif rows > 1:
        yield from _merged(area[: rows // 2, :])
        yield from _merged(area[rows // 2 :, :])
    else:
        yield from _merged(area[:, : columns // 2])
        yield from _merged(area[:, columns // 2 :])
