"""A sheet of rows that have a lower and an upper end."""

from __future__ import annotations

from dataclasses import dataclass

from xl_addin.inputs.model import CellRef
from xl_addin.release.book import Book, Grid
from xl_addin.release.expressions import Expression, call

LOW, HIGH = 4, 5
LABEL_WIDTH = 54.5
WORKINGS = 11  # the column of unrounded figures, where those shown are cut off


@dataclass(frozen=True, slots=True)
class Ends:
    """The lower and the upper end of a range, each a cell."""

    low: CellRef
    high: CellRef


class RangeSheet:
    """The page while it is written, `row` its last row so far."""

    def __init__(self, book: Book, name: str, row: int) -> None:
        self.book = book
        self.grid = Grid(book, name)
        self.row = row

    def heading(self, title: str, *words: str, last: int = HIGH) -> None:
        """A heading over the rows that follow, and over their columns."""
        self.grid.put(self.row, 2, title, "heading_left")
        self.grid.paint(self.row, 3, last, "heading_left")
        for column, word in enumerate(words, LOW):
            self.grid.put(self.row, column, word, "heading")

    def label(self, label: Expression, *styles: str) -> None:
        """The name of a row; a long one takes several lines."""
        self.text(2, 3, label, *styles, width=LABEL_WIDTH)

    def text(self, first: int, last: int, content: Expression, *styles: str, width: float) -> None:
        """A text in the middle of its row, which is as high as its longest text needs."""
        grid, row = self.grid, self.row
        before = grid.heights.get(row, 0.0)
        grid.paragraph(row, first, last, content, "label", "long", *styles, width=width)
        grid.heights[row] = max(before, grid.heights[row])

    def cut(self, content: Expression, digits: int) -> Expression:
        """A computed amount as it is shown."""
        cuts = self.book.figures.settings.rounding == "truncate"
        return call("TRUNC", content, digits) if cuts else content

    def pair(
        self, label: Expression, low: Expression, high: Expression, *styles: str, number: str = "amount"
    ) -> Ends:
        """A row with both ends; gives the cells of the unrounded figures."""
        self.row += 1
        self.label(label, *styles)
        return Ends(*(self._end(at, end, styles, number) for at, end in ((LOW, low), (HIGH, high))))

    def _end(self, column: int, content: Expression, styles: tuple[str, ...], number: str) -> CellRef:
        if number != "amount" or self.cut(content, 0) == content:
            return self.grid.put(self.row, column, content, number, *styles, marked=True)
        unrounded = self.grid.put(self.row, WORKINGS + column - LOW, content, "working", number)
        self.grid.put(self.row, column, self.cut(unrounded, 0), number, *styles, marked=True)
        return unrounded
