"""Fiscal years: the actual ones, from year columns or their quarters, and the one that is forecast."""

from __future__ import annotations

from xl_addin.domain.items import ItemKind
from xl_addin.domain.periods import FiscalYear
from xl_addin.inputs.model import Figure, Guidance
from xl_addin.release.book import Book
from xl_addin.release.expressions import Expression, Op, call
from xl_addin.release.units import in_unit


def actual_years(book: Book, item: str) -> tuple[FiscalYear, ...]:
    """The complete years whose figure is known, up to the release's quarter."""
    figures = book.figures
    years = {*figures.years, *(FiscalYear(quarter.fiscal_year) for quarter in figures.quarters)}
    last = figures.settings.release_quarter
    return tuple(
        sorted(y for y in years if y.quarters[-1] <= last and year_figure(book, item, y) is not None)
    )


def year_figure(book: Book, item: str, year: FiscalYear) -> Expression | None:
    """A year's figure: its column, else the sum of its quarters or, of a balance, the closing one.

    None where none of these is complete.
    """
    ref = book.ref(item, year)
    if ref is not None and book.has(item, year):
        return ref
    kind = book.figures.items[item].kind
    if kind is ItemKind.BALANCE and book.has(item, year.quarters[-1]):
        return book.ref(item, year.quarters[-1])
    if kind is ItemKind.FLOW and all(book.has(item, quarter) for quarter in year.quarters):
        return call("SUM", *(book.ref(item, quarter) for quarter in year.quarters))
    return None


def forecast_year(book: Book) -> FiscalYear:
    """The year that the release looks to: the running one, or the next after a fourth quarter."""
    quarter = book.figures.settings.release_quarter
    year = FiscalYear(quarter.fiscal_year)
    return FiscalYear(year.year + 1) if quarter == year.quarters[-1] else year


def guidance_of(book: Book, item: str, period: object) -> Guidance | None:
    """The guidance of an item for a period that holds."""
    lines, key = book.figures.guidance, book.figures.items.key_of(item)
    return next((line for line in lines if line.item == key and line.period == period), None)


def bounds(guidance: Guidance) -> tuple[Expression, ...]:
    """The bounds that are given, the lower first."""
    return tuple(in_percent(bound) for bound in (guidance.low, guidance.high) if bound.value is not None)


def in_percent(figure: Figure) -> Expression:
    """A figure's cell, or a hundred times the fraction that stands there for a percentage."""
    return Op("*", figure.ref, 100) if figure.is_fraction else figure.ref


def middle(guidance: Guidance) -> Expression:
    """The middle of the bounds given."""
    cells = bounds(guidance)
    return cells[0] if len(cells) == 1 else Op("/", Op("+", cells[0], cells[1]), 2)


def forecast_revenue(book: Book, item: str, year: FiscalYear) -> Expression | None:
    """The amount guided for a year, or the year before grown by the growth guided."""
    amount = guidance_of(book, item, year)
    if amount is not None and bounds(amount):
        guided = in_unit(middle(amount), amount.unit, book.figures.items[item].unit)
        if guided is not None:
            return guided
    grown = guidance_of(book, f"{book.figures.items.key_of(item)}_growth", year)
    base = year_figure(book, item, FiscalYear(year.year - 1))
    if grown is None or base is None or not bounds(grown):
        return None
    return Op("*", base, Op("+", 1, Op("/", middle(grown), 100)))
