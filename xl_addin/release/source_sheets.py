"""The input sheets as they stand in a release workbook: the same cells at the same addresses."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from xl_addin.inputs.guide import COLUMNS, SETTINGS, ColumnGuide, SettingGuide, in_language
from xl_addin.inputs.model import CellValue, Figures, SourceSheet
from xl_addin.release.lists import Lists, lists_of, offered
from xl_addin.release.spec import Cell, Content, Offered, Page, SheetKind, SheetSpec

WIDEST = 60
TALLEST = 400.0
_TAB = "9AA5B1"
_PERIOD = 11
Guide = ColumnGuide | SettingGuide
_Area = tuple[int, int, int, int]


def build_source_sheets(figures: Figures) -> tuple[SheetSpec, ...]:
    """Every input sheet, dressed: inputs blue, notes and filters on headings, lists to choose from."""
    lists = lists_of(figures.sheets)
    return tuple(dressed(sheet, lists, figures.settings.language) for sheet in figures.sheets)


def dressed(sheet: SourceSheet, lists: Lists, language: str = "en", room: int = 0) -> SheetSpec:
    """One input sheet, every cell at its own address.

    With `room` it is one to fill in: so many rows below the last are ready, and the columns wide enough.
    """
    filled_row = max((row for row, _ in sheet.cells), default=1)
    last_row, last_column = filled_row + room, max((column for _, column in sheet.cells), default=1)
    heading, known = sheet.heading_row, set(sheet.columns.values())
    ready = _ready(sheet, last_row) if room else {}
    typed = {at: Cell(_content(value), _styles(sheet, at, value)) for at, value in sheet.cells.items()}
    return SheetSpec(
        sheet.name,
        ready | typed,
        _widths(sheet, to_fill=room > 0),
        _heights(sheet),
        page=Page(last=(filled_row, last_column), repeat_rows=(heading, heading)),
        freeze=(heading + 1, 2),
        gridlines=True,
        filtered=(heading, min(known), last_row, max(known)) if known and last_row > heading else None,
        notes=_notes(sheet, language),
        choices=tuple(_choices(sheet, last_row, lists)),
        kind=SheetKind.INPUT,
        tab_color=_TAB,
    )


def _content(value: CellValue) -> Content:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value  # type: ignore[return-value]


def _styles(sheet: SourceSheet, at: tuple[int, int], value: CellValue) -> tuple[str, ...]:
    row, column = at
    if row == sheet.heading_row:
        return ("column",)
    if row < sheet.heading_row:
        return ("headline",) if row == 1 else ("small",)
    if at in sheet.percentages:
        return ("percent", "input")
    if isinstance(value, date):
        return ("input", "date")
    long = ("long",) if isinstance(value, str) and _shown_width(value) > WIDEST else ()
    if column not in sheet.columns.values():
        return ("aside", *long)
    return ("input", *(("label",) if sheet.kind == "Settings" else ()), *long)


def _ready(sheet: SourceSheet, last_row: int) -> dict[tuple[int, int], Cell]:
    """Blank cells that look as what will be typed into them."""
    areas = [area for area, guide in _guided(sheet, last_row) if guide.is_date]
    days = {(row, column) for top, column, bottom, _ in areas for row in range(top, bottom + 1)}
    return {
        (row, column): Cell(None, ("input", "date") if (row, column) in days else ("input",))
        for row in range(sheet.heading_row + 1, last_row + 1)
        for column in sheet.columns.values()
    }


def _guided(sheet: SourceSheet, last_row: int) -> Iterator[tuple[_Area, Guide]]:
    """The cells of each column and of each setting that something is known of."""
    first = sheet.heading_row + 1
    for name, column in sheet.columns.items():
        if first <= last_row and (sheet.kind, name) in COLUMNS:
            yield (first, column, last_row, column), COLUMNS[sheet.kind, name]
    if sheet.kind == "Settings":
        value = sheet.columns["value"]
        for (row, column), key in sheet.cells.items():
            guide = SETTINGS.get(str(key)) if column == sheet.columns["key"] else None
            if guide and row >= first:
                yield (row, value, row, value), guide


def _choices(sheet: SourceSheet, last_row: int, lists: Lists) -> Iterator[Offered]:
    for area, guide in _guided(sheet, last_row):
        if words := offered(guide.choices, lists):
            yield Offered(area, words, guide.choices.open)


def _notes(sheet: SourceSheet, language: str) -> dict[tuple[int, int], str]:
    found = ((column, COLUMNS.get((sheet.kind, name))) for name, column in sheet.columns.items())
    return {
        (sheet.heading_row, column): in_language(language, guide.note, guide.note_ja)
        for column, guide in found
        if guide
    }


def _widths(sheet: SourceSheet, *, to_fill: bool) -> dict[int, float]:
    """As wide as the texts, those above the headings apart; in a sheet to fill in as wide as is expected."""
    widest: dict[int, float] = {}
    if to_fill:
        guides = {column: COLUMNS.get((sheet.kind, name)) for name, column in sheet.columns.items()}
        widest = {column: guide.width if guide else _PERIOD for column, guide in guides.items()}
    for (row, column), value in sheet.cells.items():
        if row >= sheet.heading_row:
            text = value.isoformat() if isinstance(value, date) else str(value)
            widest[column] = max(widest.get(column, 6), _shown_width(text) + 2)
    return {column: min(width, WIDEST) for column, width in widest.items()}


def _heights(sheet: SourceSheet) -> dict[int, float]:
    """Room for texts that are wrapped."""
    lines: dict[int, int] = {}
    for (row, _), value in sheet.cells.items():
        if isinstance(value, str) and row > sheet.heading_row and _shown_width(value) > WIDEST:
            lines[row] = max(lines.get(row, 1), -int(-_shown_width(value) * 1.1 // WIDEST))
    return {row: min(13.5 * count + 2, TALLEST) for row, count in lines.items()}


def _shown_width(text: str) -> float:
    """Characters wide; Japanese ones count double."""
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)
