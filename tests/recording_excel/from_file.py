"""A workbook as Excel holds it once it has opened the file: cells by openpyxl, charts from their XML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.formula import ArrayFormula

from tests.recording_excel.chart_xml import charts_of
from tests.recording_excel.model import (
    Area,
    Book,
    Constant,
    Content,
    DefinedName,
    ErrorValue,
    FontLook,
    Formula,
    Look,
    Rule,
    Sheet,
)
from tests.recording_excel.package_xml import Package
from tests.recording_excel.typing_in import serial

_STYLES = {"hair": ("continuous", "hair"), "thin": ("continuous", "thin"), "medium": ("continuous", "medium"),
           "thick": ("continuous", "thick"), "double": ("double", "thick"), "dashed": ("dash", "thin"),
           "dotted": ("dot", "thin")}  # fmt: skip
_THEME = {0: "FFFFFF", 1: "000000"}
_PREFIX = re.compile(r'("(?:[^"]|"")*")|_xlfn\.(?:_xlws\.)?|_xlpm\.', re.IGNORECASE)
_SIDES = {"L": "Left", "C": "Center", "R": "Right"}
_INCH = 72


def book_of(path: Path) -> Book:
    """The workbook in a file."""
    shown = load_workbook(path, rich_text=True)
    cached = load_workbook(path, data_only=True)
    book = Book(str(path), from_1904=shown.epoch == CALENDAR_MAC_1904)
    normal = shown._named_styles["Normal"].font  # type: ignore[attr-defined]
    book.normal = Look(font=str(normal.name), size=float(normal.sz or 11))
    with ZipFile(path) as archive:
        package = Package(archive)
        for name in shown.sheetnames:
            sheet = Sheet(book, name)
            book.sheets.append(sheet)
            _fill(sheet, shown[name], cached[name])
            _size(sheet, shown[name])
            _print(sheet, shown[name], package)
            sheet.charts = charts_of(package, sheet)
            sheet.charts_made = len(sheet.charts)
    book.names = [*_names(book, shown.defined_names, None)]
    for sheet in book.sheets:
        book.names += _names(book, shown[sheet.name].defined_names, sheet)
    book.active = book.sheets[shown.index(shown.active)] if shown.active is not None else book.sheets[0]
    book.is_fixed = bool(shown.security and shown.security.lockStructure)
    book.sheets_made = len(book.sheets)
    return book


def _names(book: Book, names: Any, sheet: Sheet | None) -> Iterator[DefinedName]:
    for name, defined in names.items():
        if not name.startswith("_xlnm."):
            refers_to = plain("=" + str(defined.attr_text))
            yield DefinedName(name, refers_to, sheet, not defined.hidden)


def plain(formula: str) -> str:
    """A formula as Excel shows it, without the prefixes that files give to newer functions."""
    return _PREFIX.sub(lambda found: found[1] or "", formula)


def _fill(sheet: Sheet, shown: Any, cached: Any) -> None:
    from_1904 = sheet.book.from_1904
    for row in shown.iter_rows():
        for cell in row:
            at = (cell.row, cell.column)
            content = _content(cell, cached.cell(*at), from_1904)
            if content is not None:
                sheet.contents[at] = content
            if isinstance(cell.value, CellRichText):
                sheet.stretches[at] = dict(_stretches(cell.value, _look(cell)))
            if cell.has_style and (look := _look(cell)) != sheet.book.normal:
                sheet.looks[at] = look
            if cell.comment is not None:
                sheet.notes[at] = cell.comment.text


def _content(cell: Any, cached: Any, from_1904: bool) -> Content | None:
    value = cell.value
    if isinstance(value, ArrayFormula):
        return Formula(plain(str(value.text)), _constant(cached, from_1904) or 0.0, is_array=True)
    if cell.data_type == "f":
        found = _constant(cached, from_1904)
        return Formula(plain(str(value)), "" if found is None else found)
    return _constant(cell, from_1904)


def _constant(cell: Any, from_1904: bool) -> Constant | None:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return ErrorValue(str(value))
    if isinstance(value, CellRichText):
        return str(value)
    if isinstance(value, bool | str):
        return value
    if isinstance(value, date | datetime):
        return serial(value, from_1904)
    if isinstance(value, time):
        value = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return value / timedelta(days=1) if isinstance(value, timedelta) else float(value)


def _stretches(text: CellRichText, base: Look) -> Iterator[tuple[tuple[int, int], FontLook]]:
    """The pieces of a text that do not look as its cell does."""
    start = 1
    for piece in text:
        length = len(str(piece))
        if isinstance(piece, TextBlock):
            font = FontLook(color=_color(piece.font.color), bold=bool(piece.font.b))
            if (font.color or "000000", font.bold) != (base.color, base.bold):
                yield (start, length), font
        start += length


def _color(color: Any) -> str | None:
    if color is None:
        return None
    if color.type == "rgb":
        return str(color.rgb)[-6:].upper()
    return _THEME.get(color.theme, f"theme {color.theme}") if color.type == "theme" else None


def _look(cell: Any) -> Look:
    font, alignment, border = cell.font, cell.alignment, cell.border
    sides = {side: _rule(getattr(border, side)) for side in ("top", "bottom", "left", "right")}
    return Look(
        font=str(font.name),
        size=float(font.sz),
        bold=bool(font.b),
        italic=bool(font.i),
        color=_color(font.color) or "000000",
        fill=_color(cell.fill.fgColor) if cell.fill.fill_type == "solid" else None,
        number_format=cell.number_format,
        horizontal=alignment.horizontal or "general",
        vertical=alignment.vertical or "bottom",
        wrap=bool(alignment.wrap_text),
        indent=int(alignment.indent),
        **sides,
    )


def _rule(side: Any) -> Rule | None:
    if side is None or side.style is None:
        return None
    style, weight = _STYLES.get(side.style, (side.style, "thin"))
    return Rule(style, weight, _color(side.color) or "000000")


def _size(sheet: Sheet, shown: Any) -> None:
    for dimension in shown.column_dimensions.values():
        for column in range(dimension.min or 0, (dimension.max or 0) + 1):
            if dimension.customWidth:
                sheet.widths[column] = _characters(dimension.width)
            if dimension.hidden:
                sheet.hidden_columns.add(column)
    for row, dimension in shown.row_dimensions.items():
        if dimension.height is not None:
            sheet.heights[row] = float(dimension.height)
        if dimension.hidden:
            sheet.hidden_rows.add(row)
    sheet.merged = [
        Area(area.min_row, area.min_col, area.max_row, area.max_col) for area in shown.merged_cells.ranges
    ]


def _characters(stored: float) -> float:
    """A column's width as Excel shows it: without its margin, to two digits."""
    pixel = int(stored * 7 + 0.5)
    return round(pixel / 12 if pixel < 12 else (pixel - 5) / 7, 2)


def _print(sheet: Sheet, shown: Any, package: Package) -> None:
    setup, margins, page = shown.page_setup, shown.page_margins, sheet.page
    page.area = shown.print_area.rpartition("!")[2] if shown.print_area else ""
    page.paper = int(setup.paperSize or 1)
    page.landscape = setup.orientation == "landscape"
    fits = shown.sheet_properties.pageSetUpPr is not None and shown.sheet_properties.pageSetUpPr.fitToPage
    page.zoom = False if fits else int(setup.scale or 100)
    if fits:
        wide, tall = setup.fitToWidth, setup.fitToHeight
        page.wide = 1 if wide is None else (int(wide) or False)
        page.tall = 1 if tall is None else (int(tall) or False)
    for side in ("left", "right", "top", "bottom"):
        setattr(page, side, round(getattr(margins, side) * _INCH, 6))
    page.title_rows = shown.print_title_rows or ""
    for kind in ("Header", "Footer"):
        text = package.sheet(sheet.name).findtext(f".//{{*}}odd{kind}") or ""
        for side, part in _parts(text):
            page.headers[side + kind] = part
    panes = shown.sheet_view.pane
    if panes is not None and panes.state == "frozen":
        sheet.is_frozen = True
        sheet.frozen = sheet.split = (int(panes.ySplit or 0), int(panes.xSplit or 0))
    sheet.gridlines = shown.sheet_view.showGridLines is not False
    color = shown.sheet_properties.tabColor
    sheet.tab_color = _color(color) if color is not None else None
    sheet.visible = {"visible": -1, "hidden": 0, "veryHidden": 2}[shown.sheet_state]
    sheet.is_protected = bool(shown.protection.sheet)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The left, middle and right part of a header; && is a sign of its own."""
    pieces = re.split(r"((?<!&)(?:&&)*&[LCR])", text)
    if pieces[0]:
        yield "Center", pieces[0]
    for code, part in zip(pieces[1::2], pieces[2::2], strict=True):
        yield _SIDES[code[-1]], part
