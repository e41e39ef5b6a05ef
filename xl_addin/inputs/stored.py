"""What a workbook file holds, sheet by sheet: formulas and constants, and the hidden names of sheets."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from xl_addin.catalog import Scalar
from xl_addin.errors import ExcelError, Issue, WorkbookError
from xl_addin.inputs.dates import serial

Content = tuple[int, int, Scalar]


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet's cells as row, column and content, and the texts of the names that belong to it."""

    cells: tuple[Content, ...]
    names: Mapping[str, str]


def stored_sheets(path: Path) -> Mapping[str, StoredSheet]:
    """Every sheet of a workbook.

    Raises:
        WorkbookError: the file is no workbook that can be read.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - its import costs more than most readings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about parts that nobody reads here
            book = load_workbook(path, read_only=True)
            sheets = {
                name: StoredSheet(tuple(_contents(book[name])), _names(book[name]))
                for name in book.sheetnames
            }
            book.close()
    except Exception as error:  # whatever a parser happens upon in a file that is no workbook
        message = f"it is there already and cannot be read as a workbook ({error})"
        raise WorkbookError(Issue(message, "move it away or name another file", file=str(path))) from error
    return sheets


def _names(sheet: Any) -> Mapping[str, str]:
    return {name: str(defined.attr_text) for name, defined in getattr(sheet, "defined_names", {}).items()}


def _contents(sheet: Any) -> Iterator[Content]:
    if not hasattr(sheet, "iter_rows"):
        return
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                yield cell.row, cell.column, _content(cell)


def _content(cell: Any) -> Scalar:
    if cell.data_type == "e":
        return ExcelError(cell.value)
    if isinstance(cell.value, date):
        return serial(cell.value)
    if isinstance(cell.value, int | float | bool | str):
        return cell.value
    return str(getattr(cell.value, "text", cell.value))
