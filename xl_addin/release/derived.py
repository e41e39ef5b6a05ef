"""Derived: the quarters that are not given, each as a formula over the figures it is computed from."""

from __future__ import annotations

from collections.abc import Iterator

from xl_addin.domain.periods import QUARTERS, FiscalYear, Period
from xl_addin.inputs.agreements import Agreement, agreements
from xl_addin.inputs.derived import FIRST_COLUMN, FIRST_ROW
from xl_addin.inputs.model import DERIVED_SHEET, CellRef, Derivation, Figures
from xl_addin.release.book import Book, Grid
from xl_addin.release.expressions import Expression, Op, call
from xl_addin.release.layout import label_of, page, period_heading, titled
from xl_addin.release.spec import SheetSpec

_LABEL = FIRST_COLUMN - 1
_DECIMALS = 9


def build_derived(book: Book) -> SheetSpec | None:
    """The sheet, to which the other sheets point; None where every figure is given."""
    figures = book.figures
    places = {key: figure for key, figure in figures.cells.items() if figure.ref.sheet == DERIVED_SHEET}
    if not places:
        return None
    grid = Grid(book, DERIVED_SHEET)
    words = "Live: the year, or the year to date, less what is given of it. Blank: not to be told."
    titled(grid, book.say("Derived quarters"), book.say(words))
    grid.put(FIRST_ROW - 1, _LABEL, book.say("Item"), "heading_left")
    for (item, period), figure in places.items():
        row, column = figure.ref.row, figure.ref.column
        grid.put(FIRST_ROW - 1, column, period_heading(book, period), "heading")
        grid.put(row, _LABEL, label_of(book, item), "label")
        if figure.derivation is not None:
            whole = isinstance(figure.value, float) and not figure.value.is_integer()
            grid.put(row, column, _difference(figure.derivation, whole), "plain", marked=True)
    last = max(figure.ref.row for figure in places.values()), max(f.ref.column for f in places.values())
    widths = {1: 1.5, _LABEL: 44} | dict.fromkeys(range(FIRST_COLUMN, last[1] + 1), 11.0)
    return grid.spec(widths, page=page(book, last), freeze=(FIRST_ROW, FIRST_COLUMN))


def _difference(derivation: Derivation, rounded: bool) -> Expression:
    """The difference while every figure in it is there; of fractions without the dust of binary ones."""
    result: Expression = derivation.minuend
    for part in derivation.subtrahends:
        result = Op("-", result, part)
    if rounded:
        result = call("ROUND", result, _DECIMALS)
    complete = Op("=", call("COUNT", *derivation.refs), len(derivation.refs))
    return call("IF", complete, result, call("NA"))


def roundings(figures: Figures, refs: tuple[CellRef | None, ...]) -> int:
    """How many printed figures a sum rests on: a derived one is made of several. 0: all are derived."""
    derived = {figure.ref: figure.derivation for figure in figures.cells.values() if figure.derivation}
    if all(ref in derived for ref in refs):
        return 0
    return sum(len(derived[ref].refs) if ref in derived else 1 for ref in refs if ref)


def is_derived(figures: Figures, item: str, period: Period) -> bool:
    """Whether the figure is computed from others."""
    figure = figures.figure(item, period)
    return figure is not None and figure.derivation is not None


def given_twice(figures: Figures) -> Iterator[Agreement]:
    """The year to date against what it is made of; a year against its four quarters is checked elsewhere."""
    years = sorted({quarter.fiscal_year for quarter in figures.quarters})
    for item in figures.items.values():
        for year in years if item.is_flow else ():
            for given in agreements(figures.cells, item, year):
                if not isinstance(given.period, FiscalYear) or len(given.parts) < QUARTERS:
                    yield given
