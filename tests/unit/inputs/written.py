"""Workbooks as programs write them: by XlsxWriter, with formulas, formats, and parts changed by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import Workbook

from tests.unit.inputs.books import BASE, Sheets, book_of

Formulas = Mapping[str, tuple[str, Any]]


def written(
    folder: Path,
    formulas: Formulas | None = None,
    formats: Mapping[str, str] | None = None,
    edits: Mapping[str, str] | None = None,
    sheets: str | Sheets = BASE,
) -> Path:
    """The workbook of ledgers with some cells typed over, as formulas with saved values, or with a format."""
    path = folder / "written.xlsx"
    book = book_of(sheets, edits)
    by_cell = formats or {}
    with xlsxwriter.Workbook(path) as target:
        for sheet in book.worksheets:
            _write(target, book, sheet.title, by_cell)
        for address, (formula, value) in (formulas or {}).items():
            name, _, cell = address.partition("!")
            sheet = target.get_worksheet_by_name(name)
            if formula.startswith("{"):
                sheet.write_array_formula(cell, formula, None, value)
            else:
                look = target.add_format({"num_format": by_cell.get(address, "General")})
                sheet.write_formula(cell.partition(":")[0], formula, look, value)
    return path


def _write(target: Any, book: Workbook, name: str, formats: Mapping[str, str]) -> None:
    sheet = target.add_worksheet(name)
    day = target.add_format({"num_format": "yyyy-mm-dd"})
    for row in book[name].iter_rows():
        for cell in row:
            look = formats.get(f"{name}!{cell.coordinate}")
            at = cell.row - 1, cell.column - 1
            if isinstance(cell.value, date):
                sheet.write_datetime(*at, cell.value, day)
            elif isinstance(cell.value, str):
                sheet.write_string(*at, cell.value)
            elif cell.value is not None:
                sheet.write(*at, cell.value, target.add_format({"num_format": look}) if look else None)


def changed(path: Path, part: str, old: str, new: str) -> Path:
    """The file with a text of one part replaced."""
    target = path.with_name(f"changed_{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old.encode() in content, content
                content = content.replace(old.encode(), new.encode())
            archive.writestr(name, content)
    return target
