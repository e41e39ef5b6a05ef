"""What is read although nobody sees it: hidden sheets, rows and columns."""

from __future__ import annotations

from xl_addin.errors import Severity
from xl_addin.inputs.model import CellRef
from xl_addin.inputs.tables import Table

_UNHIDE = "unhide it, or delete it where it is not meant to count"


def report_hidden(table: Table) -> None:
    """A hidden sheet, and its rows and columns, where they are not those of Figures, which knows its own."""
    grid, layout = table.grid, table.grid.layout
    if grid.is_hidden:
        table.problems.of_sheet(grid.name, "the sheet is hidden, and is read", _UNHIDE, Severity.WARNING)
    if table.holds_periods:
        return
    for row in table.rows():
        if row.number in layout.hidden_rows:
            place = CellRef(grid.name, row.number, table.columns[table.kind.key])
            table.problems.of_cell(
                place, f"row {row.number} is hidden, and is read", _UNHIDE, Severity.WARNING
            )
    for heading, column in table.columns.items():
        if layout.hides_column(column):
            place = CellRef(grid.name, table.heading_row, column)
            message = f"the column {heading} is hidden, and is read"
            table.problems.of_cell(place, message, _UNHIDE, Severity.WARNING)
