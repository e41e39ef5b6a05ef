"""The period columns of the sheet Figures: which there are, and whether they run without a gap."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xl_addin.domain.labels import read_period
from xl_addin.domain.periods import (
    QUARTERS,
    Cumulative,
    FiscalCalendar,
    FiscalYear,
    Period,
    Quarter,
    gaps,
    to_date,
)
from xl_addin.errors import AddinError, ExcelError, Severity
from xl_addin.inputs.cells import Cell
from xl_addin.inputs.model import CellRef
from xl_addin.inputs.problems import Problems
from xl_addin.inputs.spans import terms
from xl_addin.inputs.tables import Table, report_mistyped_heading

_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_LIKE_A_PERIOD = re.compile(
    r"(?=.*[0-9])(?:.*[0-9]\s*[QH]|.*[QH]\s*[0-9]|.*FY|.*年|.*期|.*[0-9]月"
    rf"|(?:[0-9]{{1,4}}[\s./'-]*)?{_MONTH}[\s./'-]*(?:[0-9]{{1,4}})?$|[0-9]{{1,4}}(?:[./-][0-9]{{1,4}}){{1,2}}$)"
    r"|[12][0-9]{3}",
    re.IGNORECASE,
)
_MOST_NAMED = 4

Column = Quarter | FiscalYear | Cumulative


@dataclass(slots=True)
class PeriodColumns:
    """The periods of Figures with their columns; `is_sound` where every heading was read.

    The year to date is a `Cumulative`, of two or three quarters: of one it is the quarter, of four the
    year. `days` are the dates that stand for periods.
    """

    problems: Problems
    columns: dict[Column, int] = field(default_factory=dict)
    headings: dict[Period, CellRef] = field(default_factory=dict)
    days: dict[Period, date] = field(default_factory=dict)
    is_sound: bool = True

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """Oldest first."""
        return tuple(sorted(period for period in self.columns if isinstance(period, Quarter)))

    @property
    def derivable(self) -> tuple[Quarter, ...]:
        """The quarters without a column that those of longer periods leave, oldest first.

        Fourth quarters have none often, others where there is a year to date; a first one is mistyped.
        """
        years = {period.quarters[0].fiscal_year for period in self.columns}
        found = (Quarter(year, number) for year in years for number in range(1, QUARTERS + 1))
        return tuple(sorted(each for each in found if each not in self.columns and self._leaves(each)))

    def _leaves(self, quarter: Quarter) -> bool:
        of_year = [period for period in self.columns if period.quarters[0].fiscal_year == quarter.fiscal_year]
        alone = {period.number for period in of_year if isinstance(period, Quarter)}
        longer = {len(period.quarters) for period in of_year if not isinstance(period, Quarter)}
        if quarter.number == 1 or (quarter.number < QUARTERS and not longer - {QUARTERS}):
            return False
        return terms(quarter.number, alone, longer) is not None

    @property
    def years(self) -> tuple[FiscalYear, ...]:
        """Oldest first."""
        return tuple(sorted(period for period in self.columns if isinstance(period, FiscalYear)))


def read_period_columns(table: Table, calendar: FiscalCalendar) -> PeriodColumns:
    """The period columns, which the table then knows by their canonical labels."""
    misheaded = table.repeated & _columns_of_figures(table)
    found = PeriodColumns(table.problems, is_sound=not (table.merged_headings or misheaded))
    unread = [cell for cell in table.others.values() if not _read_heading(cell, calendar, found)]
    for period, column in found.columns.items():
        table.columns[str(period)] = column
    for cell in unread:
        _report_unread(cell, table, found)
    _report_columns_without_heading(table, found)
    if not found.columns and found.is_sound:
        _report_no_periods(table)
        found.is_sound = False
    else:
        _report_sequence(found)
    return found


def _read_heading(cell: Cell, calendar: FiscalCalendar, found: PeriodColumns) -> bool:
    """Whether the heading was a period; a second column of it, or another span, is reported."""
    try:
        period = read_period(cell.seen, calendar)
    except AddinError:
        return False
    period = to_date(period)
    if not isinstance(period, Quarter | FiscalYear | Cumulative):
        cell.report(
            f"{period} is neither a quarter, a year nor a year to date",
            "give quarters (1Q02), years (FY2002), and of the year to date 1H02 or 9M02",
        )
        found.is_sound = False
    elif period in found.columns:
        kind = {Quarter: "quarter", FiscalYear: "year"}.get(type(period), "column")
        first = found.headings[period].a1
        cell.report(f"duplicate {kind} {period}, already in {first}", "keep one of the two columns")
        found.is_sound = False
    elif cell.ref is not None:
        cell.word()  # which says what is to be said against the value of a formula
        found.columns[period], found.headings[period] = cell.ref.column, cell.ref
        if isinstance(cell.value, date):
            found.days[period] = cell.value
    return True


def _report_unread(cell: Cell, table: Table, found: PeriodColumns) -> None:
    """A heading that is no period: an error where one was most likely meant."""
    text = str(cell.seen)
    column = cell.ref.column if cell.ref else 0
    if cell.lacks_value or isinstance(cell.value, ExcelError):
        cell.word()
        found.is_sound = False
    elif _LIKE_A_PERIOD.match(text) or _is_among(column, found.columns):
        cell.report(f"'{text}' is not a quarter", "write it like 1Q02, or FY2001 for a year")
        found.is_sound = False
    elif report_mistyped_heading(cell, [name for name in table.kind.columns if name not in table.columns]):
        return
    elif column in _columns_of_figures(table):
        remedy = "if it holds figures of a period, write it like 1Q02"
        cell.report(f"column '{text}' is ignored", remedy, Severity.WARNING)
    else:
        remedy = "it is neither a known heading nor a period"
        cell.report(f"column '{text}' is ignored", remedy, Severity.NOTE)


def _is_among(column: int, columns: Mapping[Column, int]) -> bool:
    return bool(columns) and min(columns.values()) < column < max(columns.values())


def _report_columns_without_heading(table: Table, found: PeriodColumns) -> None:
    """Numbers beside the periods that no heading says the period of."""
    covered = {column for area in table.merged_headings for column in range(area.left, area.right + 1)}
    known = {*table.columns.values(), *table.others, *table.repeated, *covered}
    suspects = _columns_of_figures(table) - known
    if not found.columns:
        return
    first, last = min(found.columns.values()), max(found.columns.values())
    for column in sorted(suspects):
        if first < column <= last + 1:
            last = max(last, column)
            heading = table.cell(table.heading_row, column, "heading")
            heading.report("figures without a period above them", "write the quarter, or clear the column")
            found.is_sound = False


def _columns_of_figures(table: Table) -> set[int]:
    """The columns in which some item has a number."""
    rows = {row.number for row in table.rows() if not row.cell("item").is_blank}
    numbers = (place for place, value in table.grid.cells.items() if isinstance(value, int | float))
    return {column for row, column in numbers if row in rows}


def _report_no_periods(table: Table) -> None:
    right_end = max([*table.columns.values(), *table.others])
    heading = table.cell(table.heading_row, right_end + 1, "heading")
    heading.report("no quarters", "add a column for each quarter, oldest first, headed 1Q02")


def _report_sequence(found: PeriodColumns) -> None:
    """Quarters that are missing or out of order, where every heading could be read."""
    if not found.is_sound:
        return
    in_sheet_order = sorted(found.quarters, key=lambda quarter: found.columns[quarter])
    _report_disorder(found, in_sheet_order)
    missing = gaps([*in_sheet_order, *found.derivable])
    for quarter, after in zip(found.quarters[1:], found.quarters, strict=False):
        lost = [str(gap) for gap in missing if after < gap < quarter]
        if lost:
            _report(
                found,
                quarter,
                f"{_listed(lost)} missing before {quarter}",
                _remedy_of_gap(found, quarter),
            )
    if missing:
        found.is_sound = False


def _listed(quarters: Sequence[str]) -> str:
    if len(quarters) <= _MOST_NAMED:
        return " and ".join(quarters)
    return f"{quarters[0]} to {quarters[-1]} ({len(quarters)} quarters)"


def _remedy_of_gap(found: PeriodColumns, quarter: Quarter) -> str:
    """A heading that Excel took for a day of this year is what makes most of the long gaps."""
    if (day := found.days.get(quarter)) is not None:
        return f"the heading is the date {day:%Y-%m-%d}: write the quarter like 1Q02, or add the columns"
    return "add the column, blank where there are no figures"


def _report_disorder(found: PeriodColumns, in_sheet_order: list[Quarter]) -> None:
    if len(in_sheet_order) > 1 and in_sheet_order == list(reversed(found.quarters)):
        _report(
            found, in_sheet_order[0], "quarters run from the newest to the oldest", "order them oldest first"
        )
        return
    astray: list[tuple[Quarter, Quarter]] = []
    newest = None
    for quarter in in_sheet_order:
        if newest is not None and quarter < newest:
            astray.append((quarter, newest))
        newest = quarter if newest is None else max(newest, quarter)
    if len(astray) > 1 and len({before for _, before in astray}) == 1:
        quarter, before = astray[0]
        _report(found, before, f"{before} stands before {quarter}", "order the quarters oldest first")
        return
    for quarter, before in astray:
        _report(found, quarter, f"{quarter} stands after {before}", "order the quarters oldest first")


def _report(found: PeriodColumns, quarter: Quarter, message: str, remedy: str) -> None:
    heading = found.headings[quarter]
    found.problems.of_cell(heading, message, remedy)
