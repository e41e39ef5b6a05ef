"""What a workbook file holds, sheet by sheet: formulas, constants, notes, and the names of sheets."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any, BinaryIO

from xl_addin.catalog import Scalar
from xl_addin.errors import ExcelError, Issue, WorkbookError
from xl_addin.inputs.dates import serial

Content = tuple[int, int, Scalar]


@dataclass(frozen=True, slots=True)
class StoredSheet:
    """A sheet's cells as row, column and content, its notes, and the texts of the names that belong to it."""

    cells: tuple[Content, ...]
    notes: Mapping[tuple[int, int], str]
    names: Mapping[str, str]


def stored_sheets(path: Path, content: BinaryIO | None = None) -> Mapping[str, StoredSheet]:
    """Every sheet of a workbook: of the file, or of this content that came from it.

    Raises:
        WorkbookError: the file is no workbook that can be read.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - its import costs more than most readings

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of openpyxl, about parts that nobody reads here
            book = load_workbook(path if content is None else content)
            sheets = {name: _stored(book[name]) for name in book.sheetnames}
    except Exception as error:  # whatever a parser happens upon in a file that is no workbook
        reason = " ".join(str(error).split())
        message = f"it is there already and cannot be read as a workbook ({reason:.100})"
        raise WorkbookError(Issue(message, "move it away or name another file", file=str(path))) from error
    return sheets


def _stored(sheet: Any) -> StoredSheet:
    cells = [cell for row in getattr(sheet, "iter_rows", tuple)() for cell in row]  # a chart sheet has none
    cells = [cell for cell in cells if cell.value is not None]
    spilled = _spilled(cells)
    kept = [cell for cell in cells if (cell.row, cell.column) not in spilled]
    return StoredSheet(
        tuple((cell.row, cell.column, _content(cell)) for cell in kept),
        {(cell.row, cell.column): cell.comment.text for cell in cells if cell.comment},
        _names(sheet),
    )


def _spilled(cells: Iterable[Any]) -> set[tuple[int, int]]:
    """The cells that array formulas fill, without their first ones: they hold results alone."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - its import costs more than most readings

    found: set[tuple[int, int]] = set()
    for cell in cells:
        ref = getattr(cell.value, "ref", None)
        if ref is not None:
            left, top, right, bottom = (edge or 0 for edge in range_boundaries(ref))
            found |= set(product(range(top, bottom + 1), range(left, right + 1))) - {(cell.row, cell.column)}
    return found


def _names(sheet: Any) -> Mapping[str, str]:
    return {name: str(defined.attr_text) for name, defined in getattr(sheet, "defined_names", {}).items()}


def _content(cell: Any) -> Scalar:
    if cell.data_type == "e":
        return ExcelError(cell.value)
    if isinstance(cell.value, date):
        return serial(cell.value)
    if isinstance(cell.value, int | float | bool | str):
        return cell.value
    return str(getattr(cell.value, "text", cell.value))
