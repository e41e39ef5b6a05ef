"""What a workbook file says without any recalculation: cached values, formulas and defined names."""

from __future__ import annotations

import datetime
import warnings
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula

from tests.engines.values import Sheets, Value
from xl_addin.errors import ExcelError


def cached(path: str | Path) -> Sheets:
    """The values as stored, dates as serial numbers, blank cells left out.

    A formula cell whose stored value is empty counts as the empty text: XlsxWriter writes one that way,
    and openpyxl does not tell it from a formula without any cached value. Where the formula gives
    anything but "" both differ from it.
    """
    book = _opened(path, data_only=True)
    calculated = formulas(path)
    return {
        sheet.title: {
            cell.coordinate: "" if cell.value is None else _value(cell, book.epoch)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None or cell.coordinate in calculated[sheet.title]
        }
        for sheet in book.worksheets
    }


def formulas(path: str | Path) -> dict[str, dict[str, str]]:
    """The formulas as stored, prefixes such as `_xlfn.` included; an array formula at its first cell."""
    return {
        sheet.title: {
            cell.coordinate: _formula(cell)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        for sheet in _opened(path, data_only=False).worksheets
    }


def defined_names(path: str | Path) -> dict[str, str]:
    """Defined names and what they stand for; those of one sheet as `Sheet!name`."""
    book = _opened(path, data_only=False)
    names = {name: entry.attr_text for name, entry in book.defined_names.items()}
    for sheet in book.worksheets:
        names |= {f"{sheet.title}!{name}": entry.attr_text for name, entry in sheet.defined_names.items()}
    return names


def _opened(path: str | Path, data_only: bool) -> Workbook:
    with warnings.catch_warnings():
        # openpyxl warns of extensions it would lose on saving; nothing is saved here.
        warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
        return load_workbook(path, data_only=data_only)


def _value(cell: Cell, epoch: datetime.datetime) -> Value:
    if cell.data_type == "e":
        return ExcelError(cell.value)
    if isinstance(cell.value, datetime.date | datetime.time | datetime.timedelta):
        return to_excel(cell.value, epoch)
    return cell.value


def _formula(cell: Cell) -> str:
    return cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
