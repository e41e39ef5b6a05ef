"""Tables in grids: the header row, the columns by their headings, the rows below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from xl_addin.errors import Severity
from xl_addin.inputs.appearance import shows_percentage
from xl_addin.inputs.cells import Cell
from xl_addin.inputs.grids import Grid
from xl_addin.inputs.headings import FIGURES, SheetKind, canonical_heading, disguised, nearest
from xl_addin.inputs.layout import Area
from xl_addin.inputs.model import CellRef, SourceSheet
from xl_addin.inputs.problems import Problems

_SEARCHED_ROWS = 20


@dataclass(slots=True)
class Table:
    """One input sheet with its header found.

    `others` are the columns with a heading of no meaning here, `repeated` those whose heading an
    earlier column has, `left_out` the rows that are none of the table's.
    """

    kind: SheetKind
    grid: Grid
    problems: Problems
    heading_row: int
    columns: dict[str, int] = field(default_factory=dict)
    others: dict[int, Cell] = field(default_factory=dict)
    repeated: set[int] = field(default_factory=set)
    merged_headings: tuple[Area, ...] = ()
    left_out: set[int] = field(default_factory=set)

    def cell(self, row: int, column: int | None, name: str) -> Cell:
        """The cell at an address; a blank one without address where the column is missing."""
        if column is None:
            return Cell(name, None, None, self.problems)
        ref = CellRef(self.grid.name, row, column)
        place = row, column
        value, number_format = self.grid.cells.get(place), self.grid.formats.get(place, "")
        return Cell(name, value, ref, self.problems, self.grid.doubt(place), number_format)

    def rows(self) -> Iterator[Row]:
        """The rows below the header in which some column with a meaning is filled in."""
        columns = set(self.columns.values())
        filled = self.grid.cells.keys() | self.grid.layout.formulas_without_value
        numbers = sorted(
            {row for row, column in filled if row > self._last_heading_row and column in columns}
        )
        for number in numbers:
            row = Row(self, number)
            if number not in self.left_out and not all(row.cell(name).is_blank for name in self.columns):
                yield row

    @property
    def holds_periods(self) -> bool:
        """Whether its other columns are periods."""
        return self.kind is FIGURES

    @property
    def is_complete(self) -> bool:
        """Whether every column that must be there is."""
        return all(column in self.columns for column in self.kind.required)

    @property
    def next_row(self) -> int:
        """The first free row below the table, where a row would be added."""
        return max([self._last_heading_row, *(row.number for row in self.rows())]) + 1

    def place(self, column: str) -> CellRef:
        """Where a row that is missing would be added."""
        return CellRef(self.grid.name, self.next_row, self.columns[column])

    def source_sheet(self) -> SourceSheet:
        """The sheet as it stands."""
        grid, formats = self.grid, self.grid.formats
        percentages = (place for place, form in formats.items() if shows_percentage(grid.cells[place], form))
        return SourceSheet(
            self.kind.name, grid.name, self.heading_row, self.columns, grid.cells, frozenset(percentages)
        )

    @property
    def _last_heading_row(self) -> int:
        return max([self.heading_row, *(area.bottom for area in self.merged_headings)])


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; its cells are read by column."""

    table: Table
    number: int

    def cell(self, column: str) -> Cell:
        """The row's cell in the column of that heading."""
        return self.table.cell(self.number, self.table.columns.get(column), column)


class Seen:
    """What earlier rows of a sheet were about, so that no two rows say the same thing."""

    def __init__(self) -> None:
        self._rows: dict[object, int] = {}

    def again(self, row: Row, column: str, *subject: object) -> bool:
        """Whether an earlier row was about the subject; this row is then a problem."""
        first = self._rows.setdefault(subject, row.number)
        if first == row.number:
            return False
        words = " ".join(str(part) for part in subject if part is not None)
        message = f"duplicate row for {words}, already in row {first}"
        row.cell(column).report(message, "keep one of the two rows")
        return True


def find_table(grid: Grid, kind: SheetKind, problems: Problems) -> Table | None:
    """The sheet's table; None where the header row or the key column is not to be found."""
    heading_row = _heading_row(grid, kind)
    if heading_row is None:
        problems.of_sheet(
            grid.name,
            f"no header row: no heading '{kind.key}' in the first {_SEARCHED_ROWS} rows",
            f"write the headings {', '.join(kind.columns)} above the rows",
        )
        return None
    table = Table(kind, grid, problems, heading_row)
    _read_headings(table)
    _report_merged_headings(table)
    _report_missing_columns(table)
    if not table.holds_periods:
        _report_mistyped_columns(table)
    return table if kind.key in table.columns else None


def _heading_row(grid: Grid, kind: SheetKind) -> int | None:
    """The first row that holds the key heading, else the one that holds most headings."""
    found: dict[int, set[str]] = {}
    for (row, _), value in grid.cells.items():
        if row <= _SEARCHED_ROWS and isinstance(value, str) and (heading := canonical_heading(value, kind)):
            found.setdefault(row, set()).add(heading)
    with_key = [row for row, headings in found.items() if kind.key in headings]
    if with_key:
        return min(with_key)
    return max(found, key=lambda row: (len(found[row]), -row), default=None)


def _read_headings(table: Table) -> None:
    row = table.heading_row
    filled = table.grid.cells.keys() | table.grid.layout.formulas_without_value
    for column in sorted(column for heading_row, column in filled if heading_row == row):
        cell = table.cell(row, column, "heading")
        if cell.is_blank:
            continue
        heading = canonical_heading(cell.value, table.kind) if isinstance(cell.value, str) else None
        if heading is None:
            table.others[column] = cell
        elif heading in table.columns:
            first = CellRef(table.grid.name, row, table.columns[heading])
            cell.report(f"duplicate heading {heading}, already in {first.a1}", "keep one of the two columns")
            table.repeated.add(column)
        else:
            table.columns[heading] = column


def _report_merged_headings(table: Table) -> None:
    headings = [*table.columns.values(), *table.others]
    table.merged_headings = tuple(
        area
        for area in table.grid.layout.merged
        if area.top <= table.heading_row <= area.bottom
        and any(area.left <= column <= area.right for column in headings)
    )
    for area in table.merged_headings:
        corner = table.cell(area.top, area.left, "heading")
        last = CellRef(table.grid.name, area.bottom, area.right)
        corner.report(
            f"merged cells in the header row, up to {last.a1}",
            "unmerge them and give each column its own heading",
        )


def _report_missing_columns(table: Table) -> None:
    missing = [column for column in table.kind.required if column not in table.columns]
    right_end = max([*table.columns.values(), *table.others], default=0)
    for offset, column in enumerate(missing, start=1):
        table.cell(table.heading_row, right_end + offset, column).report(
            f"missing column {column}", f"add a column with the heading {column} in row {table.heading_row}"
        )


def _report_mistyped_columns(table: Table) -> None:
    """Other columns are the accountant's own, unless they look like one that is not there."""
    for cell in table.others.values():
        absent = [column for column in table.kind.columns if column not in table.columns]
        if isinstance(cell.value, str):
            report_mistyped_heading(cell, absent)


def report_mistyped_heading(cell: Cell, absent: list[str]) -> bool:
    """Whether a heading looks like one of those that are not there, which is reported."""
    text = cell.word()
    if letter := disguised(text, absent):
        cell.report(f"the heading '{text}' looks like one that it is not: {letter}", "type the heading anew")
        return True
    if near := nearest(text, absent):
        cell.report(f"column '{text}' is not read", f"if {near} is meant, write {near}", Severity.WARNING)
    return near is not None


def report_missing_sheet(kind: SheetKind, problems: Problems) -> None:
    """A sheet that is needed and is not there."""
    remedy = f"add a sheet {kind.name} with the columns {', '.join(kind.columns)}"
    problems.of_sheet(kind.name, "the sheet is missing", remedy)


def sheet_tables(
    grids: Mapping[str, Grid], kinds: tuple[SheetKind, ...], problems: Problems
) -> Mapping[str, Table]:
    """The tables by the kind of their sheet; a required sheet that is missing is a problem."""
    for kind in kinds:
        if kind.is_required and kind.name not in grids:
            report_missing_sheet(kind, problems)
    by_name = {kind.name: kind for kind in kinds}
    found = ((name, find_table(grid, by_name[name], problems)) for name, grid in grids.items())
    return {name: table for name, table in found if table is not None}
