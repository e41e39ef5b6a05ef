"""Makes the shipped input workbook from the text sources beside it.

One CSV a sheet. What a cell says decides its type: whole and decimal numbers are numbers, ISO dates
are dates, an empty cell is blank, anything else is text.
"""

from __future__ import annotations

import csv
import re
from datetime import UTC, date, datetime
from pathlib import Path

from xl_addin.inputs.model import SourceSheet
from xl_addin.writer.edits import compile_sources
from xl_addin.writer.headless import write_file

Cell = int | float | str | date | None
Grid = list[list[Cell]]

SHEETS = ("Settings", "Figures", "Sources", "Restated", "Rates", "Guidance", "Consensus", "Commentary")

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source"
WORKBOOKS = (HERE / "iij_quarterly.xlsx", HERE.parent / "xl_addin" / "data" / "iij_quarterly.xlsx")

WHOLE = re.compile(r"-?\d+")
DECIMAL = re.compile(r"-?\d+\.\d+")
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def parse_cell(text: str) -> Cell:
    """The value a cell of a text source stands for."""
    if not text:
        return None
    if WHOLE.fullmatch(text):
        return int(text)
    if DECIMAL.fullmatch(text):
        return float(text)
    if ISO_DATE.fullmatch(text):
        return date.fromisoformat(text)
    return text


def read_sheet(path: Path) -> Grid:
    """The rows of one text source, the headings first, all of one length."""
    with path.open(encoding="utf-8", newline="") as lines:
        grid = [[parse_cell(text) for text in row] for row in csv.reader(lines)]
    for number, row in enumerate(grid, 1):
        if len(row) != len(grid[0]):
            raise ValueError(f"{path.name}, row {number}: {len(row)} cells under {len(grid[0])} headings")
    return grid


def read_source(folder: Path) -> dict[str, Grid]:
    """Each sheet's rows by sheet name, in the order of the workbook."""
    return {sheet: read_sheet(folder / f"{sheet}.csv") for sheet in SHEETS}


def write_workbook(sheets: dict[str, Grid], path: Path) -> None:
    """Write the sheets, dressed as the add-in dresses them; the same sheets give the same bytes."""
    sources = [source_sheet(name, grid) for name, grid in sheets.items()]
    # A fixed time, so that a rebuild without a change is no change.
    write_file(compile_sources(sources, "Quarterly figures"), path, datetime(2002, 8, 1, tzinfo=UTC))


def source_sheet(name: str, grid: Grid) -> SourceSheet:
    """The rows of a text source as a sheet, the headings in row 1."""
    cells = {
        (row, column): value
        for row, values in enumerate(grid, 1)
        for column, value in enumerate(values, 1)
        if value is not None
    }
    columns = {str(heading): column for column, heading in enumerate(grid[0], 1)}
    return SourceSheet(name, name, 1, columns, cells)


def main() -> None:
    """Write the workbook, and the copy that is installed with the package."""
    sheets = read_source(SOURCE)
    for path in WORKBOOKS:
        path.parent.mkdir(exist_ok=True)
        write_workbook(sheets, path)


if __name__ == "__main__":
    main()
