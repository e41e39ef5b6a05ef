"""What the sheets must hold together: the quarter reported, its rate, years and their quarters."""

from __future__ import annotations

from collections.abc import Iterable

from xl_addin.domain.fx import LATEST_DAYS
from xl_addin.domain.items import ItemKind
from xl_addin.domain.periods import QUARTERS, FiscalCalendar, FiscalYear, Quarter
from xl_addin.inputs.cells import Cell
from xl_addin.inputs.figures import TOTAL_REVENUES, FiguresReading
from xl_addin.inputs.model import Basis, Item, Rate
from xl_addin.inputs.problems import Problems
from xl_addin.inputs.rates import AVERAGE, PERIOD_END, conversion_of_quarter, market_pair
from xl_addin.inputs.settings import SettingsReading
from xl_addin.inputs.tables import Table


def report_release_quarter(table: Table, figures: FiguresReading, settings: SettingsReading) -> None:
    """The quarter reported must be a column, with total revenues in it."""
    quarter = settings.release_quarter
    total = figures.items.get(TOTAL_REVENUES)
    if total is None and figures.names_every_item:
        message = f"missing item {TOTAL_REVENUES}"
        table.problems.of_cell(table.place("item"), message, f"add a row for {TOTAL_REVENUES}")
    elif total is not None and not total.is_money:
        cell = table.cell(total.row, table.columns.get("unit"), "unit")
        cell.report(
            f"{TOTAL_REVENUES} is in {total.unit}", f"give it in a currency unit such as {settings.unit}"
        )
    elif total is not None and not total.is_flow:
        cell = table.cell(total.row, table.columns.get("kind"), "kind")
        cell.report(f"{TOTAL_REVENUES} is of the kind {total.kind}", "revenues are a flow: clear the cell")
    if quarter is None or not figures.periods.is_sound:
        return
    if not figures.quarters and figures.periods.years:
        _report_last_year(figures, settings.release_cell, quarter, table.problems)
        return
    if quarter not in figures.quarters:
        message = f"the release quarter {quarter} is no column of Figures"
        settings.release_cell.report(message, "name one of its quarters, or add the column")
    elif total is not None:
        figure, column = figures.cells.get((total.key, quarter)), figures.periods.columns.get(quarter)
        if figure is None or figure.value is None:
            cell = table.cell(total.row, column or table.columns["item"], TOTAL_REVENUES)
            if column is None or total.basis is Basis.CUMULATIVE or cell.is_blank:
                cell.report(f"{TOTAL_REVENUES} of the release quarter {quarter} is blank", "fill it in")


def _report_last_year(figures: FiguresReading, cell: Cell, quarter: Quarter, problems: Problems) -> None:
    """Years alone: what is released is one of them, named by its last quarter."""
    if FiscalYear(quarter.fiscal_year) not in figures.periods.years or quarter.number != QUARTERS:
        last = figures.periods.years[-1].quarters[-1]
        message = f"Figures has years alone, none of which ends with the release quarter {quarter}"
        cell.report(message, f"name the last quarter of one of them, such as {last}")
        return
    figure = figures.cells.get((figures.items.key_of(TOTAL_REVENUES), FiscalYear(quarter.fiscal_year)))
    if figure is not None and figure.value is None:
        message = f"{TOTAL_REVENUES} of the year released, FY{quarter.fiscal_year}, is blank"
        problems.of_cell(figure.ref, message, "fill it in")


def report_years(figures: FiguresReading, problems: Problems) -> None:
    """A year that contradicts the sum of its quarters beyond what rounding explains, or its closing one."""
    for year in figures.periods.years:
        for item in figures.items.values():
            if item.is_flow:
                _report_sum(figures, item, year, problems)
            elif item.kind is ItemKind.BALANCE:
                _report_closing(figures, item, year, problems)


def _report_closing(figures: FiguresReading, item: Item, year: FiscalYear, problems: Problems) -> None:
    closing = year.quarters[-1]
    stated, last = (figures.cells.get((item.key, period)) for period in (year, closing))
    if stated is None or last is None or stated.value is None or last.value is None:
        return
    if abs(stated.value - last.value) > figures.footing(1):
        message = f"{item.key} of {year} is {stated.value:,}, at the end of {closing} it is {last.value:,}"
        remedy = f"correct the year or {last.ref.a1}; if {item.key} is no balance, say so in the column kind"
        problems.of_cell(stated.ref, message, remedy)


def _report_sum(figures: FiguresReading, item: Item, year: FiscalYear, problems: Problems) -> None:
    stated = figures.cells.get((item.key, year))
    quarters = [figures.cells.get((item.key, quarter)) for quarter in year.quarters]
    values = [figure.value for figure in quarters if figure is not None and figure.value is not None]
    if stated is None or stated.value is None or len(values) < QUARTERS:
        return
    if abs(stated.value - sum(values)) > figures.footing(QUARTERS):
        message = f"{item.key} of {year} is {stated.value:,}, the sum of its quarters {_plain(sum(values)):,}"
        remedy = "correct the year or a quarter, or clear the year"
        if abs(stated.value - values[-1]) <= figures.footing(1):
            remedy = "if the row is year to date, write cumulative in a column basis; else correct a figure"
        if not item.role:
            remedy = f"{remedy}; if {item.key} is not summed, say so in the column kind"
        problems.of_cell(stated.ref, message, remedy)


def _plain(value: float) -> float:
    """Without the dust of binary sums."""
    return round(value, 9)


def report_rates(
    table: Table, rates: Iterable[Rate], figures: FiguresReading | None, settings: SettingsReading
) -> None:
    """Every quarter that is translated needs a rate of the basis it is translated at."""
    release = settings.release_quarter
    own, wanted = settings.unit.currency, settings.presentation_currency
    if release is None or not settings.dates_quarters or not wanted:
        return
    needed = {(release, PERIOD_END)}
    if settings.fx_mode in {PERIOD_END, AVERAGE} and figures is not None:
        needed |= {(quarter, settings.fx_mode) for quarter in _translated(figures, release)}
    found = tuple(rates)
    for quarter, basis in sorted(needed):
        if conversion_of_quarter(found, (own, wanted), quarter, basis, settings.calendar) is None:
            _report_missing_rate(table, market_pair(own, wanted), quarter, basis, settings.calendar)


def _translated(figures: FiguresReading, release: Quarter) -> Iterable[Quarter]:
    """The quarters up to the one reported in which some amount of money is given."""
    for quarter in figures.quarters:
        flows = [item for item in figures.items.values() if item.is_flow and item.is_money]
        if quarter <= release and any(figures.value(item.key, quarter) is not None for item in flows):
            yield quarter


def _report_missing_rate(
    table: Table, pair: str, quarter: Quarter, basis: str, calendar: FiscalCalendar
) -> None:
    last = quarter.end(calendar)
    message = f"no {pair} rate ({basis}) in the last {LATEST_DAYS} days of {quarter}"
    remedy = f"add a row for {pair} with a date up to {last} and the basis {basis}"
    table.problems.of_cell(table.place("pair"), message, remedy)
