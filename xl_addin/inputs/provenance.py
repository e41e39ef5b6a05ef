"""The sheets Sources and Restated: where a figure comes from, and what was printed before."""

from __future__ import annotations

from collections.abc import Iterator

from xl_addin.domain.kinds import PERCENT
from xl_addin.domain.periods import Period
from xl_addin.inputs.cells import Cell, suggestion
from xl_addin.inputs.figures import Context
from xl_addin.inputs.headings import folded
from xl_addin.inputs.model import Provenance, Restatement, Status
from xl_addin.inputs.tables import Row, Seen, Table
from xl_addin.inputs.units import GROWTH

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
    key, items = folded(row.cell("item").text()), context.figures.items if context.figures else {}
    in_percent = items[key].unit == PERCENT if key in items else key.endswith(GROWTH)
    return cell.percentage() if in_percent else cell.number()


def report_bounds(row: Row, low: float | None, high: float | None) -> None:
    """A range whose low end lies above its high end."""
    if low is not None and high is not None and low > high:
        row.cell("low").report(f"low {low} is above high {high}", "exchange the two")


def _rows(table: Table, context: Context) -> Iterator[tuple[Key | None, Row]]:
    """Each row with the figure it speaks of; None where there is no such figure, which is reported."""
    seen = Seen()
    for row in table.rows():
        key = _key(row, context)
        yield (None if key and seen.again(row, "item", *key) else key), row


def _key(row: Row, context: Context) -> Key | None:
    """A figure of the sheet Figures, or one that is guided or forecast."""
    item_cell, period_cell = row.cell("item").required(), row.cell("period").required()
    item, period = folded(item_cell.text()), period_cell.period(context.first_month)
    figures = context.figures
    if item and period and (figures is None or (item, period) in context.expected):
        return item, period
    if figures and item and figures.lacks(item):
        item_cell.report(f"unknown item '{item}'", suggestion(item, figures.items))
        item = ""
    if figures and period and figures.periods.is_sound and period not in figures.periods.columns:
        period_cell.report(f"{period} is no column of Figures", "name one of its quarters or years")
        period = None
    return (item, period) if item and period else None
