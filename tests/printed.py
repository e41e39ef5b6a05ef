"""A workbook as its reader sees it: each cell's value in its number format, what is inside the printed area.

Knows the formats that the deck has: amounts, decimals, per cent, points, rates and dates.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.engines.values import Sheets, Value, position
from xl_addin.errors import ExcelError
from xl_addin.release.deck import Deck

LABELS, HEADING_ROW = 2, 4
MARKS = "ᵉⁱ†"
_NUMBER = re.compile(r"(?P<grouped>#,##)?0(?P<decimals>\.0+)?(?P<more>#*)")


def printed(value: Value, number_format: str = "General") -> str:
    """What a cell shows."""
    if isinstance(value, bool | str | ExcelError | None):
        return "" if value is None else str(value)
    if "yyyy" in number_format:
        return (date(1899, 12, 30) + timedelta(days=int(value))).isoformat()
    if number_format == "General":
        return f"{value:.10g}"
    sections = number_format.split(";")
    section = sections[min(len(sections) - 1, 0 if value > 0 else 1 if value < 0 else 2)]
    plain = re.sub(r"_.", "", section).replace('"', "")
    found = _NUMBER.search(plain)
    assert found, number_format
    places = max(len(found["decimals"] or ".") - 1, len(found["more"]))
    size = abs(Decimal(f"{value:.15g}")) if len(sections) > 1 else Decimal(f"{value:.15g}")
    if "%" in plain:
        size *= 100
    figure = size.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{figure:,f}" if found["grouped"] else f"{figure:f}"
    return plain[: found.start()] + text + plain[found.end() :]


@dataclass(frozen=True)
class Page:
    """One sheet; `values` are what an engine gave for its cells."""

    sheet: Worksheet
    values: Mapping[str, Value]

    @cached_property
    def cells(self) -> dict[tuple[int, int], str]:
        """What is seen inside the printed area, by row and column counted from 1."""
        found = {}
        last_row, last_column = self._last
        for address, value in self.values.items():
            row, column = (count + 1 for count in position(address))
            text = printed(value, self.sheet[address].number_format)
            if row <= last_row and column <= last_column and text:
                found[row, column] = text
        return found

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is seen, from the top left on."""
        return tuple(self.cells[at] for at in sorted(self.cells))

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the columns."""
        return tuple(self.cells[at] for at in sorted(self.cells) if at[0] == HEADING_ROW and at[1] > LABELS)

    def place(self, label: str, heading: str) -> tuple[int, int]:
        """Where the first row of that label and the column of that heading cross."""
        rows = [at[0] for at in sorted(self.cells) if at[1] == LABELS and self.cells[at] == label]
        columns = [at[1] for at in sorted(self.cells) if at[0] == HEADING_ROW and self.cells[at] == heading]
        assert rows, f"{self.sheet.title} has no row {label}"
        assert columns, f"{self.sheet.title} has no column {heading}"
        return rows[0], columns[0]

    def marked_at(self, label: str, heading: str) -> str:
        """What the first row of that label shows under a heading, with its mark."""
        return self.cells.get(self.place(label, heading), "")

    def at(self, label: str, heading: str) -> str:
        """What it shows without its mark."""
        return self.marked_at(label, heading).rstrip(MARKS)

    @property
    def _last(self) -> tuple[int, int]:
        area = re.search(r"\$([A-Z]+)\$(\d+)$", self.sheet.print_area or "")
        if area is None:
            return self.sheet.max_row, self.sheet.max_column
        row, column = position(f"{area[1]}{area[2]}")
        return row + 1, column + 1


Place = tuple[str, int, int]


class Cell(NamedTuple):
    """What a cell of a table shows, by its row and its column."""

    sheet: str
    row: str
    column: str
    shows: str

    def places(self, deck: Mapping[str, Page]) -> list[Place]:
        """Where it is seen."""
        page = deck[self.sheet]
        is_shown = page.at(self.row, self.column) == self.shows
        return [(self.sheet, *page.place(self.row, self.column))] if is_shown else []


class Words(NamedTuple):
    """Words that a text holds."""

    sheet: str
    shows: str

    def places(self, deck: Mapping[str, Page]) -> list[Place]:
        """Where they are seen."""
        return [(self.sheet, *at) for at, text in deck[self.sheet].cells.items() if self.shows in text]


def pages(path: Path, values: Sheets) -> dict[str, Page]:
    """The sheets of a workbook's file, with the values an engine gave."""
    book = load_workbook(path)
    return {sheet.title: Page(sheet, values[sheet.title]) for sheet in book.worksheets}


def table(deck: Deck, sheet: str) -> dict[tuple[str, str], Value]:
    """What Python computes for a table's cells, by the label of the row and the heading of the column.

    Where a label stands twice, the first row counts.
    """
    cells = next(spec.cells for spec in deck.sheets if spec.name == sheet)
    shown = {at: deck.book.value(cell.content) for at, cell in cells.items()}
    headings = {column: str(value) for (row, column), value in shown.items() if row == HEADING_ROW}
    labels = {row: str(value) for (row, column), value in shown.items() if column == LABELS}
    found: dict[tuple[str, str], Value] = {}
    for row, column in sorted(shown):
        if row > HEADING_ROW and column > LABELS and column in headings and row in labels:
            found.setdefault((labels[row], headings[column]), shown[row, column])
    return found
