"""What is wrong with figures of the year to date, and what came of those that are right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from xl_addin.domain.periods import QUARTERS, Cumulative, FiscalYear, Period, Quarter
from xl_addin.errors import Severity
from xl_addin.inputs.agreements import Agreement, agreements
from xl_addin.inputs.derived import year_to_date
from xl_addin.inputs.figures import TOTAL_REVENUES, FiguresReading
from xl_addin.inputs.model import DERIVED_SHEET, Basis, Figure, Item
from xl_addin.inputs.problems import Problems
from xl_addin.inputs.signs import NEVER_NEGATIVE

_NEVER_FALL = (TOTAL_REVENUES, *NEVER_NEGATIVE)
_FEWEST = 3
# How far from n times the first quarter the nth of a year may be, and how far the next year starts below.
_NEAR, _FAR, _RESET = 0.7, 1.4, 0.6


def report_year_to_date(figures: FiguresReading, problems: Problems) -> None:
    """Contradictions, rows that are on the other basis, and what was derived."""
    _report_twice(figures, problems)
    for item in figures.items.values():
        for year in sorted({quarter.fiscal_year for quarter in figures.quarters}) if item.is_flow else ():
            for agreement in agreements(figures.cells, item, year):
                _report_disagreement(figures, item, agreement, problems)
        if item.role in _NEVER_FALL:
            _report_falls(figures, item, problems)
            _report_rises(figures, item, problems)
    _report_idle_columns(figures, problems)
    _report_derived(figures, problems)


def _report_twice(figures: FiguresReading, problems: Problems) -> None:
    """A figure of a cumulative row that the standalone row contradicts: first quarters, halves, years."""
    for (key, period), second in figures.cumulative.items():
        held = figures.cells.get((key, year_to_date(period)))
        if held is not None and not _is_near(figures, held, second):
            message = (
                f"{key} of {_said(year_to_date(period))} is {second.value:,}, in {held.ref.a1} {held.value:,}"
            )
            problems.of_cell(second.ref, message, "correct one of the two", Severity.WARNING)


def _is_near(figures: FiguresReading, first: Figure, second: Figure) -> bool:
    if first.value is None or second.value is None:
        return True
    return abs(first.value - second.value) <= figures.footing(1)


def _report_disagreement(
    figures: FiguresReading, item: Item, agreement: Agreement, problems: Problems
) -> None:
    """What is given of the year to date against what it is made of; the year's column is checked before."""
    whole, parts, period = agreement.whole, agreement.parts, agreement.period
    is_checked = isinstance(period, FiscalYear) and len(parts) == QUARTERS
    total = sum(part.value or 0 for part in parts)
    within = abs((whole.value or 0) - total) <= figures.footing(len(parts))
    if within or (is_checked and whole.ref.row == item.row):
        return
    cells = ", ".join(part.ref.a1 for part in parts)
    message = f"{item.key} of {_said(period)} is {whole.value:,}, the sum of {cells} is {round(total, 9):,}"
    remedy = "correct one of them; the quarters hold where they are given"
    problems.of_cell(whole.ref, message, remedy, Severity.WARNING)


def _report_falls(figures: FiguresReading, item: Item, problems: Problems) -> None:
    """What can never be negative is so for a quarter that is derived: the rows are no year to date."""
    for quarter in figures.quarters:
        figure = figures.cells.get((item.key, quarter))
        if figure is None or figure.value is None or figure.value >= 0 or figure.derivation is None:
            continue
        cells = ", ".join(ref.a1 for ref in figure.derivation.subtrahends)
        place = figure.derivation.minuend
        message = f"{item.key} of {quarter} would be {figure.value:,}: {place.a1} less {cells}"
        remedy = "correct them; a row of single quarters has no basis cumulative"
        problems.of_cell(place, message, remedy)
        return


def _report_rises(figures: FiguresReading, item: Item, problems: Problems) -> None:
    """A row that grows by its first quarter within each year, and starts anew with the next."""
    if item.basis is Basis.CUMULATIVE:
        return
    years = list(_years(figures, item))
    steps = [value / first / number for first, *later in years for number, value in enumerate(later, 2)]
    starts_anew = [after[0] < _RESET * before[-1] for before, after in pairwise(years)]
    if len(steps) < _FEWEST or not starts_anew or not all(starts_anew):
        return
    if all(_NEAR <= step <= _FAR for step in steps):
        problems.of_cell(
            figures.cells[item.key, figures.periods.quarters[0]].ref,
            f"{item.key} grows through each year and starts anew with the next, as figures year to date do",
            "if they are, write cumulative in a column basis",
            Severity.WARNING,
        )


def _years(figures: FiguresReading, item: Item) -> Iterator[list[float]]:
    """The figures of each year from its first quarter on, as they stand in the row."""
    for year in sorted({quarter.fiscal_year for quarter in figures.periods.quarters}):
        values = []
        for number in range(1, QUARTERS + 1):
            figure = figures.cells.get((item.key, Quarter(year, number)))
            if figure is None or not figure.value or figure.value < 0 or figure.derivation:
                break
            values.append(figure.value)
        if values:
            yield values


def _report_idle_columns(figures: FiguresReading, problems: Problems) -> None:
    """A half or nine months from which no quarter can be told, and which none is compared with."""
    derivations = [figure.derivation for figure in figures.cells.values() if figure.derivation]
    used = {ref.column for derivation in derivations for ref in derivation.refs}
    for period, ref in figures.periods.headings.items():
        if not isinstance(period, Cumulative) or ref.column in used:
            continue
        quarters = [quarter for quarter in period.quarters if quarter in figures.quarters]
        flows = [item.key for item in figures.items.values() if item.is_flow]
        is_given = any(figures.value(key, period) is not None for key in flows)
        if is_given and all(figures.value(key, quarter) is None for key in flows for quarter in quarters):
            message = f"no quarter can be told from {_said(period)}"
            remedy = "give the quarters in it but one, or a shorter year to date"
            problems.of_cell(ref, message, remedy, Severity.NOTE)


def _report_derived(figures: FiguresReading, problems: Problems) -> None:
    """Once, how many figures are derived, and of what; a cell that cannot be read is no blank one."""
    found = [key for key, figure in figures.cells.items() if figure.derivation]
    if not found or problems.blocking:
        return
    quarters, items = sorted({period.quarters[0] for _, period in found}), {item for item, _ in found}
    of_items = f"of {len(items)} items" if len(items) > 1 else f"of {next(iter(items))}"
    if len(quarters) == 1:
        what = f"{quarters[0]} {of_items} is derived"
    else:
        what = f"{len(found)} quarterly figures {of_items} are derived, from {quarters[0]} to {quarters[-1]}"
    sheet = next(iter(figures.periods.headings.values())).sheet
    message = f"{what}: the year, or the year to date, less what is given of it"
    problems.of_sheet(sheet, message, f"the deck's sheet {DERIVED_SHEET} shows each", Severity.NOTE)


def _said(period: Period) -> str:
    """A year to date as a heading says it: 1H02, 9M02."""
    if not isinstance(period, Cumulative):
        return str(period)
    year = str(Quarter(period.fiscal_year, 1)).removeprefix("1Q")
    return f"1H{year}" if len(period.quarters) == 2 else f"9M{year}"
