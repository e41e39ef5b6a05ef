"""A sheet of the functions workbook while it is being written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xl_addin.catalog import Scalar
from xl_addin.errors import ExcelError
from xl_addin.inputs.model import CellRef
from xl_addin.release.spec import Cell, Content, SheetSpec, Stated

# A Japanese letter is as wide as two digits, others somewhat narrower than one.
WIDE, NARROW = 2.0, 0.9
# Points that a line of text takes, and what is left around it.
LINE, AROUND = 13.5, 3.0


class Canvas:
    """The cells, heights and links of one sheet so far."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.cells: dict[tuple[int, int], Cell] = {}
        self.heights: dict[int, float] = {}
        self.links: dict[tuple[int, int], CellRef] = {}
        self.merged: list[tuple[int, int, int, int]] = []

    def put(self, row: int, column: int, content: Content | Stated, *styles: str) -> CellRef:
        """Write a cell."""
        self.cells[row, column] = Cell(content, styles)
        return CellRef(self.name, row, column)

    def link(self, row: int, column: int, text: str, target: CellRef, *styles: str) -> CellRef:
        """Write a text that leads to another cell."""
        self.links[row, column] = target
        return self.put(row, column, text, *styles)

    def paint(self, row: int, first: int, last: int, *styles: str) -> None:
        """Lay styles over a stretch of a row, written or not."""
        for column in range(first, last + 1):
            cell = self.cells.get((row, column), Cell(None))
            self.cells[row, column] = Cell(cell.content, (*cell.styles, *styles))

    def merge(self, row: int, first: int, last: int) -> None:
        """Make one cell of a stretch of a row."""
        self.merged.append((row, first, row, last))

    def fit(self, row: int, texts: Mapping[str, float]) -> None:
        """Give a row the height that its wrapped texts need in columns so wide."""
        lines = max((lines_of(text, width) for text, width in texts.items()), default=1)
        if lines > 1:
            self.heights[row] = LINE * lines + AROUND

    def spec(self, widths: Mapping[int, float], **options: Any) -> SheetSpec:
        """The finished sheet."""
        return SheetSpec(
            self.name,
            dict(self.cells),
            widths,
            dict(self.heights),
            merged=tuple(self.merged),
            links=dict(self.links),
            **options,
        )


def lines_of(text: str, width: float) -> int:
    """The lines that a wrapped text takes."""
    return sum(max(1, -int(-shown_width(line) // width)) for line in text.split("\n"))


def shown_width(text: str) -> float:
    """How many digits wide a text is."""
    return sum(WIDE if ord(letter) > 0x2E80 else NARROW for letter in text)


def constant(value: Scalar) -> Content | Stated:
    """A value as the constant that a cell holds."""
    if isinstance(value, ExcelError):
        return Stated(f"={value}", value)
    # A file keeps no empty text but a calculated one.
    return Stated('=""', "") if value == "" else value


def exact(value: Scalar) -> Content | Stated:
    """A value as a cell holds it to the last bit; a file keeps 16 digits of a constant."""
    if isinstance(value, float) and float(f"{value:.16G}") != value:
        rounded = float(f"{value:.15G}")
        rest, whole = (value - rounded).as_integer_ratio()
        return Stated(f"={rounded:.15G}{rest:+}/2^{whole.bit_length() - 1}", value)
    return constant(value)
