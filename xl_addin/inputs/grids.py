"""A workbook file as grids of cells: every value with its type, at its own address."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO
from zipfile import BadZipFile

from xl_addin.errors import ExcelError
from xl_addin.inputs.calculated import NO_VALUE, Doubt, doubted
from xl_addin.inputs.layout import Layout, read_layout
from xl_addin.inputs.model import CellValue
from xl_addin.inputs.parts import Package, Parts, StrictWorkbook
from xl_addin.inputs.problems import Problems
from xl_addin.inputs.reduced import reduced
from xl_addin.inputs.sheet_names import report_sheet_names, sheets_wanted

_COMPOUND_FILE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Excel writes a control character as _x000D_; openpyxl leaves it so.
_CONTROL_CHARACTER = re.compile("_x(00[01][0-9A-Fa-f])_")
_SAVE_AS = "open it in Excel and save it as Excel Workbook (.xlsx)"
_LARGEST_OTHER = 30_000_000
_REPAIR = "open it in Excel, let it repair the file, and save it again"


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet that hold something, by row and column counted from 1.

    `formats` are the number formats of those that hold a number, where they have one; `doubts` are about
    the saved values of formulas.
    """

    name: str
    cells: Mapping[tuple[int, int], CellValue]
    layout: Layout
    formats: Mapping[tuple[int, int], str] = field(default_factory=dict)
    doubts: Mapping[tuple[int, int], Doubt] = field(default_factory=dict)
    is_hidden: bool = False

    @property
    def formulas(self) -> Mapping[tuple[int, int], str]:
        """The formulas, as the layout has them."""
        return self.layout.formulas

    def doubt(self, place: tuple[int, int]) -> Doubt | None:
        """What is to be said against the saved value of a cell."""
        return NO_VALUE if place in self.layout.formulas_without_value else self.doubts.get(place)


def read_grids(path: Path, wanted: Iterable[str], problems: Problems) -> Mapping[str, Grid] | None:
    """The wanted sheets by the name they are wanted under, in the workbook's order.

    Names are compared without regard to case. None where the file is no workbook that can be read,
    which is then among the problems.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        problems.of_file(*_access_trouble(path, error))
        return None
    try:
        with file:
            trouble = _trouble_with(file)
            if trouble is None:
                return _grids(file, list(wanted), problems)
    except StrictWorkbook:
        trouble = ("it is saved as Strict Open XML, which cannot be read", _SAVE_AS)
    except Exception as error:  # whatever a parser happens upon in a damaged part
        trouble = (f"it is damaged and cannot be read ({type(error).__name__}: {error})", _REPAIR)
    problems.of_file(*trouble)
    return None


def _access_trouble(path: Path, error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError):
        return "there is no such file", "check its name and folder"
    if os.path.isdir(path):  # unlike Path.is_dir, this does not stumble over a name that is too long
        return "it is a folder", "name the workbook in it"
    reason = error.strerror or str(error)
    return f"it cannot be opened ({reason})", "check that you may read it and that no program locks it"


def _trouble_with(file: BinaryIO) -> tuple[str, str] | None:
    """What kind of file it is, where it is none that can be read, and what to do."""
    content = file.read()
    file.seek(0)
    if not content:
        return "the file is empty", "name a workbook (.xlsx or .xlsm)"
    if content.startswith(_COMPOUND_FILE):
        if _ENCRYPTED in content:
            return "it is encrypted with a password", "save it without a password to open"
        return "it is an Excel 97-2003 workbook (.xls), which cannot be read", _SAVE_AS
    if not content.startswith(b"PK"):
        return "it is not an Excel workbook", _SAVE_AS
    try:
        with Package(file) as archive:
            return _trouble_with_parts(archive)
    except (BadZipFile, ValueError):
        return "it is damaged and cannot be read", _REPAIR


def _trouble_with_parts(archive: Package) -> tuple[str, str] | None:
    parts = {name.replace("\\", "/").casefold() for name in archive.namelist()}
    if "xl/workbook.bin" in parts:
        return "it is a binary workbook (.xlsb), which cannot be read", _SAVE_AS
    if "mimetype" in parts and b"opendocument" in archive.read("mimetype"):
        return "it is an OpenDocument file, which cannot be read", _SAVE_AS
    if "[content_types].xml" not in parts or not any(part.startswith("xl/") for part in parts):
        return "it is not an Excel workbook", _SAVE_AS
    return None


def _grids(file: BinaryIO, wanted: Sequence[str], problems: Problems) -> Mapping[str, Grid]:
    with warnings.catch_warnings(), Package(file) as archive:
        warnings.simplefilter("ignore")  # of openpyxl, about parts that nobody reads here
        parts = Parts(archive)
        kinds = sheets_wanted(parts.sheets, wanted)
        report_sheet_names(parts.sheets, wanted, problems)
        read = _read(parts, kinds)
        grids = {kinds[name]: grid for name, grid in read.items()}
        others = {name.casefold(): name for name in parts.sheets}
        return doubted(grids, lambda name: _other(others.get(name.casefold()), parts), parts.calculation)


def _read(parts: Parts, names: Iterable[str]) -> Mapping[str, Grid]:
    """Sheets of the workbook, by name, in its order."""
    from openpyxl import load_workbook  # noqa: PLC0415 - its import costs more than most readings

    book = load_workbook(reduced(parts, names), read_only=True, data_only=True, keep_links=False)
    try:
        return {sheet.title: _grid(sheet, parts) for sheet in book.worksheets}
    finally:
        book.close()


def _grid(sheet: Any, parts: Parts) -> Grid:
    cells, formats = dict[tuple[int, int], CellValue](), dict[tuple[int, int], str]()
    # The stated dimension is wrong in files of some programs, and rows beyond it would be lost.
    sheet.reset_dimensions()
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            place = cell.row, cell.column
            cells[place] = value = _cell_value(cell.value, cell.data_type == "e")
            if isinstance(value, int | float) and cell.number_format != "General":
                formats[place] = cell.number_format
    return Grid(
        sheet.title,
        cells,
        read_layout(parts, sheet.title),
        formats,
        is_hidden=sheet.title in parts.hidden_sheets,
    )


def _other(name: str | None, parts: Parts) -> Grid | None:
    """Another sheet of the workbook, for formulas that speak of it; none that would take long to read."""
    if name is None or parts.archive.getinfo(parts.sheets[name]).file_size > _LARGEST_OTHER:
        return None
    return _read(parts, [name])[name]


def _cell_value(value: object, is_error: bool) -> CellValue:
    if is_error:
        return _error_value(str(value))
    match value:
        case bool() | int() | float():
            return value
        case datetime():
            return value.date() if value.time() == time.min else value
        case date():
            return value
        case time():
            return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second) / timedelta(days=1)
        case timedelta():
            return value / timedelta(days=1)
        case _:
            return _CONTROL_CHARACTER.sub(lambda found: chr(int(found[1], 16)), str(value))


def _error_value(text: str) -> ExcelError:
    try:
        return ExcelError(text)
    except ValueError:
        return ExcelError.UNKNOWN
