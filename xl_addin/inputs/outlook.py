"""The sheets Guidance and Consensus: what the company and the analysts expect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from xl_addin.domain.items import role_of
from xl_addin.domain.periods import Period
from xl_addin.domain.units import PERCENT, Unit
from xl_addin.errors import Severity
from xl_addin.inputs.cells import Cell, suggestion
from xl_addin.inputs.figures import Context
from xl_addin.inputs.headings import folded
from xl_addin.inputs.model import CellRef, Figure, Forecast, Guidance
from xl_addin.inputs.provenance import report_bounds
from xl_addin.inputs.tables import Row, Seen, Table
from xl_addin.inputs.units import GROWTH, unit_in, unit_that, usual_unit

MEAN = "mean"
RANGE, AT_LEAST, ABOUT, BREAK_EVEN = QUALIFIERS = ("range", "at_least", "about", "break_even")


@dataclass(frozen=True, slots=True)
class GuidanceReading:
    """The lines that hold, and those replaced since, each in the order of the sheet."""

    present: tuple[Guidance, ...] = ()
    replaced: tuple[Guidance, ...] = ()


def read_guidance(table: Table, context: Context) -> GuidanceReading:
    """Every line of guidance; of several on one period and item the one issued last holds."""
    seen, found = Seen(), dict[tuple[Period, str], list[tuple[Row, Guidance]]]()
    lines = []
    for row in table.rows():
        period, item = row.cell("period").required().period(context.calendar), _item(row, context)
        qualifier, unit = _qualifier(row), _unit(row, context)
        low, high = _figure(row.cell("low"), unit), _figure(row.cell("high"), unit)
        report_bounds(row, low.value, high.value)
        issued, note = row.cell("issued").day(), row.cell("note").text()
        _report_issued_later(row, issued, context.release_date)
        if period and item and not seen.again(row, "period", period, item, issued):
            lines.append(Guidance(period, item, low, high, qualifier, unit, issued, note))
            found.setdefault((period, item), []).append((row, lines[-1]))
    for several in found.values():
        _report_undated(several)
    newest = {id(max((line for _, line in each), key=_issued)) for each in found.values()}
    present = tuple(line for line in lines if id(line) in newest)
    return GuidanceReading(present, tuple(line for line in lines if id(line) not in newest))


def _issued(line: Guidance) -> date:
    return line.issued or date.min


def _report_issued_later(row: Row, issued: date | None, release: date | None) -> None:
    """What was not yet issued when the release went out, cannot stand in it."""
    if issued is not None and release is not None and issued > release:
        message = f"issued on {issued}, after the release_date {release}"
        row.cell("issued").report(message, "correct one of the dates, or take the row out of this release")


def _report_undated(several: Sequence[tuple[Row, Guidance]]) -> None:
    """Of a line without a date nobody knows whether it was replaced or replaces."""
    dated = next((row for row, line in several if line.issued is not None), None)
    for row, line in several:
        if dated is not None and row.cell("issued").is_blank:
            message = f"{line.item} of {line.period} has no date of issue, row {dated.number} has one"
            row.cell("issued").report(message, "say when each was issued, or keep the one that holds")


def read_consensus(table: Table, context: Context) -> tuple[Forecast, ...]:
    """Every contributor's forecast in the order of the sheet, the published mean among them."""
    seen, found = Seen(), []
    for row in table.rows():
        period, item = row.cell("period").required().period(context.calendar), _item(row, context)
        contributor = _contributor(row.cell("contributor").required())
        unit = _unit(row, context)
        value = _figure(row.cell("value").required(), unit)
        day = row.cell("date").day()
        if not (period and item and contributor):
            continue
        if not seen.again(row, "contributor", contributor.casefold(), period, item):
            found.append(Forecast(period, item, contributor, value, unit, day))
    return tuple(found)


def _contributor(cell: Cell) -> str:
    """The name as it is written, and one spelling of the published mean."""
    name = cell.word()
    return MEAN if folded(name) == MEAN else name


def _figure(cell: Cell, unit: Unit) -> Figure:
    ref = cell.ref or CellRef("", 0, 0)
    if unit == PERCENT:
        return Figure(cell.percentage(), ref, cell.is_fraction)
    return Figure(cell.number(), ref)


def _item(row: Row, context: Context) -> str:
    """An item of Figures or its growth; one that Figures could have, but has not, is noted."""
    cell = row.cell("item").required()
    item = folded(cell.word())
    base = item.removesuffix(GROWTH)
    figures = context.figures
    if figures is not None and base in figures.items:
        return f"{figures.items.key_of(base)}{item.removeprefix(base)}"
    if not item or figures is None or not figures.lacks(base):
        return item
    if role_of(base):
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


def _unit(row: Row, context: Context) -> Unit:
    """The unit said, which must suit the item; else the item's own, and percent for growth."""
    cell, item = row.cell("unit"), folded(row.cell("item").word())
    known = context.figures.items.get(item) if context.figures else None
    if known is None and item.endswith(GROWTH):
        return unit_that(cell, lambda unit: unit == PERCENT, str(PERCENT)) or PERCENT
    own = known.unit if known else usual_unit(item, context.unit, None)
    if own.per:
        return _unit_of_each(cell, own, is_known=known is not None)
    if known is None:
        return unit_in(cell) or own
    if not own.is_money:
        return _unit_of_count(cell) or own
    wanted = f"{own}, or {own.currency} in another scale"
    return unit_that(cell, lambda unit: own.factor(unit) is not None, wanted) or own


def _unit_of_each(cell: Cell, own: Unit, *, is_known: bool) -> Unit:
    """What is of each share is in a currency as such: a dividend of 90 yen is none of 90 million."""

    def suits(unit: Unit) -> bool:
        is_ours = unit.currency == own.currency or not is_known
        return unit.per in ("", own.per) and not unit.scale and is_ours

    return replace(unit_that(cell, suits, f"{own}, or {own.currency}") or own, per=own.per)


def _unit_of_count(cell: Cell) -> Unit | None:
    """What is counted; a currency is none."""
    unit = unit_in(cell)
    if unit is not None and unit.is_money:
        cell.report(f"the item is no amount of money, its unit here {unit}", "write what is counted")
    return unit
