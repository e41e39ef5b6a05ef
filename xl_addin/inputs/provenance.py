"""The sheets Sources and Restated: where a figure comes from, and what was printed before."""

from __future__ import annotations

from collections.abc import Iterator

from xl_addin.domain.periods import Cumulative, Period, Quarter, to_date
from xl_addin.domain.units import PERCENT
from xl_addin.inputs.cells import Cell, suggestion
from xl_addin.inputs.figures import Context, FiguresReading
from xl_addin.inputs.headings import folded
from xl_addin.inputs.model import Basis, Provenance, Restatement, Status
from xl_addin.inputs.tables import Row, Seen, Table
from xl_addin.inputs.units import GROWTH

_MOST_NAMED = 4
_STATUSES = tuple(status.value for status in Status)

Key = tuple[str, Period]


def read_sources(table: Table, context: Context) -> dict[Key, Provenance]:
    """What is said of each figure; the company's own books may be named too."""
    found = {}
    for key, row in _rows(table, context):
        status = row.cell("status").required().choice(_STATUSES)
        low, high = (_number(row.cell(end), row, context) for end in ("low", "high"))
        report_bounds(row, low, high)
        provenance = Provenance(
            Status(status or Status.OWN), low, high, row.cell("rests_on").text(), row.cell("source").text()
        )
        if key:
            found[key] = provenance
    return found


def read_restated(table: Table, context: Context) -> dict[Key, Restatement]:
    """What was printed before, by the figure that Figures holds as it is now."""
    found = {}
    for key, row in _rows(table, context):
        as_reported = _number(row.cell("as_reported").required(), row, context)
        day, reason = row.cell("date").day(), row.cell("reason").text()
        if key and as_reported is not None:
            found[key] = Restatement(as_reported, day, reason)
    return found


def _number(cell: Cell, row: Row, context: Context) -> int | float | None:
    """A figure in the unit of the row's item."""
    key, items = folded(row.cell("item").word()), context.figures.items if context.figures else {}
    in_percent = items[key].unit == PERCENT if key in items else key.endswith(GROWTH)
    return cell.percentage() if in_percent else cell.number()


def report_bounds(row: Row, low: float | None, high: float | None) -> None:
    """A range whose low end lies above its high end."""
    if low is not None and high is not None and low > high:
        row.cell("low").report(f"low {low} is above high {high}", "exchange the two")


def _rows(table: Table, context: Context) -> Iterator[tuple[Key | None, Row]]:
    """Each row with the figure it speaks of; None where there is no such figure, which is reported."""
    seen, unknown = Seen(), dict[tuple[str, str], list[Cell]]()
    for row in table.rows():
        key = _key(row, context, unknown)
        yield (None if key and seen.again(row, "item", *key) else key), row
    for (message, remedy), cells in unknown.items():
        others = [cell.ref.a1 for cell in cells[1:] if cell.ref]
        shown = ", ".join(others[:_MOST_NAMED]) + (", ..." if len(others) > _MOST_NAMED else "")
        cells[0].report(message + (f", named {len(cells)} times: also in {shown}" if others else ""), remedy)


def _of_cell(item: str, period: Period, figures: FiguresReading | None) -> Period:
    """The period of the cell that is named: a cumulative item's second quarter is the first half."""
    known = figures.items.get(item) if figures else None
    if isinstance(period, Quarter) and known is not None and known.basis is Basis.CUMULATIVE:
        period = Cumulative(period.fiscal_year, period.number)
    return to_date(period)


def _is_held(item: str, period: Period, figures: FiguresReading) -> bool:
    return period in figures.periods.columns or period in figures.quarters or (item, period) in figures.cells


def _key(row: Row, context: Context, unknown: dict[tuple[str, str], list[Cell]]) -> Key | None:
    """A figure of the sheet Figures, or one that is guided or forecast; cells that name none are kept."""
    item_cell, period_cell = row.cell("item").required(), row.cell("period").required()
    item, period = folded(item_cell.word()), period_cell.period(context.calendar)
    figures = context.figures
    if figures:
        item = figures.items.key_of(item)
    if item and period and (item, period) in context.expected:
        return item, period
    period = _of_cell(item, period, figures) if period else period
    if figures and item and figures.lacks(item):
        problem = f"unknown item '{item}'", suggestion(item, figures.items)
        unknown.setdefault(problem, []).append(item_cell)
        item = ""
    if figures and period and figures.periods.is_sound and not _is_held(item, period, figures):
        problem = f"{period} is no column of Figures", "name one of its quarters or years"
        unknown.setdefault(problem, []).append(period_cell)
        period = None
    return (item, period) if item and period else None
