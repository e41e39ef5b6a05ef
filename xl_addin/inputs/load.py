"""The input workbook, read and checked in one pass: figures, or everything that is wrong."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from xl_addin.errors import Issue
from xl_addin.inputs import headings
from xl_addin.inputs.commentary import read_commentary
from xl_addin.inputs.consistency import report_rates, report_release_quarter, report_years
from xl_addin.inputs.derived import derive_quarters, fill_from_year_to_date, provenance_of_derived
from xl_addin.inputs.figures import Context, FiguresReading, read_figures_sheet
from xl_addin.inputs.grids import Grid, read_grids
from xl_addin.inputs.hidden import report_hidden
from xl_addin.inputs.model import Figures, Rate
from xl_addin.inputs.outlook import GuidanceReading, read_consensus, read_guidance
from xl_addin.inputs.problems import Problems
from xl_addin.inputs.provenance import read_restated, read_sources
from xl_addin.inputs.rate_checks import report_implausible, report_late
from xl_addin.inputs.rates import read_rates
from xl_addin.inputs.settings import SettingsReading, read_settings
from xl_addin.inputs.sheet_names import report_sheet_names
from xl_addin.inputs.signs import report_signs
from xl_addin.inputs.tables import Table, report_missing_sheet, sheet_tables
from xl_addin.inputs.totals import leave_out_totals
from xl_addin.inputs.year_to_date import report_year_to_date

Result = TypeVar("Result")
NO_OVERRIDES: Mapping[str, str] = {}
INPUT_SHEETS = tuple(kind.name for kind in headings.SHEETS)


def read_figures(
    path: str | os.PathLike[str],
    overrides: Mapping[str, str] = NO_OVERRIDES,
    *,
    copied_as: Mapping[str, str] = NO_OVERRIDES,
) -> tuple[Figures | None, tuple[Issue, ...]]:
    """Everything an input workbook says, and every problem with it.

    Args:
        path: the workbook; issues name it as it is given here.
        overrides: settings given with the command, which replace those of the sheet.
        copied_as: other names that sheets of it, by their names, have where they are copied to.

    Returns:
        The figures, None exactly when one of the issues is an error; and the issues, in the order
        of the sheets and their rows.
    """
    file = os.fspath(path)
    problems = Problems(file)
    grids = read_grids(Path(path), INPUT_SHEETS, problems)
    if grids is None:
        return None, problems.listed()
    renamed = {kind: replace(grid, name=copied_as.get(grid.name, grid.name)) for kind, grid in grids.items()}
    return _read_all(file, renamed, overrides, problems)


def read_figures_of_grids(
    file: str,
    grids: Mapping[str, Grid],
    overrides: Mapping[str, str] = NO_OVERRIDES,
    sheets: Iterable[str] = (),
) -> tuple[Figures | None, tuple[Issue, ...]]:
    """The same of input sheets that are grids already: those of a workbook open in Excel.

    Args:
        file: how issues name the workbook.
        grids: the input sheets by the name of INPUT_SHEETS, in the workbook's order.
        overrides: as for `read_figures`.
        sheets: the names of all of the workbook's sheets.
    """
    problems = Problems(file)
    report_sheet_names(sheets, INPUT_SHEETS, problems)
    return _read_all(file, grids, overrides, problems)


def _read_all(
    file: str, grids: Mapping[str, Grid], overrides: Mapping[str, str], problems: Problems
) -> tuple[Figures | None, tuple[Issue, ...]]:
    figures = _read(file, grids, overrides, problems)
    issues = problems.listed([grid.name for grid in grids.values()])
    return (None if problems.blocking else figures), issues


def _read(
    file: str, grids: Mapping[str, Grid], overrides: Mapping[str, str], problems: Problems
) -> Figures | None:
    """The figures as far as they can be put together; whether they may be used, the problems say."""
    tables = sheet_tables(grids, headings.SHEETS, problems)
    for table in tables.values():
        leave_out_totals(table)
        report_hidden(table)
    settings = read_settings(tables.get("Settings"), overrides, problems)
    if settings.presentation_currency and headings.RATES.name not in grids:
        report_missing_sheet(headings.RATES, problems)
    figures = _read_figures_sheet(tables.get("Figures"), settings)
    rates = _read_rates(tables.get("Rates"), figures, settings)
    release_date = settings.settings.release_date if settings.settings else None
    context = Context(
        figures,
        settings.unit,
        settings.calendar,
        release_date=release_date,
        presentation_currency=settings.presentation_currency,
    )
    guidance = _read_optional(tables.get("Guidance"), read_guidance, context) or GuidanceReading()
    consensus = _read_optional(tables.get("Consensus"), read_consensus, context) or ()
    expected = {(line.item, line.period) for line in guidance.present}
    expected |= {(line.item, line.period) for line in consensus}
    context = replace(context, expected=expected)
    sources = _read_optional(tables.get("Sources"), read_sources, context) or {}
    if figures is not None:
        sources = {**provenance_of_derived(figures, sources), **sources}
    restated = _read_optional(tables.get("Restated"), read_restated, context) or {}
    commentary = _read_optional(tables.get("Commentary"), read_commentary, context) or ()
    if settings.settings is None or figures is None:
        return None
    return Figures(
        file=file,
        settings=settings.settings,
        quarters=figures.quarters,
        years=figures.periods.years,
        period_cells=figures.periods.headings,
        items=figures.items,
        cells=figures.cells,
        sources=sources,
        restated=restated,
        rates=rates,
        guidance=guidance.present,
        replaced_guidance=guidance.replaced,
        consensus=consensus,
        commentary=commentary,
        sheets=tuple(table.source_sheet() for table in tables.values()),
    )


def _read_figures_sheet(table: Table | None, settings: SettingsReading) -> FiguresReading | None:
    if table is None:
        return None
    figures = read_figures_sheet(table, settings.unit, settings.calendar)
    if settings.settings is not None:
        figures.rounding = settings.settings.rounding
    report_years(figures, table.problems)
    report_signs(figures, table.problems)
    if figures.periods.is_sound:
        fill_from_year_to_date(figures)
        derive_quarters(figures)
        report_year_to_date(figures, table.problems)
    report_release_quarter(table, figures, settings)
    return figures


def _read_rates(
    table: Table | None, figures: FiguresReading | None, settings: SettingsReading
) -> tuple[Rate, ...]:
    if table is None:
        return ()
    errors_before = table.problems.errors
    rates = read_rates(table)
    # A rate that seems to be missing may be the one that could not be read.
    if table.is_complete and table.problems.errors == errors_before:
        report_rates(table, rates, figures, settings)
    report_implausible(rates, table.problems)
    if settings.settings is not None and settings.dates_quarters:
        said = settings.settings
        report_late(rates, said.release_quarter, said.calendar, said.release_date, table.problems)
    return rates


def _read_optional(
    table: Table | None, read: Callable[[Table, Context], Result], context: Context
) -> Result | None:
    return None if table is None else read(table, context)
