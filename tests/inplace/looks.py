"""What openpyxl reads of a workbook: every cell with formula or constant, cached value, and look."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.worksheet import Worksheet

from tests.inplace.hosts import parts_of

_ADD_IN = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_MACROS = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_TYPES = "[Content_Types].xml"

Cells = dict[str, dict[str, object]]


def opened(content: bytes, *, data_only: bool) -> Workbook:
    """The workbook as openpyxl reads it; it knows no add-ins, so they are read as what they else are."""
    if _ADD_IN in (parts := parts_of(content))[_TYPES]:
        stream = io.BytesIO()
        with ZipFile(stream, "w", ZIP_DEFLATED) as package:
            for name, part in parts.items():
                package.writestr(name, part.replace(_ADD_IN, _MACROS) if name == _TYPES else part)
        content = stream.getvalue()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of parts that openpyxl would lose on saving
        return load_workbook(io.BytesIO(content), data_only=data_only)


@dataclass(frozen=True)
class Looks:
    """A workbook read twice: as it calculates, and as it was last calculated."""

    content: bytes

    @cached_property
    def book(self) -> Workbook:
        return opened(self.content, data_only=False)

    @cached_property
    def values(self) -> Cells:
        """Sheet, address, formula or constant."""
        return {sheet.title: _values(sheet) for sheet in self.book.worksheets}

    @cached_property
    def cached(self) -> Cells:
        """Sheet, address, value when it was last calculated."""
        return {sheet.title: _values(sheet) for sheet in opened(self.content, data_only=True).worksheets}

    @cached_property
    def styles(self) -> Cells:
        """Sheet, address, how the cell looks; columns and rows with a look of their own too."""
        known: dict[StyleArray, str] = {}
        return {sheet.title: dict(_styles(sheet, known)) for sheet in self.book.worksheets}

    @property
    def rules(self) -> Cells:
        """Sheet, range, the looks that conditional formats give there."""
        return {
            sheet.title: {
                str(area.sqref): [(rule.type, repr(rule.dxf)) for rule in area.rules]
                for area in sheet.conditional_formatting
            }
            for sheet in self.book.worksheets
        }

    @property
    def names(self) -> dict[tuple[str, str], str]:
        """Sheet (or nothing) and name of every defined name, and what it stands for."""
        found = {("", name): str(entry.attr_text) for name, entry in self.book.defined_names.items()}
        for sheet in self.book.worksheets:
            own = {**sheet.defined_names}
            found |= {(sheet.title, name): str(entry.attr_text) for name, entry in own.items()}
            found[sheet.title, "print area"] = str(sheet.print_area)
            found[sheet.title, "print titles"] = str(sheet.print_titles)
        return found


def _values(sheet: Worksheet) -> dict[str, object]:
    return {
        cell.coordinate: _plain(cell.value)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _plain(value: Any) -> object:
    """A value that can be compared; array and table formulas by what they say."""
    return repr(vars(value)) if hasattr(value, "ref") else value


def _styles(sheet: Worksheet, known: dict[StyleArray, str]) -> Iterator[tuple[str, str]]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.has_style:
                yield cell.coordinate, _look(cell, known)
    for name, dimension in (*sheet.column_dimensions.items(), *sheet.row_dimensions.items()):
        if dimension.has_style:
            yield f"dimension {name}", _look(dimension, known)


def _look(cell: Any, known: dict[StyleArray, str]) -> str:
    style = cell._style
    if style not in known:
        parts = (cell.font, cell.fill, cell.border, cell.alignment, cell.protection)
        known[style] = "\n".join([str(cell.number_format), str(cell.style), *map(repr, parts)])
    return known[style]
