"""The sheets Guidance and Consensus: what the company and the analysts expect."""

from __future__ import annotations

from xl_addin.domain.kinds import PERCENT
from xl_addin.domain.terms import UNITS
from xl_addin.errors import Severity
from xl_addin.inputs.cells import Cell, suggestion
from xl_addin.inputs.figures import Context
from xl_addin.inputs.headings import folded
from xl_addin.inputs.model import KNOWN_ITEMS, CellRef, Figure, Forecast, Guidance
from xl_addin.inputs.provenance import report_bounds
from xl_addin.inputs.tables import Row, Seen, Table
from xl_addin.inputs.units import GROWTH, choose_unit, currency, item_unit

RANGE, AT_LEAST, ABOUT, BREAK_EVEN = QUALIFIERS = ("range", "at_least", "about", "break_even")


def read_guidance(table: Table, context: Context) -> tuple[Guidance, ...]:
    """Every line of guidance in the order of the sheet; a revision is another date of issue."""
    seen, found = Seen(), []
    for row in table.rows():
        period, item = row.cell("period").required().period(context.first_month), _item(row, context)
        qualifier, unit = _qualifier(row), _unit(row, context)
        low, high = _figure(row.cell("low"), unit), _figure(row.cell("high"), unit)
        report_bounds(row, low.value, high.value)
        issued, note = row.cell("issued").day(), row.cell("note").text()
        if period and item and qualifier and not seen.again(row, "period", period, item, issued):
            found.append(Guidance(period, item, low, high, qualifier, unit, issued, note))
    return tuple(found)


def read_consensus(table: Table, context: Context) -> tuple[Forecast, ...]:
    """Every contributor's forecast in the order of the sheet, the published mean among them."""
    seen, found = Seen(), []
    for row in table.rows():
        period, item = row.cell("period").required().period(context.first_month), _item(row, context)
        contributor = row.cell("contributor").required().text()
        unit = _unit(row, context)
        value = _figure(row.cell("value").required(), unit)
        day = row.cell("date").day()
        if not (period and item and contributor):
            continue
        if not seen.again(row, "contributor", contributor.casefold(), period, item):
            found.append(Forecast(period, item, contributor, value, unit, day))
    return tuple(found)


def _figure(cell: Cell, unit: str) -> Figure:
    ref = cell.ref or CellRef("", 0, 0)
    if unit == PERCENT:
        return Figure(cell.percentage(), ref, cell.is_fraction)
    return Figure(cell.number(), ref)


def _item(row: Row, context: Context) -> str:
    """An item of Figures or its growth; one that Figures could have, but has not, is noted."""
    cell = row.cell("item").required()
    item = folded(cell.text())
    base = item.removesuffix(GROWTH)
    figures = context.figures
    if not item or figures is None or item in figures.items or not figures.lacks(base):
        return item
    if base in KNOWN_ITEMS:
        cell.report(
            f"Figures has no item {base}", "add it there to compare with what comes of it", Severity.NOTE
        )
        return item
    cell.report(f"unknown item '{item}'", suggestion(item, figures.items))
    return ""


def _qualifier(row: Row) -> str:
    """What kind of guidance it is; where nothing is said, what the bounds say."""
    cell = row.cell("qualifier")
    no_low, no_high = row.cell("low").is_blank, row.cell("high").is_blank
    qualifier = cell.choice(QUALIFIERS) or (AT_LEAST if no_high and not no_low else RANGE)
    if no_low and no_high and qualifier != BREAK_EVEN:
        row.cell("low").report("guidance without a figure", "fill in low, high or both")
    elif no_low and qualifier == AT_LEAST:
        row.cell("low").report("'at_least' without a low end", "fill in low")
    return qualifier


def _unit(row: Row, context: Context) -> str:
    """The unit said, which must suit the item; else the item's own, and percent for growth."""
    cell, item = row.cell("unit"), folded(row.cell("item").text())
    known = context.figures.items.get(item) if context.figures else None
    if known is None:
        return (
            choose_unit(cell, [PERCENT]) or PERCENT
            if item.endswith(GROWTH)
            else item_unit(cell) or context.unit
        )
    if not currency(known.unit):
        return item_unit(cell) or known.unit
    return choose_unit(cell, [unit for unit in UNITS if currency(unit) == currency(known.unit)]) or known.unit
