"""The input sheets as they stand in a release workbook: the same cells at the same addresses."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date

from xl_addin.inputs.model import CellValue, Figures, SourceSheet
from xl_addin.release.spec import Cell, Content, Page, SheetKind, SheetSpec

WIDEST = 60
TALLEST = 400.0
_TAB = "9AA5B1"

_HEADING_NOTES: Mapping[str, str] = {
    "item": "The item's key; the documentation lists those the deck knows.",
    "label": "The item's English name, as the deck prints it.",
    "label_ja": "The item's Japanese name, as the deck prints it.",
    "unit": "Empty: the unit of the sheet Settings.",
    "total_of": "The key of the item that this one is a component of.",
    "status": "published, derived, estimate or illustrative. Figures not listed are the company's own.",
    "low": "The least the figure can be, where it is not known exactly.",
    "high": "The most the figure can be, where it is not known exactly.",
    "rests_on": "The printed claim that the figure was derived from.",
    "pair": "USDJPY is yen per dollar.",
    "basis": "period_end or average.",
    "qualifier": "range, at_least, about or break_even.",
    "contributor": "mean is a published mean.",
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "status": ("published", "derived", "estimate", "illustrative"),
    "basis": ("period_end", "average"),
    "qualifier": ("range", "at_least", "about", "break_even"),
}
_SETTING_CHOICES: Mapping[str, tuple[str, ...]] = {
    "unit": ("JPY million", "JPY thousand"),
    "fx_mode": ("convenience", "period_end", "average"),
    "rounding": ("half_up", "truncate"),
    "language": ("en", "ja"),
}


def build_source_sheets(figures: Figures) -> tuple[SheetSpec, ...]:
    """Every input sheet, dressed: inputs blue, notes and filters on headings, lists to choose from."""
    return tuple(dressed(sheet) for sheet in figures.sheets)


def dressed(sheet: SourceSheet) -> SheetSpec:
    """One input sheet, every cell at its own address."""
    last_row = max((row for row, _ in sheet.cells), default=1)
    last_column = max((column for _, column in sheet.cells), default=1)
    heading = sheet.heading_row
    headings = {column: name for name, column in sheet.columns.items()}
    return SheetSpec(
        sheet.name,
        {at: Cell(_content(value), _styles(sheet, at)) for at, value in sheet.cells.items()},
        _widths(sheet),
        _heights(sheet),
        page=Page(last=(last_row, last_column), repeat_rows=(heading, heading)),
        freeze=(heading + 1, 2),
        gridlines=True,
        filtered=(heading, min(headings), last_row, max(headings))
        if headings and last_row > heading
        else None,
        notes={(heading, c): _HEADING_NOTES[name] for c, name in headings.items() if name in _HEADING_NOTES},
        choices=_choices(sheet, headings, last_row),
        kind=SheetKind.INPUT,
        tab_color=_TAB,
    )


def _content(value: CellValue) -> Content:
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value  # type: ignore[return-value]


def _styles(sheet: SourceSheet, at: tuple[int, int]) -> tuple[str, ...]:
    value, row, heading = sheet.cells[at], at[0], sheet.heading_row
    if row == heading:
        return ("column",)
    if row < heading:
        return ("label",)
    if at in sheet.percentages:
        return ("percent", "input")
    if isinstance(value, date):
        return ("input", "date")
    return ("input", "long") if isinstance(value, str) and _shown_width(value) > WIDEST else ("input",)


def _widths(sheet: SourceSheet) -> dict[int, float]:
    widest: dict[int, float] = {}
    for (_, column), value in sheet.cells.items():
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


def _choices(
    sheet: SourceSheet, headings: Mapping[int, str], last_row: int
) -> dict[tuple[int, int], tuple[str, ...]]:
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    rows = range(sheet.heading_row + 1, last_row + 1)
    for column, name in headings.items():
        if name in _CHOICES:
            found |= {(row, column): _CHOICES[name] for row in rows}
    if sheet.kind == "Settings":
        key, value = sheet.columns["key"], sheet.columns["value"]
        names = {row: sheet.cells.get((row, key)) for row in rows}
        found |= {
            (r, value): _SETTING_CHOICES[n]
            for r, n in names.items()
            if isinstance(n, str) and n in _SETTING_CHOICES
        }
    return found
