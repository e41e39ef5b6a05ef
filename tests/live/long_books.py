"""Input workbooks of as many quarters as wanted, made from the shipped one."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.decks import SHIPPED
from xl_addin.domain.periods import Quarter

_FIRST = 6


def quarters(count: int, path: Path) -> Path:
    """A workbook of the quarters up to 1Q02, each figure a tenth of a per cent above the one before it."""
    book = load_workbook(SHIPPED)
    for name in ("Sources", "Restated"):
        if name in book.sheetnames:
            del book[name]
    figures = book["Figures"]
    headings = [cell.value for cell in figures[1]]
    latest = headings.index("1Q02") + 1
    values = {row: figures.cell(row, latest).value for row in range(2, figures.max_row + 1)}
    figures.delete_cols(_FIRST, figures.max_column)
    for column, back in enumerate(range(count - 1, -1, -1), _FIRST):
        figures.cell(1, column).value = str(Quarter(2002, 1) + -back)
        for row, value in values.items():
            if value is not None:
                figures.cell(row, column).value = value * 1.001**-back
    book.save(path)
    return path
