"""Full-year profit: operating income of the actual years beside the analysts' consensus."""

from __future__ import annotations

from collections.abc import Sequence

from xl_addin.domain.periods import FiscalYear
from xl_addin.inputs.model import CellRef, Forecast
from xl_addin.release.book import Book
from xl_addin.release.expressions import Area, Expression, Op, call
from xl_addin.release.full_year import lighten, year_columns, year_contents
from xl_addin.release.layout import GROWTH_NOTE, amount_text, day_words, item_label, unit_words
from xl_addin.release.spec import SheetSpec
from xl_addin.release.tables import ANNUAL, Line, PeriodSheet, Plot
from xl_addin.release.units import in_unit
from xl_addin.release.years import actual_years, forecast_year

NAME, INCOME = "Full-year profit", "operating_income"
PUBLISHED = "mean"


def build_full_year_profit(book: Book) -> SheetSpec | None:
    """Operating income of the fiscal years and the consensus on the next; None without either."""
    if INCOME not in book.figures.items:
        book.leave_out(NAME, "there is no operating_income")
        return None
    actual, year = actual_years(book, INCOME), forecast_year(book)
    forecasts = [
        line
        for line in book.figures.consensus
        if line.item == book.figures.items.key_of(INCOME) and line.period == year
    ]
    if not actual and not forecasts:
        book.leave_out(NAME, "there is neither a complete fiscal year nor a consensus")
        return None
    sheet = PeriodSheet(book, NAME, (*actual, year) if forecasts else actual)
    item = book.figures.items[INCOME]
    unit = unit_words(book, item.unit)
    contents = year_contents(book, INCOME, actual)
    forecast_of = year if forecasts else None
    if forecasts:
        contents[year] = _mean(book, forecasts)
    subtitle = book.say("Operating income by fiscal year, {unit}", unit=unit)
    income = sheet.computed(item_label(book, item), contents, "strong", number="amount")
    sheet.headings(_title(sheet, income, forecast_of), subtitle, unit, forecast=forecast_of)
    sheet.growth("Growth YoY", income, ANNUAL)
    notes: list[Expression] = []
    if forecasts:
        lighten(sheet)
        _contributors(sheet, forecasts, year)
        notes.append(book.say("E: consensus of analysts, not a forecast of the company."))
    plot = Plot(
        book.say("Operating income by fiscal year"), unit, (year_columns(sheet, income, forecast_of),)
    )
    return sheet.finish(plot, *notes, book.say(GROWTH_NOTE))


def _title(sheet: PeriodSheet, income: Line, forecast: FiscalYear | None) -> Expression:
    """What is seen: the operating income or loss expected, or that of the last year."""
    book, year = sheet.book, sheet.shown[-1]
    size = sheet.work(call("ABS", income.sources[year]))
    amount = amount_text(book, size, book.figures.items[INCOME].unit)
    gain, loss = (
        (
            "Analysts expect operating income of {amount} in {year}",
            "Analysts expect an operating loss of {amount} in {year}",
        )
        if forecast
        else ("Operating income of {amount} in {year}", "Operating loss of {amount} in {year}")
    )
    parts = {"amount": amount, "year": book.period(year)}
    return call("IF", Op("<", income.sources[year], 0), book.tell(loss, **parts), book.tell(gain, **parts))


def _mean(book: Book, forecasts: Sequence[Forecast]) -> Expression:
    """The published mean, or that of the contributors."""
    published = [forecast for forecast in forecasts if forecast.contributor == PUBLISHED]
    if published:
        return _in_unit(book, published[-1], published[-1].value.ref)
    if len({forecast.unit for forecast in forecasts}) > 1:
        parts = (_in_unit(book, forecast, forecast.value.ref) for forecast in forecasts)
        return Op("/", call("SUM", *parts), len(forecasts))
    return _in_unit(book, forecasts[0], _consensus(forecasts))


def _in_unit(book: Book, forecast: Forecast, content: Expression) -> Expression:
    """A forecast in the unit of operating income."""
    converted = in_unit(content, forecast.unit, book.figures.items[INCOME].unit)
    assert converted is not None  # both are of one currency, or the input workbook is refused
    return converted


def _consensus(forecasts: Sequence[Forecast]) -> Expression:
    """The mean of the contributors, over a range where they stand under each other."""
    area = _area(forecasts)
    if area is not None:
        return call("IIJ_CONSENSUS", area)
    return Op("/", call("SUM", *(forecast.value.ref for forecast in forecasts)), len(forecasts))


def _area(forecasts: Sequence[Forecast]) -> Area | None:
    refs = [forecast.value.ref for forecast in forecasts]
    rows = [ref.row for ref in refs]
    return Area(refs[0], refs[-1]) if rows == list(range(rows[0], rows[0] + len(rows))) else None


def _contributors(sheet: PeriodSheet, forecasts: Sequence[Forecast], year: FiscalYear) -> None:
    """The single forecasts with their mean, range and count, beside the published mean."""
    book = sheet.book
    single = [forecast for forecast in forecasts if forecast.contributor != PUBLISHED]
    published = [forecast for forecast in forecasts if forecast.contributor == PUBLISHED]
    dates = sorted({forecast.date for forecast in forecasts if forecast.date})
    sheet.section(book.say("Consensus on {year}", year=year))
    for forecast in single:
        _row(sheet, forecast.contributor, _in_unit(book, forecast, forecast.value.ref))
    if single:
        area = _own_area(sheet, len(single))
        _row(sheet, book.say("Mean of contributors"), call("IIJ_CONSENSUS", area), "strong")
        _row(sheet, book.say("Highest"), call("MAX", area))
        _row(sheet, book.say("Lowest"), call("MIN", area))
        _row(sheet, book.say("Contributors"), call("COUNT", area), marked=False)
    for forecast in published:
        _row(sheet, book.say("Published mean"), _in_unit(book, forecast, forecast.value.ref), "strong")
    if dates:
        sheet.row += 1
        days = book.say(", ").join(day_words(day, book.language) for day in dates)
        sheet.grid.put(sheet.row, 2, book.say("As of {day}", day=days), "small")


def _own_area(sheet: PeriodSheet, count: int) -> Area:
    """The forecasts just written, in the column of their year."""
    name, column = sheet.grid.name, sheet.last
    return Area(CellRef(name, sheet.row - count + 1, column), CellRef(name, sheet.row, column))


def _row(sheet: PeriodSheet, label: str, content: Expression, *styles: str, marked: bool = True) -> None:
    sheet.row += 1
    sheet.label(label, *styles)
    sheet.grid.put(sheet.row, sheet.last, content, "amount", *styles, marked=marked)
